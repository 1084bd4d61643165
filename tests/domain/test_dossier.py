"""People, reservations, lodging and notes: what is refused, what is found, what edits keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests import builders, dossiers
from tourplanner.domain import dossier_edits as edits
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.own_cautions import months_after, passport_cautions
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.phrase_card import PhraseCard
from tourplanner.domain.place import Coordinates
from tourplanner.domain.reservation import Reservation, ReservationStatus, booking_tasks
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import planning_key
from tourplanner.errors import InvalidEdit

KILN = SiteId("kiln-museum")


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: Traveller(" "), "Traveller"),
        (lambda: Traveller("x" * 201), "Name of a traveller"),
        (lambda: Traveller("Ada", allergies="x" * 2001), "“Ada”"),
        (lambda: Party(unnamed=501), "Party"),
        (lambda: Party(unnamed=-1), "Party"),
        (lambda: Party((Traveller("Ada"), Traveller(" ada"))), "two people"),
        (lambda: Reservation(None, " "), "Reservation"),
        (lambda: Reservation(KILN, code="x" * 201), "kiln-museum"),
        (lambda: Lodging(check_in_min=1440), "Lodging"),
        (lambda: PhraseCard("Hello", " "), "card"),
        (lambda: Dossier(notes=((KILN, "a"), (KILN, "b"))), "one note"),
        (lambda: Dossier(reservations=(Reservation(KILN), Reservation(KILN))), "same thing"),
        (lambda: Dossier(lodgings=(Lodging(), Lodging())), "one lodging"),
        (lambda: Dossier(cards=(PhraseCard("a", "b"),) * 1001), "1001"),
    ],
)
def test_what_no_paper_can_hold_is_refused_by_name(make: object, named: str) -> None:
    with pytest.raises(InvalidEdit, match=named):
        make()  # type: ignore[operator]


def test_nothing_in_a_dossier_asks_for_another_plan() -> None:
    tour = builders.tour()
    assert planning_key(edits.with_dossier(tour, dossiers.dossier())) == planning_key(tour)


def test_a_traveller_of_the_same_name_is_replaced_where_he_stands() -> None:
    tour = edits.with_dossier(builders.tour(), dossiers.dossier())
    changed = edits.with_traveller(tour, Traveller("ada byron", diet="vegan"))
    assert [t.name for t in changed.dossier.party.travellers] == ["ada byron", "Grace Murray"]
    left = edits.without_traveller(changed, "ADA BYRON")
    assert [t.name for t in left.dossier.party.travellers] == ["Grace Murray"]
    assert edits.without_traveller(left, "Nobody") == left
    assert len(edits.with_traveller(left, Traveller("New")).dossier.party.travellers) == 2


def test_a_blank_note_takes_the_note_away() -> None:
    noted = edits.with_note(builders.tour(), KILN, "Ask for the back yard.")
    assert noted.dossier.note_of(KILN) == "Ask for the back yard."
    assert edits.with_note(noted, KILN, "  ").dossier.notes == ()


def test_a_reservation_of_the_same_thing_is_replaced() -> None:
    tour = edits.with_reservation(builders.tour(), Reservation(KILN, "Tour"))
    tour = edits.with_reservation(tour, Reservation(KILN, "Lunch"))
    confirmed = Reservation(KILN, "tour ", ReservationStatus.CONFIRMED)
    tour = edits.with_reservation(tour, confirmed)
    assert tour.dossier.reservations_of(KILN) == (confirmed, Reservation(KILN, "Lunch"))
    assert edits.without_reservation(tour, confirmed).dossier.reservations == (
        Reservation(KILN, "Lunch"),
    )


def test_lodging_without_a_point_is_at_the_ordinary_base_alone() -> None:
    tour = builders.tour()
    inn, other = Lodging(name="Inn"), Coordinates(29.5, 117.5)
    tour = edits.with_lodging(tour, inn)
    base = tour.preferences.base.at
    assert edits.lodging_at(tour, base) == inn
    assert edits.lodging_at(tour, other) == Lodging(other)
    at_point = Lodging(base, "House of that point")
    assert edits.lodging_at(edits.with_lodging(tour, at_point), base) == at_point
    assert edits.with_lodging(tour, Lodging()).dossier.lodgings == ()


def test_rides_are_kept_as_they_leave() -> None:
    late, early = dossiers.train("B", 18), dossiers.train("A", 17)
    tour = edits.with_transports(builders.tour(), (late, early))
    assert tour.dossier.transports == (early, late)


def test_cards_and_paper_are_replaced() -> None:
    full = dossiers.dossier()
    tour = edits.with_paper(edits.with_cards(builders.tour(), full.cards), full.paper)
    assert (tour.dossier.cards, tour.dossier.paper) == (full.cards, full.paper)


def test_what_is_to_be_booked_by_a_day_is_a_task_until_it_is_confirmed() -> None:
    march, april = date(2027, 3, 1), date(2027, 4, 1)
    asked = Reservation(KILN, "Tour", ReservationStatus.ASKED, book_by=april)
    idea = Reservation(None, "Flight", book_by=march)
    done = Reservation(None, "Inn", ReservationStatus.CONFIRMED, book_by=march)
    dead = Reservation(None, "Bus", ReservationStatus.CANCELLED, book_by=march)
    some_day = Reservation(None, "Dinner")
    tasks = booking_tasks((asked, idea, done, dead, some_day))
    assert [(task.reservation, task.due) for task in tasks] == [(idea, march), (asked, april)]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 4, 18), 6, date(2027, 10, 18)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 12, 1), 6, date(2028, 6, 1)),
        (date(2027, 1, 31), 12, date(2028, 1, 31)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@pytest.mark.parametrize(
    ("expiry", "said"),
    [
        (None, ""),
        (date(2027, 10, 18), ""),
        (date(2027, 10, 17), "less than six months"),
        (date(2027, 4, 19), "less than six months"),
        (date(2027, 4, 18), "before the tour is over"),
    ],
)
def test_a_passport_is_valid_for_six_months_after_the_tour(expiry: date | None, said: str) -> None:
    party = Party((replace(Traveller("Ada"), passport_expiry=expiry),))
    cautions = list(passport_cautions(party, date(2027, 4, 18)))
    assert len(cautions) == bool(said)
    assert all("Ada" in text and said in text for text in cautions)
