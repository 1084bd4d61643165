"""Preferences from and to plain values, the part of a tour file that holds the wishes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from tourplanner.domain.breaks import MOST_BREAKS, NamedBreak, lunch_break
from tourplanner.domain.itinerary_codec import (
    LATEST_MIN,
    MOST_SITES,
    metres_from,
    place_from,
    place_plain,
    site_id_from,
)
from tourplanner.domain.money import Money
from tourplanner.domain.place import Place
from tourplanner.domain.preferences import (
    MAX_WEIGHT,
    MOST_EXTRA_MIN,
    MOST_FREE_MIN,
    MOST_PERCENTS,
    NO_VARIETY,
    Interest,
    Pace,
    Preferences,
)
from tourplanner.domain.strict_json import Node
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.domain.travel import TravelLimits, TravelMode
from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

MOST_INTERESTS = 1_000
AMOUNT_FORM = re.compile(r"[0-9]{1,10}(\.[0-9]{1,6})?")


def preferences_plain(wishes: Preferences) -> dict[str, object]:
    """The wishes as JSON values."""
    return {
        "city": wishes.city,
        "start": wishes.start.isoformat(),
        "days": wishes.days,
        "base": place_plain(wishes.base),
        "other_nights": [
            {"night": night, "base": place_plain(base)} for night, base in wishes.other_nights
        ],
        "day_start_min": wishes.day_start_min,
        "day_end_min": wishes.day_end_min,
        "breaks": [_break_plain(one) for one in wishes.breaks],
        "pace": wishes.pace.value,
        "extra_min": wishes.extra_min,
        "free_min": wishes.free_min,
        "interests": [
            {"facet": wish.facet.value, "term": wish.term, "weight": float(wish.weight)}
            for wish in wishes.interests
        ],
        "required": list(wishes.required),
        "preferred": list(wishes.preferred),
        "excluded": list(wishes.excluded),
        "travel": {
            "modes": [mode.value for mode in wishes.travel.modes],
            "walk_limit_m": wishes.travel.walk_limit_m,
            "bike_limit_m": wishes.travel.bike_limit_m,
            "walk_per_day_m": wishes.travel.walk_per_day_m,
        },
        "budget": None if wishes.budget is None else money_plain(wishes.budget),
        "kind_percent": list(wishes.kind_percent),
    }


def preferences_from(node: Node) -> Preferences:
    """The wishes in a JSON value; an older file means what it meant when it was written.

    It has one lunch or none, no free time, and every visit of a kind counts in full.

    Raises DataInvalid naming what is wrong.
    """
    plain = node.fields(
        "city", "start", "days", "base", "other_nights", "day_start_min", "day_end_min",
        "pace", "interests", "required", "excluded", "travel", "budget",
        optional=("breaks", "lunch", "extra_min", "free_min", "preferred", "kind_percent"),
    )  # fmt: skip
    days = plain["days"].whole(1, MAX_DAYS)
    try:
        return Preferences(
            city=plain["city"].filled(),
            start=plain["start"].day(),
            days=days,
            base=place_from(plain["base"]),
            other_nights=tuple(
                _night_from(night, days) for night in plain["other_nights"].items(MAX_DAYS)
            ),
            day_start_min=plain["day_start_min"].whole(0, LATEST_MIN),
            day_end_min=plain["day_end_min"].whole(0, LATEST_MIN),
            breaks=_breaks_from(node, plain),
            pace=plain["pace"].one_of(Pace),
            extra_min=_later(plain, "extra_min", partial(Node.whole, least=0, most=MOST_EXTRA_MIN)),
            free_min=_later(plain, "free_min", partial(Node.whole, least=0, most=MOST_FREE_MIN))
            if "free_min" in plain
            else 0,
            interests=tuple(
                _interest_from(wish) for wish in plain["interests"].items(MOST_INTERESTS)
            ),
            required=tuple(site_id_from(site) for site in plain["required"].items(MOST_SITES)),
            preferred=tuple(site_id_from(site) for site in plain["preferred"].items(MOST_SITES))
            if "preferred" in plain
            else (),
            excluded=tuple(site_id_from(site) for site in plain["excluded"].items(MOST_SITES)),
            travel=_travel_from(plain["travel"]),
            budget=plain["budget"].maybe(money_from),
            kind_percent=_percents_from(plain["kind_percent"])
            if "kind_percent" in plain
            else NO_VARIETY,
        )
    except InvalidEdit as error:
        raise node.wrong(error.message) from error


def _night_from(node: Node, days: int) -> tuple[int, Place]:
    plain = node.fields("night", "base")
    return plain["night"].whole(0, days - 1), place_from(plain["base"])


def _later(plain: Mapping[str, Node], name: str, read: Callable[[Node], int]) -> int | None:
    """A field that older files do not have."""
    return plain[name].maybe(read) if name in plain else None


def _breaks_from(node: Node, plain: Mapping[str, Node]) -> tuple[NamedBreak, ...]:
    """The breaks; an older file has one lunch, or null for none."""
    if ("breaks" in plain) == ("lunch" in plain):
        problem = _("give either “breaks” or, as older files do, “lunch”.")
        raise node.wrong(problem)
    if "breaks" in plain:
        return tuple(_break_from(one) for one in plain["breaks"].items(MOST_BREAKS))
    lunch = plain["lunch"].maybe(_lunch_from)
    return () if lunch is None else (lunch,)


def _break_plain(one: NamedBreak) -> dict[str, object]:
    return {
        "name": one.name,
        "earliest_min": one.earliest_min,
        "latest_end_min": one.latest_end_min,
        "duration_min": one.duration_min,
        "days": None if one.days is None else list(one.days),
    }


def _break_from(node: Node) -> NamedBreak:
    plain = node.fields("name", "earliest_min", "latest_end_min", "duration_min", "days")
    try:
        return NamedBreak(
            plain["name"].filled(),
            _minute(plain["earliest_min"]),
            _minute(plain["latest_end_min"]),
            _minute(plain["duration_min"]),
            plain["days"].maybe(_days_from),
        )
    except InvalidEdit as error:
        raise node.wrong(error.message) from error


def _lunch_from(node: Node) -> NamedBreak:
    plain = node.fields("earliest_min", "latest_end_min", "duration_min")
    try:
        return lunch_break(
            _minute(plain["earliest_min"]),
            _minute(plain["latest_end_min"]),
            _minute(plain["duration_min"]),
        )
    except InvalidEdit as error:
        raise node.wrong(error.message) from error


def _minute(node: Node) -> int:
    return node.whole(0, LATEST_MIN)


def _days_from(node: Node) -> tuple[int, ...]:
    return tuple(day.whole(0, MAX_DAYS - 1) for day in node.items(MAX_DAYS))


def _percents_from(node: Node) -> tuple[int, ...]:
    return tuple(percent.whole(0, 100) for percent in node.items(MOST_PERCENTS))


def _interest_from(node: Node) -> Interest:
    plain = node.fields("facet", "term", "weight")
    return Interest(
        facet=plain["facet"].one_of(Facet),
        term=plain["term"].filled(),
        weight=plain["weight"].number(0, MAX_WEIGHT),
    )


def _travel_from(node: Node) -> TravelLimits:
    plain = node.fields("modes", "walk_limit_m", "bike_limit_m", optional=("walk_per_day_m",))
    return TravelLimits(
        modes=tuple(mode.one_of(TravelMode) for mode in plain["modes"].items(20)),
        walk_limit_m=metres_from(plain["walk_limit_m"]),
        bike_limit_m=metres_from(plain["bike_limit_m"]),
        walk_per_day_m=_later(plain, "walk_per_day_m", metres_from),
    )


def money_plain(money: Money) -> dict[str, object]:
    """An amount as JSON values."""
    return {"amount": f"{money.amount:f}", "currency": money.currency}


def money_from(node: Node) -> Money:
    """The amount in a JSON value."""
    plain = node.fields("amount", "currency")
    text = plain["amount"].filled()
    if not AMOUNT_FORM.fullmatch(text):
        raise plain["amount"].wrong(_("it is not an amount such as “12.50”."))
    try:
        return Money(Decimal(text), plain["currency"].filled())
    except InvalidEdit as error:
        raise node.wrong(error.message) from error
