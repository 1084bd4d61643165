"""The commands of the terminal: their arguments and their exit status."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tourplanner import __version__
from tourplanner.cli import (
    advice_commands,
    area_commands,
    catalogue_commands,
    own_leg_option,
    solve_command,
    tour_commands,
)
from tourplanner.cli.compare_command import add_compare
from tourplanner.cli.details_command import add_details
from tourplanner.cli.import_command import add_import
from tourplanner.cli.language_option import CommandParser, asked_language
from tourplanner.cli.later_command import add_later
from tourplanner.cli.merge_command import add_merge
from tourplanner.cli.pack_option import add_pack
from tourplanner.cli.paper_options import add_paper_options
from tourplanner.cli.readiness_command import add_readiness
from tourplanner.cli.rotate_command import add_rotate
from tourplanner.cli.validate_command import add_validate
from tourplanner.cli.wish_options import add_taking_back, add_wishes
from tourplanner.cli.wish_texts import day_of_calendar, seed_number
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.errors import TourPlannerError
from tourplanner.i18n import N_, _, best, install, wished_by

OpenWindow = Callable[[Path | None, Path | None, Path | None], int]
"""Takes a tour, a picture to draw, an area pack."""
Command = Callable[[argparse.Namespace], int]

OK, FOUND, TROUBLE = 0, 1, 2
EXIT_STATUS = N_(
    "Exit status: 0 done; 1 a check found faults; 2 the input or the disk is at fault "
    "(one sentence on standard error says what to do)."
)


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run one command; returns the exit status."""
    asked = asked_language(arguments)
    wished = (asked,) if asked else wished_by(os.environ)
    if wished:  # else the window asks the system in its own way
        install(best(wished))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Chinese shows "?" for it
    parser = build_parser(open_window)
    options = parser.parse_args(arguments)
    command: Command = options.command
    try:
        return command(options)
    except TourPlannerError as error:
        sys.stderr.write(f"tourplanner: {error}\n")
        return TROUBLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def build_parser(open_window: OpenWindow) -> argparse.ArgumentParser:
    """All commands and options."""
    parser: argparse.ArgumentParser = CommandParser(
        prog="tourplanner",
        description=_("Plan a tour of ceramic heritage: what is open, how long it takes."),
        epilog=_(EXIT_STATUS),
    )
    parser.add_argument("--version", action="version", version=f"Tour Planner {__version__}")
    commands = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    _add_plan(commands)
    _add_replan(commands)
    _add_tour_readers(commands)
    add_later(commands)
    add_rotate(commands)
    add_details(commands)
    add_import(commands)
    add_merge(commands)
    add_compare(commands)
    add_validate(commands)
    _add_search(commands)
    _add_solve(commands)
    _add_catalogue(commands)
    area_commands.add_area(commands)
    add_readiness(commands)
    gui = commands.add_parser("gui", help=_("open the window"))
    gui.add_argument("tour", nargs="?", type=Path, help=_("a .tour file"))
    gui.add_argument("--screenshot", type=Path, metavar="OUT.png", help=_("draw, save, quit"))
    gui.add_argument("--area", type=Path, metavar="PACK", help=_("streets and travel times"))
    gui.set_defaults(command=lambda options: _gui(options, open_window))
    return parser


def _gui(options: argparse.Namespace, open_window: OpenWindow) -> int:
    has_display = bool(
        sys.platform in {"win32", "darwin"}
        or os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
        or os.environ.get("QT_QPA_PLATFORM")
    )
    if not has_display:
        text = _("There is no display to open a window on. The same plan in the terminal:")
        line = "tourplanner plan --city jingdezhen --start 2027-04-16 --days 3 -o sample.tour"
        sys.stderr.write(f"{text}\n  {line}\n")
        return TROUBLE
    return open_window(options.tour, options.screenshot, options.area)


