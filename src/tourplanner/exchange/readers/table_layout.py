"""Which column of a table is what: said, remembered, or guessed by the head of the table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tourplanner.domain.imported import TableShape
from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.point_collector import one_line
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
NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
LETTERS = re.compile(r"[A-Z]{1,2}")
SAMPLES = 3
"""So many filled cells show what a column holds."""
LONGEST_SIGNATURE = 500
NO_HEADS = "table of {count} columns without heads"


class UnknownColumns(UnreadableFile):
    """A table of which nobody can tell what its columns are."""

    def __init__(self, shape: TableShape, **fields: object) -> None:
        """Keep the shape, for someone to say which column is what."""
        super().__init__(**fields)
        self.shape = shape


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of columns before a table is read."""

    said: Mapping[Field, str] = field(default_factory=dict)
    """By head, letter or number; for whatever table comes."""
    remembered: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By the signature of a table: what each field's column is, counted from 0."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows of a table begin, and which column is what."""

    first: int
    """The first row below the head."""
    fields: Mapping[Field, int]
    shape: TableShape


def layout_of(rows: Sequence[Row], file: str, columns: Columns) -> Layout:
    """How the filled `rows` of a table are laid out.

    Raises UnknownColumns when no column of names or degrees can be told.
    """
    known = None if columns.said else _remembered(rows, columns.remembered)
    layout = known or _guessed_layout(rows, file, columns.said)
    if not is_enough(layout.fields):
        head = rows[max(0, layout.first - 1)][1]
        raise UnknownColumns(layout.shape, file=file, problem=_missing(head))
    return layout


def _guessed_layout(rows: Sequence[Row], file: str, said: Mapping[Field, str]) -> Layout:
    head = _head_of(rows, said)
    names = [] if head is None else list(rows[head][1])
    found = _guessed(names)
    for one, column in said.items():
        found[one] = _column(column, names, file, max(len(cells) for _row, cells in rows))
    if head is None and said and not _has_digits(rows[0][1], found):
        head = 0
    if head is None and not said and not _has_numbers(rows[0][1]):
        head = 0
    return _layout(rows, head, found)


def is_enough(fields: Mapping[Field, int]) -> bool:
    """Whether these columns make places: a name, and a point in one cell or two."""
    has_degrees = Field.POINT in fields or {Field.LAT, Field.LON} <= fields.keys()
    return has_degrees and bool({Field.NAME, Field.LOCAL} & fields.keys())


def signature(heads: Sequence[str]) -> str:
    """What tells tables of the same heads from others, whatever their rows."""
    return "|".join(folded_head(head) for head in heads).rstrip("|")[:LONGEST_SIGNATURE]


def shape_of(
    rows: Sequence[Row], head: int | None, fields: Mapping[str, int], *, is_remembered: bool = False
) -> TableShape:
    """The heads of the filled `rows`, a few cells of each column, and which column is what."""
    width = max(len(cells) for _row, cells in rows)
    heads = () if head is None else tuple(one_line(cell, 60) for cell in rows[head][1])
    samples: list[tuple[str, ...]] = []
    below = rows[0 if head is None else head + 1 :][:HEAD_ROWS]
    for column in range(width):
        cells = (cells[column] for _row, cells in below if column < len(cells))
        filled = [one_line(cell, 60) for cell in cells if cell.strip()]
        samples.append(tuple(filled[:SAMPLES]))
    text = NO_HEADS.format(count=width) if head is None else signature(rows[head][1])
    return TableShape(
        text, (*heads, *[""] * (width - len(heads))), tuple(samples), fields, is_remembered
    )


def remembered_at(
    rows: Sequence[Row], remembered: Mapping[str, Mapping[str, int]]
) -> tuple[int | None, Mapping[str, int]] | None:
    """The head of a table that is remembered, and its columns; None for a new one."""
    for index, (_number, cells) in enumerate(rows[:HEAD_ROWS]):
        known = remembered.get(signature(cells))
        if known:
            return index, known
    width = max(len(cells) for _row, cells in rows)
    known = remembered.get(NO_HEADS.format(count=width))
    return (None, known) if known else None


def _remembered(rows: Sequence[Row], remembered: Mapping[str, Mapping[str, int]]) -> Layout | None:
    known = remembered_at(rows, remembered)
    if known is None:
        return None
    head, columns = known
    fields = {Field(name): at for name, at in columns.items() if name in list(Field)}
    return _layout(rows, head, fields, is_remembered=True) if fields else None


def _layout(
    rows: Sequence[Row],
    head: int | None,
    fields: Mapping[Field, int],
    *,
    is_remembered: bool = False,
) -> Layout:
    plain = {one.value: at for one, at in fields.items()}
    shape = shape_of(rows, head, plain, is_remembered=is_remembered)
    return Layout(0 if head is None else head + 1, fields, shape)


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


def _has_numbers(cells: Sequence[str]) -> bool:
    """Whether a row holds figures, and is no head."""
    return any(NUMBER.fullmatch(cell.strip()) for cell in cells)


def _guessed(names: Sequence[str]) -> dict[Field, int]:
    found: dict[Field, int] = {}
    folded = [folded_head(name) for name in names]
    for one, heads in HEADS.items():
        for head in heads:
            if one not in found and head in folded and folded.index(head) not in found.values():
                found[one] = folded.index(head)
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
