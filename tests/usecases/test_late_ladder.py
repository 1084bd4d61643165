"""What drops first when one is late: visits move, shrink, then go, the dearest last."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import itinerary, sites, tour
from tests.usecases.test_plan_tour import QUICK, TRAVEL, catalogue
from tourplanner.domain.edits import book_visit, prefer
from tourplanner.domain.late_ladder import LATENESS_MIN, Fate, LateDay, LateStep
from tourplanner.domain.place import Coordinates
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Appointment, Tour
from tourplanner.domain.visit_windows import open_windows
from tourplanner.usecases.day_clock import WishedVisit, clock_of
from tourplanner.usecases.late_ladder import LEAST_CUT_MIN, MOST_VISITS, late_ladder
from tourplanner.usecases.plan_tour import plan_tour

KNOWN = tuple(replace(s, visit_min=60) for s in sites(7))
BENCH = catalogue(KNOWN)


def planned(wishes: Tour | None = None) -> Tour:
    return plan_tour(wishes or tour(days=1), BENCH, TRAVEL, effort=QUICK)


def first_day(of: Tour) -> LateDay:
    return late_ladder(of, BENCH, TRAVEL).days[0]


def steps(day: LateDay) -> list[LateStep]:
    return [step for stop in day.stops for step in stop.steps]


def test_every_stop_has_a_step_for_each_delay_and_speaks_of_the_rest_of_the_day() -> None:
    one = planned()
    assert one.itinerary is not None
    visited = [stop.site for stop in one.itinerary.days[0].visits]
    day = first_day(one)
    assert [stop.site for stop in day.stops] == visited
    for place, stop in enumerate(day.stops):
        assert tuple(step.late_min for step in stop.steps) == LATENESS_MIN
        for step in stop.steps:
            assert [visit.site for visit in step.visits] == visited[place:]


def test_a_day_with_room_only_moves() -> None:
    one = planned(tour(days=1, excluded=tuple(s.id for s in KNOWN[2:])))
    fates = {visit.fate for visit in first_day(one).stops[0].steps[0].visits}
    assert fates <= {Fate.KEPT, Fate.LATER}


def test_a_full_day_gives_something_up() -> None:
    day = first_day(planned())
    assert any(v.fate in {Fate.CUT, Fate.DROPPED} for v in day.stops[0].steps[-1].visits)


def test_what_the_traveller_would_like_outlives_an_ordinary_visit() -> None:
    one = planned()
    assert one.itinerary is not None
    last = one.itinerary.days[0].visits[-1].site
    assert last is not None
    dear = prefer(one, last)
    kept = replace(one, preferences=dear.preferences)
    for step in steps(first_day(kept)):
        fate = {visit.site: visit.fate for visit in step.visits}
        if fate.get(last) is Fate.DROPPED:
            assert all(other is Fate.DROPPED for other in fate.values())


def test_a_booked_visit_is_never_moved_to_another_time() -> None:
    booking = Appointment(KNOWN[0].id, 0, 15 * 60, 60)
    one = planned(book_visit(tour(days=1), booking))
    for step in steps(first_day(one)):
        for visit in step.visits:
            if visit.site == booking.site and visit.start_min is not None:
                assert visit.start_min >= booking.start_min
                assert visit.end_min is not None
                assert visit.end_min <= booking.end_min


def test_a_day_beyond_all_measure_is_not_tried_through() -> None:
    many = tuple(replace(s, visit_min=10) for s in sites(MOST_VISITS + 1))
    plan = itinerary([many])
    one = tour(days=1, itinerary=plan, known=many)
    assert late_ladder(one, catalogue(many), TRAVEL).days[0].stops == ()


def test_a_tour_without_a_plan_has_no_ladder() -> None:
    assert late_ladder(tour(days=1), BENCH, TRAVEL).days == ()


@given(st.integers(1, 2**31), st.integers(15, 120))
@settings(max_examples=15, deadline=None)
def test_the_rest_of_a_day_keeps_hours_and_the_order_of_visits(seed: int, minutes: int) -> None:
    known = tuple(replace(s, visit_min=minutes) for s in sites(6))
    bench = catalogue(known)
    one = plan_tour(replace(tour(days=1), seed=seed), bench, TRAVEL, effort=QUICK)
    wishes, by_id = one.preferences, {site.id: site for site in known}
    for stop in late_ladder(one, bench, TRAVEL).days[0].stops:
        for step in stop.steps:
            now = 0
            for visit in step.visits:
                if visit.start_min is None or visit.end_min is None:
                    assert visit.fate is Fate.DROPPED
                    continue
                assert visit.start_min >= now
                now = visit.end_min
                assert visit.end_min - visit.start_min >= min(minutes, LEAST_CUT_MIN)
                windows = open_windows(by_id[visit.site], wishes.start, bench.holidays("CN"))
                assert any(w.holds(visit.start_min, visit.end_min) for w in windows or ())
            assert step.home_min is None or now <= step.home_min <= wishes.day_end_min


def test_more_delay_never_saves_a_visit() -> None:
    day = first_day(planned())
    for stop in day.stops:
        counts = [len(step.dropped) for step in stop.steps]
        assert counts == sorted(counts)


@pytest.mark.parametrize("place", range(2))
def test_who_comes_late_is_not_there_before(place: int) -> None:
    one = planned()
    assert one.itinerary is not None
    planned_stop = one.itinerary.days[0].visits[place]
    for step in first_day(one).stops[place].steps:
        first = step.visits[0]
        if first.start_min is not None:
            assert first.start_min >= planned_stop.start_min


def test_no_rest_of_a_day_has_more_to_walk_than_is_wished() -> None:
    """Without the visit in the middle, which taxis reach, the way to the last is one on foot."""
    first, middle, last = (
        replace(site, point=replace(site.point, at=Coordinates(29.2947, lon)))
        for site, lon in zip(KNOWN, (117.2071, 117.2600, 117.2150), strict=False)
    )
    bench = catalogue((first, middle, last))
    wishes = tour(
        days=1, breaks=(), day_end_min=800, preferred=(first.id, last.id), known=KNOWN[:3]
    )

    def dropped(walk_per_day_m: int | None) -> list[SiteId]:
        ways = replace(wishes.preferences.travel, walk_per_day_m=walk_per_day_m)
        one = replace(wishes, preferences=replace(wishes.preferences, travel=ways))
        clock = clock_of(
            replace(wishes, itinerary=itinerary([(first, middle, last)])), bench, TRAVEL
        )
        order = [WishedVisit(site.id, 60) for site in (first, middle, last)]
        timed = clock.timed_day(0, order)
        assert timed is not None
        plan = itinerary([(first,)])
        late = late_ladder(replace(one, itinerary=replace(plan, days=(timed,))), bench, TRAVEL)
        return list(late.days[0].stops[1].steps[3].dropped)

    assert dropped(None) == [middle.id]
    assert dropped(0) == [last.id]
