"""Plain text in 72 columns, for e-mail and chat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tourplanner.domain.roadbook import Roadbook
from tourplanner.exchange.book_text import BookText, TextDay, TextEntry, book_text
from tourplanner.exchange.columns import WIDTH, columns, wrapped
from tourplanner.i18n import _

INDENT = "  "


def write_text(roadbook: Roadbook, made_on: datetime) -> bytes:
    """The roadbook as text in UTF-8; of the links to maps those that fit into a line."""
    lines = _lines(book_text(roadbook, made_on))
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _lines(book: BookText) -> Iterator[str]:
    yield from _heading(book.title, "=")
    yield from wrapped(book.subtitle)
    for line in (*book.unmet, *book.cautions):
        yield from wrapped(line, "! ")
    for day in book.days:
        yield ""
        yield from _day(day)
    for section in book.sections:
        yield ""
        yield from _heading(section.title, "-")
        for line in section.lines:
            yield from wrapped(line, "* ")
    yield ""
    yield from wrapped(book.made)


def _heading(text: str, rule: str) -> Iterator[str]:
    lines = wrapped(text)
    yield from lines
    yield rule * min(WIDTH, max(1, *(columns(line) for line in lines)))


def _day(day: TextDay) -> Iterator[str]:
    yield from _heading(day.title, "-")
    if day.holiday:
        yield from wrapped(day.holiday)
    yield from wrapped(day.sum)
    for entry in day.entries:
        yield from _entry(entry)
    if day.night:
        yield from wrapped(_("Night: {place}").format(place=" · ".join(day.night)))


def _entry(entry: TextEntry) -> Iterator[str]:
    if entry.kind in ("leg", "ride"):
        sign = "> " if entry.kind == "leg" else ">> "
        said = entry.name if entry.kind == "leg" else f"{entry.time} {entry.name}"
        yield from wrapped(said, f"{INDENT}{sign}")
    else:
        name = f"{entry.name} {entry.second}" if entry.second else entry.name
        label = f"{entry.label} " if entry.label else ""
        yield from wrapped(f"{entry.time} {label}{name}", "", INDENT)
    for line in (*entry.facts, *entry.doubts):
        yield from wrapped(line, f"{INDENT}- ")
    for link in entry.links:
        if columns(link.url) <= WIDTH - len(INDENT):
            yield f"{INDENT}{link.url}"
