"""The traveller's own places from and to plain values: a part of a tour file."""

from __future__ import annotations

from tourplanner.domain.address_codec import address_from, address_plain
from tourplanner.domain.itinerary_codec import point_from, point_plain
from tourplanner.domain.own_site import (
    MOST_DOUBT_M,
    OWN_FORM,
    USUAL_DOUBT_M,
    OwnSite,
)
from tourplanner.domain.preferences_codec import money_from, money_plain
from tourplanner.domain.site import SiteId, SiteKind
from tourplanner.domain.strict_json import Node
from tourplanner.domain.visit_length import MAX_VISIT_MIN, MIN_VISIT_MIN, USUAL_VISIT_MIN
from tourplanner.errors import InvalidEdit

TEXTS = ("name", "name_local", "pinyin", "address", "phone", "note", "origin")


def own_site_plain(own: OwnSite) -> dict[str, object]:
    """One place as JSON values; null is what is not known."""
    return {
        "id": own.id,
        "city": own.city,
        "name": own.name,
        "name_local": own.name_local,
        "pinyin": own.pinyin,
        "at": point_plain(own.at),
        "doubt_m": own.doubt_m,
        "kind": own.kind.value,
        "visit_min": own.visit_min,
        "hours": own.hours,
        "price": None if own.price is None else money_plain(own.price),
        "address": own.address,
        **address_plain(own.parts_local, own.parts_en),
        "phone": own.phone,
        "note": own.note,
        "origin": own.origin,
        "entered": own.entered.isoformat(),
    }


def own_site_from(node: Node) -> OwnSite:
    """The place in a JSON value; raises DataInvalid naming what is wrong."""
    plain = node.fields(
        "id", "city", "at", "kind", "entered",
        optional=(*TEXTS, "parts_local", "parts_en", "doubt_m", "visit_min", "hours", "price"),
    )  # fmt: skip
    texts = {name: plain[name].text() for name in TEXTS if name in plain}
    doubt_m, visit_min = USUAL_DOUBT_M, USUAL_VISIT_MIN
    if "doubt_m" in plain:
        doubt_m = plain["doubt_m"].whole(0, MOST_DOUBT_M)
    if "visit_min" in plain:
        visit_min = plain["visit_min"].whole(MIN_VISIT_MIN, MAX_VISIT_MIN)
    try:
        return OwnSite(
            id=SiteId(plain["id"].matching(OWN_FORM)),
            city=plain["city"].filled(),
            name=texts.pop("name", ""),
            at=point_from(plain["at"]),
            kind=plain["kind"].one_of(SiteKind),
            entered=plain["entered"].day(),
            doubt_m=doubt_m,
            visit_min=visit_min,
            hours=plain["hours"].maybe(Node.filled) if "hours" in plain else None,
            price=plain["price"].maybe(money_from) if "price" in plain else None,
            parts_local=address_from(plain, "parts_local"),
            parts_en=address_from(plain, "parts_en"),
            **texts,
        )
    except InvalidEdit as error:
        raise node.wrong(error.message) from error
