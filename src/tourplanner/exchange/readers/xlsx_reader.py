"""XLSX from other programs: the cells of its first sheet that is a table of places."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.point_collector import PointCollector
from tourplanner.exchange.readers.table_layout import Columns, Row, column_index
from tourplanner.exchange.readers.table_rows import add_rows
from tourplanner.exchange.readers.xml_tree import XmlNode, read_xml
from tourplanner.exchange.readers.zip_parts import ZipParts
from tourplanner.i18n import _

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
MOST_ROWS = 50_000
MOST_CELLS = 500
CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def read_xlsx(content: bytes, file: str, into: PointCollector, columns: Columns) -> None:
    """Gather the places of a workbook; the first sheet with columns of places is read."""
    refusal: UnreadableFile | None = None
    sheets = xlsx_sheets(content, file)
    for number, rows in enumerate(sheets, start=1):
        try:
            add_rows(rows, file, columns, into)
        except UnreadableFile as error:
            refusal = refusal or error
            continue
        if len(sheets) > 1:
            text = _("“{file}”: sheet {number} of {count} was read; the others were left.")
            into.caution(text.format(file=file, number=number, count=len(sheets)))
        return
    raise refusal or UnreadableFile(file=file, problem=_("it holds no sheet."))


def xlsx_sheets(content: bytes, file: str) -> list[list[Row]]:
    """The rows of each worksheet, in the order of the tabs."""
    parts = ZipParts(content, file)
    strings = _strings(parts, file)
    return [
        list(_rows(read_xml(parts.read(sheet), file), strings, file))
        for sheet in _sheets(parts, file)
    ]


def _sheets(parts: ZipParts, file: str) -> list[str]:
    """The parts of the worksheets, in the order of their tabs."""
    if WORKBOOK not in parts.names or RELATIONS not in parts.names:
        raise UnreadableFile(file=file, problem=_("it is an archive, but no workbook."))
    targets = {
        relation.attributes.get("Id", ""): relation.attributes.get("Target", "")
        for relation in read_xml(parts.read(RELATIONS), file).all("Relationship")
        if relation.attributes.get("TargetMode") != "External"
    }
    found = []
    for sheet in read_xml(parts.read(WORKBOOK), file).below("sheet"):
        target = targets.get(sheet.attributes.get("id", ""), "")
        path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if path in parts.names and "worksheets" in path:
            found.append(path)
    return found


def _strings(parts: ZipParts, file: str) -> list[str]:
    if STRINGS not in parts.names:
        return []
    return [_written(item) for item in read_xml(parts.read(STRINGS), file).all("si")]


def _written(item: XmlNode) -> str:
    """The text of a string: its runs joined, readings beside them (`rPh`) not."""
    runs = [item, *item.all("r")]
    return "".join("".join(text.parts) for run in runs for text in run.all("t"))


def _rows(sheet: XmlNode, strings: list[str], file: str) -> Iterator[Row]:
    for count, row in enumerate(sheet.below("row"), start=1):
        cells: dict[int, str] = {}
        number = count
        for position, cell in enumerate(row.all("c")):
            place = CELL.fullmatch(cell.attributes.get("r", ""))
            index = position if place is None else column_index(place[1])
            number = number if place is None else int(place[2])
            if index >= MOST_CELLS or count > MOST_ROWS:
                problem = _("it has more than {rows} rows or {cells} columns.")
                problem = problem.format(rows=MOST_ROWS, cells=MOST_CELLS)
                raise UnreadableFile(file=file, problem=problem)
            cells[index] = _value(cell, strings)
        yield number, [cells.get(index, "") for index in range(max(cells, default=-1) + 1)]


def _value(cell: XmlNode, strings: list[str]) -> str:
    kind, value = cell.attributes.get("t", "n"), cell.text_of("v")
    if kind == "inlineStr":
        return "".join(_written(item) for item in cell.all("is"))
    if kind == "s":
        is_known = value.isascii() and value.isdigit() and int(value[:9]) < len(strings)
        return strings[int(value)] if is_known else ""
    return "" if kind == "e" else value
