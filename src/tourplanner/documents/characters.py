"""Which characters the shipped fonts can print, and what stands for the others."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable

from tourplanner.paths import resource

STAND_IN = "\u3013"
"""The geta mark, printed where type is missing."""
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff")
"""Joiners and variation selectors: they print nothing."""


class Characters:
    """The characters of the fonts in resources/fonts."""

    def __init__(self) -> None:
        table = json.loads(resource("fonts", "characters.json").read_text("utf-8"))
        self._first = [int(first) for first, _last in table["runs"]]
        self._last = [int(last) for _first, last in table["runs"]]
        self._printed = _Printed(self)

    def holds(self, letter: str) -> bool:
        """Whether a font has a glyph for `letter`."""
        code = ord(letter)
        place = bisect_right(self._first, code) - 1
        return place >= 0 and code <= self._last[place]

    def printable(self, text: str) -> str:
        """`text` with the geta mark for what no font holds; line breaks and tabs stay."""
        return text.translate(self._printed)

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The characters of `texts` that print as geta marks, sorted."""
        letters = {letter for text in texts for letter in text}
        lost = letters - INVISIBLE - set("\n\t")
        return tuple(sorted(letter for letter in lost if not self.holds(letter)))


class _Printed(dict[int, str | None]):
    """What stands for each character, looked up once: for `str.translate`."""

    def __init__(self, characters: Characters) -> None:
        self._characters = characters

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        is_kept = letter in "\n\t" or self._characters.holds(letter)
        self[code] = None if letter in INVISIBLE else letter if is_kept else STAND_IN
        return self[code]
