"""What is written beside a stop in files that other programs show: names, times, doubts."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from tourplanner.domain.itinerary import Leg, StopKind
from tourplanner.domain.roadbook import RoadDay, RoadStop
from tourplanner.domain.site import Names
from tourplanner.domain.time_window import clock
from tourplanner.domain.travel import MODE_LABELS
from tourplanner.i18n import _, ngettext

TURNS_TEXT_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Direction overrides and isolates: left open, they scramble the text of the reader's list."""


def one_line(text: str) -> str:
    """Foreign text as one line that every format can carry: no control or half characters."""
    kept = (" " if letter.isspace() else letter for letter in text if _is_harmless(letter))
    return " ".join("".join(kept).split())


def both_names(names: Names) -> str:
    """The English name, then the local one where it differs."""
    return one_line(f"{names.first} {names.second or ''}")


def leg_towards(day: RoadDay, stop: RoadStop) -> Leg | None:
    """The leg that ends at `stop`; None at the day's first place and for breaks."""
    for leg, (_start, end) in zip(day.legs, pairwise(day.placed), strict=True):
        if end is stop:
            return leg
    return None


def times_of(stop: RoadStop) -> str:
    """From when to when, as "09:00–10:30"; one time at a base."""
    start, end = clock(stop.stop.start_min), clock(stop.stop.end_min)
    return start if stop.stop.kind is StopKind.BASE else f"{start}–{end}"


def leg_text(leg: Leg) -> str:
    """The way to a stop as a sentence that says whether it is an estimate."""
    text = _("{mode}, {minutes} min, {km} km, leaving at {time}.")
    if leg.is_estimate:
        text = _("{mode}, about {minutes} min, {km} km (estimate), leaving at {time}.")
    said = text.format(
        mode=_(MODE_LABELS[leg.mode]),
        minutes=leg.minutes,
        km=f"{leg.distance_m / 1000:.1f}",
        time=clock(leg.depart_min),
    )
    return said[:1].upper() + said[1:]


def lines_about(day: RoadDay, stop: RoadStop) -> tuple[str, ...]:
    """What a reader on the way needs to know of a visit, a line each."""
    leg, site = leg_towards(day, stop), stop.site
    found: list[str | None] = [leg_text(leg) if leg is not None else None]
    if stop.stop.waiting_min:
        text = ngettext("{count} minute of waiting.", "{count} minutes of waiting.",
                        stop.stop.waiting_min)  # fmt: skip
        found.append(text.format(count=stop.stop.waiting_min))
    if stop.event:
        found.append(_("For: {event}").format(event=stop.event))
    found.append(booking_text(stop))
    if stop.is_missing:
        found.append(_("This site is no longer in the catalogue."))
    if site is not None:
        found += [_hours_line(stop), site.hours.closed_note, site.address_local]
        if site.address_en != site.address_local:
            found.append(site.address_en)
        if site.ticket is not None and site.ticket.amount:
            text = _("Ticket: {amount} {currency} ({as_of})")
            as_of = site.ticket.as_of or _("date not known")
            found.append(
                text.format(amount=site.ticket.amount, currency=site.ticket.currency, as_of=as_of)
            )
        found.append(site.booking)
    return tuple(line for text in found if text and (line := one_line(text)))


def booking_text(stop: RoadStop) -> str | None:
    """What is booked for the group, None at other stops."""
    if stop.appointment is None:
        return None
    if stop.is_by_appointment:
        return _("By appointment: the house opens for the group.")
    return _("Booked for the group at this time.")


def location_of(stop: RoadStop) -> str:
    """Where a stop is, in words that a driver reads: local name, local address."""
    site = stop.site
    if site is None:
        return one_line(stop.names.local) if stop.stop.place is not None else ""
    address = site.address_local or site.address_en
    return one_line(f"{site.names.local}, {address}" if address else site.names.local)


def moment(day: RoadDay, minute: int, zone: ZoneInfo) -> datetime:
    """The instant at `minute` on the clock of `day`, which may run past midnight."""
    midnight = datetime(day.date.year, day.date.month, day.date.day, tzinfo=zone)
    return midnight + timedelta(minutes=minute)


def _hours_line(stop: RoadStop) -> str:
    hours = stop.site.hours if stop.site is not None else None
    if hours is None or hours.expression is None:
        return _("Opening hours not known: ask before you go.")
    if hours.is_assumed:
        text = _("Hours assumed, not read anywhere: {hours}. Check before you go.")
        return text.format(hours=hours.expression)
    return _("Opening hours: {hours}").format(hours=hours.expression)


def _is_harmless(letter: str) -> bool:
    if letter.isspace():
        return True
    category = unicodedata.category(letter)
    return (
        category not in {"Cc", "Cs", "Zl", "Zp"}
        and letter not in TURNS_TEXT_AROUND
        and ord(letter) & 0xFFFE != 0xFFFE
    )
