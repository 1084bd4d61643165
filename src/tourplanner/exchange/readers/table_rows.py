"""Tables of places: each row a place with its point in degrees or as a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tourplanner.domain.map_link import linked_point
from tourplanner.errors import InvalidEdit, UnreadableFile
from tourplanner.exchange.readers.point_collector import PointCollector, one_line
from tourplanner.exchange.readers.table_layout import (
    Columns,
    Field,
    Row,
    column_letter,
    layout_of,
)
from tourplanner.i18n import _

BOTH = re.compile(r"\s*([-+]?[\d.]+)\s*°?\s*[,;，；\s]\s*([-+]?[\d.]+)\s*°?\s*")


def add_rows(rows: Iterable[Row], file: str, columns: Columns, into: PointCollector) -> None:
    """Gather the places of a table.

    Raises UnreadableFile when it has no rows, UnknownColumns when no column of names or degrees
    can be told.
    """
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise UnreadableFile(file=file, problem=_("it holds no rows."))
    layout = layout_of(filled, file, columns)
    into.table(layout.shape)
    for name in layout.shape.heads:
        into.maker(name)
    for number, cells in filled[layout.first :]:
        _add(number, cells, layout.fields, into)


def _add(
    number: int, cells: Sequence[str], found: Mapping[Field, int], into: PointCollector
) -> None:
    def cell(field: Field) -> str:
        index = found.get(field, -1)
        return cells[index].strip() if 0 <= index < len(cells) else ""

    names, note = (cell(Field.NAME), cell(Field.LOCAL)), cell(Field.NOTE)
    lat, lon = cell(Field.LAT), cell(Field.LON)
    columns = tuple(column_letter(found.get(field, 0)) for field in (Field.LAT, Field.LON))
    if Field.POINT in found and not (lat and lon):
        columns = (column_letter(found[Field.POINT]),) * 2
        text = cell(Field.POINT)
        both = BOTH.fullmatch(text)
        if both is not None:
            lat, lon = both[1], both[2]
        elif "://" in text or text.startswith("geo:"):
            _add_link(number, names, text, note, columns[0], into)
            return
        elif text:
            problem = _("“{text}” is neither latitude, longitude nor a map link.")
            into.fault(number, problem.format(text=one_line(text, 40)), columns[0])
            return
    if any(names) and not (lat or lon):
        problem = _("“{name}” has no point.").format(name=one_line(names[0] or names[1], 60))
        into.not_understood(number, problem)
        return
    if not any(names):
        into.fault(number, _("the name is missing."), column_letter(_name_column(found)))
        return
    into.point(number, names, lat, lon, note, (columns[0], columns[1]))


def _add_link(
    number: int, names: tuple[str, str], link: str, note: str, column: str, into: PointCollector
) -> None:
    try:
        linked = linked_point(link)
    except InvalidEdit as error:
        into.fault(number, error.message, column)
        return
    into.read_point(number, names, linked.point, note)


def _name_column(found: Mapping[Field, int]) -> int:
    return found.get(Field.NAME, found.get(Field.LOCAL, 0))
