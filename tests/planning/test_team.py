"""Promises of several threads: repeatable plans that keep every rule, streamed and stoppable."""

from __future__ import annotations

import threading
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.checker import violations
from tests.planning.problems import drawn
from tourplanner.planning.plan import Plan
from tourplanner.planning.solver import SearchBudget, solve

FEW = SearchBudget(max_iterations=200)
LARGE = drawn(3, sites=60, days=4)

seeds = st.integers(min_value=0, max_value=10**9)


@given(
    seed=seeds,
    sites=st.integers(0, 30),
    days=st.integers(1, 4),
    iterations=st.integers(0, 300),
    threads=st.integers(2, 3),
    extended=st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_same_seed_iterations_and_threads_give_the_same_plan(
    seed: int, sites: int, days: int, iterations: int, threads: int, extended: bool
) -> None:
    problem = drawn(seed, sites=sites, days=days, extended=extended)
    budget = SearchBudget(max_iterations=iterations)
    plan = solve(problem, budget, seed, threads=threads)
    assert solve(problem, budget, seed, threads=threads) == plan
    assert violations(problem, plan) == []


@given(seed=seeds, sites=st.integers(1, 14), days=st.integers(1, 4), extended=st.booleans())
@settings(max_examples=100, deadline=None)
def test_every_streamed_plan_keeps_every_rule_and_is_better(
    seed: int, sites: int, days: int, extended: bool
) -> None:
    problem = drawn(seed, sites=sites, days=days, extended=extended)
    plans: list[Plan] = []
    last = solve(problem, FEW, seed, on_plan=plans.append, threads=2)
    for plan in plans:
        assert violations(problem, plan) == []
    worth = [(-len(plan.unplaced_required), plan.objective) for plan in [*plans, last]]
    assert worth == sorted(worth)
    assert plans[-1] == last


@given(seed=seeds, extended=st.booleans())
@settings(max_examples=60, deadline=None)
def test_threads_keep_frozen_days_and_improve_the_plan_they_start_from(
    seed: int, extended: bool
) -> None:
    problem = drawn(seed, sites=12, days=3, extended=extended)
    plan = solve(problem, SearchBudget(max_iterations=20), seed)
    replanned = solve(
        problem, FEW, seed + 1, start_from=plan, frozen_days=frozenset({0, 2}), threads=2
    )
    assert replanned.days[0] == plan.days[0]
    assert replanned.days[2] == plan.days[2]
    assert replanned.objective >= plan.objective or len(replanned.unplaced_required) < len(
        plan.unplaced_required
    )
    assert violations(problem, replanned) == []


def test_plan_does_not_depend_on_how_far_the_threads_run_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = solve(LARGE, SearchBudget(max_iterations=1000), 5, threads=2)
    monkeypatch.setattr("tourplanner.planning.solver.SLICE_S", 0.0)
    assert solve(LARGE, SearchBudget(max_iterations=1000), 5, threads=2) == usual


def test_each_thread_makes_the_iterations_asked_for() -> None:
    report = solve(LARGE, SearchBudget(max_iterations=137), 1, threads=2).report
    assert report is not None
    assert report.iterations == 2 * 137


def test_second_thread_searches_differently() -> None:
    budget = SearchBudget(max_iterations=100)
    alone = [solve(LARGE, budget, seed).objective for seed in range(8)]
    together = [solve(LARGE, budget, seed, threads=2).objective for seed in range(8)]
    assert alone != together
    assert sum(together) > sum(alone)


def test_plans_are_shown_on_the_thread_that_asked() -> None:
    shown: list[threading.Thread] = []
    solve(LARGE, FEW, 1, on_plan=lambda _: shown.append(threading.current_thread()), threads=2)
    assert len(shown) > 1
    assert set(shown) == {threading.current_thread()}


def test_no_thread_is_left_behind() -> None:
    before = threading.active_count()
    solve(LARGE, FEW, 1, threads=3)
    assert threading.active_count() == before


def test_fault_while_a_plan_is_shown_ends_all_threads() -> None:
    before = threading.active_count()

    def fail(plan: Plan) -> None:
        raise OSError(plan.objective)

    with pytest.raises(OSError, match=r"\d"):
        solve(LARGE, FEW, 1, on_plan=fail, threads=2)
    assert threading.active_count() == before


def test_threads_stop_soon_after_they_are_asked_to() -> None:
    asked: list[float] = []

    def should_stop() -> bool:
        asked.append(time.process_time())
        return asked[-1] - asked[0] > 0.2

    plan = solve(LARGE, SearchBudget(time_limit_s=30), 1, should_stop=should_stop, threads=2)
    assert max(later - sooner for sooner, later in pairwise(asked)) < 0.1
    assert violations(LARGE, plan) == []


def test_threads_keep_the_time_limit() -> None:
    begun = time.process_time()
    plan = solve(LARGE, SearchBudget(time_limit_s=0.2), 1, threads=2)
    assert time.process_time() - begun < 2 * 0.3
    assert violations(LARGE, plan) == []


def test_search_without_a_thread_is_refused() -> None:
    with pytest.raises(ValueError, match="thread"):
        solve(LARGE, FEW, 1, threads=0)
