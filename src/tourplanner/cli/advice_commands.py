"""The commands that advise: what would admit a site, which wishes clash, what else there is."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from tourplanner.bootstrap import Workbench, build_workbench
from tourplanner.cli import render
from tourplanner.domain.ports import RouteLines
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit, TargetNotWritable
from tourplanner.exchange.file_names import safe_stem
from tourplanner.exchange.tour_file import read_tour, write_tour
from tourplanner.i18n import _, listed, ngettext
from tourplanner.paths import AppPaths
from tourplanner.usecases.admit_site import admissions
from tourplanner.usecases.alternatives import Alternative
from tourplanner.usecases.alternatives import alternatives as other_plans
from tourplanner.usecases.bound_tour import bound_tour
from tourplanner.usecases.find_clash import clashing_wishes, wish_text
from tourplanner.usecases.find_sites import known_site
from tourplanner.usecases.journeys import trace_tour
from tourplanner.usecases.tour_catalogue import catalogue_of


def explain(options: argparse.Namespace) -> int:
    """Print the changes that admit a site; without a site, the demands that clash."""
    tour = read_tour(options.tour)
    bench = build_workbench(AppPaths.standard(), options.area)
    bench = replace(bench, catalogue=catalogue_of(tour, bench.catalogue))
    if options.site is None:
        return _explain_clash(tour, bench, as_json=options.json)
    site = known_site(bench.catalogue, options.site, _("Site"), tour.preferences.city)
    found = admissions(tour, site.id, bench.catalogue, bench.travel)
    if options.json:
        plain = [{"change": each.what, "loses": list(each.loses)} for each in found]
        render.write_json({"site": site.id, "admissions": plain})
        return 0
    if not found:
        is_visited = tour.itinerary is not None and site.id in tour.itinerary.visited
        text = _("The plan visits it.") if is_visited else _("No change that was tried admits it.")
        render.write_line(text)
    for each in found:
        names = listed(s.names.first for s in bench.catalogue.sites(each.loses))
        loses = _("drops {sites}").format(sites=names) if names else _("drops nothing")
        render.write_line(f"{each.what} ({loses})")
    return 0


def alternatives(options: argparse.Namespace) -> int:
    """Print plans that differ and none of which is better in everything; save them when asked."""
    tour = read_tour(options.tour)
    bench = build_workbench(AppPaths.standard(), options.area)
    found = other_plans(tour, bench.catalogue, bench.travel)
    if options.output is not None:
        _save(found, options.output, bench.lines)
    if options.json:
        render.write_json({"alternatives": [_plain(each) for each in found]})
        return 0
    for each in found:
        text = _(
            "{name}: {visits} visits, {hours:.1f} h at sites, {travel} min of travel, "
            "{walk:.1f} km on foot, worth {worth}"
        )
        render.write_line(
            text.format(
                name=each.name,
                visits=each.visits,
                hours=each.visit_min / 60,
                travel=each.travel_min,
                walk=each.walk_m / 1000,
                worth=each.worth,
            )
        )
    return 0


def bound(options: argparse.Namespace) -> int:
    """Print how much better than the tour's plan any plan of it can be."""
    tour = read_tour(options.tour)
    if not 0 <= options.time_limit <= 3600:
        raise InvalidEdit(field="--time-limit", problem=_("give 0 to 3600 seconds."))
    bench = build_workbench(AppPaths.standard(), options.area)
    found = bound_tour(tour, bench.catalogue, bench.travel, time_limit_s=options.time_limit)
    if found is None:
        raise InvalidEdit(field=_("Plan"), problem=_("the tour has none for its present wishes."))
    if options.json:
        plain = {"points": found.points, "gap": found.gap, "proven_best": found.is_proven_best}
        render.write_json(plain)
    else:
        render.write_line(found.text)
    return 0


def _explain_clash(tour: Tour, bench: Workbench, *, as_json: bool) -> int:
    clash = clashing_wishes(tour, bench.catalogue, bench.travel)
    if as_json:
        sites = [wish.site for wish in clash if wish.site is not None]
        plain = [
            {
                "kind": wish.kind.value,
                "site": wish.site,
                "name": wish.name,
                "day": None if wish.day is None else wish.day + 1,
            }
            for wish in clash
        ]
        render.write_json({"clash": sites, "wishes": plain})
        return 0
    if not clash:
        render.write_line(_("Everything required and locked fits."))
        return 0

    def name_of(site: SiteId) -> str:
        known = bench.catalogue.site(site)
        return site if known is None else known.names.first

    names = _("; ").join(wish_text(wish, tour, name_of) for wish in clash)
    text = ngettext(
        "This one wish cannot be met: {wishes}.",
        "These wishes cannot be met together: {wishes}. Give up one of them.",
        len(clash),
    )
    render.write_line(text.format(wishes=names))
    return 0


def _save(found: tuple[Alternative, ...], folder: Path, lines: RouteLines | None) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = error.strerror or str(error)
        raise TargetNotWritable(file=str(folder), problem=problem) from error
    for each in found:
        tour = each.tour if lines is None else trace_tour(each.tour, lines)
        write_tour(folder / f"{safe_stem(each.name)}.tour", tour)


def _plain(each: Alternative) -> dict[str, object]:
    return {
        "name": each.name,
        "visits": each.visits,
        "worth": each.worth,
        "visit_min": each.visit_min,
        "travel_min": each.travel_min,
        "walk_m": each.walk_m,
    }
