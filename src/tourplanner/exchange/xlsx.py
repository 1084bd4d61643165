"""An Excel workbook: a sheet a kind, typed cells, text that never becomes a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from tourplanner.domain.roadbook import Roadbook
from tourplanner.exchange.fixed_zip import rezipped
from tourplanner.exchange.stop_text import one_line
from tourplanner.exchange.tables import Cell, Column, Table, tables
from tourplanner.i18n import _

if TYPE_CHECKING:
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.worksheet.worksheet import Worksheet

CORE = "docProps/core.xml"
FIRST_YEAR = 1901
"""Spreadsheets count days from 1900, wrongly at first; an earlier date is written as text."""
MOST_LETTERS = 32_767
"""Of a cell."""
MOST_LINK_LETTERS = 2_000
DATE_FORM = "yyyy-mm-dd"
TIMES_OF_DAY = {True: "hh:mm", False: "h:mm AM/PM"}
WHOLE_TIMES = frozenset({"rides"})
"""Tables whose times show their date too."""
FORMATS = {"price": "#,##0.00", "ticket": "#,##0.00", "latitude": "0.000000",
           "longitude": "0.000000"}  # fmt: skip
WRAPPED = frozenset({"note", "etiquette", "reason", "value"})


def write_xlsx(roadbook: Roadbook, made_on: datetime) -> bytes:
    """The tables of the roadbook as one workbook; `made_on` is an aware instant."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    for table in tables(roadbook, made_on):
        sheet = book.create_sheet(_(table.label))
        _fill(sheet, table, is_24h=roadbook.paper.clock_24h)
    book.properties.creator = "Tour Planner"
    book.properties.title = one_line(roadbook.tour.title)[:255]
    at = made_on.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.created = book.properties.modified = at
    made = io.BytesIO()
    book.save(made)
    book.properties.modified = at  # saving puts the hour of the machine there
    return rezipped(made.getvalue(), {CORE: _core(book.properties)})


def _core(properties: DocumentProperties) -> bytes:
    from openpyxl.xml.functions import tostring

    return bytes(tostring(properties.to_tree()))


def _fill(sheet: Worksheet, table: Table, *, is_24h: bool) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for place, column in enumerate(table.columns, start=1):
        head = sheet.cell(1, place)
        _put_text(head, _(column.label))
        head.font = Font(bold=True)
        head.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    time_form = TIMES_OF_DAY[is_24h]
    if table.key in WHOLE_TIMES:
        time_form = f"{DATE_FORM} {time_form}"
    for number, row in enumerate(table.rows, start=2):
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True), start=1):
            if cell is not None:
                _put(sheet.cell(number, place), column, cell, time_form)
    last = get_column_letter(max(1, len(table.columns)))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"


def _put(target: SheetCell, column: Column, cell: Cell, time_form: str) -> None:
    from openpyxl.styles import Alignment, Font

    match cell:
        case bool():
            target.value = cell
        case int() | float() | Decimal():
            target.value = cell
            if column.key in FORMATS:
                target.number_format = FORMATS[column.key]
        case datetime() if cell.year >= FIRST_YEAR:
            target.value = cell.replace(tzinfo=None, second=0, microsecond=0)
            target.number_format = time_form
        case date() if cell.year >= FIRST_YEAR:
            target.value = cell
            target.number_format = DATE_FORM
        case datetime() | date():
            _put_text(target, cell.isoformat())
        case _:
            _put_text(target, str(cell))
            if column.key == "map" and len(str(cell)) <= MOST_LINK_LETTERS:
                target.hyperlink = str(cell)
                target.font = Font(underline="single", color="FF1D4F9F")
    if column.key in WRAPPED:
        target.alignment = Alignment(vertical="top", wrap_text=True)


def _put_text(target: SheetCell, text: str) -> None:
    """Text as text: the type is said, and the quote sign keeps it so when a reader edits it."""
    target.value = text[:MOST_LETTERS]
    target.data_type = "s"
    if text[:1] in _signs():
        target.quotePrefix = True


def _signs() -> Iterable[str]:
    return "=+-@\t\r＝＋－＠'"
