"""The drawn map: true to scale, complete, valid whatever it is given."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from tests.mapping.packs import FilePack, TablePack, square_tile
from tests.mapping.plans import places, roadbook
from tourplanner.domain.box import Box
from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.reach import Reach
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import Names
from tourplanner.domain.travel import TravelMode, TravelSource
from tourplanner.mapping.features import features
from tourplanner.mapping.paper_frame import (
    PaperFrame,
    fitting_frame,
    from_mercator,
    mercator,
    round_scale,
    scale_bar,
)
from tourplanner.mapping.reach import UnreadableArea, reach_area, reach_feature
from tourplanner.mapping.style import DARK
from tourplanner.mapping.svg_map import Sheet, SvgMap, svg_map

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert('x')</script><b a=\"&'\u0000\ufffe\">"


def drawn(book: Roadbook, sheet: Sheet = Sheet(), **more: object) -> tuple[SvgMap, ET.Element]:  # noqa: B008
    made = svg_map(book, sheet, **more)  # type: ignore[arg-type]
    return made, ET.fromstring(made.text)  # noqa: S314 - our own document


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def bar_on_paper_mm(root: ET.Element) -> float:
    path = next(p for p in root.iter(f"{SVG}path") if p.get("class") == "scale-bar")
    found = re.search(r"h([\d.]+)", path.get("d", ""))
    assert found
    assert root.get("width") == f"{float(root.get('viewBox', '').split()[2]):.2f}mm"
    return float(found.group(1))


@pytest.mark.parametrize("lat", [0.0, 29.3, 47.1, 60.2, -33.9])
@pytest.mark.parametrize("bearing", [0, 45, 90, 200])
def test_the_scale_bar_is_true_within_one_per_cent(lat: float, bearing: float) -> None:
    here = Coordinates(lat, 117.2)
    frame = PaperFrame(here, 25_000, 180, 250)
    there = geodesic(kilometers=1).destination((lat, 117.2), bearing)
    x, y = frame.mm(Coordinates(there.latitude, there.longitude))
    length = ((x - 90) ** 2 + (y - 125) ** 2) ** 0.5
    assert length == pytest.approx(1000 / 25_000 * 1000, rel=0.01)


def test_the_bar_is_as_long_as_it_says_at_the_scale_that_is_printed() -> None:
    made, root = drawn(roadbook())
    assert bar_on_paper_mm(root) == pytest.approx(made.bar_m * 1000 / made.scale, rel=0.001)
    assert f"1 : {made.scale:,}".replace(",", "\u202f") not in texts(root)  # spaces are made plain
    assert f"1 : {made.scale:,}".replace(",", " ") in [
        t.replace("\u202f", " ") for t in texts(root)
    ]


@given(st.floats(1, 1e9))
def test_scales_are_round_and_never_too_fine(needed: float) -> None:
    scale = round_scale(needed)
    assert scale >= min(needed, 100_000_000) * 0.999
    assert str(scale).rstrip("0") in {"1", "125", "15", "2", "25", "3", "4", "5", "6", "75"}


@given(st.floats(5, 200), st.integers(1000, 1_000_000))
def test_a_bar_fits_its_room(room_mm: float, scale: int) -> None:
    metres, length = scale_bar(scale, room_mm)
    assert length == pytest.approx(metres * 1000 / scale)
    assert length <= room_mm or metres == 1


@given(st.floats(-84, 84), st.floats(-179.9, 179.9))
def test_the_square_world_and_back(lat: float, lon: float) -> None:
    back = from_mercator(*mercator(Coordinates(lat, lon)))
    assert (back.lat, back.lon) == (pytest.approx(lat, abs=1e-7), pytest.approx(lon, abs=1e-7))


def test_all_points_lie_inside_the_margins() -> None:
    points = [site.point.at for site in places()]
    frame = fitting_frame(points, 180, 120, 9)
    assert all(frame.holds(*frame.mm(at), 8.99) for at in points)


def test_every_number_on_the_map_is_in_the_key_and_the_other_way_round() -> None:
    book = roadbook()
    with_key, without = drawn(book)[1], drawn(book, Sheet(has_key=False))[1]
    on_map = sorted(text for text in texts(without) if text.isdigit())
    in_both = sorted(text for text in texts(with_key) if text.isdigit())
    assert on_map == sorted("12345" * 3)
    assert in_both == sorted("12345" * 6)
    assert any("御窑厂国家考古遗址公园" in text for text in texts(with_key))


def along(book: Roadbook, *line: Coordinates) -> Roadbook:
    """The same plan, its legs routed along those points."""
    day = book.days[0]
    legs = tuple(replace(leg, source=TravelSource.ROUTED, line=line) for leg in day.legs)
    return replace(book, days=(replace(day, legs=legs),))


def test_estimates_are_dashed_and_routed_legs_solid_along_their_way() -> None:
    book = roadbook((places()[:2],))
    routed = along(book, Coordinates(29.31, 117.25), Coordinates(29.32, 117.25))
    assert 'stroke-dasharray="1.6 1.2"' in drawn(book)[0].text
    assert 'stroke-dasharray="1.6 1.2"' not in drawn(routed)[0].text
    line = next(f for f in features(routed)["features"] if f["properties"]["role"] == "leg")
    assert [117.25, 29.31] in list(line["geometry"]["coordinates"])
    assert len(line["geometry"]["coordinates"]) == 4


@pytest.mark.parametrize("count", [1, 20_001])
def test_a_way_that_is_none_is_drawn_straight(count: int) -> None:
    book = along(roadbook((places()[:1],)), *[Coordinates(29.0, 117.0)] * count)
    assert len(features(book)["features"][0]["geometry"]["coordinates"]) == 2


def test_one_day_alone_is_drawn_larger() -> None:
    book = roadbook()
    assert drawn(book, Sheet(days=(1,)))[0].scale < drawn(book)[0].scale
    assert len([t for t in texts(drawn(book, Sheet(days=(1,)))[1]) if t.isdigit()]) == 10


def test_hostile_names_stay_text() -> None:
    bad = replace(places(1)[0], names=Names(HOSTILE, HOSTILE))
    pack = TablePack(everywhere=square_tile(HOSTILE.replace("\0", "")), attribution=HOSTILE)
    made, root = drawn(roadbook(((bad,),), left_out=()), pack=pack)
    assert {element.tag for element in root.iter()} <= {
        SVG + name for name in ("svg", "title", "g", "path", "rect", "circle", "text")
    }
    assert "<script" not in made.text
    assert any("<script>" in text for text in texts(root))


@pytest.mark.parametrize("dark", [False, True])
def test_the_streets_of_the_pack_lie_under_the_plan(dark: bool) -> None:
    pack = TablePack(everywhere=square_tile())
    sheet = Sheet(palette=DARK) if dark else Sheet()
    made, root = drawn(roadbook((places()[:5],)), sheet, pack=pack)
    assert "© OpenStreetMap contributors, ODbL" in texts(root)
    assert "Old Street" in texts(root)
    assert "Sketch" not in made.text
    assert pack.asked


def test_without_a_pack_the_sketch_says_what_it_is() -> None:
    root = drawn(roadbook())[1]
    assert any("no streets" in text for text in texts(root))
    assert any("浮梁" in text for text in texts(root))


def test_a_pack_of_broken_tiles_leaves_the_sketch() -> None:
    root = drawn(roadbook(), pack=TablePack(everywhere=b"\x1f\x8bbroken"))[1]
    assert any("no streets" in text for text in texts(root))


def test_a_pack_of_another_area_is_not_read() -> None:
    pack = TablePack(everywhere=square_tile(), box=Box(43.72, 7.4, 43.76, 7.45))
    root = drawn(roadbook(), pack=pack)[1]
    assert pack.asked == []
    assert any("no streets" in text for text in texts(root))


def test_a_pack_without_coarse_levels_is_left_out_of_a_large_map() -> None:
    far = replace(places(1)[0], point=replace(places(1)[0].point, at=Coordinates(45.0, 20.0)))
    pack = TablePack(everywhere=square_tile(), box=Box(20.0, 10.0, 60.0, 120.0))
    root = drawn(roadbook(((places()[1], far),)), pack=pack)[1]
    assert pack.asked == []
    assert any("no streets" in text for text in texts(root))


def test_empty_tours_and_sixty_stops_are_drawn_too() -> None:
    many = places(60)
    made, root = drawn(roadbook([many[n : n + 9] for n in range(0, 60, 9)]))
    assert len([t for t in texts(root) if t.isdigit()]) == 120
    assert made.height_mm == pytest.approx(250, abs=1)
    assert len(made.text) < 200_000
    for book in (roadbook((), left_out=()), roadbook((), left_out=places(2))):
        assert drawn(book)[0].scale > 0


def test_reach_is_shaded_and_hostile_areas_are_refused() -> None:
    ring = [[117.1, 29.2], [117.3, 29.2], [117.3, 29.4], [117.1, 29.2]]
    area = reach_feature({"type": "Polygon", "coordinates": [ring]}, "20 min on foot")
    assert 'fill-opacity="0.13"' in drawn(roadbook(), reach=area)[0].text
    off, short = [[200.0, 29.0], *ring], [[117.1, 29.2]]
    for bad in (
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": [off]},
        {"type": "Polygon", "coordinates": [short]},
        {"type": "Polygon", "coordinates": [[[float("nan"), 1.0], *ring]]},
        {"type": "Polygon", "coordinates": "x"},
        {"type": "Feature", "geometry": None},
        {"type": "MultiPolygon", "coordinates": []},
    ):
        with pytest.raises(UnreadableArea):
            reach_feature(bad, "x")


def test_what_a_router_reached_has_its_words_and_its_holes() -> None:
    ring = ((29.2, 117.1), (29.2, 117.3), (29.4, 117.3))
    at = Coordinates(29.29, 117.2)
    area = reach_area(Reach(at, 20, TravelMode.WALK, TravelSource.ROUTED, ((ring, ring),)))
    assert area["properties"]["text"] == "Within 20 min on foot"
    assert "[[[[117.1, 29.2], [117.3, 29.2]," in str(area["geometry"]["coordinates"])
    assert [len(rings) for rings in area["geometry"]["coordinates"]] == [2]  # type: ignore[arg-type]
    guess = reach_area(Reach(at, 5, TravelMode.TAXI, TravelSource.ESTIMATED, ((ring,),)))
    assert guess["properties"]["text"] == "Within 5 min by taxi · estimate"


def sleeping_at(book: Roadbook, base: Place) -> Roadbook:
    """The same plan from another lodging."""
    days = []
    for day in book.days:
        stops = tuple(
            replace(stop, stop=replace(stop.stop, place=base))
            if stop.stop.kind is StopKind.BASE
            else stop
            for stop in day.stops
        )
        days.append(replace(day, stops=stops))
    return replace(book, days=tuple(days), base=base)


def test_a_real_pack_gives_a_map_of_reasonable_size(shared: Path) -> None:
    pack = FilePack(shared / "geodata" / "liechtenstein-sample.pmtiles")
    sites = [
        replace(site, point=replace(site.point, at=Coordinates(47.14 + n / 300, 9.52 + n / 900)))
        for n, site in enumerate(places(5))
    ]
    book = sleeping_at(roadbook((sites,), left_out=()), Place("Inn", Coordinates(47.15, 9.51)))
    made, root = drawn(book, pack=pack)
    pack.close()
    assert 30_000 < len(made.text) < 1_500_000
    assert "Vaduz" in texts(root) or any("strasse" in text for text in texts(root))
