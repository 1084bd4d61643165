"""Links lead to the point they are made for, whatever datum a service counts in."""

from __future__ import annotations

import csv
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourplanner.domain.datum import Datum, to_wgs84
from tourplanner.domain.map_link import linked_point
from tourplanner.domain.place import Coordinates
from tourplanner.domain.travel import TravelMode
from tourplanner.mapping.map_links import (
    MapLink,
    MapService,
    Spot,
    caution_for,
    leg_links,
    place_link,
    place_links,
)

KILN = Spot("御窑厂", Coordinates(29.2978, 117.2))
NAME = "%E5%BE%A1%E7%AA%91%E5%8E%82"
PARTS_OF_A_METRE = 0.2
"""Links and the table have six decimals, a tenth of a metre."""
CHINESE = (MapService.AMAP, MapService.BAIDU, MapService.TENCENT)

spots = st.builds(
    Spot,
    st.text(max_size=60),
    st.builds(Coordinates, st.floats(-80, 80), st.floats(-179, 179)),
    st.text(max_size=60),
)


def rows(shared: Path) -> list[dict[str, str]]:
    text = (shared / "bench" / "datum_points.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def numbers_in(link: MapLink, end: str = "to") -> tuple[float, float]:
    """Latitude and longitude as written in the link, told by each service's own order."""
    parts = urlsplit(link.url)
    fields = {key: values[0] for key, values in parse_qs(parts.query).items()}
    is_start = end == "from"
    if link.service is MapService.AMAP:
        lon, lat = (fields.get("position") or fields[end]).split(",")[:2]
        return float(lat), float(lon)
    if link.service is MapService.GEO:
        text = parts.path.partition(";")[0]
    elif link.service is MapService.TENCENT:
        text = fields["marker"].removeprefix("coord:").partition(";")[0]
    else:
        names = ("origin",) if is_start else ("location", "destination", "ll", "pin")
        text = next(fields[name] for name in names if name in fields)
        text = text.removeprefix("latlng:").partition("|")[0]
    lat, lon = text.split(",")
    return float(lat), float(lon)


def table_point(row: dict[str, str], datum: Datum) -> Coordinates:
    prefix = {Datum.WGS84: "wgs84", Datum.GCJ02: "gcj02", Datum.BD09: "bd09"}[datum]
    return Coordinates(float(row[f"{prefix}_lat"]), float(row[f"{prefix}_lon"]))


def test_every_place_link_holds_the_point_of_the_table_in_its_datum(shared: Path) -> None:
    table = rows(shared)
    assert len(table) == 20
    for row in table:
        for link in place_links(Spot(row["name"], table_point(row, Datum.WGS84))):
            got = Coordinates(*numbers_in(link))
            off_m = got.distance_m(table_point(row, link.datum))
            assert off_m < PARTS_OF_A_METRE, (row["name"], link.url)


def test_every_leg_link_holds_both_ends_in_its_datum(shared: Path) -> None:
    table = rows(shared)
    for first, second in pairwise(table):
        start = Spot(first["name"], table_point(first, Datum.WGS84))
        end = Spot(second["name"], table_point(second, Datum.WGS84))
        for link in leg_links(start, end, TravelMode.TAXI, "景德镇"):
            got = Coordinates(*numbers_in(link))
            assert got.distance_m(table_point(second, link.datum)) < PARTS_OF_A_METRE
            if link.service is not MapService.ORGANIC_MAPS:
                got = Coordinates(*numbers_in(link, "from"))
                assert got.distance_m(table_point(first, link.datum)) < PARTS_OF_A_METRE


def test_the_datum_said_in_the_link_is_the_one_of_its_numbers() -> None:
    for service, field, value in (
        (MapService.AMAP, "coordinate", "wgs84"),
        (MapService.BAIDU, "coord_type", "wgs84"),
    ):
        link = place_link(service, KILN)
        assert dict(parse_qsl(link.url))[field] == value
        assert link.datum is Datum.WGS84
    amap = next(one for one in leg_links(KILN, KILN, TravelMode.WALK, "") if "amap" in one.url)
    assert amap.datum is Datum.GCJ02
    assert "coordinate" not in amap.url


@given(spots)
def test_a_link_read_back_is_the_point_it_was_made_for(spot: Spot) -> None:
    for link in place_links(spot):
        read = linked_point(link.url)
        assert read.point.datum is link.datum
        assert to_wgs84(read.point).distance_m(spot.at) < PARTS_OF_A_METRE


@pytest.mark.parametrize(
    ("service", "url"),
    [
        (
            MapService.AMAP,
            f"https://uri.amap.com/marker?position=117.2,29.2978&name={NAME}"
            "&src=tourplanner&coordinate=wgs84&callnative=0",
        ),
        (
            MapService.BAIDU,
            f"https://api.map.baidu.com/marker?location=29.2978,117.2&title={NAME}&content={NAME}"
            "&output=html&coord_type=wgs84&src=webapp.tourplanner.tourplanner",
        ),
        (
            MapService.TENCENT,
            "https://apis.map.qq.com/uri/v1/marker?marker=coord:29.295139,117.205285"
            f";title:{NAME};addr:{NAME}&referer=tourplanner",
        ),
        (MapService.APPLE, f"https://maps.apple.com/?ll=29.2978,117.2&q={NAME}"),
        (
            MapService.GOOGLE,
            "https://www.google.com/maps/dir/?api=1&destination=29.2978,117.2",
        ),
        (MapService.GEO, "geo:29.2978,117.2;u=50"),
        (MapService.ORGANIC_MAPS, f"om://map?v=1&ll=29.2978,117.2&n={NAME}&match=none"),
        (MapService.OSMAND, "https://osmand.net/map/?pin=29.2978,117.2#16/29.2978/117.2"),
    ],
)
def test_place_links_have_the_forms_of_their_services(service: MapService, url: str) -> None:
    assert place_link(service, KILN).url == url


def test_leg_links_have_the_forms_of_their_services() -> None:
    end = Spot("A", Coordinates(29.29, 117.23))
    links = {one.service: one.url for one in leg_links(KILN, end, TravelMode.WALK, "景德镇")}
    assert re.fullmatch(
        r"https://uri\.amap\.com/navigation\?from=117\.205285,29\.295139,[%\w]+"
        r"&to=117\.23\d+,29\.28\d+,A&mode=walk&policy=0&src=tourplanner&callnative=0",
        links[MapService.AMAP],
    )
    assert unquote(links[MapService.BAIDU]) == (
        "https://api.map.baidu.com/direction?origin=latlng:29.2978,117.2|name:御窑厂"
        "&destination=latlng:29.29,117.23|name:A&mode=walking&region=景德镇&output=html"
        "&coord_type=wgs84&src=webapp.tourplanner.tourplanner"
    )
    assert links[MapService.GOOGLE] == (
        "https://www.google.com/maps/dir/?api=1&origin=29.2978,117.2"
        "&destination=29.29,117.23&travelmode=walking"
    )
    assert links[MapService.ORGANIC_MAPS] == "om://v2/dir?destination=29.29,117.23&mode=walk"


@pytest.mark.parametrize(
    "name", ["a,b|c;d:e&f=g#h?i%20", "</script>", "x" * 500, "\n", "", "馆" * 90]
)
def test_no_name_breaks_a_link(name: str) -> None:
    spot = Spot(name, KILN.at, name)
    every = (*place_links(spot), *leg_links(spot, spot, TravelMode.E_BIKE, name))
    for link in every:
        assert link.url.isascii()
        assert not re.search(r"[\s<>\"']", link.url)
        assert len(link.url) < 2048
        assert Coordinates(*numbers_in(link)) in {KILN.at, Coordinates(29.295139, 117.205285)}


def test_doubts_are_said_where_they_hold() -> None:
    hong_kong, macau = Coordinates(22.282, 114.158), Coordinates(22.1937, 113.5399)
    taipei = Coordinates(25.033, 121.565)
    doubtful = {one for one in MapService if caution_for(one, KILN.at)}
    assert doubtful == {MapService.APPLE, MapService.GOOGLE}
    for there in (hong_kong, macau):
        assert {one for one in MapService if caution_for(one, there)} == set(CHINESE)
    assert not any(caution_for(one, taipei) for one in MapService)
