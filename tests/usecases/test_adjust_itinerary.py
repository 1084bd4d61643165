"""Moving visits by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import city, site, sites, tour
from tests.fakes import InMemoryCatalogue
from tourplanner.domain.site import Site, SiteId
from tourplanner.domain.tour import Lock, Tour
from tourplanner.errors import InvalidEdit
from tourplanner.travel.estimate import EstimatedTravel
from tourplanner.usecases.adjust_itinerary import move_visit
from tourplanner.usecases.check_tour import check_tour
from tourplanner.usecases.plan_tour import Effort, plan_tour

TRAVEL = EstimatedTravel()
ALL = sites(6)


def bench(known: tuple[Site, ...] = ALL) -> InMemoryCatalogue:
    return InMemoryCatalogue(known, (city(),))


def plan(known: tuple[Site, ...] = ALL) -> Tour:
    return plan_tour(tour(days=2), bench(known), TRAVEL, effort=Effort(2, 300))


def order(of: Tour, day: int) -> list[str]:
    assert of.itinerary is not None
    return [str(stop.site) for stop in of.itinerary.days[day].visits]


@given(st.data())
def test_wherever_a_visit_is_put_the_plan_stays_valid(data: st.DataObject) -> None:
    before = plan()
    assert before.itinerary is not None
    moved = data.draw(st.sampled_from(before.itinerary.visited))
    day = data.draw(st.integers(0, 1))
    position = data.draw(st.none() | st.integers(0, 6))
    try:
        after = move_visit(before, moved, day, position, bench(), TRAVEL)
    except InvalidEdit:
        return
    if after.itinerary == before.itinerary and day != before.itinerary.day_of(moved):
        after = plan_tour(after, bench(), TRAVEL, effort=Effort(2, 300))
    assert check_tour(after, bench(), TRAVEL) == ()
    assert after.lock_of(moved) is not None
    assert moved in order(after, day)
    if position is not None:
        assert order(after, day).index(moved) == min(position, len(order(after, day)) - 1)


def test_visit_moved_to_another_day_is_locked_there() -> None:
    before = plan(ALL[:4])
    day = 0 if order(before, 0) else 1
    moved = SiteId(order(before, day)[0])
    after = move_visit(before, moved, 1 - day, None, bench(ALL[:4]), TRAVEL)
    assert after.locks == (Lock(moved, 1 - day),)
    assert moved not in order(after, day)
    assert moved in order(after, 1 - day)


def test_day_too_full_for_the_visit_gets_the_lock_and_waits_for_a_new_plan() -> None:
    known = tuple(replace(s, visit_min=100) for s in ALL)
    before = plan(known)
    moved = SiteId(order(before, 0)[0])
    after = move_visit(before, moved, 1, None, bench(known), TRAVEL)
    assert after.itinerary == before.itinerary
    assert after.locks == (Lock(moved, 1),)
    assert moved in order(plan_tour(after, bench(known), TRAVEL, effort=Effort(2, 300)), 1)


def test_visit_cannot_go_to_a_day_on_which_its_site_is_closed() -> None:
    known = (*ALL[:3], site("m", hours="Fr 09:00-17:00"))
    before = plan(known)
    with pytest.raises(InvalidEdit, match="closed"):
        move_visit(before, SiteId("m"), 1, 0, bench(known), TRAVEL)


def test_visit_that_is_not_in_the_plan_cannot_be_moved() -> None:
    with pytest.raises(InvalidEdit, match="not in the plan"):
        move_visit(plan(), SiteId("nowhere"), 0, 0, bench(), TRAVEL)
