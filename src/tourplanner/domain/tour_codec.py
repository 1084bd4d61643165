"""Tour from and to plain values and JSON text: one format for files, copies and stores."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import partial

from tourplanner.domain.edits import MAX_VISIT_MIN, MIN_VISIT_MIN
from tourplanner.domain.itinerary_codec import (
    LATEST_MIN,
    MOST_METRES,
    MOST_SITES,
    coordinates_from,
    itinerary_from,
    itinerary_plain,
    place_from,
    place_plain,
    site_id_from,
)
from tourplanner.domain.money import Money
from tourplanner.domain.own_leg_codec import own_leg_from, own_leg_plain
from tourplanner.domain.place import Place
from tourplanner.domain.preferences import (
    MAX_DAYS,
    MAX_WEIGHT,
    Interest,
    Lunch,
    Pace,
    Preferences,
)
from tourplanner.domain.site import SiteId
from tourplanner.domain.strict_json import Node, parsed
from tourplanner.domain.tour import KnownSite, Lock, Tour
from tourplanner.domain.travel import TravelLimits, TravelMode
from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import FileTooNew, InvalidEdit
from tourplanner.i18n import _

FORMAT = "tourplanner-tour"
VERSION = 1
"""Raised when a program that reads the former version would misread the file."""

MOST_INTERESTS = 1_000
AMOUNT_FORM = re.compile(r"[0-9]{1,10}(\.[0-9]{1,6})?")
SEEDS = (-(2**63), 2**64 - 1)


def to_plain(tour: Tour) -> dict[str, object]:
    """The tour as JSON values in a stable order; resources/schemas/tour-1.schema.json."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "id": tour.id,
        "title": tour.title,
        "preferences": _preferences_plain(tour.preferences),
        "locks": [
            {"site": lock.site, "day": lock.day, "start_min": lock.start_min} for lock in tour.locks
        ],
        "durations": [{"site": site, "minutes": minutes} for site, minutes in tour.durations],
        "fixed_order": list(tour.fixed_order),
        "own_legs": [own_leg_plain(own) for own in tour.own_legs],
        "seed": tour.seed,
        "itinerary": None if tour.itinerary is None else itinerary_plain(tour.itinerary),
        "sites": [_known_plain(site) for site in tour.sites],
    }


def from_plain(data: object, name: str = "tour") -> Tour:
    """The tour in parsed JSON that came from a file called `name`.

    Raises FileTooNew for a later version, DataInvalid naming the JSON path of any value that
    is missing, unknown, of the wrong type, out of range or at odds with the others.
    """
    node = Node(data, "", name)
    members = node.members()
    if "format" not in members or members["format"].value != FORMAT:
        raise node.wrong(_("it is not a tour of Tour Planner."))
    if "version" not in members:
        raise node.wrong(_("the field “{name}” is missing.").format(name="version"))
    version = members["version"].whole(1, 10**9)
    if version > VERSION:
        raise FileTooNew(file=name, found=version, known=VERSION)
    plain = node.fields(
        "format", "version", "id", "title", "preferences", "locks", "durations",
        "fixed_order", "seed", "itinerary", "sites",
        optional=("own_legs",),
    )  # fmt: skip
    try:
        return Tour(
            id=plain["id"].filled(),
            title=plain["title"].text(),
            preferences=_preferences_from(plain["preferences"]),
            locks=tuple(_lock_from(lock) for lock in plain["locks"].items(MOST_SITES)),
            durations=tuple(
                _duration_from(entry) for entry in plain["durations"].items(MOST_SITES)
            ),
            fixed_order=tuple(
                site_id_from(site) for site in plain["fixed_order"].items(MOST_SITES)
            ),
            own_legs=tuple(own_leg_from(own) for own in plain["own_legs"].items(MOST_SITES))
            if "own_legs" in plain
            else (),
            seed=plain["seed"].whole(*SEEDS),
            itinerary=plain["itinerary"].maybe(itinerary_from),
            sites=tuple(_known_from(site) for site in plain["sites"].items(MOST_SITES)),
        )
    except InvalidEdit as error:
        raise plain["locks"].wrong(error.message) from error


