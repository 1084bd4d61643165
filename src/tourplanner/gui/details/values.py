"""What is typed into a field, read into values and written back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from tourplanner.domain.money import Money
from tourplanner.domain.time_window import DAY_MIN
from tourplanner.domain.transport import LONGEST_GATE_MIN
from tourplanner.errors import InvalidEdit
from tourplanner.gui.panels.clock_field import minute_of
from tourplanner.i18n import _

DAY_EXAMPLE = "2027-04-16"
DAY_FORM = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
YEARS = range(1900, 2201)
PRICE_FORM = re.compile(r"(?P<amount>[\d .]+?)\s*(?P<currency>[A-Za-z]{3})?")


def day_of(field: str, text: str) -> date:
    """The date in "2027-04-16". Raises InvalidEdit, naming `field`, for anything else."""
    found = DAY_FORM.fullmatch(text)
    try:
        day = date(*map(int, found.groups())) if found is not None else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        problem = _("“{text}” is not a date. Write year, month and day: {example}.")
        raise InvalidEdit(field=field, problem=problem.format(text=text, example=DAY_EXAMPLE))
    return day


def clock_of(field: str, text: str) -> int:
    """The minute of the day in "15:00". Raises InvalidEdit, naming `field`, for anything else."""
    minute = minute_of(text)
    if minute is None or minute >= DAY_MIN:
        problem = _("“{text}” is not a time of day. Write hours and minutes: 15:00.")
        raise InvalidEdit(field=field, problem=problem.format(text=text))
    return minute


def gate_of(field: str, text: str) -> int:
    """Minutes before departure. Raises InvalidEdit, naming `field`, for anything else."""
    if not (text.isascii() and text.isdigit() and int(text) <= LONGEST_GATE_MIN):
        problem = _("“{text}” is not a number of minutes between 0 and {most}.")
        raise InvalidEdit(field=field, problem=problem.format(text=text, most=LONGEST_GATE_MIN))
    return int(text)


def price_of(currency: str) -> Callable[[str, str], Money]:
    """Reads "120" as so much of `currency`, "120 EUR" as what it says."""

    def read(field: str, text: str) -> Money:
        found = PRICE_FORM.fullmatch(text)
        try:
            amount = Decimal((found["amount"] if found else text).replace(" ", ""))
        except InvalidOperation:
            problem = _("“{text}” is not an amount of money. Write it like 120 or 120.50 EUR.")
            raise InvalidEdit(field=field, problem=problem.format(text=text)) from None
        said = found["currency"] if found else None
        return Money(amount, said.upper() if said else currency)

    return read


def price_text(money: Money) -> str:
    """ "120.50 EUR"."""
    return f"{money.amount:f} {money.currency}"
