"""Hours of a week are told with the reader's days, months and clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourplanner.domain.paper_choice import PaperChoice
from tourplanner.i18n import speaking
from tourplanner.mapping.hours_words import week_hours
from tourplanner.mapping.reader_words import ReaderWords

DAY, HALF = ReaderWords(), ReaderWords(PaperChoice(clock_24h=False))


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("Mo-Su 09:00-17:00", "Mon–Sun 09:00–17:00"),
        ("Tu-Su,PH 09:00-17:30; Mo off", "Tue–Sun,public holidays 09:00–17:30; Mon closed"),
        ("Apr-Oct 08:30-24:00", "Apr–Oct 08:30–24:00"),
        ("24/7", "day and night"),
        ('Mo "Mo-Su by request"', 'Mon "Mo-Su by request"'),
    ],
)
def test_days_months_and_holidays_are_words(expression: str, said: str) -> None:
    assert week_hours(expression, DAY.time) == said


def test_the_clock_and_the_language_are_those_of_the_reader() -> None:
    assert week_hours("Mo-Fr 09:00-17:00", HALF.time) == "Mon–Fri 9:00 AM–5:00 PM"
    with speaking("zh_CN"):
        assert week_hours("Mo-Fr 09:00-17:00; PH off", DAY.time) == (
            "周一–周五 09:00–17:00; 公共假日 休息"
        )


@given(st.text())
def test_whatever_is_no_time_stays_as_it_is_written(text: str) -> None:
    assert (
        week_hours(f'"{text.replace(chr(34), "")}"', DAY.time) == f'"{text.replace(chr(34), "")}"'
    )
