"""The base map of an area: vector tiles of all levels in one archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tourplanner.area.extract import Ints, OsmExtract
from tourplanner.area.manifest import LICENCE
from tourplanner.area.tile_archive import Tile, write_archive
from tourplanner.area.tile_cutter import cut
from tourplanner.area.tile_encoder import Drawing, drawings, message
from tourplanner.area.tile_layers import Layer, base_layers, box_on_square
from tourplanner.area.tile_rules import MAX_ZOOM, MIN_ZOOM
from tourplanner.domain.box import Box
from tourplanner.domain.progress import Progress, Report, ShouldStop
from tourplanner.errors import Cancelled
from tourplanner.i18n import _

AT_ONCE = 256
"""Tiles that are cut together."""


def base_map(extract: OsmExtract, report: Report, should_stop: ShouldStop) -> bytes:
    """The archive (PMTiles) of the tiles of levels 8 to 15 that meet the extract's box.

    Layers and kinds follow Protomaps' base map, as protomaps-leaflet reads it: earth, landuse,
    water, roads, buildings, boundaries, places, pois. Raises Cancelled.
    """
    layers: list[Layer] = []
    for layer in base_layers(extract):
        _ask(should_stop)
        layers.append(layer)
    tiles = _tiles(layers, extract.box, report, should_stop)
    about = {"name": "Tour Planner", "attribution": LICENCE, "type": "baselayer"}
    return write_archive(tiles, extract.box, about)


def tiles_of(box: Box, zoom: int) -> tuple[Ints, Ints]:
    """Columns and rows of the tiles of a level that meet `box`, row by row."""
    left, top, right, bottom = box_on_square(box)
    most = (1 << zoom) - 1
    columns = np.arange(int(left * (most + 1)), min(most, int(right * (most + 1))) + 1)
    rows = np.arange(int(top * (most + 1)), min(most, int(bottom * (most + 1))) + 1)
    grid = np.meshgrid(columns, rows)
    return grid[0].ravel().astype(np.int64), grid[1].ravel().astype(np.int64)


def _tiles(
    layers: Sequence[Layer], box: Box, report: Report, should_stop: ShouldStop
) -> Iterator[tuple[Tile, bytes]]:
    counts = [len(tiles_of(box, zoom)[0]) for zoom in range(MIN_ZOOM, MAX_ZOOM + 1)]
    behind, total = 0, sum(counts)
    for zoom in range(MIN_ZOOM, MAX_ZOOM + 1):
        columns, rows = tiles_of(box, zoom)
        for start in range(0, len(columns), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            yield from _cut_tiles(layers, zoom, columns[some], rows[some], should_stop)
            behind += len(columns[some])
            report(Progress(_("Drawing the base map"), behind / total))


def _cut_tiles(
    layers: Sequence[Layer], zoom: int, columns: Ints, rows: Ints, should_stop: ShouldStop
) -> Iterator[tuple[Tile, bytes]]:
    drawn: list[tuple[str, dict[int, list[Drawing]]]] = []
    for layer in layers:
        _ask(should_stop)
        drawn.append((layer.name, drawings(cut(layer, zoom, columns, rows), zoom, columns, rows)))
    for number, place in enumerate(zip(columns.tolist(), rows.tolist(), strict=True)):
        _ask(should_stop)
        content: dict[str, list[Drawing]] = {}
        for name, by_tile in drawn:
            if number in by_tile:
                content.setdefault(name, []).extend(by_tile[number])
        if content:
            yield (zoom, *place), message(list(content.items()))


def _ask(should_stop: ShouldStop) -> None:
    if should_stop():
        raise Cancelled
