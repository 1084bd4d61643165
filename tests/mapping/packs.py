"""Packs for the tests of the map: made by hand, or read from a PMTiles file."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from pathlib import Path

import mapbox_vector_tile
from pmtiles.reader import MmapSource, Reader

from tourplanner.domain.box import Box

JINGDEZHEN = Box(29.0, 117.0, 29.6, 117.6)
TileId = tuple[int, int, int]


@dataclass
class TablePack:
    """Answers with what its table holds."""

    tiles: dict[TileId, bytes] = field(default_factory=dict)
    box: Box = JINGDEZHEN
    min_zoom: int = 8
    max_zoom: int = 14
    attribution: str = "© OpenStreetMap contributors, ODbL"
    everywhere: bytes | None = None
    asked: list[TileId] = field(default_factory=list)

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        self.asked.append((z, x, y))
        return self.tiles.get((z, x, y), self.everywhere)


class FilePack:
    """A PMTiles file as a pack."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._reader = Reader(MmapSource(self._file))
        header = self._reader.header()
        south, west = header["min_lat_e7"] / 1e7, header["min_lon_e7"] / 1e7
        north, east = header["max_lat_e7"] / 1e7, header["max_lon_e7"] / 1e7
        self.box = Box(south, west, north, east)
        self.min_zoom: int = header["min_zoom"]
        self.max_zoom: int = header["max_zoom"]
        self.attribution = "© OpenStreetMap contributors, ODbL"

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        found: bytes | None = self._reader.get(z, x, y)
        return found

    def close(self) -> None:
        self._file.close()


def square_tile(name: str = "Old Street", *, packed: bool = True) -> bytes:
    """A tile with a pond, roads and a village, all of that name."""
    lines = ", ".join(f"(0 {y}, 4096 {y})" for y in range(200, 4096, 300))
    about = {"name": name, "name:en": name}
    layers = [
        _layer("earth", "POLYGON((0 0, 0 4096, 4096 4096, 4096 0, 0 0))", {"kind": "earth"}),
        _layer("water", "POLYGON((100 100, 100 900, 900 900, 900 100, 100 100))",
               {"kind": "water", **about}),
        _layer("roads", f"MULTILINESTRING({lines})",
               {"kind": "major_road", "kind_detail": "primary", **about}),
        _layer("places", "POINT(2000 3000)",
               {"kind": "locality", "kind_detail": "town", **about}),
    ]  # fmt: skip
    plain = mapbox_vector_tile.encode(layers, default_options={"y_coord_down": True})
    return gzip.compress(plain) if packed else plain


def _layer(name: str, geometry: str, properties: dict[str, object]) -> dict[str, object]:
    return {"name": name, "features": [{"geometry": geometry, "properties": properties}]}
