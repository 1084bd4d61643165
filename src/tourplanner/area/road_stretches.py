"""The straight pieces that the ways of a mode consist of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourplanner.area.elevation import Elevation
from tourplanner.area.extract import Nodes, Ways
from tourplanner.area.road_climb import StretchClimb, climb_of
from tourplanner.area.road_graph import distances_m
from tourplanner.area.road_rules import RoadMode, blocks, passage

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

FORWARD, BACKWARD = 1, 2
"""Directions that a stretch admits, added up."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """Straight pieces between neighbouring nodes of the ways, one entry a piece.

    Ends are numbers of points. A node that stops the mode becomes a point of its own in each
    stretch: one reaches it from both sides, and passes it from none.
    """

    start: Ints
    end: Ints
    seconds: Floats
    seconds_back: Floats
    """From the end to the start; the same on the flat."""
    climb: StretchClimb | None
    directions: Ints
    way: Ints
    """OpenStreetMap's id of the way."""
    lat: Floats
    """Of each point."""
    lon: Floats
    point_of: dict[int, int]
    """The point of a node's id, for the nodes that can be passed."""


def stretches_of(
    ways: Ways, nodes: Nodes, mode: RoadMode, elevation: Elevation | None = None
) -> Stretches:
    """Every stretch that `mode` may use; without `elevation` the ground is taken as flat."""
    passages = [passage(tags, mode) for tags in ways.tags]
    usable = [p is not None for p in passages]
    counts = np.diff(ways.first)
    way_of = np.repeat(np.arange(len(ways)), counts)
    km_h = np.array([p.km_h if p else 1.0 for p in passages])
    directions = np.array([FORWARD * p.forward + BACKWARD * p.backward if p else 0
                           for p in passages], dtype=np.int64)  # fmt: skip
    place = np.arange(len(ways.nodes))
    is_start = np.array(usable, dtype=bool)[way_of] if len(ways) else np.zeros(0, dtype=bool)
    is_start[ways.first[1:] - 1] = False
    at = place[is_start]
    different = ways.nodes[at] != ways.nodes[at + 1]
    at = at[different]
    way = way_of[at]
    metres = distances_m(ways.lat[at], ways.lon[at], ways.lat[at + 1], ways.lon[at + 1])
    ids = np.concatenate([ways.nodes[at], ways.nodes[at + 1]])
    lat = np.concatenate([ways.lat[at], ways.lat[at + 1]])
    lon = np.concatenate([ways.lon[at], ways.lon[at + 1]])
    closed = np.array(
        [i for i, tags in zip(nodes.ids.tolist(), nodes.tags, strict=True) if blocks(tags, mode)],
        dtype=np.int64,
    )
    known, where, points = np.unique(ids, return_index=True, return_inverse=True)
    lats, lons = lat[where], lon[where]
    is_closed = np.isin(ids, closed)
    points[is_closed] = len(known) + np.arange(int(is_closed.sum()))
    passable = ~np.isin(known, closed)
    seconds = metres / (km_h[way] / 3.6)
    climb = None
    if elevation is not None:
        climb = climb_of(ways, at, way, metres, km_h[way], mode, elevation)
    return Stretches(
        start=points[: len(at)],
        end=points[len(at) :],
        seconds=seconds if climb is None else seconds * climb.factor,
        seconds_back=seconds if climb is None else seconds * climb.factor_back,
        climb=climb,
        directions=directions[way],
        way=ways.ids[way],
        lat=np.concatenate([lats, lat[is_closed]]),
        lon=np.concatenate([lons, lon[is_closed]]),
        point_of=dict(
            zip(known[passable].tolist(), np.flatnonzero(passable).tolist(), strict=True)
        ),
    )
