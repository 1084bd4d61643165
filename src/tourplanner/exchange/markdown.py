"""Markdown in 72 columns, tables as lists, for chat and wikis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from tourplanner.domain.roadbook import Roadbook
from tourplanner.exchange.book_text import BookText, TextDay, TextEntry, book_text
from tourplanner.exchange.columns import wrapped
from tourplanner.exchange.stop_links import NamedLink
from tourplanner.i18n import _

SIGNS = re.compile(r"([\\`*_\[\]<>&#|~$^!{}])")
AT_LINE_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")
"""What begins a list, or underlines a heading, where a line happens to begin so."""
BULLET, INNER = "- ", "  - "


def write_markdown(roadbook: Roadbook, made_on: datetime) -> bytes:
    """The roadbook as CommonMark in UTF-8; only links can be longer than a line."""
    lines = _lines(book_text(roadbook, made_on))
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    """`text` so that no sign in it means anything to Markdown, HTML within it neither."""
    return SIGNS.sub(r"\\\1", text)


def _lines(book: BookText) -> Iterator[str]:
    yield f"# {escaped(book.title) or '-'}"  # a heading is one line, however long
    yield ""
    yield from _paragraph(book.subtitle)
    if book.unmet or book.cautions:
        yield ""
    for line in (*book.unmet, *book.cautions):
        yield from _item(line, BULLET)
    for day in book.days:
        yield ""
        yield from _day(day)
    for section in book.sections:
        yield ""
        yield f"## {escaped(section.title)}"
        yield ""
        for line in section.lines:
            yield from _item(line, BULLET)
    yield ""
    yield from _paragraph(book.made)


def _day(day: TextDay) -> Iterator[str]:
    yield f"## {escaped(day.title)}"
    yield ""
    yield from _paragraph(f"{day.holiday} · {day.sum}" if day.holiday else day.sum)
    yield ""
    for entry in day.entries:
        yield from _entry(entry)
    if day.night:
        yield from _item(_("Night: {place}").format(place=" · ".join(day.night)), BULLET)


def _entry(entry: TextEntry) -> Iterator[str]:
    if entry.kind == "leg":
        yield from _item(entry.name, BULLET)
    elif entry.kind == "ride":
        yield from _item(f"{entry.time} {entry.name}", BULLET)
    else:
        name = f"{entry.name} {entry.second}" if entry.second else entry.name
        label = f"{entry.label} " if entry.label else ""
        yield from _item(f"{entry.time} {label}{name}", BULLET)
    for line in (*entry.facts, *entry.doubts):
        yield from _item(line, INNER)
    for link in entry.links:
        yield f"{INNER}{_link(link)}"


def _link(link: NamedLink) -> str:
    return f"[{escaped(link.label)}](<{link.url}>)"


def _item(text: str, bullet: str) -> Iterator[str]:
    for number, line in enumerate(wrapped(escaped(text), bullet)):
        yield line if number == 0 else _harmless_start(line)


def _paragraph(text: str) -> Iterator[str]:
    for line in wrapped(escaped(text)):
        yield _harmless_start(line)


def _harmless_start(line: str) -> str:
    found = AT_LINE_START.match(line)
    if found is None:
        return line
    indent, sign, number, stop = found.groups()
    start = f"{indent}\\{sign}" if sign else f"{indent}{number}\\{stop}"
    return f"{start}{line[found.end() :]}"
