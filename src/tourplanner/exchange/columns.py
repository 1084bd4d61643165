"""Lines of at most so many columns; a Chinese character is two wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WIDTH = 72
NOT_FIRST = frozenset("、。，．：；！？）】》」』〉〕］｝…—·,.;:!?)]}")
"""A line never begins with one of these."""
NOT_LAST = frozenset("（【《「『〈〔［｛([{")
"""A line never ends with one of these."""
NO_COLUMN = frozenset({"Mn", "Me", "Cf"})


def columns(text: str) -> int:
    """How many columns `text` takes on a screen of fixed letters."""
    return sum(map(_letter_columns, text))


def wrapped(
    text: str, first: str = "", later: str | None = None, width: int = WIDTH
) -> tuple[str, ...]:
    """`text` in lines of at most `width` columns: the first after `first`, others after `later`.

    Lines break at spaces, between wide characters, and within a word that no line holds.
    """
    indent = " " * columns(first) if later is None else later
    lines: list[str] = []
    line, room = "", width - columns(first)
    for piece in _pieces(text, width - max(columns(first), columns(indent))):
        fresh = piece.lstrip(" ")
        if line and columns(line) + columns(piece.rstrip(" ")) > room:
            lines.append(line.rstrip(" "))
            line, room = fresh, width - columns(indent)
        else:
            line += piece if line else fresh
    lines.append(line.rstrip(" "))
    return tuple(
        f"{first if number == 0 else indent}{text}".rstrip(" ") for number, text in enumerate(lines)
    )


def _pieces(text: str, most: int) -> Iterator[str]:
    """What must stay together: a word with the space before it, a wide character with its marks."""
    piece, taken = "", 0
    for letter in text:
        wide = _letter_columns(letter)
        if piece and _may_part(piece, letter, taken + wide > most):
            yield piece
            piece, taken = "", 0
        piece += letter
        taken += wide
    if piece:
        yield piece


def _may_part(piece: str, letter: str, is_too_wide: bool) -> bool:
    """Whether a line may end between `piece` and `letter`, which together may be too wide."""
    if unicodedata.category(letter) in NO_COLUMN:
        return False
    if (len(piece) - len(piece.rstrip("\\"))) % 2:
        return False  # a sign stays with the backslash that takes its meaning away
    if is_too_wide:
        return True
    if letter == " ":
        return not piece.endswith(" ")
    if letter in NOT_FIRST or piece[-1] in NOT_LAST:
        return False
    return piece[-1] != " " and (_letter_columns(letter) == 2 or _letter_columns(piece[-1]) == 2)


@lru_cache(maxsize=4096)
def _letter_columns(letter: str) -> int:
    if unicodedata.category(letter) in NO_COLUMN:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
