"""Public holidays come from our own table in China and from the package elsewhere."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tourplanner.domain.opening_hours import windows_on
from tourplanner.storage.catalogue import SqlSiteCatalogue


def test_china_has_the_official_days_of_2026(catalogue: SqlSiteCatalogue) -> None:
    china = catalogue.holidays("CN")
    assert {date(2026, 10, day) for day in range(1, 8)} <= china.days
    assert date(2026, 10, 8) not in china.days
    assert date(2026, 10, 10) in china.makeup_workdays
    assert china.name_of(date(2026, 2, 17)) == "Spring Festival"


def test_china_2027_is_provisional_and_2028_is_not_known(catalogue: SqlSiteCatalogue) -> None:
    china = catalogue.holidays("CN")
    assert china.covered_years == {2026, 2027}
    assert china.provisional_years == {2027}


def test_holiday_in_hours_means_the_days_of_our_table(catalogue: SqlSiteCatalogue) -> None:
    china = catalogue.holidays("CN")
    hours = "Tu-Su,PH 09:00-17:00"
    assert windows_on(hours, date(2026, 10, 5), china)
    assert not windows_on(hours, date(2026, 10, 12), china)


def test_other_countries_follow_the_package(catalogue: SqlSiteCatalogue) -> None:
    italy = catalogue.holidays("IT")
    assert date(2027, 8, 15) in italy.days
    assert 2027 in italy.covered_years
    assert italy.makeup_workdays == frozenset()
    countries = {city.country for city in catalogue.cities()}
    assert all(catalogue.holidays(country).days for country in countries)


def test_unknown_country_has_no_holidays_and_covers_no_year(catalogue: SqlSiteCatalogue) -> None:
    nowhere = catalogue.holidays("XX")
    assert nowhere.days == frozenset()
    assert nowhere.covered_years == frozenset()


def test_table_is_that_of_the_reference_calendar(shared: Path, catalogue: SqlSiteCatalogue) -> None:
    calendar = json.loads((shared / "catalogue" / "calendar.json").read_text("utf-8"))
    china = catalogue.holidays("CN")
    makeup: set[date] = set()
    for holiday in calendar["china_public_holidays"]:
        first, last = (date.fromisoformat(holiday[key]) for key in ("start", "end"))
        assert {first, last} <= china.days
        assert china.name_of(first) == holiday["name_en"]
        makeup |= {date.fromisoformat(day) for day in holiday["makeup_workdays"] or ()}
    assert china.makeup_workdays == makeup
