"""The nearest place on a road: on the line of an edge, not only at its ends."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely

from tourplanner.area.road_graph import UNITS_PER_DEGREE, Floats, Numbers, RoadGraph, vertex_metres
from tourplanner.domain.place import EARTH_RADIUS_M, Coordinates

METRES_PER_DEGREE = math.radians(1) * EARTH_RADIUS_M
SNAP_LIMIT_M = 500.0
"""Farther from a road than this, a road's time says little about a place."""


@dataclass(frozen=True, slots=True)
class Snap:
    """A place on an edge."""

    edge: int
    vertex: int
    """The vertex (in the graph's numbers) at or before it, counted along the edge."""
    at: Coordinates
    cost: float
    """From the start of the edge, in the graph's units."""
    back_cost: float
    """To the start of the edge."""
    metres: float
    """From the start of the edge."""
    part: float
    """Share of the way from the vertex to the next."""
    off_road_m: float
    """From the point that was asked for."""


class RoadIndex:
    """Finds the nearest edge of a graph."""

    def __init__(self, graph: RoadGraph) -> None:
        """Takes about a second for a million edges."""
        self._graph = graph
        self._lat = graph.lat / UNITS_PER_DEGREE
        self._lon = graph.lon / UNITS_PER_DEGREE
        self.metres = vertex_metres(graph)
        """From the start of its edge to each vertex."""
        middle = float(self._lat.mean()) if len(self._lat) else 0.0
        self._lon_scale = max(0.01, math.cos(math.radians(middle)))
        flat = np.column_stack([self._lon * self._lon_scale, self._lat])
        edges = np.repeat(np.arange(graph.edges), np.diff(graph.first_vertex))
        lines = shapely.linestrings(flat, indices=edges) if graph.edges else []
        self._tree = shapely.STRtree(lines)

    def snap(self, point: Coordinates, limit_m: float = SNAP_LIMIT_M) -> Snap | None:
        """The nearest place on any edge; None when it is farther than `limit_m`."""
        if not self._graph.edges:
            return None
        shape = shapely.Point(point.lon * self._lon_scale, point.lat)
        reach = 1.5 * limit_m / METRES_PER_DEGREE  # the plane is stretched away from its middle
        near = self._tree.query_nearest(shape, max_distance=reach)
        if not len(near):
            return None
        found = self._on_edge(int(near.min()), point)
        return found if found.off_road_m <= limit_m else None

    def _on_edge(self, edge: int, point: Coordinates) -> Snap:
        graph = self._graph
        begin, end = graph.first_vertex[edge], graph.first_vertex[edge + 1]
        lat, lon = self._lat[begin:end], self._lon[begin:end]
        east = METRES_PER_DEGREE * math.cos(math.radians(point.lat))
        x, y = (lon - point.lon) * east, (lat - point.lat) * METRES_PER_DEGREE
        step_x, step_y = np.diff(x), np.diff(y)
        square = step_x**2 + step_y**2
        along = -(x[:-1] * step_x + y[:-1] * step_y)
        share = np.clip(np.divide(along, square, out=np.zeros_like(along), where=square > 0), 0, 1)
        away = np.hypot(x[:-1] + share * step_x, y[:-1] + share * step_y)
        best = int(np.argmin(away))
        vertex = int(begin) + best
        part = float(share[best])
        return Snap(
            edge=edge,
            vertex=vertex,
            at=Coordinates(between(self._lat, vertex, part), between(self._lon, vertex, part)),
            cost=between(graph.cost, vertex, part),
            back_cost=between(graph.back_cost, vertex, part),
            metres=between(self.metres, vertex, part),
            part=part,
            off_road_m=float(away[best]),
        )


def between(values: Floats | Numbers, place: int, part: float) -> float:
    """What lies at a share of the way from an entry to the next."""
    first, second = float(values[place]), float(values[place + 1])
    return first + part * (second - first)
