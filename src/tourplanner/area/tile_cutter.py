"""Layers cut into the tiles of one level, no finer than that level can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from tourplanner.area.extract import Floats, Ints, Shapes
from tourplanner.area.tile_layers import Layer
from tourplanner.area.tile_rules import MAX_ZOOM

EXTENT = 4096
"""Steps along the side of a tile; about eight to a pixel of the screen."""
MARGIN = 64
"""Steps that a tile shows beyond its edges, so that strokes do not end there."""
TOLERANCE, FINEST_TOLERANCE = 4.0, 1.5
"""Steps that a simplified line may lie off."""
SMALLEST_AREA, SMALLEST_GREEN = 64, 1024
"""Square steps below which an area is left out: one pixel; of land use, sixteen."""
SHORTEST_LINE = 8


@dataclass(frozen=True, slots=True)
class Pieces:
    """What of a layer lies in which tile; one row a piece, the rows of a tile together."""

    layer: Layer
    tile: Ints
    """Number of the tile in the list that was given."""
    thing: Ints
    """Number of the thing in the layer."""
    shapes: Shapes


def cut(layer: Layer, zoom: int, columns: Ints, rows: Ints) -> Pieces:
    """The pieces of `layer` in the tiles (column, row) of a level, in the order of drawing."""
    side = 1.0 / (1 << zoom)
    things, shapes = _simplified(layer, zoom, side / EXTENT)
    edge = side * MARGIN / EXTENT
    frames = np.column_stack(
        (
            columns * side - edge,
            rows * side - edge,
            (columns + 1) * side + edge,
            (rows + 1) * side + edge,
        )
    )
    tree = shapely.STRtree(shapes)
    tile, number = tree.query(shapely.box(*frames.T), predicate="intersects")
    order = np.lexsort((number, tile))
    tile, number = tile[order], number[order]
    pieces = shapes[number]
    for start, end, frame in _runs(tile, frames):
        run = slice(start, end)
        pieces[run] = _clipped(pieces[run], frame)
    kept = ~(shapely.is_empty(pieces) | shapely.is_missing(pieces))
    return Pieces(layer, tile[kept], things[number[kept]], pieces[kept])


def _simplified(layer: Layer, zoom: int, step: float) -> tuple[Ints, Shapes]:
    """Numbers and shapes of what the level shows, without detail it cannot show."""
    things = np.flatnonzero(layer.from_zoom <= zoom)
    shapes = layer.shapes[things]
    dimension = shapely.get_dimensions(shapes)
    if zoom < MAX_ZOOM:
        least = SMALLEST_GREEN if layer.name == "landuse" else SMALLEST_AREA
        is_small = (dimension == 2) & (shapely.area(shapes) < least * step**2)
        is_small |= (dimension == 1) & (shapely.length(shapes) < SHORTEST_LINE * step)
        things, shapes = things[~is_small], shapes[~is_small]
    tolerance = (FINEST_TOLERANCE if zoom == MAX_ZOOM else TOLERANCE) * step
    if len(shapes) and layer.name not in {"places", "pois"}:
        shapes = shapely.simplify(shapes, tolerance, preserve_topology=layer.name != "buildings")
    return things, np.asarray(shapes, dtype=object)


def _runs(tile: Ints, frames: Floats) -> Iterator[tuple[int, int, Floats]]:
    """Start and end of each tile's rows, and the tile's frame."""
    starts = np.flatnonzero(np.diff(tile, prepend=-1)).tolist()
    for start, end in pairwise([*starts, len(tile)]):
        yield start, end, frames[tile[start]]


def _clipped(shapes: Shapes, frame: Floats) -> Shapes:
    """What of `shapes` lies in `frame`; those wholly inside as they are."""
    bounds = shapely.bounds(shapes)
    is_cut = (bounds[:, :2] < frame[:2]).any(axis=1) | (bounds[:, 2:] > frame[2:]).any(axis=1)
    if is_cut.any():
        shapes = shapes.copy()
        try:
            shapes[is_cut] = shapely.clip_by_rect(shapes[is_cut], *frame)
        except shapely.GEOSException:  # simplified into a shape that crosses itself
            sound = shapely.make_valid(shapes[is_cut])
            shapes[is_cut] = shapely.intersection(sound, shapely.box(*frame))
    return shapes
