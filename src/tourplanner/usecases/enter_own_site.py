"""Making a place of the traveller's own from what he writes in a form or an option."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from tourplanner.domain.address import NO_PARTS, AddressParts
from tourplanner.domain.money import Money
from tourplanner.domain.own_site import USUAL_DOUBT_M, OwnSite, own_site_id
from tourplanner.domain.place import Coordinates
from tourplanner.domain.site import City, SiteKind
from tourplanner.domain.tour import Tour
from tourplanner.domain.visit_length import USUAL_VISIT_MIN
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _
from tourplanner.usecases.new_tour import FARTHEST_BASE_KM
from tourplanner.usecases.paste_point import paste_point


@dataclass(frozen=True, slots=True)
class WrittenSite:
    """A place as it was written; an empty text is not known."""

    name: str
    point: str
    """Degrees, or a link of a map service."""
    kind: SiteKind
    name_local: str = ""
    pinyin: str = ""
    doubt_m: int = USUAL_DOUBT_M
    visit_min: int = USUAL_VISIT_MIN
    hours: str = ""
    price: str = ""
    address: str = ""
    phone: str = ""
    note: str = ""
    origin: str = ""
    parts_local: AddressParts = NO_PARTS
    parts_en: AddressParts = NO_PARTS


def entered_site(
    written: WrittenSite, tour: Tour, city: City, today: date, known: OwnSite | None = None
) -> OwnSite:
    """The place that was written, entered `today`; one that is `known` keeps its id.

    Raises InvalidEdit naming the field that cannot be read.
    """
    at = _point(written.point, known)
    away_km = at.distance_m(city.centre.at) / 1000
    if away_km > FARTHEST_BASE_KM:
        problem = _("it is {away:.0f} km from {city}; choose one within {most} km.").format(
            away=away_km, city=city.names.first, most=FARTHEST_BASE_KM
        )
        raise InvalidEdit(field=_("Point"), problem=problem)
    name = written.name.strip()
    title = name or written.name_local.strip()
    taken = {own.id for own in tour.own_sites}
    return OwnSite(
        id=known.id if known is not None else own_site_id(title, at, taken),
        city=city.id,
        name=name,
        name_local=written.name_local.strip(),
        pinyin=written.pinyin.strip(),
        at=at,
        doubt_m=written.doubt_m,
        kind=written.kind,
        visit_min=written.visit_min,
        hours=written.hours.strip() or None,
        price=_price(written.price, city.currency, known),
        address=written.address.strip(),
        phone=written.phone.strip(),
        note=written.note.strip(),
        origin=written.origin.strip(),
        parts_local=written.parts_local,
        parts_en=written.parts_en,
        entered=today,
    )


def written_site(own: OwnSite) -> WrittenSite:
    """A place that is known, as one would write it."""
    return WrittenSite(
        name=own.name,
        point=point_text(own.at),
        kind=own.kind,
        name_local=own.name_local,
        pinyin=own.pinyin,
        doubt_m=own.doubt_m,
        visit_min=own.visit_min,
        hours=own.hours or "",
        price="" if own.price is None else f"{own.price.amount:f}",
        address=own.address,
        phone=own.phone,
        note=own.note,
        origin=own.origin,
        parts_local=own.parts_local,
        parts_en=own.parts_en,
    )


def point_text(at: Coordinates) -> str:
    """Degrees as they are written in a form."""
    return f"{at.lat:.5f}, {at.lon:.5f}"


def _point(text: str, known: OwnSite | None) -> Coordinates:
    """A point that was not touched keeps its last digits."""
    if known is not None and text.strip() == point_text(known.at):
        return known.at
    return paste_point(text).at


def _price(text: str, currency: str, known: OwnSite | None) -> Money | None:
    if not text.strip():
        return None
    if known is not None and known.price is not None and text == f"{known.price.amount:f}":
        return known.price
    try:
        return Money(Decimal(text.strip().replace(",", ".")), currency)
    except InvalidOperation as error:
        problem = _("“{text}” is no price. Write a number, or nothing when it is not known.")
        raise InvalidEdit(field=_("Ticket"), problem=problem.format(text=text[:40])) from error
