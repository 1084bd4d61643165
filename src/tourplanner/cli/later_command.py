"""The command that lets a visit begin later or last longer, and its day follow."""

from __future__ import annotations

import argparse
from pathlib import Path

from tourplanner.bootstrap import build_workbench, tariff_of
from tourplanner.cli import render
from tourplanner.cli.pack_option import add_pack
from tourplanner.exchange.tour_file import read_tour, write_tour
from tourplanner.i18n import _
from tourplanner.paths import AppPaths
from tourplanner.usecases.find_sites import known_site
from tourplanner.usecases.journeys import trace_tour
from tourplanner.usecases.make_roadbook import make_roadbook
from tourplanner.usecases.ripple import Change, Follow, ripple
from tourplanner.usecases.tour_catalogue import catalogue_of


def add_later(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    later = commands.add_parser(
        "later", help=_("let a visit begin later or last longer, and its day follow")
    )
    later.add_argument("tour", type=Path)
    later.add_argument("site", help=_("its id"))
    later.add_argument("minutes", type=int)
    later.add_argument(
        "--longer", action="store_true", help=_("the visit lasts longer instead of beginning later")
    )
    later.add_argument(
        "--how",
        choices=[follow.value for follow in Follow],
        default=Follow.PUSH.value,
        help=_("push all after it; move them only as they must; or push up to the next fixed one"),
    )
    add_pack(later)
    later.add_argument("-o", "--output", type=Path, metavar="F.tour")
    later.set_defaults(command=make_later)


def make_later(options: argparse.Namespace) -> int:
    """Print the tour with the day changed; write it when a file is named."""
    tour = read_tour(options.tour)
    bench = build_workbench(AppPaths.standard(), options.area)
    seen = catalogue_of(tour, bench.catalogue)
    site = known_site(seen, options.site, _("Site"), tour.preferences.city)
    change = Change.LENGTH if options.longer else Change.START
    follow = Follow(options.how)
    after = ripple(tour, site.id, options.minutes, change, follow, bench.catalogue, bench.travel)
    if bench.lines is not None:
        after = trace_tour(after, bench.lines)
    if options.output is not None:
        write_tour(options.output, after)
    roadbook = make_roadbook(after, bench.catalogue)
    render.write_roadbook(roadbook, tariff_of(roadbook.city.id))
    return 0
