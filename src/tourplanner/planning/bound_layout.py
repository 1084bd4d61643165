"""One day of a prepared problem as the arrays that pricing reads, walked from either end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourplanner.planning.prepared import PreparedProblem, merged

Ints = NDArray[np.int64]
Ints32 = NDArray[np.int32]
NO_LUNCH = -1


@dataclass(frozen=True, slots=True, eq=False)
class Direction:
    """The day walked from its start, or from its end with all times negated.

    travel and cost are (m + 1, m + 1): from row to column, node m is where this direction
    begins (row) or ends (column). Starts of node u in half h of the direction, 0 before its
    lunch, are lo/hi[slot[s]:slot[s + 1]] with s = 2 * u + h. No array is empty.
    """

    travel: Ints
    cost: Ints
    slot: Ints32
    lo: Ints
    hi: Ints
    begin: int
    earliest: int
    latest_end: int


@dataclass(frozen=True, slots=True, eq=False)
class DayLayout:
    """The candidates that are open on a day (node k is candidates[k]), and both directions.

    `duration` has one more entry, for the start or end; `lunch` is in minutes or NO_LUNCH.
    """

    candidates: Ints
    duration: Ints
    lunch: int
    begin: int
    end: int
    forward: Direction
    backward: Direction


def lay_out(prepared: PreparedProblem, day: int) -> DayLayout:
    """The arrays of one day; of several breaks only the first is kept, which bounds the rest."""
    count, frame = prepared.candidate_count, prepared.problem.days[day]
    local = np.array([u for u in range(count) if prepared.is_open(u, day)], np.int64)
    start, end = count + day, count + len(prepared.problem.days) + day
    legs = np.ix_(np.append(local, start), np.append(local, end))
    duration = np.append(prepared.duration[local], 0).astype(np.int64)
    travel = prepared.leg_out[legs] - duration[:, None]
    cost = prepared.cost_out[legs].astype(np.int64)
    lunch = frame.breaks[0] if frame.breaks else None
    earliest, latest_end = (0, 0) if lunch is None else (lunch.earliest, lunch.latest_end)
    starts = [
        [prepared.starts(int(u), day, 0), _after_first_break(prepared, int(u), day)] for u in local
    ]
    mirrored = [
        [
            [(-high - length, -low - length) for low, high in reversed(halves[k])]
            for k in ((1, 0) if lunch is not None else (0, 1))
        ]
        for halves, length in zip(starts, duration.tolist(), strict=False)
    ]
    return DayLayout(
        candidates=local,
        duration=duration,
        lunch=NO_LUNCH if lunch is None else lunch.duration,
        begin=frame.start,
        end=frame.end,
        forward=_direction(travel, cost, starts, (frame.start, earliest, latest_end)),
        backward=_direction(travel.T, cost.T, mirrored, (-frame.end, -latest_end, -earliest)),
    )


def _direction(
    travel: Ints,
    cost: Ints,
    starts: list[list[list[tuple[int, int]]]],
    moments: tuple[int, int, int],
) -> Direction:
    slots = [intervals for halves in starts for intervals in halves]
    pairs = [pair for intervals in slots for pair in intervals] or [(0, 0)]
    begin, earliest, latest_end = moments
    return Direction(
        travel=np.ascontiguousarray(travel, dtype=np.int64),
        cost=np.ascontiguousarray(cost, dtype=np.int64),
        slot=np.cumsum([0, *map(len, slots)]).astype(np.int32),
        lo=np.array([low for low, _ in pairs], np.int64),
        hi=np.array([high for _, high in pairs], np.int64),
        begin=begin,
        earliest=earliest,
        latest_end=latest_end,
    )


def _after_first_break(prepared: PreparedProblem, u: int, day: int) -> list[tuple[int, int]]:
    phases = range(1, int(prepared.phases[day]))
    return merged([pair for phase in phases for pair in prepared.starts(u, day, phase)])
