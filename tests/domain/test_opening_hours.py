"""Opening hours on a date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourplanner.domain.opening_hours import is_readable, windows_on
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.time_window import TimeWindow

NATIONAL_DAY_MONDAY = date(2026, 10, 5)
ORDINARY_MONDAY = date(2026, 10, 12)
SATURDAY = date(2026, 10, 17)
CHINA = PublicHolidays("CN", frozenset({NATIONAL_DAY_MONDAY}))


def spans(expression: str, day: date) -> list[tuple[int, int]]:
    return [(w.start_min, w.end_min) for w in windows_on(expression, day, CHINA)]


def test_museum_closed_on_mondays_opens_on_a_public_holiday_monday() -> None:
    assert spans("Tu-Su,PH 09:00-22:00", NATIONAL_DAY_MONDAY) == [(540, 1320)]
    assert spans("Tu-Su,PH 09:00-22:00", ORDINARY_MONDAY) == []


def test_place_closed_on_public_holidays_is_open_on_the_next_monday() -> None:
    assert spans("Mo-Su 09:00-17:00; PH off", NATIONAL_DAY_MONDAY) == []
    assert spans("Mo-Su 09:00-17:00; PH off", ORDINARY_MONDAY) == [(540, 1020)]


def test_list_of_days_with_holidays_off_closes_on_both() -> None:
    assert spans("Mo-Sa 10:00-12:30,14:00-17:30; Su,PH off", NATIONAL_DAY_MONDAY) == []
    assert spans("Mo-Sa 10:00-12:30,14:00-17:30; Su,PH off", SATURDAY) == [(600, 750), (840, 1050)]


def test_saturday_market_is_held_on_saturdays_only() -> None:
    week = [SATURDAY + timedelta(days=n) for n in range(7)]
    assert [day for day in week if windows_on("Sa 08:00-12:00", day)] == [SATURDAY]


def test_open_space_is_one_window_of_a_whole_day() -> None:
    assert spans("24/7", SATURDAY) == [(0, 1440)]
    assert spans("Mo-Su", SATURDAY) == [(0, 1440)]


def test_evening_past_midnight_belongs_to_the_day_it_begins_on() -> None:
    assert (1080, 1560) in spans("Mo-Su 18:00-02:00", SATURDAY)


def test_season_decides_the_hours() -> None:
    hours = "Mar-Oct We-Mo 10:00-18:00; Nov-Feb We-Mo 10:00-17:00; Tu off"
    assert spans(hours, date(2027, 7, 5)) == [(600, 1080)]
    assert spans(hours, date(2027, 1, 4)) == [(600, 1020)]
    assert spans(hours, date(2027, 1, 5)) == []


@pytest.mark.parametrize("text", ["9am-5pm", "open sometimes", "Mo-Fr 09:00-", "x" * 5000, "25:99"])
def test_what_is_not_in_the_syntax_is_called_unreadable(text: str) -> None:
    assert not is_readable(text)
    with pytest.raises(ValueError, match=r".*"):
        windows_on(text, SATURDAY)


@given(
    st.sampled_from(["Mo-Su", "Tu-Su", "Mo-Fr", "Sa", "PH", "Tu-Su,PH"]),
    st.integers(0, 23),
    st.integers(1, 12),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
)
def test_windows_of_any_simple_rule_are_in_order_and_in_the_day(
    days: str, hour: int, length: int, day: date
) -> None:
    end = (hour + length) % 24
    found = windows_on(f"{days} {hour:02d}:00-{end:02d}:00", day, CHINA)
    assert all(isinstance(w, TimeWindow) and w.start_min < 1440 for w in found)
    assert list(found) == sorted(found)
