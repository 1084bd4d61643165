"""Names of files, made from a tour's title, that every system accepts."""

from __future__ import annotations

import unicodedata

from tourplanner.domain.paper_choice import PaperLanguage
from tourplanner.exchange.stop_text import one_line

FORBIDDEN = frozenset('<>:"/\\|?*')
RESERVED = frozenset(
    (
        "CON",
        "PRN",
        "AUX",
        "NUL",
        *(f"{name}{n}" for name in ("COM", "LPT") for n in "0123456789¹²³"),
    )
)
MOST_BYTES = 120
"""With a suffix and a day's number well under the 255 that file systems allow."""


def safe_stem(title: str, instead: str = "tour") -> str:
    """`title` without path parts and forbidden characters; Chinese and other scripts stay."""
    text = unicodedata.normalize("NFC", one_line(title))
    text = "".join("-" if letter in FORBIDDEN else letter for letter in text)
    text = text.encode("utf-8")[:MOST_BYTES].decode("utf-8", "ignore").strip(" .-")
    if not any(letter.isalnum() for letter in text):
        return instead
    if text.split(".")[0].strip().upper() in RESERVED:
        return f"{instead}-{text}"
    return text


def paper_name(title: str, document: str, language: PaperLanguage) -> str:
    """The name of a document on paper; English is the one that is not named."""
    told = "" if language is PaperLanguage.EN else f" ({language.value})"
    return f"{safe_stem(title)} - {document}{told}.pdf"
