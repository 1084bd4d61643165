"""Tiles are believed only so far."""

from __future__ import annotations

import gzip

import pytest

from tests.mapping.packs import TablePack, square_tile
from tourplanner.errors import UnreadableFile
from tourplanner.mapping.ground_style import RULES, Labels, at_zoom, ground_options, label_text
from tourplanner.mapping.tiles import LARGEST_PACKED, LARGEST_PLAIN, plain_tile
from tourplanner.mapping.vector_tile import tile_features


def test_a_packed_tile_comes_unpacked_and_a_plain_one_as_it_is() -> None:
    packed, plain = square_tile(), square_tile(packed=False)
    assert plain_tile(TablePack(everywhere=packed), 10, 845, 425) == plain
    assert plain_tile(TablePack(everywhere=plain), 10, 845, 425) == plain


@pytest.mark.parametrize(
    ("z", "x", "y"), [(7, 1, 1), (15, 1, 1), (10, -1, 5), (10, 1024, 5), (10, 5, 1024), (99, 0, 0)]
)
def test_outside_its_levels_and_the_world_the_pack_is_not_asked(z: int, x: int, y: int) -> None:
    pack = TablePack(everywhere=square_tile())
    assert plain_tile(pack, z, x, y) == b""
    assert pack.asked == []


def test_where_the_pack_has_no_tile_there_is_nothing() -> None:
    assert plain_tile(TablePack(), 10, 1, 1) == b""


def test_a_tile_that_the_pack_calls_damaged_is_not_trusted() -> None:
    class DamagedPack(TablePack):
        def tile(self, z: int, x: int, y: int) -> bytes | None:
            raise UnreadableFile(file="pack", problem="damaged")

    assert plain_tile(DamagedPack(), 10, 1, 1) is None


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * (LARGEST_PLAIN * 40))
    assert len(bomb) < LARGEST_PACKED
    assert plain_tile(TablePack(everywhere=bomb), 10, 1, 1) is None


@pytest.mark.parametrize(
    "broken",
    [square_tile()[:-12], b"\x1f\x8b\x08garbage", b"x" * (LARGEST_PACKED + 1)],
    ids=["cut", "garbage", "too large"],
)
def test_a_broken_tile_is_not_trusted(broken: bytes) -> None:
    assert plain_tile(TablePack(everywhere=broken), 10, 1, 1) is None


@pytest.mark.parametrize(
    "broken", [b"", b"\xff" * 90, b"\x1a\x05abcde", b"\x1a\x02\x0a\x7f", square_tile()[:40]]
)
def test_what_is_no_vector_tile_has_no_features(broken: bytes) -> None:
    assert tile_features(broken) == ()


def test_features_are_told_in_shares_of_the_tile() -> None:
    found = {feature.layer: feature for feature in tile_features(square_tile(packed=False))}
    assert found["water"].geometry.bounds == pytest.approx(
        (100 / 4096, 100 / 4096, 900 / 4096, 900 / 4096)
    )
    assert found["roads"].properties["kind"] == "major_road"


def test_widths_change_evenly_between_their_stops() -> None:
    stops = ((10.0, 1.0), (12.0, 3.0))
    assert [at_zoom(stops, zoom) for zoom in (8, 10, 11, 12, 20)] == [1, 1, 2, 3, 3]


def test_names_come_in_the_scripts_wanted() -> None:
    both = {"name": "瑶里", "name:en": "Yaoli"}
    assert [label_text(both, labels) for labels in Labels] == ["瑶里", "Yaoli", "瑶里 Yaoli"]
    assert {label_text({"name": "Vaduz"}, labels) for labels in Labels} == {"Vaduz"}
    assert label_text({"name": 7}, Labels.BOTH) == ""


def test_every_rule_names_a_colour_of_both_themes() -> None:
    told = ground_options()
    for theme in (told["light"], told["dark"]):
        assert isinstance(theme, dict)
        for rule in RULES:
            assert rule.colour in theme
            assert rule.edge is None or rule.edge in theme
