"""A Word document: named styles, heads repeated on every page, both scripts with their language."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tourplanner.domain.roadbook import Roadbook
from tourplanner.exchange.book_text import BookText, TextDay, TextEntry, book_text
from tourplanner.exchange.docx_styles import (
    CARE,
    FACT,
    HEAD,
    LINK,
    LOCAL,
    QUIET,
    TABLE,
    prepare_document,
)
from tourplanner.exchange.fixed_zip import rezipped
from tourplanner.exchange.stop_links import NamedLink
from tourplanner.i18n import _, language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

SHARES = (0.17, 0.15, 0.68)
"""Of the width between the margins, for the columns of a table."""


def write_docx(roadbook: Roadbook, made_on: datetime) -> bytes:
    """The roadbook as a document of Word; `made_on` is an aware instant."""
    import docx

    document = docx.Document()
    prepare_document(document, roadbook.paper, roadbook.city.language)
    book = book_text(roadbook, made_on)
    _properties(document, book, made_on)
    _front(document, book)
    for day in book.days:
        _day(document, day)
    _key(document, book)
    for section in book.sections:
        document.add_heading(section.title, 1)
        for line in section.lines:
            document.add_paragraph(line, style="List Bullet")
    document.add_paragraph(book.made, style=QUIET)
    made = io.BytesIO()
    document.save(made)
    return rezipped(made.getvalue())


def _properties(document: Document, book: BookText, made_on: datetime) -> None:
    at = made_on.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    core = document.core_properties
    core.title = book.title[:255]
    core.author = core.last_modified_by = "Tour Planner"
    core.comments, core.keywords, core.subject = "", "", book.subtitle[:255]
    core.language = language().replace("_", "-")
    core.created = core.modified = at
    core.revision = 1


def _front(document: Document, book: BookText) -> None:
    document.add_paragraph(book.title, style="Title")
    document.add_paragraph(book.subtitle, style="Subtitle")
    for line in (*book.unmet, *book.cautions):
        document.add_paragraph(line, style=CARE)


def _day(document: Document, day: TextDay) -> None:
    document.add_heading(day.title, 1)
    document.add_paragraph(f"{day.holiday} · {day.sum}" if day.holiday else day.sum, style=QUIET)
    table = _table(document, (_("Time"), _("Number"), _("Stop")))
    for entry in day.entries:
        time, number, what = _new_row(table)
        _first(time).add_run(entry.time)
        _first(number).add_run(entry.label)
        _entry(what, entry)
    if day.night:
        document.add_heading(_("Night"), 2)
        for line in day.night:
            document.add_paragraph(line, style="List Bullet")


def _entry(cell: _Cell, entry: TextEntry) -> None:
    first = _first(cell)
    if entry.kind in ("leg", "ride"):
        first.style = QUIET
        first.add_run(entry.name)
    else:
        _name(first, entry)
    for line in entry.facts:
        _mark_direction(cell.add_paragraph(line, style=FACT).runs)
    if entry.doubts:
        cell.add_paragraph(" · ".join(entry.doubts), style=CARE)
    if entry.links:
        _links(cell.add_paragraph(style=FACT), entry.links)


def _name(paragraph: Paragraph, entry: TextEntry) -> None:
    run = paragraph.add_run(entry.name)
    if entry.kind == "visit":
        run.style = "Strong"
    _mark_direction([run])
    if entry.second:
        paragraph.add_run(" ")
        _mark_direction([paragraph.add_run(entry.second, style=LOCAL)])


def _key(document: Document, book: BookText) -> None:
    """Every number of the days with its names: the key to the marks on any map of the tour."""
    visits = [entry for day in book.days for entry in day.entries if entry.kind == "visit"]
    if not visits:
        return
    document.add_heading(_("Key to the numbers"), 1)
    table = _table(document, (_("Number"), _("Site"), _("Local name")))
    for entry in visits:
        number, name, local = _new_row(table)
        _first(number).add_run(entry.label)
        _mark_direction([_first(name).add_run(entry.name)])
        _mark_direction([_first(local).add_run(entry.second or entry.name, style=LOCAL)])


def _table(document: Document, heads: Sequence[str]) -> Table:
    from docx.oxml import OxmlElement
    from docx.shared import Emu

    table: Table = document.add_table(rows=1, cols=len(heads), style=TABLE)
    row = table.rows[0]
    for cell, head in zip(row.cells, heads, strict=True):
        _first(cell).add_run(head)
        _first(cell).style = HEAD
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    section = document.sections[0]
    usable = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    for column, cell, share in zip(table.columns, row.cells, SHARES, strict=True):
        column.width = cell.width = Emu(round(usable * share))
    return table


def _new_row(table: Table) -> tuple[_Cell, ...]:
    """A further row that no page break cuts as long as a page holds it."""
    from docx.oxml import OxmlElement

    row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells: tuple[_Cell, ...] = row.cells
    return cells


def _first(cell: _Cell) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    return paragraph


def _links(paragraph: Paragraph, links: Iterable[NamedLink]) -> None:
    """Links that open a map, with their names."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for number, link in enumerate(links):
        if number:
            paragraph.add_run(" · ")
        target = paragraph.part.relate_to(link.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        holder = OxmlElement("w:hyperlink")
        holder.set(qn("r:id"), target)
        run = paragraph.add_run(link.label, style=LINK)
        holder.append(run._r)
        paragraph._p.append(holder)


def _mark_direction(runs: Iterable[Run]) -> None:
    """Say of a text in Arabic or Hebrew letters that it runs from right to left."""
    import unicodedata

    for run in runs:
        if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in run.text):
            run.font.rtl = True
