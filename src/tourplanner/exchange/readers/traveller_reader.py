"""Lists of travellers as tables (CSV, XLSX): who, with which passport, and what they need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tourplanner.domain.imported import ImportedTravellers, ImportFault, Origin
from tourplanner.domain.party import MOST_TRAVELLERS, Traveller
from tourplanner.errors import InvalidEdit, UnreadableFile
from tourplanner.exchange.readers.any_file import MAX_BYTES
from tourplanner.exchange.readers.csv_reader import csv_rows
from tourplanner.exchange.readers.point_collector import PointCollector, lines, one_line
from tourplanner.exchange.readers.table_layout import (
    HEAD_ROWS,
    Row,
    UnknownColumns,
    column_letter,
    folded_head,
    remembered_at,
    shape_of,
)
from tourplanner.exchange.readers.xlsx_reader import xlsx_sheets
from tourplanner.files import read_limited
from tourplanner.i18n import _

HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "fullname", "passengername", "travellername", "travelername", "姓名",
             "英文名"),
    "name_local": ("namelocal", "chinesename", "namezh", "中文名", "中文姓名"),
    "nationality": ("nationality", "citizenship", "country", "国籍"),
    "passport": ("passport", "passportnumber", "passportno", "documentnumber", "护照", "护照号",
                 "护照号码", "证件号", "证件号码"),
    "passport_expiry": ("passportexpiry", "expiry", "expirydate", "passportexpirydate", "expires",
                        "passportvaliduntil", "validuntil", "护照有效期", "有效期", "有效期至"),
    "born": ("born", "birthdate", "dateofbirth", "dob", "birthday", "出生日期", "生日"),
    "diet": ("diet", "dietary", "dietaryneeds", "food", "饮食"),
    "allergies": ("allergies", "allergy", "过敏"),
    "mobility": ("mobility", "walking", "行动"),
    "blood_type": ("bloodtype", "bloodgroup", "血型"),
    "insurance": ("insurance", "保险"),
    "emergency_contact": ("emergencycontact", "emergency", "紧急联系人"),
    "room": ("room", "roomtype", "房型", "房间"),
}  # fmt: skip
FIRST_NAMES = ("firstname", "givenname", "givennames", "forename", "名")
LAST_NAMES = ("lastname", "surname", "familyname", "姓")
DATES = ("passport_expiry", "born")
LONG = ("diet", "allergies", "mobility", "insurance", "emergency_contact")
YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:[T ].*)?", re.ASCII
)
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
SERIAL = re.compile(r"\d{4,5}(?:\.0+)?", re.ASCII)
YEARS = (1900, 2200)
SERIAL_START, LEAST_SERIAL, MOST_SERIAL = date(1899, 12, 30), 1_000, 90_000
"""Spreadsheets count days from here."""


PEOPLE_MARK = "people: "
"""Before the signature of a remembered list of people: its columns mean other things."""


def people_columns(remembered: Mapping[str, Mapping[str, int]]) -> dict[str, Mapping[str, int]]:
    """Of all remembered tables the lists of people, by their signature alone."""
    return {
        key.removeprefix(PEOPLE_MARK): columns
        for key, columns in remembered.items()
        if key.startswith(PEOPLE_MARK)
    }


def read_travellers(
    path: Path, remembered: Mapping[str, Mapping[str, int]] | None = None
) -> ImportedTravellers:
    """The people in the list at `path`; `remembered` are all tables. Raises UnreadableFile."""
    known = people_columns(remembered or {})
    return travellers_in(read_limited(path, MAX_BYTES), path.name, known)


def travellers_in(
    content: bytes, name: str, remembered: Mapping[str, Mapping[str, int]] | None = None
) -> ImportedTravellers:
    """The people in the bytes of a table called `name`; `remembered` is as in `Columns`.

    Faults of single rows are in the result; raises UnreadableFile when it is no such table.
    """
    suffix = Path(name).suffix.lower()
    into = PointCollector(name, None)
    if suffix == ".xlsx":
        sheets = xlsx_sheets(content, name)
    elif suffix in {".csv", ".tsv"}:
        sheets = [list(csv_rows(content, name, into))]
    else:
        problem = _("a list of travellers is a table: .csv, .tsv or .xlsx.")
        raise UnreadableFile(file=name, problem=problem)
    shape = None
    for sheet in sheets:
        rows = [(number, cells) for number, cells in sheet if any(cell.strip() for cell in cells)]
        if not rows:
            continue
        head, columns, is_remembered = _layout(rows, remembered or {})
        known = shape_of(rows, head, columns, is_remembered=is_remembered)
        if not is_enough(columns):
            shape = shape or known
            continue
        found = _People(name, columns)
        for row in rows[0 if head is None else head + 1 :]:
            found.add(row)
        return ImportedTravellers(name, *found.result(), into.result().cautions, known)
    problem = _("it has no column of names, such as name, 姓名, or first name and last name.")
    if shape is None:
        raise UnreadableFile(file=name, problem=problem)
    raise UnknownColumns(shape, file=name, problem=problem)


def is_enough(columns: Iterable[str]) -> bool:
    """Whether these columns make people: a name, whole or in two parts."""
    return "name" in columns or {"first", "last"} <= set(columns)


def _layout(
    rows: Sequence[Row], remembered: Mapping[str, Mapping[str, int]]
) -> tuple[int | None, Mapping[str, int], bool]:
    """Where the head is, which column is what, and whether that was remembered."""
    known = remembered_at(rows, remembered)
    if known is not None:
        return *known, True
    for index, (_number, cells) in enumerate(rows[:HEAD_ROWS]):
        columns = _columns(cells)
        if is_enough(columns):
            return index, columns, False
    return 0, {}, False


class _People:
    """Takes the rows of a list one by one."""

    def __init__(self, file: str, columns: Mapping[str, int]) -> None:
        self._file, self._columns = file, columns
        self._people: dict[str, Traveller] = {}
        self._faults: list[ImportFault] = []

    def result(self) -> tuple[tuple[Traveller, ...], tuple[ImportFault, ...]]:
        return tuple(self._people.values()), tuple(self._faults)

    def add(self, row: Row) -> None:
        number, cells = row
        if not any(cell.strip() for cell in cells):
            return
        if len(self._people) >= MOST_TRAVELLERS:
            problem = _("a party has at most {most} people.").format(most=MOST_TRAVELLERS)
            raise UnreadableFile(file=self._file, problem=problem)
        facts: dict[str, Any] = {"name": self._name(cells)}
        if not facts["name"]:
            self._fault(number, "name", _("the name is missing."))
            return
        for field in HEADS:
            text = self._cell(field, cells)
            if field in DATES and text:
                facts[field] = _date(text)
                if facts[field] is None:
                    problem = _("“{text}” is no date that can be read one way: write 2031-05-06.")
                    self._fault(number, field, problem.format(text=one_line(text, 30)))
                    return
            elif field not in DATES and field != "name":
                facts[field] = lines(text) if field in LONG else one_line(text, 1_000)
        try:
            person = Traveller(**facts)
        except InvalidEdit as error:
            self._fault(number, "", error.message)
            return
        key = person.name.casefold()
        if key in self._people:
            problem = _("“{name}” stands in the list twice. Add what tells them apart.")
            self._fault(number, "name", problem.format(name=person.name[:60]))
            return
        self._people[key] = person

    def _name(self, cells: Sequence[str]) -> str:
        whole = one_line(self._cell("name", cells), 1_000)
        parts = (self._cell("first", cells), self._cell("last", cells))
        return whole or one_line(" ".join(parts), 1_000)

    def _cell(self, field: str, cells: Sequence[str]) -> str:
        index = self._columns.get(field, -1)
        return cells[index].strip() if 0 <= index < len(cells) else ""

    def _fault(self, number: int, field: str, problem: str) -> None:
        index = self._columns.get(field)
        column = "" if index is None else column_letter(index)
        self._faults.append(ImportFault(Origin(self._file, number, column), problem))


def _columns(cells: Sequence[str]) -> dict[str, int]:
    folded = [folded_head(cell) for cell in cells]
    known = {**HEADS, "first": FIRST_NAMES, "last": LAST_NAMES}
    return {
        field: folded.index(head)
        for field, heads in known.items()
        for head in reversed(heads)
        if head in folded
    }


def _date(text: str) -> date | None:
    """The day in `text`; None for no day of our times, and for one that could be two."""
    found = _written_date(text)
    return found if found is not None and YEARS[0] <= found.year <= YEARS[1] else None


def _written_date(text: str) -> date | None:
    year_first, year_last = YEAR_FIRST.fullmatch(text), YEAR_LAST.fullmatch(text)
    try:
        if year_first is not None:
            return date(int(year_first[1]), int(year_first[2]), int(year_first[3]))
        if year_last is not None:
            one, other, year = int(year_last[1]), int(year_last[3]), int(year_last[4])
            if year_last[2] == "." or one > 12 or one == other:
                return date(year, other, one)
            return date(year, one, other) if other > 12 else None
    except ValueError:
        return None
    if SERIAL.fullmatch(text) and LEAST_SERIAL <= int(float(text)) <= MOST_SERIAL:
        return SERIAL_START + timedelta(days=int(float(text)))
    return None
