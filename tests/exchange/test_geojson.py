"""GeoJSON keeps RFC 7946 and is read back by GDAL."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.exchange.books import NOW, hostile_roadbook, roadbook
from tourplanner.domain.roadbook import Roadbook
from tourplanner.exchange.geojson import write_geojson
from tourplanner.paths import resource

SCHEMA = jsonschema.Draft202012Validator(
    json.loads(resource("schemas", "geojson-rfc7946.schema.json").read_text("utf-8"))
)


def features(book: Roadbook) -> list[dict[str, Any]]:
    return list(json.loads(write_geojson(book, NOW))["features"])


@pytest.mark.parametrize("make", [roadbook, hostile_roadbook])
def test_file_keeps_the_standard(make: Any) -> None:
    data = json.loads(write_geojson(make(), NOW))
    SCHEMA.validate(data)
    ids = [feature["id"] for feature in data["features"]]
    assert len(set(ids)) == len(ids) == 2 * (4 + 3)


def test_longitude_comes_first() -> None:
    book = roadbook()
    at = book.days[0].visits[0].stop.place.at  # type: ignore[union-attr]
    first = next(f for f in features(book) if f["properties"].get("label") == "D1-01")
    assert first["geometry"]["coordinates"] == [round(at.lon, 6), round(at.lat, 6)]


def test_times_carry_their_offset() -> None:
    first = next(f for f in features(roadbook()) if f["properties"].get("label") == "D1-01")
    start = datetime.fromisoformat(first["properties"]["start"])
    assert start.isoformat() == "2027-04-16T09:15:00+08:00"
    assert datetime.fromisoformat(first["properties"]["end"]) - start == timedelta(hours=1)


def test_legs_join_the_stops_and_say_that_they_are_estimates() -> None:
    found = features(roadbook())
    stops = [f for f in found if f["id"].startswith("stop-d1-")]
    legs = [f for f in found if f["id"].startswith("leg-d1-")]
    positions = [f["geometry"]["coordinates"] for f in stops]
    assert [f["geometry"]["coordinates"] for f in legs] == [
        [positions[n], positions[n + 1]] for n in range(3)
    ]
    assert all(f["properties"]["estimate"] is True for f in legs)
    assert {f["properties"]["mode"] for f in legs} == {"walk"}


def test_ids_outlive_another_date() -> None:
    later = roadbook(start=roadbook().days[0].date + timedelta(days=7))
    assert [f["id"] for f in features(later)] == [f["id"] for f in features(roadbook())]


def test_hostile_names_hold_no_control_characters() -> None:
    for feature in features(hostile_roadbook()):
        name = feature["properties"].get("name", "")
        assert name == "".join(letter for letter in name if letter >= " ")
        assert "\u202e" not in name


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL is not installed")
@pytest.mark.parametrize("make", [roadbook, hostile_roadbook])
def test_gdal_reads_points_and_lines_in_wgs_84(make: Any, tmp_path: Path) -> None:
    file = tmp_path / "tour.geojson"
    file.write_bytes(write_geojson(make(), NOW))
    done = subprocess.run(
        ["ogrinfo", "-ro", "-al", str(file)], capture_output=True, check=True, timeout=60
    )
    listing = done.stdout.decode("utf-8", "replace")
    assert b"ERROR" not in done.stderr
    assert "Feature Count: 14" in listing
    assert 'ID["EPSG",4326]' in listing
    assert listing.count("POINT (117.") == 8
    assert listing.count("LINESTRING (117.") == 6


def test_routed_leg_follows_its_way() -> None:
    document = json.loads(write_geojson(roadbook(is_routed=True), NOW))
    legs = [f for f in document["features"] if f["properties"]["feature"] == "leg"]
    routed = [leg for leg in legs if leg["properties"]["source"] == "routed"]
    assert len(routed) == 2
    for leg in legs:
        is_routed = leg in routed
        assert len(leg["geometry"]["coordinates"]) == (3 if is_routed else 2)
        assert leg["properties"]["straight_line"] is not is_routed
        assert leg["properties"]["estimate"] is not is_routed
    assert any("OpenStreetMap" in caution for caution in document["cautions"])
