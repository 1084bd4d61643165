"""A roadbook as tables of typed cells, one for each kind of thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo

from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.party import Traveller
from tourplanner.domain.place_facts import PlaceFacts
from tourplanner.domain.reservation import STATUS_LABELS, Reservation
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadLeftOut, RoadStop
from tourplanner.domain.site import KIND_LABELS, SiteId
from tourplanner.domain.transport import TRANSPORT_LABELS, Transport
from tourplanner.domain.travel import MODE_LABELS, TravelMode
from tourplanner.exchange.stop_links import usual_links, usual_way
from tourplanner.exchange.stop_text import kept_lines, moment, one_line
from tourplanner.i18n import N_, _
from tourplanner.mapping.place_words import payments_text, photo_text
from tourplanner.mapping.reader_words import ReaderWords
from tourplanner.mapping.wording import hours_text

Thing = TypeVar("Thing")
Cell = str | int | float | Decimal | date | datetime | bool | None
"""A datetime is the clock of the place, aware of its zone; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` for programs, `label` for readers."""

    key: str
    label: str
    width: int = 12
    """In letters."""


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of thing, a row each."""

    key: str
    label: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


STOP_KIND_LABELS = {
    StopKind.BASE: N_("Lodging"),
    StopKind.VISIT: N_("Visit"),
    StopKind.BREAK: N_("Break"),
}

DAY_COLUMNS = (
    Column("day", N_("Day"), 6),
    Column("date", N_("Date")),
    Column("holiday", N_("Holiday"), 20),
    Column("begins", N_("Begins")),
    Column("ends", N_("Ends")),
    Column("visits", N_("Visits"), 8),
    Column("distance_m", N_("Way in m"), 10),
    Column("travel_min", N_("Way in min"), 10),
    Column("walk_m", N_("On foot in m"), 12),
    Column("waiting_min", N_("Waiting in min"), 14),
    Column("lodging", N_("Lodging"), 30),
)
STOP_COLUMNS = (
    Column("day", N_("Day"), 6),
    Column("date", N_("Date")),
    Column("label", N_("Label"), 8),
    Column("kind", N_("Kind"), 10),
    Column("begins", N_("Begins")),
    Column("ends", N_("Ends")),
    Column("waiting_min", N_("Waiting in min"), 14),
    Column("name", N_("Name"), 32),
    Column("name_local", N_("Local name"), 24),
    Column("site", N_("Site"), 20),
    Column("site_kind", N_("Kind of site"), 18),
    Column("own_entry", N_("Traveller's own entry"), 14),
    Column("hours", N_("Open that day"), 18),
    Column("hours_assumed", N_("Hours assumed"), 14),
    Column("ticket", N_("Ticket"), 10),
    Column("ticket_currency", N_("Currency"), 9),
    Column("ticket_as_of", N_("As of"), 10),
    Column("booked", N_("Booked"), 8),
    Column("event", N_("Event"), 20),
    Column("address_local", N_("Local address"), 36),
    Column("address", N_("Address"), 36),
    Column("phone", N_("Telephone"), 16),
    Column("latitude", N_("Latitude (WGS 84)"), 12),
    Column("longitude", N_("Longitude (WGS 84)"), 12),
    Column("accuracy_m", N_("Certain to m"), 12),
    Column("payment", N_("Payment"), 24),
    Column("photographs", N_("Photographs"), 18),
    Column("fee", N_("Fee"), 18),
    Column("spoken", N_("Spoken"), 18),
    Column("contact", N_("Contact"), 24),
    Column("etiquette", N_("Etiquette"), 40),
    Column("note", N_("Note"), 40),
    Column("map", N_("Map"), 30),
)
LEG_COLUMNS = (
    Column("day", N_("Day"), 6),
    Column("date", N_("Date")),
    Column("number", N_("Number"), 8),
    Column("from", N_("From"), 32),
    Column("to", N_("To"), 32),
    Column("mode", N_("How"), 12),
    Column("leaves", N_("Leaves")),
    Column("arrives", N_("Arrives")),
    Column("minutes", N_("Minutes"), 8),
    Column("distance_m", N_("Way in m"), 10),
    Column("climb_m", N_("Up in m"), 10),
    Column("estimate", N_("Estimate"), 9),
    Column("map", N_("Map"), 30),
)
LEFT_OUT_COLUMNS = (
    Column("site", N_("Site"), 20),
    Column("name", N_("Name"), 32),
    Column("name_local", N_("Local name"), 24),
    Column("reason", N_("Why"), 60),
    Column("asked_for", N_("Asked for"), 10),
    Column("note", N_("Note"), 40),
)
RESERVATION_COLUMNS = (
    Column("title", N_("What"), 30),
    Column("site", N_("Site"), 20),
    Column("status", N_("Status"), 12),
    Column("on", N_("Day")),
    Column("code", N_("Code"), 16),
    Column("price", N_("Price"), 10),
    Column("currency", N_("Currency"), 9),
    Column("book_by", N_("Book by")),
    Column("contact", N_("Contact"), 30),
    Column("note", N_("Note"), 40),
)
RIDE_COLUMNS = (
    Column("mode", N_("How"), 10),
    Column("number", N_("Number"), 10),
    Column("from", N_("From"), 26),
    Column("from_local", N_("From, local name"), 20),
    Column("to", N_("To"), 26),
    Column("to_local", N_("To, local name"), 20),
    Column("leaves", N_("Leaves"), 17),
    Column("leaves_zone", N_("Its time zone"), 16),
    Column("arrives", N_("Arrives"), 17),
    Column("arrives_zone", N_("Its time zone"), 16),
    Column("seat", N_("Seat"), 10),
    Column("gate_closes_min", N_("Gate closes, min before"), 14),
    Column("note", N_("Note"), 40),
)
PARTY_COLUMNS = (
    Column("name", N_("Name"), 26),
    Column("name_local", N_("Local name"), 16),
    Column("leads", N_("Leads"), 8),
    Column("room", N_("Room"), 10),
    Column("diet", N_("Diet"), 24),
    Column("allergies", N_("Allergies"), 24),
    Column("mobility", N_("Mobility"), 24),
    Column("born", N_("Born")),
    Column("nationality", N_("Nationality"), 14),
    Column("passport", N_("Passport"), 14),
    Column("passport_expiry", N_("Passport valid until"), 14),
    Column("blood_type", N_("Blood type"), 10),
    Column("insurance", N_("Insurance"), 30),
    Column("emergency_contact", N_("Emergency contact"), 30),
)
TOUR_COLUMNS = (Column("what", N_("What"), 20), Column("value", N_("Value"), 80))


def tables(roadbook: Roadbook, made_on: datetime) -> tuple[Table, ...]:
    """The tables that hold anything; the first tells of the tour as a whole.

    A column that this audience sees nothing of is left out of reservations, rides and party.
    """
    zone = ZoneInfo(roadbook.city.time_zone)
    days = roadbook.days
    found = [
        Table("tour", N_("Tour"), TOUR_COLUMNS, tuple(_tour(roadbook, made_on))),
        Table("days", N_("Days"), DAY_COLUMNS, tuple(_day(day, zone) for day in days)),
        Table("stops", N_("Stops"), STOP_COLUMNS, _flat(days, lambda d: _stops(roadbook, d, zone))),
        Table("legs", N_("Ways"), LEG_COLUMNS, _flat(days, lambda d: _legs(roadbook, d, zone))),
        Table("left-out", N_("Left out"), LEFT_OUT_COLUMNS, _each(roadbook.left_out, _left_out)),
        Table("reservations", N_("Reservations"), RESERVATION_COLUMNS,
              _each(roadbook.reservations, _reservation)),
        Table("rides", N_("Trains and flights"), RIDE_COLUMNS,
              _each(roadbook.transports, _ride)),
        Table("party", N_("Party"), PARTY_COLUMNS, _each(roadbook.party.travellers, _traveller)),
    ]  # fmt: skip
    shrunk = [
        _without_empty(t) if t.key in {"reservations", "rides", "party"} else t for t in found
    ]
    return tuple(table for table in shrunk if table.rows)


def _flat(
    days: Iterable[RoadDay], rows_of: Callable[[RoadDay], Iterator[tuple[Cell, ...]]]
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(row for day in days for row in rows_of(day))


def _each(
    things: Iterable[Thing], row_of: Callable[[Thing], tuple[Cell, ...]]
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(row_of(thing) for thing in things)


def _without_empty(table: Table) -> Table:
    used = [
        place
        for place in range(len(table.columns))
        if any(row[place] not in (None, "") for row in table.rows)
    ]
    return Table(
        table.key,
        table.label,
        tuple(table.columns[place] for place in used),
        tuple(tuple(row[place] for place in used) for row in table.rows),
    )


def _tour(roadbook: Roadbook, made_on: datetime) -> Iterator[tuple[Cell, ...]]:
    names = roadbook.city.names
    dates = roadbook.tour.preferences.dates
    yield _("Title"), one_line(roadbook.tour.title)
    yield _("City"), one_line(names.en)
    if names.second:
        yield _("City, local name"), one_line(names.second)
    yield _("First day"), dates[0]
    yield _("Last day"), dates[-1]
    yield _("Time zone"), roadbook.city.time_zone
    if roadbook.party.size:
        yield _("People"), roadbook.party.size
    for caution in roadbook.cautions:
        yield _("To know"), one_line(caution)
    yield _("Made on"), made_on.date()


def _day(day: RoadDay, zone: ZoneInfo) -> tuple[Cell, ...]:
    return (
        day.number,
        day.date,
        _text(day.holiday),
        moment(day, day.stops[0].stop.start_min, zone) if day.stops else None,
        moment(day, day.stops[-1].stop.end_min, zone) if day.stops else None,
        len(day.visits),
        day.distance_m,
        day.travel_min,
        sum(leg.distance_m for leg in day.legs if leg.mode is TravelMode.WALK),
        sum(stop.stop.waiting_min for stop in day.stops),
        _text(day.lodging.names.en) if day.lodging is not None else None,
    )


def _stops(roadbook: Roadbook, day: RoadDay, zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    for stop in day.stops:
        site, place = stop.site, stop.stop.place
        ticket = site.ticket if site is not None else None
        links = usual_links(stop, roadbook.city)
        yield (
            day.number,
            day.date,
            day.label(stop) if stop.number is not None else None,
            _(STOP_KIND_LABELS[stop.stop.kind]),
            moment(day, stop.stop.start_min, zone),
            moment(day, stop.stop.end_min, zone),
            stop.stop.waiting_min,
            _text(stop.names.en),
            _text(stop.names.local),
            _text(stop.stop.site),
            _(KIND_LABELS[site.kind]) if site is not None else None,
            site.is_own if site is not None else None,
            _text(hours_text(stop, ReaderWords(roadbook.paper).time)),
            site.hours.is_assumed if site is not None else None,
            ticket.amount if ticket is not None else None,
            _text(ticket.currency) if ticket is not None else None,
            _text(ticket.as_of) if ticket is not None else None,
            stop.appointment is not None if stop.stop.kind is StopKind.VISIT else None,
            _text(stop.event),
            _text(site.address_local) if site is not None else None,
            _text(site.address_en) if site is not None else None,
            _text(site.phone) if site is not None else None,
            round(place.at.lat, 6) if place is not None else None,
            round(place.at.lon, 6) if place is not None else None,
            site.point.accuracy_m if site is not None else None,
            *_facts(stop.facts or PlaceFacts(SiteId(""))),
            kept_lines(stop.note) or None,
            links[0].url if links else None,
        )


def _facts(facts: PlaceFacts) -> tuple[Cell, ...]:
    return (
        payments_text(facts) or None,
        photo_text(facts) or None,
        _text(facts.fee),
        _text(facts.language),
        _text(facts.contact),
        kept_lines(facts.etiquette) or None,
    )


def _legs(roadbook: Roadbook, day: RoadDay, zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    journeys: Iterable[tuple[RoadStop, RoadStop]] = pairwise(day.placed)
    for number, (leg, (start, end)) in enumerate(zip(day.legs, journeys, strict=True), start=1):
        link = usual_way(day, leg, roadbook.city)
        yield (
            day.number,
            day.date,
            number,
            _text(start.names.en),
            _text(end.names.en),
            _(MODE_LABELS[leg.mode]),
            moment(day, leg.depart_min, zone),
            moment(day, leg.arrive_min, zone),
            leg.minutes,
            leg.distance_m,
            leg.climb_m,
            leg.is_estimate,
            link.url if link is not None else None,
        )


def _left_out(entry: RoadLeftOut) -> tuple[Cell, ...]:
    return (
        _text(entry.entry.site),
        _text(entry.names.en),
        _text(entry.names.local),
        _text(entry.why),
        entry.is_demanded,
        kept_lines(entry.note) or None,
    )


def _reservation(one: Reservation) -> tuple[Cell, ...]:
    return (
        _text(one.title),
        _text(one.site),
        _(STATUS_LABELS[one.status]),
        one.on,
        _text(one.code),
        one.price.amount if one.price is not None else None,
        _text(one.price.currency) if one.price is not None else None,
        one.book_by,
        _text(one.contact),
        kept_lines(one.note) or None,
    )


def _ride(one: Transport) -> tuple[Cell, ...]:
    return (
        _(TRANSPORT_LABELS[one.mode]),
        _text(one.number),
        _text(one.from_name),
        _text(one.from_local),
        _text(one.to_name),
        _text(one.to_local),
        one.depart,
        str(one.depart.tzinfo),
        one.arrive,
        str(one.arrive.tzinfo),
        _text(one.seat),
        one.gate_closes_min,
        kept_lines(one.note) or None,
    )


def _traveller(one: Traveller) -> tuple[Cell, ...]:
    return (
        _text(one.name),
        _text(one.name_local),
        one.is_leader or None,
        _text(one.room),
        kept_lines(one.diet) or None,
        kept_lines(one.allergies) or None,
        kept_lines(one.mobility) or None,
        one.born,
        _text(one.nationality),
        _text(one.passport),
        one.passport_expiry,
        _text(one.blood_type),
        kept_lines(one.insurance) or None,
        kept_lines(one.emergency_contact) or None,
    )


def _text(text: str | None) -> str | None:
    """One harmless line, or an empty cell."""
    return (one_line(text) or None) if text else None
