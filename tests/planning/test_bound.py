"""The bound: never below a plan, proven on easy problems, stopped at once."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.brute_force import best_value, day_can_be_kept
from tests.planning.problems import drawn, problem_of, site
from tourplanner.planning._pricing import DayPricer
from tourplanner.planning.bound import never, upper_bound
from tourplanner.planning.bound_answer import Bound, gap
from tourplanner.planning.bound_first import first_bound
from tourplanner.planning.bound_kinds import kinds_of, most_counted
from tourplanner.planning.bound_layout import lay_out
from tourplanner.planning.bound_pricing import Pricing, route_of
from tourplanner.planning.bound_rows import Duals, Rows, rows_of
from tourplanner.planning.kind_values import counted_values
from tourplanner.planning.plan import Plan
from tourplanner.planning.prepared import prepare
from tourplanner.planning.problem import (
    BreakRule,
    Candidate,
    ChainRule,
    DayFrame,
    KindRule,
    Pin,
    PlanningProblem,
)
from tourplanner.planning.solver import SearchBudget, solve

ALL_DAY = ((0, 1440),)
GRID = 30


def planned(problem: PlanningProblem, iterations: int = 400) -> Plan:
    return solve(problem, SearchBudget(max_iterations=iterations), seed=1)


def proven(problem: PlanningProblem, plan: Plan | None = None, limit: float = 10.0) -> Bound:
    return upper_bound(problem, plan or planned(problem), time_limit_s=limit)


def met(problem: PlanningProblem, plan: Plan) -> int:
    demanded = sum(candidate.is_demanded for candidate in problem.candidates)
    return demanded - len(plan.unplaced_required)


def town(sites: int, days: int, seed: int) -> PlanningProblem:
    """Sites spread over a town, without rules that bind them to each other."""
    rng = np.random.default_rng(seed)
    points = rng.integers(0, 40, (sites + 1, 2))
    away = np.abs(points[:, None] - points[None]).sum(axis=2).astype(np.int32)
    candidates = tuple(
        Candidate(
            str(k),
            k + 1,
            int(rng.integers(10, 90)),
            int(rng.integers(3, 12)) * 10,
            (((540, 1080),),) * days,
        )
        for k in range(sites)
    )
    frame = DayFrame(0, 0, 540, 1080, (BreakRule(60, 690, 810),))
    return PlanningProblem(away, (frame,) * days, candidates)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(1, 3), st.booleans())
def test_no_choice_of_routes_beats_the_bound(
    seed: int, sites: int, days: int, extended: bool
) -> None:
    problem = drawn(seed, sites=sites, days=days, grid=GRID, extended=extended)
    plan = planned(problem, 100)
    bound = proven(problem, plan)
    demands, objective = best_value(problem, GRID)
    assert bound.value >= plan.objective
    if demands >= met(problem, plan):
        assert bound.value >= objective
    if bound.is_exact and demands == met(problem, plan):
        assert objective == plan.objective


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.integers(4, 12), st.integers(1, 4), st.booleans())
def test_every_plan_stays_below_the_bound_of_another(
    seed: int, sites: int, days: int, extended: bool
) -> None:
    problem = drawn(seed, sites=sites, days=days, extended=extended)
    poor, good = planned(problem, 1), planned(problem, 600)
    bound = proven(problem, poor, 2.0)
    assert bound.value >= poor.objective
    if met(problem, good) >= met(problem, poor):
        assert bound.value >= good.objective


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.booleans())
def test_bound_of_four_sites_without_chains_is_the_optimum(seed: int, extended: bool) -> None:
    problem = drawn(seed, sites=4, days=2, grid=GRID, chains=False, extended=extended)
    plan = planned(problem, 300)
    demands, objective = best_value(problem, GRID)
    if demands == met(problem, plan) and objective == plan.objective:
        assert proven(problem, plan).value == objective


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.booleans())
def test_every_route_of_a_day_is_listed_in_its_cheapest_order(seed: int, extended: bool) -> None:
    problem = drawn(seed, sites=5, days=2, chains=False, extended=extended)
    for day, values in enumerate(listed(problem, rows_of(prepare(problem), planned(problem, 1)))):
        assert values == cheapest_routes(problem, day)


def listed(problem: PlanningProblem, rows: Rows) -> list[dict[frozenset[int], int]]:
    """By day, the value of each set of visits that can be made."""
    none = np.zeros(0, np.int64)
    free = Duals(np.zeros(rows.count, np.int64), none, np.zeros(rows.kinds.ranks, np.int64))
    with ThreadPoolExecutor(1) as pool:
        pricing = Pricing(prepare(problem), rows, 1, pool)
        tables = pricing.all_routes(free, [-(1 << 50)] * len(problem.days), never)
    assert tables is not None
    return [
        {
            frozenset(candidates[begin:end].tolist()): int(value)
            for begin, end, value in zip(offsets, offsets[1:], values, strict=False)
        }
        for candidates, offsets, values in tables
    ]


def cheapest_routes(problem: PlanningProblem, day: int) -> dict[frozenset[int], int]:
    """The value of each set of visits in its cheapest order, by trying all orders."""
    prepared = prepare(problem)
    rows = rows_of(prepared, planned(problem, 1))
    values: dict[frozenset[int], int] = {}
    for count in range(len(problem.candidates) + 1):
        for order in permutations(range(len(problem.candidates)), count):
            if walks_enough(problem, day, order) and day_can_be_kept(problem, day, order, {}):
                value = route_of(prepared, rows, day, order).value
                values[frozenset(order)] = max(value, values.get(frozenset(order), value))
    return values


def walks_enough(problem: PlanningProblem, day: int, order: tuple[int, ...]) -> bool:
    frame = problem.days[day]
    if problem.walking is None or frame.walk_limit is None:
        return True
    places = [problem.candidates[u].place for u in order]
    stops = [frame.start_place, *places, frame.end_place]
    return sum(int(problem.walking[i, j]) for i, j in pairwise(stops)) <= frame.walk_limit


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.lists(st.integers(-200, 900), min_size=5, max_size=5))
def test_no_route_earns_more_than_pricing_says(seed: int, prices: list[int]) -> None:
    problem = drawn(seed, sites=5, days=1, chains=False, extended=True)
    rows = rows_of(prepare(problem), planned(problem, 1))
    paid = np.zeros(rows.count, np.int64)
    paid[:5] = prices
    layout = lay_out(prepare(problem), 0)
    duals = Duals(paid, np.zeros(0, np.int64), np.zeros(rows.kinds.ranks, np.int64))
    profits = rows.profits(duals, 1)[0]
    values = cheapest_routes(problem, 0)
    best = max(
        value + int((profits - rows.value)[list(visits)].sum()) for visits, value in values.items()
    )
    pricer = DayPricer(layout)
    pricer.set_cuts([])
    pricer.remember(np.ones((5, 5), np.bool_)[: len(layout.candidates), : len(layout.candidates)])
    for floor in (best - 300, best - 1, best, best + 20):
        for share in (0.0, 0.3, 0.9):
            local = profits[layout.candidates]
            assert pricer.price(local, duals.cuts, 1, floor, 10, False, share)
            assert pricer.best >= best
            assert pricer.ceiling >= best
            assert share > 0.0 or pricer.best == max(best, floor)
            assert all(value <= best for value, _ in pricer.routes())


@given(
    st.lists(st.integers(0, 90), min_size=1, max_size=6),
    st.lists(st.integers(0, 100), min_size=1, max_size=4),
    st.data(),
)
def test_ranks_of_a_kind_never_count_less_than_its_visits(
    scores: list[int], percent: list[int], data: st.DataObject
) -> None:
    sites = [site(k + 1, score=score) for k, score in enumerate(scores)]
    everyone = tuple(range(len(sites)))
    problem = problem_of(sites, kinds=(KindRule(everyone, tuple(sorted(percent)[::-1])),))
    kinds = kinds_of(problem)
    prices = np.array([data.draw(st.integers(0, 500)) for _ in range(kinds.ranks)], np.int64)
    visited = {u for u in everyone if data.draw(st.booleans())}
    gained = int(kinds.lift(prices, 1)[sorted(visited)].sum()) + int(prices.sum())
    assert gained >= kinds.counted(visited)
    least = int(kinds.least[sorted(visited)].sum())
    assert least + kinds.counted(visited) == sum(counted_values(problem, visited).values())
    assert (most_counted(problem) >= kinds.least).all()


@pytest.mark.parametrize("seed", range(4))
def test_twenty_sites_are_proven(seed: int) -> None:
    problem = town(20, 2, seed)
    plan = planned(problem, 40_000)
    bound = proven(problem, plan)
    assert bound.is_exact
    assert gap(bound, plan) == 0.0


def test_more_than_sixty_four_sites_on_a_day_are_proven() -> None:
    candidates = [site(k, score=90 - k, duration=150) for k in range(1, 71)]
    problem = problem_of(candidates)
    bound = proven(problem)
    assert bound.is_exact
    assert bound.value == 10 * (89 + 88 + 87) - 40


def test_bound_of_a_poor_plan_is_the_best_plans_value() -> None:
    problem = town(12, 2, 5)
    best = planned(problem, 4000)
    empty = replace(planned(problem_of([], lunch=BreakRule(60, 690, 810), days=2)), report=None)
    bound = proven(problem, empty)
    assert bound.value == best.objective
    assert not bound.is_exact
    assert gap(bound, empty) > 1


def test_problem_without_sites_is_proven() -> None:
    problem = problem_of([], days=3)
    assert proven(problem).is_exact
    assert proven(problem).value == 0


def test_sites_that_are_never_open_are_not_counted() -> None:
    problem = problem_of([site(1, windows=((),)), site(2, score=30)])
    assert first_bound(prepare(problem)) == 290
    assert proven(problem).value == 280


def test_demands_that_cannot_be_met_leave_the_bound_valid() -> None:
    problem = problem_of(
        [
            site(1, required=True, windows=((),)),
            site(2, required=True, duration=400),
            site(3, required=True, duration=400),
            site(4, score=70),
        ]
    )
    plan = planned(problem)
    assert len(plan.unplaced_required) == 2
    bound = proven(problem, plan)
    assert bound.value == plan.objective
    assert not bound.is_exact  # which demand to meet is open, so nothing is said of "best"


def test_demand_that_is_closed_every_day_does_not_hide_the_proof() -> None:
    problem = problem_of([site(1, required=True, windows=((),)), site(2, required=True)])
    assert proven(problem).is_exact


def test_pin_binds_the_bound() -> None:
    problem = problem_of([site(1, pin=Pin(0, 560), duration=480), site(2, score=90, duration=100)])
    assert proven(problem).value == 10 * 50 - 20


def test_exclusion_binds_the_bound() -> None:
    problem = problem_of([site(1), site(2), site(3)], exclusions=((0, 1), (1, 2), (0, 2)))
    assert proven(problem).value == 10 * 50 - 20


def test_budget_binds_the_bound() -> None:
    problem = problem_of([site(k, price=7) for k in range(1, 6)], budget=20)
    assert proven(problem).value == 10 * 100 - 30


def test_kind_binds_the_bound() -> None:
    sites = [site(k, score=90, duration=120) for k in (1, 2, 3)]
    sites += [site(k, score=60, duration=120) for k in (4, 5)]
    problem = problem_of(sites, kinds=(KindRule((0, 1, 2), (100, 50)),))
    bound = proven(problem)
    assert bound.is_exact
    assert bound.value == 10 * (90 + 60 + 60 + 45) - 50


def test_kind_over_days_binds_the_bound() -> None:
    sites = [site(k, days=3, score=91, duration=400) for k in range(1, 5)]
    problem = problem_of(sites, days=3, kinds=(KindRule((0, 1, 2, 3), (99, 33)),))
    assert proven(problem).value == 900 + 300 + 300 - 60


def test_walking_limit_binds_the_bound() -> None:
    sites = [site(k) for k in range(1, 6)]
    problem = problem_of(sites, walking=1000, walk_limit=3999)
    bound = proven(problem)
    assert bound.is_exact
    assert bound.value == 10 * 100 - 30


def test_several_breaks_bind_the_bound() -> None:
    breaks = (BreakRule(30, 600, 660), BreakRule(60, 690, 810), BreakRule(30, 900, 990))
    sites = [site(k, duration=100) for k in range(1, 6)]
    bound = proven(problem_of(sites, breaks=breaks))
    assert bound.is_exact
    assert bound.value == 10 * 150 - 40


def test_breaks_of_one_leg_follow_each_other() -> None:
    breaks = (BreakRule(60, 600, 700), BreakRule(60, 640, 720))
    sites = [site(1, duration=45), site(2, duration=365), site(3, duration=60)]
    bound = proven(problem_of(sites, minutes=5, breaks=breaks, end=1095))
    assert bound.value == 10 * 100 - 15


def test_chain_counts_only_as_a_whole() -> None:
    chain = ChainRule((0, 1), (720,), (None,))
    alone = problem_of([site(1), site(2)], chains=(chain,))
    assert proven(alone).value == 0
    two_days = problem_of([site(1, days=2), site(2, days=2)], days=2, chains=(chain,))
    assert proven(two_days).value == 2 * (10 * 50 - 20)


def test_step_cannot_come_on_a_day_before_the_one_it_follows() -> None:
    early, late = (ALL_DAY, (), ()), ((), ALL_DAY, ())
    open_a, open_b = (late[0], ALL_DAY, ALL_DAY), (early[0], ALL_DAY, ())
    first = site(1, days=3, windows=open_a, duration=500)
    then = site(2, days=3, windows=open_b, duration=500)
    problem = problem_of([first, then], days=3, chains=(ChainRule((0, 1), (720,), (None,)),))
    assert proven(problem).value == 0


def test_weights_too_large_for_exact_prices_still_give_a_bound() -> None:
    huge = [site(k, score=100_000_000, duration=200) for k in range(1, 6)]
    problem = replace(problem_of(huge), score_weight=1_000_000)
    plan = planned(problem, 50)
    bound = proven(problem, plan)
    assert bound.value >= plan.objective
    assert bound.iterations == 0


def test_better_bounds_are_told_as_they_come() -> None:
    told: list[Bound] = []
    problem = town(16, 3, 2)
    plan = planned(problem, 2000)
    final = upper_bound(problem, plan, time_limit_s=10.0, on_bound=told.append)
    values = [bound.value for bound in told]
    assert values == sorted(set(values), reverse=True)
    assert values[-1] == final.value
    assert told[0].elapsed_s < 1.0


def test_many_sites_have_more_than_the_first_bound() -> None:
    problem = town(150, 3, 4)
    plan = planned(problem, 3000)
    told: list[Bound] = []
    upper_bound(
        problem,
        plan,
        time_limit_s=60.0,
        should_stop=lambda: bool(told) and gap(told[-1], plan) < 0.08,
        on_bound=told.append,
    )
    assert gap(told[0], plan) > 0.12
    assert gap(told[-1], plan) < 0.08


def test_command_line_does_not_load_the_solver_of_the_bound() -> None:
    asked = "import sys, tourplanner.cli.main; print('highspy' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"


def test_stop_is_heeded_within_a_quarter_second() -> None:
    problem = town(90, 4, 3)
    plan = planned(problem, 50)
    stop = threading.Event()
    timer = threading.Timer(0.5, stop.set)
    timer.start()
    begun = time.perf_counter()
    bound = upper_bound(problem, plan, time_limit_s=60.0, should_stop=stop.is_set)
    assert time.perf_counter() - begun < 0.75 + 0.5
    assert bound.value >= plan.objective
    timer.join()


def test_time_that_is_over_gives_the_first_bound() -> None:
    problem = town(12, 2, 1)
    plan = planned(problem)
    bound = proven(problem, plan, 0.0)
    assert plan.objective <= bound.value == first_bound(prepare(problem))


def test_gap_is_a_share_of_the_plan() -> None:
    problem = problem_of([site(1)])
    plan = planned(problem)
    assert plan.objective == 480
    assert gap(Bound(492, False, 1.0, 1), plan) == pytest.approx(0.025)
    assert gap(Bound(480, True, 1.0, 1), plan) == 0.0


def test_layout_from_the_end_mirrors_the_layout_from_the_start() -> None:
    problem = drawn(7, sites=8, days=2)
    for day in range(2):
        layout = lay_out(prepare(problem), day)
        assert (layout.forward.travel == layout.backward.travel.T).all()
        assert len(layout.forward.slot) == len(layout.backward.slot)
        assert len(layout.forward.lo) == len(layout.backward.lo)
