"""The shipped sentences to point at, read from the catalogue's sources."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from tourplanner.i18n import N_
from tourplanner.paths import catalogue_sources


class PhraseGroup(StrEnum):
    """What a sentence is for."""

    TAXI = "taxi"
    STUDIO = "studio"
    KILN = "kiln"
    SHIPPING = "shipping"
    MARKET = "market"
    DIET = "diet"
    EMERGENCY = "emergency"


GROUP_LABELS = {
    PhraseGroup.TAXI: N_("In the taxi"),
    PhraseGroup.STUDIO: N_("In the studio"),
    PhraseGroup.KILN: N_("At the kiln"),
    PhraseGroup.SHIPPING: N_("Packing and shipping"),
    PhraseGroup.MARKET: N_("At the market"),
    PhraseGroup.DIET: N_("Food and allergies"),
    PhraseGroup.EMERGENCY: N_("In an emergency"),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence in English, in Chinese, and how to read the Chinese aloud."""

    id: str
    group: PhraseGroup
    en: str
    zh: str
    pinyin: str


def shipped_phrases() -> tuple[Phrase, ...]:
    """All sentences of db/catalogue/phrases.json, in their order."""
    text = (catalogue_sources() / "phrases.json").read_text("utf-8")
    return tuple(
        Phrase(p["id"], PhraseGroup(p["group"]), p["en"], p["zh"], p["pinyin"])
        for p in json.loads(text)["phrases"]
    )
