"""A dossier from and to plain values: the part of a tour file that holds people and papers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TypeVar

from tourplanner.domain.address_codec import address_from, address_plain
from tourplanner.domain.audience import Audience
from tourplanner.domain.dossier import MOST_ENTRIES, Dossier
from tourplanner.domain.itinerary_codec import point_from, point_plain, site_id_from
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.money import Money
from tourplanner.domain.paper_choice import (
    CodeContent,
    DayCalendar,
    DistanceUnit,
    PaperChoice,
    PaperLanguage,
    PaperSize,
)
from tourplanner.domain.party import MOST_TRAVELLERS, Party, Traveller
from tourplanner.domain.phrase_card import PhraseCard
from tourplanner.domain.place_facts_codec import place_facts_from, place_facts_plain
from tourplanner.domain.preferences_codec import money_from, money_plain
from tourplanner.domain.reservation import Reservation, ReservationStatus
from tourplanner.domain.site import SiteId
from tourplanner.domain.strict_json import Node
from tourplanner.domain.time_window import DAY_MIN
from tourplanner.domain.transport import LONGEST_GATE_MIN, Transport, TransportMode, zone_named
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

PARTS = (
    "party", "reservations", "notes", "place_facts", "lodgings", "transports", "cards", "paper",
)  # fmt: skip
MOMENT_FORM = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)

Made = TypeVar("Made")
Choice = TypeVar("Choice", bound=StrEnum)
Plain = Mapping[str, Node]


def dossier_plain(dossier: Dossier) -> dict[str, object]:
    """The dossier as JSON values in a stable order; facts and parts only where there are any."""
    facts = [place_facts_plain(one) for one in dossier.place_facts]
    return {
        "party": {
            "travellers": [_traveller_plain(one) for one in dossier.party.travellers],
            "unnamed": dossier.party.unnamed,
        },
        "reservations": [_reservation_plain(one) for one in dossier.reservations],
        "notes": [{"site": site, "text": text} for site, text in dossier.notes],
        **({"place_facts": facts} if facts else {}),
        "lodgings": [_lodging_plain(one) for one in dossier.lodgings],
        "transports": [_transport_plain(one) for one in dossier.transports],
        "cards": [
            {"en": card.en, "local": card.local, "reading": card.reading} for card in dossier.cards
        ],
        "paper": _paper_plain(dossier.paper),
    }


def dossier_from(node: Node, known: Dossier | None = None) -> Dossier:
    """The dossier in a JSON value; parts that it lacks are those of `known`, else empty.

    Raises DataInvalid naming the JSON path of what is wrong.
    """
    plain = node.fields(optional=PARTS)
    found = known or Dossier()

    def entries(name: str, read: Callable[[Node], Made], old: tuple[Made, ...]) -> tuple[Made, ...]:
        return tuple(map(read, plain[name].items(MOST_ENTRIES))) if name in plain else old

    return _made(
        node,
        lambda: Dossier(
            party=_party_from(plain["party"]) if "party" in plain else found.party,
            reservations=entries("reservations", _reservation_from, found.reservations),
            notes=entries("notes", _note_from, found.notes),
            place_facts=entries("place_facts", place_facts_from, found.place_facts),
            lodgings=entries("lodgings", _lodging_from, found.lodgings),
            transports=entries("transports", _transport_from, found.transports),
            cards=entries("cards", _card_from, found.cards),
            paper=_paper_from(plain["paper"]) if "paper" in plain else found.paper,
        ),
    )


def _made(node: Node, make: Callable[[], Made]) -> Made:
    """What `make` makes; a refusal of the value itself names its place in the file."""
    try:
        return make()
    except InvalidEdit as error:
        raise node.wrong(error.message) from error


def _text(plain: Plain, name: str) -> str:
    return plain[name].text() if name in plain else ""


def _maybe(plain: Plain, name: str, read: Callable[[Node], Made]) -> Made | None:
    return plain[name].maybe(read) if name in plain else None


def _traveller_plain(one: Traveller) -> dict[str, object]:
    return {
        "name": one.name,
        "name_local": one.name_local,
        "nationality": one.nationality,
        "passport": one.passport,
        "passport_expiry": one.passport_expiry and one.passport_expiry.isoformat(),
        "born": one.born and one.born.isoformat(),
        "diet": one.diet,
        "allergies": one.allergies,
        "mobility": one.mobility,
        "blood_type": one.blood_type,
        "insurance": one.insurance,
        "emergency_contact": one.emergency_contact,
        "room": one.room,
        "is_leader": one.is_leader,
    }


def _party_from(node: Node) -> Party:
    plain = node.fields(optional=("travellers", "unnamed"))
    people = plain["travellers"].items(MOST_TRAVELLERS) if "travellers" in plain else ()
    return _made(
        node,
        lambda: Party(
            travellers=tuple(map(_traveller_from, people)),
            unnamed=plain["unnamed"].whole(0, MOST_TRAVELLERS) if "unnamed" in plain else 0,
        ),
    )


def _traveller_from(node: Node) -> Traveller:
    plain = node.fields(
        "name",
        optional=(
            "name_local", "nationality", "passport", "passport_expiry", "born", "diet",
            "allergies", "mobility", "blood_type", "insurance", "emergency_contact", "room",
            "is_leader",
        ),
    )  # fmt: skip
    return _made(
        node,
        lambda: Traveller(
            name=plain["name"].filled(),
            name_local=_text(plain, "name_local"),
            nationality=_text(plain, "nationality"),
            passport=_text(plain, "passport"),
            passport_expiry=_maybe(plain, "passport_expiry", Node.day),
            born=_maybe(plain, "born", Node.day),
            diet=_text(plain, "diet"),
            allergies=_text(plain, "allergies"),
            mobility=_text(plain, "mobility"),
            blood_type=_text(plain, "blood_type"),
            insurance=_text(plain, "insurance"),
            emergency_contact=_text(plain, "emergency_contact"),
            room=_text(plain, "room"),
            is_leader=plain["is_leader"].boolean() if "is_leader" in plain else False,
        ),
    )


def _reservation_plain(one: Reservation) -> dict[str, object]:
    return {
        "site": one.site,
        "title": one.title,
        "status": one.status.value,
        "code": one.code,
        "price": None if one.price is None else money_plain(one.price),
        "book_by": one.book_by and one.book_by.isoformat(),
        "contact": one.contact,
        "note": one.note,
        "on": one.on and one.on.isoformat(),
        **({} if one.at is None else {"at": point_plain(one.at)}),
    }


def _reservation_from(node: Node) -> Reservation:
    plain = node.fields(
        optional=(
            "site",
            "title",
            "status",
            "code",
            "price",
            "book_by",
            "contact",
            "note",
            "at",
            "on",
        )
    )
    status = ReservationStatus.IDEA
    if "status" in plain:
        status = plain["status"].one_of(ReservationStatus)
    price: Money | None = _maybe(plain, "price", money_from)
    return _made(
        node,
        lambda: Reservation(
            site=_maybe(plain, "site", site_id_from),
            title=_text(plain, "title"),
            status=status,
            code=_text(plain, "code"),
            price=price,
            book_by=_maybe(plain, "book_by", Node.day),
            contact=_text(plain, "contact"),
            note=_text(plain, "note"),
            at=_maybe(plain, "at", point_from),
            on=_maybe(plain, "on", Node.day),
        ),
    )


def _note_from(node: Node) -> tuple[SiteId, str]:
    plain = node.fields("site", "text")
    return site_id_from(plain["site"]), plain["text"].text()


def _lodging_plain(one: Lodging) -> dict[str, object]:
    return {
        "at": None if one.at is None else point_plain(one.at),
        "name": one.name,
        "name_local": one.name_local,
        "address_local": one.address_local,
        "address_en": one.address_en,
        **address_plain(one.parts_local, one.parts_en),
        "phone": one.phone,
        "check_in_min": one.check_in_min,
        "check_out_min": one.check_out_min,
        "note": one.note,
    }


def _lodging_from(node: Node) -> Lodging:
    plain = node.fields(
        optional=(
            "at", "name", "name_local", "address_local", "address_en", "parts_local", "parts_en",
            "phone", "check_in_min", "check_out_min", "note",
        )
    )  # fmt: skip
    minute = partial(Node.whole, least=0, most=DAY_MIN - 1)
    return _made(
        node,
        lambda: Lodging(
            at=_maybe(plain, "at", point_from),
            name=_text(plain, "name"),
            name_local=_text(plain, "name_local"),
            address_local=_text(plain, "address_local"),
            address_en=_text(plain, "address_en"),
            parts_local=address_from(plain, "parts_local"),
            parts_en=address_from(plain, "parts_en"),
            phone=_text(plain, "phone"),
            check_in_min=_maybe(plain, "check_in_min", minute),
            check_out_min=_maybe(plain, "check_out_min", minute),
            note=_text(plain, "note"),
        ),
    )


def _transport_plain(one: Transport) -> dict[str, object]:
    return {
        "mode": one.mode.value,
        "number": one.number,
        "depart": _moment_plain(one.depart),
        "arrive": _moment_plain(one.arrive),
        "from_name": one.from_name,
        "from_local": one.from_local,
        "to_name": one.to_name,
        "to_local": one.to_local,
        "seat": one.seat,
        "gate_closes_min": one.gate_closes_min,
        "note": one.note,
    }


def _transport_from(node: Node) -> Transport:
    plain = node.fields(
        "mode", "depart", "arrive",
        optional=(
            "number", "from_name", "from_local", "to_name", "to_local", "seat",
            "gate_closes_min", "note",
        ),
    )  # fmt: skip
    gate = partial(Node.whole, least=0, most=LONGEST_GATE_MIN)
    return _made(
        node,
        lambda: Transport(
            mode=plain["mode"].one_of(TransportMode),
            depart=_moment_from(plain["depart"]),
            arrive=_moment_from(plain["arrive"]),
            number=_text(plain, "number"),
            from_name=_text(plain, "from_name"),
            from_local=_text(plain, "from_local"),
            to_name=_text(plain, "to_name"),
            to_local=_text(plain, "to_local"),
            seat=_text(plain, "seat"),
            gate_closes_min=_maybe(plain, "gate_closes_min", gate),
            note=_text(plain, "note"),
        ),
    )


def _moment_plain(moment: datetime) -> dict[str, object]:
    """The clock's time and its zone; `fold` 1 is the second of two hours of the same name."""
    plain: dict[str, object] = {"local": f"{moment:%Y-%m-%dT%H:%M}", "zone": str(moment.tzinfo)}
    if moment.utcoffset() != moment.replace(fold=0).utcoffset():
        plain["fold"] = 1
    return plain


