"""What an audience must not see is gone before anything is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders, dossiers
from tests.fakes import InMemoryCatalogue
from tests.planted import DETAILS, Secrets, allowed, planted
from tourplanner.domain.audience import Audience, Detail
from tourplanner.domain.own_site import as_site
from tourplanner.domain.own_site_edits import with_own_site
from tourplanner.domain.party import Party
from tourplanner.domain.place import Place
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.seen_by import seen_by
from tourplanner.usecases.make_roadbook import make_roadbook

OFTEN = settings(suppress_health_check=list(HealthCheck), max_examples=40)


def leaves(value: object) -> Iterator[object]:
    """Every value in a tree of dataclasses and tuples."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from leaves(tuple(value.items()))
    elif isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value.value if isinstance(value, Enum) else value


def found_in(roadbook: Roadbook, secrets: Secrets) -> set[str]:
    """The names of the secrets that stand anywhere in the roadbook."""
    every = list(leaves(roadbook))
    texts = "\n".join(leaf for leaf in every if isinstance(leaf, str))
    others = {leaf for leaf in every if not isinstance(leaf, str)}
    return {
        name
        for name, secret in secrets.items()
        if (secret in texts if isinstance(secret, str) else secret in others)
    }


numbers = st.lists(st.integers(100, 10**6), min_size=60, max_size=60)


@given(numbers, st.sampled_from(Audience))
@OFTEN
def test_no_field_holds_what_the_audience_must_not_see(
    numbers: list[int], audience: Audience
) -> None:
    whole, secrets = planted(numbers)
    assert found_in(whole, secrets) == set(secrets)
    assert found_in(seen_by(whole, audience), secrets) <= allowed(audience, secrets)


@given(numbers)
@OFTEN
def test_a_leader_sees_everything_but_prices_and_passports(numbers: list[int]) -> None:
    whole, secrets = planted(numbers)
    hidden = set(secrets) - found_in(seen_by(whole, Audience.LEADER), secrets)
    expected = {"price", "budget", "nationality", "passport", "passport_expiry", "born"}
    assert hidden == expected


@given(numbers)
@OFTEN
def test_a_traveller_sees_what_is_his_own_and_nobody_elses(numbers: list[int]) -> None:
    whole, secrets = planted(numbers)
    personal = {Detail.IDENTITY, Detail.HEALTH, Detail.NEEDS, Detail.ROOMS}
    private = {name for name in secrets if DETAILS[name] & personal}
    own = seen_by(whole, Audience.TRAVELLER, str(secrets["name"]))
    assert found_in(own, secrets) == set(secrets)
    for reader in ("", "Grace Murray"):
        seen = seen_by(whole, Audience.TRAVELLER, reader)
        assert found_in(seen, secrets) == set(secrets) - private


def whole_book(party: Party | None = None) -> Roadbook:
    book, _secrets = planted(list(range(100, 200)))
    return book if party is None else replace(book, party=party)


def test_nothing_but_people_is_taken_from_a_traveller() -> None:
    whole = whole_book()
    seen = seen_by(whole, Audience.TRAVELLER)
    changed = {
        field.name
        for field in dataclasses.fields(Roadbook)
        if getattr(seen, field.name) != getattr(whole, field.name)
    }
    assert changed == {"tour", "party", "audience"}


def test_who_travels_alone_sees_his_passport() -> None:
    ada = dossiers.dossier().party.travellers[0]
    assert seen_by(whole_book(Party((ada,))), Audience.TRAVELLER).party.travellers == (ada,)


def test_a_driver_and_a_supplier_know_how_many_come() -> None:
    for audience in (Audience.DRIVER, Audience.SUPPLIER):
        assert seen_by(whole_book(), audience).party.size == 3
    assert seen_by(whole_book(), Audience.PUBLIC).party.size == 0


def test_a_supplier_learns_of_needs_without_names() -> None:
    guests = seen_by(whole_book(), Audience.SUPPLIER).party.travellers
    assert [guest.name for guest in guests] == ["Guest 1", "Guest 2"]
    assert guests[0].allergies
    assert not guests[0].blood_type


def test_a_supplier_sees_the_code_of_his_own_reservation_but_no_price() -> None:
    whole = whole_book()
    assert seen_by(whole, Audience.SUPPLIER).reservations == ()
    seen = seen_by(whole, Audience.SUPPLIER, "site-0")
    assert seen.reservations == (replace(whole.reservations[0], price=None, note=""),)
    assert [stop.reservations for stop in seen.days[0].visits] == [seen.reservations, ()]
    assert seen_by(whole, Audience.SUPPLIER, "site-1").reservations == ()


def test_anybody_sees_the_day_from_its_first_visit_to_its_last() -> None:
    day = seen_by(whole_book(), Audience.PUBLIC).days[0]
    assert [stop.stop.kind.value for stop in day.stops] == ["visit", "visit", "break"]
    assert len(day.legs) == len(day.placed) - 1
    assert list(day.in_order())
    assert len(list(day.timeline())) == len(day.stops) + len(day.legs)


def test_a_day_spent_at_the_lodging_shows_nothing_to_anybody() -> None:
    book = whole_book()
    day = book.days[0]
    resting = replace(day, stops=(day.stops[0], day.stops[-1]), legs=day.legs[:1])
    assert seen_by(replace(book, days=(resting,)), Audience.PUBLIC).days[0].stops == ()


def test_a_lodging_between_visits_is_hidden_in_the_middle_of_the_city() -> None:
    book = whole_book()
    day = book.days[0]
    first, *rest = day.stops
    again = replace(
        day, stops=(first, rest[0], replace(first), *rest[1:]), legs=(*day.legs[:1], *day.legs)
    )
    seen = seen_by(replace(book, days=(again,)), Audience.PUBLIC)
    middle = seen.days[0].stops[1]
    assert middle.stop.place == Place("Jingdezhen", book.city.centre.at)
    assert len(seen.days[0].legs) == len(seen.days[0].placed) - 1


def test_what_is_reduced_is_not_reduced_again() -> None:
    seen = seen_by(whole_book(), Audience.PUBLIC)
    assert seen.audience is Audience.PUBLIC
    assert seen.paper.audience is Audience.PUBLIC
    with pytest.raises(ValueError, match="whole"):
        seen_by(seen, Audience.TRAVELLER)


@pytest.mark.parametrize(
    ("audience", "has_note", "has_phone"),
    [
        (Audience.TRAVELLER, True, True),
        (Audience.LEADER, True, True),
        (Audience.DRIVER, False, True),
        (Audience.SUPPLIER, False, False),
        (Audience.PUBLIC, False, False),
    ],
)
def test_what_one_wrote_of_an_own_place_is_not_for_everybody(
    audience: Audience, has_note: bool, has_phone: bool
) -> None:
    own = builders.own_site(note="Key under the mat.", phone="0798-555", origin="Anna's list")
    site = as_site(own, "CN")
    tour = with_own_site(builders.tour(itinerary=builders.itinerary([[site], []])), own)
    catalogue = InMemoryCatalogue(builders.sites(3), (builders.city(),))
    said = repr(seen_by(make_roadbook(tour, catalogue), audience))
    assert ("Key under the mat." in said, "Anna's list" in said) == (has_note, has_note)
    assert ("0798-555" in said) == has_phone
    assert "Li's pottery" in said
