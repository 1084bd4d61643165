"""CSV from other programs: its encoding and separator told from the text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.point_collector import PointCollector
from tourplanner.exchange.readers.table_layout import Columns, Row
from tourplanner.exchange.readers.table_rows import add_rows
from tourplanner.i18n import _

SEPARATORS = ",;\t|，"
MOST_ROWS = 50_000
MOST_CELLS = 500
LONGEST_ROW = 1_000_000


def read_csv(content: bytes, file: str, into: PointCollector, columns: Columns) -> None:
    """Gather the places of a CSV file."""
    add_rows(csv_rows(content, file, into), file, columns, into)


def csv_rows(content: bytes, file: str, into: PointCollector) -> Iterator[Row]:
    """The rows of a CSV file; `into` hears of a doubtful encoding."""
    text = _decoded(content, file, into)
    if max(map(len, text.split("\n"))) > LONGEST_ROW:
        raise UnreadableFile(file=file, problem=_("a row of it is longer than any table's."))
    return _rows(text, file)


def _rows(text: str, file: str) -> Iterator[Row]:
    first = next((line for line in text.split("\n") if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for count, cells in enumerate(reader):
            if count >= MOST_ROWS or len(cells) > MOST_CELLS:
                problem = _("it has more than {rows} rows or {cells} columns.")
                problem = problem.format(rows=MOST_ROWS, cells=MOST_CELLS)
                raise UnreadableFile(file=file, problem=problem)
            yield reader.line_num, cells
    except csv.Error as error:
        problem = _("row {row} is no row of a table: quotes do not close, or a cell is endless.")
        raise UnreadableFile(file=file, problem=problem.format(row=reader.line_num)) from error


def _decoded(content: bytes, file: str, into: PointCollector) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if encoding == "gb18030":
            note = _("“{file}” is not in UTF-8 and was read as GB 18030: look at its names.")
            into.caution(note.format(file=file))
        return text
    raise UnreadableFile(file=file, problem=_("it is not text in UTF-8, UTF-16 or GB 18030."))
