"""Bookings as KDE Itinerary and its extractor write them: reservations of schema.org in JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tourplanner.domain.imported import ImportedBooking, Origin
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.place import Coordinates
from tourplanner.domain.reservation import Reservation, ReservationStatus
from tourplanner.domain.strict_json import parsed
from tourplanner.domain.text_length import LONGEST_LINE
from tourplanner.domain.transport import Transport, TransportMode, zone_named
from tourplanner.errors import InvalidEdit, UnreadableFile
from tourplanner.exchange.readers.point_collector import (
    PointCollector,
    has_ideographs,
    lines,
    one_line,
)
from tourplanner.i18n import _

RIDES: Mapping[str, tuple[TransportMode, tuple[str, ...], str, str]] = {
    "TrainReservation": (
        TransportMode.TRAIN, ("trainNumber", "trainName"), "departureStation", "arrivalStation",
    ),
    "FlightReservation": (
        TransportMode.FLIGHT, ("flightNumber",), "departureAirport", "arrivalAirport",
    ),
    "BusReservation": (
        TransportMode.BUS, ("busNumber", "busName"), "departureBusStop", "arrivalBusStop",
    ),
}  # fmt: skip
"""By type: what one travels on, where its number and its two ends stand."""
LODGINGS = ("LodgingReservation",)
TABLES = ("FoodEstablishmentReservation",)
EVENTS = ("EventReservation",)
MARK = b"Reservation"
STATUSES = {
    "ReservationConfirmed": ReservationStatus.CONFIRMED,
    "ReservationHold": ReservationStatus.HELD,
    "ReservationPending": ReservationStatus.ASKED,
}
MOST_ROWS = 20_000

Facts = Mapping[str, object]


def holds_reservations(content: bytes) -> bool:
    """Whether the bytes of a JSON file look like reservations, not like GeoJSON."""
    return b'"@type"' in content and MARK in content


def read_reservations(content: bytes, file: str, into: PointCollector, zone: ZoneInfo) -> None:
    """Gather rides and bookings; times without a zone of their own are shown in `zone`.

    One reservation of each traveller for the same train is one ride with all their seats.
    """
    data = parsed(content, file).value
    found = data.get("@graph", [data]) if isinstance(data, dict) else data
    if not isinstance(found, list) or len(found) > MOST_ROWS:
        problem = _("it is JSON, but no list of reservations.")
        raise UnreadableFile(file=file, problem=problem)
    rides: dict[tuple[TransportMode, str, datetime], Transport] = {}
    for row, facts in enumerate(found, start=1):
        if not isinstance(facts, dict):
            into.fault(row, _("it is no reservation."))
            continue
        try:
            _add(row, facts, file, into, zone, rides)
        except InvalidEdit as error:
            into.fault(row, error.message)
    for ride in rides.values():
        into.ride(ride)


def _add(
    row: int,
    facts: Facts,
    file: str,
    into: PointCollector,
    zone: ZoneInfo,
    rides: dict[tuple[TransportMode, str, datetime], Transport],
) -> None:
    kind = _text(facts, "@type")
    if _is_cancelled(facts):
        into.not_understood(row, _("“{name}” is cancelled.").format(name=_title(facts, kind)))
    elif kind in RIDES:
        ride = _ride(kind, facts, zone)
        key = ride.mode, ride.number, ride.depart
        rides[key] = _with_seat(rides[key], ride) if key in rides else ride
    elif kind in (*LODGINGS, *TABLES, *EVENTS):
        into.booking(_booking(kind, facts, Origin(file, row), zone))
    else:
        problem = _("“{name}” is no ride, no lodging, no table and no event.")
        into.not_understood(row, problem.format(name=_title(facts, kind)))


def _ride(kind: str, facts: Facts, zone: ZoneInfo) -> Transport:
    mode, numbers, start, end = RIDES[kind]
    trip = _object(facts, "reservationFor")
    number = next(filter(None, (_text(trip, name) for name in numbers)), "")
    carrier = _text(_object(trip, "airline"), "iataCode")
    if carrier and not number.upper().startswith(carrier.upper()):
        number = f"{carrier}{number}"
    ticket = _object(facts, "reservedTicket")
    seat = _text(_object(ticket, "ticketedSeat"), "seatNumber") or _text(facts, "airplaneSeat")
    from_name, from_local = _end(trip, start)
    to_name, to_local = _end(trip, end)
    return Transport(
        mode=mode,
        depart=_moment(trip, "departureTime", zone),
        arrive=_moment(trip, "arrivalTime", zone),
        number=number,
        from_name=from_name,
        from_local=from_local,
        to_name=to_name,
        to_local=to_local,
        seat=seat,
        note=_coded(facts),
    )


def _with_seat(ride: Transport, other: Transport) -> Transport:
    """The ride with the seat and the code of one more traveller."""
    seats = dict.fromkeys(filter(None, (*ride.seat.split(", "), other.seat)))
    notes = dict.fromkeys(filter(None, (*ride.note.splitlines(), other.note)))
    return replace(
        ride, seat=one_line(", ".join(seats), LONGEST_LINE), note=lines("\n".join(notes))
    )


def _end(trip: Facts, field: str) -> tuple[str, str]:
    """The two names of where a ride begins or ends."""
    place = _object(trip, field)
    name = _text(place, "name") or _text(place, "iataCode")
    return ("", name) if has_ideographs(name) else (name, "")


def _booking(kind: str, facts: Facts, origin: Origin, zone: ZoneInfo) -> ImportedBooking:
    house = _object(facts, "reservationFor")
    name = _text(house, "name")
    if not name:
        raise InvalidEdit(field="reservationFor", problem=_("the name is missing."))
    begin = _maybe(lambda: _begin(kind, facts, house, zone))
    place = house if kind not in EVENTS else _object(house, "location")
    phone, address = _text(place, "telephone"), _address(place)
    told = [
        _when(kind, facts, begin, zone),
        "" if place is house else _text(place, "name"),
        address,
    ]
    title = name if begin is None else f"{name[:180]}, {begin:%Y-%m-%d}"
    reservation = Reservation(
        title=title,
        status=STATUSES.get(_last(_text(facts, "reservationStatus")), ReservationStatus.CONFIRMED),
        code=_text(facts, "reservationNumber"),
        contact=phone,
        note=lines("\n".join(filter(None, told))),
    )
    lodging = _lodging(facts, name, address, phone, zone) if kind in LODGINGS else None
    return ImportedBooking(reservation, name, _point(place), origin, lodging)


def _lodging(facts: Facts, name: str, address: str, phone: str, zone: ZoneInfo) -> Lodging:
    begin = _maybe(lambda: _moment(facts, "checkinTime", zone))
    end = _maybe(lambda: _moment(facts, "checkoutTime", zone))
    is_local, is_local_address = has_ideographs(name), has_ideographs(address)
    return Lodging(
        name="" if is_local else name,
        name_local=name if is_local else "",
        address_local=address if is_local_address else "",
        address_en="" if is_local_address else address,
        phone=phone,
        check_in_min=_minute(begin),
        check_out_min=_minute(end),
    )


def _minute(moment: datetime | None) -> int | None:
    """The minute of the day; midnight stands for "not said"."""
    return (moment.hour * 60 + moment.minute or None) if moment is not None else None


def _begin(kind: str, facts: Facts, house: Facts, zone: ZoneInfo) -> datetime:
    if kind in LODGINGS:
        return _moment(facts, "checkinTime", zone)
    if kind in TABLES:
        return _moment(facts, "startTime", zone)
    return _moment(house, "startDate", zone)


def _when(kind: str, facts: Facts, begin: datetime | None, zone: ZoneInfo) -> str:
    if begin is None:
        return ""
    if kind not in LODGINGS:
        return f"{begin:%Y-%m-%d %H:%M}"
    end = _maybe(lambda: _moment(facts, "checkoutTime", zone))
    return f"{begin:%Y-%m-%d}" if end is None else f"{begin:%Y-%m-%d} – {end:%Y-%m-%d}"


def _address(place: Facts) -> str:
    found = place.get("address")
    if isinstance(found, str):
        return one_line(found, LONGEST_LINE)
    parts = _object(place, "address")
    fields = ("streetAddress", "postalCode", "addressLocality", "addressCountry")
    return one_line(", ".join(filter(None, (_text(parts, one) for one in fields))), LONGEST_LINE)


def _point(place: Facts) -> Coordinates | None:
    geo = _object(place, "geo")
    lat, lon = geo.get("latitude"), geo.get("longitude")
    if isinstance(lat, bool) or isinstance(lon, bool):
        return None
    if not (isinstance(lat, int | float) and isinstance(lon, int | float)):
        return None
    is_on_earth = -90 <= lat <= 90 and -180 <= lon <= 180
    return Coordinates(float(lat), float(lon)) if is_on_earth else None


def _moment(facts: Facts, field: str, zone: ZoneInfo) -> datetime:
    """A time in whole minutes; raises InvalidEdit naming the field."""
    value = facts.get(field)
    name = ""
    if isinstance(value, dict):
        name, value = _text(value, "timezone"), value.get("@value")
    if not isinstance(value, str) or "T" not in value:
        raise InvalidEdit(field=field, problem=_("it has no time of day."))
    own = zone_named(name) if name else zone
    try:
        found = datetime.fromisoformat(value[:40])
        found = found.replace(tzinfo=own) if found.tzinfo is None else found.astimezone(own)
        found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidEdit(field=field, problem=_("there is no such time.")) from error
    return found.replace(second=0, microsecond=0)


def _maybe(read: Callable[[], datetime]) -> datetime | None:
    """A time that a booking may lack."""
    try:
        return read()
    except InvalidEdit:
        return None


def _coded(facts: Facts) -> str:
    code = _text(facts, "reservationNumber")
    return _("Reservation code {code}").format(code=code) if code else ""


def _is_cancelled(facts: Facts) -> bool:
    return _last(_text(facts, "reservationStatus")) == "ReservationCancelled"


def _last(address: str) -> str:
    """The word behind the last slash of a term's address."""
    return address.rsplit("/", 1)[-1]


def _title(facts: Facts, kind: str) -> str:
    return one_line(_text(_object(facts, "reservationFor"), "name") or kind, 60)


def _object(facts: Facts, field: str) -> Facts:
    """A member that is an object; the first of a list of them; empty when there is none."""
    found = facts.get(field)
    if isinstance(found, list) and found:
        found = found[0]
    return found if isinstance(found, dict) else {}


def _text(facts: Facts, field: str) -> str:
    found = facts.get(field)
    if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**12:
        found = str(found)
    return one_line(found, LONGEST_LINE) if isinstance(found, str) else ""
