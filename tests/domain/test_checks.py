"""Every broken rule of an itinerary is found, and a good one has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import FRIDAY, day_plan, itinerary, place, sites, tour
from tests.fakes import SteadyTravel
from tourplanner.domain.checks import faults
from tourplanner.domain.edits import book_visit, freeze_day
from tourplanner.domain.itinerary import DayPlan, Itinerary, LeftOut, Reason, ReasonKind, StopKind
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.site import Site, SiteId
from tourplanner.domain.tour import Appointment, Lock, Tour
from tourplanner.domain.travel import TravelLimits

ALL = sites(6)
HOLIDAYS = PublicHolidays("CN")


def rules_broken(checked: Tour, known: tuple[Site, ...] = ALL) -> set[str]:
    places = [s.place for s in known] + [place(), place("Elsewhere", 29.31, 117.22)]
    matrix = SteadyTravel().matrix([p.at for p in places], TravelLimits())
    found = faults(checked, {s.id: s for s in known}, matrix, HOLIDAYS)
    return {fault.rule for fault in found}


def good_plan() -> Itinerary:
    return itinerary([ALL[:3], ALL[3:]])


def with_first_day(plan: Itinerary, day: DayPlan) -> Itinerary:
    return replace(plan, days=(day, *plan.days[1:]))


def shifted(day: DayPlan, index: int, **changes: object) -> DayPlan:
    stops = list(day.stops)
    stops[index] = replace(stops[index], **changes)  # type: ignore[arg-type]
    return replace(day, stops=tuple(stops))


def test_good_plan_has_no_faults() -> None:
    assert rules_broken(tour(itinerary=good_plan())) == set()


def test_unplanned_tour_is_said_to_be_unplanned() -> None:
    assert rules_broken(tour()) == {"not_planned"}


def test_visit_outside_opening_hours_is_a_fault() -> None:
    late = (replace(ALL[0], hours=replace(ALL[0].hours, known="Mo-Su 13:00-17:00")), *ALL[1:])
    assert rules_broken(tour(itinerary=good_plan()), late) == {"closed"}


def test_visit_on_a_closed_day_is_a_fault() -> None:
    closed = (replace(ALL[0], hours=replace(ALL[0].hours, known="Sa-Su 09:00-17:00")), *ALL[1:])
    assert rules_broken(tour(itinerary=good_plan()), closed) == {"closed"}


def test_entry_after_the_last_admission_is_a_fault() -> None:
    strict = (replace(ALL[0], hours=replace(ALL[0].hours, last_admission_min=545)), *ALL[1:])
    assert rules_broken(tour(itinerary=good_plan()), strict) == {"closed"}


def test_site_visited_twice_is_a_fault() -> None:
    plan = itinerary([ALL[:3], (*ALL[3:], ALL[0])])
    assert "twice" in rules_broken(tour(itinerary=plan))


def test_site_neither_visited_nor_left_out_is_a_fault() -> None:
    plan = itinerary([ALL[:3], ALL[3:5]])
    assert rules_broken(tour(itinerary=plan)) == {"no_reason"}


def test_site_left_out_with_a_reason_is_no_fault() -> None:
    left_out = [LeftOut(ALL[5].id, Reason(ReasonKind.OUTRANKED))]
    plan = itinerary([ALL[:3], ALL[3:5]], left_out=left_out)
    assert rules_broken(tour(itinerary=plan)) == set()


def test_wish_to_leave_out_is_kept() -> None:
    assert rules_broken(tour(itinerary=good_plan(), excluded=(ALL[0].id,))) == {"excluded"}


def test_missing_required_site_is_a_fault() -> None:
    wanted = (SiteId("elsewhere"),)
    assert rules_broken(tour(itinerary=good_plan(), required=wanted)) == {"required"}


@pytest.mark.parametrize("lock", [Lock(ALL[0].id, 1), Lock(ALL[0].id, 0, 700)])
def test_visit_that_left_its_lock_is_a_fault(lock: Lock) -> None:
    assert rules_broken(tour(itinerary=good_plan(), locks=[lock])) == {"lock"}


def test_lock_that_is_kept_is_no_fault() -> None:
    assert rules_broken(tour(itinerary=good_plan(), locks=[Lock(ALL[0].id, 0, 555)])) == set()


def test_day_that_starts_too_early_is_a_fault() -> None:
    assert rules_broken(tour(itinerary=good_plan(), day_start_min=600)) == {"day_hours"}


def test_plan_for_other_dates_is_a_fault() -> None:
    assert "dates" in rules_broken(tour(itinerary=good_plan(), start=date(2027, 5, 1)))


def test_leg_shorter_than_travel_takes_is_a_fault() -> None:
    far = (replace(ALL[0], point=replace(ALL[0].point, at=place("x", 29.40, 117.3).at)), *ALL[1:])
    plan = itinerary([far[:3], far[3:]])
    assert "leg_minutes" in rules_broken(tour(itinerary=plan), far)


def test_stop_that_begins_before_the_last_one_ends_is_a_fault() -> None:
    plan = good_plan()
    day = shifted(plan.days[0], 2, start_min=560)
    assert "overlap" in rules_broken(tour(itinerary=with_first_day(plan, day)))


def test_day_without_its_lunch_is_a_fault() -> None:
    plan = good_plan()
    day = plan.days[0]
    fasting = replace(day, stops=tuple(s for s in day.stops if s.kind is not StopKind.BREAK))
    assert rules_broken(tour(itinerary=with_first_day(plan, fasting))) == {"break"}
    assert rules_broken(tour(itinerary=with_first_day(plan, fasting), breaks=())) == set()


def test_break_that_is_too_short_or_under_another_name_is_a_fault() -> None:
    plan = good_plan()
    at = next(n for n, s in enumerate(plan.days[0].stops) if s.kind is StopKind.BREAK)
    start = plan.days[0].stops[at].start_min
    for change in ({"name": "Tea"}, {"end_min": start + 50}):
        day = shifted(plan.days[0], at, **change)
        assert rules_broken(tour(itinerary=with_first_day(plan, day))) == {"break"}


def test_half_day_without_its_free_time_is_a_fault_unless_it_is_frozen() -> None:
    left_out = [LeftOut(s.id, Reason(ReasonKind.OUTRANKED)) for s in ALL[3:]]
    plan = itinerary([ALL[:3], ()], left_out=left_out)
    hurried = tour(itinerary=plan, free_min=20, day_end_min=900)
    assert rules_broken(hurried) == {"free_time"}
    assert rules_broken(freeze_day(hurried, 0)) == set()


def test_more_walking_than_wished_is_a_fault() -> None:
    walk = good_plan().days[0].walk_m
    enough, less = (TravelLimits(walk_per_day_m=walk - n) for n in (0, 1))
    assert rules_broken(tour(itinerary=good_plan(), travel=enough)) == set()
    assert rules_broken(tour(itinerary=good_plan(), travel=less)) == {"walk_limit"}


@pytest.mark.parametrize(
    "booked", [(1, 555, 60), (0, 560, 60), (0, 555, 75)], ids=["day", "start", "length"]
)
def test_visit_that_is_not_as_booked_is_a_fault(booked: tuple[int, int, int]) -> None:
    wishes = book_visit(tour(itinerary=good_plan()), Appointment(ALL[0].id, *booked))
    assert rules_broken(wishes) == {"appointment"}


def test_visit_by_appointment_needs_no_open_door() -> None:
    closed = (replace(ALL[0], hours=replace(ALL[0].hours, known="off")), *ALL[1:])
    public = Appointment(ALL[0].id, 0, 555, 60, by_appointment=False)
    assert rules_broken(book_visit(tour(itinerary=good_plan()), public), closed) == {"closed"}
    opened = replace(public, by_appointment=True)
    assert rules_broken(book_visit(tour(itinerary=good_plan()), opened), closed) == set()


def test_day_that_ends_at_another_base_is_a_fault() -> None:
    plan = good_plan()
    moved = day_plan(FRIDAY, ALL[:3], place("Elsewhere", 29.31, 117.22), leg_min=60)
    assert "base" in rules_broken(tour(itinerary=with_first_day(plan, moved)))


def test_missing_leg_is_a_fault() -> None:
    plan = good_plan()
    day = replace(plan.days[0], legs=plan.days[0].legs[1:])
    assert "legs" in rules_broken(tour(itinerary=with_first_day(plan, day)))
