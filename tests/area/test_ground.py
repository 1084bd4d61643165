"""The base map of a pack, as the map of a tour asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.area.maps import VILLAGE
from tests.area.packs import TILES, saved
from tourplanner.area.ground import open_ground
from tourplanner.area.manifest import LICENCE
from tourplanner.errors import UnreadableFile
from tourplanner.mapping.tiles import PackSource, plain_tile


def test_a_pack_is_a_source_of_tiles_with_its_credit(tmp_path: Path) -> None:
    ground = open_ground(saved(tmp_path / "village.area"))
    source: PackSource = ground
    assert (source.box, source.attribution) == (VILLAGE, LICENCE)
    assert source.min_zoom <= 8 < source.max_zoom
    for (z, x, y), content in TILES.items():
        assert plain_tile(source, z, x, y) == content
    assert plain_tile(source, 8, 0, 0) == b""
    ground.close()


def test_what_is_no_pack_is_refused(tmp_path: Path) -> None:
    (tmp_path / "village.area").write_bytes(b"nothing")
    with pytest.raises(UnreadableFile):
        open_ground(tmp_path / "village.area")
