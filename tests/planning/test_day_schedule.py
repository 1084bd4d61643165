"""Visits in a given order, timed and turned into stops and legs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import FRIDAY, itinerary, place, preferences, sites, tour
from tests.fakes import SteadyTravel
from tourplanner.domain.breaks import NamedBreak, lunch_break
from tourplanner.domain.checks import faults
from tourplanner.domain.itinerary import Itinerary, LeftOut, Reason, ReasonKind, StopKind
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.time_window import TimeWindow
from tourplanner.domain.travel import TravelLimits
from tourplanner.planning.day_order import OrderedVisit, earliest_times
from tourplanner.planning.day_schedule import (
    Frame,
    TimedBreak,
    TimedVisit,
    schedule_day,
    timed_break,
)

ALL = sites(6)
LUNCH = lunch_break(690, 840, 60)
TEA = NamedBreak("Tea", 900, 990, 20)


def visit(
    duration: int = 60, travel: int = 10, opens: int = 540, closes: int = 1080
) -> OrderedVisit:
    return OrderedVisit(duration, (TimeWindow(opens, closes),), travel)


def starts_of(
    visits: list[OrderedVisit],
    start: int,
    end: int,
    home: int,
    lunch: NamedBreak | None,
) -> tuple[int, ...] | None:
    times = earliest_times(visits, start, end, home, [lunch] if lunch else [])
    return None if times is None else times.starts


def test_visitor_waits_until_the_site_opens() -> None:
    assert starts_of([visit(opens=600)], 540, 1080, 10, None) == (600,)


def test_meal_is_taken_before_a_visit_that_would_run_through_it() -> None:
    starts = starts_of([visit(200), visit(200)], 540, 1080, 10, LUNCH)
    assert starts == (550, 550 + 200 + 60 + 10)


def test_order_without_room_for_the_meal_is_impossible() -> None:
    assert starts_of([visit(300, 0)], 540, 840, 0, LUNCH) is None
    assert starts_of([visit(300, 0)], 540, 840, 0, None) == (540,)


def test_order_that_ends_too_late_is_impossible() -> None:
    assert starts_of([visit(60), visit(60, opens=1000)], 540, 1060, 10, None) is None


def test_second_window_is_used_when_the_first_has_passed() -> None:
    twice = OrderedVisit(60, (TimeWindow(540, 600), TimeWindow(840, 960)), 30)
    assert starts_of([twice], 540, 1080, 10, None) == (840,)


orders = st.lists(
    st.builds(
        visit,
        st.integers(10, 120),
        st.integers(0, 40),
        st.sampled_from([480, 540, 600, 780]),
        st.sampled_from([900, 1020, 1080]),
    ),
    max_size=5,
)


breaks = st.sampled_from([(), (LUNCH,), (LUNCH, TEA), (NamedBreak("Stretch", 560, 700, 5), LUNCH)])


@given(orders, breaks)
def test_times_keep_windows_order_and_every_break(
    visits: list[OrderedVisit], pauses: tuple[NamedBreak, ...]
) -> None:
    times = earliest_times(visits, 540, 1080, 15, pauses)
    if times is None:
        return
    assert len(times.breaks) == len(pauses)
    for begin, one in zip(times.breaks, pauses, strict=True):
        assert one.window.holds(begin, begin + one.duration_min)
    todo = list(zip(times.breaks, pauses, strict=True))
    free = 540
    for start, one in zip(times.starts, visits, strict=True):
        here = [pause for pause in todo if pause[0] < start]
        todo = todo[len(here) :]
        assert all(begin >= free for begin, _pause in here)
        assert start >= free + one.travel_min + sum(pause.duration_min for _begin, pause in here)
        assert any(w.holds(start, start + one.duration_min) for w in one.windows)
        free = start + one.duration_min
        assert all(begin >= free for begin, _pause in todo)
    assert times.home_min <= 1080
    assert times.home_min >= free + 15


def test_break_interrupts_a_way_when_nothing_else_is_left() -> None:
    long_way = OrderedVisit(60, (TimeWindow(540, 1080),), 240)
    times = earliest_times([long_way], 540, 1080, 10, [lunch_break(690, 760, 60)])
    assert times is not None
    assert (times.starts, times.breaks) == ((540 + 240 + 60,), (690,))


def timed_day(starts: list[tuple[int, int]], pauses: tuple[tuple[str, int], ...] = ()) -> Itinerary:
    matrix = SteadyTravel().matrix([place().at, *(s.place.at for s in ALL)], TravelLimits())
    visits = [TimedVisit(ALL[n], start, 60) for n, start in starts]
    timed = [TimedBreak(name, start, 60, start, start) for name, start in pauses]
    day = schedule_day(Frame(FRIDAY, place(), place(), 540, 1080), visits, timed, matrix)
    left_out = tuple(
        LeftOut(s.id, Reason(ReasonKind.OUTRANKED))
        for n, s in enumerate(ALL)
        if n not in dict(starts)
    )
    return Itinerary((day,), left_out)


def rules_broken(plan: Itinerary) -> set[str]:
    matrix = SteadyTravel().matrix([place().at, *(s.place.at for s in ALL)], TravelLimits())
    known = {s.id: s for s in ALL}
    wishes = tour(wishes=preferences(days=1), itinerary=plan)
    return {f.rule for f in faults(wishes, known, matrix, PublicHolidays("CN"))}


def test_traveller_leaves_the_base_just_in_time() -> None:
    day = timed_day([(0, 660)]).days[0]
    assert day.stops[0].start_min == 660 - day.legs[0].minutes


def test_traveller_goes_on_after_a_break_not_before_it() -> None:
    plan = timed_day([(0, 600), (1, 800)], (("Lunch", 700),))
    kinds = [stop.kind for stop in plan.days[0].stops]
    assert kinds == [StopKind.BASE, StopKind.VISIT, StopKind.BREAK, StopKind.VISIT, StopKind.BASE]
    assert plan.days[0].legs[1].depart_min == 760
    assert rules_broken(plan) == set()


def test_break_before_the_first_visit_is_taken_at_the_base() -> None:
    day = timed_day([(0, 880)], (("Lunch", 720),)).days[0]
    assert [stop.name for stop in day.stops[:2]] == [None, "Lunch"]
    assert day.stops[0].start_min == 720
    assert day.legs[0].depart_min == 880 - day.legs[0].minutes
    assert rules_broken(timed_day([(0, 880)], (("Lunch", 720),))) == set()


def test_break_after_the_last_visit_is_told_once_home() -> None:
    day = timed_day([(0, 600)], (("Lunch", 720),)).days[0]
    assert day.legs[-1].depart_min == 660
    assert (day.stops[-2].name, day.stops[-1].start_min) == ("Lunch", 780)


def test_break_shifts_so_that_it_does_not_interrupt_a_way() -> None:
    far = replace(ALL[1], point=replace(ALL[1].point, at=place("x", 29.3340).at))
    matrix = SteadyTravel().matrix([place().at, ALL[0].place.at, far.place.at], TravelLimits())
    visits = [TimedVisit(ALL[0], 560, 60), TimedVisit(far, 800, 60)]
    lunch = timed_break(LUNCH, 640)
    day = schedule_day(Frame(FRIDAY, place(), place(), 540, 1080), visits, [lunch], matrix)
    middle = replace(lunch, earliest_min=600, start_min=640)
    pulled = schedule_day(Frame(FRIDAY, place(), place(), 540, 1080), visits, [middle], matrix)
    for planned in (day, pulled):
        pause = next(stop for stop in planned.stops if stop.kind is StopKind.BREAK)
        leg = planned.legs[1]
        assert leg.arrive_min - leg.depart_min == leg.minutes
        assert leg.arrive_min <= pause.start_min or pause.end_min <= leg.depart_min


@pytest.mark.parametrize("start", [560, 900])
def test_free_time_at_the_base_is_not_told(start: int) -> None:
    day = timed_day([(0, 700)], (("Free time", start),)).days[0]
    assert [stop.kind for stop in day.stops] == [StopKind.BASE, StopKind.VISIT, StopKind.BASE]


def test_times_that_leave_no_room_for_the_way_are_refused() -> None:
    with pytest.raises(ValueError, match="no time"):
        timed_day([(0, 541)])


def test_day_without_visits_is_a_day_at_the_base() -> None:
    plan = timed_day([])
    assert [stop.kind for stop in plan.days[0].stops] == [StopKind.BASE, StopKind.BASE]
    assert rules_broken(plan) == set()


def test_day_that_begins_after_noon_has_its_meal_before_or_needs_none() -> None:
    assert rules_broken(timed_day([(0, 880), (1, 960)])) == set()


def test_empty_plan_of_a_builder_is_clean() -> None:
    plan = itinerary([ALL[:3], ALL[3:]])
    assert plan.visited == tuple(s.id for s in ALL)
