"""One day of a prepared problem as the arrays that pricing reads, walked from either end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourplanner.planning.prepared import FAR, PreparedProblem

Ints = NDArray[np.int64]
Ints32 = NDArray[np.int32]
NO_LIMIT = 1 << 30
"""Stands for a day without a limit of walking, in metres."""

Moments = tuple[int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Direction:
    """The day walked from its start, or from its end with all times negated.

    travel, cost and walk are (m + 1, m + 1): from row to column, node m is where this direction
    begins (row) or ends (column). Starts of node u when n breaks are taken are
    lo/hi[slot[s]:slot[s + 1]] with s = stages * u + n. pause[a, b] is (minutes, earliest end,
    last begin) of a leg on which the breaks from a to b are taken. No array is empty.
    """

    travel: Ints
    cost: Ints
    walk: Ints32
    slot: Ints32
    lo: Ints
    hi: Ints
    pause: Ints
    begin: int


@dataclass(frozen=True, slots=True, eq=False)
class DayLayout:
    """The candidates that are open on a day (node k is candidates[k]), and both directions.

    `duration` has one more entry, for the start or end; `stages` is the number of breaks and
    one; `walk_limit` is in metres, or NO_LIMIT.
    """

    candidates: Ints
    duration: Ints
    stages: int
    walk_limit: int
    begin: int
    end: int
    forward: Direction
    backward: Direction


def lay_out(prepared: PreparedProblem, day: int) -> DayLayout:
    """The arrays of one day."""
    count, frame = prepared.candidate_count, prepared.problem.days[day]
    breaks = frame.breaks
    stages = len(breaks) + 1
    local = np.array([u for u in range(count) if prepared.is_open(u, day)], np.int64)
    start, end = count + day, count + len(prepared.problem.days) + day
    legs = np.append(local, start), np.append(local, end)
    duration = np.append(prepared.duration[local], 0).astype(np.int64)
    travel = prepared.leg_out[np.ix_(*legs)] - duration[:, None]
    cost = prepared.cost_out[np.ix_(*legs)].astype(np.int64)
    walk = _walking(prepared, day, legs)
    lengths = duration.tolist()
    first = int(prepared.phases[day]) - stages
    starts = [
        [prepared.starts(int(u), day, phase) for phase in range(first, first + stages)]
        for u in local
    ]
    mirrored = [
        [
            [(-high - length, -low - length) for low, high in reversed(stage)]
            for stage in reversed(rows)
        ]
        for rows, length in zip(starts, lengths, strict=False)
    ]
    moments = [(rule.duration, rule.earliest, rule.latest_end) for rule in breaks]
    reverse = [(length, -latest, -earliest) for length, earliest, latest in reversed(moments)]
    return DayLayout(
        candidates=local,
        duration=duration,
        stages=stages,
        walk_limit=NO_LIMIT if frame.walk_limit is None else frame.walk_limit,
        begin=frame.start,
        end=frame.end,
        forward=_direction((travel, cost, walk), starts, moments, frame.start),
        backward=_direction((travel.T, cost.T, walk.T), mirrored, reverse, -frame.end),
    )


def _direction(
    legs: tuple[Ints, Ints, Ints32],
    starts: list[list[list[tuple[int, int]]]],
    breaks: Sequence[Moments],
    begin: int,
) -> Direction:
    slots = [intervals for stages in starts for intervals in stages]
    pairs = [pair for intervals in slots for pair in intervals] or [(0, 0)]
    travel, cost, walk = legs
    return Direction(
        travel=np.ascontiguousarray(travel, dtype=np.int64),
        cost=np.ascontiguousarray(cost, dtype=np.int64),
        walk=np.ascontiguousarray(walk, dtype=np.int32),
        slot=np.cumsum([0, *map(len, slots)]).astype(np.int32),
        lo=np.array([low for low, _ in pairs], np.int64),
        hi=np.array([high for _, high in pairs], np.int64),
        pause=_pauses(breaks),
        begin=begin,
    )


def _pauses(breaks: Sequence[Moments]) -> Ints:
    """(minutes, earliest end, last begin) of a leg with breaks a to b - 1, for each a and b."""
    stages = len(breaks) + 1
    pauses = np.zeros((stages, stages, 3), np.int64)
    for a in range(stages):
        minutes, ready, last = 0, -FAR, FAR
        pauses[a, a] = minutes, ready, last
        for b, (length, earliest, latest_end) in enumerate(breaks[a:], a + 1):
            minutes, ready = minutes + length, max(ready, earliest) + length
            last = min(last, latest_end - minutes) if ready <= latest_end else -FAR
            pauses[a, b] = minutes, ready, last
    return pauses


def _walking(prepared: PreparedProblem, day: int, legs: tuple[Ints, Ints]) -> Ints32:
    """Metres on foot of each leg, zero where the day has no limit."""
    if prepared.problem.days[day].walk_limit is None:
        return np.zeros((len(legs[0]), len(legs[1])), np.int32)
    return prepared.walk_out[np.ix_(*legs)]
