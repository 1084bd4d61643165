"""Trains and flights: clocks of two zones, and days that leave time for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests import builders, dossiers
from tests.dossiers import SHANGHAI, moment, train
from tests.fakes import InMemoryCatalogue
from tourplanner.domain import dossier_edits as edits
from tourplanner.domain.own_cautions import own_cautions
from tourplanner.domain.roadbook import RoadDay
from tourplanner.domain.tour import Tour
from tourplanner.domain.transport import Transport, TransportMode, minute_on, zone_named
from tourplanner.domain.transport_checks import transport_faults
from tourplanner.errors import InvalidEdit
from tourplanner.usecases.make_roadbook import make_roadbook

BERLIN = ZoneInfo("Europe/Berlin")


def ride(depart: datetime, arrive: datetime, number: str = "X1") -> Transport:
    return Transport(TransportMode.FLIGHT, depart, arrive, number)


def test_a_flight_lasts_what_it_lasts_whatever_the_clocks_say() -> None:
    flight = ride(moment(15, 14, 0, BERLIN), moment(16, 6, 30))
    assert flight.lasts == timedelta(hours=10, minutes=30)
    back = ride(moment(20, 1), moment(20, 6, 0, BERLIN))
    assert back.lasts == timedelta(hours=11)


def test_a_train_through_the_night_clocks_are_set_back_lasts_an_hour_more() -> None:
    depart = datetime(2027, 10, 31, 1, 0, tzinfo=BERLIN)
    assert ride(depart, datetime(2027, 10, 31, 4, 0, tzinfo=BERLIN)).lasts == timedelta(hours=4)
    first = datetime(2027, 10, 31, 2, 30, tzinfo=BERLIN)
    again = first.replace(fold=1)
    assert ride(first, again).lasts == timedelta(hours=1)


@pytest.mark.parametrize(
    ("depart", "arrive", "named"),
    [
        (moment(16, 9), moment(16, 9), "after it leaves"),
        (moment(16, 9), moment(16, 14, 0, SHANGHAI) - timedelta(hours=6), "after it leaves"),
        (moment(1, 9), moment(9, 9), "7 days"),
        (moment(16, 9).replace(second=1), moment(16, 10), "whole minutes"),
        (datetime(2027, 4, 16, 9), moment(16, 10), "zone"),  # noqa: DTZ001 - what is refused
        (datetime(2027, 3, 28, 2, 30, tzinfo=BERLIN), moment(30, 10), "jumps over 02:30"),
        (datetime(1, 1, 1, tzinfo=SHANGHAI), moment(16, 10), "year 1"),
    ],
)
def test_impossible_times_are_refused(depart: datetime, arrive: datetime, named: str) -> None:
    with pytest.raises(InvalidEdit, match=named):
        ride(depart, arrive)


@pytest.mark.parametrize("name", ["", "Nowhere", "Asia", "Asia/", "/etc/passwd", "localtime"])
def test_a_zone_that_does_not_exist_is_named(name: str) -> None:
    with pytest.raises(InvalidEdit, match="Time zone"):
        zone_named(name)


def test_minutes_are_told_by_the_clock_of_the_city() -> None:
    day = date(2027, 4, 16)
    assert minute_on(moment(16, 9, 5), day, SHANGHAI) == 545
    assert minute_on(moment(16, 9, 0, BERLIN), day, SHANGHAI) == 15 * 60
    assert minute_on(moment(15, 23), day, SHANGHAI) == -60
    assert minute_on(moment(17, 1), day, SHANGHAI) == 1500


def tour_with(*transports: Transport) -> Tour:
    sites = builders.sites(4)
    plan = builders.itinerary([sites[:2], sites[2:4]])
    return edits.with_transports(builders.tour(itinerary=plan), transports)


def days_of(tour: Tour) -> tuple[RoadDay, ...]:
    catalogue = InMemoryCatalogue(builders.sites(4), (builders.city(),))
    return make_roadbook(tour, catalogue).days


@pytest.mark.parametrize(
    ("transport", "clashes"),
    [
        (train(start=7, end=9), 0),  # arrives as the day begins
        (train(start=7, end=10), 1),
        (train(start=12, end=13), 0),  # the plan ends at 11:45, the gate closes at 11:57
        (ride(moment(16, 11, 46), moment(16, 13)), 0),
        (ride(moment(16, 11, 44), moment(16, 13)), 1),
        (Transport(TransportMode.BUS, moment(16, 12), moment(16, 13), gate_closes_min=20), 1),
        (train(day=15), 0),
        (ride(moment(15, 20), moment(17, 10)), 2),
    ],
)
def test_a_plan_that_overlaps_a_ride_has_a_fault_and_a_caution(
    transport: Transport, clashes: int
) -> None:
    tour = tour_with(transport)
    found = transport_faults(tour, SHANGHAI)
    assert [fault.rule for fault in found] == ["transport"] * clashes
    catalogue = InMemoryCatalogue(builders.sites(4), (builders.city(),))
    assert own_cautions(make_roadbook(tour, catalogue)) == tuple(fault.text for fault in found)


def test_the_sentence_names_the_train_and_the_part_of_the_plan_it_overlaps() -> None:
    (fault,) = transport_faults(tour_with(train(start=10, end=11)), SHANGHAI)
    assert fault.day == 0
    assert fault.text == (
        "Fri 16 Apr: Train G1234, 10:00 to 11:00, overlaps what is planned from 09:15 to 11:30."
    )


def test_a_flight_of_the_day_before_is_told_by_when_it_ends() -> None:
    flight = ride(moment(15, 17, 0, BERLIN), moment(16, 9, 5))
    (fault,) = transport_faults(tour_with(flight), SHANGHAI)
    assert "Flight X1, on its way until 09:05, overlaps" in fault.text


def test_a_ride_stands_on_each_day_that_it_runs_in_order_of_time() -> None:
    overnight, noon = ride(moment(16, 20), moment(17, 8), "N"), ride(moment(17, 9), moment(17, 12))
    before, morning = ride(moment(14, 9), moment(15, 9)), ride(moment(16, 6), moment(16, 8), "M")
    tour = tour_with(noon, overnight, before, morning)
    first, second = days_of(tour)
    assert [(r.transport.number, r.start_min, r.end_min) for r in first.rides] == [
        ("M", 360, 480),
        ("N", 1200, 1920),
    ]
    assert [(r.transport.number, r.start_min) for r in second.rides] == [("N", -240), ("X1", 540)]
    line = list(first.timeline())
    assert line[0] == first.rides[0]
    assert line[-1] == first.rides[1]
    assert [entry for entry in line if entry not in first.rides] == list(first.in_order())


def test_the_roadbook_joins_reservations_notes_and_lodging() -> None:
    sites = builders.sites(4)
    tour = edits.with_dossier(tour_with(), dossiers.dossier())
    book = make_roadbook(tour, InMemoryCatalogue(sites, (builders.city(),)))
    full = tour.dossier
    first, second = book.days[0].visits
    assert first.reservations == full.reservations[:1]
    assert (first.note, second.note) == ("", "The guard likes to talk about glaze.")
    assert book.days[0].stops[0].names.local == "老窑客栈"
    lodging = book.days[0].lodging
    assert lodging is not None
    assert lodging.details == full.lodgings[0]
    assert [task.reservation for task in book.tasks] == [full.reservations[0]]
    assert (book.party, book.cards, book.paper) == (full.party, full.cards, full.paper)
    assert book.audience is None
