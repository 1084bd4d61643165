"""How long a text that a traveller writes may be."""

from __future__ import annotations

from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

LONGEST_LINE = 200
"""A name, a number, an address: what has to fit on one or two lines of paper."""
LONGEST_NOTE = 2_000


def check_lines(field: str, *texts: str) -> None:
    """Refuse a text that is too long for a line of paper, by the name `field`."""
    _check(field, texts, LONGEST_LINE)


def check_notes(field: str, *texts: str) -> None:
    """Refuse a text that is too long for a note, by the name `field`."""
    _check(field, texts, LONGEST_NOTE)


def _check(field: str, texts: tuple[str, ...], most: int) -> None:
    for text in texts:
        if len(text) > most:
            problem = _("{count} letters are more than {most}. Shorten it.")
            raise InvalidEdit(field=field, problem=problem.format(count=len(text), most=most))
