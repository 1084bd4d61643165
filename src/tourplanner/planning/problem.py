"""The question put to the search: places, days and candidates as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourplanner.errors import PlanningError
from tourplanner.i18n import N_

MINUTES_PER_DAY = 1440
LARGEST_NUMBER = 100_000_000
"""No duration, time, travel time, score or price may be larger."""
LARGEST_SUM = 1 << 60
"""The value of a plan stays below it, whatever the visits that it has to hold."""
MOST_CANDIDATES = 5_000
MOST_PLACES = 10_000
MOST_DAYS = 366
MOST_BREAKS = 12
"""Of a day."""
LUNCH = "lunch"

Window = tuple[int, int]
Matrix = NDArray[np.int32]


class InstanceInvalid(PlanningError):
    """A planning problem that contradicts itself or breaks the format."""

    text = N_("{where}: {problem}")
    hint = N_("{remedy}")


def invalid(where: str, problem: str, remedy: str) -> InstanceInvalid:
    """An error that names the field, what is wrong with it and what to do."""
    return InstanceInvalid(where=where, problem=problem, remedy=remedy)


@dataclass(frozen=True, slots=True)
class BreakRule:
    """One uninterrupted pause of `duration` minutes inside [earliest, latest_end].

    It may interrupt a way, and may be taken at the start or the end of the day.
    """

    duration: int
    earliest: int
    latest_end: int
    name: str = LUNCH


@dataclass(frozen=True, slots=True)
class DayFrame:
    """Leave `start_place` at or after `start`, be at `end_place` by `end` (minutes of the day).

    All `breaks` are taken, in the order given. `walk_limit` bounds the metres on foot.
    """

    start_place: int
    end_place: int
    start: int
    end: int
    breaks: tuple[BreakRule, ...] = ()
    walk_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """The visit has to begin on this day at this minute."""

    day: int
    start: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A site that could be visited.

    `windows` has one entry per day: the (open, close) pairs of that day, empty when closed.
    A visit lies wholly inside one window. A pinned candidate is required.
    """

    key: str
    place: int
    score: int
    duration: int
    windows: tuple[tuple[Window, ...], ...]
    price: int = 0
    required: bool = False
    pin: Pin | None = None

    @property
    def is_demanded(self) -> bool:
        """Whether a plan without this visit leaves a wish unmet."""
        return self.required or self.pin is not None


@dataclass(frozen=True, slots=True)
class ChainRule:
    """Visits that are all made or none.

    min_lag[k] <= start(step k+1) - end(step k) <= max_lag[k], in minutes over midnight;
    a `max_lag` of None sets no limit.
    """

    steps: tuple[int, ...]
    min_lag: tuple[int, ...]
    max_lag: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class KindRule:
    """Visits of one kind count less, the more of them there are.

    The visits made among `members`, best first (score, then the lower index), count
    percent[0], percent[1], ... of their score, further ones the last percentage. Rounded down
    for each visit, after `score_weight`.
    """

    members: tuple[int, ...]
    percent: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PlanningProblem:
    """Maximise score_weight x score - travel_weight x cost of all legs, within the rules.

    `travel` is (places, places), whole minutes; `cost` of the same shape is what a leg counts
    in the objective, by default its minutes; `walking` the metres on foot of each leg, which
    the days' `walk_limit` bounds. Exclusions are lists of candidate indices of which one at
    most is visited; `budget` bounds the sum of prices; `kinds` lessen what scores count.
    """

    travel: Matrix
    days: tuple[DayFrame, ...]
    candidates: tuple[Candidate, ...]
    exclusions: tuple[tuple[int, ...], ...] = ()
    chains: tuple[ChainRule, ...] = ()
    budget: int | None = None
    score_weight: int = 10
    travel_weight: int = 1
    cost: Matrix | None = None
    walking: Matrix | None = None
    kinds: tuple[KindRule, ...] = ()

    @property
    def cost_matrix(self) -> Matrix:
        """What each leg counts in the objective, before `travel_weight`."""
        return self.travel if self.cost is None else self.cost
