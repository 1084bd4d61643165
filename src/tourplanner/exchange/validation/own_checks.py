"""Checks that need no other program, by the suffix of the file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tourplanner.domain.strict_json import parsed
from tourplanner.domain.tour_codec import from_text
from tourplanner.errors import ExchangeError
from tourplanner.exchange.readers.any_file import Reading, read_content
from tourplanner.exchange.readers.xml_tree import read_xml
from tourplanner.exchange.readers.zip_parts import ZipParts
from tourplanner.exchange.validation.calendar_check import check_calendar
from tourplanner.exchange.validation.markup_check import check_offline
from tourplanner.i18n import _

Check = Callable[[bytes, str], Iterator[str]]
FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.\s]|$)")
XML_PARTS = (".xml", ".rels", ".kml", ".svg")


def _xml(content: bytes, name: str) -> Iterator[str]:
    read_xml(content, name)
    yield from ()


def _places(content: bytes, name: str) -> Iterator[str]:
    """Points that are on the earth, as our own reader sees them."""
    found = read_content(content, name, Reading())
    yield from (fault.text for fault in found.faults)


def _geojson(content: bytes, name: str) -> Iterator[str]:
    yield from _places(content, name)
    data = parsed(content, name).value
    if isinstance(data, dict) and "crs" in data:
        yield _("“crs” does not belong into GeoJSON: it is always WGS 84.")


def _json(content: bytes, name: str) -> Iterator[str]:
    parsed(content, name)
    yield from ()


def _linked_data(content: bytes, name: str) -> Iterator[str]:
    data = parsed(content, name).value
    if not isinstance(data, dict) or not {"@context", "@type"} <= data.keys():
        yield _("it has no @context or no @type.")


def _archive(content: bytes, name: str) -> Iterator[str]:
    """Each part unpacks; those that are XML are well-formed."""
    parts = ZipParts(content, name)
    for part in parts.names:
        inside = parts.read(part)
        if part.lower().endswith(XML_PARTS):
            read_xml(inside, part)
    yield from ()


def _workbook(content: bytes, name: str) -> Iterator[str]:
    yield from _archive(content, name)
    parts = ZipParts(content, name)
    for part in parts.names:
        if "worksheets/" in part and part.endswith(".xml"):
            for cell in read_xml(parts.read(part), part).below("c"):
                if cell.first("f") is not None:
                    text = _("cell {cell} holds a formula.")
                    yield text.format(cell=cell.attributes.get("r", "?"))


def _kmz(content: bytes, name: str) -> Iterator[str]:
    yield from _archive(content, name)
    if ZipParts(content, name).names[:1] != ("doc.kml",):
        yield _("its first part is not doc.kml.")
    yield from _places(content, name)


def _table(content: bytes, name: str) -> Iterator[str]:
    text = content.decode("utf-8-sig")
    if not text.isascii() and not content.startswith(b"\xef\xbb\xbf"):
        yield _("it has no byte-order mark: spreadsheets will not show its Chinese.")
    width = 0
    for number, row in enumerate(csv.reader(io.StringIO(text, newline="")), start=1):
        width = width or len(row)
        if row and len(row) != width:
            problem = _("row {row} has {count} cells, the first has {width}.")
            yield problem.format(row=number, count=len(row), width=width)
        for cell in row:
            if FORMULA.match(cell):
                problem = _("row {row}: a spreadsheet would run {cell} as a formula.")
                yield problem.format(row=number, cell=json.dumps(cell[:40], ensure_ascii=False))


def _text(content: bytes, name: str) -> Iterator[str]:
    content.decode("utf-8")
    yield from ()


def _page(content: bytes, name: str) -> Iterator[str]:
    content.decode("utf-8")
    yield from check_offline(content)


def _drawing(content: bytes, name: str) -> Iterator[str]:
    yield from _xml(content, name)
    yield from check_offline(content)


def _pdf(content: bytes, name: str) -> Iterator[str]:
    if not content.startswith(b"%PDF-"):
        yield _("it does not begin like a PDF.")
    if b"%%EOF" not in content[-1024:]:
        yield _("it does not end like a PDF: it may be cut off.")


def _tour(content: bytes, name: str) -> Iterator[str]:
    from_text(content, name)
    yield from ()


OWN_CHECKS: dict[str, tuple[str, Check]] = {
    ".gpx": ("XML", _places),
    ".kml": ("XML", _places),
    ".kmz": ("KMZ", _kmz),
    ".geojson": ("GeoJSON", _geojson),
    ".json": ("JSON", _json),
    ".jsonld": ("JSON-LD", _linked_data),
    ".ics": ("RFC 5545", check_calendar),
    ".csv": ("CSV", _table),
    ".xlsx": ("XLSX", _workbook),
    ".docx": ("DOCX", _archive),
    ".html": ("offline", _page),
    ".svg": ("SVG", _drawing),
    ".md": ("UTF-8", _text),
    ".txt": ("UTF-8", _text),
    ".css": ("UTF-8", _text),
    ".pdf": ("PDF", _pdf),
    ".tour": ("tour", _tour),
}
"""The name of the check, and the check, by suffix."""


def check_content(content: bytes, path: Path) -> Iterator[tuple[str, str]]:
    """The name of the check and the problem, for each problem of a file."""
    check, look = OWN_CHECKS[path.suffix.lower()]
    try:
        for problem in look(content, path.name):
            yield check, problem
    except ExchangeError as error:
        yield check, error.message
    except UnicodeDecodeError:
        yield check, _("it is not text in UTF-8.")
    except csv.Error:
        yield check, _("it is no table: quotes do not close, or a cell is endless.")
