"""The formats a tour can be taken away in, and writing them into a folder or one archive."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.seen_by import seen_by
from tourplanner.errors import ExchangeError, NothingToExport, TargetNotWritable
from tourplanner.exchange.calendar_file import write_calendar
from tourplanner.exchange.csv_table import CsvChoice, write_csv
from tourplanner.exchange.docx import write_docx
from tourplanner.exchange.file_names import safe_stem
from tourplanner.exchange.fixed_zip import zipped
from tourplanner.exchange.geojson import write_geojson
from tourplanner.exchange.gpx import DayLine, write_gpx
from tourplanner.exchange.html import write_html
from tourplanner.exchange.jsonld import write_jsonld
from tourplanner.exchange.kml import write_kml, write_kmz
from tourplanner.exchange.markdown import write_markdown
from tourplanner.exchange.site_folder import write_site
from tourplanner.exchange.tables import tables
from tourplanner.exchange.text import write_text
from tourplanner.exchange.xlsx import write_xlsx
from tourplanner.files import write_atomic
from tourplanner.i18n import N_, _, speaking
from tourplanner.mapping.reader_words import LOCALES
from tourplanner.mapping.tiles import PackSource

NamedFile = tuple[str, bytes]
"""A path below the folder, with "/" between its parts, and what is in it."""


Write = Callable[[Roadbook, datetime, PackSource | None], tuple[NamedFile, ...]]
"""Takes the pack whose streets drawn maps show, or None for the sketch."""


class FormatUnknown(ExchangeError):
    """A format that nobody writes."""

    text = N_("Format: “{format}” is not known.")
    hint = N_("Choose among: {known}.")


class Need(StrEnum):
    """What a tour has to hold before a format can say anything of it."""

    VISITS = "visits"
    """A planned day with a visit."""
    ANYTHING = "anything"
    """A visit, a reservation or a ride."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format; `write` gives the files, whose names start with the tour's title."""

    id: str
    label: str
    suffix: str
    write: Write
    needs: Need = Need.VISITS


def export(
    roadbook: Roadbook, formats: Sequence[str], folder: Path, now: datetime
) -> tuple[Path, ...]:
    """Write the tour in each of `formats` into `folder`, which is made when it is missing.

    All files are put together before the first is written, each replaces an older one in one
    step. Raises FormatUnknown, NothingToExport when a format finds nothing to tell,
    TargetNotWritable (a full disk is noticed before anything is written).
    """
    return write_files(exported(roadbook, formats, now), folder)


def write_files(files: Sequence[NamedFile], folder: Path) -> tuple[Path, ...]:
    """Write finished files into `folder`; raises TargetNotWritable."""
    try:
        _check_room(folder, sum(len(content) for _name, content in files))
        folder.mkdir(parents=True, exist_ok=True)
        for name, _content in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        raise _not_writable(folder, error) from error
    for name, content in files:
        write_atomic(folder / name, content)
    return tuple(folder / name for name, _content in files)


def export_zip(roadbook: Roadbook, formats: Sequence[str], target: Path, now: datetime) -> Path:
    """Write the tour in each of `formats` as one archive at `target`; raises as `export`."""
    return write_zip(exported(roadbook, formats, now), target)


def write_zip(files: Sequence[NamedFile], target: Path) -> Path:
    """Write finished files as one archive at `target`; raises TargetNotWritable."""
    content = zipped(files)
    try:
        _check_room(target.parent, len(content))
        target.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _not_writable(target, error) from error
    write_atomic(target, content)
    return target


def exported(
    roadbook: Roadbook, formats: Sequence[str], now: datetime, pack: PackSource | None = None
) -> tuple[NamedFile, ...]:
    """The files of `formats` in the language of the roadbook's papers, their size known, unwritten.

    Drawn maps show the streets of the `pack`, or the sketch without one.

    A roadbook that nobody has reduced yet is reduced to what the audience of its papers sees.
    """
    exporters = list(dict.fromkeys(exporter_named(name) for name in formats))
    if not exporters:
        raise exporter_missing("")
    with speaking(LOCALES[roadbook.paper.language]):
        if roadbook.audience is None:
            roadbook = seen_by(roadbook, roadbook.paper.audience)
        for exporter in exporters:
            if not _holds(roadbook, exporter.needs):
                raise NothingToExport(file=roadbook.tour.title)
        return tuple(file for exporter in exporters for file in exporter.write(roadbook, now, pack))


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


