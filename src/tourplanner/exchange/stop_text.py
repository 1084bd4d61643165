"""What is written beside a stop in files that other programs show: names, times, doubts."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from tourplanner.domain.itinerary import Leg, StopKind
from tourplanner.domain.reservation import STATUS_LABELS, Reservation
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.domain.site import Names
from tourplanner.domain.travel import MODE_LABELS, TravelSource
from tourplanner.i18n import _, ngettext
from tourplanner.mapping.place_words import place_fact_lines
from tourplanner.mapping.reader_words import ReaderWords
from tourplanner.mapping.wording import amount_text

TURNS_TEXT_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Direction overrides and isolates: left open, they scramble the text of the reader's list."""


def one_line(text: str) -> str:
    """Foreign text as one line that every format can carry: no control or half characters."""
    kept = (" " if letter.isspace() else letter for letter in text if _is_harmless(letter))
    return " ".join("".join(kept).split())


def kept_lines(text: str) -> str:
    """Foreign text whose line ends are kept, every line harmless, none empty at the end."""
    return "\n".join(one_line(line) for line in text.splitlines()).rstrip()


def both_names(names: Names, words: ReaderWords) -> str:
    """The name in the reader's language, then the other one where it differs."""
    first, second = words.names(names)
    return one_line(f"{first} {second or ''}")


def point_label(roadbook: Roadbook, day: RoadDay, number: int) -> str:
    """A name that sorts in travel order: "D1-01", "D01-001" where days or stops are many."""
    days = len(str(max(each.number for each in roadbook.days)))
    stops = max(2, *(len(str(len(each.visits) + 1)) for each in roadbook.days))
    return f"D{day.number:0{days}d}-{number:0{stops}d}"


def leg_towards(day: RoadDay, stop: RoadStop) -> Leg | None:
    """The leg that ends at `stop`; None at the day's first place and for breaks."""
    for leg, (_start, end) in zip(day.legs, pairwise(day.placed), strict=True):
        if end is stop:
            return leg
    return None


def times_of(stop: RoadStop, words: ReaderWords) -> str:
    """From when to when, as "09:00–10:30"; one time at a base."""
    if stop.stop.kind is StopKind.BASE:
        return words.time(stop.stop.start_min)
    return words.span(stop.stop.start_min, stop.stop.end_min)


def leg_text(leg: Leg, words: ReaderWords) -> str:
    """The way to a stop as a sentence that says whether it is an estimate."""
    text = _("{mode}, {minutes} min, {distance}, leaving at {time}.")
    if leg.is_estimate:
        text = _("{mode}, about {minutes} min, {distance} (estimate), leaving at {time}.")
    elif leg.source is TravelSource.OWN:
        text = _("{mode}, {minutes} min by your own figure, {distance}, leaving at {time}.")
    distance = words.distance(leg.distance_m)
    if leg.felt_climb_m is not None:
        up = _("{height} up").format(height=words.distance(leg.felt_climb_m))
        distance = _("{distance}, {climb}").format(distance=distance, climb=up)
    said = text.format(
        mode=_(MODE_LABELS[leg.mode]),
        minutes=leg.minutes,
        distance=distance,
        time=words.time(leg.depart_min),
    )
    return said[:1].upper() + said[1:]


def lines_about(day: RoadDay, stop: RoadStop, words: ReaderWords) -> tuple[str, ...]:
    """What a reader on the way needs to know of a visit, a line each: the way there comes first."""
    leg = leg_towards(day, stop)
    way = (leg_text(leg, words),) if leg is not None else ()
    return (*way, *facts_about(stop, words))


def facts_about(stop: RoadStop, words: ReaderWords) -> tuple[str, ...]:
    """What is known of a visit, a line each."""
    site = stop.site
    found: list[str | None] = []
    if stop.stop.waiting_min:
        text = ngettext("{count} minute of waiting.", "{count} minutes of waiting.",
                        stop.stop.waiting_min)  # fmt: skip
        found.append(text.format(count=stop.stop.waiting_min))
    if stop.event:
        found.append(_("For: {event}").format(event=stop.event))
    found.append(booking_text(stop))
    found += [reservation_text(one) for one in stop.reservations]
    if stop.is_missing:
        found.append(_("This site is no longer in the catalogue."))
    if site is not None:
        found.append(
            _("The traveller's own entry, not from the catalogue.") if site.is_own else None
        )
        found += [_hours_line(stop, words), site.hours.closed_note, site.address_local]
        if site.address_en != site.address_local:
            found.append(site.address_en)
        if site.phone:
            found.append(_("Telephone: {phone}").format(phone=site.phone))
        found += [_ticket_line(stop), site.booking]
    found += place_fact_lines(stop.facts)
    if stop.note:
        found.append(_("Note: {note}").format(note=stop.note))
    return tuple(line for text in found if text and (line := one_line(text)))


def reservation_text(one: Reservation) -> str:
    """A reservation as one line: what, how far it has come, code, contact, price."""
    status = _(STATUS_LABELS[one.status])
    said = [_("Reservation: {what}").format(what=one.title) if one.title else _("Reservation")]
    said.append(status)
    if one.on is not None:
        said.append(_("on {date}").format(date=one.on.isoformat()))
    if one.code:
        said.append(_("code {code}").format(code=one.code))
    if one.book_by is not None and one.status.is_open:
        said.append(_("to be booked by {date}").format(date=one.book_by.isoformat()))
    if one.price is not None:
        said.append(amount_text(one.price.amount, one.price.currency))
    said += [text for text in (one.contact, one.note) if text]
    return " · ".join(said)


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


def moment_text(day: RoadDay, minute: int, zone: ZoneInfo) -> str:
    """The instant as ISO 8601; in UTC where the zone then counted seconds: no schema takes them."""
    at = moment(day, minute, zone)
    offset = at.utcoffset() or timedelta()
    return (at.astimezone(UTC) if offset.seconds % 60 else at).isoformat()


def _ticket_line(stop: RoadStop) -> str | None:
    ticket = stop.site.ticket if stop.site is not None else None
    if ticket is None or not ticket.amount:
        return None
    return _("Ticket: {amount} {currency} ({as_of})").format(
        amount=ticket.amount, currency=ticket.currency, as_of=ticket.as_of or _("date not known")
    )


def _hours_line(stop: RoadStop, words: ReaderWords) -> str:
    hours = stop.site.hours if stop.site is not None else None
    if hours is None or hours.expression is None:
        return _("Opening hours not known: ask before you go.")
    spans = ", ".join(words.span(each.start_min, each.end_min) for each in stop.windows)
    told = spans or _("closed by its own hours")
    if hours.is_assumed:
        text = _("Hours assumed, not read anywhere: {hours}. Check before you go.")
        return text.format(hours=told)
    return _("Open that day: {hours}").format(hours=told)


def _is_harmless(letter: str) -> bool:
    if letter.isspace():
        return True
    category = unicodedata.category(letter)
    return (
        category not in {"Cc", "Cs", "Zl", "Zp"}
        and letter not in TURNS_TEXT_AROUND
        and ord(letter) & 0xFFFE != 0xFFFE
    )
