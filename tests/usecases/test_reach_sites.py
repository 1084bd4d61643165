"""Sites within so many minutes."""

from __future__ import annotations

from tests.builders import CENTRE, city, site, sites
from tests.fakes import InMemoryCatalogue
from tourplanner.domain.site import SiteKind
from tourplanner.domain.travel import TravelMode
from tourplanner.travel.estimate import EstimatedTravel
from tourplanner.usecases.reach_sites import find_within, sites_within

TRAVEL = EstimatedTravel()


def test_filter_equals_the_journeys_one_by_one() -> None:
    known = sites(12)
    for minutes in (1, 3, 6, 9, 30):
        found = sites_within(CENTRE, minutes, TravelMode.WALK, known, TRAVEL)
        expected = set()
        for one in known:
            (journey,) = TRAVEL.journeys_from(CENTRE, [one.point.at], TravelMode.WALK)
            assert journey is not None
            if journey.minutes <= minutes:
                expected.add(one.id)
        assert {one.site.id for one in found} == expected
        assert [one.journey.minutes for one in found] == sorted(o.journey.minutes for o in found)


def test_catalogue_is_asked_for_sights_nearby() -> None:
    known = (*sites(6), site("hotel", kind=SiteKind.TRANSPORT), site("far", lat=29.9))
    catalogue = InMemoryCatalogue(known, (city(),))
    found = find_within(catalogue, CENTRE, 60, TravelMode.WALK, TRAVEL)
    assert {one.site.id for one in found} == {one.id for one in known[:6]}
