"""Further visits of a kind count less, the best first."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tests.planning.problems import problem_of, site
from tourplanner.planning.explain import LeftOutRule, explain
from tourplanner.planning.kind_values import counted_values
from tourplanner.planning.problem import KindRule, PlanningProblem
from tourplanner.planning.solver import SearchBudget, solve

FEW = SearchBudget(max_iterations=300)


def of_one_kind(scores: list[int], percent: tuple[int, ...]) -> PlanningProblem:
    sites = [site(number + 1, score=score) for number, score in enumerate(scores)]
    return problem_of(sites, kinds=(KindRule(tuple(range(len(scores))), percent),))


def test_best_visit_counts_in_full_whatever_its_number() -> None:
    problem = of_one_kind([30, 90, 60], (100, 50, 10))
    assert counted_values(problem, {0, 1, 2}) == {0: 30, 1: 900, 2: 300}


def test_last_percentage_holds_for_all_further_visits() -> None:
    problem = of_one_kind([40, 30, 20, 10], (100, 50))
    assert sum(counted_values(problem, {0, 1, 2, 3}).values()) == 400 + 150 + 100 + 50


def test_values_are_rounded_down_one_by_one() -> None:
    problem = of_one_kind([1, 1, 1], (33,))
    assert counted_values(problem, {0, 1, 2}) == {0: 3, 1: 3, 2: 3}


@given(scores=st.lists(st.integers(0, 90), min_size=1, max_size=4))
def test_no_other_order_of_percentages_would_count_more(scores: list[int]) -> None:
    percent = (100, 70, 30, 30)
    problem = of_one_kind(scores, percent)
    counted = sum(counted_values(problem, set(range(len(scores)))).values())
    values = [10 * score for score in scores]
    orders = permutations(percent[: len(values)])
    best = max(sum(v * p for v, p in zip(values, order, strict=True)) for order in orders)
    assert counted == best // 100


def test_second_visit_of_a_kind_gives_way_to_another_kind() -> None:
    sites = [
        site(1, score=90, duration=250),
        site(2, score=80, duration=250),
        site(3, score=50, duration=250),
    ]
    assert solve(problem_of(sites), FEW, 1).visited() == {0, 1}
    varied = problem_of(sites, kinds=(KindRule((0, 1), (100, 50)),))
    plan = solve(varied, FEW, 1)
    assert plan.visited() == {0, 2}
    assert plan.objective == 10 * (90 + 50) - 30
    assert plan.score == 90 + 50


def test_required_visit_is_made_whatever_its_kind_counts() -> None:
    sites = [site(1, score=90), site(2, score=1, required=True)]
    plan = solve(problem_of(sites, kinds=(KindRule((0, 1), (100, 0)),)), FEW, 1)
    assert plan.visited() == {0, 1}
    assert plan.objective == 900 - 30


def test_site_left_out_for_its_kind_says_so() -> None:
    sites = [site(1, score=90), site(2, score=50)]
    problem = problem_of(sites, kinds=(KindRule((0, 1), (100, 1)),))
    (found,) = explain(problem, solve(problem, FEW, 1))
    assert (found.candidate, found.rule) == (1, LeftOutRule.ENOUGH_OF_KIND)


def test_swap_is_weighed_with_what_the_kind_counts_then() -> None:
    sites = [site(1, score=90, duration=400), site(2, score=80, duration=400), site(3, score=50)]
    problem = problem_of(sites, end=1040, kinds=(KindRule((0, 1, 2), (100, 50)),))
    plan = solve(problem, FEW, 1)
    assert plan.visited() == {0, 2}
    (found,) = explain(problem, plan)
    assert (found.instead_of, found.gain) == (0, 10 * (80 - 90))
