"""Shortest routes on the road graph of an area: times, distances and lines."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from tourplanner.area.road_graph import UNITS_PER_DEGREE, UNITS_PER_SECOND, RoadGraph
from tourplanner.area.road_rules import WALK_KM_H
from tourplanner.area.snapping import SNAP_LIMIT_M, RoadIndex, Snap
from tourplanner.domain.place import Coordinates
from tourplanner.travel import _shortest
from tourplanner.travel.edge_climb import Climbed, EdgeClimb

Numbers = NDArray[np.int32]
Floats = NDArray[np.float64]

NO_LIMIT = 2**31 - 1
WALKED_M_PER_S = WALK_KM_H / 3.6
"""Between a place and its road one walks, whatever the mode."""
SAME_POINT_M = 0.1
OUTLINE_DEG = 0.00002
"""About two metres."""
THREADS_FROM = 200_000
"""States to be settled in all, below which a second thread costs more than it saves."""


@dataclass(frozen=True, slots=True)
class RouteTable:
    """Shortest times between points; row i holds what leads from point i. NaN: no route."""

    seconds: Floats
    metres: Floats
    """Along the quickest route."""


@dataclass(frozen=True, slots=True)
class Route:
    """One shortest route, from a point to another, with the walks to and from the road."""

    seconds: float
    metres: float
    line: tuple[Coordinates, ...]
    climb: Climbed | None = None
    """Along the roads; None where it is not known."""

    def outline(self) -> tuple[Coordinates, ...]:
        """The line for drawing: to five decimals, without points that change nothing."""
        flat = shapely.LineString([(at.lon, at.lat) for at in self.line])
        kept = shapely.simplify(flat, OUTLINE_DEG).coords
        points = [Coordinates(round(lat, 5), round(lon, 5)) for lon, lat in kept]
        line = tuple(at for n, at in enumerate(points) if n == 0 or at != points[n - 1])
        return line if len(line) > 1 else ()


@dataclass(frozen=True, slots=True)
class Found:
    """The way between the roads' nearest places, without the walks to and from them."""

    seconds: float
    metres: float
    line: tuple[Coordinates, ...]
    climb: Climbed | None


@dataclass(frozen=True, slots=True)
class Doors:
    """States with costs and metres (tenths) through which points enter or leave the graph.

    Those of point i are `first[i]` to before `first[i + 1]`.
    """

    first: Numbers
    state: Numbers
    cost: Numbers
    dm: Numbers
    arc: Numbers
    """The arc on which the point lies."""


