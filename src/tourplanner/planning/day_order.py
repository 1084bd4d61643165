"""The earliest times at which visits in a given order can take place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourplanner.domain.preferences import Lunch
from tourplanner.domain.time_window import TimeWindow


@dataclass(frozen=True, slots=True)
class OrderedVisit:
    """A visit whose turn is fixed: how long it takes, when it may be, how far from the last."""

    duration_min: int
    windows: tuple[TimeWindow, ...]
    travel_min: int
    """From the visit before, or from the base."""


def earliest_starts(
    visits: Sequence[OrderedVisit],
    start_min: int,
    end_min: int,
    home_min: int,
    lunch: Lunch | None,
) -> tuple[int, ...] | None:
    """Start of each visit, as early as hours and meal allow; None when the order is impossible.

    The day runs from `start_min` to `end_min` and the way home takes `home_min`. Two states are
    carried along the order, the meal still to come and the meal taken, each with the earliest
    time at which one is free; the meal may fall into any gap.
    """
    hungry: _State | None = _State(start_min, ())
    fed: _State | None = None if lunch else hungry
    if lunch is None:
        hungry = None
    for visit in visits:
        after_meal = _earlier(
            _visited(fed, visit),
            _visited(_eaten(hungry, lunch), visit),
        )
        hungry = _visited(hungry, visit)
        fed = after_meal
    ends = [state for state in (fed, _eaten(hungry, lunch)) if state is not None]
    done = [state for state in ends if state.free_min + home_min <= end_min]
    return min(done, key=lambda state: state.free_min).starts if done else None


@dataclass(frozen=True, slots=True)
class _State:
    free_min: int
    starts: tuple[int, ...]


def _visited(state: _State | None, visit: OrderedVisit) -> _State | None:
    if state is None:
        return None
    arrival = state.free_min + visit.travel_min
    for window in visit.windows:
        start = max(arrival, window.start_min)
        if start + visit.duration_min <= window.end_min:
            return _State(start + visit.duration_min, (*state.starts, start))
    return None


def _eaten(state: _State | None, lunch: Lunch | None) -> _State | None:
    """`state` after the meal, taken before going on."""
    if state is None or lunch is None:
        return None
    begin = max(state.free_min, lunch.earliest_min)
    if begin + lunch.duration_min > lunch.latest_end_min:
        return None
    return _State(begin + lunch.duration_min, state.starts)


def _earlier(one: _State | None, other: _State | None) -> _State | None:
    if one is None or other is None:
        return one or other
    return one if one.free_min <= other.free_min else other
