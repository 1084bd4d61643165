"""The commands about one tour: plan, show, check, export."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from tourplanner.bootstrap import Workbench, build_workbench, tariff_of
from tourplanner.cli import render
from tourplanner.cli.own_leg_option import with_own_minutes
from tourplanner.domain import edits
from tourplanner.domain.money import Money
from tourplanner.domain.preferences import Interest, Lunch
from tourplanner.domain.time_window import minute_of
from tourplanner.domain.tour import Tour
from tourplanner.domain.travel import TravelLimits, TravelMode
from tourplanner.errors import InvalidEdit
from tourplanner.exchange.formats import export as write_formats
from tourplanner.exchange.plain import show_as_plain
from tourplanner.exchange.tour_file import read_tour, write_tour
from tourplanner.i18n import _
from tourplanner.paths import AppPaths
from tourplanner.usecases.check_tour import check_tour
from tourplanner.usecases.find_sites import known_site, term_named
from tourplanner.usecases.journeys import trace_tour
from tourplanner.usecases.make_roadbook import make_roadbook
from tourplanner.usecases.new_tour import base_named, days_between, known_city, new_tour
from tourplanner.usecases.plan_tour import STANDARD, plan_tour
from tourplanner.usecases.score_plan import score_plan


def plan(options: argparse.Namespace) -> int:
    """Plan a tour from the options; write it when a file is named."""
    if options.output is not None and options.output.is_dir():
        raise InvalidEdit(field="-o", problem=_("it names a folder; name a .tour file."))
    bench = build_workbench(AppPaths.standard(), options.area)
    wished = _wished_tour(options, bench)
    effort = STANDARD
    if options.time_limit is not None:
        if not 0 <= options.time_limit <= 3600:
            raise InvalidEdit(field="--time-limit", problem=_("give 0 to 3600 seconds."))
        effort = replace(effort, time_limit_s=options.time_limit)
    tour = plan_tour(wished, bench.catalogue, bench.travel, effort=effort)
    if bench.lines is not None:
        tour = trace_tour(tour, bench.lines)
    if options.output is not None:
        write_tour(options.output, tour)
    roadbook = make_roadbook(tour, bench.catalogue)
    if options.json:
        render.write_json(show_as_plain(roadbook, tariff_of(roadbook.city.id)))
    else:
        render.write_roadbook(roadbook, tariff_of(roadbook.city.id))
        if options.output is not None:
            render.write_line(_("Saved as {file}.").format(file=options.output))
    return 0


def show(options: argparse.Namespace) -> int:
    """Print a tour file."""
    tour = read_tour(options.tour)
    bench = build_workbench(AppPaths.standard())
    roadbook = make_roadbook(tour, bench.catalogue)
    if options.json:
        render.write_json(show_as_plain(roadbook, tariff_of(roadbook.city.id)))
    elif options.score and tour.itinerary is not None:
        table = score_plan(tour, tour.itinerary, bench.catalogue)
        render.write_scores(table, roadbook)
    else:
        render.write_roadbook(roadbook, tariff_of(roadbook.city.id))
    return 0


def check(options: argparse.Namespace) -> int:
    """List the faults of a tour file; exit status 1 when there are any."""
    tour = read_tour(options.tour)
    bench = build_workbench(AppPaths.standard(), options.area)
    found = check_tour(tour, bench.catalogue, bench.travel)
    if options.json:
        faults = [{"rule": f.rule, "text": f.text, "day": f.day, "site": f.site} for f in found]
        render.write_json({"faults": faults})
    elif found:
        for fault in found:
            render.write_line(fault.text)
    else:
        render.write_line(_("No faults: every visit is open, on time and in its day."))
    return 1 if found else 0


def export(options: argparse.Namespace) -> int:
    """Write a tour file in other formats."""
    tour = read_tour(options.tour)
    bench = build_workbench(AppPaths.standard())
    roadbook = make_roadbook(tour, bench.catalogue)
    formats = [name.strip() for name in options.format.split(",") if name.strip()]
    for path in write_formats(roadbook, formats, options.output, datetime.now(UTC)):
        sys.stdout.write(f"{path}\n")
    return 0


def _wished_tour(options: argparse.Namespace, bench: Workbench) -> Tour:
    catalogue = bench.catalogue
    days = options.days
    if days is None:
        days = days_between(options.start, options.end)
    tour = new_tour(
        catalogue,
        options.city,
        options.start,
        days,
        base=options.base,
        pace=options.pace,
        interests=[_interest(text, bench) for text in options.interest],
        required=options.require,
        excluded=options.exclude,
        travel=_travel(options),
        seed=options.seed,
        title=options.title,
    )
    city = known_city(catalogue, options.city)
    for text in options.night:
        number, separator, base = text.partition("=")
        if not separator or not number.strip().isdigit():
            problem = _("“{text}” is not of the form N=BASE.").format(text=text)
            raise InvalidEdit(field="--night", problem=problem)
        tour = edits.with_base(tour, base_named(catalogue, city, base), int(number) - 1)
    wishes = tour.preferences
    if options.day_start is not None or options.day_end is not None:
        start = wishes.day_start_min if options.day_start is None else options.day_start
        end = wishes.day_end_min if options.day_end is None else options.day_end
        tour = edits.with_day_hours(tour, start, end)
    if options.lunch is not None:
        tour = edits.with_lunch(tour, _lunch(options.lunch))
    if options.budget is not None:
        tour = edits.with_budget(tour, _budget(options.budget, city.currency))
    if options.keep_order is not None:
        names = [name.strip() for name in options.keep_order.split(",")]
        sites = (known_site(catalogue, name, "--keep-order", city.id).id for name in names)
        tour = edits.keep_order(tour, tuple(sites))
    return with_own_minutes(tour, options.own_legs, catalogue, city)


def _interest(text: str, bench: Workbench) -> Interest:
    name, separator, weight = text.rpartition("=")
    try:
        value = float(weight)
    except ValueError:
        separator = ""
    if not separator:
        problem = _("“{text}” is not of the form NAME=WEIGHT.").format(text=text)
        raise InvalidEdit(field="--interest", problem=problem)
    term = term_named(bench.catalogue, name)
    return Interest(term.facet, term.id, value)


def _travel(options: argparse.Namespace) -> TravelLimits:
    ordinary = TravelLimits()
    modes = tuple(mode for mode in TravelMode if mode in options.mode) or ordinary.modes
    limit = ordinary.walk_limit_m if options.walk_limit is None else options.walk_limit
    if not 0 <= limit <= 50_000:
        raise InvalidEdit(field="--walk-limit", problem=_("give 0 to 50000 metres."))
    return replace(ordinary, modes=modes, walk_limit_m=limit)


def _budget(text: str, currency: str) -> Money:
    try:
        return Money(Decimal(text), currency)
    except InvalidOperation as error:
        problem = _("“{text}” is not an amount such as 300 or 12.50.").format(text=text)
        raise InvalidEdit(field="--budget", problem=problem) from error


def _lunch(text: str) -> Lunch | None:
    if text.strip().lower() == "none":
        return None
    try:
        earliest, latest = (minute_of(part) for part in text.split("-"))
    except ValueError as error:
        problem = _("“{text}” is not of the form HH:MM-HH:MM.").format(text=text)
        raise InvalidEdit(field="--lunch", problem=problem) from error
    return Lunch(earliest, latest, min(60, latest - earliest))
