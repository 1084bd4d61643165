"""Opening hours of the whole week as a reader says them: "Mon–Fri 9:00 AM–5:00 PM"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from babel.dates import format_date

from tourplanner.i18n import N_, _, language

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WORDS = {
    "PH": N_("public holidays"),
    "SH": N_("school holidays"),
    "off": N_("closed"),
    "closed": N_("closed"),
    "24/7": N_("day and night"),
}
A_MONDAY = 4
"""Of January 2027."""
TOKEN = re.compile(
    rf"(?P<minute>\b\d\d:\d\d\b)|(?P<day>\b(?:{'|'.join(DAYS)})\b)"
    rf"|(?P<month>\b(?:{'|'.join(MONTHS)})\b)|(?P<word>24/7|\b(?:PH|SH|off|closed)\b)"
    r"|(?P<dash>(?<=\w)-(?=\w))|(?P<quoted>\"[^\"]*\")"
)


def week_hours(expression: str, time: Callable[[int], str]) -> str:
    """An expression in the OpenStreetMap syntax with its days, months and times in words.

    `time` says a minute of the day; what is none of these stays as it is written.
    """

    def said(found: re.Match[str]) -> str:
        text = found[0]
        match found.lastgroup:
            case "minute":
                return time(int(text[:2]) * 60 + int(text[3:]))
            case "day":
                return _named(date(2027, 1, A_MONDAY + DAYS.index(text)), "EEE")
            case "month":
                return _named(date(2027, 1 + MONTHS.index(text), 1), "LLL")
            case "word":
                return _(WORDS[text])
            case "dash":
                return "–"
        return text

    return TOKEN.sub(said, expression)


def _named(day: date, form: str) -> str:
    return format_date(day, form, locale=language())
