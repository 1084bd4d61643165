"""The command that shows and sets people, reservations, notes, lodging and rides of a tour."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tourplanner.bootstrap import build_workbench
from tourplanner.cli import render
from tourplanner.domain.dossier_codec import dossier_plain
from tourplanner.domain.own_cautions import own_cautions
from tourplanner.errors import UnreadableFile
from tourplanner.exchange.tour_file import read_tour, write_tour
from tourplanner.files import read_limited
from tourplanner.i18n import _
from tourplanner.paths import AppPaths
from tourplanner.usecases.change_details import with_details
from tourplanner.usecases.make_roadbook import make_roadbook

STANDARD_INPUT = "-"
MOST_BYTES = 10_000_000


def add_details(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    details = commands.add_parser(
        "details", help=_("people, reservations, notes, lodging, trains and paper of a tour")
    )
    actions = details.add_subparsers(required=True, metavar="show|set")
    show = actions.add_parser("show", help=_("print them as JSON"))
    show.add_argument("tour", type=Path)
    show.set_defaults(command=show_details)
    change = actions.add_parser("set", help=_("take those that a JSON file gives; the rest stays"))
    change.add_argument("tour", type=Path)
    change.add_argument("details", metavar="FILE.json", help=_("- reads standard input"))
    change.add_argument("-o", "--output", type=Path, metavar="F.tour", required=True)
    change.set_defaults(command=set_details)


def show_details(options: argparse.Namespace) -> int:
    """Print the details of a tour file as JSON, in the form that `set` reads."""
    render.write_json(dossier_plain(read_tour(options.tour).dossier))
    return 0


def set_details(options: argparse.Namespace) -> int:
    """Write the tour with the given details; tell what the traveller has to put right."""
    tour = read_tour(options.tour)
    bench = build_workbench(AppPaths.standard())
    after = with_details(tour, _content(options.details), options.details, bench.catalogue)
    write_tour(options.output, after)
    render.write_line(_("Saved as {file}.").format(file=options.output))
    for caution in own_cautions(make_roadbook(after, bench.catalogue)):
        render.write_line(_("Note: {caution}").format(caution=caution))
    return 0


def _content(name: str) -> bytes:
    if name != STANDARD_INPUT:
        return read_limited(Path(name), MOST_BYTES)
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnreadableFile(file=name, problem=_("it is larger than 10 MB."))
    return content
