"""GPX is read back by lxml against the schema, gpxpy, GDAL and GPSBabel."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import gpxpy
import pytest
from lxml import etree

from tests.exchange.books import NOW, hostile_roadbook, roadbook
from tests.mapping.plans import places
from tests.mapping.plans import roadbook as planned
from tourplanner.domain.place import Coordinates
from tourplanner.exchange.gpx import NAMESPACE, DayLine, write_gpx
from tourplanner.paths import resource

GRAMMAR = etree.RelaxNG(etree.parse(str(resource("schemas", "gpx-1-1.rng"))))
"""The GPX 1.1 schema said anew: its licence does not let it travel with us."""

needs_gdal = pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL is not installed")
needs_gpsbabel = pytest.mark.skipif(
    shutil.which("gpsbabel") is None, reason="GPSBabel is not installed"
)


def valid(content: bytes) -> bool:
    return bool(GRAMMAR.validate(etree.fromstring(content)))


@pytest.mark.parametrize("day", [None, 1, 2])
def test_file_keeps_the_order_of_the_schema(day: int | None) -> None:
    content = write_gpx(roadbook(), NOW, day)
    assert valid(content), GRAMMAR.error_log
    assert valid(write_gpx(hostile_roadbook(), NOW, day)), GRAMMAR.error_log


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"<metadata>", b"<rte/><metadata>"),
        (b"<sym>", b"<type>x</type><sym>"),
        (b"<number>1</number>", b"<number>one</number>"),
        (b' lat="29', b' lat="129'),
        (b"<desc>", b"<about>x</about><desc>"),
        (NAMESPACE.encode(), NAMESPACE.replace("http:", "https:").encode()),
    ],
)
def test_grammar_sees_what_the_schema_forbids(good: bytes, bad: bytes) -> None:
    content = write_gpx(roadbook(), NOW)
    assert good in content
    assert not valid(content.replace(good, bad))


def test_names_keep_the_order_of_the_days() -> None:
    gpx = gpxpy.parse(write_gpx(roadbook(), NOW).decode("utf-8"))
    names = [point.name for point in gpx.waypoints]
    assert names[:4] == [
        "D1-01 Site 0 窑址0",
        "D1-02 Site 1 窑址1",
        "D2-01 Site 2 窑址2",
        "D2-02 Site 3 窑址3",
    ]
    assert names[4:] == ["Base: Guesthouse"]
    assert [route.name for route in gpx.routes] == ["Day 1", "Day 2"]
    first = [point.name for point in gpx.routes[0].points]
    assert first == [
        "D1-00 Guesthouse",
        "D1-01 Site 0 窑址0",
        "D1-02 Site 1 窑址1",
        "D1-03 Guesthouse",
    ]
    assert first == sorted(first)


def test_points_and_time_are_those_of_the_tour() -> None:
    book = roadbook()
    gpx = gpxpy.parse(write_gpx(book, NOW).decode("utf-8"))
    assert gpx.time == datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)
    wanted = [v.stop.place.at for day in book.days for v in day.visits if v.stop.place]
    found = [(point.latitude, point.longitude) for point in gpx.waypoints[: len(wanted)]]
    assert found == [(round(at.lat, 6), round(at.lon, 6)) for at in wanted]


def test_estimates_and_assumed_hours_say_so() -> None:
    gpx = gpxpy.parse(write_gpx(hostile_roadbook(), NOW).decode("utf-8"))
    assert "(estimate)" in gpx.waypoints[0].description
    assert "Hours assumed" in gpx.waypoints[0].description
    assert "estimates" in gpx.routes[0].description


def test_hostile_names_arrive_as_one_line_of_text() -> None:
    gpx = gpxpy.parse(write_gpx(hostile_roadbook(), NOW).decode("utf-8"))
    name = gpx.waypoints[0].name
    assert name.startswith("D1-01 =1+1 ]]> <img onerror=x> & \" ' \\, ; BEGIN:VEVENT [31mRTL עברית")
    assert name.isprintable()
    assert all(letter >= " " for point in gpx.waypoints for letter in point.name)


def test_file_of_a_day_holds_that_day_only() -> None:
    gpx = gpxpy.parse(write_gpx(roadbook(), NOW, 2).decode("utf-8"))
    assert [route.number for route in gpx.routes] == [2]
    assert gpx.waypoints[0].name.startswith("D2-01")
    assert gpx.name == "Kilns and lanes, day 2"


@needs_gdal
@pytest.mark.parametrize("make", [roadbook, hostile_roadbook])
def test_gdal_reads_every_waypoint_and_route(make: object, tmp_path: Path) -> None:
    file = tmp_path / "tour.gpx"
    file.write_bytes(write_gpx(make(), NOW))  # type: ignore[operator]
    listing = run("ogrinfo", "-ro", "-so", "-al", str(file))
    counts = {layer.splitlines()[0].strip(): layer for layer in listing.split("Layer name:")[1:]}
    assert "Feature Count: 5" in counts["waypoints"]
    assert "Feature Count: 2" in counts["routes"]
    assert "Feature Count: 8" in counts["route_points"]


@needs_gpsbabel
def test_gpsbabel_reads_every_waypoint_and_route(tmp_path: Path) -> None:
    file, back = tmp_path / "tour.gpx", tmp_path / "back.gpx"
    file.write_bytes(write_gpx(roadbook(), NOW))
    run("gpsbabel", "-r", "-w", "-i", "gpx", "-f", str(file), "-o", "gpx", "-F", str(back))
    gpx = gpxpy.parse(back.read_text("utf-8"))
    assert [len(route.points) for route in gpx.routes] == [4, 4]
    assert gpx.waypoints[0].name == "D1-01 Site 0 窑址0"


@pytest.mark.parametrize("make", [roadbook, hostile_roadbook])
def test_tracks_are_lines_of_the_schema_with_a_segment_a_leg(make: object) -> None:
    book = make()  # type: ignore[operator]
    content = write_gpx(book, NOW, 1, DayLine.TRACK)
    assert valid(content), GRAMMAR.error_log
    gpx = gpxpy.parse(content.decode("utf-8"))
    assert not gpx.routes
    (track,) = gpx.tracks
    assert [len(segment.points) for segment in track.segments] == [2] * len(book.days[0].legs)


def test_a_track_follows_the_roads_where_they_are_known() -> None:
    book = roadbook()
    day = book.days[0]
    start, end = (stop.stop.place for stop in day.placed[:2])
    assert start is not None
    assert end is not None
    middle = Coordinates(29.2999, 117.2099)
    legs = (replace(day.legs[0], line=(start.at, middle, end.at)), *day.legs[1:])
    known = replace(book, days=(replace(day, legs=legs),))
    gpx = gpxpy.parse(write_gpx(known, NOW, 1, DayLine.TRACK).decode("utf-8"))
    assert [len(segment.points) for segment in gpx.tracks[0].segments] == [3, 2, 2]


def test_names_of_many_stops_and_days_still_sort_in_order() -> None:
    crowd = planned((places(120),))
    names = [point.name for point in gpxpy.parse(write_gpx(crowd, NOW).decode()).waypoints[:120]]
    assert names[0].startswith("D1-001 ")
    assert names == sorted(names)
    many = planned([places(12)[n : n + 1] for n in range(12)])
    names = [point.name for point in gpxpy.parse(write_gpx(many, NOW).decode()).waypoints[:12]]
    assert names[1].startswith("D02-01 ")
    assert names == sorted(names)


def test_osmand_gets_the_name_in_each_language() -> None:
    text = write_gpx(roadbook(), NOW).decode("utf-8")
    assert "<osmand:name_-_en>Site 0</osmand:name_-_en>" in text
    assert "<osmand:name_-_zh>窑址0</osmand:name_-_zh>" in text


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, encoding="utf-8")
    assert "ERROR" not in done.stderr
    return done.stdout


def test_ways_on_the_roads_are_a_track_of_the_day() -> None:
    content = write_gpx(roadbook(is_routed=True), NOW)
    assert valid(content), GRAMMAR.error_log
    tracks = gpxpy.parse(content.decode()).tracks
    assert [track.name for track in tracks] == ["Day 1, on the roads", "Day 2, on the roads"]
    assert [len(segment.points) for track in tracks for segment in track.segments] == [3, 3]
    assert "OpenStreetMap" in content.decode()
    assert gpxpy.parse(write_gpx(roadbook(), NOW).decode()).tracks == []
