"""How far a route goes up and down, where the heights along its roads are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tourplanner.area.road_graph import UNITS_PER_METRE, Floats, RoadGraph
from tourplanner.area.snapping import Snap, between


class Climbed(NamedTuple):
    """Metres up and down."""

    up_m: float
    down_m: float


class EdgeClimb:
    """Adds up the climb of edges and of parts of them."""

    def __init__(self, graph: RoadGraph) -> None:
        self._graph = graph
        self._climb = graph.climb

    def along(
        self, first: Snap, way_in: int, arcs: Sequence[int], way_out: int, last: Snap
    ) -> Climbed | None:
        """From a place on the arc `way_in` over `arcs` to a place on the arc `way_out`."""
        if self._climb is None:
            return None
        graph = self._graph
        edges = np.array([first.edge, *graph.arc_edge[list(arcs)], last.edge], dtype=np.int64)
        if not self._climb.is_known[edges].all():
            return None
        is_back = graph.arc_reversed[list(arcs)].astype(bool)
        ends = graph.first_vertex[edges[1:-1] + 1] - 1
        up = np.where(is_back, self._climb.down[ends], self._climb.up[ends])
        down = np.where(is_back, self._climb.up[ends], self._climb.down[ends])
        total = np.array([up.sum(), down.sum()], dtype=np.float64)
        total += self._rest(first, way_in, is_way_in=True)
        total += self._rest(last, way_out, is_way_in=False)
        return _metres(total)

    def between(self, first: Snap, last: Snap) -> Climbed | None:
        """Along the one edge on which both lie."""
        if self._climb is None or not self._climb.is_known[first.edge]:
            return None
        change = self._at(last) - self._at(first)
        return _metres(change if last.metres >= first.metres else -change[::-1])

    def _rest(self, snap: Snap, arc: int, *, is_way_in: bool) -> Floats:
        """From a place to the head of its arc, or from the tail of its arc to the place."""
        assert self._climb is not None  # noqa: S101 - asked only where heights are known
        is_back = bool(self._graph.arc_reversed[arc])
        here = self._at(snap)
        if is_back is not is_way_in:
            end = self._graph.first_vertex[snap.edge + 1] - 1
            here = np.array([self._climb.up[end], self._climb.down[end]]) - here
        return here[::-1] if is_back else here

    def _at(self, snap: Snap) -> Floats:
        """Up and down from the start of the edge to the place."""
        assert self._climb is not None  # noqa: S101 - asked only where heights are known
        return np.array(
            [between(run, snap.vertex, snap.part) for run in (self._climb.up, self._climb.down)]
        )


def _metres(units: Floats) -> Climbed:
    up, down = (max(0.0, float(value)) / UNITS_PER_METRE for value in units)
    return Climbed(up, down)
