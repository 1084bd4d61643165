"""A roadbook with a secret in every private field, to look for in whatever is made of it."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests import builders, dossiers
from tests.fakes import InMemoryCatalogue
from tourplanner.domain.address import AddressParts
from tourplanner.domain.audience import Audience, Detail, sees
from tourplanner.domain.breaks import NamedBreak
from tourplanner.domain.itinerary import LeftOut, Reason, ReasonKind, Stop, StopKind
from tourplanner.domain.money import Money
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.place_facts import PlaceFacts
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Appointment, Lock, Tour
from tourplanner.usecases.make_roadbook import make_roadbook

DETAILS = {
    "price": {Detail.PRICES},
    "budget": {Detail.PRICES},
    "code": {Detail.CODES},
    "contact": {Detail.CODES},
    "book_by": {Detail.RESERVATIONS},
    "on": {Detail.RESERVATIONS},
    "title": {Detail.RESERVATIONS},
    "reservation.note": {Detail.NOTES},
    "note": {Detail.NOTES},
    "lodging.note": {Detail.NOTES},
    "fee": {Detail.PLACE_FACTS},
    "language": {Detail.PLACE_FACTS},
    "etiquette": {Detail.PLACE_FACTS},
    "place.contact": {Detail.OWN_PHONES},
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
    on = date(2026, 5, 1 + next(supply) % 28)
    secrets |= {"price": price, "budget": budget, "book_by": book_by, "on": on}
    lesson = replace(
        full.reservations[0],
        title=secret("title"),
        code=secret("code"),
        contact=secret("contact"),
        note=secret("reservation.note"),
        price=Money(price, "CNY"),
        book_by=book_by,
        on=on,
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
        parts_en=AddressParts(street=f"{house} parts"),
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
            place_facts=(
                PlaceFacts(
                    SiteId("site-1"),
                    fee=secret("fee"),
                    language=secret("language"),
                    etiquette=secret("etiquette"),
                    contact=secret("place.contact"),
                ),
            ),
            lodgings=(inn,),
            transports=(train,),
            cards=(replace(full.cards[0], en=card, local=f"{card} 花", reading=f"{card} hua"),),
        ),
    )
    catalogue = InMemoryCatalogue((*sites[:3], left), (builders.city(),))
    return make_roadbook(tour, catalogue), secrets


def allowed(audience: Audience, secrets: Secrets) -> set[str]:
    """The names of the secrets that an audience may see; of a traveller's, he sees his own."""
    return {name for name in secrets if all(sees(audience, one) for one in DETAILS[name])}
