"""Bookings as KDE Itinerary writes them."""

from __future__ import annotations

import json

import pytest

from tests.exchange.readers.samples import RESERVATIONS, read
from tourplanner.domain.imported import Imported
from tourplanner.domain.place import Coordinates
from tourplanner.domain.reservation import ReservationStatus
from tourplanner.domain.transport import TransportMode
from tourplanner.errors import UnreadableFile


def found(*reservations: object) -> Imported:
    return read("a.json", json.dumps([{"@type": "Reservation"}, *reservations]))


def train(**more: object) -> dict[str, object]:
    trip = {
        "trainNumber": "G1",
        "departureTime": "2027-04-16T07:00:00",
        "arrivalTime": "2027-04-16T08:00:00",
    }
    return {"@type": "TrainReservation", "reservationFor": {**trip, **more}}


def test_trains_and_flights_are_rides_on_the_clocks_of_both_ends() -> None:
    rail, air = read("a.json", RESERVATIONS).rides
    assert (rail.mode, rail.number, rail.seat) == (TransportMode.TRAIN, "G1234", "12F")
    assert (rail.from_name, rail.from_local, rail.to_name) == ("", "南昌西", "Jingdezhen North")
    assert (f"{rail.depart:%H:%M}", f"{rail.arrive:%H:%M}") == ("07:05", "08:20")
    assert rail.note == "Reservation code E123"
    assert (air.mode, air.number) == (TransportMode.FLIGHT, "MU5678")
    assert (air.from_name, air.to_name) == ("JDZ", "Tokyo Haneda")
    assert (f"{air.depart:%H:%M}", str(air.arrive.tzinfo)) == ("09:00", "Asia/Tokyo")
    assert air.lasts.total_seconds() == (4 * 60 + 15) * 60


def test_rooms_tables_and_events_are_bookings() -> None:
    room, table, event = read("a.json", RESERVATIONS).bookings
    assert room.reservation.title == "Celadon Inn, 2027-04-16"
    assert room.reservation.code == "K7"
    assert room.reservation.note == "2027-04-16 – 2027-04-19\n1 Kiln Lane, Jingdezhen, CN"
    assert room.at == Coordinates(29.2978, 117.2)
    assert room.lodging is not None
    assert (room.lodging.check_in_min, room.lodging.check_out_min) == (840, 690)
    assert (table.name, table.reservation.status) == ("瓷宴", ReservationStatus.ASKED)
    assert event.reservation.note == "2027-04-18 09:00\nSanbao\nSanbao Road"


def test_what_is_cancelled_or_of_another_kind_is_told() -> None:
    told = [one.text for one in read("a.json", RESERVATIONS).not_understood]
    assert told == [
        "“a.json”, row 6: “Lecture” is cancelled.",
        "“a.json”, row 7: “Van” is no ride, no lodging, no table and no event.",
    ]


def test_one_train_of_several_travellers_is_one_ride_with_their_seats() -> None:
    seats = [{"reservedTicket": {"ticketedSeat": {"seatNumber": seat}}} for seat in ("1A", "1B")]
    rides = found(*({**train(), **seat, "reservationNumber": "X"} for seat in seats)).rides
    assert [(one.seat, one.note) for one in rides] == [("1A, 1B", "Reservation code X")]


def test_a_reservation_alone_or_in_a_graph_is_read() -> None:
    assert len(read("a.json", json.dumps(train())).rides) == 1
    assert len(read("a.jsonld", json.dumps({"@graph": [train(), train()]})).rides) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        train(departureTime="2027-04-16"),
        train(departureTime=None),
        train(arrivalTime="2027-04-15T08:00:00"),
        train(arrivalTime={"@value": "2027-04-16T08:00:00", "timezone": "Mars/Crater"}),
        train(departureTime="9999-12-31T23:59:59+00:00"),
        train(departureTime="0001-01-01T00:00:00+14:00"),
        {"@type": "TrainReservation"},
        {"@type": "LodgingReservation", "reservationFor": {"name": ""}},
        {"@type": "EventReservation", "reservationFor": ["x"]},
        7,
        None,
    ],
)
def test_a_wrong_reservation_is_a_fault_with_its_row(wrong: object) -> None:
    result = found(train(), wrong)
    assert [fault.origin.row for fault in result.faults] == [3]
    assert len(result.rides) == 1


@pytest.mark.parametrize("lat", [91, True, "29", 10**400, None])
def test_a_point_that_is_none_is_left_out(lat: object) -> None:
    house = {"name": "Inn", "geo": {"latitude": lat, "longitude": 117}}
    assert found({"@type": "LodgingReservation", "reservationFor": house}).bookings[0].at is None


def test_hostile_reservations_end_in_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        read("a.json", '{"@type":"TrainReservation","x":' + "[" * 100_000)
    with pytest.raises(UnreadableFile, match="no list of reservations"):
        read("a.json", json.dumps([{"@type": "Reservation"}] * 20_001))
    with pytest.raises(UnreadableFile, match="no list of reservations"):
        read("a.json", '{"@graph": "x", "@type": "Reservation"}')
    long = found(
        {"@type": "LodgingReservation", "reservationFor": {"name": "A\u0007" + "b" * 9_000}}
    )
    assert len(long.bookings[0].reservation.title) <= 200