class Router:
    """Routes of one mode in one area."""

    def __init__(self, graph: RoadGraph, snap_limit_m: float = SNAP_LIMIT_M) -> None:
        """Index the edges; a point farther than `snap_limit_m` from all roads has no route."""
        self.graph = graph
        self.index = RoadIndex(graph)
        self.snap_limit_m = snap_limit_m
        ends = graph.first_vertex[1:] - 1
        self._edge_cost, self._edge_back_cost = graph.cost[ends], graph.back_cost[ends]
        self._climb = EdgeClimb(graph)
        self._edge_m = self.index.metres[ends]
        edge, is_back = graph.arc_edge, graph.arc_reversed.astype(bool)
        costs = np.where(is_back, self._edge_back_cost[edge], self._edge_cost[edge])
        self._longest = int(costs.max()) + 1 if graph.edges else 1
        self._arcs = np.ascontiguousarray(np.column_stack([graph.arc_head, costs]), np.int32)
        counts = np.diff(graph.first_arc)
        self.tails = np.repeat(np.arange(graph.states, dtype=np.int32), counts)
        """The state that each arc leaves."""
        self._arc_dm = np.round(self._edge_m[graph.arc_edge] * 10).astype(np.int32)
        self._by_edge = np.argsort(graph.arc_edge, kind="stable").astype(np.int32)
        self._edge_first = np.searchsorted(
            graph.arc_edge[self._by_edge], np.arange(graph.edges + 1)
        )

    def snap(self, point: Coordinates) -> Snap | None:
        """Where `point` joins the roads; None when they are too far."""
        return self.index.snap(point, self.snap_limit_m)

    def table(
        self, points: Sequence[Coordinates], ends: Sequence[Coordinates] | None = None
    ) -> RouteTable:
        """Shortest times from each of `points` to each of `ends`, which are the same if not given.

        Zero from a point to itself.
        """
        first = [self.snap(point) for point in points]
        if ends is None:
            ends, last = points, first
        else:
            last = [self.snap(point) for point in ends]
        size = len(points)
        times = np.full((size, len(ends)), -1, dtype=np.int64)
        tenths = np.full((size, len(ends)), -1, dtype=np.int64)
        ways_in, ways_out = self._ways_in(first), self._ways_out(last)
        wanted, count = self._wanted(ways_out)

        def fill(begin: int, end: int) -> None:
            _shortest.rows(
                self.graph.first_arc, self._arcs, self.tails, self._arc_dm,
                ways_in.first, ways_in.state, ways_in.cost, ways_in.dm,
                ways_out.first, ways_out.state, ways_out.cost, ways_out.dm,
                wanted, count, begin, end, self._longest, times, tenths,
            )  # fmt: skip

        threads = min(4, os.cpu_count() or 1, size)
        if threads < 2 or size * self.graph.states < THREADS_FROM:
            fill(0, size)
        else:
            cuts = [size * part // threads for part in range(threads + 1)]
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(fill, cuts[:-1], cuts[1:]))
        seconds = np.where(times < 0, np.nan, times / UNITS_PER_SECOND)
        metres = np.where(tenths < 0, np.nan, tenths / 10)
        self._shorten_on_one_edge(first, last, seconds, metres)
        walked = _off_road_m(first)[:, None] + _off_road_m(last)[None, :]
        seconds += walked / WALKED_M_PER_S
        metres += walked
        for number, point in enumerate(points):
            same = [other for other, twin in enumerate(ends) if twin == point]
            seconds[number, same] = metres[number, same] = 0.0
        return RouteTable(seconds, metres)

    def route(self, start: Coordinates, end: Coordinates) -> Route | None:
        """The quickest route; None when one of the points is too far from the roads."""
        if start == end:
            return Route(0.0, 0.0, (start, end), Climbed(0.0, 0.0))
        first, last = self.snap(start), self.snap(end)
        if first is None or last is None:
            return None
        walked = first.off_road_m + last.off_road_m
        best = self._direct(first, last)
        ways_in, ways_out = self._ways_in([first]), self._ways_out([last])
        wanted, count = self._wanted(ways_out)
        costs, by = self._tree(ways_in, wanted, count, NO_LIMIT)
        known = costs[ways_out.state]
        totals = np.where(known < 0, np.iinfo(np.int64).max, known + ways_out.cost)
        chosen = int(np.argmin(totals))
        total = int(totals[chosen])
        if known[chosen] >= 0 and (best is None or total < best.seconds * UNITS_PER_SECOND):
            best = self._around(first, last, ways_in, ways_out, chosen, by, total)
        if best is None:
            return None
        whole = _without_repeats((start, *best.line, end))
        seconds = best.seconds + walked / WALKED_M_PER_S
        return Route(seconds, best.metres + walked, whole, best.climb)

    def spread(self, start: Snap, seconds: float) -> tuple[NDArray[np.int64], Numbers]:
        """The cost of each state within `seconds` (-1: too far), and the arcs one begins on."""
        limit = min(NO_LIMIT, max(0, round(seconds * UNITS_PER_SECOND)))
        ways_in = self._ways_in([start])
        nobody = np.zeros(self.graph.states, dtype=np.uint8)
        costs, _by = self._tree(ways_in, nobody, 0, limit)
        return costs, ways_in.arc

    def arcs_of(self, edge: int) -> Numbers:
        """The arcs along an edge, in both directions."""
        return self._by_edge[self._edge_first[edge] : self._edge_first[edge + 1]]

    def arc_cost(self, arc: int) -> float:
        """What an arc costs, in the graph's units."""
        return float(self._arcs[arc, 1])

    def _tree(
        self, ways_in: Doors, wanted: NDArray[np.uint8], count: int, limit: int
    ) -> tuple[NDArray[np.int64], Numbers]:
        """The cost of each state, and how it was reached; done when all `wanted` ones are."""
        return _shortest.tree(
            self.graph.first_arc, self._arcs, ways_in.state, ways_in.cost,
            wanted, count, self._longest, limit,
        )  # fmt: skip

    def _ways_in(self, snaps: Sequence[Snap | None]) -> Doors:
        """From each place to the heads of the arcs it lies on."""
        return self._doors(snaps, is_way_in=True)

    def _ways_out(self, snaps: Sequence[Snap | None]) -> Doors:
        """To each place from the tails of the arcs it lies on."""
        return self._doors(snaps, is_way_in=False)

    def _doors(self, snaps: Sequence[Snap | None], *, is_way_in: bool) -> Doors:
        rows: list[tuple[int, int, int, int]] = []
        first = [0]
        for snap in snaps:
            if snap is None:
                first.append(len(rows))
                continue
            for arc in self.arcs_of(snap.edge):
                is_reversed = bool(self.graph.arc_reversed[arc])
                state = self.graph.arc_head[arc] if is_way_in else self.tails[arc]
                whole = self._edge_back_cost if is_reversed else self._edge_cost
                cost, metres = snap.back_cost if is_reversed else snap.cost, snap.metres
                if is_reversed is not is_way_in:
                    cost = whole[snap.edge] - cost
                    metres = self._edge_m[snap.edge] - metres
                rows.append((int(state), round(cost), round(metres * 10), int(arc)))
            first.append(len(rows))
        columns = np.array(rows, dtype=np.int32).reshape(-1, 4).T
        return Doors(np.array(first, np.int32), *(np.ascontiguousarray(row) for row in columns))

    def _wanted(self, ways_out: Doors) -> tuple[NDArray[np.uint8], int]:
        wanted = np.zeros(self.graph.states, dtype=np.uint8)
        wanted[ways_out.state] = 1
        return wanted, int(wanted.sum())

    def _shorten_on_one_edge(
        self,
        starts: Sequence[Snap | None],
        ends: Sequence[Snap | None],
        seconds: Floats,
        metres: Floats,
    ) -> None:
        """Two places on one edge need not leave it, where its direction allows."""
        by_edge: dict[int, list[tuple[int, Snap]]] = {}
        for column, last in enumerate(ends):
            if last is not None:
                by_edge.setdefault(last.edge, []).append((column, last))
        for row, first in enumerate(starts):
            if first is None:
                continue
            for column, last in by_edge.get(first.edge, []):
                direct = self._direct(first, last)
                if direct is not None and not seconds[row, column] <= direct.seconds:
                    seconds[row, column] = direct.seconds
                    metres[row, column] = direct.metres

    def _direct(self, first: Snap, last: Snap) -> Found | None:
        """The way along the edge on which both lie, if there is one."""
        if first.edge != last.edge:
            return None
        is_back = last.cost < first.cost or (last.cost == first.cost and last.metres < first.metres)
        if first.metres != last.metres:
            kinds = self.graph.arc_reversed[self.arcs_of(first.edge)]
            if not (kinds == is_back).any():
                return None
        low, high = (last, first) if is_back else (first, last)
        line = (low.at, *self._vertices(low.vertex + 1, high.vertex + 1), high.at)
        units = high.back_cost - low.back_cost if is_back else high.cost - low.cost
        return Found(
            seconds=units / UNITS_PER_SECOND,
            metres=high.metres - low.metres,
            line=line[::-1] if is_back else line,
            climb=self._climb.between(first, last),
        )

    def _around(
        self,
        first: Snap,
        last: Snap,
        ways_in: Doors,
        ways_out: Doors,
        chosen: int,
        by: Numbers,
        total: int,
    ) -> Found:
        """The way from the first place over junctions to the last."""
        arcs: list[int] = []
        state = int(ways_out.state[chosen])
        while by[state] >= 0:
            arcs.append(int(by[state]))
            state = int(self.tails[arcs[-1]])
        door = -1 - int(by[state])
        metres = float(ways_in.dm[door] + ways_out.dm[chosen]) / 10
        metres += float(self._arc_dm[arcs].sum()) / 10 if arcs else 0.0
        line = [first.at, *self._part(first, int(ways_in.arc[door]), is_start=True)]
        for arc in reversed(arcs):
            edge = int(self.graph.arc_edge[arc])
            begin, end = self.graph.first_vertex[edge : edge + 2].tolist()
            whole = self._vertices(begin, end)
            line += whole[::-1] if self.graph.arc_reversed[arc] else whole
        line += [*self._part(last, int(ways_out.arc[chosen]), is_start=False), last.at]
        way_in, way_out = int(ways_in.arc[door]), int(ways_out.arc[chosen])
        climb = self._climb.along(first, way_in, arcs, way_out, last)
        return Found(total / UNITS_PER_SECOND, metres, tuple(line), climb)

    def _part(self, snap: Snap, arc: int, *, is_start: bool) -> list[Coordinates]:
        """The vertices of an arc after a place on it, or before."""
        begin, end = self.graph.first_vertex[snap.edge : snap.edge + 2].tolist()
        is_reversed = bool(self.graph.arc_reversed[arc])
        if is_start is not is_reversed:
            part = self._vertices(snap.vertex + 1, end)
        else:
            part = self._vertices(begin, snap.vertex + 1)
        return part[::-1] if is_reversed else part

    def _vertices(self, begin: int, end: int) -> list[Coordinates]:
        lats = self.graph.lat[begin:end] / UNITS_PER_DEGREE
        lons = self.graph.lon[begin:end] / UNITS_PER_DEGREE
        return [Coordinates(*pair) for pair in zip(lats.tolist(), lons.tolist(), strict=True)]


def _off_road_m(snaps: Sequence[Snap | None]) -> Floats:
    return np.array([np.nan if snap is None else snap.off_road_m for snap in snaps])


def _without_repeats(line: Sequence[Coordinates]) -> tuple[Coordinates, ...]:
    """The line without points that lie on the one before; its ends stay as they are."""
    kept = [line[0]]
    for point in line[1:-1]:
        if kept[-1].distance_m(point) > SAME_POINT_M:
            kept.append(point)
    if len(kept) > 1 and kept[-1].distance_m(line[-1]) <= SAME_POINT_M:
        kept.pop()
    return (*kept, line[-1])
