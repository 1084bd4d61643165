"""Edits of a tour."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import itinerary, place, preferences, sites, tour
from tourplanner.domain import edits
from tourplanner.domain.breaks import NamedBreak, lunch_break
from tourplanner.domain.preferences import Interest, Pace, Priority
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Appointment, Lock, planning_key
from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import InvalidEdit

KILN = SiteId("kiln")


def test_requiring_a_site_takes_back_the_wish_to_leave_it_out() -> None:
    after = edits.require(edits.exclude(tour(), KILN), KILN)
    assert after.preferences.required == (KILN,)
    assert after.preferences.excluded == ()


def test_leaving_a_site_out_opens_its_lock() -> None:
    locked = edits.lock_visit(edits.require(tour(), KILN), Lock(KILN, 1))
    after = edits.exclude(locked, KILN)
    assert (after.locks, after.preferences.required) == ((), ())


def test_forgetting_a_wish_gives_the_first_tour_back() -> None:
    before = tour()
    assert edits.forget_wish(edits.require(before, KILN), KILN) == before
    assert edits.forget_wish(edits.exclude(before, KILN), KILN) == before


def test_shorter_tour_drops_locks_and_nights_beyond_its_end() -> None:
    long = edits.with_base(tour(days=4), place("Village inn"), night=3)
    long = edits.lock_visit(long, Lock(KILN, 3))
    after = edits.with_dates(long, date(2027, 5, 1), 2)
    assert (after.locks, after.preferences.other_nights) == ((), ())


def test_day_starts_where_the_night_before_was_spent() -> None:
    inn = place("Village inn", 29.4)
    wishes = edits.with_base(tour(days=3), inn, night=0).preferences
    assert wishes.start_of_day(1) == inn
    assert wishes.end_of_day(1) == wishes.base
    assert wishes.start_of_day(0) == inn


def test_weight_of_one_is_not_kept() -> None:
    keen = edits.with_interest(tour(), Interest(Facet.KIND, "museum", 2.0))
    assert len(keen.preferences.interests) == 1
    again = edits.with_interest(keen, Interest(Facet.KIND, "museum", 1.0))
    assert again.preferences.interests == ()


def test_new_title_plans_nothing() -> None:
    assert planning_key(edits.with_title(tour(), "Other")) == planning_key(tour())
    assert planning_key(edits.with_pace(tour(), Pace.FULL)) != planning_key(tour())


def test_duration_by_hand_can_be_taken_back() -> None:
    site = sites(1)[0]
    longer = edits.with_duration(tour(), site.id, 120)
    assert longer.duration_of(site.id) == 120
    assert edits.with_duration(longer, site.id, None) == tour()


@pytest.mark.parametrize(
    "change",
    [
        lambda t: edits.with_title(t, "  "),
        lambda t: edits.with_dates(t, date(2027, 1, 1), 61),
        lambda t: edits.with_dates(t, date(2027, 1, 1), 0),
        lambda t: edits.with_day_hours(t, 600, 630),
        lambda t: edits.with_day_hours(t, -5, 900),
        lambda t: edits.with_duration(t, KILN, 2),
        lambda t: edits.with_base(t, place(), night=9),
        lambda t: edits.lock_visit(t, Lock(KILN, 7)),
        lambda t: edits.with_interest(t, Interest(Facet.KIND, "museum", 9)),
        lambda t: edits.with_lunch(t, lunch_break(700, 720, 60)),
        lambda t: edits.with_break(t, NamedBreak(" ", 700, 720, 10)),
        lambda t: edits.with_break(t, NamedBreak("Free time", 700, 720, 10)),
        lambda t: edits.with_kind_percent(t, (85, 100)),
        lambda t: edits.with_kind_percent(t, ()),
        lambda t: edits.with_pace_minutes(t, 500, None),
        lambda t: edits.with_pace_minutes(t, None, -1),
        lambda t: edits.with_walk_per_day(t, -1),
        lambda t: edits.book_visit(t, Appointment(KILN, 7, 600, 60)),
        lambda t: edits.book_visit(t, Appointment(KILN, 0, 1400, 60)),
        lambda t: edits.freeze_day(t, 0),
    ],
)
def test_impossible_edit_is_refused_with_the_field_named(change: object) -> None:
    with pytest.raises(InvalidEdit) as refused:
        change(tour())  # type: ignore[operator]
    assert refused.value.fields["field"]
    assert refused.value.message.strip()


def test_site_has_one_priority_at_a_time() -> None:
    liked = edits.prefer(edits.require(tour(), KILN), KILN)
    assert (liked.preferences.required, liked.preferences.preferred) == ((), (KILN,))
    assert liked.preferences.priority_of(KILN) is Priority.PREFERRED
    assert edits.exclude(liked, KILN).preferences.priority_of(KILN) is Priority.EXCLUDED
    assert edits.forget_wish(liked, KILN) == tour()


def test_break_takes_the_place_of_the_one_with_its_name() -> None:
    tea = NamedBreak("Tea", 900, 990, 20)
    after = edits.with_break(edits.with_break(tour(), tea), NamedBreak("tea ", 930, 990, 30))
    assert [one.name for one in after.preferences.breaks] == ["Lunch", "tea "]
    assert edits.without_break(after, "TEA") == tour()
    assert edits.with_lunch(after, None).preferences.lunch is None


def test_booking_replaces_the_lock_and_refuses_another() -> None:
    booked = edits.book_visit(
        edits.lock_visit(tour(), Lock(KILN, 1)), Appointment(KILN, 0, 600, 60)
    )
    assert (booked.locks, KILN in booked.demanded) == ((), True)
    with pytest.raises(InvalidEdit, match="booked"):
        edits.lock_visit(booked, Lock(KILN, 1))
    assert edits.cancel_booking(booked, KILN) == tour()


def test_planned_day_can_be_frozen_and_thawed() -> None:
    planned = tour(itinerary=itinerary([sites(2), ()]))
    frozen = edits.freeze_day(planned, 1)
    assert frozen.frozen_days == (1,)
    assert planning_key(frozen) != planning_key(planned)
    assert edits.thaw_day(frozen, 1) == planned
    assert edits.with_dates(frozen, date(2027, 4, 16), 1).frozen_days == ()


def test_site_cannot_be_both_required_and_excluded() -> None:
    with pytest.raises(InvalidEdit, match="both required and left out"):
        preferences(required=(KILN,), excluded=(KILN,))
