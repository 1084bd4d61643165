"""Names for copies that must not be called as anything beside them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from tourplanner.domain.text_length import LONGEST_LINE
from tourplanner.i18n import _

ROOM = 12


def twin_name(name: str, is_taken: Callable[[str], bool]) -> str:
    """ "Dinner" becomes "Dinner (2)", or the next number that is free."""
    stem = name[: LONGEST_LINE - ROOM]
    tried = (_("{name} ({number})").format(name=stem, number=number) for number in count(2))
    return next(each for each in tried if not is_taken(each))
