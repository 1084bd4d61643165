"""The commands about the catalogue: search, build, check, stats."""

from __future__ import annotations

import argparse
from datetime import date

from tourplanner.bootstrap import (
    build_workbench,
    check_catalogue,
    count_catalogue,
    rebuild_catalogue,
)
from tourplanner.cli import render
from tourplanner.domain.place import Coordinates
from tourplanner.domain.ports import SiteQuery
from tourplanner.domain.site import SiteKind
from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _, ngettext
from tourplanner.paths import AppPaths, catalogue_sources
from tourplanner.usecases.find_sites import hours_text, known_terms
from tourplanner.usecases.new_tour import known_city


def search(options: argparse.Namespace) -> int:
    """Print the sites that match, best first."""
    bench = build_workbench(AppPaths.standard())
    query = SiteQuery(
        text=options.text,
        city=known_city(bench.catalogue, options.city).id if options.city else None,
        kinds=tuple(_kind(name) for name in options.kind),
        periods=known_terms(bench.catalogue, Facet.PERIOD, options.period),
        wares=known_terms(bench.catalogue, Facet.WARE, options.ware),
        activities=known_terms(bench.catalogue, Facet.ACTIVITY, options.activity),
        open_on=options.open_on,
        near=_point(options.near),
        limit=max(1, options.limit),
    )
    found = bench.catalogue.search(query)
    if options.json:
        render.write_json([render.site_as_plain(site) for site in found])
        return 0
    for site in found:
        day: date | None = options.open_on
        hours = site.hours.expression or _("hours not known")
        if day is not None:
            hours = hours_text(site, day, bench.catalogue.holidays(site.country))
        elif site.hours.is_assumed:
            hours = _("{hours} (assumed)").format(hours=hours)
        render.write_line(f"{site.id}  {site.names.first}  {site.names.second or ''}  {hours}")
    if not found:
        render.write_line(_("Nothing was found. Try fewer words or filters."))
    return 0


def build(_options: argparse.Namespace) -> int:
    """Build the catalogue's database anew."""
    path = rebuild_catalogue(AppPaths.standard())
    render.write_line(_("Built {file}.").format(file=path))
    return 0


def check(options: argparse.Namespace) -> int:
    """List every broken rule of the sources; exit status 1 when there are any."""
    found = check_catalogue(options.folder or catalogue_sources())
    if options.json:
        render.write_json(
            {
                "faults": [
                    {
                        "file": fault.file,
                        "place": fault.place,
                        "field": fault.field,
                        "problem": fault.problem,
                    }
                    for fault in found
                ]
            }
        )
    else:
        for fault in found:
            render.write_line(f"{fault.file}: {fault.place}: {fault.field}: {fault.problem}")
        text = ngettext("{count} broken rule.", "{count} broken rules.", len(found))
        render.write_line(text.format(count=len(found)))
    return 1 if found else 0


def stats(options: argparse.Namespace) -> int:
    """Count what the catalogue knows."""
    counts = count_catalogue(AppPaths.standard())
    if options.json:
        render.write_json(counts)
    else:
        render.write_counts(counts)
    return 0


def _kind(name: str) -> SiteKind:
    try:
        return SiteKind(name.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError as error:
        problem = _("“{name}” is no kind. Known: {known}.").format(
            name=name, known=", ".join(SiteKind)
        )
        raise InvalidEdit(field="--kind", problem=problem) from error


def _point(text: str | None) -> Coordinates | None:
    if text is None:
        return None
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError as error:
        problem = _("“{text}” is not of the form LAT,LON.").format(text=text)
        raise InvalidEdit(field="--near", problem=problem) from error
    return Coordinates(lat, lon)
