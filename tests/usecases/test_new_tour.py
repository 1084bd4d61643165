"""Starting a tour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import FRIDAY, city, site, sites
from tests.fakes import InMemoryCatalogue
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import CityUnknown, InvalidEdit, SiteUnknown
from tourplanner.i18n import speaking
from tourplanner.usecases.find_sites import hours_text, known_terms, term_named
from tourplanner.usecases.new_tour import (
    city_centre,
    days_between,
    is_stand_in,
    new_tour,
    stand_in_names,
)

BENCH = InMemoryCatalogue(sites(4), (city(), city("delft", "Delft", "Delft")))


def test_base_may_be_a_site_or_a_point() -> None:
    at_site = new_tour(BENCH, "jingdezhen", FRIDAY, 2, base="site-1").preferences.base
    at_point = new_tour(BENCH, "jingdezhen", FRIDAY, 2, base=" 29.3 , 117.2").preferences.base
    assert at_site.site == "site-1"
    assert (at_point.at.lat, at_point.at.lon) == (29.3, 117.2)


def test_without_a_base_the_centre_stands_in_and_says_so() -> None:
    base = new_tour(BENCH, "jingdezhen", FRIDAY, 2).preferences.base
    assert "lodging not chosen" in base.name


def test_city_is_found_by_id_and_by_both_names() -> None:
    for name in ("jingdezhen", "Jingdezhen", "景德镇"):
        assert new_tour(BENCH, name, FRIDAY, 1).preferences.city == "jingdezhen"


def test_base_500_km_away_is_refused_with_the_distance() -> None:
    with pytest.raises(InvalidEdit, match=r"Base: it is [0-9]+ km from Jingdezhen"):
        new_tour(BENCH, "jingdezhen", FRIDAY, 2, base="31.23,121.47")


def test_latitude_and_longitude_swapped_are_refused() -> None:
    with pytest.raises(InvalidEdit, match="Coordinates"):
        new_tour(BENCH, "jingdezhen", FRIDAY, 2, base="117.2,29.3")


def test_unknown_city_and_site_are_named_with_a_way_on() -> None:
    with pytest.raises(CityUnknown, match=r"atlantis.*Known cities: jingdezhen, delft"):
        new_tour(BENCH, "atlantis", FRIDAY, 2)
    with pytest.raises(SiteUnknown, match=r"Required: .*nowhere.*tourplanner search"):
        new_tour(BENCH, "jingdezhen", FRIDAY, 2, required=["nowhere"])


def test_reversed_dates_are_refused() -> None:
    assert days_between(FRIDAY, date(2027, 4, 18)) == 3
    with pytest.raises(InvalidEdit, match=r"Dates: .*before it starts"):
        days_between(FRIDAY, date(2027, 4, 15))


def test_terms_are_found_by_id_or_label_in_any_facet() -> None:
    assert term_named(BENCH, "Kiln Site").id == "kiln_site"
    assert known_terms(BENCH, Facet.KIND, ["museum"]) == ("museum",)
    with pytest.raises(InvalidEdit, match="submarine"):
        term_named(BENCH, "submarine")


@pytest.mark.parametrize(
    ("known", "assumed", "text"),
    [
        ("Mo-Su 09:00-17:00", None, "09:00–17:00"),
        (None, "Mo-Su 09:00-17:00", "09:00–17:00 (assumed)"),
        ("24/7", None, "open all day"),
        ("Sa 09:00-12:00", None, "closed on Fri 16 Apr"),
        (None, None, "hours not known"),
    ],
)
def test_hours_of_a_day_are_told_in_words(
    known: str | None, assumed: str | None, text: str
) -> None:
    told = hours_text(site(hours=known, assumed=assumed), FRIDAY, PublicHolidays("CN"))
    assert told == text


def test_the_stand_in_is_named_in_the_language_of_each_reader() -> None:
    town = city()
    with speaking("zh_CN"):
        base = city_centre(town)
    assert is_stand_in(base, town)
    assert is_stand_in(city_centre(town), town)
    assert not is_stand_in(replace(base, name="Kiln Hotel"), town)
    names = stand_in_names(town)
    assert names.en == "Centre of Jingdezhen (lodging not chosen)"
    assert names.local == names.zh_hans == "景德镇中心（未选住宿）"
