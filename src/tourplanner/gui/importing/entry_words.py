"""What the import window says of each thing found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tourplanner.domain.party import Traveller
from tourplanner.domain.place import Coordinates
from tourplanner.domain.transport import Transport
from tourplanner.i18n import N_, _
from tourplanner.usecases.import_entries import Entry
from tourplanner.usecases.import_places import KnownBooking, KnownPlace, UnknownPlace
from tourplanner.usecases.match_places import Likeness


class Kind(StrEnum):
    """What a thing is; each has a tab."""

    PLACE = "place"
    RIDE = "ride"
    BOOKING = "booking"
    PERSON = "person"


KIND_LABELS = {
    Kind.PLACE: N_("Places"),
    Kind.RIDE: N_("Rides"),
    Kind.BOOKING: N_("Reservations"),
    Kind.PERSON: N_("Travellers"),
}


@dataclass(frozen=True, slots=True)
class EntryWords:
    """A row of the table."""

    kind: Kind
    name: str
    details: str
    """What it is for the tour: the site, the times, the passport."""
    point: str = ""
    origin: str = ""
    key: tuple[str, ...] = ()
    """The same for the same thing, however its file is read."""


def words_of(entry: Entry) -> EntryWords:
    """The row of `entry`."""
    thing = entry.thing
    if isinstance(thing, KnownPlace):
        return _known(thing)
    if isinstance(thing, UnknownPlace):
        details = entry.remark or _("Not in the catalogue")
        return _place(thing, details)
    if isinstance(thing, Transport):
        return _ride(thing, entry.remark)
    if isinstance(thing, KnownBooking):
        return _booking(thing, entry.remark)
    if isinstance(thing, Traveller):
        return _person(thing, entry.remark)
    return EntryWords(Kind.PLACE, thing.name, entry.remark, _point(thing.at), "", (thing.name,))


def _known(known: KnownPlace) -> EntryWords:
    site = known.site.names.first
    text = _("{away:.0f} m from {site}")
    if known.match.likeness is Likeness.BESIDE:
        text = _("{away:.0f} m from {site}, by its point alone")
    if known.is_again:
        text = _("{away:.0f} m from {site}, once more")
    return _place(known, text.format(site=site, away=known.match.away_m))


def _place(place: KnownPlace | UnknownPlace, details: str) -> EntryWords:
    point = place.point
    name = point.name or _("Place without a name")
    if point.name_local and point.name_local != point.name:
        name = f"{name} {point.name_local}"
    where = f"{point.origin.file}, {point.origin.row}" if point.origin.row else point.origin.file
    key = ("place", point.origin.file, str(point.origin.row), point.name)
    return EntryWords(Kind.PLACE, name, details, _point(point.at), where, key)


def _ride(ride: Transport, remark: str) -> EntryWords:
    text = _("{start} {origin} – {end} {goal}").format(
        start=f"{ride.depart:%Y-%m-%d %H:%M}",
        origin=ride.from_name or ride.from_local or "?",
        end=f"{ride.arrive:%H:%M}",
        goal=ride.to_name or ride.to_local or "?",
    )
    details = " · ".join(filter(None, (text, remark)))
    key = ("ride", ride.mode.value, ride.number, ride.depart.isoformat())
    return EntryWords(Kind.RIDE, ride.name, details, key=key)


def _booking(known: KnownBooking, remark: str) -> EntryWords:
    booking, reservation = known.booking, known.reservation
    site = "" if known.site is None else known.site.names.first
    code = _("code {code}").format(code=reservation.code) if reservation.code else ""
    when = reservation.note.splitlines()[:1]
    details = " · ".join(filter(None, (*when, site, code, remark)))
    point = "" if booking.at is None else _point(booking.at)
    origin = f"{booking.origin.file}, {booking.origin.row}"
    key = ("booking", reservation.title)
    return EntryWords(Kind.BOOKING, reservation.title, details, point, origin, key)


def _person(person: Traveller, remark: str) -> EntryWords:
    name = " ".join(filter(None, (person.name, person.name_local)))
    passport = ""
    if person.passport_expiry is not None:
        text = _("passport valid until {date}")
        passport = text.format(date=person.passport_expiry.isoformat())
    said = (person.nationality, passport, person.diet, person.room)
    details = remark or " · ".join(filter(None, said))
    return EntryWords(Kind.PERSON, name, details, key=("person", person.name.casefold()))


def _point(at: Coordinates) -> str:
    return f"{at.lat:.5f}, {at.lon:.5f}"
