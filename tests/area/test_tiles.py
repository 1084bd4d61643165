"""The base map: what is drawn where, in which layer, from which level."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pmtiles.reader import MemorySource, Reader

from tests.area.maps import VILLAGE, MapFile, ring
from tourplanner.area.openstreetmap import read_area
from tourplanner.area.tile_archive import TileArchive
from tourplanner.area.tile_cutter import EXTENT, cut
from tourplanner.area.tile_encoder import drawings, message
from tourplanner.area.tile_layers import Layer, to_square
from tourplanner.area.tiles import base_map, tiles_of
from tourplanner.domain.box import Box
from tourplanner.domain.progress import Progress, never, unheard
from tourplanner.errors import Cancelled

Decoded = dict[str, Any]


class BaseMap:
    """The base map of a file, decoded by the library's own decoder."""

    def __init__(self, path: Path, box: Box = VILLAGE) -> None:
        self.extract = read_area(path, box, unheard, never)
        content = base_map(self.extract, unheard, never)
        self.archive = TileArchive(lambda offset, length: content[offset : offset + length])

    def tile(self, z: int, x: int, y: int) -> Decoded:
        content = self.archive.tile(z, x, y)
        return {} if content is None else decoded(content)

    def at(self, z: int, lat: float, lon: float) -> Decoded:
        """The tile that holds a point."""
        x, y = (to_square(np.array([[lon, lat]]))[0] * (1 << z)).astype(int).tolist()
        return self.tile(z, x, y)

    def features(self, z: int, layer: str) -> list[Any]:
        """What all tiles of a level hold in a layer."""
        columns, rows = tiles_of(self.extract.box, z)
        tiles = (self.tile(z, x, y) for x, y in zip(columns.tolist(), rows.tolist(), strict=True))
        return [found for tile in tiles for found in tile.get(layer, {"features": []})["features"]]


def decoded(content: bytes) -> Decoded:
    return dict(mapbox_vector_tile.decode(content, default_options={"y_coord_down": True}))


def kinds(features: list[Any]) -> set[str]:
    return {feature["properties"]["kind"] for feature in features}


def village() -> MapFile:
    found = MapFile()
    found.path(ring(29.29, 117.19, 29.31, 117.22), landuse="residential")
    found.path(ring(29.300, 117.200, 29.3003, 117.2003), building="yes", name="shed")
    found.path(ring(29.302, 117.202, 29.305, 117.205), natural="water", name="珍珠湖")
    found.path([(29.295, 117.19), (29.295, 117.22)], highway="primary", name="珠山大道", ref="S205")
    found.path([(29.296, 117.20), (29.296, 117.21)], highway="steps")
    found.path([(29.297, 117.19), (29.297, 117.22)], railway="rail")
    found.path([(29.29, 117.21), (29.31, 117.21)], waterway="river", name="昌江")
    found.node(29.3, 117.2, place="town", name="瑶里", **{"name:en": "Yaoli", "name:zh": "瑶里镇"})
    found.node(29.301, 117.201, tourism="museum", name="Museum")
    return found


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> BaseMap:
    return BaseMap(village().save(tmp_path_factory.mktemp("map") / "village.osm"))


def test_every_level_from_8_to_15_has_every_tile_of_the_box(base: BaseMap) -> None:
    assert (base.archive.min_zoom, base.archive.max_zoom) == (8, 15)
    for zoom in range(8, 16):
        assert {"earth"} == kinds(base.features(zoom, "earth"))
        columns, rows = tiles_of(VILLAGE, zoom)
        assert all(
            base.tile(zoom, x, y) for x, y in zip(columns.tolist(), rows.tolist(), strict=True)
        )


def test_layers_and_kinds_are_those_that_protomaps_leaflet_reads(base: BaseMap) -> None:
    assert kinds(base.features(15, "landuse")) == {"residential"}
    assert kinds(base.features(15, "buildings")) == {"building"}
    assert kinds(base.features(15, "water")) == {"water", "river"}
    assert kinds(base.features(15, "roads")) == {"major_road", "path", "rail"}
    assert kinds(base.features(15, "places")) == {"locality"}
    assert kinds(base.features(15, "pois")) == {"museum"}
    details = {f["properties"].get("kind_detail") for f in base.features(15, "roads")}
    assert details == {"primary", "steps", "rail"}


def test_coarse_levels_leave_out_what_they_cannot_show(base: BaseMap) -> None:
    assert not base.features(13, "buildings")
    assert kinds(base.features(10, "roads")) == {"major_road", "rail"}
    assert not base.features(10, "pois")


