"""Tables of places: which column is what, by the head of the table or as the user says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from tourplanner.domain.map_link import linked_point
from tourplanner.errors import InvalidEdit, UnreadableFile
from tourplanner.exchange.readers.point_collector import PointCollector, one_line
from tourplanner.i18n import _

Row = tuple[int, Sequence[str]]
"""The number of a row in its file, and its cells."""


class Field(StrEnum):
    """What a column of places can hold."""

    NAME = "name"
    LOCAL = "local"
    LAT = "lat"
    LON = "lon"
    POINT = "point"
    """Both degrees in one cell, latitude first, or a link of a map service."""
    NOTE = "note"


HEADS: Mapping[Field, tuple[str, ...]] = {
    Field.NAME: (
        "name", "title", "place", "site", "placename", "nameen", "englishname", "label", "location",
        "名称", "名字", "地点", "地名", "景点", "标题", "英文名",
    ),
    Field.LOCAL: (
        "namezh", "namelocal", "localname", "chinesename", "namecn", "中文名", "中文名称",
    ),
    Field.LAT: ("lat", "latitude", "y", "wgs84lat", "gcj02lat", "bd09lat", "纬度", "緯度"),
    Field.LON: (
        "lon", "lng", "long", "longitude", "x", "wgs84lon", "wgs84lng", "gcj02lon", "gcj02lng",
        "bd09lon", "bd09lng", "经度", "經度",
    ),
    Field.POINT: (
        "coordinates", "coordinate", "latlon", "latlng", "point", "position", "link", "url",
        "maplink", "坐标", "座标", "链接",
    ),
    Field.NOTE: (
        "note", "notes", "description", "desc", "comment", "comments", "remark", "remarks", "memo",
        "备注", "說明", "说明", "描述", "介绍",
    ),
}  # fmt: skip
HEAD_ROWS = 10
"""The head of a table stands in one of its first rows."""
LETTERS = re.compile(r"[A-Z]{1,2}")
BOTH = re.compile(r"\s*([-+]?[\d.]+)\s*°?\s*[,;，；\s]\s*([-+]?[\d.]+)\s*°?\s*")


def add_rows(
    rows: Iterable[Row], file: str, columns: Mapping[Field, str], into: PointCollector
) -> None:
    """Gather the places of a table; `columns` says by head, letter or number which is what.

    Raises UnreadableFile when no column of names or degrees can be told.
    """
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise UnreadableFile(file=file, problem=_("it holds no rows."))
    head = _head_of(filled, columns)
    names = [] if head is None else list(filled[head][1])
    found = _guessed(names)
    for field, column in columns.items():
        found[field] = _column(column, names, file, max(len(cells) for _row, cells in filled))
    if head is None and columns and not _has_digits(filled[0][1], found):
        head = 0
    has_degrees = Field.POINT in found or {Field.LAT, Field.LON} <= found.keys()
    if not has_degrees or not {Field.NAME, Field.LOCAL} & found.keys():
        raise UnreadableFile(file=file, problem=_missing(filled[0][1]))
    for name in names:
        into.maker(name)
    for number, cells in filled[0 if head is None else head + 1 :]:
        _add(number, cells, found, into)


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


def column_letter(index: int) -> str:
    """The name that a spreadsheet gives its column `index` (0-based)."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The 0-based column that a spreadsheet calls `letters`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _head_of(rows: Sequence[Row], columns: Mapping[Field, str]) -> int | None:
    """The first row that names degrees, or a column of the user's; None when there is none."""
    wanted = {folded_head(column) for column in columns.values() if len(column.strip()) > 2}
    for index, (_number, cells) in enumerate(rows[:HEAD_ROWS]):
        found = _guessed(cells)
        if len(found) >= 2 and (Field.POINT in found or Field.LAT in found):
            return index
        if wanted and wanted <= {folded_head(cell) for cell in cells}:
            return index
    return None


def _has_digits(cells: Sequence[str], found: Mapping[Field, int]) -> bool:
    """Whether a row holds degrees where they should be, and is no head."""
    places = (found.get(field, -1) for field in (Field.LAT, Field.LON, Field.POINT))
    return any(re.search(r"\d", cells[at]) for at in places if 0 <= at < len(cells))


def _guessed(names: Sequence[str]) -> dict[Field, int]:
    found: dict[Field, int] = {}
    folded = [folded_head(name) for name in names]
    for field, heads in HEADS.items():
        for head in heads:
            if field not in found and head in folded and folded.index(head) not in found.values():
                found[field] = folded.index(head)
    return found


def folded_head(name: str) -> str:
    """The head of a column in small letters, without remarks in brackets and punctuation."""
    return re.sub(r"\(.*\)|（.*）|[\W_]", "", name.casefold())


def _column(wanted: str, names: Sequence[str], file: str, count: int) -> int:
    """The index of the column that a user calls `wanted`."""
    text = wanted.strip()
    for index, name in enumerate(names):
        if text and folded_head(name) == folded_head(text):
            return index
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= count:
        return int(text) - 1
    if LETTERS.fullmatch(text) and column_index(text) < count:
        return column_index(text)
    known = ", ".join(one_line(name, 20) for name in names if name.strip())
    problem = _("it has no column “{column}”. Its columns: {known}.")
    raise UnreadableFile(file=file, problem=problem.format(column=text[:40], known=known or "–"))


def _missing(cells: Sequence[str]) -> str:
    shown = ", ".join(one_line(cell, 20) for cell in cells[:8])
    text = _(
        "no columns for name, latitude and longitude are known among: {columns}. "
        "Say which they are, such as name=A,lat=B,lon=C."
    )
    return text.format(columns=shown)