def to_text(tour: Tour) -> bytes:
    """The tour as indented JSON in UTF-8; half characters become question marks."""
    text = json.dumps(to_plain(tour), ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode("utf-8", "replace")


def from_text(content: bytes, name: str = "tour") -> Tour:
    """The tour in the bytes of a file called `name`; errors as from_plain and strict_json."""
    return from_plain(parsed(content, name).value, name)


def _preferences_plain(wishes: Preferences) -> dict[str, object]:
    lunch = wishes.lunch
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
        "lunch": None
        if lunch is None
        else {
            "earliest_min": lunch.earliest_min,
            "latest_end_min": lunch.latest_end_min,
            "duration_min": lunch.duration_min,
        },
        "pace": wishes.pace.value,
        "interests": [
            {"facet": wish.facet.value, "term": wish.term, "weight": float(wish.weight)}
            for wish in wishes.interests
        ],
        "required": list(wishes.required),
        "excluded": list(wishes.excluded),
        "travel": {
            "modes": [mode.value for mode in wishes.travel.modes],
            "walk_limit_m": wishes.travel.walk_limit_m,
            "bike_limit_m": wishes.travel.bike_limit_m,
        },
        "budget": None
        if wishes.budget is None
        else {"amount": f"{wishes.budget.amount:f}", "currency": wishes.budget.currency},
    }


def _preferences_from(node: Node) -> Preferences:
    plain = node.fields(
        "city", "start", "days", "base", "other_nights", "day_start_min", "day_end_min", "lunch",
        "pace", "interests", "required", "excluded", "travel", "budget",
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
            lunch=plain["lunch"].maybe(_lunch_from),
            pace=plain["pace"].one_of(Pace),
            interests=tuple(
                _interest_from(wish) for wish in plain["interests"].items(MOST_INTERESTS)
            ),
            required=tuple(site_id_from(site) for site in plain["required"].items(MOST_SITES)),
            excluded=tuple(site_id_from(site) for site in plain["excluded"].items(MOST_SITES)),
            travel=_travel_from(plain["travel"]),
            budget=plain["budget"].maybe(_money_from),
        )
    except InvalidEdit as error:
        raise node.wrong(error.message) from error


def _night_from(node: Node, days: int) -> tuple[int, Place]:
    plain = node.fields("night", "base")
    return plain["night"].whole(0, days - 1), place_from(plain["base"])


def _lunch_from(node: Node) -> Lunch:
    plain = node.fields("earliest_min", "latest_end_min", "duration_min")
    minute = partial(Node.whole, least=0, most=LATEST_MIN)
    try:
        return Lunch(
            minute(plain["earliest_min"]),
            minute(plain["latest_end_min"]),
            minute(plain["duration_min"]),
        )
    except InvalidEdit as error:
        raise node.wrong(error.message) from error


def _interest_from(node: Node) -> Interest:
    plain = node.fields("facet", "term", "weight")
    return Interest(
        facet=plain["facet"].one_of(Facet),
        term=plain["term"].filled(),
        weight=plain["weight"].number(0, MAX_WEIGHT),
    )


def _travel_from(node: Node) -> TravelLimits:
    plain = node.fields("modes", "walk_limit_m", "bike_limit_m")
    return TravelLimits(
        modes=tuple(mode.one_of(TravelMode) for mode in plain["modes"].items(20)),
        walk_limit_m=plain["walk_limit_m"].whole(0, MOST_METRES),
        bike_limit_m=plain["bike_limit_m"].whole(0, MOST_METRES),
    )


def _money_from(node: Node) -> Money:
    plain = node.fields("amount", "currency")
    text = plain["amount"].filled()
    if not AMOUNT_FORM.fullmatch(text):
        raise plain["amount"].wrong(_("it is not an amount such as “12.50”."))
    try:
        return Money(Decimal(text), plain["currency"].filled())
    except InvalidEdit as error:
        raise node.wrong(error.message) from error


def _lock_from(node: Node) -> Lock:
    plain = node.fields("site", "day", "start_min")
    return Lock(
        site=site_id_from(plain["site"]),
        day=plain["day"].whole(0, MAX_DAYS - 1),
        start_min=plain["start_min"].maybe(partial(Node.whole, least=0, most=LATEST_MIN)),
    )


def _duration_from(node: Node) -> tuple[SiteId, int]:
    plain = node.fields("site", "minutes")
    minutes = plain["minutes"].whole(MIN_VISIT_MIN, MAX_VISIT_MIN)
    return site_id_from(plain["site"]), minutes


def _known_plain(site: KnownSite) -> dict[str, object]:
    return {
        "id": site.id,
        "name": site.name,
        "name_local": site.name_local,
        "lat": site.at.lat,
        "lon": site.at.lon,
    }


def _known_from(node: Node) -> KnownSite:
    plain = node.fields("id", "name", "name_local", "lat", "lon")
    return KnownSite(
        id=site_id_from(plain["id"]),
        name=plain["name"].text(),
        name_local=plain["name_local"].text(),
        at=coordinates_from(plain["lat"], plain["lon"]),
    )
