"""What an audience must not see is gone before anything is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import Enum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders, dossiers
from tests.fakes import InMemoryCatalogue
from tourplanner.domain.audience import Audience, Detail, sees
from tourplanner.domain.breaks import NamedBreak
from tourplanner.domain.itinerary import LeftOut, Reason, ReasonKind, Stop, StopKind
from tourplanner.domain.money import Money
from tourplanner.domain.party import Party
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.seen_by import seen_by
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Appointment, Lock, Tour
from tourplanner.usecases.make_roadbook import make_roadbook

OFTEN = settings(suppress_health_check=list(HealthCheck), max_examples=40)

DETAILS = {
    "price": {Detail.PRICES},
    "budget": {Detail.PRICES},
    "code": {Detail.CODES},
    "contact": {Detail.CODES},
    "book_by": {Detail.RESERVATIONS},
    "title": {Detail.RESERVATIONS},
    "reservation.note": {Detail.NOTES},
    "note": {Detail.NOTES},
    "lodging.note": {Detail.NOTES},
    "transport.note": {Detail.NOTES},
    "seat": {Detail.SEATS},
    "number": {Detail.TRANSPORT},
    "from_name": {Detail.TRANSPORT},
    "from_local": {Detail.TRANSPORT},
    "to_name": {Detail.TRANSPORT},
    "to_local": {Detail.TRANSPORT},
    "lodging": {Detail.LODGING},
    "base": {Detail.LODGING},
    "base.lat": {Detail.LODGING},
    "name": {Detail.NAMES},
    "name_local": {Detail.NAMES},
    "room": {Detail.ROOMS},
    "nationality": {Detail.IDENTITY},
    "passport": {Detail.IDENTITY},
    "passport_expiry": {Detail.IDENTITY},
    "born": {Detail.IDENTITY},
    "blood_type": {Detail.HEALTH},
    "insurance": {Detail.HEALTH},
    "emergency_contact": {Detail.HEALTH},
    "diet": {Detail.NEEDS},
    "allergies": {Detail.NEEDS},
    "mobility": {Detail.NEEDS},
    "card": {Detail.CARDS},
    "left_out": {Detail.LEFT_OUT},
    "left_out.note": {Detail.LEFT_OUT, Detail.NOTES},
    "break": {Detail.WISHES},
    "lock": {Detail.WISHES},
}
"""By the name of a planted secret: what an audience has to see to find it."""

Secrets = dict[str, object]


def planted(numbers: list[int]) -> tuple[Roadbook, Secrets]:
    """A whole roadbook with a secret of its own in every private field, and the secrets."""
    secrets: Secrets = {}
    supply = iter(numbers)

    def secret(name: str) -> str:
        text = f"secret-{len(secrets)}-{next(supply)}"
        secrets[name] = text
        return text

    full = dossiers.dossier()
    texts = {
        f.name: secret(f.name)
        for f in dataclasses.fields(full.party.travellers[0])
        if f.type == "str"
    }
    expiry, born = date(2030, 1, 1 + next(supply) % 28), date(1950, 2, 1 + next(supply) % 28)
    secrets |= {"passport_expiry": expiry, "born": born}
    ada = replace(full.party.travellers[0], passport_expiry=expiry, born=born, **texts)
    price, budget = Decimal(f"7.{next(supply)}1"), Decimal(f"9.{next(supply)}3")
    book_by = date(2026, 3, 1 + next(supply) % 28)
    secrets |= {"price": price, "budget": budget, "book_by": book_by}
    lesson = replace(
        full.reservations[0],
        title=secret("title"),
        code=secret("code"),
        contact=secret("contact"),
        note=secret("reservation.note"),
        price=Money(price, "CNY"),
        book_by=book_by,
    )
    train = replace(
        full.transports[0],
        **{name: secret(name) for name in (
            "number", "from_name", "from_local", "to_name", "to_local", "seat"
        )},
        note=secret("transport.note"),
    )  # fmt: skip
    house = secret("lodging")
    inn = replace(
        full.lodgings[0],
        name=f"{house} name",
        name_local=f"{house} local",
        address_local=f"{house} street",
        address_en=f"{house} road",
        phone=f"{house} phone",
        note=secret("lodging.note"),
    )
    card = secret("card")
    sites = builders.sites(4)
    left = replace(sites[3], id=SiteId(secret("left_out")))
    break_name, lock_min = secret("break"), 541
    wishes = builders.preferences(
        days=1,
        base=Place(secret("base"), Coordinates(29.2911, 117.2099)),
        breaks=(NamedBreak(break_name, 700, 760, 20),),
        budget=Money(budget, "CNY"),
        required=(SiteId("site-0"),),
    )
    secrets |= {"lock": lock_min, "base.lat": wishes.base.at.lat}
    plan = builders.itinerary(
        [sites[:2]],
        base=wishes.base,
        left_out=[LeftOut(left.id, Reason(ReasonKind.DAY_FULL, 0, 20))],
    )
    pause = Stop(StopKind.BREAK, 690, 710, name=break_name)
    day = replace(plan.days[0], stops=(*plan.days[0].stops[:3], pause, *plan.days[0].stops[3:]))
    tour = Tour(
        id="t1",
        title="Kilns and lanes",
        preferences=wishes,
        locks=(Lock(SiteId("site-0"), 0, lock_min),),
        appointments=(Appointment(SiteId("site-1"), 0, 700, 45),),
        frozen_days=(0,),
        itinerary=replace(plan, days=(day,)),
        dossier=replace(
            full,
            party=replace(full.party, travellers=(ada, *full.party.travellers[1:])),
            reservations=(lesson,),
            notes=((SiteId("site-1"), secret("note")), (left.id, secret("left_out.note"))),
            lodgings=(inn,),
            transports=(train,),
            cards=(replace(full.cards[0], en=card, local=f"{card} 花", reading=f"{card} hua"),),
        ),
    )
    catalogue = InMemoryCatalogue((*sites[:3], left), (builders.city(),))
    return make_roadbook(tour, catalogue), secrets


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
    allowed = {name for name in secrets if all(sees(audience, one) for one in DETAILS[name])}
    assert found_in(seen_by(whole, audience), secrets) <= allowed


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