def test_names_are_given_in_both_scripts(base: BaseMap) -> None:
    (town,) = base.features(12, "places")
    said = town["properties"]
    assert (said["name"], said["name:latin"], said["name:zh"]) == ("瑶里", "Yaoli", "瑶里镇")
    road = next(f for f in base.features(15, "roads") if "ref" in f["properties"])
    assert (road["properties"]["name"], road["properties"]["ref"]) == ("珠山大道", "S205")


def test_points_lie_where_they_are_on_the_ground(base: BaseMap) -> None:
    square = to_square(np.array([[117.201, 29.301]]))[0] * (1 << 15)
    within = (square - np.floor(square)) * EXTENT
    (museum,) = base.at(15, 29.301, 117.201)["pois"]["features"]
    assert np.abs(np.array(museum["geometry"]["coordinates"]) - within).max() <= 1


def test_script_in_a_name_stays_text_and_control_characters_go(tmp_path: Path) -> None:
    odd = MapFile()
    odd.path([(29.295, 117.19), (29.295, 117.22)], highway="primary")
    odd.node(29.3, 117.2, place="town", name="<script>alert(1)</script>\u202e\u2028 x" + "y" * 300)
    (town,) = BaseMap(odd.save(tmp_path / "m.osm")).features(12, "places")
    name = town["properties"]["name"]
    assert name.startswith("<script>alert(1)</script> x")
    assert name.isprintable()
    assert len(name) <= 100


def test_road_across_a_tile_edge_is_in_both_tiles(base: BaseMap) -> None:
    columns, rows = tiles_of(VILLAGE, 15)
    holding = [
        x
        for x, y in zip(columns.tolist(), rows.tolist(), strict=True)
        for f in base.tile(15, x, y).get("roads", {"features": []})["features"]
        if f["properties"]["kind"] == "major_road"
    ]
    assert set(range(min(holding), max(holding) + 1)) == set(holding)
    assert len(set(holding)) >= 3


def test_lake_with_an_island_keeps_its_hole(tmp_path: Path) -> None:
    lake = MapFile()
    lake.path([(29.295, 117.19), (29.295, 117.22)], highway="primary")
    shore = lake.path(ring(29.299, 117.199, 29.303, 117.203), note="shore")
    island = lake.path(ring(29.3005, 117.2005, 29.3015, 117.2015), note="island")
    members = [("way", shore, "outer"), ("way", island, "inner")]
    lake.relation(members, type="multipolygon", natural="water")
    tile = BaseMap(lake.save(tmp_path / "m.osm")).at(13, 29.301, 117.201)
    (water,) = tile["water"]["features"]
    outer, hole = (shapely.Polygon(found) for found in water["geometry"]["coordinates"])
    assert outer.contains(hole)
    assert hole.area == pytest.approx(outer.area / 16, rel=0.1)


def test_smaller_areas_are_drawn_after_larger_ones(tmp_path: Path) -> None:
    nested = MapFile()
    nested.path([(29.295, 117.19), (29.295, 117.22)], highway="primary")
    nested.path(ring(29.300, 117.200, 29.302, 117.202), leisure="park")
    nested.path(ring(29.29, 117.19, 29.31, 117.22), landuse="residential")
    found = BaseMap(nested.save(tmp_path / "m.osm")).at(13, 29.301, 117.201)["landuse"]["features"]
    assert [feature["properties"]["kind"] for feature in found] == ["residential", "park"]


def test_pieces_of_one_street_are_joined(tmp_path: Path) -> None:
    street = MapFile()
    nodes = [street.node(29.3, 117.2 + n / 10_000) for n in range(20)]
    for start, end in pairwise(nodes):
        street.way([start, end], {"highway": "residential", "name": "Long Street"})
    assert (
        len(BaseMap(street.save(tmp_path / "m.osm")).at(14, 29.3, 117.2)["roads"]["features"]) == 1
    )


def test_tunnel_is_told_from_the_street_above(tmp_path: Path) -> None:
    street = MapFile()
    street.path([(29.3, 117.2), (29.3, 117.21)], highway="primary", tunnel="yes")
    street.path([(29.3, 117.2), (29.31, 117.2)], highway="primary", bridge="yes")
    roads = BaseMap(street.save(tmp_path / "m.osm")).features(13, "roads")
    marks = {frozenset(feature["properties"]) - {"kind", "kind_detail"} for feature in roads}
    assert marks == {frozenset({"is_bridge"}), frozenset({"is_tunnel"})}


def test_border_shared_by_district_and_province_is_drawn_once(tmp_path: Path) -> None:
    land = MapFile()
    land.path([(29.3, 117.2), (29.3, 117.21)], highway="primary")
    for level in ("6", "4"):
        way = land.path(ring(29.295, 117.195, 29.305, 117.205), note=level)
        land.relation(
            [("way", way, "outer")], type="boundary", boundary="administrative",
            admin_level=level, name=f"level {level}",
        )  # fmt: skip
    borders = BaseMap(land.save(tmp_path / "m.osm")).features(12, "boundaries")
    assert {f["properties"]["kind_detail"] for f in borders} == {4}
    assert kinds(borders) == {"region"}


