"""Plans of the search keep every rule and, on tiny problems, cannot be beaten."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from itertools import pairwise
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
from tourplanner.planning.problem import Pin, PlanningProblem
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


@given(seed=seeds, sites=st.integers(0, 14), days=st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_every_plan_keeps_several_breaks_walking_limits_and_kinds(
    seed: int, sites: int, days: int
) -> None:
    problem = drawn(seed, sites=sites, days=days, extended=True)
    plans: list[Plan] = []
    plans.append(solve(problem, SearchBudget(max_iterations=150), seed, on_plan=plans.append))
    for plan in plans:
        assert violations(problem, plan) == []


@given(seed=seeds, sites=st.integers(1, 14), days=st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_replanning_from_any_plan_keeps_every_rule(seed: int, sites: int, days: int) -> None:
    before = drawn(seed, sites=sites, days=days)
    plan = solve(before, SearchBudget(max_iterations=30), seed)
    after = drawn(seed + 1, sites=sites, days=days, extended=True)
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


@pytest.mark.parametrize("seed", range(40))
def test_tiny_problem_with_breaks_limits_and_kinds_is_solved_to_the_optimum(seed: int) -> None:
    problem = drawn(seed, sites=4, days=2, grid=10, chains=False, extended=True)
    plan = solve(problem, SearchBudget(max_iterations=2000), 1)
    assert value(problem, plan) == best_value(problem, 10)


@pytest.mark.parametrize("seed", range(100, 125))
def test_tiny_problem_with_chains_and_breaks_is_solved_to_the_optimum(seed: int) -> None:
    problem = drawn(seed, sites=3, days=2, grid=10, extended=True)
    plan = solve(problem, SearchBudget(max_iterations=3000), 1)
    assert value(problem, plan) == best_value(problem, 10)


@given(seed=seeds, sites=st.integers(1, 12), days=st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_no_visit_lies_outside_a_window(seed: int, sites: int, days: int) -> None:
    problem, plan = planned(seed, sites, days)
    for number, day in enumerate(plan.days):
        for visit in day.visits:
            place = problem.candidates[visit.candidate]
            end = visit.start + place.duration
            assert any(o <= visit.start and end <= c for o, c in place.windows[number])


@given(seed=seeds, sites=st.integers(1, 12), days=st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_no_pinned_visit_ever_moves(seed: int, sites: int, days: int) -> None:
    problem, plan = planned(seed, sites, days, pinned=True)
    for number, day in enumerate(plan.days):
        for visit in day.visits:
            pin = problem.candidates[visit.candidate].pin
            assert pin is None or pin == Pin(number, visit.start)


@given(seed=seeds, sites=st.integers(2, 12), days=st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_every_gap_of_every_chain_is_kept(seed: int, sites: int, days: int) -> None:
    problem, plan = planned(seed, sites, days)
    begins = {
        v.candidate: 1440 * n + v.start for n, day in enumerate(plan.days) for v in day.visits
    }
    for chain in problem.chains:
        assert len({step in begins for step in chain.steps}) == 1
        for k, (step, then) in enumerate(pairwise(chain.steps)):
            if step in begins:
                gap = begins[then] - begins[step] - problem.candidates[step].duration
                high = chain.max_lag[k]
                assert chain.min_lag[k] <= gap
                assert high is None or gap <= high


@given(seed=seeds, sites=st.integers(0, 12), days=st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_every_break_is_taken_in_its_time_and_between_visits(
    seed: int, sites: int, days: int
) -> None:
    problem, plan = planned(seed, sites, days)
    for frame, day in zip(problem.days, plan.days, strict=True):
        busy = [(v.start, v.start + problem.candidates[v.candidate].duration) for v in day.visits]
        for rule, begin in zip(frame.breaks, day.breaks, strict=True):
            end = begin + rule.duration
            assert max(rule.earliest, frame.start) <= begin
            assert end <= min(rule.latest_end, frame.end)
            assert all(end <= first or last <= begin for first, last in busy)


def planned(
    seed: int, sites: int, days: int, *, pinned: bool = False
) -> tuple[PlanningProblem, Plan]:
    """A drawn problem with its plan, planned twice: the second time from the first plan."""
    problem = drawn(seed, sites=sites, days=days, extended=True)
    if pinned:
        later = [site for site in problem.candidates if site.pin is None][::2]
        moved = {site.key: replace(site, pin=Pin(seed % days, 600 + seed % 200)) for site in later}
        sites_now = tuple(moved.get(site.key, site) for site in problem.candidates)
        problem = replace(problem, candidates=sites_now)
    first = solve(problem, SearchBudget(max_iterations=20), seed)
    return problem, solve(problem, SearchBudget(max_iterations=60), seed + 1, start_from=first)


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
