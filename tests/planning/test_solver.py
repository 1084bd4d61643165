"""Promises of `solve`: repeatable, streamed, stoppable, in time, keeping what is frozen."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.checker import violations
from tests.planning.problems import drawn, problem_of, site
from tourplanner.planning.plan import Plan, PlannedDay, PlannedVisit
from tourplanner.planning.prepared import PreparedProblem, prepare
from tourplanner.planning.problem import BreakRule, ChainRule, Pin
from tourplanner.planning.solver import SearchBudget, solve

FEW = SearchBudget(max_iterations=200)
LARGE = drawn(3, sites=60, days=4)


def starts(day: PlannedDay) -> list[tuple[int, int]]:
    return [(visit.candidate, visit.start) for visit in day.visits]


def test_same_seed_gives_the_same_plan() -> None:
    assert solve(LARGE, FEW, 5) == solve(LARGE, FEW, 5)


def test_prepared_problem_gives_the_same_plan_as_the_problem() -> None:
    prepared = prepare(LARGE)
    assert solve(prepared, FEW, 5) == solve(prepared, FEW, 5) == solve(LARGE, FEW, 5)


def test_plan_does_not_depend_on_how_often_the_search_looks_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = solve(LARGE, SearchBudget(max_iterations=1000), 5)
    monkeypatch.setattr("tourplanner.planning.solver.SLICE_S", 0.0)
    assert solve(LARGE, SearchBudget(max_iterations=1000), 5) == usual


def test_budget_counts_iterations_exactly() -> None:
    report = solve(LARGE, SearchBudget(max_iterations=137), 1).report
    assert report is not None
    assert report.iterations == 137


@given(seed=st.integers(0, 10**9))
@settings(max_examples=30, deadline=None)
def test_streamed_plans_only_get_better(seed: int) -> None:
    problem = drawn(seed, sites=12, days=2)
    plans: list[Plan] = []
    last = solve(problem, FEW, seed, on_plan=plans.append)
    worth = [(-len(plan.unplaced_required), plan.objective) for plan in [*plans, last]]
    assert worth == sorted(worth)
    assert worth[-1] == worth[-2]


def test_first_plan_comes_before_any_improvement() -> None:
    plans: list[Plan] = []
    solve(LARGE, FEW, 1, on_plan=plans.append)
    assert plans[0].report is not None
    assert plans[0].report.iterations == 0
    assert plans[0].days != plans[-1].days


def test_search_without_any_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="limit"):
        SearchBudget()


def test_time_limit_is_kept() -> None:
    begun = time.thread_time()
    plan = solve(LARGE, SearchBudget(time_limit_s=0.2), 1)
    assert time.thread_time() - begun < 0.3
    assert violations(LARGE, plan) == []


def test_search_stops_soon_after_it_is_asked_to() -> None:
    begun = time.perf_counter()
    plan = solve(
        LARGE,
        SearchBudget(time_limit_s=30),
        1,
        should_stop=lambda: time.perf_counter() - begun > 0.1,
    )
    assert time.perf_counter() - begun < 0.3
    assert violations(LARGE, plan) == []


def test_other_threads_run_during_the_search() -> None:
    worker = threading.Thread(target=solve, args=(LARGE, SearchBudget(time_limit_s=0.4), 1))
    worker.start()
    turns = 0
    while worker.is_alive():
        turns += 1
    assert turns > 1000


@given(seed=st.integers(0, 10**9), extended=st.booleans())
@settings(max_examples=60, deadline=None)
def test_frozen_days_stay_as_they_are(seed: int, extended: bool) -> None:
    problem = drawn(seed, sites=12, days=3, extended=extended)
    plan = solve(problem, SearchBudget(max_iterations=20), seed)
    replanned = solve(problem, FEW, seed + 1, start_from=plan, frozen_days=frozenset({0, 2}))
    assert replanned.days[0] == plan.days[0]
    assert replanned.days[2] == plan.days[2]
    assert violations(problem, replanned) == []


def test_plan_of_another_tour_is_refused() -> None:
    problem = problem_of([site(1, days=2)], days=2)
    visit = PlannedVisit(0, 600)
    for days in (
        (PlannedDay((visit,)),) + (PlannedDay(()),) * 2 + (PlannedDay((visit,)),),
        (PlannedDay((PlannedVisit(7, 600),)), PlannedDay(())),
        (PlannedDay((PlannedVisit(-1, 600),)), PlannedDay(())),
    ):
        with pytest.raises(IndexError):
            solve(problem, FEW, 1, start_from=Plan(days, 0, 0, 0))
    twice = Plan((PlannedDay((visit,)), PlannedDay((visit,))), 0, 0, 0)
    with pytest.raises(ValueError, match="twice"):
        solve(problem, FEW, 1, start_from=twice, frozen_days=frozenset({0, 1}))
    assert solve(problem, FEW, 1, start_from=twice).visited() == {0}
    with pytest.raises(IndexError):
        solve(problem, FEW, 1, frozen_days=frozenset({2}))


def test_replanning_never_gives_a_worse_plan() -> None:
    plan = solve(LARGE, SearchBudget(max_iterations=500), 1)
    again = solve(LARGE, SearchBudget(max_iterations=1), 2, start_from=plan)
    assert again.objective >= plan.objective


def test_replanning_drops_a_visit_that_has_closed() -> None:
    plan = solve(LARGE, SearchBudget(max_iterations=300), 1)
    shut = plan.days[0].visits[0].candidate
    closed = replace(LARGE.candidates[shut], windows=((),) * 4)
    changed = replace(
        LARGE, candidates=(*LARGE.candidates[:shut], closed, *LARGE.candidates[shut + 1 :])
    )
    replanned = solve(changed, SearchBudget(max_iterations=1), 1, start_from=plan)
    assert shut not in replanned.visited()
    assert violations(changed, replanned) == []


def test_required_site_is_visited_before_better_ones() -> None:
    sites = [site(1, score=90, duration=500), site(2, score=1, duration=500, required=True)]
    assert solve(problem_of(sites), FEW, 1).visited() == {1}


def test_required_site_without_room_is_reported() -> None:
    sites = [site(1, duration=600, required=True), site(2)]
    plan = solve(problem_of(sites), FEW, 1)
    assert plan.unplaced_required == (0,)
    assert plan.visited() == {1}


def test_pinned_visit_begins_at_its_minute() -> None:
    plan = solve(problem_of([site(1, days=2, pin=Pin(1, 777)), site(2, days=2)], days=2), FEW, 1)
    assert (0, 777) in starts(plan.days[1])


def test_visit_waits_until_the_site_opens() -> None:
    plan = solve(problem_of([site(1, windows=(((700, 800),),))]), FEW, 1)
    assert starts(plan.days[0]) == [(0, 700)]


def test_visit_uses_the_second_window_when_the_first_is_too_short() -> None:
    plan = solve(problem_of([site(1, windows=(((600, 640), (900, 960)),))]), FEW, 1)
    assert starts(plan.days[0]) == [(0, 900)]


def test_lunch_interrupts_the_way_when_no_site_is_left() -> None:
    lunch = BreakRule(60, 690, 810)
    plan = solve(problem_of([site(1, duration=100)], lunch=lunch), FEW, 1)
    assert starts(plan.days[0]) == [(0, 550)]
    assert plan.days[0].breaks == (720,)


def test_two_breaks_interrupt_the_same_way() -> None:
    breaks = (BreakRule(60, 690, 810), BreakRule(30, 780, 900, "tea"))
    problem = problem_of([site(1, duration=100)], minutes=200, end=1140, breaks=breaks)
    plan = solve(problem, FEW, 1)
    assert starts(plan.days[0]) == [(0, 740 + 90)]
    assert plan.days[0].breaks == (720, 800)
    assert violations(problem, plan) == []


def test_visit_between_two_breaks_leaves_time_for_both() -> None:
    breaks = (BreakRule(30, 600, 660, "coffee"), BreakRule(60, 700, 800))
    problem = problem_of([site(1, duration=60), site(2, duration=60)], breaks=breaks)
    plan = solve(problem, FEW, 1)
    assert plan.visited() == {0, 1}
    assert violations(problem, plan) == []


def test_visit_across_the_time_of_a_second_break_is_not_made() -> None:
    breaks = (BreakRule(30, 600, 660, "coffee"), BreakRule(60, 900, 990, "dinner"))
    problem = problem_of([site(1, duration=301)], breaks=breaks)
    assert solve(problem, FEW, 1).visited() == frozenset()
    problem = problem_of([site(1, duration=300)], breaks=breaks)
    assert solve(problem, FEW, 1).visited() == {0}


def test_walking_limit_of_a_day_is_kept() -> None:
    sites = [site(1, score=50), site(2, score=60), site(3, score=70)]
    problem = problem_of(sites, walking=1000, walk_limit=3000)
    assert solve(problem, FEW, 1).visited() == {1, 2}


def test_required_visit_beyond_the_walking_limit_is_reported() -> None:
    problem = problem_of([site(1, required=True)], walking=1000, walk_limit=1999)
    plan = solve(problem, FEW, 1)
    assert plan.visited() == frozenset()
    assert plan.unplaced_required == (0,)


def test_first_repair_of_a_frozen_tour_is_quick_and_moves_nothing_else() -> None:
    problem = prepare(drawn(5, sites=150, days=5, extended=True))
    plan = solve(problem, FEW, 1)
    repairs = [first_repair(problem, plan, frozenset({0, 1, 3, 4})) for _ in range(5)]
    for _, repaired in repairs:
        assert [repaired.days[day] for day in (0, 1, 3, 4)] == [
            plan.days[day] for day in (0, 1, 3, 4)
        ]
    assert min(took for took, _ in repairs) < 0.02


def first_repair(
    problem: PreparedProblem, plan: Plan, frozen: frozenset[int]
) -> tuple[float, Plan]:
    """Processor seconds until the first plan on top of another, and that plan."""
    found: list[tuple[float, Plan]] = []
    begun = time.thread_time()

    def note(repaired: Plan) -> None:
        found.append((time.thread_time() - begun, repaired))

    once = SearchBudget(max_iterations=1)
    solve(problem, once, 1, start_from=plan, frozen_days=frozen, on_plan=note)
    return found[0]


def test_detour_that_costs_more_than_the_score_is_not_made() -> None:
    assert solve(problem_of([site(1, score=1)]), FEW, 1).visited() == frozenset()


def test_only_one_of_an_exclusion_is_visited() -> None:
    plan = solve(problem_of([site(1), site(2, score=80)], exclusions=((0, 1),)), FEW, 1)
    assert plan.visited() == {1}


def test_budget_goes_to_the_better_sites() -> None:
    sites = [site(1, score=80, price=10), site(2, score=50, price=5), site(3, score=50, price=5)]
    assert solve(problem_of(sites, budget=10), FEW, 1).visited() == {1, 2}


def test_chain_begins_late_enough_to_reach_its_next_step_in_time() -> None:
    steps = [site(1), site(2, windows=(((900, 1000),),))]
    problem = problem_of(steps, chains=(ChainRule((0, 1), (0,), (30,)),))
    plan = solve(problem, FEW, 1)
    assert plan.visited() == {0, 1}
    assert violations(problem, plan) == []


def test_chain_that_cannot_be_finished_is_not_begun() -> None:
    steps = [site(1), site(2)]
    problem = problem_of(steps, chains=(ChainRule((0, 1), (1440,), (None,)),))
    assert solve(problem, FEW, 1).visited() == frozenset()


def test_problem_without_candidates_gives_empty_days() -> None:
    plan = solve(problem_of([], days=2), FEW, 1)
    assert [day.visits for day in plan.days] == [(), ()]
