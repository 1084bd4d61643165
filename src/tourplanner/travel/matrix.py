"""Travel times on the roads of an area, with estimates where the roads do not lead."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Mapping, Sequence

from tourplanner.area.road_rules import RoadMode
from tourplanner.domain.place import Coordinates
from tourplanner.domain.reach import Reach, checked_minutes
from tourplanner.domain.travel import (
    TravelLimits,
    TravelMatrix,
    TravelMode,
    TravelSource,
    TravelTime,
    Way,
)
from tourplanner.travel.estimate import ORDER, SPEEDS, EstimatedTravel, estimate
from tourplanner.travel.geodesic import lengths_m
from tourplanner.travel.modes import ROAD_MODES
from tourplanner.travel.reach import reached_polygons
from tourplanner.travel.router import Router, RouteTable

TABLES_KEPT = 12
"""A window asks again and again for the places of one tour."""


class RoutedTravel:
    """TravelTimes and RouteLines by the graphs of an area pack."""

    def __init__(self, routers: Mapping[RoadMode, Router], estimates: EstimatedTravel) -> None:
        """A mode without a router is estimated."""
        self._routers = routers
        self._estimates = estimates
        self._door = threading.Lock()
        self._tables: dict[tuple[RoadMode, tuple[Coordinates, ...]], RouteTable] = {}

    def matrix(self, points: Sequence[Coordinates], limits: TravelLimits) -> TravelMatrix:
        """For each pair the first allowed mode that reaches so far; each says its source.

        A point outside the area, or too far from its roads, is reached by estimate. Limits apply
        to metres on the road. Directions differ where streets are one-way.
        """
        size = len(points)
        times: list[list[TravelTime | None]] = [[None] * size for _ in range(size)]
        for mode in (mode for mode in ORDER if mode in limits.modes):
            limit_m = limits.limit_m(mode)
            journeys = self._journeys(mode, points, self._table(mode, tuple(points)), points)
            for row, found in zip(times, journeys, strict=True):
                for place, journey in enumerate(found):
                    if row[place] is None and (limit_m is None or journey.distance_m <= limit_m):
                        row[place] = journey
        return TravelMatrix(tuple(points), tuple(tuple(row) for row in times))

    def journeys_from(
        self, start: Coordinates, points: Sequence[Coordinates], mode: TravelMode
    ) -> tuple[TravelTime | None, ...]:
        """The journey by `mode` to each of `points`."""
        router = self._routers.get(ROAD_MODES[mode])
        table = None if router is None else router.table([start], points)
        return tuple(next(self._journeys(mode, [start], table, points)))

    def reach(self, start: Coordinates, minutes: int, mode: TravelMode) -> Reach:
        """The ground beside the roads within `minutes`; a circle where there are no roads."""
        router = self._routers.get(ROAD_MODES[mode])
        seconds = 60 * max(0.0, checked_minutes(minutes) - SPEEDS[mode].overhead_min)
        polygons = None if router is None else reached_polygons(router, start, seconds)
        if polygons is None:
            return self._estimates.reach(start, minutes, mode)
        return Reach(start, minutes, mode, TravelSource.ROUTED, polygons)

    def way(self, start: Coordinates, end: Coordinates, mode: TravelMode) -> Way:
        """The way on the roads; with an empty line when they do not lead there."""
        router = self._routers.get(ROAD_MODES[mode])
        route = None if router is None else router.route(start, end)
        if route is None:
            return Way()
        if route.climb is None:
            return Way(route.outline())
        return Way(route.outline(), round(route.climb.up_m), round(route.climb.down_m))

    def _table(self, mode: TravelMode, points: tuple[Coordinates, ...]) -> RouteTable | None:
        road_mode = ROAD_MODES[mode]
        router = self._routers.get(road_mode)
        if router is None:
            return None
        key = (road_mode, points)
        found = self._tables.get(key) or router.table(points)
        with self._door:
            self._tables.pop(key, None)
            self._tables[key] = found  # the newest last
            while len(self._tables) > TABLES_KEPT:
                self._tables.pop(next(iter(self._tables)))
        return found

    def _journeys(
        self,
        mode: TravelMode,
        starts: Sequence[Coordinates],
        table: RouteTable | None,
        ends: Sequence[Coordinates],
    ) -> Iterator[list[TravelTime]]:
        """The journeys by `mode`, a list for each start; by estimate where the table has none."""
        nothing = [[math.nan] * len(ends)] * len(starts)
        seconds = nothing if table is None else table.seconds.tolist()
        metres = nothing if table is None else table.metres.tolist()
        straight = nothing
        if any(math.isnan(one) for row in seconds for one in row):
            straight = lengths_m(starts, ends).tolist()
        overhead_min = SPEEDS[mode].overhead_min
        for row_s, row_m, row_straight in zip(seconds, metres, straight, strict=True):
            yield [
                estimate(straight_m, mode)
                if math.isnan(needed_s)
                else _routed(mode, needed_s / 60 + overhead_min, round(length_m))
                for needed_s, length_m, straight_m in zip(row_s, row_m, row_straight, strict=True)
            ]


def _routed(mode: TravelMode, minutes: float, distance_m: int) -> TravelTime:
    if distance_m == 0:
        return TravelTime(TravelMode.WALK, 0, 0, TravelSource.ROUTED)
    return TravelTime(mode, math.ceil(minutes), distance_m, TravelSource.ROUTED)
