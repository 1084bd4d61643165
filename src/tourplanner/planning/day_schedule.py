"""A day on the clock: visits and breaks with their start times become stops and legs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tourplanner.domain.breaks import FREE_TIME, NamedBreak
from tourplanner.domain.itinerary import DayPlan, Leg, Stop, StopKind
from tourplanner.domain.place import Place
from tourplanner.domain.site import Site
from tourplanner.domain.travel import TravelMatrix, TravelTime


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
class TimedBreak:
    """A break with its start, minutes after midnight, which may shift within its window."""

    name: str
    start_min: int
    duration_min: int
    earliest_min: int
    latest_start_min: int

    @property
    def end_min(self) -> int:
        """When it is over."""
        return self.start_min + self.duration_min


def timed_break(one: NamedBreak, start_min: int) -> TimedBreak:
    """A break of the day at `start_min`."""
    return TimedBreak(one.name, start_min, one.duration_min, one.earliest_min, one.latest_start_min)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where and when a day begins and ends."""

    date: date
    start: Place
    end: Place
    start_min: int
    end_min: int


def schedule_day(
    frame: Frame,
    visits: Sequence[TimedVisit],
    breaks: Sequence[TimedBreak],
    matrix: TravelMatrix,
) -> DayPlan:
    """The day as stops and legs; raises ValueError when the times leave no room for a way.

    The traveller leaves the base as late as the first visit allows, goes on after a break rather
    than before it, comes home at once, and interrupts a way by a break only when there is no time
    beside it: breaks shift within their windows for that, between the same two visits. Free time
    before leaving or after coming home is not told; a day without visits has no breaks at all.
    """
    if not visits:
        breaks = ()
    rest = list(breaks)
    stops: list[Stop] = []
    legs: list[Leg] = []
    place, now = frame.start, frame.start_min
    for visit in visits:
        here = [one for one in rest if one.start_min < visit.start_min]
        rest = rest[len(here) :]
        journey = _journey(matrix, place, visit.site.place)
        here = _beside_the_way(here, now, visit.start_min, journey.minutes)
        free = _free_spans(now, visit.start_min, here)
        if stops:
            depart, arrive = _way(free, journey.minutes, prefer_last=True)
        else:
            depart, arrive = _last_way(free, journey.minutes)
            here = [one for one in here if one.name != FREE_TIME or one.start_min >= depart]
            left = min([depart, *(one.start_min for one in here)])
            stops.append(Stop(StopKind.BASE, left, left, frame.start))
        legs.append(_leg(depart, arrive, journey))
        stops += [_break_stop(one) for one in here]
        at_door = max([arrive, *(one.end_min for one in here)])
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
    rest = _beside_the_way(rest, now, frame.end_min, journey.minutes)
    free = _free_spans(now, frame.end_min, rest)
    depart, arrive = _way(free, journey.minutes, prefer_last=False)
    rest = [one for one in rest if one.name != FREE_TIME or one.start_min < arrive]
    legs.append(_leg(depart, arrive, journey))
    stops += [_break_stop(one) for one in rest]
    home = max([arrive, *(one.end_min for one in rest)])
    stops.append(Stop(StopKind.BASE, home, home, frame.end))
    return DayPlan(frame.date, tuple(stops), tuple(legs))


Span = tuple[int, int]


def _journey(matrix: TravelMatrix, start: Place, end: Place) -> TravelTime:
    journey = matrix.between(start.at, end.at)
    if journey is None:
        raise ValueError(f"no way from {start.name} to {end.name}")
    return journey


def _beside_the_way(
    breaks: list[TimedBreak], now: int, until: int, minutes: int
) -> list[TimedBreak]:
    """The breaks of one gap shifted as little as needed to leave the way in one piece.

    As they are when there is no such shift.
    """
    best: tuple[int, list[TimedBreak]] | None = None
    for before in range(len(breaks), -1, -1):
        shifted = _shifted(breaks, before, now, until, minutes)
        if shifted is None:
            continue
        shift = sum(abs(a.start_min - b.start_min) for a, b in zip(shifted, breaks, strict=True))
        if best is None or shift < best[0]:
            best = (shift, shifted)
    return breaks if best is None else best[1]


def _shifted(
    breaks: Sequence[TimedBreak], before: int, now: int, until: int, minutes: int
) -> list[TimedBreak] | None:
    """The breaks with the way after the first `before` of them, each near where it was."""
    latest: list[int] = []
    over = until
    for number in range(len(breaks) - 1, -1, -1):
        one = breaks[number]
        over -= minutes if number == before - 1 else 0
        over = min(over - one.duration_min, one.latest_start_min)
        latest.append(over)
    free, shifted = now, []
    for number, (one, last) in enumerate(zip(breaks, reversed(latest), strict=True)):
        free += minutes if number == before else 0
        first = max(free, one.earliest_min)
        if first > last:
            return None
        shifted.append(replace(one, start_min=min(max(one.start_min, first), last)))
        free = shifted[-1].end_min
    free += minutes if before == len(breaks) else 0
    return shifted if free <= until else None


def _free_spans(now: int, until: int, breaks: Sequence[TimedBreak]) -> list[Span]:
    """The time from `now` to `until` without the breaks, which lie in it in order."""
    spans = []
    for one in breaks:
        spans.append((now, max(now, one.start_min)))
        now = one.end_min
    return [*spans, (now, max(now, until))]


def _way(free: Sequence[Span], minutes: int, *, prefer_last: bool) -> Span:
    """Departure and arrival of a way in the free time, in one piece where that is possible."""
    fitting = [start for start, end in free if end - start >= minutes]
    if fitting:
        depart = fitting[-1] if prefer_last else fitting[0]
        return depart, depart + minutes
    return _way_in_pieces(free, minutes)


def _last_way(free: Sequence[Span], minutes: int) -> Span:
    """The way that departs as late as it can."""
    fitting = [end for start, end in free if end - start >= minutes]
    if fitting:
        return fitting[-1] - minutes, fitting[-1]
    return _way_in_pieces(free, minutes)


def _way_in_pieces(free: Sequence[Span], minutes: int) -> Span:
    """The way from the first free minute on, interrupted by the breaks."""
    spans = [span for span in free if span[1] > span[0]]
    left = minutes
    for start, end in spans:
        if left <= end - start:
            return spans[0][0], start + left
        left -= end - start
    raise ValueError(f"no time for a way of {minutes} minutes in {free}")


def _leg(depart_min: int, arrive_min: int, journey: TravelTime) -> Leg:
    return Leg(
        depart_min,
        arrive_min,
        journey.mode,
        journey.minutes,
        journey.distance_m,
        journey.source,
    )


def _break_stop(one: TimedBreak) -> Stop:
    return Stop(StopKind.BREAK, one.start_min, one.end_min, name=one.name)
