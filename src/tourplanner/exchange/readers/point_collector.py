"""Gathering the points of one file: degrees checked and converted, faults kept with their row."""

from __future__ import annotations

import math
import re

from tourplanner.domain.datum import Datum, DatumPoint, to_wgs84
from tourplanner.domain.imported import (
    Imported,
    ImportedBooking,
    ImportedPoint,
    ImportFault,
    Origin,
    TableShape,
)
from tourplanner.domain.mainland import is_in_mainland_china
from tourplanner.domain.place import Coordinates
from tourplanner.domain.text_length import LONGEST_LINE, LONGEST_NOTE
from tourplanner.domain.transport import Transport
from tourplanner.i18n import _

MOST_POINTS = 20_000
MOST_FAULTS = 200
"""After so many a file is not worth reading on."""
DEGREES = re.compile(r"[-+]?\d{1,9}(?:\.\d{0,20})?(?:[eE][-+]?\d{1,3})?", re.ASCII)
CHINESE_MAKERS = re.compile(
    r"amap|autonavi|gaode|高德|baidu|百度|tencent|腾讯|2bulu|两步路|foooooot|六只脚|gcj|bd-?09|火星",
    re.IGNORECASE,
)
"""Apps and words that make one ask whether degrees are shifted."""
IDEOGRAPHS = re.compile("[\u2e80-\u9fff\u3040-\u30ff\uac00-\ud7af]")
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class TooMuch(Exception):
    """The file holds more points or faults than anyone wants to read."""


class PointCollector:
    """Takes what a reader finds, row by row."""

    def __init__(self, file: str, datum: Datum | None) -> None:
        self._file = file
        self._datum = datum
        self._points: list[ImportedPoint] = []
        self._rides: list[Transport] = []
        self._bookings: list[ImportedBooking] = []
        self._faults: list[ImportFault] = []
        self._others: list[ImportFault] = []
        self._cautions: list[str] = []
        self._makers: list[str] = []
        self._table: TableShape | None = None

    def point(
        self,
        row: int,
        names: tuple[str, str],
        lat: str | float,
        lon: str | float,
        note: str = "",
        columns: tuple[str, str] = ("", ""),
    ) -> None:
        """One point: `names` are the name and the local one, `columns` those of the degrees."""
        north = self._degrees(row, lat, columns[0], _("latitude"))
        east = self._degrees(row, lon, columns[1], _("longitude"))
        if north is None or east is None:
            return
        if not (-90 <= north <= 90 and -180 <= east <= 180):
            self._off_the_globe(row, north, east, columns[0])
            return
        self.read_point(row, names, DatumPoint(north, east, self._datum or Datum.WGS84), note)

    def read_point(self, row: int, names: tuple[str, str], point: DatumPoint, note: str) -> None:
        """One point whose datum is its own business, such as that of a link."""
        if len(self._points) >= MOST_POINTS:
            raise TooMuch
        name, local = (one_line(text, LONGEST_LINE) for text in names)
        name, local = _sorted_names(name, local)
        origin = Origin(self._file, row)
        self._points.append(ImportedPoint(name, local, to_wgs84(point), lines(note), origin))

    def ride(self, ride: Transport) -> None:
        """One train or flight."""
        if len(self._rides) >= MOST_POINTS:
            raise TooMuch
        self._rides.append(ride)

    def booking(self, booking: ImportedBooking) -> None:
        """One room, table or event."""
        if len(self._bookings) >= MOST_POINTS:
            raise TooMuch
        self._bookings.append(booking)

    def fault(self, row: int | None, problem: str, column: str = "") -> None:
        """Something that cannot be taken."""
        self._add_fault(ImportFault(Origin(self._file, row, column), problem))

    def not_understood(self, row: int, problem: str) -> None:
        """A sound entry that a tour has no use for."""
        if len(self._others) >= MOST_POINTS:
            raise TooMuch
        self._others.append(ImportFault(Origin(self._file, row), problem))

    def caution(self, text: str) -> None:
        """Something the user has to know of the whole file."""
        if text not in self._cautions:
            self._cautions.append(text)

    def maker(self, text: str) -> None:
        """Words that tell which program made the file."""
        self._makers.append(text[:LONGEST_NOTE])

    def table(self, shape: TableShape) -> None:
        """The columns of the table that is read."""
        self._table = shape

    def result(self) -> Imported:
        """All that was gathered."""
        return Imported(
            file=self._file,
            points=tuple(self._points),
            rides=tuple(self._rides),
            bookings=tuple(self._bookings),
            faults=tuple(self._faults),
            not_understood=tuple(self._others),
            cautions=tuple(self._cautions),
            datum=self._datum or Datum.WGS84,
            datum_question=self._question(),
            table=self._table,
        )

    def _question(self) -> str:
        made_by = next((text for text in self._makers if CHINESE_MAKERS.search(text)), None)
        if self._datum is not None or made_by is None:
            return ""
        if not any(is_in_mainland_china(p.at.lat, p.at.lon) for p in self._points):
            return ""
        text = _(
            "“{file}” seems to come from a Chinese map ({maker}), whose points are often shifted "
            "by some hundred metres. It was read as WGS 84; say whether it is GCJ-02 (AMap, "
            "Tencent), BD-09 (Baidu) or WGS 84."
        )
        return text.format(file=self._file, maker=one_line(made_by, 60))

    def _degrees(self, row: int, value: str | float, column: str, what: str) -> float | None:
        if isinstance(value, float):
            number = value
        else:
            text = value.strip().translate(str.maketrans("−，．", "-,."))
            if not DEGREES.fullmatch(text):
                shown = one_line(text, 40)
                problem = _("“{text}” is no {what} in degrees, such as 29.2978.")
                if not shown:
                    problem = _("the {what} is missing.")
                self.fault(row, problem.format(text=shown, what=what), column)
                return None
            number = float(text)
        if not math.isfinite(number):
            problem = _("the {what} is not a number.").format(what=what)
            self.fault(row, problem, column)
            return None
        return number

    def _off_the_globe(self, row: int, north: float, east: float, column: str) -> None:
        origin = Origin(self._file, row, column)
        problem = _("{lat:g}, {lon:g} is not a point on the earth.").format(lat=north, lon=east)
        swapped = None
        if -90 <= east <= 90 and -180 <= north <= 180:
            swapped = Coordinates(east, north)
            problem = _(
                "{lat:g} is no latitude. Latitude and longitude may have changed places."
            ).format(lat=north)
        self._add_fault(ImportFault(origin, problem, swapped))

    def _add_fault(self, fault: ImportFault) -> None:
        self._faults.append(fault)
        if len(self._faults) >= MOST_FAULTS:
            raise TooMuch


def one_line(text: str, most: int) -> str:
    """`text` on one line of at most `most` letters, without control characters."""
    clean = " ".join(NO_TEXT.sub(" ", text).split())
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def lines(text: str) -> str:
    """`text` as a note: its lines kept, blank ones and control characters not."""
    kept = (" ".join(line.split()) for line in NO_TEXT.sub(" ", text).splitlines())
    clean = "\n".join(line for line in kept if line)
    return clean if len(clean) <= LONGEST_NOTE else clean[: LONGEST_NOTE - 1] + "…"


def has_ideographs(text: str) -> bool:
    """Whether `text` holds Chinese, Japanese or Korean signs."""
    return bool(IDEOGRAPHS.search(text))


def _sorted_names(name: str, local: str) -> tuple[str, str]:
    """A single name in local script is the local name too."""
    if not local and has_ideographs(name):
        return name, name
    return name or local, local
