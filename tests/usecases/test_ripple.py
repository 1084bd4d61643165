"""Ripple edits: push, absorb, stop at the next lock."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import sites, tour
from tests.usecases.test_plan_tour import QUICK, TRAVEL, catalogue
from tourplanner.domain.edits import book_visit, freeze_day, lock_visit
from tourplanner.domain.itinerary import Stop
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Appointment, Lock, Tour
from tourplanner.errors import InvalidEdit
from tourplanner.usecases.check_tour import check_tour
from tourplanner.usecases.plan_tour import plan_tour
from tourplanner.usecases.ripple import Change, Follow, ripple
from tourplanner.usecases.score_plan import score_plan

KNOWN = tuple(replace(s, visit_min=40) for s in sites(5))
BENCH = catalogue(KNOWN)


def planned(wishes: Tour | None = None) -> Tour:
    return plan_tour(wishes or tour(days=1), BENCH, TRAVEL, effort=QUICK)


def visits(of: Tour) -> tuple[Stop, ...]:
    assert of.itinerary is not None
    return of.itinerary.days[0].visits


def starts(of: Tour) -> list[int]:
    return [stop.start_min for stop in visits(of)]


def site_of(of: Tour, number: int) -> SiteId:
    return SiteId(str(visits(of)[number].site))


def test_pushing_moves_every_later_visit_and_none_before() -> None:
    before = planned()
    after = ripple(before, site_of(before, 2), 25, Change.START, Follow.PUSH, BENCH, TRAVEL)
    moved = [b - a for a, b in zip(starts(before), starts(after), strict=True)]
    assert moved[:3] == [0, 0, 25]
    assert all(shift >= 25 for shift in moved[3:])
    assert check_tour(after, BENCH, TRAVEL) == ()
    assert starts(plan_tour(after, BENCH, TRAVEL, effort=QUICK)) == starts(after)


def test_longer_visit_pushes_those_after_it() -> None:
    before = planned()
    after = ripple(before, site_of(before, 1), 30, Change.LENGTH, Follow.PUSH, BENCH, TRAVEL)
    longer = visits(after)[1]
    assert longer.end_min - longer.start_min == 80
    assert after.duration_of(site_of(before, 1)) == 80
    assert all(b - a >= 30 for a, b in zip(starts(before)[2:], starts(after)[2:], strict=True))


def test_slack_absorbs_what_it_can() -> None:
    late = lock_visit(tour(days=1), Lock(SiteId("site-4"), 0, 960))
    before = planned(late)
    after = ripple(before, site_of(before, 0), 20, Change.START, Follow.ABSORB, BENCH, TRAVEL)
    assert starts(after)[0] == starts(before)[0] + 20
    assert starts(after)[-1] == 960
    assert [lock.site for lock in after.locks] == [SiteId("site-4"), site_of(before, 0)]
    assert check_tour(after, BENCH, TRAVEL) == ()


def test_push_stops_at_the_next_fixed_visit() -> None:
    before = planned(lock_visit(tour(days=1), Lock(SiteId("site-4"), 0, 960)))
    first = site_of(before, 0)
    with pytest.raises(InvalidEdit, match="fixed"):
        ripple(before, first, 20, Change.START, Follow.PUSH, BENCH, TRAVEL)
    after = ripple(before, first, 20, Change.START, Follow.UNTIL_LOCK, BENCH, TRAVEL)
    assert starts(after)[-1] == 960
    assert check_tour(after, BENCH, TRAVEL) == ()
    with pytest.raises(InvalidEdit, match="no longer fit"):
        ripple(before, first, 400, Change.START, Follow.UNTIL_LOCK, BENCH, TRAVEL)


@pytest.mark.parametrize("minutes", [0, -5])
def test_no_minutes_are_refused(minutes: int) -> None:
    before = planned()
    with pytest.raises(InvalidEdit, match="at least one minute"):
        ripple(before, site_of(before, 0), minutes, Change.START, Follow.PUSH, BENCH, TRAVEL)


def test_booked_visits_and_frozen_days_are_not_pushed() -> None:
    booked = planned(book_visit(tour(days=1), Appointment(SiteId("site-0"), 0, 600, 40)))
    with pytest.raises(InvalidEdit, match="booked"):
        ripple(booked, SiteId("site-0"), 10, Change.START, Follow.PUSH, BENCH, TRAVEL)
    frozen = freeze_day(planned(), 0)
    with pytest.raises(InvalidEdit, match="kept as it is"):
        ripple(frozen, site_of(frozen, 0), 10, Change.START, Follow.PUSH, BENCH, TRAVEL)


@settings(max_examples=100)
@given(st.data())
def test_whatever_is_pushed_the_day_stays_valid(data: st.DataObject) -> None:
    before = planned()
    number = data.draw(st.integers(0, len(visits(before)) - 1))
    minutes = data.draw(st.integers(1, 300))
    change = data.draw(st.sampled_from(Change))
    follow = data.draw(st.sampled_from(Follow))
    try:
        after = ripple(before, site_of(before, number), minutes, change, follow, BENCH, TRAVEL)
    except InvalidEdit:
        return
    assert check_tour(after, BENCH, TRAVEL) == ()
    assert [stop.site for stop in visits(after)] == [stop.site for stop in visits(before)]
    assert all(b >= a for a, b in zip(starts(before), starts(after), strict=True))
    assert after.itinerary is not None
    assert score_plan(after, after.itinerary, BENCH).points == after.itinerary.score
