"""The names on a map, kept to letters that a drawing in a PDF can hold."""

from __future__ import annotations

import re
import unicodedata

from tourplanner.documents.characters import INVISIBLE, Characters

_TEXT = re.compile(r"(<text\b[^>]*>)([^<]*)(</text>)")
_PLAIN = (
    (0x0020, 0x024F),  # Latin
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x05D0, 0x05EA),  # Hebrew letters
    (0x2010, 0x203A),  # dashes, quotation marks
    (0x3000, 0x30FF),  # Chinese punctuation, kana
    (0x3400, 0x9FFF),  # Chinese
    (0xAC00, 0xD7A3),  # Korean
    (0xFF00, 0xFFEF),  # full-width forms
)
"""Scripts of which every letter is one glyph."""


def printable_map(drawing: str, characters: Characters) -> str:
    """The SVG `drawing` without what makes a tagged PDF impossible.

    typst 0.15 loses track of the letters of a drawing where a glyph is not one letter: accents of
    their own, Arabic. PDF/UA-1 then refuses the whole document. Such accents are left away, such
    names too: the list beside the map has them in full, as text.
    """

    def kept(found: re.Match[str]) -> str:
        text = _plain(found[2], characters)
        return "" if text is None else f"{found[1]}{text}{found[3]}"

    return _TEXT.sub(kept, drawing)


def _plain(text: str, characters: Characters) -> str | None:
    """`text` without accents of their own; None when its script joins letters."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        if unicodedata.category(letter)[0] in "MC" or letter in INVISIBLE:
            continue
        first = unicodedata.normalize("NFD", letter)[0]
        if _is_plain(letter):
            letters.append(letter)
        elif _is_plain(first):
            letters.append(first)
        elif characters.holds(letter):
            return None
        else:
            letters.append(letter)  # the typesetter puts a geta mark
    return "".join(letters)


def _is_plain(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _PLAIN)
