"""A day in the Chinese lunar calendar: its date, its festival, its solar term, in both scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from borax.calendars.lunardate import LunarDate

from tourplanner.domain.paper_choice import DayCalendar
from tourplanner.mapping.code_texts import CHINA

FIRST, LAST = date(1901, 1, 1), date(2100, 12, 31)
"""What the tables of the library cover."""
Said = tuple[str, str]
"""In Chinese, and in English."""

FESTIVALS: Mapping[tuple[int, int], Said] = {
    (1, 1): ("春节", "Spring Festival"),
    (1, 15): ("元宵节", "Lantern Festival"),
    (2, 2): ("龙抬头", "Dragon Raises Its Head"),
    (3, 3): ("上巳节", "Shangsi Festival"),
    (5, 5): ("端午节", "Dragon Boat Festival"),
    (7, 7): ("七夕", "Qixi Festival"),
    (7, 15): ("中元节", "Ghost Festival"),
    (8, 15): ("中秋节", "Mid-Autumn Festival"),
    (9, 9): ("重阳节", "Double Ninth Festival"),
    (12, 8): ("腊八节", "Laba Festival"),
}
"""By month and day; a leap month has none."""
EVE: Said = ("除夕", "Lunar New Year's Eve")
TERM_FESTIVALS: Mapping[str, Said] = {
    "清明": ("清明节", "Tomb-Sweeping Day"),
    "冬至": ("冬至节", "Winter Solstice Festival"),
}
TERMS: Mapping[str, str] = {
    "小寒": "Minor Cold",
    "大寒": "Major Cold",
    "立春": "Beginning of Spring",
    "雨水": "Rain Water",
    "惊蛰": "Awakening of Insects",
    "春分": "Spring Equinox",
    "清明": "Clear and Bright",
    "谷雨": "Grain Rain",
    "立夏": "Beginning of Summer",
    "小满": "Grain Buds",
    "芒种": "Grain in Ear",
    "夏至": "Summer Solstice",
    "小暑": "Minor Heat",
    "大暑": "Major Heat",
    "立秋": "Beginning of Autumn",
    "处暑": "End of Heat",
    "白露": "White Dew",
    "秋分": "Autumn Equinox",
    "寒露": "Cold Dew",
    "霜降": "Descent of Frost",
    "立冬": "Beginning of Winter",
    "小雪": "Minor Snow",
    "大雪": "Major Snow",
    "冬至": "Winter Solstice",
}


def lunar_notes(day: date, country: str, calendar: DayCalendar) -> tuple[Said, ...]:
    """What stands beside the date: the lunar date, then festivals, then the term if wished.

    Nothing outside China, before 1901 and after 2100, which the tables do not cover.
    """
    if country != CHINA or calendar is DayCalendar.NONE or not FIRST <= day <= LAST:
        return ()
    return tuple(_notes(day, LunarDate.from_solar(day), with_term=calendar is DayCalendar.TERMS))


def _notes(day: date, lunar: LunarDate, *, with_term: bool) -> Iterator[Said]:
    month = f"{'闰' if lunar.leap else ''}{lunar.cn_month}月"
    english = "lunar calendar: leap month {month}, day {day}" if lunar.leap else (
        "lunar calendar: month {month}, day {day}"
    )  # fmt: skip
    yield f"农历{month}{lunar.cn_day}", english.format(month=lunar.month, day=lunar.day)
    if not lunar.leap and (lunar.month, lunar.day) in FESTIVALS:
        yield FESTIVALS[lunar.month, lunar.day]
    if _is_eve(day):
        yield EVE
    if lunar.term in TERM_FESTIVALS:
        yield TERM_FESTIVALS[lunar.term]
    elif with_term and lunar.term:
        yield lunar.term, TERMS[lunar.term]


def _is_eve(day: date) -> bool:
    """The last day of the year, whichever month that is."""
    after = LunarDate.from_solar(day + timedelta(days=1))
    return (after.month, after.day, bool(after.leap)) == (1, 1, False)
