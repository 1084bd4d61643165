"""Why a candidate is not in the plan, found by exact insertion tests against the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from tourplanner.planning._search import Search
from tourplanner.planning.kind_values import counted_values
from tourplanner.planning.plan import Plan
from tourplanner.planning.prepared import PreparedProblem, prepare
from tourplanner.planning.problem import PlanningProblem


class LeftOutRule(Enum):
    """The rule that keeps a candidate out."""

    NEVER_OPEN = auto()
    """On no day is there a window long enough within the day's hours."""
    PIN_CLASH = auto()
    """Its fixed time does not go with the hours or with the demanded rest of that day."""
    CHAIN = auto()
    """It is a step of a chain, and the chain as a whole found no room."""
    ALTERNATIVE = auto()
    """Another of the sites of which one is enough is in the plan."""
    OVER_BUDGET = auto()
    """It fits the time but not the budget."""
    WALK_LIMIT = auto()
    """It fits the time of a day but not what may be walked on it."""
    DAY_FULL = auto()
    """There is not enough time on any day."""
    DISPLACED = auto()
    """It would fit in the place of a visit that is worth more."""
    NOT_WORTH_THE_WAY = auto()
    """It would fit, but the way there costs more than the visit is worth."""
    ENOUGH_OF_KIND = auto()
    """It would fit and pay, but for the others of its kind, after which it counts little."""


@dataclass(frozen=True, slots=True)
class LeftOutFinding:
    """Why a candidate is left out, and the cheapest relaxations that would let it in.

    `day` and `missing_min`: the day on which it is closest to fitting, and by how many minutes
    the visit would have to be shorter there (0: it fits). `instead_of`: the visit it could best
    replace; `gain`: what that swap would change in the objective. `alternative`: the visit that
    excludes it. `over_budget`: by how much the price is too high. `over_walk_m`: metres beyond
    the walking limit of that day.
    Fields that say nothing here are None.
    """

    candidate: int
    rule: LeftOutRule
    day: int | None = None
    missing_min: int | None = None
    instead_of: int | None = None
    gain: int | None = None
    alternative: int | None = None
    over_budget: int | None = None
    over_walk_m: int | None = None


def explain(problem: PlanningProblem | PreparedProblem, plan: Plan) -> tuple[LeftOutFinding, ...]:
    """A finding for every candidate that is not in the plan, in their order.

    Raises InstanceInvalid when the problem contradicts itself.
    """
    prepared = prepare(problem) if isinstance(problem, PlanningProblem) else problem
    search = Search(prepared, 0)
    for number, day in enumerate(plan.days):
        search.load(number, [(visit.candidate, visit.start) for visit in day.visits])
    inquiry = _Inquiry(prepared, plan, search)
    visited = plan.visited()
    return tuple(
        inquiry.finding(index) for index in range(prepared.candidate_count) if index not in visited
    )


class _Inquiry:
    def __init__(self, prepared: PreparedProblem, plan: Plan, search: Search) -> None:
        self._prepared = prepared
        self._problem = prepared.problem
        self._visited = plan.visited()
        self._shortfalls = search.shortfalls()
        self._overwalks = search.overwalks()
        self._additions = search.additions()
        self._dropped, self._gains = search.swaps()
        self._spent = sum(self._problem.candidates[index].price for index in self._visited)

    def finding(self, index: int) -> LeftOutFinding:
        site = self._problem.candidates[index]
        day, missing, over_walk = self._closest(index)
        swap, gain = self._swap(index)
        rule, alternative, over = LeftOutRule.DAY_FULL, self._alternative(index), None
        if self._problem.budget is not None and self._spent + site.price > self._problem.budget:
            over = self._spent + site.price - self._problem.budget
        if self._prepared.chain_of[index] >= 0:
            rule = LeftOutRule.CHAIN
        elif self._is_never_open(index):
            rule = LeftOutRule.PIN_CLASH if site.pin else LeftOutRule.NEVER_OPEN
        elif alternative is not None:
            rule = LeftOutRule.ALTERNATIVE
        elif site.pin is not None:
            rule = LeftOutRule.PIN_CLASH
        elif over_walk is not None:
            rule = LeftOutRule.WALK_LIMIT
        elif missing == 0 and over is not None:
            rule = LeftOutRule.OVER_BUDGET
        elif missing == 0:
            is_lessened = self._additions[index] + self._lessening(index) > 0
            rule = LeftOutRule.ENOUGH_OF_KIND if is_lessened else LeftOutRule.NOT_WORTH_THE_WAY
        elif swap is not None:
            rule = LeftOutRule.DISPLACED
        return LeftOutFinding(index, rule, day, missing, swap, gain, alternative, over, over_walk)

    def _closest(self, index: int) -> tuple[int | None, int | None, int | None]:
        """The day that misses the fewest minutes, how many, and the metres too many there."""
        row: Sequence[int] = self._shortfalls[index].tolist()
        walks: Sequence[int] = self._overwalks[index].tolist()
        reachable = [(missing, walks[day], day) for day, missing in enumerate(row) if missing >= 0]
        if not reachable:
            return None, None, None
        missing, over_walk, day = min(reachable)
        return day, missing, over_walk or None

    def _lessening(self, index: int) -> int:
        """What the candidate would count less because of the others of its kind in the plan."""
        alone = self._problem.score_weight * self._problem.candidates[index].score
        before = sum(counted_values(self._problem, self._visited).values())
        together = sum(counted_values(self._problem, self._visited | {index}).values())
        return alone - (together - before)

    def _swap(self, index: int) -> tuple[int | None, int | None]:
        if self._dropped[index] < 0:
            return None, None
        return int(self._dropped[index]), int(self._gains[index])

    def _is_never_open(self, index: int) -> bool:
        days = range(len(self._problem.days))
        return not any(self._prepared.is_open(index, day) for day in days)

    def _alternative(self, index: int) -> int | None:
        """A visit of an exclusion list that the candidate is on too."""
        for group in self._problem.exclusions:
            if index in group:
                for member in group:
                    if member in self._visited:
                        return member
        return None