def _holds(roadbook: Roadbook, need: Need) -> bool:
    has_visits = any(day.visits for day in roadbook.days)
    if need is Need.VISITS:
        return has_visits
    return has_visits or bool(roadbook.reservations or roadbook.transports)


def _check_room(folder: Path, size: int) -> None:
    """Raise TargetNotWritable when the disk of `folder`, made or not, has less room than `size`."""
    made = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if shutil.disk_usage(made).free < size:
        problem = _("the disk has no room for {kilobytes} kB more.")
        raise TargetNotWritable(
            file=str(folder), problem=problem.format(kilobytes=size // 1000 + 1)
        )


def _not_writable(target: Path, error: OSError | ValueError) -> TargetNotWritable:
    problem = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return TargetNotWritable(file=str(target), problem=problem)


def _one(suffix: str, write: Callable[[Roadbook, datetime], bytes]) -> Write:
    """A format of one file without a drawn map."""

    def write_one(
        roadbook: Roadbook, now: datetime, _pack: PackSource | None
    ) -> tuple[NamedFile, ...]:
        return ((f"{_stem(roadbook)}{suffix}", write(roadbook, now)),)

    return write_one


def _gpx(roadbook: Roadbook, now: datetime, _pack: PackSource | None) -> tuple[NamedFile, ...]:
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


def _tracks(roadbook: Roadbook, now: datetime, _pack: PackSource | None) -> tuple[NamedFile, ...]:
    """A track per day, a file each: some programs cope with one track in a file."""
    name = _("{title} - track {number:02d}.gpx")
    return tuple(
        (
            name.format(title=_stem(roadbook), number=day.number),
            write_gpx(roadbook, now, day.number, DayLine.TRACK),
        )
        for day in roadbook.days
        if day.visits
    )


def _csv(roadbook: Roadbook, now: datetime, _pack: PackSource | None) -> tuple[NamedFile, ...]:
    """A file for each kind of thing."""
    choice = CsvChoice(roadbook.paper.csv_mark, roadbook.paper.csv_guard)
    return tuple(
        (f"{_stem(roadbook)} - {table.key}.csv", write_csv(table, choice))
        for table in tables(roadbook, now)
    )


def _html(roadbook: Roadbook, now: datetime, pack: PackSource | None) -> tuple[NamedFile, ...]:
    return ((f"{_stem(roadbook)}.html", write_html(roadbook, now, pack)),)


def _site(roadbook: Roadbook, now: datetime, pack: PackSource | None) -> tuple[NamedFile, ...]:
    return tuple(
        (f"{_stem(roadbook)} - site/{name}", content)
        for name, content in write_site(roadbook, now, pack)
    )


def _stem(roadbook: Roadbook) -> str:
    return safe_stem(roadbook.tour.title)


EXPORTERS = (
    Exporter("html", N_("Web page with map"), ".html", _html),
    Exporter("gpx", N_("GPX for phones and watches"), ".gpx", _gpx),
    Exporter("ics", N_("Calendar"), ".ics", _one(".ics", write_calendar), Need.ANYTHING),
    Exporter(
        "geojson", N_("GeoJSON for map programs"), ".geojson", _one(".geojson", write_geojson)
    ),
    Exporter("gpx-track", N_("GPX tracks for watches"), ".gpx", _tracks),
    Exporter("kml", N_("KML for map programs"), ".kml", _one(".kml", write_kml)),
    Exporter("kmz", N_("KMZ for map programs"), ".kmz", _one(".kmz", write_kmz)),
    Exporter("docx", N_("Word document"), ".docx", _one(".docx", write_docx), Need.ANYTHING),
    Exporter("xlsx", N_("Excel workbook"), ".xlsx", _one(".xlsx", write_xlsx), Need.ANYTHING),
    Exporter("csv", N_("CSV tables"), ".csv", _csv, Need.ANYTHING),
    Exporter("md", N_("Markdown"), ".md", _one(".md", write_markdown), Need.ANYTHING),
    Exporter("txt", N_("Plain text"), ".txt", _one(".txt", write_text), Need.ANYTHING),
    Exporter("jsonld", N_("JSON-LD for machines"), ".jsonld", _one(".jsonld", write_jsonld)),
    Exporter("site", N_("Web site in a folder"), "", _site),
)
