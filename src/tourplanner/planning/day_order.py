"""The earliest times at which visits in a given order can take place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourplanner.domain.breaks import NamedBreak
from tourplanner.domain.time_window import TimeWindow


@dataclass(frozen=True, slots=True)
class OrderedVisit:
    """A visit whose turn is fixed: how long it takes, when it may be, how far from the last."""

    duration_min: int
    windows: tuple[TimeWindow, ...]
    travel_min: int
    """From the visit before, or from the base."""


@dataclass(frozen=True, slots=True)
class DayTimes:
    """When each visit and each break begins, in order, and when the traveller is home."""

    starts: tuple[int, ...]
    breaks: tuple[int, ...]
    home_min: int


def earliest_times(
    visits: Sequence[OrderedVisit],
    start_min: int,
    end_min: int,
    home_min: int,
    breaks: Sequence[NamedBreak],
) -> DayTimes | None:
    """Times as early as hours and breaks allow; None when the order is impossible.

    The day runs from `start_min` to `end_min` and the way home takes `home_min`. The breaks are
    taken in their order, between visits or on the way; the last may be taken at the end. For each
    number of breaks behind one, the earliest time at which one is free is carried along.
    """
    states: list[_State | None] = [_State(start_min, (), ())] + [None] * len(breaks)
    for visit in visits:
        after: list[_State | None] = [None] * len(states)
        for taken, state in enumerate(states):
            for more, way in enumerate(_ways(state, visit.travel_min, breaks[taken:])):
                arrived = _visited(way, visit)
                after[taken + more] = _earlier(after[taken + more], arrived)
        states = after
    best: _State | None = None
    for taken, state in enumerate(states):
        ways = _ways(state, home_min, breaks[taken:])
        if len(ways) == len(breaks) - taken + 1:
            best = _earlier(best, ways[-1])
    if best is None or best.free_min > end_min:
        return None
    return DayTimes(best.starts, best.breaks, best.free_min)


@dataclass(frozen=True, slots=True)
class _State:
    free_min: int
    starts: tuple[int, ...]
    breaks: tuple[int, ...]


def _ways(state: _State | None, travel_min: int, breaks: Sequence[NamedBreak]) -> list[_State]:
    """Arrivals after the way with none, the first, the first two ... breaks taken on it."""
    if state is None:
        return []
    now, left, begun = state.free_min, travel_min, state.breaks
    ways = [_State(now + left, state.starts, begun)]
    for one in breaks:
        begin = max(now, one.earliest_min)
        if begin > one.latest_start_min:
            break
        left = max(0, left - (begin - now))
        now = begin + one.duration_min
        begun = (*begun, begin)
        ways.append(_State(now + left, state.starts, begun))
    return ways


def _visited(state: _State, visit: OrderedVisit) -> _State | None:
    for window in visit.windows:
        start = max(state.free_min, window.start_min)
        if start + visit.duration_min <= window.end_min:
            return _State(start + visit.duration_min, (*state.starts, start), state.breaks)
    return None


def _earlier(one: _State | None, other: _State | None) -> _State | None:
    if one is None or other is None:
        return one or other
    return one if one.free_min <= other.free_min else other
