"""Plans of the search keep every rule and, on tiny problems, cannot be beaten."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.brute_force import best_value
from tests.planning.checker import violations
from tests.planning.problems import drawn
from tourplanner.planning.instance_codec import encode_instance, encode_plan, problem_from
from tourplanner.planning.plan import Plan
from tourplanner.planning.problem import PlanningProblem
from tourplanner.planning.solver import SearchBudget, solve

seeds = st.integers(min_value=0, max_value=10**9)


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def value(problem: PlanningProblem, plan: Plan) -> tuple[int, int]:
    demanded = sum(problem.candidates[u].is_demanded for u in plan.visited())
    return demanded, plan.objective


@given(seed=seeds, sites=st.integers(0, 14), days=st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_every_plan_keeps_every_rule(seed: int, sites: int, days: int) -> None:
    problem = drawn(seed, sites=sites, days=days)
    plans: list[Plan] = []
    plans.append(solve(problem, SearchBudget(max_iterations=150), seed, on_plan=plans.append))
    for plan in plans:
        assert violations(problem, plan) == []


@given(seed=seeds, sites=st.integers(1, 14), days=st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_replanning_from_any_plan_keeps_every_rule(seed: int, sites: int, days: int) -> None:
    before = drawn(seed, sites=sites, days=days)
    plan = solve(before, SearchBudget(max_iterations=30), seed)
    after = drawn(seed + 1, sites=sites, days=days)
    replanned = solve(after, SearchBudget(max_iterations=30), seed, start_from=plan)
    assert violations(after, replanned) == []


@pytest.mark.parametrize("seed", range(40))
def test_tiny_problem_is_solved_to_the_optimum(seed: int) -> None:
    problem = drawn(seed, sites=4, days=2, grid=10, chains=False)
    plan = solve(problem, SearchBudget(max_iterations=2000), 1)
    assert value(problem, plan) == best_value(problem, 10)


@pytest.mark.parametrize("seed", range(100, 125))
def test_tiny_problem_with_chains_is_solved_to_the_optimum(seed: int) -> None:
    problem = drawn(seed, sites=3, days=2, grid=10)
    plan = solve(problem, SearchBudget(max_iterations=3000), 1)
    assert value(problem, plan) == best_value(problem, 10)


@pytest.mark.parametrize(("sites", "days", "budget"), [(20, 1, None), (40, 3, None), (60, 5, 70)])
def test_plan_of_a_generated_tour_passes_the_reference_checker(
    shared: Path, sites: int, days: int, budget: int | None
) -> None:
    instance = loaded(shared / "bench" / "gen_tours.py").generate(sites, days, 7, budget=budget)
    problem = problem_from(instance)
    plan = solve(problem, SearchBudget(max_iterations=300), 1)
    written = json.loads(json.dumps(encode_plan(plan, problem)))
    broken, report = loaded(shared / "bench" / "check_plan.py").check(instance, written)
    assert broken == []
    assert report["objective"] == plan.objective


@given(seed=seeds, sites=st.integers(1, 10))
@settings(max_examples=40, deadline=None)
def test_reference_checker_agrees_on_any_plan(shared: Path, seed: int, sites: int) -> None:
    problem = drawn(seed, sites=sites, days=3)
    plan = solve(problem, SearchBudget(max_iterations=50), seed)
    checker = loaded(shared / "bench" / "check_plan.py")
    broken, _ = checker.check(encode_instance(problem), encode_plan(plan, problem))
    expected = [f"site {u} is a must-see" for u in plan.unplaced_required]
    assert [text[: len(want)] for text, want in zip(broken, expected, strict=True)] == expected


def test_toptw_day_longer_than_a_calendar_day_is_planned(shared: Path) -> None:
    convert = loaded(shared / "bench" / "toptw_to_tour.py").convert
    instance = convert(shared / "bench" / "toptw" / "pr01.txt", 2)
    problem = problem_from(instance)
    plan = solve(problem, SearchBudget(max_iterations=200), 1)
    broken, _ = loaded(shared / "bench" / "check_plan.py").check(
        instance, encode_plan(plan, problem)
    )
    assert broken == []
    assert max(visit.start for day in plan.days for visit in day.visits) > 1440
