"""Travel times on the roads of an area, with estimates where the roads do not lead."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from tourplanner.area.road_rules import RoadMode
from tourplanner.domain.place import Coordinates
from tourplanner.domain.reach import Reach, checked_minutes
from tourplanner.domain.travel import (
    TravelLimits,
    TravelMatrix,
    TravelMode,
    TravelSource,
    TravelTime,
)
from tourplanner.travel.estimate import ORDER, SPEEDS, EstimatedTravel, estimate
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
        self._tables: dict[tuple[RoadMode, tuple[Coordinates, ...]], RouteTable] = {}

    def matrix(self, points: Sequence[Coordinates], limits: TravelLimits) -> TravelMatrix:
        """For each pair the first allowed mode that reaches so far; each says its source.

        A point outside the area, or too far from its roads, is reached by estimate. Limits apply
        to metres on the road. Directions differ where streets are one-way.
        """
        modes = [mode for mode in ORDER if mode in limits.modes]
        tables = {mode: self._table(mode, tuple(points)) for mode in modes}
        rows = []
        for i, start in enumerate(points):
            row = []
            for j, end in enumerate(points):
                journeys = (self._journey(mode, tables[mode], i, j, start, end) for mode in modes)
                row.append(next((one for one in journeys if _is_within(one, limits)), None))
            rows.append(tuple(row))
        return TravelMatrix(tuple(points), tuple(rows))

    def journeys_from(
        self, start: Coordinates, points: Sequence[Coordinates], mode: TravelMode
    ) -> tuple[TravelTime | None, ...]:
        """The journey by `mode` to each of `points`."""
        router = self._routers.get(ROAD_MODES[mode])
        table = None if router is None else router.table([start], points)
        return tuple(
            self._journey(mode, table, 0, place, start, point) for place, point in enumerate(points)
        )

    def reach(self, start: Coordinates, minutes: int, mode: TravelMode) -> Reach:
        """The ground beside the roads within `minutes`; a circle where there are no roads."""
        router = self._routers.get(ROAD_MODES[mode])
        seconds = 60 * max(0.0, checked_minutes(minutes) - SPEEDS[mode].overhead_min)
        polygons = None if router is None else reached_polygons(router, start, seconds)
        if polygons is None:
            return self._estimates.reach(start, minutes, mode)
        return Reach(start, minutes, mode, TravelSource.ROUTED, polygons)

    def line(
        self, start: Coordinates, end: Coordinates, mode: TravelMode
    ) -> tuple[Coordinates, ...]:
        """The way on the roads; empty when they do not lead there."""
        router = self._routers.get(ROAD_MODES[mode])
        route = None if router is None else router.route(start, end)
        return () if route is None else route.outline()

    def _table(self, mode: TravelMode, points: tuple[Coordinates, ...]) -> RouteTable | None:
        road_mode = ROAD_MODES[mode]
        router = self._routers.get(road_mode)
        if router is None:
            return None
        key = (road_mode, points)
        found = self._tables.pop(key, None) or router.table(points)
        self._tables[key] = found  # the newest last
        while len(self._tables) > TABLES_KEPT:
            self._tables.pop(next(iter(self._tables)))
        return found

    def _journey(
        self,
        mode: TravelMode,
        table: RouteTable | None,
        i: int,
        j: int,
        start: Coordinates,
        end: Coordinates,
    ) -> TravelTime:
        if table is None or np.isnan(table.seconds[i, j]):
            return estimate(self._estimates.distance_m(start, end), mode)
        metres = round(float(table.metres[i, j]))
        if metres == 0:
            return TravelTime(TravelMode.WALK, 0, 0, TravelSource.ROUTED)
        minutes = float(table.seconds[i, j]) / 60 + SPEEDS[mode].overhead_min
        return TravelTime(mode, math.ceil(minutes), metres, TravelSource.ROUTED)


def _is_within(journey: TravelTime, limits: TravelLimits) -> bool:
    limit_m = limits.limit_m(journey.mode)
    return limit_m is None or journey.distance_m <= limit_m
