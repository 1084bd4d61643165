"""A file of places or rides from elsewhere, read by what it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from tourplanner.domain.datum import Datum
from tourplanner.domain.imported import Imported
from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.calendar_reader import read_calendar
from tourplanner.exchange.readers.csv_reader import read_csv
from tourplanner.exchange.readers.geojson_reader import read_geojson
from tourplanner.exchange.readers.gpx_reader import read_gpx
from tourplanner.exchange.readers.kml_reader import read_kml, read_kmz
from tourplanner.exchange.readers.point_collector import PointCollector, TooMuch
from tourplanner.exchange.readers.reservation_reader import (
    holds_reservations,
    read_reservations,
)
from tourplanner.exchange.readers.table_layout import Columns
from tourplanner.exchange.readers.xlsx_reader import read_xlsx
from tourplanner.files import read_limited
from tourplanner.i18n import _

MAX_BYTES = 20_000_000
PLAIN_READERS = {
    ".gpx": read_gpx,
    ".kml": read_kml,
    ".kmz": read_kmz,
    ".geojson": read_geojson,
}
TABLE_READERS = {".csv": read_csv, ".tsv": read_csv, ".xlsx": read_xlsx}
CALENDARS = (".ics", ".ical")
JSON = (".json", ".jsonld")
SUFFIXES = (*PLAIN_READERS, *JSON, *TABLE_READERS, *CALENDARS)


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read what a file leaves open."""

    datum: Datum | None = None
    """What its degrees are; None reads WGS 84 and asks when the file looks shifted."""
    columns: Columns = field(default_factory=Columns)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    """For times without a zone of their own."""


def read_file(path: Path, reading: Reading) -> Imported:
    """What the file at `path` holds; raises UnreadableFile."""
    return read_content(read_limited(path, MAX_BYTES), path.name, reading)


def read_content(content: bytes, name: str, reading: Reading) -> Imported:
    """What the bytes of a file called `name` hold; its suffix says how to read them.

    Faults of single rows are in the result; raises UnreadableFile when nothing can be read.
    """
    if len(content) > MAX_BYTES:
        problem = _("it is larger than {limit} MB.").format(limit=MAX_BYTES // 1_000_000)
        raise UnreadableFile(file=name, problem=problem)
    suffix = Path(name).suffix.lower()
    into = PointCollector(name, reading.datum)
    try:
        if suffix in PLAIN_READERS:
            PLAIN_READERS[suffix](content, name, into)
        elif suffix in TABLE_READERS:
            TABLE_READERS[suffix](content, name, into, reading.columns)
        elif suffix in CALENDARS:
            read_calendar(content, name, into, reading.zone)
        elif suffix in JSON and holds_reservations(content):
            read_reservations(content, name, into, reading.zone)
        elif suffix in JSON:
            read_geojson(content, name, into)
        else:
            problem = _("files of its kind are not read. Known: {known}.")
            raise UnreadableFile(file=name, problem=problem.format(known=", ".join(SUFFIXES)))
    except TooMuch:
        into.caution(_("“{file}” was not read to its end: it holds too much.").format(file=name))
    return into.result()
