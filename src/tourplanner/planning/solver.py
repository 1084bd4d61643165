"""Runs the search for a while: the first plan at once, better ones as they come."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise

from tourplanner.planning._search import Search
from tourplanner.planning.kind_values import counted_values
from tourplanner.planning.plan import Plan, PlannedDay, SearchReport
from tourplanner.planning.prepared import PreparedProblem, prepare
from tourplanner.planning.problem import PlanningProblem
from tourplanner.planning.team import Team
from tourplanner.planning.timetable import timetable

SLICE_S = 0.01
"""How long the compiled search runs before it looks up."""
LAST_MOMENT_S = 0.002
SEED_STEP = 0xD1B54A32D192ED03
"""Between the seeds of two searches side by side."""
NOTHING_FROZEN: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SearchBudget:
    """When to stop: a hard limit in seconds, a number of iterations, or whichever comes first.

    Each thread makes so many iterations. With iterations alone the plan depends on problem, seed,
    budget and threads, not on the machine.
    """

    time_limit_s: float | None = None
    max_iterations: int | None = None

    def __post_init__(self) -> None:
        if self.time_limit_s is None and self.max_iterations is None:
            raise ValueError("a search needs a time limit or a number of iterations")


def never() -> bool:
    """Nobody asks to stop."""
    return False


def solve(
    problem: PlanningProblem | PreparedProblem,
    budget: SearchBudget,
    seed: int,
    *,
    on_plan: Callable[[Plan], None] | None = None,
    should_stop: Callable[[], bool] = never,
    start_from: Plan | None = None,
    frozen_days: frozenset[int] = NOTHING_FROZEN,
    threads: int = 1,
) -> Plan:
    """The best plan found within the budget.

    `on_plan` gets the first plan before any improvement, then each better one. `start_from`
    is improved instead of an empty plan; visits of it that no longer fit are dropped. The
    `frozen_days` of it are kept as they are, breaks and start times included. Demanded visits
    without room are listed in the plan, never an error. With several `threads` as many searches
    run side by side; `on_plan` and `should_stop` are called from the caller's thread alone.

    Raises InstanceInvalid when the problem contradicts itself, IndexError when `start_from` has
    days or candidates that the problem does not have, ValueError when a frozen visit is doubled.
    """
    if threads < 1:
        raise ValueError("a search needs at least one thread")
    with ThreadPoolExecutor(threads) as pool:  # starts no thread before it is given work
        seeds = [seed + number * SEED_STEP for number in range(threads)]
        run = _Run(problem, budget, seeds, pool, start_from, frozen_days)
        run.first(on_plan)
        while not (run.is_over() or should_stop()):
            run.advance(on_plan)
        return run.final()


class _Run:
    """The searches under way."""

    def __init__(
        self,
        problem: PlanningProblem | PreparedProblem,
        budget: SearchBudget,
        seeds: Sequence[int],
        pool: ThreadPoolExecutor,
        start_from: Plan | None,
        frozen_days: frozenset[int],
    ) -> None:
        self._begun = time.perf_counter()
        self._budget = budget
        self._prepared = prepare(problem) if isinstance(problem, PlanningProblem) else problem
        self._frozen: dict[int, PlannedDay] = {}
        if start_from is not None:
            self._frozen = {day: start_from.days[day] for day in sorted(frozen_days)}
        searches = [Search(self._prepared, seed % 2**64, sorted(frozen_days)) for seed in seeds]
        if start_from is not None:
            for search in searches:
                self._load(search, start_from)
        self._team = Team(searches, pool)
        self._shown = 0
        self._first_plan_s = 0.0
        self._found_s = 0.0
        self._has_choice = self._prepared.candidate_count > 0 and len(frozen_days) < len(
            self._prepared.problem.days
        )

    def _load(self, search: Search, plan: Plan) -> None:
        for number, day in self._frozen.items():
            search.load_frozen(number, [visit.candidate for visit in day.visits])
        for number, day in enumerate(plan.days):
            if number not in self._frozen:
                search.load(number, [(visit.candidate, visit.start) for visit in day.visits])
        search.settle_chains()

    def _elapsed(self) -> float:
        return time.perf_counter() - self._begun

    def is_over(self) -> bool:
        limit, most = self._budget.time_limit_s, self._budget.max_iterations
        if not self._has_choice:
            return True
        if most is not None and self._team.iterations_each >= most:
            return True
        return limit is not None and self._elapsed() >= limit - LAST_MOMENT_S

    def first(self, on_plan: Callable[[Plan], None] | None) -> None:
        self._team.construct()
        self._show(on_plan)
        self._first_plan_s = self._found_s

    def advance(self, on_plan: Callable[[Plan], None] | None) -> None:
        begun = self._elapsed()
        limit, most = self._budget.time_limit_s, self._budget.max_iterations
        room = SLICE_S if limit is None else min(SLICE_S, limit - LAST_MOMENT_S - begun)
        if most is not None:  # the time limit only cuts: same seed, same plan
            self._team.advance_to(most, room)
        else:
            self._team.advance_at(min(begun / (limit or 1.0), 0.999_999), room)
        if self._team.best.objective > self._shown:
            self._show(on_plan)

    def _show(self, on_plan: Callable[[Plan], None] | None) -> None:
        self._shown = self._team.best.objective
        self._found_s = self._elapsed()
        if on_plan is not None:
            on_plan(self._plan())

    def final(self) -> Plan:
        return self._plan()

    def _plan(self) -> Plan:
        problem, search = self._prepared.problem, self._team.best
        bounds, days = search.bounds(), []
        for number, route in enumerate(search.routes()):
            day = self._frozen.get(number)
            if day is None:
                day = timetable(self._prepared, number, route, bounds)
            if day is None:
                raise AssertionError("the search gave a day that cannot be kept")
            days.append(day)
        report = SearchReport(
            iterations=self._team.iterations,
            first_plan_s=self._first_plan_s,
            found_s=self._found_s,
            elapsed_s=self._elapsed(),
        )
        return replace(valued(problem, tuple(days)), report=report)


def valued(problem: PlanningProblem, days: tuple[PlannedDay, ...]) -> Plan:
    """The plan of these days with its score, travel and objective summed up.

    `score` is the plain sum; only the objective lets further visits of a kind count less.
    """
    score = travel = cost = 0
    for frame, day in zip(problem.days, days, strict=True):
        places = [problem.candidates[visit.candidate].place for visit in day.visits]
        stops = [frame.start_place, *places, frame.end_place]
        for i, j in pairwise(stops):
            travel += int(problem.travel[i, j])
            cost += int(problem.cost_matrix[i, j])
        score += sum(problem.candidates[visit.candidate].score for visit in day.visits)
    visited = frozenset(visit.candidate for day in days for visit in day.visits)
    value = sum(counted_values(problem, visited).values())
    plan = Plan(days, value - problem.travel_weight * cost, score, travel)
    missing = tuple(
        index
        for index, site in enumerate(problem.candidates)
        if site.is_demanded and index not in visited
    )
    return replace(plan, unplaced_required=missing)
