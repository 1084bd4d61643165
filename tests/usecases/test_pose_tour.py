"""A tour in the engine's terms."""

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
from tourplanner.usecases.pose_tour import pose_tour


@settings(max_examples=60)
@given(st.data())
def test_plan_of_a_tour_is_worth_in_the_engine_what_the_tour_says(data: st.DataObject) -> None:
    known = data.draw(generated_sites())
    wishes = data.draw(generated_tours(known))
    if not has_candidates(wishes, known):
        return
    plan = planned(wishes, known)
    assert plan.itinerary is not None
    again = pose_tour(plan, catalogue(known), TRAVEL).present_plan()
    assert again is not None
    assert again.objective == plan.itinerary.score


def test_plan_of_other_dates_is_no_plan_of_this_tour() -> None:
    plan = planned(tour(days=2), sites(3))
    longer = tour(days=3, itinerary=plan.itinerary)
    assert pose_tour(longer, catalogue(sites(3)), TRAVEL).present_plan() is None
