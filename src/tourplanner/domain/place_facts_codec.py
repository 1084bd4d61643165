"""The facts of a place from and to plain values: a part of a tour's dossier."""

from __future__ import annotations

from tourplanner.domain.itinerary_codec import site_id_from
from tourplanner.domain.place_facts import Payment, PhotoRule, PlaceFacts
from tourplanner.domain.strict_json import Node
from tourplanner.errors import InvalidEdit

TEXTS = ("fee", "language", "contact", "etiquette")


def place_facts_plain(facts: PlaceFacts) -> dict[str, object]:
    """One place's facts as JSON values."""
    return {
        "site": facts.site,
        "payments": [payment.value for payment in facts.payments],
        "photo": facts.photo.value,
        **{name: getattr(facts, name) for name in TEXTS},
    }


def place_facts_from(node: Node) -> PlaceFacts:
    """The facts in a JSON value; raises DataInvalid naming what is wrong."""
    plain = node.fields("site", optional=("payments", "photo", *TEXTS))
    ways = plain["payments"].items(len(Payment)) if "payments" in plain else ()
    try:
        return PlaceFacts(
            site=site_id_from(plain["site"]),
            payments=tuple(way.one_of(Payment) for way in ways),
            photo=plain["photo"].one_of(PhotoRule) if "photo" in plain else PhotoRule.UNKNOWN,
            **{name: plain[name].text() for name in TEXTS if name in plain},
        )
    except InvalidEdit as error:
        raise node.wrong(error.message) from error
