"""What two people changed in different ways, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tourplanner.domain.address import AddressParts
from tourplanner.domain.breaks import NamedBreak
from tourplanner.domain.itinerary import DayPlan
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.money import Money
from tourplanner.domain.own_leg import OwnLeg
from tourplanner.domain.own_site import OwnSite
from tourplanner.domain.party import Traveller
from tourplanner.domain.phrase_card import PhraseCard
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.place_facts import (
    PAYMENT_LABELS,
    PHOTO_LABELS,
    Payment,
    PhotoRule,
    PlaceFacts,
)
from tourplanner.domain.preferences import PACE_LABELS, PRIORITY_LABELS, Pace, Priority
from tourplanner.domain.reservation import STATUS_LABELS, Reservation, ReservationStatus
from tourplanner.domain.site import KIND_LABELS, SiteId, SiteKind
from tourplanner.domain.time_window import clock
from tourplanner.domain.tour import Appointment, Lock
from tourplanner.domain.transport import Transport
from tourplanner.i18n import N_, _, ngettext
from tourplanner.mapping.place_words import place_fact_lines
from tourplanner.usecases.merge_facts import MISSING, Clash, ClashId, Side
from tourplanner.usecases.tour_facts import PART_LABELS, FactKey, Part

LONGEST = 60
OF_A_SITE = (Part.WISH, Part.LOCK, Part.BOOKING, Part.DURATION, Part.NOTE, Part.PLACE_FACTS)
FIELD_LABELS = {
    "name": N_("name"),
    "name_local": N_("local name"),
    "nationality": N_("nationality"),
    "passport": N_("passport"),
    "passport_expiry": N_("passport valid until"),
    "born": N_("born"),
    "diet": N_("diet"),
    "allergies": N_("allergies"),
    "mobility": N_("mobility"),
    "blood_type": N_("blood type"),
    "insurance": N_("insurance"),
    "emergency_contact": N_("emergency contact"),
    "room": N_("room"),
    "is_leader": N_("leads"),
    "title": N_("title"),
    "status": N_("status"),
    "code": N_("code"),
    "price": N_("price"),
    "book_by": N_("book by"),
    "on": N_("day"),
    "contact": N_("contact"),
    "note": N_("note"),
    "address_local": N_("local address"),
    "address_en": N_("address in English"),
    "parts_local": N_("local address in parts"),
    "parts_en": N_("address in English in parts"),
    "payments": N_("ways to pay"),
    "photo": N_("photographs"),
    "fee": N_("fee"),
    "etiquette": N_("etiquette"),
    "phone": N_("phone"),
    "check_in_min": N_("rooms from"),
    "check_out_min": N_("rooms until"),
    "at": N_("point"),
    "doubt_m": N_("how well the point is known, in metres"),
    "kind": N_("kind"),
    "visit_min": N_("minutes of a visit"),
    "hours": N_("hours"),
    "pinyin": N_("pinyin"),
    "address": N_("address"),
    "origin": N_("where it is from"),
    "entered": N_("day of the entry"),
    "city": N_("city"),
    "depart": N_("departure"),
    "arrive": N_("arrival"),
    "number": N_("number"),
    "from_name": N_("from"),
    "from_local": N_("from, in local script"),
    "to_name": N_("to"),
    "to_local": N_("to, in local script"),
    "seat": N_("seat"),
    "gate_closes_min": N_("minutes before departure at which the gate closes"),
    "audience": N_("audience"),
    "language": N_("language"),
    "clock_24h": N_("24-hour clock"),
    "units": N_("units"),
    "paper": N_("size of paper"),
    "large_print": N_("large print"),
    "has_holes": N_("margin for a ring binder"),
    "calendar": N_("lunar calendar"),
    "csv_mark": N_("byte-order mark in CSV"),
    "csv_guard": N_("guard against formulas in CSV"),
    "modes": N_("modes"),
    "walk_limit_m": N_("longest leg on foot, in metres"),
    "bike_limit_m": N_("longest leg by e-bike, in metres"),
    "walk_per_day_m": N_("most metres on foot in a day"),
}

SiteNames = Mapping[SiteId, str]


@dataclass(frozen=True, slots=True)
class ClashWords:
    """A clash in words, for someone to settle."""

    id: ClashId
    about: str
    ours: str
    theirs: str
    side: Side
    """Whose value stands."""


def clash_words(clash: Clash, names: SiteNames) -> ClashWords:
    """What the clash is about, and what each of the two says."""
    record = clash.record if clash.field else clash.there
    about = about_text(clash.key, record, names, clash.field)
    ours, theirs = (
        _("taken away") if value is MISSING else said(clash.key, value, names, clash.field)
        for value in (clash.ours, clash.theirs)
    )
    return ClashWords(clash.id, about, ours, theirs, clash.side)


def clash_text(clash: Clash, names: SiteNames) -> str:
    """The clash as a sentence that holds both values and says which was kept."""
    words = clash_words(clash, names)
    if clash.ours is MISSING:
        text = _("{about}: taken away in the first, changed in the second to {theirs}, which stays")
    elif clash.theirs is MISSING:
        text = _("{about}: changed in the first to {ours}, which stays; taken away in the second")
    else:
        text = _("{about}: {ours} in the first, which stays; {theirs} in the second")
    return text.format(about=words.about, ours=words.ours, theirs=words.theirs)


def about_text(key: FactKey, value: Any, names: SiteNames, field: str = "") -> str:
    """Which fact it is, by the name that `value` gives it; or which field of it."""
    about = _(PART_LABELS[key.part])
    detail = fact_name(key, value, names)
    if detail:
        about = _("{label} “{detail}”").format(label=about, detail=detail)
    if field:
        name = _(FIELD_LABELS.get(field, field))
        about = _("{thing}, {field}").format(thing=about, field=name)
    return about


def fact_name(key: FactKey, value: Any, names: SiteNames) -> str:
    """What tells the fact from others of its part; empty for the only one."""
    if key.part in OF_A_SITE:
        return site_name(SiteId(str(key.about[0])), names)
    if key.part in {Part.NIGHT, Part.FROZEN}:
        return str(int(str(key.about[0])) + 1)
    if key.part is Part.INTEREST:
        return str(key.about[-1])
    if isinstance(value, Traveller | NamedBreak):
        return value.name
    if isinstance(value, Reservation):
        return value.title or site_name(value.site or SiteId(""), names)
    if isinstance(value, Lodging):
        return value.name or value.name_local
    if isinstance(value, OwnSite):
        return value.title
    if isinstance(value, Transport):
        return value.name
    return value.en[:LONGEST] if isinstance(value, PhraseCard) else ""


def site_name(site: SiteId, names: SiteNames) -> str:
    """The name of a site, else its id."""
    return names.get(site, site)


def said(key: FactKey, value: Any, names: SiteNames, field: str = "") -> str:
    """A fact, or a field of one, in a few words."""
    if value is MISSING:
        return _("nothing")
    if key.part in PART_WORDS and not field:
        return PART_WORDS[key.part](value)
    if isinstance(value, Lock):
        text = _("day {day}").format(day=value.day + 1)
        return text if value.start_min is None else f"{text}, {clock(value.start_min)}"
    if isinstance(value, Appointment):
        text = _("day {day}, {time}, {minutes} min")
        return text.format(
            day=value.day + 1, time=clock(value.start_min), minutes=value.duration_min
        )
    if isinstance(value, DayPlan):
        visits = (site_name(stop.site, names) for stop in value.visits if stop.site is not None)
        return ", ".join(visits) or _("a day without visits")
    if key.part is Part.ORDER:
        return ", ".join(site_name(site, names) for site in value)
    return _plain(value)


def _plain(value: Any) -> str:
    """A value whose type says how to write it."""
    for kind, words in TYPE_WORDS.items():
        if isinstance(value, kind):
            return words(value)
    if isinstance(value, tuple):
        return ", ".join(_plain(part) for part in value)
    text = str(value)
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”"


def _dates(value: tuple[date, int]) -> str:
    start, days = value
    text = ngettext("{start}, {count} day", "{start}, {count} days", days)
    return text.format(start=start.isoformat(), count=days)


def _pace(value: tuple[Pace, int | None, int | None]) -> str:
    pace, extra, free = value
    text = _(PACE_LABELS[pace])
    if extra is not None:
        text = _("{pace}, {minutes} min added to each visit").format(pace=text, minutes=extra)
    if free is not None:
        text = _("{pace}, {minutes} min free in each half day").format(pace=text, minutes=free)
    return text


def _moment(value: datetime) -> str:
    return f"{value:%Y-%m-%d %H:%M} ({value.tzinfo})"


PART_WORDS: Mapping[Part, Callable[[Any], str]] = {
    Part.DATES: _dates,
    Part.HOURS: lambda value: f"{clock(value[0])}–{clock(value[1])}",
    Part.PACE: _pace,
    Part.VARIETY: lambda value: ", ".join(f"{percent} %" for percent in value),
    Part.DURATION: lambda value: _("{minutes} min").format(minutes=value),
}
TYPE_WORDS: Mapping[type, Callable[[Any], str]] = {
    bool: lambda value: _("yes") if value else _("no"),
    type(None): lambda _value: _("nothing"),
    datetime: _moment,
    Priority: lambda value: _(PRIORITY_LABELS[value]),
    Payment: lambda value: _(PAYMENT_LABELS[value]),
    PhotoRule: lambda value: _(PHOTO_LABELS[value]),
    PlaceFacts: lambda value: " · ".join(place_fact_lines(value)),
    AddressParts: lambda value: value.line,
    ReservationStatus: lambda value: _(STATUS_LABELS[value]),
    SiteKind: lambda value: _(KIND_LABELS[value]),
    OwnSite: lambda value: _plain(value.at),
    Money: lambda value: f"{value.amount} {value.currency}",
    Place: lambda value: f"{value.name} ({value.at.lat:.5f}, {value.at.lon:.5f})",
    Coordinates: lambda value: f"{value.lat:.5f}, {value.lon:.5f}",
    NamedBreak: lambda value: _("{start}–{end}, {minutes} min").format(
        start=clock(value.earliest_min),
        end=clock(value.latest_end_min),
        minutes=value.duration_min,
    ),
    OwnLeg: lambda value: _("{minutes} min").format(minutes=value.minutes),
    PhraseCard: lambda value: f"“{value.local}”",
    Transport: lambda value: f"{_moment(value.depart)} – {_moment(value.arrive)}",
}
"""`bool` stands before what it is a kind of."""