def _moment_from(node: Node) -> datetime:
    plain = node.fields("local", "zone", optional=("fold",))
    text = plain["local"].text()
    problem = _("it is not a date with a time like 2027-04-16T09:05.")
    if not MOMENT_FORM.fullmatch(text):
        raise plain["local"].wrong(problem)
    try:
        local = datetime.fromisoformat(text)
    except ValueError as error:
        raise plain["local"].wrong(problem) from error
    name = plain["zone"].filled()
    zone = _made(plain["zone"], lambda: zone_named(name))
    fold = plain["fold"].whole(0, 1) if "fold" in plain else 0
    return local.replace(tzinfo=zone, fold=fold)


def _card_from(node: Node) -> PhraseCard:
    plain = node.fields("en", "local", optional=("reading",))
    return _made(
        node,
        lambda: PhraseCard(plain["en"].filled(), plain["local"].filled(), _text(plain, "reading")),
    )


def _paper_plain(paper: PaperChoice) -> dict[str, object]:
    return {
        "audience": paper.audience.value,
        "language": paper.language.value,
        "clock_24h": paper.clock_24h,
        "units": paper.units.value,
        "paper": paper.paper.value,
        "large_print": paper.large_print,
        "code": paper.code.value,
        "has_holes": paper.has_holes,
        "calendar": paper.calendar.value,
        "csv_mark": paper.csv_mark,
        "csv_guard": paper.csv_guard,
    }


def _paper_from(node: Node) -> PaperChoice:
    given = node.fields(optional=tuple(field.name for field in fields(PaperChoice)))
    usual = PaperChoice()

    def one_of(name: str, kind: type[Choice], old: Choice) -> Choice:
        return given[name].one_of(kind) if name in given else old

    def yes(name: str, old: bool) -> bool:
        return given[name].boolean() if name in given else old

    return PaperChoice(
        audience=one_of("audience", Audience, usual.audience),
        language=one_of("language", PaperLanguage, usual.language),
        clock_24h=yes("clock_24h", usual.clock_24h),
        units=one_of("units", DistanceUnit, usual.units),
        paper=one_of("paper", PaperSize, usual.paper),
        large_print=yes("large_print", usual.large_print),
        code=one_of("code", CodeContent, usual.code),
        has_holes=yes("has_holes", usual.has_holes),
        calendar=one_of("calendar", DayCalendar, usual.calendar),
        csv_mark=yes("csv_mark", usual.csv_mark),
        csv_guard=yes("csv_guard", usual.csv_guard),
    )
