"""Vector tiles (MVT 2.1): commands of many shapes at once, then one message a tile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from mapbox_vector_tile.Mapbox import vector_tile_pb2

from tourplanner.area.extract import Floats, Ints, Shapes
from tourplanner.area.tile_cutter import EXTENT, Pieces
from tourplanner.area.tile_rules import Properties, Value

POINT, LINE, AREA = 1, 2, 3
MOVE_TO, LINE_TO, CLOSE = 1, 2, 15
FIELDS = {str: "string_value", int: "int_value", bool: "bool_value"}
SORTS = ((AREA, 2), (LINE, 1), (POINT, 0))
"""How MVT and shapely number what a shape is."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A shape of a tile in the form of MVT."""

    sort: int
    commands: list[int]
    properties: Properties


def drawings(pieces: Pieces, zoom: int, columns: Ints, rows: Ints) -> dict[int, list[Drawing]]:
    """The drawings of each tile, by the tile's number; what shrinks to nothing is left out."""
    origins = np.column_stack((columns, rows)).astype(np.float64)
    made: list[Drawing | None] = [None] * len(pieces.shapes)
    parts, piece = shapely.get_parts(pieces.shapes, return_index=True)
    of_thing = shapely.get_dimensions(pieces.layer.shapes[pieces.thing])[piece]
    of_part = shapely.get_dimensions(parts)  # an area cut at its very edge leaves a line: no piece
    for sort, wanted in SORTS:
        chosen = (of_part == wanted) & (of_thing == wanted)
        if not chosen.any():
            continue
        shapes, owner = parts[chosen], piece[chosen]
        commands, ends = _commands(sort, shapes, owner, origins[pieces.tile], zoom, len(made))
        flat = commands.tolist()
        start = 0
        for number, end in enumerate(ends.tolist()):
            if end > start:
                said = pieces.layer.properties[pieces.thing[number]]
                made[number] = Drawing(sort, flat[start:end], said)
            start = end
    by_tile: dict[int, list[Drawing]] = {}
    for number, drawing in enumerate(made):
        if drawing is not None:
            by_tile.setdefault(int(pieces.tile[number]), []).append(drawing)
    return by_tile


def message(layers: Sequence[tuple[str, Sequence[Drawing]]]) -> bytes:
    """The tile that holds these layers, each name once."""
    tile = vector_tile_pb2.tile()
    for name, content in layers:
        layer = tile.layers.add()
        layer.name, layer.version, layer.extent = name, 2, EXTENT
        keys: dict[str, int] = {}
        values: dict[tuple[type, Value], int] = {}
        for drawing in content:
            feature = layer.features.add()
            feature.type = drawing.sort
            feature.geometry.extend(drawing.commands)
            for key, value in drawing.properties.items():
                feature.tags.append(keys.setdefault(key, len(keys)))
                feature.tags.append(values.setdefault((type(value), value), len(values)))
        layer.keys.extend(keys)
        for kind, value in values:
            setattr(layer.values.add(), FIELDS[kind], value)
    return bytes(tile.SerializeToString())


def _commands(
    sort: int, shapes: Shapes, owner: Ints, origins: Floats, zoom: int, pieces: int
) -> tuple[Ints, Ints]:
    """All commands one after the other, and where those of each piece end.

    `owner` is the piece that each of `shapes` belongs to, rising; `origins` the tile's column and
    row of each piece.
    """
    if sort == AREA:
        strings, of = shapely.get_rings(shapes, return_index=True)
        is_outer = np.concatenate(([True], of[1:] != of[:-1]))
        owner = owner[of]
    else:
        strings, is_outer = shapes, np.ones(len(shapes), dtype=bool)
    points, string = shapely.get_coordinates(strings, return_index=True)
    steps = np.rint((points * (1 << zoom) - origins[owner[string]]) * EXTENT).astype(np.int64)
    steps, string = _distinct(steps, string, closed=sort == AREA)
    steps, string = _large_enough(sort, steps, string, is_outer)
    return _stream(sort, steps, string, owner, pieces)


def _distinct(steps: Ints, string: Ints, *, closed: bool) -> tuple[Ints, Ints]:
    """Points without those that repeat the one before; rings without the closing one."""
    is_new = np.ones(len(steps), dtype=bool)
    is_same_string = string[1:] == string[:-1]
    is_new[1:] = ~(is_same_string & (steps[1:] == steps[:-1]).all(axis=1))
    steps, string = steps[is_new], string[is_new]
    if closed and len(steps):
        is_last = np.concatenate((string[1:] != string[:-1], [True]))
        is_first = np.concatenate(([True], is_last[:-1]))
        is_alone = is_last & is_first
        steps, string = steps[~is_last | is_alone], string[~is_last | is_alone]
    return steps, string


def _large_enough(sort: int, steps: Ints, string: Ints, is_outer: Ints) -> tuple[Ints, Ints]:
    """Strings that still show something; rings run as MVT wants, outer ones clockwise."""
    count = len(is_outer)
    lengths = np.bincount(string, minlength=count)
    if sort != AREA:
        is_kept = lengths >= (1 if sort == POINT else 2)
        return steps[is_kept[string]], string[is_kept[string]]
    ends = np.cumsum(lengths)
    starts = ends - lengths
    following = np.arange(1, len(steps) + 1)
    following[ends[lengths > 0] - 1] = starts[lengths > 0]
    crossed = steps[:, 0] * steps[following, 1] - steps[following, 0] * steps[:, 1]
    area = np.bincount(string, weights=crossed, minlength=count)
    is_kept = (lengths >= 3) & (area != 0)
    outer = np.maximum.accumulate(np.where(is_outer, np.arange(count), 0))
    is_kept &= is_kept[outer]
    is_turned = (area > 0) != is_outer
    within = np.arange(len(steps)) - starts[string]
    turned = ends[string] - 1 - within
    at = np.where(is_turned[string], turned, np.arange(len(steps)))
    chosen = is_kept[string]
    return steps[at][chosen], string[chosen]


def _stream(sort: int, steps: Ints, string: Ints, owner: Ints, pieces: int) -> tuple[Ints, Ints]:
    """MoveTo, LineTo and ClosePath of every string, with the steps between as zigzag numbers."""
    if not len(steps):
        return np.array([], dtype=np.int64), np.zeros(pieces, dtype=np.int64)
    is_first = np.concatenate(([True], string[1:] != string[:-1]))
    first = np.flatnonzero(is_first)
    lengths = np.diff(np.append(first, len(steps)))
    piece = owner[string]
    is_new_piece = np.concatenate(([True], piece[1:] != piece[:-1]))
    moves = steps.copy()
    moves[1:] -= np.where(is_new_piece[1:, None], 0, steps[:-1])
    zigzag = (moves << 1) ^ (moves >> 63)
    sizes = 2 * lengths + {AREA: 3, LINE: 2, POINT: 1}[sort]
    ends = np.cumsum(sizes)
    starts = ends - sizes
    out = np.empty(int(ends[-1]), dtype=np.int64)
    run = np.repeat(np.arange(len(first)), lengths)
    within = np.arange(len(steps)) - first[run]
    at = starts[run] + 2 * within + np.where(within == 0, 1, 2)
    out[at], out[at + 1] = zigzag[:, 0], zigzag[:, 1]
    out[starts] = (1 << 3) | MOVE_TO
    if sort != POINT:
        out[starts + 3] = ((lengths - 1) << 3) | LINE_TO
    if sort == AREA:
        out[ends - 1] = CLOSE
    per_piece = np.bincount(piece[first], weights=sizes, minlength=pieces).astype(np.int64)
    return out, np.cumsum(per_piece)
