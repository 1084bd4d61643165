"""Planning a tour: whatever is wished, the plan has no faults."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import FRIDAY, city, place, site, sites, tour
from tests.fakes import InMemoryCatalogue
from tourplanner.domain.breaks import NamedBreak, lunch_break
from tourplanner.domain.edits import (
    book_visit,
    exclude,
    keep_order,
    lock_visit,
    prefer,
    with_base,
    with_budget,
    with_duration,
)
from tourplanner.domain.itinerary import ReasonKind, StopKind
from tourplanner.domain.money import Money
from tourplanner.domain.preferences import Interest, Pace
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.site import Site, SiteEvent, SiteId, SiteKind
from tourplanner.domain.tour import Appointment, Lock, Tour
from tourplanner.domain.travel import TravelLimits, TravelMode
from tourplanner.domain.vocabulary import Facet
from tourplanner.planning.tour_problem import BaseOutOfReach, WalkLimitTooLow
from tourplanner.travel.estimate import EstimatedTravel
from tourplanner.usecases.check_tour import check_tour
from tourplanner.usecases.plan_tour import Effort, plan_tour

QUICK = Effort(time_limit_s=2.0, iterations=300)
TRAVEL = EstimatedTravel()


def catalogue(known: tuple[Site, ...]) -> InMemoryCatalogue:
    holidays = {"CN": PublicHolidays("CN", frozenset({date(2027, 4, 17)}))}
    return InMemoryCatalogue(known, (city(),), holidays)


def planned(wishes: Tour, known: tuple[Site, ...]) -> Tour:
    return plan_tour(wishes, catalogue(known), TRAVEL, effort=QUICK)


def reasons(plan: Tour) -> dict[str, ReasonKind]:
    assert plan.itinerary is not None
    return {entry.site: entry.reason.kind for entry in plan.itinerary.left_out}


def visited(plan: Tour) -> tuple[str, ...]:
    assert plan.itinerary is not None
    return plan.itinerary.visited


BREAKS = (
    (),
    (lunch_break(),),
    (lunch_break(), NamedBreak("Tea", 900, 990, 20)),
    (NamedBreak("Prayer", 780, 840, 15), NamedBreak("Dinner", 1080, 1260, 60), lunch_break()),
)

hours = st.sampled_from(
    [
        "Mo-Su 09:00-17:00",
        "Tu-Su,PH 09:00-17:00",
        "Mo-Fr 09:00-12:00,14:00-17:00",
        "Sa 08:00-12:00",
        "Fr-Su 16:30-22:00",
        "24/7",
        "off",
        "Mo-Su 18:00-23:00",
        None,
    ]
)


@st.composite
def generated_sites(draw: st.DrawFn) -> tuple[Site, ...]:
    count = draw(st.integers(1, 14))
    return tuple(
        replace(
            site(
                f"s{n}",
                kind=draw(st.sampled_from([SiteKind.MUSEUM, SiteKind.MARKET, SiteKind.TRANSPORT])),
                lat=29.2947 + draw(st.floats(-0.1, 0.1)),
                lon=117.2070 + draw(st.floats(-0.1, 0.1)),
                hours=draw(hours),
                visit_min=draw(st.sampled_from([15, 45, 90, 240])),
            ),
            events=draw(
                st.sampled_from(
                    [(), (SiteEvent("Tour", weekdays=(4, 5), start_min=630, end_min=690),)]
                )
            ),
        )
        for n in range(count)
    )


@st.composite
def generated_tours(draw: st.DrawFn, known: tuple[Site, ...]) -> Tour:
    ids = [s.id for s in known]
    wished = draw(st.lists(st.sampled_from(ids), unique=True, max_size=3))
    cut = draw(st.integers(0, len(wished)))
    more = draw(st.integers(cut, len(wished)))
    modes = draw(
        st.sampled_from([(TravelMode.WALK, TravelMode.TAXI), tuple(TravelMode), (TravelMode.TAXI,)])
    )
    made = tour(
        days=draw(st.integers(1, 3)),
        start=draw(st.sampled_from([FRIDAY, date(2027, 4, 18)])),
        required=tuple(wished[:cut]),
        preferred=tuple(wished[cut:more]),
        excluded=tuple(wished[more:]),
        pace=draw(st.sampled_from(list(Pace))),
        breaks=draw(st.sampled_from(BREAKS)),
        free_min=draw(st.sampled_from([None, 0, 45])),
        extra_min=draw(st.sampled_from([None, 0, 30])),
        kind_percent=draw(st.sampled_from([(100,), (100, 85, 70, 60), (90, 0)])),
        travel=TravelLimits(modes=modes, walk_per_day_m=draw(st.sampled_from([None, 0, 2500]))),
        day_start_min=draw(st.sampled_from([480, 540, 720])),
        day_end_min=draw(st.sampled_from([1020, 1260])),
    )
    free = [i for i in ids if i not in made.preferences.excluded]
    if free and draw(st.booleans()):
        start = draw(st.sampled_from([None, 600, 845]))
        made = lock_visit(made, Lock(draw(st.sampled_from(free)), 0, start))
    if free and draw(st.booleans()):
        site = draw(st.sampled_from(free))
        start = draw(st.sampled_from([540, 750, 1080]))
        made = book_visit(made, Appointment(site, 0, start, 50, draw(st.booleans())))
    made = with_budget(made, draw(st.sampled_from([None, Money(Decimal(120), "CNY")])))
    order = draw(st.lists(st.sampled_from(free), unique=True)) if free else []
    made = keep_order(made, tuple(order))
    if made.preferences.days > 1 and draw(st.booleans()):
        made = with_base(made, place("Village inn", 29.36, 117.24), night=0)
    return made


def has_candidates(wishes: Tour, known: tuple[Site, ...]) -> bool:
    """Whether any site can be put to the search; without one there is nothing to plan."""
    sights = [s for s in known if s.kind.is_sight or s.id in wishes.preferences.required]
    unwanted = set(wishes.preferences.excluded)
    return any(s.id not in unwanted and s.hours.expression for s in sights)


@settings(max_examples=200)
@given(st.data())
def test_no_generated_wish_leads_to_a_faulty_plan(data: st.DataObject) -> None:
    known = data.draw(generated_sites())
    wishes = data.draw(generated_tours(known))
    if not has_candidates(wishes, known):
        return
    plan = planned(wishes, known)
    out = reasons(plan)
    demanded = wishes.demanded
    unmet = {"required", "lock", "appointment", "order"} if demanded & set(out) else set()
    found = [
        fault for fault in check_tour(plan, catalogue(known), TRAVEL) if fault.rule not in unmet
    ]
    assert found == []
    assert set(out) | set(visited(plan)) == {s.id for s in known}
    assert demanded <= set(out) | set(visited(plan))


def test_museum_is_planned_on_a_day_it_is_open() -> None:
    known = (site("m", hours="Mo 09:00-17:00"), site("n", hours="Fr 09:00-17:00"))
    plan = planned(tour(days=4, start=FRIDAY), known)
    assert plan.itinerary is not None
    assert (plan.itinerary.day_of(SiteId("n")), plan.itinerary.day_of(SiteId("m"))) == (0, 3)


def test_site_closed_on_all_days_says_so() -> None:
    known = (*sites(2), site("m", hours="We 09:00-17:00"))
    assert reasons(planned(tour(days=2), known))["m"] is ReasonKind.CLOSED


def test_evening_market_says_how_much_longer_the_day_would_have_to_be() -> None:
    known = (*sites(2), site("m", hours="Mo-Su 18:00-23:00", visit_min=60))
    plan = planned(tour(days=1, day_end_min=1080, pace=Pace.FULL), known)
    assert plan.itinerary is not None
    entry = next(e for e in plan.itinerary.left_out if e.site == "m")
    assert (entry.reason.kind, entry.reason.short_min) == (ReasonKind.OUTSIDE_HOURS, 60)


def test_locked_visit_stays_on_its_day_at_its_time() -> None:
    wishes = lock_visit(tour(days=2), Lock(SiteId("site-3"), 1, 845))
    plan = planned(wishes, sites(6))
    assert plan.itinerary is not None
    stop = next(s for s in plan.itinerary.days[1].visits if s.site == "site-3")
    assert stop.start_min == 845


def test_lock_on_a_closed_day_is_left_out_with_that_reason() -> None:
    known = (*sites(2), site("m", hours="Sa 09:00-17:00"))
    plan = planned(lock_visit(tour(days=2), Lock(SiteId("m"), 0)), known)
    assert reasons(plan)["m"] is ReasonKind.LOCK


def test_visits_kept_in_order_are_made_in_that_order() -> None:
    wanted = tuple(SiteId(f"site-{n}") for n in (5, 0, 3, 1))
    plan = planned(keep_order(tour(days=2), wanted), sites(6))
    assert tuple(s for s in visited(plan) if s in wanted) == wanted


def test_tickets_stay_within_the_budget_and_the_rest_say_so() -> None:
    wishes = with_budget(tour(days=2), Money(Decimal(120), "CNY"))
    plan = planned(wishes, sites(6))
    assert len(visited(plan)) == 2
    assert set(reasons(plan).values()) == {ReasonKind.OVER_BUDGET}


def test_duration_set_by_hand_is_kept() -> None:
    plan = planned(with_duration(tour(days=1), SiteId("site-0"), 111), sites(1))
    assert plan.itinerary is not None
    stop = plan.itinerary.days[0].visits[0]
    assert stop.end_min - stop.start_min == 111


def test_kind_of_no_interest_is_left_out_for_that() -> None:
    dull = (Interest(Facet.KIND, "museum", 0),)
    plan = planned(tour(interests=dull), (site("m"), *sites(1)))
    assert reasons(plan)["m"] is ReasonKind.NO_INTEREST


def test_site_beyond_all_limits_is_too_far() -> None:
    on_foot = TravelLimits(modes=(TravelMode.WALK,), walk_limit_m=3000)
    plan = planned(tour(travel=on_foot), (*sites(2), site("m", lat=29.6)))
    assert reasons(plan)["m"] is ReasonKind.TOO_FAR


def test_full_day_names_the_minutes_or_the_visits_in_the_way() -> None:
    known = tuple(replace(s, visit_min=120) for s in sites(6))
    plan = planned(tour(days=1), known)
    assert plan.itinerary is not None
    for entry in plan.itinerary.left_out:
        assert entry.reason.kind in {ReasonKind.DAY_FULL, ReasonKind.OUTRANKED}
        assert entry.reason.short_min or entry.reason.instead_of


def test_visit_is_timed_for_an_event_and_names_it() -> None:
    guided = SiteEvent("Guided tour", weekdays=(4,), start_min=870, end_min=930)
    known = (replace(site("m", visit_min=60), events=(guided,)), *sites(2))
    plan = planned(tour(days=1, pace=Pace.FULL), known)
    assert plan.itinerary is not None
    stop = next(s for s in plan.itinerary.days[0].visits if s.site == "m")
    assert (stop.event, stop.start_min) == ("Guided tour", 870)


def test_days_with_visits_have_their_lunch() -> None:
    plan = planned(tour(days=2), sites(6))
    assert plan.itinerary is not None
    for day in plan.itinerary.days:
        if day.stops[0].start_min <= 690 and day.stops[-1].start_min >= 840:
            assert StopKind.BREAK in {stop.kind for stop in day.stops}


def test_same_seed_gives_the_same_plan() -> None:
    known = sites(6)
    assert planned(tour(), known) == planned(tour(), known)


def test_first_plan_comes_before_better_ones() -> None:
    seen: list[Tour] = []
    known = tuple(replace(s, visit_min=100) for s in sites(6))
    best = plan_tour(tour(), catalogue(known), TRAVEL, effort=QUICK, on_plan=seen.append)
    scores = [plan.itinerary.score for plan in seen if plan.itinerary]
    assert scores == sorted(scores)
    assert best.itinerary is not None
    assert best.itinerary.score >= scores[-1]


def test_planning_on_begins_with_the_plan_there_was() -> None:
    known = tuple(replace(s, visit_min=80) for s in sites(6))
    before = planned(tour(), known)
    assert before.itinerary is not None
    gone, *rest = before.itinerary.visited
    seen: list[Tour] = []
    bench = catalogue(known)
    after = plan_tour(exclude(before, gone), bench, TRAVEL, effort=QUICK, on_plan=seen.append)
    assert seen[0].itinerary is not None
    assert set(rest) <= set(seen[0].itinerary.visited)
    assert gone not in visited(after)
    afresh = plan_tour(before, bench, TRAVEL, effort=QUICK, afresh=True)
    assert afresh == replace(planned(tour(), known), id=before.id)


def test_site_one_would_like_to_see_outranks_its_like() -> None:
    known = tuple(replace(s, kind=SiteKind.MUSEUM, visit_min=180) for s in sites(6))
    wishes = prefer(tour(days=1), SiteId("site-5"))
    assert "site-5" in visited(planned(wishes, known))
    assert "site-5" not in visited(planned(tour(days=1), known))


def test_preferred_site_is_planned_though_its_kind_is_of_no_interest() -> None:
    dull = (Interest(Facet.KIND, "museum", 0),)
    wishes = prefer(tour(interests=dull), SiteId("m"))
    assert "m" in visited(planned(wishes, (site("m"), *sites(1))))


def test_further_museums_give_way_to_another_kind() -> None:
    market = site("market", kind=SiteKind.MARKET, visit_min=60)
    known = tuple(
        site(f"m{n}", kind=SiteKind.MUSEUM, visit_min=60, lat=market.point.at.lat) for n in range(7)
    )
    short = {"days": 1, "day_end_min": 840, "breaks": (), "extra_min": 0}
    assert "market" not in visited(planned(tour(kind_percent=(100,), **short), (*known, market)))
    varied = planned(tour(kind_percent=(100, 50), **short), (*known, market))
    assert "market" in visited(varied)


def test_walking_limit_is_a_reason_with_the_metres_missing() -> None:
    on_foot = TravelLimits(modes=(TravelMode.WALK,), walk_per_day_m=1000)
    plan = planned(tour(days=1, travel=on_foot), (*sites(2), site("m", lat=29.3, lon=117.207)))
    assert plan.itinerary is not None
    reason = next(e.reason for e in plan.itinerary.left_out if e.site == "m")
    assert reason.kind is ReasonKind.WALK_LIMIT
    assert reason.short_m


def test_limit_below_the_way_between_two_bases_is_named() -> None:
    on_foot = TravelLimits(modes=(TravelMode.WALK,), walk_limit_m=20_000, walk_per_day_m=1000)
    wishes = with_base(tour(days=2, travel=on_foot), place("Village inn", 29.36, 117.24), night=1)
    with pytest.raises(WalkLimitTooLow, match="Village inn"):
        planned(wishes, sites(3))


def test_search_that_is_stopped_gives_the_best_so_far() -> None:
    plan = plan_tour(
        tour(), catalogue(sites(6)), TRAVEL, effort=Effort(60, 10**9), should_stop=lambda: True
    )
    assert check_tour(plan, catalogue(sites(6)), TRAVEL) == ()


@pytest.mark.parametrize("night", [0, 1])
def test_two_bases_too_far_apart_for_a_day_are_named(night: int) -> None:
    on_foot = TravelLimits(modes=(TravelMode.WALK,), walk_limit_m=3000)
    wishes = with_base(tour(days=3, travel=on_foot), place("Far inn", 29.9), night=night)
    with pytest.raises(BaseOutOfReach, match="Far inn"):
        planned(wishes, sites(3))
