"""The ground that can be reached on roads within a time, as polygons."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from tourplanner.area.road_graph import UNITS_PER_DEGREE, UNITS_PER_SECOND
from tourplanner.area.snapping import METRES_PER_DEGREE, Snap
from tourplanner.domain.place import Coordinates
from tourplanner.domain.reach import Ring
from tourplanner.travel.router import WALKED_M_PER_S, Router

Line = NDArray[np.float64]
"""Longitude and latitude of points."""

BESIDE_M = 40.0
"""Beside a road that is reached, so far the ground counts as reached."""
SMALLEST_HOLE_M2 = 20_000.0
"""A block of houses within reach on all its sides is reached."""
SIMPLER_BY_M = 5.0
GRID_DEG = 0.000001


def reached_polygons(
    router: Router, start: Coordinates, seconds: float
) -> tuple[tuple[Ring, ...], ...] | None:
    """What lies beside the roads within `seconds`; None when `start` is too far from them.

    The same question has the same answer, corner by corner.
    """
    snap = router.snap(start)
    if snap is None:
        return None
    left = seconds - snap.off_road_m / WALKED_M_PER_S
    east = math.cos(math.radians(start.lat))
    scale = np.array([METRES_PER_DEGREE * east, METRES_PER_DEGREE])
    origin = np.array([start.lon, start.lat])
    lines = [shapely.LineString((line - origin) * scale) for line in _lines(router, snap, left)]
    lines.append(shapely.LineString([(0, 0), (0, 0)]))
    plain_lines = shapely.simplify(np.array(lines, dtype=object), SIMPLER_BY_M / 2)
    beside = shapely.union_all(shapely.buffer(plain_lines, BESIDE_M, quad_segs=4))
    plain = shapely.simplify(_without_small_holes(beside), SIMPLER_BY_M)
    placed = shapely.transform(plain, lambda points: points / scale + origin)
    return _rings(shapely.normalize(shapely.set_precision(placed, GRID_DEG)))


def _lines(router: Router, snap: Snap, seconds: float) -> Iterator[Line]:
    """Every piece of road that is reached in time."""
    if seconds <= 0:
        return
    graph = router.graph
    costs, ways_in = router.spread(snap, seconds)
    limit = seconds * UNITS_PER_SECOND
    tails = router.tails
    at_tail = costs[tails]
    whole: set[int] = set()
    for arc in np.flatnonzero(at_tail >= 0).tolist():
        edge = int(graph.arc_edge[arc])
        left = limit - float(at_tail[arc])
        is_whole = left >= router.arc_cost(arc)
        if not is_whole or edge not in whole:
            yield from _reached_part(router, arc, 0.0, left)
        if is_whole:
            whole.add(edge)
    for arc in ways_in.tolist():
        begun = snap.cost
        if graph.arc_reversed[arc]:
            begun = router.arc_cost(arc) - snap.back_cost
        yield from _reached_part(router, arc, begun, begun + limit)


def _reached_part(router: Router, arc: int, begin: float, end: float) -> Iterator[Line]:
    """The line of an arc from cost `begin` to cost `end`, counted from its tail."""
    graph = router.graph
    edge = graph.arc_edge[arc]
    part = slice(graph.first_vertex[edge], graph.first_vertex[edge + 1])
    is_back = bool(graph.arc_reversed[arc])
    cost = (graph.back_cost if is_back else graph.cost)[part].astype(np.float64)
    lon, lat = graph.lon[part] / UNITS_PER_DEGREE, graph.lat[part] / UNITS_PER_DEGREE
    if is_back:
        cost, lon, lat = cost[-1] - cost[::-1], lon[::-1], lat[::-1]
    end = min(end, float(cost[-1]))
    if end <= begin:
        return
    inner = (cost > begin) & (cost < end)
    columns = []
    for values in (lon, lat):
        first, last = np.interp([begin, end], cost, values)
        columns.append(np.concatenate([[first], values[inner], [last]]))
    yield np.column_stack(columns)


def _without_small_holes(shape: shapely.Geometry) -> shapely.Geometry:
    polygons = [
        shapely.Polygon(
            part.exterior,
            [hole for hole in part.interiors if shapely.Polygon(hole).area > SMALLEST_HOLE_M2],
        )
        for part in shapely.get_parts(shape)
    ]
    return shapely.union_all(polygons)


def _rings(shape: shapely.Geometry) -> tuple[tuple[Ring, ...], ...]:
    return tuple(
        tuple(_ring(ring) for ring in (part.exterior, *part.interiors))
        for part in shapely.get_parts(shape)
        if not part.is_empty
    )


def _ring(ring: shapely.LinearRing) -> Ring:
    return tuple((round(lat, 6), round(lon, 6)) for lon, lat in ring.coords)
