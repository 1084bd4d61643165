"""Travel times estimated from the geodesic distance: always an answer, never a network."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tourplanner.domain.place import Coordinates
from tourplanner.domain.reach import Reach, checked_minutes
from tourplanner.domain.travel import (
    TravelLimits,
    TravelMatrix,
    TravelMode,
    TravelSource,
    TravelTime,
)
from tourplanner.travel.geodesic import lengths_m


@dataclass(frozen=True, slots=True)
class Speed:
    """How a mode covers ground; reasons in docs/adr/0003-travel-estimates.md."""

    detour: float
    """Metres on the road for each metre of the geodesic."""
    near_km_h: float
    """Speed on the first `near_m` metres."""
    far_km_h: float
    """Speed beyond."""
    overhead_min: float
    """Finding, waiting, parking."""
    near_m: int = 6000


SPEEDS = {
    TravelMode.WALK: Speed(detour=1.3, near_km_h=4.5, far_km_h=4.5, overhead_min=0),
    TravelMode.E_BIKE: Speed(detour=1.35, near_km_h=16, far_km_h=16, overhead_min=3),
    TravelMode.TAXI: Speed(detour=1.4, near_km_h=22, far_km_h=45, overhead_min=5),
}

ORDER = (TravelMode.WALK, TravelMode.E_BIKE, TravelMode.TAXI)
"""Which mode is tried first."""
SAME_PLACE_M = 1.0
CORNERS = 72


class EstimatedTravel:
    """TravelTimes by distance alone."""

    def matrix(self, points: Sequence[Coordinates], limits: TravelLimits) -> TravelMatrix:
        """Estimates between all pairs of `points`; the same in both directions."""
        size = len(points)
        times: list[list[TravelTime | None]] = [[None] * size for _ in range(size)]
        for i, row in enumerate(lengths_m(points, points).tolist()):
            for j in range(i, size):
                times[i][j] = times[j][i] = choose(row[j], limits)
        return TravelMatrix(tuple(points), tuple(tuple(row) for row in times))

    def journeys_from(
        self, start: Coordinates, points: Sequence[Coordinates], mode: TravelMode
    ) -> tuple[TravelTime | None, ...]:
        """The journey by `mode` to each of `points`."""
        return tuple(estimate(length, mode) for length in lengths_m([start], points)[0].tolist())

    def reach(self, start: Coordinates, minutes: int, mode: TravelMode) -> Reach:
        """The circle within which the estimate stays below `minutes`."""
        from geopy.distance import geodesic  # loads slowly, and few ask

        radius_m = reached_m(checked_minutes(minutes), mode)
        corners = [
            geodesic(meters=radius_m).destination((start.lat, start.lon), bearing)
            for bearing in range(0, 360, 360 // CORNERS)
        ]
        ring = [(round(at.latitude, 6), round(at.longitude, 6)) for at in corners]
        polygon = ((*ring, ring[0]),)
        return Reach(start, minutes, mode, TravelSource.ESTIMATED, (polygon,))


def choose(geodesic_m: float, limits: TravelLimits) -> TravelTime | None:
    """The journey by the first allowed mode that reaches so far, or None.

    Walking before e-bike before taxi: which leg is walked follows from the limits alone.
    """
    for mode in ORDER:
        if mode not in limits.modes:
            continue
        journey = estimate(geodesic_m, mode)
        limit_m = limits.limit_m(mode)
        if limit_m is None or journey.distance_m <= limit_m:
            return journey
    return None


def reached_m(minutes: int, mode: TravelMode) -> float:
    """Metres of the geodesic that are covered in `minutes`, the inverse of `estimate`."""
    speed = SPEEDS[mode]
    hours = max(0.0, minutes - speed.overhead_min) / 60
    near_hours = speed.near_m / 1000 / speed.near_km_h
    near_km = min(hours, near_hours) * speed.near_km_h
    far_km = max(0.0, hours - near_hours) * speed.far_km_h
    return (near_km + far_km) * 1000 / speed.detour


def estimate(geodesic_m: float, mode: TravelMode) -> TravelTime:
    """Minutes (rounded up) and metres on the road over a geodesic of `geodesic_m` metres."""
    if geodesic_m < SAME_PLACE_M:
        return TravelTime(TravelMode.WALK, 0, 0)
    speed = SPEEDS[mode]
    distance_m = geodesic_m * speed.detour
    near_m = min(distance_m, speed.near_m)
    hours = near_m / 1000 / speed.near_km_h + (distance_m - near_m) / 1000 / speed.far_km_h
    return TravelTime(mode, math.ceil(hours * 60 + speed.overhead_min), round(distance_m))
