"""The command that takes places and rides of other programs into a tour."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tourplanner.bootstrap import build_workbench
from tourplanner.cli import render
from tourplanner.domain.datum import Datum
from tourplanner.domain.imported import Imported, ImportedTravellers
from tourplanner.domain.own_cautions import own_cautions
from tourplanner.domain.site import SiteKind
from tourplanner.domain.visit_length import USUAL_VISIT_MIN, check_visit_length
from tourplanner.errors import InvalidEdit
from tourplanner.exchange.readers.any_file import Reading, read_file
from tourplanner.exchange.readers.table_layout import Columns, Field
from tourplanner.exchange.readers.traveller_reader import PEOPLE_MARK, read_travellers
from tourplanner.exchange.tour_file import read_tour, write_tour
from tourplanner.i18n import N_, _
from tourplanner.paths import AppPaths
from tourplanner.settings import SettingsFile
from tourplanner.usecases.import_entries import FATE_LABELS, Fate, entries_of
from tourplanner.usecases.import_links import imported_links
from tourplanner.usecases.import_places import (
    ImportPreview,
    KnownPlace,
    preview_import,
)
from tourplanner.usecases.make_roadbook import make_roadbook
from tourplanner.usecases.match_places import Likeness
from tourplanner.usecases.new_tour import known_city
from tourplanner.usecases.take_in import VisitDraft, take_in, wished

DATUMS = {"wgs84": Datum.WGS84, "gcj02": Datum.GCJ02, "bd09": Datum.BD09}
WISHES = {"required": Fate.REQUIRED, "preferred": Fate.PREFERRED}
UNKNOWN: Mapping[str, Fate | None] = {"tell": None, "idea": Fate.IDEA, "visit": Fate.VISIT}
WHAT_BECOMES = {
    None: N_(
        "Places not in the catalogue are only told. --unknown visit lets a plan visit them, "
        "--unknown idea keeps them as ideas; one to sleep at is set by: replan --base LAT,LON"
    ),
    Fate.IDEA: N_("Places not in the catalogue are kept as ideas; no day visits them."),
    Fate.VISIT: N_(
        "Places not in the catalogue become places of your own; their hours are not known."
    ),
}
DONE, STOPPED = 0, 1


def add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    taking = commands.add_parser(
        "import", help=_("take in places, trains and flights from files and links")
    )
    taking.add_argument("tour", type=Path)
    taking.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="GPX, KML, KMZ, GeoJSON, CSV, XLSX, ICS, JSON",
    )
    taking.add_argument(
        "--travellers", type=Path, metavar="LIST", help=_("a table of people: CSV or XLSX")
    )
    taking.add_argument("--link", action="append", default=[], help=_("the link of a map service"))
    taking.add_argument(
        "--as", dest="wish", choices=sorted(WISHES), default="preferred",
        help=_("what the sites become"),
    )  # fmt: skip
    taking.add_argument("--datum", choices=sorted(DATUMS), help=_("how the files count degrees"))
    taking.add_argument(
        "--map", metavar="name=COL,lat=COL", default="", help=_("which column of a table is what")
    )
    taking.add_argument(
        "--remember-columns", action="store_true",
        help=_("read tables of the same heads as --map says from now on"),
    )  # fmt: skip
    taking.add_argument(
        "--forget-columns", action="store_true",
        help=_("read such tables by their heads again"),
    )  # fmt: skip
    taking.add_argument(
        "--unknown", choices=list(UNKNOWN), default="tell",
        help=_("what places not in the catalogue become: a visit, an idea, or only told"),
    )  # fmt: skip
    taking.add_argument(
        "--keep-unknown", dest="unknown", action="store_const", const="idea",
        help=_("the same as --unknown idea"),
    )  # fmt: skip
    taking.add_argument(
        "--kind", type=SiteKind, choices=list(SiteKind), metavar="KIND",
        help=_("what kind of place they are, when they become visits: {kinds}").format(
            kinds=", ".join(SiteKind)
        ),
    )  # fmt: skip
    taking.add_argument(
        "--stay", type=int, default=USUAL_VISIT_MIN, metavar="MIN",
        help=_("how long such a visit lasts"),
    )  # fmt: skip
    taking.add_argument(
        "--skip-faulty", action="store_true", help=_("take the rows that are right")
    )
    taking.add_argument("--dry-run", action="store_true", help=_("only show what it would bring"))
    taking.add_argument("-o", "--output", type=Path, metavar="F.tour")
    taking.set_defaults(command=import_places)


def import_places(options: argparse.Namespace) -> int:
    """Print what the files would bring, and write the tour with it unless something is open."""
    if options.output is None and not options.dry_run:
        raise InvalidEdit(field="-o", problem=_("name the .tour file to write, or --dry-run."))
    if not (options.files or options.link or options.travellers):
        raise InvalidEdit(field="import", problem=_("name a file, a --link or --travellers."))
    draft = _draft(options)
    tour = read_tour(options.tour)
    bench = build_workbench(AppPaths.standard())
    zone = ZoneInfo(known_city(bench.catalogue, tour.preferences.city).time_zone)
    settings = bench.settings
    remembered = {} if options.forget_columns else settings.settings.columns
    reading = Reading(
        None if options.datum is None else DATUMS[options.datum],
        Columns(_columns(options.map), remembered),
        zone,
    )
    files: list[Imported] = [read_file(path, reading) for path in options.files]
    _keep_columns(files, settings, options)
    if options.link:
        files.append(imported_links(options.link))
    preview = preview_import(tour, files, bench.catalogue)
    priority = WISHES[options.wish]
    people = ImportedTravellers("")
    if options.travellers is not None:
        people = read_travellers(options.travellers, remembered)
        if options.forget_columns and people.table is not None:
            settings.remember_columns(f"{PEOPLE_MARK}{people.table.signature}", None)
    entries = entries_of(tour, preview, people.travellers)
    _write_preview(preview, priority, UNKNOWN[options.unknown])
    _write_faults(people)
    if (preview.faults or people.faults) and not options.skip_faulty:
        render.write_line(_("Nothing was written. Correct the rows, or add --skip-faulty."))
        return STOPPED
    if any(one.datum_question for one in files):
        render.write_line(_("Nothing was written. Answer with --datum gcj02, bd09 or wgs84."))
        return STOPPED
    taken = take_in(tour, wished(entries, priority, UNKNOWN[options.unknown]), draft)
    people_taken = taken.people
    _write_list([_("New traveller: {name}").format(name=name) for name in people_taken.new])
    _write_list([_("More known of: {name}").format(name=name) for name in people_taken.filled_in])
    excluded = [one for one in entries if isinstance(one.thing, KnownPlace) and not one.fates]
    remarks = [*(one.remark for one in excluded), *taken.remarks]
    if people.travellers:
        remarks += own_cautions(make_roadbook(taken.tour, bench.catalogue))
    _write_list([_("Note: {caution}").format(caution=remark) for remark in remarks])
    if options.dry_run:
        return DONE
    write_tour(options.output, taken.tour)
    render.write_line(_("Saved as {file}.").format(file=options.output))
    return DONE


def _keep_columns(
    files: Sequence[Imported], settings: SettingsFile, options: argparse.Namespace
) -> None:
    """Remember or forget how tables of these heads are read."""
    for table in filter(None, (one.table for one in files)):
        if options.forget_columns:
            settings.remember_columns(table.signature, None)
        elif options.remember_columns and options.map:
            settings.remember_columns(table.signature, table.fields)
        if table.is_remembered:
            render.write_line(_("Note: the columns are those chosen for such a table before."))


def _draft(options: argparse.Namespace) -> VisitDraft | None:
    """What the user says of places that become visits; InvalidEdit names what is missing."""
    if UNKNOWN[options.unknown] is not Fate.VISIT:
        return None
    if options.kind is None:
        problem = _("say what kind of places they are, of: {kinds}.")
        raise InvalidEdit(field="--kind", problem=problem.format(kinds=", ".join(SiteKind)))
    check_visit_length("--stay", options.stay)
    is_required = WISHES[options.wish] is Fate.REQUIRED
    return VisitDraft(
        options.kind, datetime.now().astimezone().date(), options.stay, is_required=is_required
    )


def _columns(text: str) -> dict[Field, str]:
    """The columns in "name=A,lat=纬度"; InvalidEdit names what is wrong."""
    found: dict[Field, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, equals, column = part.partition("=")
        known = [field.value for field in Field]
        if not equals or name.strip() not in known or not column.strip():
            problem = _("“{part}” is not of the form FIELD=COLUMN; fields: {known}.")
            raise InvalidEdit(
                field="--map", problem=problem.format(part=part, known=", ".join(known))
            )
        found[Field(name.strip())] = column.strip()
    return found


def _write_preview(preview: ImportPreview, priority: Fate, unknown: Fate | None) -> None:
    _write_list(_known_lines(preview, priority))
    _write_list(_unknown_lines(preview, unknown))
    for ride in preview.rides:
        text = _("New: {ride}, {start} to {end} ({origin} – {goal})")
        render.write_line(
            text.format(
                ride=ride.name,
                start=f"{ride.depart:%Y-%m-%d %H:%M}",
                end=f"{ride.arrive:%Y-%m-%d %H:%M}",
                origin=ride.from_name or ride.from_local or "?",
                goal=ride.to_name or ride.to_local or "?",
            )
        )
    for booking in preview.bookings:
        text = (
            _("Already in the tour: {place}, a reservation")
            if booking.is_there
            else _("New: {place}, a reservation")
        )
        render.write_line(text.format(place=booking.reservation.title))
    for base in preview.bases:
        render.write_line(_("Already in the tour: {place}, a base").format(place=base.name))
    for ride in preview.rides_there:
        render.write_line(_("Already in the tour: {ride}").format(ride=ride.name))
    for entry in preview.not_understood:
        render.write_line(_("Not taken: {entry}").format(entry=entry.text))
    for caution in preview.cautions:
        render.write_line(_("Note: {caution}").format(caution=caution))
    for fault in preview.faults:
        render.write_line(_("Error: {fault}").format(fault=fault.text))


def _write_faults(people: ImportedTravellers) -> None:
    _write_list([_("Note: {caution}").format(caution=caution) for caution in people.cautions])
    _write_list([_("Error: {fault}").format(fault=fault.text) for fault in people.faults])


def _write_list(lines: Sequence[str]) -> None:
    for line in lines:
        render.write_line(line)


def _known_lines(preview: ImportPreview, priority: Fate) -> list[str]:
    found = []
    for place in preview.known:
        text = _("{wish}: {site} [{id}], as “{name}” of {origin}, {away:.0f} m away")
        if place.match.likeness is Likeness.BESIDE:
            text = _("{wish}: {site} [{id}], by the point of {origin} alone, {away:.0f} m away")
        if place.is_again:
            text = _("Once more: {site} [{id}], as “{name}” of {origin}, {away:.0f} m away")
        found.append(
            text.format(
                wish=_(FATE_LABELS[priority]),
                site=place.site.names.en,
                id=place.site.id,
                name=place.point.name,
                origin=place.point.origin.text,
                away=place.match.away_m,
            )
        )
    return found


def _unknown_lines(preview: ImportPreview, unknown: Fate | None) -> list[str]:
    found = []
    for place in preview.unknown:
        at = place.point.at
        text = _("Not in the catalogue: “{name}” at {lat:.5f}, {lon:.5f}, {origin}")
        line = text.format(
            name=place.point.name, lat=at.lat, lon=at.lon, origin=place.point.origin.text
        )
        if place.beside is not None:
            site = place.beside.site
            beside = _("{line}; {away:.0f} m from {site} [{id}], if that is meant")
            line = beside.format(
                line=line, away=place.beside.away_m, site=site.names.en, id=site.id
            )
        found.append(line)
    if preview.unknown:
        found.append(_(WHAT_BECOMES[unknown]))
    return found
