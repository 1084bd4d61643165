"""The longest tour there is: planned, checked, told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.builders import place, sites, tour
from tests.usecases.test_plan_tour import QUICK, TRAVEL, catalogue
from tourplanner.domain.edits import with_base
from tourplanner.domain.tour_codec import from_plain, to_plain
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.usecases.check_tour import check_tour
from tourplanner.usecases.make_roadbook import make_roadbook
from tourplanner.usecases.plan_tour import plan_tour

KNOWN = tuple(replace(site, visit_min=240) for site in sites(90))
BENCH = catalogue(KNOWN)


def test_sixty_days_with_two_bases_are_planned_without_a_fault() -> None:
    wishes = with_base(tour(days=MAX_DAYS), place("Second house", 29.31, 117.25), 29)
    planned = plan_tour(wishes, BENCH, TRAVEL, effort=QUICK)
    assert planned.itinerary is not None
    assert len(planned.itinerary.days) == MAX_DAYS
    assert sum(len(day.visits) for day in planned.itinerary.days) >= MAX_DAYS
    assert check_tour(planned, BENCH, TRAVEL) == ()
    assert from_plain(to_plain(planned)) == planned


def test_days_beyond_the_known_holidays_are_told() -> None:
    wishes = tour(days=MAX_DAYS, start=date(2099, 12, 1))
    book = make_roadbook(plan_tour(wishes, BENCH, TRAVEL, effort=QUICK), BENCH)
    assert any("2099, 2100 are not known" in caution for caution in book.cautions)
