"""What may stand under a key of the catalogue's sources, each check a function.

A check gets the value and returns what is wrong with it, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from babel.numbers import list_currencies

from tourplanner.domain.opening_hours import is_readable
from tourplanner.domain.time_window import minute_of
from tourplanner.i18n import _
from tourplanner.storage.site_record import WEEKDAYS

Complaint = str | None


def is_text(value: object) -> Complaint:
    """A text that is not empty."""
    if isinstance(value, str) and value.strip():
        return None
    return _("has to be a text that is not empty.")


def are_texts(value: object) -> Complaint:
    """A list of texts."""
    if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
        return None
    return _("has to be a list of texts.")


def number_from(low: float, high: float) -> Callable[[object], Complaint]:
    """A number in a range, ends included."""

    def complain(value: object) -> Complaint:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and low <= float(str(value)) <= high:
            return None
        return _("has to be a number from {low} to {high}.").format(low=low, high=high)

    return complain


def whole_from(low: int, high: int) -> Callable[[object], Complaint]:
    """A whole number in a range, ends included."""

    def complain(value: object) -> Complaint:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return None
        return _("has to be a whole number from {low} to {high}.").format(low=low, high=high)

    return complain


def written_like(pattern: re.Pattern[str], example: str) -> Callable[[object], Complaint]:
    """A text of a pattern, shown to the user by an example."""

    def complain(value: object) -> Complaint:
        if isinstance(value, str) and pattern.fullmatch(value):
            return None
        return _("“{value}” has to be written like “{example}”.").format(
            value=value, example=example
        )

    return complain


def one_of(*allowed: str) -> Callable[[object], Complaint]:
    """One of a few words."""

    def complain(value: object) -> Complaint:
        if value in allowed:
            return None
        return _("“{value}” is none of: {allowed}.").format(value=value, allowed=", ".join(allowed))

    return complain


def is_flag(value: object) -> Complaint:
    """True or false."""
    return None if isinstance(value, bool) else _("has to be true or false.")


def is_part(value: object) -> Complaint:
    """An object."""
    return None if isinstance(value, dict) else _("has to be an object in braces.")


def are_parts(value: object) -> Complaint:
    """A list of objects."""
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return None
    return _("has to be a list of objects.")


def are_hours(value: object) -> Complaint:
    """Opening hours that can be read."""
    if isinstance(value, str) and is_readable(value):
        return None
    return _("the hours “{value}” cannot be read; write them like “Tu-Su 09:00-17:00”.").format(
        value=value
    )


def is_clock(value: object) -> Complaint:
    """A time of day."""
    try:
        minute_of(str(value))
    except ValueError:
        return _("“{value}” is not a time of day like “16:30”.").format(value=value)
    return None


def is_day(value: object) -> Complaint:
    """A date."""
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return _("“{value}” is not a date like “2026-10-05”.").format(value=value)
    return None


def are_days(value: object) -> Complaint:
    """A list of dates."""
    if not isinstance(value, list):
        return _("has to be a list of dates.")
    return next((problem for problem in map(is_day, value) if problem), None)


def are_spans(value: object) -> Complaint:
    """A list of first and last days, in order."""
    if not isinstance(value, list):
        return _("has to be a list of first and last days.")
    for span in value:
        if not isinstance(span, list) or len(span) != 2:
            return _("each item has to be a first and a last day.")
        problem = are_days(span)
        if problem is not None:
            return problem
        if span[0] > span[1]:
            return _("{first} is after {last}.").format(first=span[0], last=span[1])
    return None


def are_weekdays(value: object) -> Complaint:
    """A list of weekdays in two letters."""
    if isinstance(value, list) and all(day in WEEKDAYS for day in value):
        return None
    return _("has to be a list of weekdays: {days}.").format(days=", ".join(WEEKDAYS))


def is_amount(value: object) -> Complaint:
    """A price as text, so that no cent is lost."""
    try:
        is_price = isinstance(value, str) and Decimal(value).is_finite() and Decimal(value) >= 0
    except InvalidOperation:
        is_price = False
    return None if is_price else _('has to be a price in quotes, such as "53" or "7.50".')


def is_currency(value: object) -> Complaint:
    """A currency by its ISO code."""
    if value in list_currencies():
        return None
    return _("“{value}” is no currency code such as CNY.").format(value=value)


def is_time_zone(value: object) -> Complaint:
    """A time zone by its name."""
    try:
        ZoneInfo(str(value))
    except (KeyError, OSError, ValueError):
        return _("“{value}” is no time zone such as Asia/Shanghai.").format(value=value)
    return None


def is_address(value: object) -> Complaint:
    """The address of a page."""
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        return None
    return _("“{value}” does not start with http:// or https://.").format(value=value)
