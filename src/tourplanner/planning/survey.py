"""The coarse tables with which the search surveys all candidates of a day at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints16 = NDArray[np.int16]
Ints32 = NDArray[np.int32]
Ints64 = NDArray[np.int64]

FAR = 1 << 60
MOST = 32_000
"""What the 16-bit numbers of the tables may reach."""


@dataclass(frozen=True, slots=True, eq=False)
class SurveyTables:
    """Times in units of 2^shift minutes, rounded down; layout in _survey.pxd.

    first and last are the earliest and latest start of a candidate in each phase of each day,
    the intervals between left out of account. minute_cost is what a minute of travel costs in
    the objective on average, least_need the need of the candidate that needs least.
    """

    shift: int
    into: Ints16
    out: Ints16
    first: Ints16
    last: Ints16
    duration: NDArray[np.float32]
    least_need: int
    minute_cost: float


@dataclass(frozen=True, slots=True, eq=False)
class StartTable:
    """The start intervals of candidates as PreparedProblem lays them out."""

    phases: Ints32
    slot: Ints32
    lo: Ints64
    hi: Ints64

    def hulls(self, count: int) -> tuple[Ints64, Ints64]:
        """Earliest and latest start of each candidate in each phase; shape (phases, count).

        Far and -far where it cannot begin.
        """
        first = np.full((int(self.phases.sum()), count), FAR, np.int64)
        last = -first
        row = slot = 0
        for phases in self.phases.tolist():
            bounds = self.slot[slot : slot + phases * count + 1]
            shape = (count, phases)
            begin, end = bounds[:-1].reshape(shape).T, bounds[1:].reshape(shape).T
            has = begin < end
            first[row : row + phases][has] = self.lo[begin[has]]
            last[row : row + phases][has] = self.hi[end[has] - 1]
            row += phases
            slot += phases * count
        return first, last


def survey_tables(
    leg_out: Ints32,
    cost_out: Ints32,
    duration: Ints32,
    need: Ints64,
    starts: StartTable,
    latest: int,
) -> SurveyTables:
    """The tables from those of PreparedProblem; no day lasts beyond `latest`.

    A leg longer than the longest day fits nowhere, so `latest` is long enough for it.
    """
    count = len(need)
    shift = 0
    while 3 * latest >> shift > MOST:
        shift += 1
    short = np.minimum(leg_out, latest) >> shift
    first, last = starts.hulls(count)
    ways = float(leg_out.sum() - duration.sum() * len(duration))
    return SurveyTables(
        shift=shift,
        into=np.ascontiguousarray(short[:, :count], dtype=np.int16),
        out=np.ascontiguousarray(short[:count].T, dtype=np.int16),
        first=np.clip(first >> shift, -MOST, MOST).astype(np.int16),
        last=np.clip(last >> shift, -MOST, MOST).astype(np.int16),
        duration=duration[:count].astype(np.float32),
        least_need=int(need.min()) if count else 0,
        minute_cost=float(cost_out.sum()) / max(ways, 1.0),
    )
