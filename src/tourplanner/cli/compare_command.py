"""The command that tells in words what changed between two versions of a tour."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from tourplanner.bootstrap import Workbench, build_workbench
from tourplanner.cli import render
from tourplanner.cli.paper_options import add_paper_options, chosen_paper
from tourplanner.domain.change import Change
from tourplanner.domain.tour import Tour
from tourplanner.exchange.tour_file import read_tour
from tourplanner.files import write_atomic
from tourplanner.i18n import _, ngettext
from tourplanner.paths import AppPaths
from tourplanner.usecases.compare_tours import changes_in, compare_tours
from tourplanner.usecases.paper_books import paper_books


def add_compare(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    compare = commands.add_parser(
        "compare", help=_("tell in words what changed between two versions of a tour")
    )
    compare.add_argument("old", type=Path, metavar="OLD.tour")
    compare.add_argument("new", type=Path, metavar="NEW.tour")
    compare.add_argument("--json", action="store_true")
    compare.add_argument(
        "-o", "--output", type=Path, metavar="F.pdf", help=_("print it on a page as well")
    )
    add_paper_options(compare)
    compare.set_defaults(command=compare_files)


def compare_files(options: argparse.Namespace) -> int:
    """Print a line for each change, as far as `--audience` may see it; its owner sees all."""
    old, new = read_tour(options.old), read_tour(options.new)
    bench = build_workbench(AppPaths.standard())
    changes = compare_tours(old, new, bench.catalogue, options.audience, options.reader)
    if options.output is not None:
        _print(old, new, bench, options)
    if options.json:
        render.write_json({"changes": [_plain(one) for one in changes]})
        return 0
    for one in changes:
        render.write_line(one.text)
    count = len(changes)
    text = ngettext("{count} change.", "{count} changes.", count).format(count=count)
    render.write_line(text if changes else _("Nothing changed."))
    if options.output is not None:
        render.write_line(_("Saved as {file}.").format(file=options.output))
    return 0


def _plain(one: Change) -> dict[str, str]:
    return {
        "part": one.part,
        "kind": one.kind.value,
        "about": one.about,
        "before": one.before,
        "after": one.after,
        "text": one.text,
    }


def _print(old: Tour, new: Tour, bench: Workbench, options: argparse.Namespace) -> None:
    from tourplanner.bootstrap import build_press  # typesetting is slow to load
    from tourplanner.documents.changes_page import CHANGES_PAGE
    from tourplanner.documents.paper_order import PaperOrder, speeches_of

    choice = chosen_paper(new.dossier.paper, options)
    speeches = speeches_of(choice.language)
    books = paper_books(new, bench.catalogue, choice.audience, speeches, options.reader)
    changes = changes_in(speeches, old, new, bench.catalogue, choice.audience, options.reader)
    order = PaperOrder(books, choice, datetime.now(UTC), changes=changes)
    printed = build_press().print(CHANGES_PAGE, order)
    write_atomic(options.output, printed.pdf)
    for caution in printed.cautions:
        sys.stderr.write(f"{caution}\n")
