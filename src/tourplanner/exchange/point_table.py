"""Tables of points and of the journeys between them, as CSV for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tourplanner.domain.place import Coordinates
from tourplanner.errors import UnreadableFile
from tourplanner.files import read_limited, write_atomic
from tourplanner.i18n import _

COLUMNS = ("id", "lat", "lon")
MOST_POINTS = 1000
MOST_BYTES = 2_000_000
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by spreadsheets."""


@dataclass(frozen=True, slots=True)
class NamedPoint:
    """One row of a table of points."""

    id: str
    at: Coordinates


@dataclass(frozen=True, slots=True)
class TimedPair:
    """One row of a table of journeys; None where nothing leads."""

    start: str
    end: str
    minutes: float | None
    distance_m: float | None


def read_points(path: Path) -> tuple[NamedPoint, ...]:
    """The points in a CSV file with the columns id, lat, lon (WGS 84, degrees) and maybe others.

    Raises UnreadableFile naming row and column; row 1 is the header.
    """
    rows = _rows(path)
    header = [name.strip().lower() for name in next(rows, (1, []))[1]]
    places = []
    for name in COLUMNS:
        if header.count(name) != 1:
            problem = _("row 1 has to name the column “{column}” once; it needs id, lat and lon.")
            raise _unreadable(path, problem.format(column=name))
        places.append(header.index(name))
    points: list[NamedPoint] = []
    known: set[str] = set()
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        texts = [cells[place].strip() if place < len(cells) else "" for place in places]
        point = _point(path, number, texts)
        if point.id in known:
            raise _wrong(
                path, number, "id", _("“{text}” stands there twice.").format(text=point.id)
            )
        known.add(point.id)
        points.append(point)
        if len(points) > MOST_POINTS:
            problem = _("it holds more than {most} points.").format(most=MOST_POINTS)
            raise _unreadable(path, problem)
    if not points:
        raise _unreadable(path, _("it holds no points."))
    return tuple(points)


def write_pairs(path: Path, pairs: Sequence[TimedPair]) -> None:
    """Write from, to, minutes, distance_m; a text that a spreadsheet would run gets a “'” before.

    Raises TargetNotWritable; what was there before is then unchanged.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["from", "to", "minutes", "distance_m"])
    for pair in pairs:
        minutes = "" if pair.minutes is None else f"{pair.minutes:.2f}"
        metres = "" if pair.distance_m is None else f"{pair.distance_m:.0f}"
        writer.writerow([_harmless(pair.start), _harmless(pair.end), minutes, metres])
    write_atomic(path, text.getvalue().encode("utf-8", "replace"))


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers, from 1; commas or semicolons, as the header has it."""
    try:
        text = read_limited(path, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(path, _("it is not text in UTF-8.")) from error
    head = text.partition("\n")[0]
    separator = ";" if ";" in head and "," not in head else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        raise _unreadable(path, _("row {row} is not CSV.").format(row=number + 1)) from error


def _point(path: Path, row: int, texts: Sequence[str]) -> NamedPoint:
    name, lat, lon = texts
    if not name:
        raise _wrong(path, row, "id", _("it is empty."))
    return NamedPoint(
        name,
        Coordinates(_degrees(path, row, "lat", lat, 90), _degrees(path, row, "lon", lon, 180)),
    )


def _degrees(path: Path, row: int, column: str, text: str, most: int) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not -most <= value <= most:
        problem = _("“{text}” is not a number from -{most} to {most}.")
        raise _wrong(path, row, column, problem.format(text=text[:40], most=most))
    return value


def _wrong(path: Path, row: int, column: str, problem: str) -> UnreadableFile:
    text = _("row {row}, column “{column}”: {problem}")
    return _unreadable(path, text.format(row=row, column=column, problem=problem))


def _unreadable(path: Path, problem: str) -> UnreadableFile:
    return UnreadableFile(file=str(path), problem=problem)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