def test_same_file_makes_the_same_map(tmp_path: Path) -> None:
    path = village().save(tmp_path / "m.osm")
    extract = read_area(path, VILLAGE, unheard, never)
    assert base_map(extract, unheard, never) == base_map(extract, unheard, never)


def test_drawing_tells_how_far_it_is_and_stops_when_asked(tmp_path: Path) -> None:
    extract = read_area(village().save(tmp_path / "m.osm"), VILLAGE, unheard, never)
    told: list[Progress] = []
    base_map(extract, told.append, never)
    assert [p.done for p in told] == sorted(p.done for p in told)
    assert told[-1].done == 1
    with pytest.raises(Cancelled):
        base_map(extract, unheard, lambda: len(told) > 0)


def test_monaco_has_sea_land_and_houses(monaco: Path) -> None:
    base = BaseMap(monaco, Box(43.7, 7.3, 43.8, 7.5))
    harbour, palace = base.at(15, 43.7353, 7.4265), base.at(15, 43.7314, 7.4203)
    assert "ocean" in kinds(harbour["water"]["features"])
    assert len(palace["buildings"]["features"]) > 50
    assert len(base.features(15, "roads")) > 1500


def test_land_of_a_tile_is_as_large_as_on_the_ground(monaco: Path) -> None:
    """Land and sea, decoded by another hand, cover the whole of a tile inside the box."""
    base = BaseMap(monaco, Box(43.7, 7.3, 43.8, 7.5))
    tile = base.at(15, 43.7353, 7.4245)
    frame = shapely.box(0, 0, EXTENT, EXTENT)
    grounds = [*tile["earth"]["features"]]
    grounds += [f for f in tile["water"]["features"] if f["properties"]["kind"] == "ocean"]
    areas = [shapely.area(shapely.intersection(geometry(f), frame)) for f in grounds]
    assert sum(areas) == pytest.approx(EXTENT**2, rel=0.002)


def geometry(feature: Any) -> shapely.Geometry:
    return shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))


COORDINATES = st.integers(0, EXTENT)


@given(st.lists(st.tuples(COORDINATES, COORDINATES), min_size=3, max_size=9), st.booleans())
def test_any_shape_is_decoded_as_it_was_encoded(
    points: list[tuple[int, int]], is_area: bool
) -> None:
    wanted = shapely.LineString(points).convex_hull if is_area else shapely.LineString(points)
    if is_area and wanted.geom_type != "Polygon":
        return
    shape = shapely.transform(wanted, lambda xy: (xy / EXTENT + [211, 106]) / 256)
    layer = Layer("x", np.array([shape], dtype=object), ({"kind": "x"},), np.array([0]))
    where = np.array([211]), np.array([106])
    drawn = drawings(cut(layer, 8, *where), 8, *where)
    if not drawn:
        assert (wanted.area < 300) if is_area else (wanted.length < 10)
        return
    (found,) = decoded(message([("x", drawn[0])]))["x"]["features"]
    back = geometry(found)
    assert np.abs(np.array(back.bounds) - np.array(wanted.bounds)).max() <= 5
    assert abs(back.area - wanted.area) <= wanted.length * 5


def test_rings_run_as_the_format_wants(base: BaseMap) -> None:
    """Outer rings have a positive area in tile coordinates, y down."""
    for feature in base.features(15, "buildings") + base.features(15, "landuse"):
        if feature["geometry"]["type"] == "Polygon":
            outer = np.array(feature["geometry"]["coordinates"][0])
            x, y = outer[:, 0], outer[:, 1]
            assert (x[:-1] * y[1:] - x[1:] * y[:-1]).sum() > 0


def test_archive_is_read_by_the_library_that_defines_it(base: BaseMap, tmp_path: Path) -> None:
    content = base_map(base.extract, unheard, never)
    reader = Reader(MemorySource(content))
    header = reader.header()
    assert (header["min_zoom"], header["max_zoom"], header["clustered"]) == (8, 15, True)
    assert header["tile_data_offset"] + header["tile_data_length"] == len(content)
    assert "OpenStreetMap" in reader.metadata()["attribution"]
    for zoom in (8, 12, 15):
        for x, y in zip(*tiles_of(VILLAGE, zoom), strict=True):
            packed = reader.get(zoom, int(x), int(y))
            assert gzip.decompress(packed) == base.archive.tile(zoom, int(x), int(y))
