"""The lunar date beside a day: known dates, festivals in both scripts, and nothing unasked."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourplanner.domain.paper_choice import DayCalendar
from tourplanner.mapping.lunar_day import FESTIVALS, FIRST, LAST, TERMS, lunar_notes

STATE_COUNCIL = "holiday notice of the General Office of the State Council for that year"
OBSERVATORY = "Hong Kong Observatory, Gregorian-Lunar Calendar Conversion Table of that year"
KNOWN = [
    ("2020-01-25", "农历正月初一", "春节", STATE_COUNCIL),
    ("2020-06-25", "农历五月初五", "端午节", STATE_COUNCIL),
    ("2020-10-01", "农历八月十五", "中秋节", STATE_COUNCIL),
    ("2021-02-12", "农历正月初一", "春节", STATE_COUNCIL),
    ("2021-06-14", "农历五月初五", "端午节", STATE_COUNCIL),
    ("2021-09-21", "农历八月十五", "中秋节", STATE_COUNCIL),
    ("2022-02-01", "农历正月初一", "春节", STATE_COUNCIL),
    ("2022-06-03", "农历五月初五", "端午节", STATE_COUNCIL),
    ("2022-09-10", "农历八月十五", "中秋节", STATE_COUNCIL),
    ("2023-01-22", "农历正月初一", "春节", STATE_COUNCIL),
    ("2023-06-22", "农历五月初五", "端午节", STATE_COUNCIL),
    ("2023-09-29", "农历八月十五", "中秋节", STATE_COUNCIL),
    ("2024-02-10", "农历正月初一", "春节", STATE_COUNCIL),
    ("2024-06-10", "农历五月初五", "端午节", STATE_COUNCIL),
    ("2024-09-17", "农历八月十五", "中秋节", STATE_COUNCIL),
    ("2025-01-28", "农历腊月廿九", "除夕", STATE_COUNCIL),
    ("2025-01-29", "农历正月初一", "春节", STATE_COUNCIL),
    ("2025-05-31", "农历五月初五", "端午节", STATE_COUNCIL),
    ("2025-10-06", "农历八月十五", "中秋节", STATE_COUNCIL),
    ("2026-02-17", "农历正月初一", "春节", STATE_COUNCIL),
    ("2026-06-19", "农历五月初五", "端午节", STATE_COUNCIL),
    ("2026-09-25", "农历八月十五", "中秋节", STATE_COUNCIL),
    ("2024-04-04", "农历二月廿六", "清明节", STATE_COUNCIL),
    ("2026-04-05", "农历二月十八", "清明节", STATE_COUNCIL),
    ("2020-05-23", "农历闰四月初一", None, OBSERVATORY),
    ("2023-03-22", "农历闰二月初一", None, OBSERVATORY),
    ("2025-07-25", "农历闰六月初一", None, OBSERVATORY),
    ("2027-02-06", "农历正月初一", "春节", OBSERVATORY),
    ("2027-09-15", "农历八月十五", "中秋节", OBSERVATORY),
    ("2033-12-22", "农历闰冬月初一", None, OBSERVATORY),
    ("2034-02-19", "农历正月初一", "春节", OBSERVATORY),
]


def said(day: date, calendar: DayCalendar = DayCalendar.LUNAR) -> list[str]:
    return [chinese for chinese, _english in lunar_notes(day, "CN", calendar)]


@pytest.mark.parametrize(("day", "lunar", "festival", "source"), KNOWN)
def test_known_days_have_their_lunar_date(
    day: str, lunar: str, festival: str | None, source: str
) -> None:
    found = said(date.fromisoformat(day))
    assert found[0] == lunar, source
    assert festival is None or festival in found[1:], source


@pytest.mark.parametrize(
    ("name", "lunar"),
    [
        ("Chinese New Year (Spring Festival)", "农历正月初一"),
        ("Dragon Boat Festival", "农历五月初五"),
        ("Mid-Autumn Festival", "农历八月十五"),
    ],
)
def test_another_library_has_the_same_festivals(name: str, lunar: str) -> None:
    years = range(2014, 2061)
    for year in years:
        known = holidays.country_holidays("CN", years=year, language="en_US")
        days = [day for day, text in known.items() if name in text.split("; ")]
        assert said(min(days))[0] == lunar, year


def test_festivals_are_in_both_scripts() -> None:
    notes = lunar_notes(date(2027, 2, 6), "CN", DayCalendar.LUNAR)
    assert notes == (
        ("农历正月初一", "lunar calendar: month 1, day 1"),
        ("春节", "Spring Festival"),
    )
    assert all(chinese and english for chinese, english in FESTIVALS.values())


def test_a_leap_month_has_no_second_festival() -> None:
    leap = date(2028, 6, 27)  # day 5 of the second fifth month
    assert said(leap) == ["农历闰五月初五"]
    assert lunar_notes(leap, "CN", DayCalendar.LUNAR)[0][1] == (
        "lunar calendar: leap month 5, day 5"
    )


def test_solar_terms_stand_there_only_when_they_are_wished() -> None:
    day = date(2027, 4, 20)
    assert said(day) == ["农历三月十四"]
    assert lunar_notes(day, "CN", DayCalendar.TERMS)[1:] == (("谷雨", "Grain Rain"),)


def test_every_year_has_its_24_terms() -> None:
    year = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    found = [text for day in year for text in said(day, DayCalendar.TERMS)]
    named = {"清明节": "清明", "冬至节": "冬至"}
    terms = [named.get(text, text) for text in found if named.get(text, text) in TERMS]
    assert sorted(terms) == sorted(TERMS)


def test_nothing_is_said_unasked_or_outside_china() -> None:
    assert lunar_notes(date(2027, 2, 6), "CN", DayCalendar.NONE) == ()
    assert lunar_notes(date(2027, 2, 6), "JP", DayCalendar.TERMS) == ()
    assert lunar_notes(FIRST - timedelta(days=1), "CN", DayCalendar.LUNAR) == ()
    assert lunar_notes(LAST + timedelta(days=1), "CN", DayCalendar.LUNAR) == ()


@given(st.dates(FIRST, LAST))
def test_any_day_that_the_tables_cover_has_a_lunar_date(day: date) -> None:
    notes = lunar_notes(day, "CN", DayCalendar.TERMS)
    assert notes[0][0].startswith("农历")
    assert len(notes) <= 4
