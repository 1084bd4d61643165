"""The score table."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import sites, tour
from tests.usecases.test_plan_tour import (
    catalogue,
    generated_sites,
    generated_tours,
    has_candidates,
    planned,
)
from tourplanner.domain.preferences import Interest
from tourplanner.domain.vocabulary import Facet
from tourplanner.usecases.score_plan import score_plan


@settings(max_examples=60)
@given(st.data())
def test_sum_of_all_terms_is_the_plan_s_score(data: st.DataObject) -> None:
    known = data.draw(generated_sites())
    wishes = data.draw(generated_tours(known))
    if not has_candidates(wishes, known):
        return
    plan = planned(wishes, known)
    assert plan.itinerary is not None
    assert score_plan(plan, plan.itinerary, catalogue(known)).points == plan.itinerary.score


def test_every_term_of_a_visit_is_named() -> None:
    keen = (Interest(Facet.KIND, "museum", 2.0),)
    plan = planned(tour(interests=keen), sites(6))
    assert plan.itinerary is not None
    table = score_plan(plan, plan.itinerary, catalogue(sites(6)))
    assert {visit.site for visit in table.visits} == set(plan.itinerary.visited)
    assert all(term.name for visit in table.visits for term in visit.terms)
    assert all(points <= 0 for points in table.travel_points)
