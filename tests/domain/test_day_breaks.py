"""Which breaks a day has, and in which order they can be taken."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import tour
from tourplanner.domain.breaks import FREE_TIME, NamedBreak, lunch_break
from tourplanner.domain.day_breaks import break_notes, breaks_of_day
from tourplanner.domain.edits import book_visit, lock_visit
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Appointment, Lock

TEA = NamedBreak("Tea", 900, 990, 20)

wished_breaks = st.lists(
    st.builds(
        lambda name, start, room, length: NamedBreak(name, start, start + length + room, length),
        st.sampled_from("abcdefgh"),
        st.integers(0, 1000),
        st.integers(0, 200),
        st.integers(1, 120),
    ),
    max_size=6,
    unique_by=lambda one: one.name,
).map(tuple)


@given(wished_breaks, st.integers(0, 60))
def test_kept_breaks_can_be_taken_one_after_the_other(
    breaks: tuple[NamedBreak, ...], free: int
) -> None:
    wishes = tour(breaks=breaks, free_min=free, day_start_min=420, day_end_min=1200)
    found = breaks_of_day(wishes, 0)
    for before, after in pairwise(found.kept):
        assert before.earliest_min + before.duration_min <= after.earliest_min
        assert before.latest_end_min <= after.latest_start_min
    for one in found.kept:
        assert one.latest_start_min >= one.earliest_min
        wished = next((known for known in breaks if known.name == one.name), None)
        if wished is not None:
            assert wished.window.holds(one.earliest_min, one.latest_end_min)
    names = [one.name for one in (*found.kept, *found.left_out) if not one.is_free_time]
    assert sorted(names) == sorted(one.name for one in breaks)


def test_break_within_another_s_window_goes_before_or_after_it() -> None:
    prayer = NamedBreak("Prayer", 930, 950, 15)
    kept = breaks_of_day(tour(breaks=(TEA, prayer)), 0).kept
    assert {one.name for one in kept} == {"Tea", "Prayer"}


def test_break_outside_the_day_s_hours_is_left_out_with_a_note() -> None:
    wishes = tour(breaks=(lunch_break(), NamedBreak("Dinner", 1080, 1200, 60)), days=2)
    assert [one.name for one in breaks_of_day(wishes, 1).left_out] == ["Dinner"]
    assert break_notes(wishes) == (
        "Dinner is left out on every day: 18:00 to 20:00 lies outside the day's hours, "
        "or other breaks fill it.",
    )


def test_break_of_some_days_is_on_those_alone() -> None:
    wishes = tour(breaks=(NamedBreak("Tea", 900, 990, 20, (1,)),), days=3)
    assert [len(breaks_of_day(wishes, day).kept) for day in range(3)] == [0, 1, 0]


def test_break_of_a_day_that_the_tour_lacks_is_told() -> None:
    wishes = tour(breaks=(NamedBreak("Tea", 900, 990, 20, (8,)),), days=3)
    assert break_notes(wishes) == ("Tea is on none of the tour's days.",)


def test_each_half_day_of_three_hours_has_free_time() -> None:
    kept = breaks_of_day(tour(free_min=30), 0).kept
    assert [one.name for one in kept] == [FREE_TIME, "Lunch", FREE_TIME]
    short = breaks_of_day(tour(free_min=30, day_start_min=600), 0).kept
    assert [one.name for one in short] == ["Lunch", FREE_TIME]


def test_half_day_of_a_long_transfer_or_booking_has_no_free_time() -> None:
    assert [one.name for one in breaks_of_day(tour(free_min=30), 0, 200).kept] == ["Lunch"]
    booked = book_visit(tour(free_min=30), Appointment(SiteId("kiln"), 0, 540, 120))
    assert [one.name for one in breaks_of_day(booked, 0).kept] == ["Lunch", FREE_TIME]


def test_free_time_is_no_pause_in_the_first_or_last_hour_unless_times_are_fixed() -> None:
    first, _lunch, last = breaks_of_day(tour(free_min=30), 0).kept
    assert (first.earliest_min, last.latest_end_min) == (600, 1020)
    fixed = lock_visit(tour(free_min=30), Lock(SiteId("kiln"), 0, 600))
    first, _lunch, last = breaks_of_day(fixed, 0).kept
    assert (first.earliest_min, last.latest_end_min) == (540, 1080)
