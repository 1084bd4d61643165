"""The question put to the search: places, days and candidates as plain numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourplanner.errors import PlanningError
from tourplanner.i18n import N_

MINUTES_PER_DAY = 1440
LARGEST_NUMBER = 100_000_000
"""No duration, time, travel time, score or price may be larger: sums then always fit 64 bits."""
MOST_CANDIDATES = 5_000
MOST_PLACES = 10_000
MOST_DAYS = 366

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
    """One uninterrupted pause of `duration` minutes inside [earliest, latest_end]."""

    duration: int
    earliest: int
    latest_end: int


@dataclass(frozen=True, slots=True)
class DayFrame:
    """Leave `start_place` at or after `start`, be at `end_place` by `end` (minutes of the day)."""

    start_place: int
    end_place: int
    start: int
    end: int
    lunch: BreakRule | None = None


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


@dataclass(frozen=True, slots=True, eq=False)
class PlanningProblem:
    """Maximise score_weight x score - travel_weight x cost of all legs, within the rules.

    `travel` is (places, places), whole minutes; `cost` of the same shape is what a leg counts
    in the objective, by default its minutes. Exclusions are lists of candidate indices of
    which one at most is visited; `budget` bounds the sum of prices.
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

    @property
    def cost_matrix(self) -> Matrix:
        """What each leg counts in the objective, before `travel_weight`."""
        return self.travel if self.cost is None else self.cost

    def check(self) -> None:
        """Look for contradictions.

        Raises InstanceInvalid naming the field and what to do about it.
        """
        for fault in self._faults():
            raise fault

    def _faults(self) -> Iterator[InstanceInvalid]:
        yield from _matrix_faults(self.travel, "travel", None)
        if self.cost is not None:
            yield from _matrix_faults(self.cost, "cost", len(self.travel))
        yield from _range_faults("objective.score_weight", self.score_weight, 0, 1_000_000)
        yield from _range_faults("objective.travel_weight", self.travel_weight, 0, 1_000_000)
        if self.cost_matrix.size and (
            int(self.cost_matrix.max()) * self.travel_weight > 2 * LARGEST_NUMBER
        ):
            yield invalid(
                "objective.travel_weight",
                f"{self.travel_weight} times the longest leg is more than {2 * LARGEST_NUMBER}.",
                "Scale the weights down.",
            )
        if self.budget is not None:
            yield from _range_faults("budget", self.budget, 0, LARGEST_NUMBER)
        if not 1 <= len(self.days) <= MOST_DAYS:
            yield invalid("days", f"{len(self.days)} days.", f"Give 1 to {MOST_DAYS} days.")
        if len(self.candidates) > MOST_CANDIDATES:
            yield invalid(
                "sites",
                f"{len(self.candidates)} sites are more than {MOST_CANDIDATES}.",
                "Choose the sites that matter before planning.",
            )
        for number, day in enumerate(self.days):
            yield from self._day_faults(f"days[{number}]", day)
        for number, candidate in enumerate(self.candidates):
            yield from self._candidate_faults(f"sites[{number}]", candidate)
        for number, group in enumerate(self.exclusions):
            for position, member in enumerate(group):
                yield from self._index_faults(f"exclusions[{number}][{position}]", member)
        yield from self._chain_faults()

    def _day_faults(self, where: str, day: DayFrame) -> Iterator[InstanceInvalid]:
        yield from _place_faults(f"{where}.start_place", day.start_place, len(self.travel))
        yield from _place_faults(f"{where}.end_place", day.end_place, len(self.travel))
        yield from _range_faults(f"{where}.start", day.start, 0, LARGEST_NUMBER)
        yield from _range_faults(f"{where}.end", day.end, 0, LARGEST_NUMBER)
        home = day.start + int(self.travel[day.start_place, day.end_place])
        if day.lunch is not None:
            lunch = day.lunch
            yield from _range_faults(f"{where}.lunch.duration", lunch.duration, 0, LARGEST_NUMBER)
            yield from _range_faults(f"{where}.lunch.earliest", lunch.earliest, 0, LARGEST_NUMBER)
            yield from _range_faults(
                f"{where}.lunch.latest_end", lunch.latest_end, 0, LARGEST_NUMBER
            )
            begin = max(lunch.earliest, day.start)
            if begin + lunch.duration > lunch.latest_end:
                yield invalid(
                    f"{where}.lunch",
                    f"a break of {lunch.duration} min does not fit between "
                    f"{begin} and {lunch.latest_end}.",
                    "Widen the time for the break, shorten it, or begin the day earlier.",
                )
            home = max(home, begin) + lunch.duration
        if home > day.end:
            yield invalid(
                where,
                f"even without a visit the day would end at {home}, after its end at {day.end}.",
                "Begin the day earlier, end it later, or move its start and end place closer.",
            )

    def _candidate_faults(self, where: str, site: Candidate) -> Iterator[InstanceInvalid]:
        yield from _place_faults(f"{where}.place", site.place, len(self.travel))
        yield from _range_faults(f"{where}.score", site.score, 0, LARGEST_NUMBER)
        yield from _range_faults(f"{where}.duration", site.duration, 0, LARGEST_NUMBER)
        yield from _range_faults(f"{where}.price", site.price, 0, LARGEST_NUMBER)
        if len(site.windows) != len(self.days):
            yield invalid(
                f"{where}.windows",
                f"windows for {len(site.windows)} days, but there are {len(self.days)} days.",
                "Give one list per day, empty where the site is closed.",
            )
        for day, windows in enumerate(site.windows):
            for number, (opening, closing) in enumerate(windows):
                field = f'{where}.windows."{day}"[{number}]'
                yield from _range_faults(f"{field}[0]", opening, 0, LARGEST_NUMBER)
                yield from _range_faults(f"{field}[1]", closing, 0, 2 * LARGEST_NUMBER)
                if opening >= closing:
                    yield invalid(
                        field,
                        f"the window from {opening} to {closing} is empty.",
                        "Let it close after it opens, or leave it out.",
                    )
        if site.pin is not None:
            yield from _range_faults(f"{where}.pin.day", site.pin.day, 0, len(self.days) - 1)
            yield from _range_faults(f"{where}.pin.start", site.pin.start, 0, LARGEST_NUMBER)

    def _chain_faults(self) -> Iterator[InstanceInvalid]:
        owner: dict[int, int] = {}
        for number, chain in enumerate(self.chains):
            where = f"chains[{number}]"
            if not chain.steps:
                yield invalid(f"{where}.steps", "no steps.", "Name at least one site.")
            for position, step in enumerate(chain.steps):
                field = f"{where}.steps[{position}]"
                yield from self._index_faults(field, step)
                if step in owner:
                    yield invalid(
                        field,
                        f"the site is already a step of chains[{owner[step]}].",
                        "Give each step a site of its own.",
                    )
                owner[step] = number
            for name, lags in (("min_lag", chain.min_lag), ("max_lag", chain.max_lag)):
                if len(lags) != len(chain.steps) - 1:
                    yield invalid(
                        f"{where}.{name}",
                        f"{len(lags)} values for {len(chain.steps)} steps.",
                        f"Give {len(chain.steps) - 1}, one for each gap between steps.",
                    )
                for position, lag in enumerate(lags):
                    if lag is not None:
                        yield from _range_faults(
                            f"{where}.{name}[{position}]", lag, -LARGEST_NUMBER, LARGEST_NUMBER
                        )

    def _index_faults(self, where: str, index: int) -> Iterator[InstanceInvalid]:
        if not 0 <= index < len(self.candidates):
            yield invalid(where, f"there is no site {index}.", "Name a site of the list.")


