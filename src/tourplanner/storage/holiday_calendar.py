"""Public holidays: China by our own table, other countries by the holidays package."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from datetime import date, timedelta

from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.storage.catalogue_schema import HolidayRow

FIRST_YEAR, LAST_YEAR = 2020, 2035


def from_table(country: str, rows: Iterable[HolidayRow]) -> PublicHolidays:
    """The holidays of a country that has a table of its own."""
    names: dict[date, str] = {}
    makeup: set[date] = set()
    provisional: set[int] = set()
    for row in rows:
        first, last = date.fromisoformat(row.first), date.fromisoformat(row.last)
        for offset in range((last - first).days + 1):
            names[first + timedelta(days=offset)] = row.name
        makeup |= {date.fromisoformat(day) for day in row.makeup_workdays.split()}
        if row.is_provisional:
            provisional.add(first.year)
    return PublicHolidays(
        country=country,
        days=frozenset(names),
        makeup_workdays=frozenset(makeup),
        covered_years=frozenset(day.year for day in names),
        provisional_years=frozenset(provisional),
        names=tuple(sorted(names.items())),
    )


def from_package(country: str) -> PublicHolidays:
    """The holidays of a country as the holidays package knows them, national ones only.

    Years 2020 to 2035; a country that the package does not know has none, and covers no year.
    """
    import holidays  # takes a third of a second, and a tour in China never needs it

    years = range(FIRST_YEAR, LAST_YEAR + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of moon calendars that are estimates
        try:
            table = holidays.country_holidays(country, years=years, language="en_US")
        except NotImplementedError:
            return PublicHolidays(country)
        found = {day: str(name) for day, name in table.items()}
    return PublicHolidays(
        country=country,
        days=frozenset(found),
        covered_years=frozenset(years),
        names=tuple(sorted(found.items())),
    )
