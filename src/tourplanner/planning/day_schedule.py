"""A day on the clock: visits with their start times become stops, legs and a break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tourplanner.domain.itinerary import DayPlan, Leg, Stop, StopKind
from tourplanner.domain.place import Place
from tourplanner.domain.preferences import Lunch
from tourplanner.domain.site import Site
from tourplanner.domain.travel import TravelMatrix, TravelTime
from tourplanner.i18n import _


@dataclass(frozen=True, slots=True)
class TimedVisit:
    """A visit with its start fixed, minutes after midnight."""

    site: Site
    start_min: int
    duration_min: int
    event: str | None = None

    @property
    def end_min(self) -> int:
        """When it is over."""
        return self.start_min + self.duration_min


@dataclass(frozen=True, slots=True)
class Frame:
    """Where and when a day begins and ends."""

    date: date
    start: Place
    end: Place
    start_min: int
    end_min: int
    lunch: Lunch | None = None


@dataclass(frozen=True, slots=True)
class _Gap:
    """The time between two stops, with the journey and perhaps the meal in it."""

    depart_min: int
    arrive_min: int
    lunch_min: int | None = None


def schedule_day(frame: Frame, visits: Sequence[TimedVisit], matrix: TravelMatrix) -> DayPlan:
    """The day as stops and legs.

    The traveller leaves the base as late as the first visit allows, and comes home at once. The
    meal is taken before or after a journey, on the way when neither fits, in the first gap that
    has room for it; a day without visits has none.
    """
    lunch = frame.lunch if visits else None
    stops: list[Stop] = []
    legs: list[Leg] = []
    place, now = frame.start, frame.start_min
    for number, visit in enumerate(visits):
        journey = _journey(matrix, place, visit.site.place)
        gap = _gap(now, journey.minutes, visit.start_min, lunch, is_first=number == 0)
        if number == 0:
            stops.append(Stop(StopKind.BASE, gap.depart_min, gap.depart_min, frame.start))
        lunch = _record(gap, journey, lunch, stops, legs)
        at_door = gap.arrive_min
        if gap.lunch_min is not None and stops[-1].kind is StopKind.BREAK:
            at_door = max(at_door, stops[-1].end_min)
        stops.append(
            Stop(
                StopKind.VISIT,
                visit.start_min,
                visit.end_min,
                visit.site.place,
                visit.site.id,
                at_door,
                visit.event,
            )
        )
        place, now = visit.site.place, visit.end_min
    if not visits:
        stops.append(Stop(StopKind.BASE, now, now, frame.start))
    journey = _journey(matrix, place, frame.end)
    if lunch is not None and now + journey.minutes <= lunch.earliest_min:
        lunch = None
    gap = _gap(now, journey.minutes, frame.end_min, lunch, is_first=False)
    _record(gap, journey, lunch, stops, legs)
    home = gap.arrive_min
    if stops[-1].kind is StopKind.BREAK:
        home = max(home, stops[-1].end_min)
    stops.append(Stop(StopKind.BASE, home, home, frame.end))
    return DayPlan(frame.date, tuple(stops), tuple(legs))


def _journey(matrix: TravelMatrix, start: Place, end: Place) -> TravelTime:
    journey = matrix.between(start.at, end.at)
    if journey is None:
        raise ValueError(f"no way from {start.name} to {end.name}")
    return journey


def _gap(now: int, travel_min: int, until: int, lunch: Lunch | None, *, is_first: bool) -> _Gap:
    """How the time from `now` to `until` is spent; without room for the meal it is left out."""
    straight = _Gap(now, now + travel_min)
    if is_first:
        straight = _Gap(until - travel_min, until)
    if lunch is None:
        return straight
    length, latest = lunch.duration_min, min(lunch.latest_end_min, until)
    if is_first:
        meal = latest - length
        if meal >= max(lunch.earliest_min, now + travel_min):
            return _Gap(meal - travel_min, meal, meal)
    meal = max(lunch.earliest_min, now)
    if meal + length <= lunch.latest_end_min and meal + length + travel_min <= until:
        return _Gap(meal + length, meal + length + travel_min, meal)
    meal = max(lunch.earliest_min, now + travel_min)
    if meal + length <= latest:
        return _Gap(now, now + travel_min, meal)
    meal = max(lunch.earliest_min, now)
    arrive = max(now + travel_min, meal) + length
    if meal + length <= latest and arrive <= until:
        return _Gap(now, arrive, meal)
    return straight


def _record(
    gap: _Gap, journey: TravelTime, lunch: Lunch | None, stops: list[Stop], legs: list[Leg]
) -> Lunch | None:
    """Add the gap's leg and meal; returns the meal that is still to come."""
    legs.append(
        Leg(
            gap.depart_min,
            gap.arrive_min,
            journey.mode,
            journey.minutes,
            journey.distance_m,
            journey.source,
        )
    )
    if lunch is None or gap.lunch_min is None:
        return lunch
    end_min = gap.lunch_min + lunch.duration_min
    stops.append(Stop(StopKind.BREAK, gap.lunch_min, end_min, name=_("Lunch")))
    return None
