"""KML and KMZ are checked against a grammar and read by GDAL, GPSBabel and xmllint."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from tests.exchange.books import NOW, empty_roadbook, hostile_roadbook, roadbook
from tests.mapping.plans import places
from tests.mapping.plans import roadbook as planned
from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.place import Coordinates
from tourplanner.exchange.kml import DOCUMENT, NAMESPACE, STYLE_IDS, write_kml, write_kmz
from tourplanner.mapping.style import DAY_COLOURS
from tourplanner.paths import resource

GRAMMAR_FILE = resource("schemas", "kml-2-2.rng")
GRAMMAR = etree.RelaxNG(etree.parse(str(GRAMMAR_FILE)))
K = f"{{{NAMESPACE}}}"

needs_gdal = pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL is not installed")
needs_gpsbabel = pytest.mark.skipif(
    shutil.which("gpsbabel") is None, reason="GPSBabel is not installed"
)
needs_xmllint = pytest.mark.skipif(
    shutil.which("xmllint") is None, reason="xmllint is not installed"
)


def valid(content: bytes) -> bool:
    return bool(GRAMMAR.validate(etree.fromstring(content)))


@pytest.mark.parametrize("make", [roadbook, hostile_roadbook, empty_roadbook, planned])
def test_file_keeps_the_order_of_the_schema(make: object) -> None:
    assert valid(write_kml(make(), NOW)), GRAMMAR.error_log  # type: ignore[operator]


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"<styleUrl>", b"<ExtendedData/><styleUrl>"),
        (b"<TimeSpan>", b"<name>x</name><TimeSpan>"),
        (b"+08:00</begin>", b"+0800</begin>"),
        (b'id="placemark-blue"', b'id="placemark blue"'),
        (b"<color>ffa44c12</color>", b"<color>#124CA4</color>"),
        (NAMESPACE.encode(), NAMESPACE.replace("2.2", "2.3").encode()),
    ],
)
def test_grammar_sees_what_the_schema_forbids(good: bytes, bad: bytes) -> None:
    content = write_kml(roadbook(), NOW)
    assert good in content
    assert not valid(content.replace(good, bad, 1))


@needs_xmllint
def test_xmllint_agrees(tmp_path: Path) -> None:
    file = tmp_path / "tour.kml"
    file.write_bytes(write_kml(hostile_roadbook(), NOW))
    run("xmllint", "--noout", "--nonet", "--relaxng", str(GRAMMAR_FILE), str(file))


def test_a_folder_a_day_holds_its_stops_in_order_with_their_times() -> None:
    book = roadbook()
    folders = etree.fromstring(write_kml(book, NOW)).findall(f"{K}Document/{K}Folder")
    names = [folder.findtext(f"{K}name") for folder in folders]
    assert names == ["Day 1 · Fri 16 Apr", "Day 2 · Sat 17 Apr", "Bases"]
    marks = folders[1].findall(f"{K}Placemark")
    assert [mark.findtext(f"{K}name") for mark in marks] == [
        "D2-01 Site 2 窑址2",
        "D2-02 Site 3 窑址3",
        "Day 2: order of the stops",
    ]
    assert marks[0].findtext(f"{K}TimeSpan/{K}begin") == "2027-04-17T09:15:00+08:00"
    assert marks[0].findtext(f"{K}styleUrl") == "#placemark-lightblue"
    place = book.days[1].visits[0].stop.place
    assert place is not None
    told = marks[0].findtext(f"{K}Point/{K}coordinates")
    assert told == f"{place.at.lon:.6f},{place.at.lat:.6f},0"
    data = {each.get("name"): each.findtext(f"{K}value") for each in marks[0].iter(f"{K}Data")}
    assert data["name_zh"] == "窑址2"
    assert len(marks[2].findall(f"{K}MultiGeometry/{K}LineString")) == len(book.days[1].legs)


def test_colours_are_those_of_the_days_under_the_names_organic_maps_knows() -> None:
    assert len(STYLE_IDS) == len(DAY_COLOURS)
    styles = etree.fromstring(write_kml(roadbook(), NOW)).findall(f"{K}Document/{K}Style")
    found = {style.get("id"): style.findtext(f"{K}IconStyle/{K}color") for style in styles}
    for name, colour in zip(STYLE_IDS, DAY_COLOURS, strict=True):
        turned = found[name]
        assert turned is not None
        assert f"#{turned[6:8]}{turned[4:6]}{turned[2:4]}".upper() == colour
    used = {e.text for e in etree.fromstring(write_kml(planned(), NOW)).iter(f"{K}styleUrl")}
    assert used <= {f"#{name}" for name in found}


def test_a_known_way_is_drawn_along_the_roads() -> None:
    book = roadbook()
    day = book.days[0]
    line = tuple(Coordinates(29.29 + n / 1000, 117.2) for n in range(4))
    ways = (replace(day.legs[0], line=line), *day.legs[1:])
    content = write_kml(replace(book, days=(replace(day, legs=ways),)), NOW)
    assert b"117.200000,29.291000,0 117.200000,29.292000,0" in content


def test_a_lodging_that_nobody_may_know_is_no_mark() -> None:
    book = roadbook()
    days = tuple(
        replace(
            day,
            stops=tuple(s for s in day.stops if s.stop.kind is not StopKind.BASE),
            legs=day.legs[1:-1],
        )
        for day in book.days
    )
    assert b"<name>Bases" not in write_kml(replace(book, days=days), NOW)


def test_archive_begins_with_the_document_and_has_fixed_dates() -> None:
    content = write_kmz(roadbook(), NOW)
    assert content == write_kmz(roadbook(), NOW)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.date_time) == (DOCUMENT, (1980, 1, 1, 0, 0, 0))
        assert archive.read(DOCUMENT) == write_kml(roadbook(), NOW)
    assert content != write_kmz(roadbook(), NOW + timedelta(days=1))


@needs_gdal
@pytest.mark.parametrize("suffix", ["kml", "kmz"])
@pytest.mark.parametrize("make", [roadbook, hostile_roadbook])
def test_gdal_reads_every_folder(suffix: str, make: object, tmp_path: Path) -> None:
    file = tmp_path / f"tour.{suffix}"
    write = write_kml if suffix == "kml" else write_kmz
    file.write_bytes(write(make(), NOW))  # type: ignore[operator]
    listing = run("ogrinfo", "-ro", "-so", "-al", str(file))
    counts = [layer.split("Feature Count: ")[1].split()[0] for layer in
              listing.split("Layer name:")[1:]]  # fmt: skip
    assert counts == ["3", "3", "1"]


@needs_gdal
def test_gdal_finds_two_hundred_stops_of_one_day(tmp_path: Path) -> None:
    file = tmp_path / "tour.kml"
    file.write_bytes(write_kml(planned((places(200),)), NOW))
    assert "Feature Count: 201" in run("ogrinfo", "-ro", "-so", "-al", str(file))


@needs_gpsbabel
def test_gpsbabel_reads_every_stop(tmp_path: Path) -> None:
    file, back = tmp_path / "tour.kml", tmp_path / "back.gpx"
    file.write_bytes(write_kml(roadbook(), NOW))
    run("gpsbabel", "-i", "kml", "-f", str(file), "-o", "gpx", "-F", str(back))
    names = [e.text for e in etree.parse(str(back)).iter("{*}name")]
    assert "D1-01 Site 0 窑址0" in names


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, encoding="utf-8")
    assert "ERROR" not in done.stderr
    return done.stdout
