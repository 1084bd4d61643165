"""The journeys of a tour: own minutes first; lines for what is routed."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import CENTRE, city, itinerary, routed, sites, tour
from tests.fakes import InMemoryCatalogue, SteadyTravel
from tourplanner.domain.edits import with_own_leg
from tourplanner.domain.own_leg import OwnLeg
from tourplanner.domain.place import Coordinates
from tourplanner.domain.travel import TravelMode, TravelSource, Way
from tourplanner.travel.estimate import EstimatedTravel
from tourplanner.usecases.check_tour import check_tour
from tourplanner.usecases.journeys import journeys_between, trace_tour
from tourplanner.usecases.make_roadbook import make_roadbook
from tourplanner.usecases.plan_tour import Effort, plan_tour

KNOWN = sites(4)
CATALOGUE = InMemoryCatalogue(KNOWN, (city(),))


class Detour:
    """RouteLines by way of a corner."""

    def way(self, start: Coordinates, end: Coordinates, mode: TravelMode) -> Way:
        return Way((start, Coordinates(start.lat, end.lon), end), 12, 0)


def test_own_minutes_reach_the_plan_and_its_legs() -> None:
    first = KNOWN[0].point.at
    wish = with_own_leg(tour(days=1), OwnLeg(CENTRE, first, TravelMode.WALK, 33))
    for other in KNOWN[1:]:
        wish = with_own_leg(wish, OwnLeg(CENTRE, other.point.at, TravelMode.WALK, 44))
    planned = plan_tour(wish, CATALOGUE, EstimatedTravel(), effort=Effort(5.0, 400))
    assert planned.itinerary is not None
    leg = planned.itinerary.days[0].legs[0]
    assert leg.minutes in {33, 44}
    assert leg.source is TravelSource.OWN
    assert check_tour(planned, CATALOGUE, EstimatedTravel()) == ()
    hurried = replace(planned, own_legs=tuple(replace(own, minutes=90) for own in planned.own_legs))
    assert check_tour(hurried, CATALOGUE, EstimatedTravel())


def test_own_minutes_win_over_whoever_answers() -> None:
    first = KNOWN[0].point.at
    wish = with_own_leg(tour(), OwnLeg(CENTRE, first, TravelMode.E_BIKE, 3))
    found = journeys_between([CENTRE, first], wish, SteadyTravel()).between(CENTRE, first)
    assert found is not None
    assert (found.mode, found.minutes) == (TravelMode.E_BIKE, 3)


def test_only_what_is_no_estimate_gets_a_line() -> None:
    plan = routed(itinerary([KNOWN[:2], KNOWN[2:]]))
    bare = replace(
        plan,
        days=tuple(
            replace(day, legs=tuple(replace(leg, line=()) for leg in day.legs)) for day in plan.days
        ),
    )
    traced = trace_tour(tour(itinerary=bare), Detour()).itinerary
    assert traced is not None
    for day in traced.days:
        assert [len(leg.line) for leg in day.legs] == [3, 0, 0]
        assert [leg.climb_m for leg in day.legs] == [12, None, None]
    assert trace_tour(tour(), Detour()) == tour()


def test_roads_are_not_outweighed_by_an_estimate() -> None:
    plan = itinerary([KNOWN[:2], KNOWN[2:]])
    days = []
    for day in plan.days:
        legs = tuple(replace(one, minutes=1, source=TravelSource.ROUTED) for one in day.legs)
        days.append(replace(day, legs=legs))
    quick = tour(itinerary=replace(plan, days=tuple(days)))
    rules = {fault.rule for fault in check_tour(quick, CATALOGUE, EstimatedTravel())}
    assert "leg_minutes" not in rules
    rules = {fault.rule for fault in check_tour(quick, CATALOGUE, _Roads())}
    assert "leg_minutes" in rules


class _Roads(SteadyTravel):
    def _time(self, start: Coordinates, end: Coordinates):  # type: ignore[no-untyped-def]
        return replace(super()._time(start, end), source=TravelSource.ROUTED)


def test_reader_is_told_which_times_are_estimates_and_whose_the_ways_are() -> None:
    plan = itinerary([KNOWN[:2], KNOWN[2:]])
    book = make_roadbook(tour(itinerary=plan, known=KNOWN), CATALOGUE)
    assert book.cautions[0] == "Travel times are estimates from straight-line distances."
    book = make_roadbook(tour(itinerary=routed(plan), known=KNOWN), CATALOGUE)
    assert book.cautions[0] == "Some travel times are estimates from straight-line distances."
    assert "OpenStreetMap" in book.cautions[1]
