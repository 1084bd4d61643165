"""Bounds of tours."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import sites, tour
from tests.usecases.test_plan_tour import (
    TRAVEL,
    catalogue,
    generated_sites,
    generated_tours,
    has_candidates,
    planned,
)
from tourplanner.usecases.bound_tour import TourBound, bound_tour


@settings(max_examples=40)
@given(st.data())
def test_bound_is_never_below_the_plan(data: st.DataObject) -> None:
    known = data.draw(generated_sites())
    wishes = data.draw(generated_tours(known))
    if not has_candidates(wishes, known):
        return
    plan = planned(wishes, known)
    assert plan.itinerary is not None
    bound = bound_tour(plan, catalogue(known), TRAVEL, time_limit_s=0.3)
    assert bound is not None
    assert bound.points >= plan.itinerary.score
    assert bound.is_proven_best == (bound.points == plan.itinerary.score)


def test_plan_of_a_few_sites_is_proven_best() -> None:
    plan = planned(tour(days=2, kind_percent=(100,)), sites(6))
    bound = bound_tour(plan, catalogue(sites(6)), TRAVEL, time_limit_s=5)
    assert bound is not None
    assert bound.text == "proven best"


def test_tour_without_a_plan_has_no_bound() -> None:
    assert bound_tour(tour(), catalogue(sites(3)), TRAVEL, time_limit_s=1) is None


def test_share_is_rounded_up_so_that_at_most_stays_true() -> None:
    assert TourBound(1, 0.00601, is_proven_best=False).text == "at most 0.7 % better is possible"
    assert TourBound(1, 0.0001, is_proven_best=False).text == "at most 0.1 % better is possible"
