"""Tables as CSV (RFC 4180), for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tourplanner.exchange.tables import Cell, Table

BOM = b"\xef\xbb\xbf"
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A text that begins so is run as a formula, in its wide form too."""
GUARD = "'"


@dataclass(frozen=True, slots=True)
class CsvChoice:
    """What the reader of the file needs."""

    has_bom: bool = True
    """Without the mark at its head, some spreadsheets take Chinese for another script."""
    is_guarded: bool = True
    """A "'" goes before a text that a spreadsheet would run, and before one that begins with
    "'" itself: taking one "'" away gives every text back."""


def write_csv(table: Table, choice: CsvChoice = CsvChoice()) -> bytes:
    """The table with a header of keys; dates and times are ISO 8601, yes and no are 1 and 0."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow([cell_text(cell, is_guarded=choice.is_guarded) for cell in row])
    content = text.getvalue().encode("utf-8", "replace")
    return BOM + content if choice.has_bom else content


def cell_text(cell: Cell, *, is_guarded: bool) -> str:
    """A cell as text that says it without loss."""
    match cell:
        case None:
            return ""
        case bool():
            return "1" if cell else "0"
        case Decimal():
            return f"{cell:f}"
        case datetime():
            return cell.isoformat(timespec="minutes")
        case date():
            return cell.isoformat()
        case str():
            return guarded(cell) if is_guarded else cell
        case _:
            return str(cell)


def guarded(text: str) -> str:
    """`text` so that no spreadsheet runs it."""
    return f"{GUARD}{text}" if text.startswith((*RUN_BY_SPREADSHEETS, GUARD)) else text
