"""Places that could join the catalogue, and the districts around them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.area.maps import VILLAGE, MapFile, ring
from tourplanner.area.boundaries import boundaries, boundaries_bytes, read_boundaries
from tourplanner.area.extract import OsmExtract
from tourplanner.area.names import chinese_name, clean, latin_name, local_name
from tourplanner.area.openstreetmap import read_area
from tourplanner.area.suggestions import (
    kind_guess,
    read_suggestions,
    suggestions,
    suggestions_bytes,
)
from tourplanner.domain.box import Box
from tourplanner.domain.place import Coordinates
from tourplanner.domain.progress import never, unheard
from tourplanner.domain.site import SiteKind
from tourplanner.errors import UnreadableFile


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"tourism": "museum", "name": "Museum"}, SiteKind.MUSEUM),
        ({"man_made": "kiln"}, SiteKind.KILN_SITE),
        ({"historic": "archaeological_site", "name": "湖田窑址"}, SiteKind.KILN_SITE),
        ({"historic": "archaeological_site", "name": "Roman villa"}, None),
        ({"craft": "pottery", "name": "Töpferei"}, SiteKind.WORKSHOP),
        ({"shop": "pottery"}, SiteKind.WORKSHOP),
        ({"craft": "tiler", "name": "Bathrooms"}, None),
        ({"amenity": "university", "name": "景德镇陶瓷大学"}, SiteKind.ACADEMY),
        ({"amenity": "university", "name": "Law School"}, None),
        ({"amenity": "marketplace", "name": "Market"}, SiteKind.MARKET),
        ({"railway": "station", "name": "景德镇北站"}, SiteKind.TRANSPORT),
        ({"tourism": "guest_house", "name": "Zur Post"}, SiteKind.AREA_LODGING),
        ({"amenity": "cafe", "name": "Cafe"}, None),
        ({"shop": "supermarket", "name": "Supermarket"}, None),
        ({"shop": "bakery", "name": "焼きたてパン"}, None),
        ({"shop": "books", "name": "Harry Potter Shop"}, None),
        ({"shop": "gift", "name": "Kütahya Çini"}, SiteKind.WORKSHOP),
    ],
)
def test_kind_is_guessed_from_the_tags(tags: dict[str, str], kind: SiteKind | None) -> None:
    assert kind_guess(tags) is kind


def extract_of(found: MapFile, folder: Path, box: Box = VILLAGE) -> OsmExtract:
    found.path([(29.295, 117.19), (29.295, 117.22)], highway="primary")
    return read_area(found.save(folder / "m.osm"), box, unheard, never)


def test_place_carries_names_point_source_and_date(tmp_path: Path) -> None:
    found = MapFile()
    node = found.node(29.3, 117.2, tourism="museum", name="陶瓷馆", **{"name:en": "Ceramics"})
    (place,) = suggestions(extract_of(found, tmp_path))
    assert (place.kind, place.name, place.latin) == (SiteKind.MUSEUM, "陶瓷馆", "Ceramics")
    assert place.at == Coordinates(29.3, 117.2)
    assert place.source == f"node/{node}"
    assert place.seen == date(2026, 4, 1)


def test_building_stands_as_a_point_inside_it(tmp_path: Path) -> None:
    found = MapFile()
    way = found.path(
        ring(29.300, 117.200, 29.302, 117.202), building="yes", tourism="museum", name="M"
    )
    (place,) = suggestions(extract_of(found, tmp_path))
    assert place.source == f"way/{way}"
    assert Box(29.300, 117.200, 29.302, 117.202).contains(place.at)


def test_places_without_a_name_or_outside_the_box_are_left_out(tmp_path: Path) -> None:
    found = MapFile()
    found.node(29.3, 117.2, tourism="museum")
    found.node(29.5, 117.2, tourism="museum", name="far")
    assert suggestions(extract_of(found, tmp_path)) == ()


def test_places_survive_the_pack(monaco: Path) -> None:
    extract = read_area(monaco, Box(43.7, 7.3, 43.8, 7.5), unheard, never)
    places = suggestions(extract)
    assert {SiteKind.MUSEUM, SiteKind.AREA_LODGING, SiteKind.TRANSPORT} <= {p.kind for p in places}
    assert read_suggestions(suggestions_bytes(places), "m.area") == places


def test_districts_survive_the_pack(monaco: Path) -> None:
    extract = read_area(monaco, Box(43.7, 7.3, 43.8, 7.5), unheard, never)
    found = boundaries(extract)
    palace, sea = Coordinates(43.7314, 7.4203), Coordinates(43.7250, 7.4450)
    inside = {boundary.name for boundary in found if boundary.contains(palace)}
    assert inside == {"Monaco-Ville"}
    assert not [b for b in found if b.level > 8 and b.contains(sea)]
    assert read_boundaries(boundaries_bytes(found), "m.area") == found


def test_district_is_cut_at_the_box(tmp_path: Path) -> None:
    found = MapFile()
    way = found.path(ring(29.20, 117.195, 29.305, 117.205), note="border")
    found.relation(
        [("way", way, "outer")], type="boundary", boundary="administrative", admin_level="6",
        name="珠山区",
    )  # fmt: skip
    (district,) = boundaries(extract_of(found, tmp_path))
    lats = [lat for polygon in district.polygons for ring_ in polygon for lat, _lon in ring_]
    assert (min(lats), max(lats)) == (29.29, 29.305)


GOOD = {
    "kind": "museum",
    "name": "x",
    "latin": None,
    "point": [1, 0],
    "source": "node/1",
    "seen": None,
}


def packed(place: dict[str, object]) -> bytes:
    return json.dumps({"format": "tourplanner-places/1", "places": [place]}).encode()


def test_place_of_a_pack_is_read() -> None:
    (place,) = read_suggestions(packed(GOOD), "m.area")
    assert (place.name, place.latin, place.seen) == ("x", None, None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        packed({"kind": "castle"}),
        packed(GOOD | {"point": [91, 0]}),
        packed(GOOD | {"source": "javascript:alert(1)"}),
        packed(GOOD | {"name": ""}),
    ],
)
def test_places_of_a_pack_are_read_strictly(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"m\.area"):
        read_suggestions(content, "m.area")


def test_names_are_sorted_by_script() -> None:
    both = {"name": "景德镇", "name:en": "Jingdezhen", "name:zh": "景德镇市"}
    assert (local_name(both), latin_name(both), chinese_name(both)) == (
        "景德镇",
        "Jingdezhen",
        "景德镇市",
    )
    assert latin_name({"name": "Café Müller"}) == "Café Müller"
    assert latin_name({"name": "瑶里", "name:pinyin": "Yáolǐ"}) == "Yáolǐ"
    assert latin_name({"name": "瑶里", "name:en": "瑶里"}) == ""


def test_names_are_one_short_printable_line() -> None:
    assert clean("  a\n\tb\u202ec\x00 ") == "a b c"
    assert len(clean("x" * 1000)) == 100
