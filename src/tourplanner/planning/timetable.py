"""Start times of a day's visits and its lunch, from their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tourplanner.planning.plan import PlannedDay, PlannedVisit
from tourplanner.planning.prepared import FAR, PreparedProblem

Bounds = Mapping[int, tuple[int, int]]


def timetable(
    prepared: PreparedProblem, day: int, route: Sequence[int], bounds: Bounds
) -> PlannedDay | None:
    """The day with every visit as early as it can be, None when the order cannot be kept.

    `bounds` limits the starts of some candidates (steps of chains) to [first, last].
    """
    frame = prepared.problem.days[day]
    ends = len(prepared.problem.candidates)
    stops = [ends + day, *route, ends + len(prepared.problem.days) + day]
    legs = [int(prepared.leg_out[i, j]) for i, j in pairwise(stops)]
    early = [(FAR, frame.start) if frame.lunch is None else (frame.start, FAR)]
    for position, candidate in enumerate(route):
        leg, (before, after) = legs[position], early[position]
        starts = []
        for half, arrival in ((0, before + leg), (1, _arrival(prepared, day, before, after, leg))):
            starts.append(_next_start(prepared, day, candidate, half, arrival, bounds))
        early.append((starts[0], starts[1]))
    home = _arrival(prepared, day, *early[-1], legs[-1])
    if home > frame.end:
        return None
    starts = _traced(prepared, day, route, early, legs, home, bounds)
    visits = tuple(PlannedVisit(u, start) for u, start in zip(route, starts, strict=True))
    return PlannedDay(visits, _lunch(prepared, day, legs, route, starts))


def _arrival(prepared: PreparedProblem, day: int, before: int, after: int, leg: int) -> int:
    """Earliest arrival with lunch taken, on the leg or earlier."""
    lunch = prepared.problem.days[day].lunch
    if lunch is None:
        return after + leg
    eaten = max(before + leg, lunch.earliest) + lunch.duration
    return min(after + leg, eaten if before < FAR else FAR)


def _next_start(
    prepared: PreparedProblem, day: int, candidate: int, half: int, time: int, bounds: Bounds
) -> int:
    first, last = bounds.get(candidate, (-FAR, FAR))
    time = max(time, first)
    slot = 2 * (day * prepared.candidate_count + candidate) + half
    for k in range(int(prepared.slot[slot]), int(prepared.slot[slot + 1])):
        if time <= prepared.hi[k]:
            start = max(time, int(prepared.lo[k]))
            return start if start <= last else FAR
    return FAR


def _traced(
    prepared: PreparedProblem,
    day: int,
    route: Sequence[int],
    early: Sequence[tuple[int, int]],
    legs: Sequence[int],
    home: int,
    bounds: Bounds,
) -> list[int]:
    """Starts along the way to the earliest arrival home, last leg first."""
    starts: list[int] = []
    half, reached = 1, home
    for position in range(len(route), -1, -1):
        before_lunch, after_lunch = early[position]
        if half == 1:
            arrival = after_lunch + legs[position]
            if position < len(route):
                arrival = _next_start(prepared, day, route[position], 1, arrival, bounds)
            half = 1 if after_lunch < FAR and arrival <= reached else 0
        reached = after_lunch if half == 1 else before_lunch
        if position > 0:
            starts.append(reached)
    return starts[::-1]


def _lunch(
    prepared: PreparedProblem,
    day: int,
    legs: Sequence[int],
    route: Sequence[int],
    starts: Sequence[int],
) -> int | None:
    """When to begin lunch between these visits: as near the middle of its time as can be."""
    frame = prepared.problem.days[day]
    if frame.lunch is None:
        return None
    lunch = frame.lunch
    wanted = (lunch.earliest + lunch.latest_end - lunch.duration) // 2
    durations = [0, *(prepared.problem.candidates[u].duration for u in route)]
    leave = [a + b for a, b in zip([frame.start, *starts], durations, strict=True)]
    choices = []
    for k, (out, arrive) in enumerate(zip(leave, [*starts, frame.end], strict=True)):
        travel = legs[k] - durations[k]
        first = max(lunch.earliest, out)
        last = min(lunch.latest_end, arrive) - lunch.duration
        if first <= last and arrive - out >= travel + lunch.duration:
            choices.append(min(max(wanted, first), last))
    return min(choices, key=lambda start: abs(start - wanted), default=None)
