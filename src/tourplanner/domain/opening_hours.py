"""Opening hours: an expression in the OpenStreetMap syntax, read for one date."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

import opening_hours as _library

from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.time_window import DAY_MIN, TimeWindow, merged

MAX_EXPRESSION_CHARS = 500
_UNREADABLE: type[Exception] = _library.ParserError  # type: ignore[attr-defined]  # not in its stub
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HOLIDAY_IN_LIST = re.compile(r"(?:PH\s*,\s*)|(?:\s*,\s*PH)\b")


def is_readable(expression: str) -> bool:
    """Whether `expression` is written in the syntax that `windows_on` reads."""
    if len(expression) > MAX_EXPRESSION_CHARS:
        return False
    try:
        _parsed(expression)
    except (_UNREADABLE, ValueError):
        return False
    return True


def windows_on(
    expression: str, day: date, holidays: PublicHolidays | None = None
) -> tuple[TimeWindow, ...]:
    """When a place with the hours `expression` is open on `day`, its own wall clock.

    A window that starts on `day` and passes midnight ends beyond 1440; one that started the day
    before is not counted again. `PH` means the days in `holidays`, not the library's own table
    (which is wrong for China). Raises ValueError when the expression cannot be read.
    """
    is_holiday = holidays is not None and day in holidays.days
    rules = _for_date(expression, day, is_holiday=is_holiday)
    if not rules:
        return ()
    try:
        parsed = _parsed(rules)
    except _UNREADABLE as error:
        raise ValueError(expression) from error
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a wall clock, not an instant
    windows = []
    for begin, end, state, _comments in parsed.intervals(midnight, midnight + timedelta(days=2)):
        if str(state) != "open" or begin is None:
            continue
        start_min = int((begin - midnight).total_seconds()) // 60
        end_min = 2 * DAY_MIN
        if end is not None:
            end_min = int((end - midnight).total_seconds()) // 60
        if 0 <= start_min < DAY_MIN:
            whole_day = start_min == 0 and end_min >= DAY_MIN
            windows.append(TimeWindow(start_min, DAY_MIN if whole_day else end_min))
    return merged(windows)


@lru_cache(maxsize=4096)
def _parsed(expression: str) -> _library.OpeningHours:
    return _library.OpeningHours(expression)


def _for_date(expression: str, day: date, *, is_holiday: bool) -> str:
    """`expression` with every `PH` written out for `day`: its weekday when it is a holiday."""
    if "PH" not in expression:
        return expression
    weekday = _WEEKDAYS[day.weekday()]
    today = f"{day.year} {_MONTHS[day.month - 1]} {day.day:02d}"
    rules = []
    for rule in (part.strip() for part in expression.split(";")):
        if "PH" not in rule:
            rules.append(rule)
        elif rule.startswith("PH") and not _HOLIDAY_IN_LIST.search(rule):
            if is_holiday:
                rules.append(rule.replace("PH", today, 1))
        elif is_holiday:
            rules.append(re.sub(r"\bPH\b", weekday, rule))
        else:
            rules.append(_HOLIDAY_IN_LIST.sub("", rule))
    return "; ".join(rule for rule in rules if rule)
