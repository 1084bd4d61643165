"""The formats a tour can be taken away in, and writing them into a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tourplanner.domain.roadbook import Roadbook
from tourplanner.errors import ExchangeError, NothingToExport, TargetNotWritable
from tourplanner.exchange.calendar_file import write_calendar
from tourplanner.exchange.file_names import safe_stem
from tourplanner.exchange.geojson import write_geojson
from tourplanner.exchange.gpx import write_gpx
from tourplanner.exchange.html import write_html
from tourplanner.files import write_atomic
from tourplanner.i18n import N_, _

NamedFile = tuple[str, bytes]


class FormatUnknown(ExchangeError):
    """A format that nobody writes."""

    text = N_("Format: “{format}” is not known.")
    hint = N_("Choose among: {known}.")


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format; `write` gives the files, whose names start with the tour's title."""

    id: str
    label: str
    suffix: str
    write: Callable[[Roadbook, datetime], tuple[NamedFile, ...]]


def export(
    roadbook: Roadbook, formats: Sequence[str], folder: Path, now: datetime
) -> tuple[Path, ...]:
    """Write the tour in each of `formats` into `folder`, which is made when it is missing.

    All files are put together before the first is written. Raises FormatUnknown,
    NothingToExport when no day has a visit, TargetNotWritable.
    """
    exporters = [exporter_named(name) for name in dict.fromkeys(formats)]
    if not exporters:
        raise exporter_missing("")
    if not any(day.visits for day in roadbook.days):
        raise NothingToExport(file=roadbook.tour.title)
    files = [file for exporter in exporters for file in exporter.write(roadbook, now)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = error.strerror or str(error)
        raise TargetNotWritable(file=str(folder), problem=problem) from error
    for name, content in files:
        write_atomic(folder / name, content)
    return tuple(folder / name for name, _content in files)


def exporter_named(name: str) -> Exporter:
    """The exporter whose id is `name`, in any case; raises FormatUnknown."""
    wanted = name.strip().lower()
    for exporter in EXPORTERS:
        if exporter.id == wanted:
            return exporter
    raise exporter_missing(name)


def exporter_missing(name: str) -> FormatUnknown:
    """The error that lists the formats there are."""
    return FormatUnknown(format=name, known=", ".join(exporter.id for exporter in EXPORTERS))


def _html(roadbook: Roadbook, now: datetime) -> tuple[NamedFile, ...]:
    return ((f"{_stem(roadbook)}.html", write_html(roadbook, now)),)


def _gpx(roadbook: Roadbook, now: datetime) -> tuple[NamedFile, ...]:
    """The whole tour, then a file per day: watches and simple programs show one route at a time."""
    whole = (f"{_stem(roadbook)}.gpx", write_gpx(roadbook, now))
    days = [day.number for day in roadbook.days if day.visits]
    if len(days) < 2:
        return (whole,)
    name = _("{title} - day {number:02d}.gpx")
    return (
        whole,
        *(
            (name.format(title=_stem(roadbook), number=number), write_gpx(roadbook, now, number))
            for number in days
        ),
    )


def _calendar(roadbook: Roadbook, now: datetime) -> tuple[NamedFile, ...]:
    return ((f"{_stem(roadbook)}.ics", write_calendar(roadbook, now)),)


def _geojson(roadbook: Roadbook, now: datetime) -> tuple[NamedFile, ...]:
    return ((f"{_stem(roadbook)}.geojson", write_geojson(roadbook, now)),)


def _stem(roadbook: Roadbook) -> str:
    return safe_stem(roadbook.tour.title)


EXPORTERS = (
    Exporter("html", N_("Web page with map"), ".html", _html),
    Exporter("gpx", N_("GPX for phones and watches"), ".gpx", _gpx),
    Exporter("ics", N_("Calendar"), ".ics", _calendar),
    Exporter("geojson", N_("GeoJSON for map programs"), ".geojson", _geojson),
)