def _matrix_faults(matrix: Matrix, where: str, size: int | None) -> Iterator[InstanceInvalid]:
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        yield invalid(where, f"a table of shape {matrix.shape}.", "Give a row per place, square.")
        return
    if size is not None and len(matrix) != size:
        yield invalid(where, f"{len(matrix)} rows for {size} places.", "Give a row per place.")
    if len(matrix) > MOST_PLACES:
        yield invalid(where, f"more than {MOST_PLACES} places.", "Give fewer places.")
    wrong = np.argwhere((matrix < 0) | (matrix > LARGEST_NUMBER))
    if len(wrong):
        row, column = (int(part) for part in wrong[0])
        yield invalid(
            f"{where}[{row}][{column}]",
            f"{matrix[row, column]} is not between 0 and {LARGEST_NUMBER}.",
            "Give whole minutes.",
        )


def _range_faults(where: str, value: int, low: int, high: int) -> Iterator[InstanceInvalid]:
    if not low <= value <= high:
        yield invalid(where, f"{value} is not between {low} and {high}.", "Correct the number.")


def _place_faults(where: str, place: int, count: int) -> Iterator[InstanceInvalid]:
    if not 0 <= place < count:
        yield invalid(
            where, f"there is no place {place}.", f"Name one of the {count} places, from 0."
        )
