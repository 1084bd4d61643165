"""What every plan of generated tours keeps: hours, fixed visits, breaks, order, walking."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.usecases.test_plan_tour import (
    TRAVEL,
    catalogue,
    generated_sites,
    generated_tours,
    has_candidates,
    planned,
)
from tourplanner.domain.day_breaks import breaks_of_day
from tourplanner.domain.itinerary import DayPlan, Stop, StopKind
from tourplanner.domain.site import Site
from tourplanner.domain.tour import Tour
from tourplanner.domain.visit_windows import event_during, open_windows
from tourplanner.usecases.plan_tour import Effort, plan_tour
from tourplanner.usecases.pose_tour import pose_tour
from tourplanner.usecases.score_plan import score_plan

CASES = settings(max_examples=200)
QUICKER = Effort(time_limit_s=2.0, iterations=100)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Tour, tuple[Site, ...]]:
    """Tours that have something to visit, planned."""
    known = draw(generated_sites())
    wishes = draw(generated_tours(known))
    return (planned(wishes, known) if has_candidates(wishes, known) else wishes), known


def days_of(plan: Tour) -> tuple[DayPlan, ...]:
    return plan.itinerary.days if plan.itinerary else ()


def visits_of(plan: Tour) -> list[tuple[int, Stop]]:
    return [(number, stop) for number, day in enumerate(days_of(plan)) for stop in day.visits]


@CASES
@given(cases())
def test_no_visit_lies_outside_opening_hours(case: tuple[Tour, tuple[Site, ...]]) -> None:
    plan, known = case
    sites, holidays = {s.id: s for s in known}, catalogue(known).holidays("CN")
    for number, stop in visits_of(plan):
        assert stop.site is not None
        site, day = sites[stop.site], plan.preferences.dates[number]
        booking = plan.appointment_of(stop.site)
        if booking is not None and booking.by_appointment:
            continue
        windows = open_windows(site, day, holidays)
        span = (stop.start_min, stop.end_min)
        assert (
            windows is None
            or any(window.holds(*span) for window in windows)
            or event_during(site, day, *span, holidays) is not None
        )


@CASES
@given(cases())
def test_no_locked_or_booked_visit_moves(case: tuple[Tour, tuple[Site, ...]]) -> None:
    plan, _known = case
    for number, stop in visits_of(plan):
        assert stop.site is not None
        lock, booking = plan.lock_of(stop.site), plan.appointment_of(stop.site)
        if lock is not None:
            assert number == lock.day
            assert lock.start_min in (None, stop.start_min)
        if booking is not None:
            kept = (number, stop.start_min, stop.end_min)
            assert kept == (booking.day, booking.start_min, booking.end_min)


@CASES
@given(cases())
def test_every_break_that_fits_a_day_is_in_it(case: tuple[Tour, tuple[Site, ...]]) -> None:
    plan, _known = case
    for number, day in enumerate(days_of(plan)):
        if not day.visits:
            continue
        kept = breaks_of_day(plan, number).kept
        taken = [stop for stop in day.stops if stop.kind is StopKind.BREAK]
        named = [stop.name for stop in taken if stop.name != "Free time"]
        assert named == [one.name for one in kept if not one.is_free_time]
        for stop in taken:
            assert any(
                one.name == stop.name
                and one.window.holds(stop.start_min, stop.end_min)
                and stop.end_min - stop.start_min == one.duration_min
                for one in kept
            )


@CASES
@given(cases())
def test_visits_kept_in_order_are_all_made_in_order_or_none(
    case: tuple[Tour, tuple[Site, ...]],
) -> None:
    plan, _known = case
    if plan.itinerary is None:
        return
    visited = plan.itinerary.visited
    chain = [site for site in plan.fixed_order if site in visited]
    if len(plan.fixed_order) < 2:
        return
    assert chain in ([], list(plan.fixed_order))
    places = [visited.index(site) for site in chain]
    assert all(before < after for before, after in pairwise(places))


@CASES
@given(cases())
def test_no_day_walks_farther_than_wished(case: tuple[Tour, tuple[Site, ...]]) -> None:
    plan, _known = case
    limit = plan.preferences.travel.walk_per_day_m
    assert limit is None or all(day.walk_m <= limit for day in days_of(plan))


@CASES
@given(cases())
def test_sum_of_the_score_table_is_the_objective(case: tuple[Tour, tuple[Site, ...]]) -> None:
    plan, known = case
    if plan.itinerary is not None:
        assert score_plan(plan, plan.itinerary, catalogue(known)).points == plan.itinerary.score


@settings(max_examples=60)
@given(cases(), st.data())
def test_planning_on_keeps_frozen_days_to_the_minute(
    case: tuple[Tour, tuple[Site, ...]], data: st.DataObject
) -> None:
    plan, known = case
    if plan.itinerary is None:
        return
    days = range(len(plan.itinerary.days))
    frozen = tuple(day for day in days if data.draw(st.booleans()))
    longer = replace(plan.preferences, extra_min=data.draw(st.sampled_from([None, 0, 45])))
    kept = replace(plan, frozen_days=frozen, seed=plan.seed + 1, preferences=longer)
    seen: list[Tour] = []
    again = plan_tour(kept, catalogue(known), TRAVEL, on_plan=seen.append, effort=QUICKER)
    assert again == plan_tour(kept, catalogue(known), TRAVEL, effort=QUICKER)
    for day in frozen:
        assert days_of(again)[day] == plan.itinerary.days[day]
        assert days_of(seen[0])[day] == plan.itinerary.days[day]
    assert again.itinerary is not None
    assert score_plan(again, again.itinerary, catalogue(known)).points == again.itinerary.score
    asked = pose_tour(again, catalogue(known), TRAVEL).present_plan()
    assert asked is not None
    assert asked.objective == again.itinerary.score
