"""The journeys of a tour: the traveller's own minutes first, then what the roads say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tourplanner.domain.itinerary import DayPlan, Itinerary, Leg
from tourplanner.domain.own_leg import with_own_legs
from tourplanner.domain.place import Coordinates
from tourplanner.domain.ports import RouteLines, TravelTimes
from tourplanner.domain.tour import Tour
from tourplanner.domain.travel import TravelMatrix


def journeys_between(
    points: Sequence[Coordinates], tour: Tour, travel: TravelTimes
) -> TravelMatrix:
    """Journeys between all ordered pairs of `points` on this tour."""
    return with_own_legs(travel.matrix(points, tour.preferences.travel), tour.own_legs)


def trace_tour(tour: Tour, lines: RouteLines) -> Tour:
    """The tour with the way of every leg that is not an estimate, as far as roads lead there.

    A leg that has its way already keeps it.
    """
    if tour.itinerary is None:
        return tour
    days = tuple(_traced(day, lines) for day in tour.itinerary.days)
    itinerary: Itinerary = replace(tour.itinerary, days=days)
    return replace(tour, itinerary=itinerary)


def _traced(day: DayPlan, lines: RouteLines) -> DayPlan:
    places = [stop.place.at for stop in day.placed if stop.place is not None]
    ways = zip(day.legs, places[:-1], places[1:], strict=True)
    return replace(day, legs=tuple(_with_line(leg, start, end, lines) for leg, start, end in ways))


def _with_line(leg: Leg, start: Coordinates, end: Coordinates, lines: RouteLines) -> Leg:
    if leg.is_estimate or leg.line or start == end:
        return leg
    way = lines.way(start, end, leg.mode)
    return replace(leg, line=way.line, climb_m=way.climb_m, descent_m=way.descent_m)
