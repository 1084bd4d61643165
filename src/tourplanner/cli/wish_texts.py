"""What is typed for a wish, read into values; what cannot be read is named by its option."""

from __future__ import annotations

import argparse
import re
from datetime import date
from decimal import Decimal, InvalidOperation

from tourplanner.domain.breaks import NamedBreak, lunch_break
from tourplanner.domain.money import Money
from tourplanner.domain.preferences import NO_VARIETY
from tourplanner.domain.time_window import minute_of
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

NONE = ("none", "off")
BREAK_FORM = re.compile(
    r"(?P<name>.*\S)\s+(?P<start>\d{1,2}:\d\d)-(?P<end>\d{1,2}:\d\d)\s+(?P<minutes>\d{1,4})"
    r"(\s+on\s+(?P<days>\d+(,\d+)*))?"
)
MOST_WALK_KM = 100


def day_of_calendar(text: str) -> date:
    """A date for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        problem = _("“{text}” is not a date; write it as YYYY-MM-DD").format(text=text)
        raise argparse.ArgumentTypeError(problem) from error


def clock_minute(text: str) -> int:
    """A time of day for argparse."""
    try:
        return minute_of(text)
    except ValueError as error:
        problem = _("“{text}” is not a time of day; write it as HH:MM").format(text=text)
        raise argparse.ArgumentTypeError(problem) from error


def seed_number(text: str) -> int:
    """A seed for argparse."""
    try:
        value = int(text)
    except ValueError:
        value = -1
    if not 0 <= value < 2**63:
        problem = _("“{text}” is not a seed; give a whole number from 0").format(text=text)
        raise argparse.ArgumentTypeError(problem)
    return value


def is_none(text: str) -> bool:
    """Whether the text says that there shall be none."""
    return text.strip().lower() in NONE


def break_of(text: str) -> NamedBreak:
    """ "Tea 15:00-16:30 20", with its days as "on 1,3" when not on all."""
    found = BREAK_FORM.fullmatch(text.strip())
    if found is None:
        raise unreadable("--break", text, "“Tea 15:00-16:30 20”")
    days = found["days"]
    return NamedBreak(
        found["name"],
        _minute("--break", text, found["start"]),
        _minute("--break", text, found["end"]),
        int(found["minutes"]),
        None if days is None else tuple(sorted({int(day) - 1 for day in days.split(",")})),
    )


def lunch_of(text: str) -> NamedBreak | None:
    """ "11:30-14:00": an hour in that window, or less when it is shorter; "none"."""
    if is_none(text):
        return None
    try:
        earliest, latest = (minute_of(part) for part in text.split("-"))
    except ValueError as error:
        raise unreadable("--lunch", text, "HH:MM-HH:MM") from error
    return lunch_break(earliest, latest, min(60, latest - earliest))


def budget_of(text: str, currency: str) -> Money | None:
    """ "300", "12.50" or "none"."""
    if is_none(text):
        return None
    try:
        return Money(Decimal(text), currency)
    except InvalidOperation as error:
        problem = _("“{text}” is not an amount such as 300 or 12.50.").format(text=text)
        raise InvalidEdit(field="--budget", problem=problem) from error
    except InvalidEdit as error:
        raise InvalidEdit(field=_("Budget"), problem=error.fields["problem"]) from error


def metres_of(text: str) -> int | None:
    """Kilometres as metres, "none" as None."""
    if is_none(text):
        return None
    try:
        kilometres = float(text)
    except ValueError:
        kilometres = -1
    if not 0 <= kilometres <= MOST_WALK_KM:
        problem = _("“{text}” is not between 0 and {most} kilometres.")
        raise InvalidEdit(
            field="--walk-per-day", problem=problem.format(text=text, most=MOST_WALK_KM)
        )
    return round(kilometres * 1000)


def percents_of(text: str) -> tuple[int, ...]:
    """ "100,85,70,60" or "off"."""
    if is_none(text):
        return NO_VARIETY
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError as error:
        raise unreadable("--variety", text, "100,85,70,60") from error


def pace_minutes_of(option: str, text: str) -> int | None:
    """A number of minutes, "pace" as None."""
    if text.strip().lower() == "pace":
        return None
    return whole_of(option, text, _("a number of minutes, or “pace”"))


def stay_of(text: str) -> tuple[str, int | None]:
    """ "ID=MIN" or "ID=usual"."""
    site, separator, minutes = text.rpartition("=")
    if not separator:
        raise unreadable("--stay", text, "ID=MIN")
    if minutes.strip().lower() == "usual":
        return site, None
    return site, whole_of("--stay", minutes, _("a number of minutes, or “usual”"))


def lock_of(text: str) -> tuple[str, int, int | None]:
    """ "ID@DAY" or "ID@DAY,HH:MM" as site, 0-based day and minute."""
    site, parts = _at_day("--lock", text, "ID@DAY,HH:MM")
    if len(parts) > 2:
        raise unreadable("--lock", text, "ID@DAY,HH:MM")
    start = _minute("--lock", text, parts[1]) if len(parts) == 2 else None
    return site, day_number("--lock", parts[0]), start


def booking_of(option: str, text: str) -> tuple[str, int, int, int]:
    """ "ID@DAY,HH:MM,MIN" as site, 0-based day, minute and length."""
    site, parts = _at_day(option, text, "ID@DAY,HH:MM,MIN")
    if len(parts) != 3:
        raise unreadable(option, text, "ID@DAY,HH:MM,MIN")
    start = _minute(option, text, parts[1])
    return site, day_number(option, parts[0]), start, whole_of(option, parts[2], "MIN")


def day_number(option: str, text: str) -> int:
    """A day of the tour, counted from 1, as 0-based number."""
    return whole_of(option, text, _("a day of the tour, counted from 1")) - 1


def whole_of(option: str, text: str, wanted: str) -> int:
    """A whole number, not negative."""
    if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) < 10):
        raise unreadable(option, text, wanted)
    return int(text)


def span_of(option: str, text: str) -> tuple[int, int]:
    """ "09:00-12:00" as two minutes of the day."""
    first, separator, last = text.strip().partition("-")
    if not separator:
        raise unreadable(option, text, "HH:MM-HH:MM")
    start, end = _minute(option, text, first), _minute(option, text, last)
    if start >= end:
        raise InvalidEdit(
            field=option, problem=_("“{text}” ends before it starts.").format(text=text)
        )
    return start, end


def unreadable(option: str, text: str, form: str) -> InvalidEdit:
    """The error that shows how the option is written."""
    problem = _("“{text}” is not of the form {form}.").format(text=text, form=form)
    return InvalidEdit(field=option, problem=problem)


def _at_day(option: str, text: str, form: str) -> tuple[str, list[str]]:
    site, separator, rest = text.partition("@")
    if not separator or not site.strip():
        raise unreadable(option, text, form)
    return site.strip(), rest.split(",")


def _minute(option: str, text: str, clock: str) -> int:
    try:
        return minute_of(clock)
    except ValueError as error:
        problem = _("“{clock}” in “{text}” is not a time of day such as 15:00.")
        raise InvalidEdit(field=option, problem=problem.format(clock=clock, text=text)) from error
