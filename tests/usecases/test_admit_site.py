"""Changes that admit a site, clashes of demands, and alternatives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.builders import site, sites, tour
from tests.usecases.test_plan_tour import QUICK, TRAVEL, catalogue, planned
from tourplanner.domain.edits import (
    book_visit,
    exclude,
    freeze_day,
    lock_visit,
    require,
    with_budget,
)
from tourplanner.domain.money import Money
from tourplanner.domain.preferences import Interest, Pace
from tourplanner.domain.site import Site, SiteId, SiteKind
from tourplanner.domain.tour import Appointment, Lock, Tour
from tourplanner.domain.travel import TravelLimits, TravelMode
from tourplanner.domain.vocabulary import Facet
from tourplanner.usecases.admit_site import Admission, admissions
from tourplanner.usecases.alternatives import alternatives
from tourplanner.usecases.check_tour import check_tour
from tourplanner.usecases.find_clash import clashing_wishes, find_clash, wish_text

M = SiteId("m")


def admitted(wishes: Tour, known: tuple[Site, ...]) -> tuple[Admission, ...]:
    plan = planned(wishes, known)
    assert plan.itinerary is not None
    assert M not in plan.itinerary.visited
    found = admissions(plan, M, catalogue(known), TRAVEL, effort=QUICK)
    for admission in found:
        after = admission.tour.itinerary
        assert after is not None
        assert M in after.visited
        assert set(admission.loses) == set(plan.itinerary.visited) - set(after.visited)
        assert check_tour(admission.tour, catalogue(known), TRAVEL) == ()
    return found


def test_site_closed_on_all_days_is_admitted_by_other_dates() -> None:
    found = admitted(tour(days=2), (*sites(2), site("m", hours="Mo 09:00-17:00")))
    assert found[0].what == "Start on Sun 18 Apr."


def test_evening_market_is_admitted_by_a_longer_day() -> None:
    known = (*sites(2), site("m", hours="Mo-Su 18:00-23:00", visit_min=60))
    found = admitted(tour(days=1, pace=Pace.FULL), known)
    assert [admission.what for admission in found] == ["Stay out until 19:15."]


def test_site_beyond_the_day_s_end_is_rounded_up_until_it_fits() -> None:
    known = (*(replace(s, visit_min=120) for s in sites(4)), site("m", visit_min=60))
    dull = (Interest(Facet.KIND, "museum", 0.2),)
    found = admitted(tour(days=1, interests=dull), known)
    assert "Require it." in [admission.what for admission in found]
    assert all(len(a.loses) >= len(b.loses) for a, b in zip(found[1:], found, strict=False))


def test_site_left_out_by_wish_is_admitted_by_taking_it_back() -> None:
    found = admitted(exclude(tour(), M), (*sites(2), site("m")))
    assert found[0].what == "Take back your wish to leave it out."


def test_site_too_far_on_foot_is_admitted_by_taxi() -> None:
    on_foot = TravelLimits(modes=(TravelMode.WALK,), walk_limit_m=3000)
    found = admitted(tour(travel=on_foot), (*sites(2), site("m", lat=29.36)))
    assert found[0].what == "Allow taxis."


def test_visited_site_needs_no_admission() -> None:
    plan = planned(tour(), sites(2))
    assert admissions(plan, sites(2)[0].id, catalogue(sites(2)), TRAVEL) == ()


def test_demands_that_fit_do_not_clash() -> None:
    wishes = require(tour(days=1), sites(3)[0].id)
    assert find_clash(wishes, catalogue(sites(3)), TRAVEL) == ()


def test_smallest_clash_leaves_out_the_innocent() -> None:
    known = (
        site("a", hours="Fr 09:00-12:00", visit_min=150),
        site("b", hours="Fr 09:00-12:00", visit_min=150),
        site("c", hours="Mo-Su 13:00-17:00", visit_min=30),
    )
    wishes = tour(days=1, required=tuple(s.id for s in known))
    clash = find_clash(wishes, catalogue(known), TRAVEL)
    assert set(clash) == {"a", "b"}


def test_lock_on_a_closed_day_clashes_with_itself() -> None:
    known = (*sites(2), site("m", hours="Sa 09:00-17:00"))
    wishes = lock_visit(tour(days=2), Lock(M, 0))
    assert find_clash(wishes, catalogue(known), TRAVEL) == ("m",)


@pytest.mark.parametrize("count", [3, 12])
def test_alternatives_differ_and_none_dominates_another(count: int) -> None:
    known = tuple(
        replace(s, visit_min=60 + 15 * n, kind=list(SiteKind)[n % 6])
        for n, s in enumerate(sites(count))
    )
    found = alternatives(tour(days=1), catalogue(known), TRAVEL, effort=QUICK)
    assert 1 <= len(found) <= 3
    for one in found:
        assert check_tour(one.tour, catalogue(known), TRAVEL) == ()
        assert not any(one.is_dominated_by(other) for other in found)


def test_site_beyond_the_walking_limit_is_admitted_by_a_higher_one() -> None:
    near = tour(days=1, travel=TravelLimits(modes=(TravelMode.WALK,), walk_per_day_m=1000))
    found = admitted(near, (*sites(2), site("m", lat=29.3000, lon=117.2070)))
    assert found[0].what.startswith("Walk up to ")
    assert found[0].loses == ()


def test_ticket_over_the_budget_is_admitted_by_more_money() -> None:
    known = (*sites(2), site("m", visit_min=15))
    found = admitted(with_budget(tour(days=1), Money(Decimal(110), "CNY")), known)
    assert found[0].what == "Raise the budget to 163 CNY."


def test_booking_that_cannot_be_kept_is_moved_or_cancelled() -> None:
    known = (*sites(2), site("m", hours="Sa 09:00-17:00"))
    wishes = book_visit(tour(days=2), Appointment(M, 0, 600, 60, by_appointment=False))
    assert [a.what for a in admitted(wishes, known)][:2] == [
        "Cancel its booking.",
        "Book it for day 2.",
    ]


def test_day_full_of_free_time_is_admitted_without_it() -> None:
    known = tuple(replace(s, visit_min=100) for s in (*sites(3), site("m", visit_min=100)))
    wishes = tour(
        days=1, free_min=60, extra_min=0, interests=(Interest(Facet.KIND, "museum", 0.6),)
    )
    assert "Leave no free time." in [a.what for a in admitted(wishes, known)]


def test_clash_of_a_booking_with_a_break_names_both() -> None:
    known = (*sites(2), site("m"))
    wishes = book_visit(tour(days=1), Appointment(M, 0, 690, 150))
    clash = clashing_wishes(wishes, catalogue(known), TRAVEL)
    told = [wish_text(wish, wishes, str) for wish in clash]
    assert told == ["Lunch", "m, booked for 11:30 on day 1"]
    assert find_clash(wishes, catalogue(known), TRAVEL) == ("m",)


def test_clash_with_a_frozen_day_names_it() -> None:
    known = (*sites(2), site("m", hours="Fr 09:00-17:00", visit_min=400))
    plan = planned(tour(days=1, excluded=(M,)), known)
    wishes = require(freeze_day(plan, 0), M)
    told = [
        wish_text(wish, wishes, str) for wish in clashing_wishes(wishes, catalogue(known), TRAVEL)
    ]
    assert told == ["day 1 kept as it is", "m"]


def test_alternatives_keep_the_other_wishes() -> None:
    known = tuple(
        replace(s, visit_min=60 + 15 * n, kind=list(SiteKind)[n % 6])
        for n, s in enumerate(sites(8))
    )
    dull = (Interest(Facet.KIND, "market", 0.0),)
    wishes = book_visit(
        tour(days=1, interests=dull, free_min=25), Appointment(known[0].id, 0, 600, 60)
    )
    for one in alternatives(wishes, catalogue(known), TRAVEL, effort=QUICK):
        assert check_tour(one.tour, catalogue(known), TRAVEL) == ()
        assert one.tour.appointments == wishes.appointments
        assert set(dull) <= set(one.tour.preferences.interests)
