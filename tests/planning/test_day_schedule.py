"""Visits in a given order, timed and turned into stops and legs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import FRIDAY, itinerary, place, preferences, sites, tour
from tests.fakes import SteadyTravel
from tourplanner.domain.checks import faults
from tourplanner.domain.itinerary import Itinerary, LeftOut, Reason, ReasonKind, StopKind
from tourplanner.domain.preferences import Lunch
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.time_window import TimeWindow
from tourplanner.domain.travel import TravelLimits
from tourplanner.planning.day_order import OrderedVisit, earliest_starts
from tourplanner.planning.day_schedule import Frame, TimedVisit, schedule_day

ALL = sites(6)
LUNCH = Lunch(690, 840, 60)


def visit(
    duration: int = 60, travel: int = 10, opens: int = 540, closes: int = 1080
) -> OrderedVisit:
    return OrderedVisit(duration, (TimeWindow(opens, closes),), travel)


def test_visitor_waits_until_the_site_opens() -> None:
    assert earliest_starts([visit(opens=600)], 540, 1080, 10, None) == (600,)


def test_meal_is_taken_before_a_visit_that_would_run_through_it() -> None:
    starts = earliest_starts([visit(200), visit(200)], 540, 1080, 10, LUNCH)
    assert starts == (550, 550 + 200 + 60 + 10)


def test_order_without_room_for_the_meal_is_impossible() -> None:
    assert earliest_starts([visit(300, 0)], 540, 840, 0, LUNCH) is None
    assert earliest_starts([visit(300, 0)], 540, 840, 0, None) == (540,)


def test_order_that_ends_too_late_is_impossible() -> None:
    assert earliest_starts([visit(60), visit(60, opens=1000)], 540, 1060, 10, None) is None


def test_second_window_is_used_when_the_first_has_passed() -> None:
    twice = OrderedVisit(60, (TimeWindow(540, 600), TimeWindow(840, 960)), 30)
    assert earliest_starts([twice], 540, 1080, 10, None) == (840,)


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


@given(orders, st.sampled_from([None, LUNCH]))
def test_starts_keep_windows_order_and_leave_room_for_the_meal(
    visits: list[OrderedVisit], lunch: Lunch | None
) -> None:
    starts = earliest_starts(visits, 540, 1080, 15, lunch)
    if starts is None:
        return
    free = 540
    room_for_meal = lunch is None
    for start, one in zip(starts, visits, strict=True):
        room_for_meal |= lunch is not None and meal_fits(free, start - one.travel_min, lunch)
        assert start >= free + one.travel_min
        assert any(w.holds(start, start + one.duration_min) for w in one.windows)
        free = start + one.duration_min
    assert free + 15 <= 1080
    assert room_for_meal or (lunch is not None and meal_fits(free, 1080 - 15, lunch))


def meal_fits(free: int, until: int, lunch: Lunch) -> bool:
    begin = max(free, lunch.earliest_min)
    return begin + lunch.duration_min <= min(until, lunch.latest_end_min)


def timed_day(starts: list[tuple[int, int]], lunch: Lunch | None = LUNCH) -> Itinerary:
    matrix = SteadyTravel().matrix([place().at, *(s.place.at for s in ALL)], TravelLimits())
    visits = [TimedVisit(ALL[n], start, 60) for n, start in starts]
    day = schedule_day(Frame(FRIDAY, place(), place(), 540, 1080, lunch), visits, matrix)
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
    day = timed_day([(0, 660)], None).days[0]
    assert day.stops[0].start_min == 660 - day.legs[0].minutes


def test_meal_comes_before_the_way_when_there_is_time() -> None:
    plan = timed_day([(0, 600), (1, 800)])
    kinds = [stop.kind for stop in plan.days[0].stops]
    assert kinds == [StopKind.BASE, StopKind.VISIT, StopKind.BREAK, StopKind.VISIT, StopKind.BASE]
    assert rules_broken(plan) == set()


def test_day_without_visits_is_a_day_at_the_base() -> None:
    plan = timed_day([])
    assert [stop.kind for stop in plan.days[0].stops] == [StopKind.BASE, StopKind.BASE]
    assert rules_broken(plan) == set()


def test_day_that_begins_after_noon_has_its_meal_before_or_needs_none() -> None:
    assert rules_broken(timed_day([(0, 880), (1, 960)])) == set()


def test_empty_plan_of_a_builder_is_clean() -> None:
    plan = itinerary([ALL[:3], ALL[3:]])
    assert plan.visited == tuple(s.id for s in ALL)
