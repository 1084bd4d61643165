"""Start times of a day's visits and its breaks, from their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tourplanner.planning.break_times import Gap, break_times
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
    clock = _Clock(prepared, day, bounds)
    ends = len(prepared.problem.candidates)
    stops = [ends + day, *route, ends + len(prepared.problem.days) + day]
    legs = [int(prepared.leg_out[i, j]) for i, j in pairwise(stops)]
    early = [[FAR] * clock.phases]
    early[0][0 if frame.breaks else -1] = frame.start
    for candidate, leg in zip(route, legs, strict=False):
        early.append(clock.starts(candidate, clock.arrivals(early[-1], leg)))
    home = clock.arrivals(early[-1], legs[-1])[-1]
    if home > frame.end:
        return None
    starts = _traced(clock, route, early, legs, home)
    visits = tuple(PlannedVisit(u, start) for u, start in zip(route, starts, strict=True))
    durations = [0, *(prepared.problem.candidates[u].duration for u in route)]
    leave = [a + b for a, b in zip([frame.start, *starts], durations, strict=True)]
    gaps = [
        Gap(out, arrive, leg - duration)
        for out, arrive, leg, duration in zip(
            leave, [*starts, frame.end], legs, durations, strict=True
        )
    ]
    breaks = break_times(frame.breaks, gaps)
    if breaks is None:
        raise AssertionError("no room for the breaks between visits that leave room")
    return PlannedDay(visits, breaks)


@dataclass(frozen=True, slots=True)
class _Clock:
    """When stops of one day are reached and visits begin, by the breaks that are over."""

    prepared: PreparedProblem
    day: int
    bounds: Bounds

    @property
    def phases(self) -> int:
        return int(self.prepared.phases[self.day])

    def arrivals(self, early: Sequence[int], leg: int) -> list[int]:
        """Earliest arrivals over a leg in each phase; breaks may be taken on it."""
        first = int(self.prepared.first_phase[self.day])
        times = [early[0] + leg]
        for phase in range(1, self.phases):
            time = early[phase] + leg
            if self.prepared.problem.days[self.day].breaks:
                rested = times[-1] + int(self.prepared.rest[first + phase - 1])
                time = max(min(time, rested), int(self.prepared.over[first + phase]))
            times.append(time)
        return times

    def starts(self, candidate: int, arrivals: Sequence[int]) -> list[int]:
        """Earliest starts of a visit in each phase."""
        return [self.start(candidate, phase, time) for phase, time in enumerate(arrivals)]

    def start(self, candidate: int, phase: int, time: int) -> int:
        """Earliest start of a visit in a phase, at `time` or later; FAR when there is none."""
        first, last = self.bounds.get(candidate, (-FAR, FAR))
        time = max(time, first)
        for low, high in self.prepared.starts(candidate, self.day, phase):
            if time <= high:
                start = max(time, low)
                return start if start <= last else FAR
        return FAR


def _traced(
    clock: _Clock,
    route: Sequence[int],
    early: Sequence[Sequence[int]],
    legs: Sequence[int],
    home: int,
) -> list[int]:
    """Starts along the way to the earliest arrival home, last leg first."""
    starts: list[int] = []
    phase, reached = clock.phases - 1, home
    for position in range(len(route), -1, -1):
        phase = max(
            earlier
            for earlier in range(phase + 1)
            if _reaches(clock, route, position, early[position], earlier, phase, legs, reached)
        )
        reached = early[position][phase]
        if position > 0:
            starts.append(reached)
    return starts[::-1]


def _reaches(
    clock: _Clock,
    route: Sequence[int],
    position: int,
    early: Sequence[int],
    earlier: int,
    phase: int,
    legs: Sequence[int],
    reached: int,
) -> bool:
    """Whether leaving a stop in phase `earlier` gives the next one at `reached` in `phase`."""
    if early[earlier] >= FAR:
        return False
    only = [time if p == earlier else FAR for p, time in enumerate(early)]
    time = clock.arrivals(only, legs[position])[phase]
    if position < len(route):
        time = clock.start(route[position], phase, time)
    return time <= reached