def _add_plan(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    plan = commands.add_parser("plan", help=_("plan a tour"), epilog=_(EXIT_STATUS))
    plan.add_argument("--city", required=True, help=_("a city of the catalogue"))
    plan.add_argument(
        "--start", required=True, type=day_of_calendar, metavar="DATE", help="YYYY-MM-DD"
    )
    length = plan.add_mutually_exclusive_group(required=True)
    length.add_argument("--days", type=int, help=_("1 to {most}").format(most=MAX_DAYS))
    length.add_argument("--end", type=day_of_calendar, metavar="DATE", help=_("last day"))
    add_wishes(plan)
    _add_planning(plan)
    plan.set_defaults(command=tour_commands.plan)


def _add_replan(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    replan = commands.add_parser(
        "replan", help=_("plan a tour again, from the plan it has"), epilog=_(EXIT_STATUS)
    )
    replan.add_argument("tour", type=Path)
    replan.add_argument("--start", type=day_of_calendar, metavar="DATE", help=_("other dates"))
    length = replan.add_mutually_exclusive_group()
    length.add_argument("--days", type=int, help=_("1 to {most}").format(most=MAX_DAYS))
    length.add_argument("--end", type=day_of_calendar, metavar="DATE", help=_("last day"))
    add_wishes(replan)
    add_taking_back(replan)
    replan.add_argument("--afresh", action="store_true", help=_("forget the plan it has"))
    _add_planning(replan)
    replan.set_defaults(command=tour_commands.replan)


def _add_planning(command: argparse.ArgumentParser) -> None:
    own_leg_option.add_to(command)
    add_pack(command)
    command.add_argument("--time-limit", type=float, metavar="S", help=_("seconds of search"))
    command.add_argument("--json", action="store_true")
    command.add_argument(
        "-o", "--output", type=Path, metavar="F.tour", help=_("where to save; nowhere without it")
    )


def _add_tour_readers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    show = commands.add_parser("show", help=_("print a tour"))
    show.add_argument("tour", type=Path)
    show.add_argument("--json", action="store_true")
    show.add_argument("--score", action="store_true", help=_("what each visit is worth, and why"))
    show.set_defaults(command=tour_commands.show)

    check = commands.add_parser("check", help=_("find faults in a tour"), epilog=_(EXIT_STATUS))
    check.add_argument("tour", type=Path)
    add_pack(check)
    check.add_argument("--json", action="store_true")
    check.set_defaults(command=tour_commands.check)

    explain = commands.add_parser("explain", help=_("what would admit a site left out"))
    explain.add_argument("tour", type=Path)
    explain.add_argument("site", nargs="?", help=_("its id; without it, wishes that clash"))
    add_pack(explain)
    explain.add_argument("--json", action="store_true")
    explain.set_defaults(command=advice_commands.explain)

    others = commands.add_parser("alternatives", help=_("plans that differ, side by side"))
    others.add_argument("tour", type=Path)
    add_pack(others)
    others.add_argument("--json", action="store_true")
    others.add_argument("-o", "--output", type=Path, metavar="DIR", help=_("save each as a tour"))
    others.set_defaults(command=advice_commands.alternatives)

    bound = commands.add_parser("bound", help=_("how much better any plan can be"))
    bound.add_argument("tour", type=Path)
    bound.add_argument("--time-limit", type=float, default=10.0, metavar="S")
    add_pack(bound)
    bound.add_argument("--json", action="store_true")
    bound.set_defaults(command=advice_commands.bound)

    export = commands.add_parser("export", help=_("write a tour as files"))
    export.add_argument("tour", type=Path)
    export.add_argument(
        "--format",
        required=True,
        metavar="html,gpx,brochure,taxi-cards,...",
        help=_("files or papers; a name that is not known lists them all"),
    )
    add_pack(export)
    add_paper_options(export)
    target = export.add_mutually_exclusive_group(required=True)
    target.add_argument("-o", "--output", type=Path, metavar="DIR|FILE.zip")
    target.add_argument(
        "--pages", action="store_true", help=_("tell how many pages the papers have; write nothing")
    )
    export.set_defaults(command=tour_commands.export)


def _add_search(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    search = commands.add_parser("search", help=_("find sites"))
    search.add_argument("text", nargs="?", default="")
    search.add_argument("--city")
    search.add_argument("--kind", action="append", default=[])
    search.add_argument("--period", action="append", default=[])
    search.add_argument("--ware", action="append", default=[])
    search.add_argument("--activity", action="append", default=[])
    search.add_argument("--open-on", type=day_of_calendar, metavar="DATE")
    search.add_argument("--near", metavar="LAT,LON")
    search.add_argument("--limit", type=int, default=20)
    search.add_argument("--json", action="store_true")
    search.set_defaults(command=catalogue_commands.search)


def _add_solve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    solve = commands.add_parser("solve", help=_("plan a “tour-instance/1” benchmark file"))
    solve.add_argument("instance", type=Path)
    solve.add_argument("-o", "--output", type=Path, required=True, metavar="PLAN.json")
    solve.add_argument("--time-limit", type=float, default=1.0, metavar="S")
    solve.add_argument("--iterations", type=int, metavar="N")
    solve.add_argument("--seed", type=seed_number, default=1)
    solve.add_argument("--threads", type=int, default=1, metavar="N")
    solve.add_argument("--json", action="store_true")
    solve.set_defaults(command=solve_command.solve_instance)


def _add_catalogue(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    catalogue = commands.add_parser("catalogue", help=_("the catalogue of sites"))
    actions = catalogue.add_subparsers(required=True, metavar="build|check|stats")
    build = actions.add_parser("build", help=_("build its database anew"))
    build.set_defaults(command=catalogue_commands.build)
    check = actions.add_parser("check", help=_("find faults in its sources"))
    check.add_argument("folder", nargs="?", type=Path, help=_("other sources than the shipped"))
    check.add_argument("--json", action="store_true")
    check.set_defaults(command=catalogue_commands.check)
    stats = actions.add_parser("stats", help=_("count what is known"))
    stats.add_argument("--json", action="store_true")
    stats.set_defaults(command=catalogue_commands.stats)
