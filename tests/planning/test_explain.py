"""Reasons for what is left out are the binding rule, with figures that hold when tried."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.brute_force import day_can_be_kept
from tests.planning.problems import drawn, problem_of, site
from tourplanner.planning.explain import LeftOutFinding, LeftOutRule, explain
from tourplanner.planning.problem import ChainRule, Pin, PlanningProblem
from tourplanner.planning.solver import SearchBudget, solve

FEW = SearchBudget(max_iterations=200)


def only_finding(problem: PlanningProblem) -> LeftOutFinding:
    findings = explain(problem, solve(problem, FEW, 1))
    assert len(findings) == 1
    return findings[0]


def test_everything_in_the_plan_needs_no_reason() -> None:
    problem = problem_of([site(1), site(2)])
    assert explain(problem, solve(problem, FEW, 1)) == ()


def test_closed_site_is_never_open() -> None:
    found = only_finding(problem_of([site(1, windows=((),)), site(2)]))
    assert (found.candidate, found.rule) == (0, LeftOutRule.NEVER_OPEN)


def test_window_shorter_than_the_visit_counts_as_never_open() -> None:
    found = only_finding(problem_of([site(1, windows=(((600, 650),),))]))
    assert found.rule is LeftOutRule.NEVER_OPEN


def test_pin_outside_the_hours_clashes() -> None:
    found = only_finding(problem_of([site(1, windows=(((600, 700),),), pin=Pin(0, 800))]))
    assert found.rule is LeftOutRule.PIN_CLASH


def test_second_pin_at_the_same_time_clashes() -> None:
    sites = [site(1, pin=Pin(0, 700)), site(2, pin=Pin(0, 720))]
    assert only_finding(problem_of(sites)).rule is LeftOutRule.PIN_CLASH


def test_full_day_says_how_many_minutes_are_missing() -> None:
    sites = [site(1, duration=400, required=True), site(2, duration=200)]
    found = only_finding(problem_of(sites))
    assert (found.rule, found.day) == (LeftOutRule.DAY_FULL, 0)
    assert found.missing_min == 10 + 400 + 10 + 200 + 10 - (1080 - 540)


def test_excluded_site_names_its_alternative() -> None:
    found = only_finding(problem_of([site(1), site(2, score=90)], exclusions=((0, 1),)))
    assert (found.rule, found.alternative) == (LeftOutRule.ALTERNATIVE, 1)


def test_site_over_budget_says_by_how_much() -> None:
    found = only_finding(problem_of([site(1, price=7), site(2, price=9, score=90)], budget=10))
    assert (found.rule, found.over_budget) == (LeftOutRule.OVER_BUDGET, 6)


def test_steps_of_an_impossible_chain_name_the_chain() -> None:
    problem = problem_of([site(1), site(2)], chains=(ChainRule((0, 1), (1440,), (None,)),))
    assert {found.rule for found in explain(problem, solve(problem, FEW, 1))} == {LeftOutRule.CHAIN}


def test_displaced_site_names_the_visit_in_its_place() -> None:
    found = only_finding(problem_of([site(1, duration=400, score=40), site(2, duration=400)]))
    assert (found.rule, found.instead_of) == (LeftOutRule.DISPLACED, 1)
    assert found.gain == 10 * (40 - 50)


def test_site_not_worth_the_way_says_so() -> None:
    found = only_finding(problem_of([site(1, score=1)]))
    assert (found.rule, found.missing_min) == (LeftOutRule.NOT_WORTH_THE_WAY, 0)


def test_site_beyond_the_walking_limit_says_by_how_much() -> None:
    sites = [site(1, score=90), site(2)]
    found = only_finding(problem_of(sites, walking=1000, walk_limit=2500))
    assert (found.rule, found.day, found.missing_min) == (LeftOutRule.WALK_LIMIT, 0, 0)
    assert found.over_walk_m == 500


def test_swap_that_the_budget_forbids_is_not_offered() -> None:
    sites = [site(1, duration=400, score=40, price=9), site(2, duration=400, price=5)]
    found = only_finding(problem_of(sites, budget=6))
    assert (found.instead_of, found.gain) == (None, None)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_site_within_the_walking_limit_after_all_would_fit(seed: int) -> None:
    problem = drawn(seed, sites=8, days=2, chains=False, extended=True)
    plan = solve(problem, SearchBudget(max_iterations=50), 1)
    for found in explain(problem, plan):
        if found.over_walk_m is None or found.day is None:
            continue
        frame = problem.days[found.day]
        assert frame.walk_limit is not None
        route = [visit.candidate for visit in plan.days[found.day].visits]
        orders = [[*route[:k], found.candidate, *route[k:]] for k in range(len(route) + 1)]
        kept = [order for order in orders if day_can_be_kept(problem, found.day, order, {})]
        assert min(metres(problem, found.day, order) for order in kept) == (
            frame.walk_limit + found.over_walk_m
        )


def metres(problem: PlanningProblem, day: int, route: list[int]) -> int:
    frame, walking = problem.days[day], problem.walking
    places = [problem.candidates[u].place for u in route]
    stops = [frame.start_place, *places, frame.end_place]
    return 0 if walking is None else sum(int(walking[i, j]) for i, j in pairwise(stops))


@given(seed=st.integers(0, 10**9), extended=st.booleans())
@settings(max_examples=120, deadline=None)
def test_visit_shortened_by_the_missing_minutes_fits(seed: int, extended: bool) -> None:
    problem = drawn(seed, sites=8, days=2, chains=False, extended=extended)
    plan = solve(problem, SearchBudget(max_iterations=50), 1)
    for found in explain(problem, plan):
        u, day = found.candidate, found.day
        if day is None or not found.missing_min:
            continue
        duration = problem.candidates[u].duration - found.missing_min
        if duration < 0:
            continue
        shorter = replace(problem.candidates[u], duration=duration)
        easier = replace(
            problem, candidates=(*problem.candidates[:u], shorter, *problem.candidates[u + 1 :])
        )
        route = [visit.candidate for visit in plan.days[day].visits]
        assert any(
            day_can_be_kept(easier, day, [*route[:k], u, *route[k:]], {})
            for k in range(len(route) + 1)
        )


@pytest.mark.parametrize("sites", [150])
def test_reasons_for_a_large_tour_come_at_once(sites: int) -> None:
    problem = drawn(11, sites=sites, days=5)
    plan = solve(problem, FEW, 1)
    begun = time.perf_counter()
    assert len(explain(problem, plan)) == sites - len(plan.visited())
    assert time.perf_counter() - begun < 0.25
