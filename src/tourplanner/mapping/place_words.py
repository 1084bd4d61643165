"""The facts that a traveller keeps of a place in words, only those that are known."""

from __future__ import annotations

from tourplanner.domain.place_facts import (
    PAYMENT_LABELS,
    PHOTO_LABELS,
    PhotoRule,
    PlaceFacts,
)
from tourplanner.i18n import _, listed


def payments_text(facts: PlaceFacts) -> str:
    """ "cash, Alipay"; empty when nothing is known."""
    return listed(_(PAYMENT_LABELS[payment]) for payment in facts.payments)


def photo_text(facts: PlaceFacts) -> str:
    """The photo rule; empty when it is not known."""
    return "" if facts.photo is PhotoRule.UNKNOWN else _(PHOTO_LABELS[facts.photo])


def place_fact_lines(facts: PlaceFacts | None) -> tuple[str, ...]:
    """A line for each known fact; none where nothing is known."""
    if facts is None:
        return ()
    told = (
        (_("Payment: {ways}"), "ways", payments_text(facts)),
        (_("Photographs: {rule}"), "rule", photo_text(facts)),
        (_("Fee: {fee}"), "fee", facts.fee),
        (_("Spoken: {language}"), "language", facts.language),
        (_("Contact: {contact}"), "contact", facts.contact),
        (_("Etiquette: {etiquette}"), "etiquette", facts.etiquette),
    )
    return tuple(text.format(**{name: value}) for text, name, value in told if value.strip())
