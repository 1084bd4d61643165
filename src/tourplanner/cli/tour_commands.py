"""The commands about one tour: plan, show, check, export."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime

from tourplanner.bootstrap import Workbench, build_workbench, ground_of, tariff_of
from tourplanner.cli import render
from tourplanner.cli.paper_options import chosen_paper
from tourplanner.cli.wished_tour import with_frozen_days, with_wishes, without_wishes
from tourplanner.domain import edits
from tourplanner.domain.seen_by import seen_by
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.exchange.formats import exported, write_files, write_zip
from tourplanner.exchange.plain import show_as_plain
from tourplanner.exchange.sizes import paper_text, size_text
from tourplanner.exchange.tour_file import read_tour, write_tour
from tourplanner.i18n import _, ngettext, speaking
from tourplanner.mapping.reader_words import LOCALES
from tourplanner.paths import AppPaths
from tourplanner.usecases.check_tour import check_tour
from tourplanner.usecases.journeys import trace_tour
from tourplanner.usecases.make_roadbook import make_roadbook
from tourplanner.usecases.new_tour import days_between, new_tour
from tourplanner.usecases.plan_tour import STANDARD, plan_tour
from tourplanner.usecases.score_plan import score_plan


def plan(options: argparse.Namespace) -> int:
    """Plan a tour from the options; write it when a file is named."""
    _refuse_folder(options)
    bench = build_workbench(AppPaths.standard(), options.area)
    days = options.days
    if days is None:
        days = days_between(options.start, options.end)
    tour = new_tour(bench.catalogue, options.city, options.start, days, title=options.title)
    wished = with_wishes(tour, options, bench)
    return _planned(wished, options, bench, afresh=True)


def replan(options: argparse.Namespace) -> int:
    """Plan a tour file anew from the plan it has, with other wishes when some are given."""
    _refuse_folder(options)
    tour = read_tour(options.tour)
    bench = build_workbench(AppPaths.standard(), options.area)
    tour = without_wishes(tour, options)
    wishes = tour.preferences
    if options.start is not None or options.days is not None or options.end is not None:
        start = options.start or wishes.start
        days = wishes.days if options.days is None else options.days
        if options.end is not None:
            days = days_between(start, options.end)
        tour = edits.with_dates(tour, start, days)
    wished = with_frozen_days(with_wishes(tour, options, bench), options.freeze)
    return _planned(wished, options, bench, afresh=options.afresh)


def _refuse_folder(options: argparse.Namespace) -> None:
    if options.output is not None and options.output.is_dir():
        raise InvalidEdit(field="-o", problem=_("it names a folder; name a .tour file."))


def _planned(wished: Tour, options: argparse.Namespace, bench: Workbench, *, afresh: bool) -> int:
    effort = STANDARD
    if options.time_limit is not None:
        if not 0 <= options.time_limit <= 3600:
            raise InvalidEdit(field="--time-limit", problem=_("give 0 to 3600 seconds."))
        effort = replace(effort, time_limit_s=options.time_limit)
    tour = plan_tour(wished, bench.catalogue, bench.travel, effort=effort, afresh=afresh)
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
    """Write a tour as files and papers, as its audience may see it, into a folder or an archive."""
    from tourplanner.cli import paper_files  # typesetting is slow to load, seldom needed

    tour = read_tour(options.tour)
    names = [name.strip() for name in options.format.split(",") if name.strip()]
    documents, formats = paper_files.split_formats(names)
    bench = build_workbench(AppPaths.standard(), options.area)
    choice = chosen_paper(tour.dossier.paper, options)
    tour = replace(tour, dossier=replace(tour.dossier, paper=choice))
    if bench.lines is not None:
        tour = trace_tour(tour, bench.lines)
    now = datetime.now(UTC)
    with ExitStack() as open_until_made:
        ground = ground_of(bench)
        if ground is not None:
            open_until_made.callback(ground.close)
        if options.pages:
            counts = paper_files.page_counts(documents, tour, bench, ground, options, now)
            return _tell_pages(counts)
        papers = paper_files.print_documents(documents, tour, bench, ground, options, now)
        files = papers.files
        if formats or not documents:
            with speaking(LOCALES[choice.language]):
                roadbook = make_roadbook(tour, bench.catalogue)
                seen = seen_by(roadbook, choice.audience, options.reader)
            files = (*exported(seen, formats, now, ground), *files)
    if options.output.suffix.lower() == ".zip":
        path = write_zip(files, options.output)
        render.write_line(f"{path} ({size_text(path.stat().st_size)})")
    else:
        for path, (name, content) in zip(write_files(files, options.output), files, strict=True):
            pages, size = papers.pages.get(name), len(content)
            told = size_text(size) if pages is None else paper_text(pages, size)
            render.write_line(f"{path} ({told})")
    for caution in papers.cautions:
        sys.stderr.write(f"{caution}\n")
    return 0


def _tell_pages(counts: Sequence[tuple[str, int]]) -> int:
    for name, count in counts:
        text = ngettext("{paper}: {count} page", "{paper}: {count} pages", count)
        render.write_line(text.format(paper=name, count=count))
    return 0
