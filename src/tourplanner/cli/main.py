"""The commands of the terminal: their arguments and their exit status."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
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
from tourplanner.domain.preferences import Pace
from tourplanner.domain.time_window import minute_of
from tourplanner.domain.travel import TravelMode
from tourplanner.errors import TourPlannerError
from tourplanner.i18n import N_, _, install

OpenWindow = Callable[[Path | None, Path | None], int]
Command = Callable[[argparse.Namespace], int]

OK, FOUND, TROUBLE = 0, 1, 2
EXIT_STATUS = N_(
    "Exit status: 0 done; 1 a check found faults; 2 the input or the disk is at fault "
    "(one sentence on standard error says what to do)."
)


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run one command; returns the exit status."""
    install(os.environ.get("LANGUAGE", "") or os.environ.get("LANG", "en").split(".")[0])
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
    parser = argparse.ArgumentParser(
        prog="tourplanner",
        description=_("Plan a tour of ceramic heritage: what is open, how long it takes."),
        epilog=_(EXIT_STATUS),
    )
    parser.add_argument("--version", action="version", version=f"Tour Planner {__version__}")
    commands = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    _add_plan(commands)
    _add_tour_readers(commands)
    _add_search(commands)
    _add_solve(commands)
    _add_catalogue(commands)
    area_commands.add_area(commands)
    gui = commands.add_parser("gui", help=_("open the window"))
    gui.add_argument("tour", nargs="?", type=Path, help=_("a .tour file"))
    gui.add_argument("--screenshot", type=Path, metavar="OUT.png", help=_("draw, save, quit"))
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
    return open_window(options.tour, options.screenshot)


def _add_plan(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    plan = commands.add_parser("plan", help=_("plan a tour"), epilog=_(EXIT_STATUS))
    plan.add_argument("--city", required=True, help=_("a city of the catalogue"))
    plan.add_argument("--start", required=True, type=_date, metavar="DATE", help="YYYY-MM-DD")
    length = plan.add_mutually_exclusive_group(required=True)
    length.add_argument("--days", type=int, help=_("1 to 30"))
    length.add_argument("--end", type=_date, metavar="DATE", help=_("last day"))
    plan.add_argument("--base", help=_("where you sleep: a site's id, or LAT,LON"))
    plan.add_argument(
        "--night",
        action="append",
        default=[],
        metavar="N=BASE",
        help=_("another base for the night after day N"),
    )
    plan.add_argument("--pace", type=Pace, choices=list(Pace), default=Pace.BALANCED)
    plan.add_argument("--interest", action="append", default=[], metavar="NAME=WEIGHT")
    plan.add_argument("--require", action="append", default=[], metavar="ID")
    plan.add_argument("--exclude", action="append", default=[], metavar="ID")
    plan.add_argument("--day-start", type=_minute, metavar="HH:MM")
    plan.add_argument("--day-end", type=_minute, metavar="HH:MM")
    plan.add_argument("--lunch", metavar="HH:MM-HH:MM", help=_("its window, or “none”"))
    plan.add_argument(
        "--mode", action="append", default=[], type=TravelMode, choices=list(TravelMode)
    )
    plan.add_argument("--walk-limit", type=int, metavar="METRES", help=_("longest leg on foot"))
    _add_pack(plan)
    own_leg_option.add_to(plan)
    plan.add_argument("--budget", metavar="AMOUNT", help=_("most that the known tickets may cost"))
    plan.add_argument("--keep-order", metavar="ID,ID", help=_("visits to make in this order"))
    plan.add_argument("--time-limit", type=float, metavar="S", help=_("seconds of search"))
    plan.add_argument("--seed", type=_seed, default=1)
    plan.add_argument("--title")
    plan.add_argument("--json", action="store_true")
    plan.add_argument("-o", "--output", type=Path, metavar="F.tour")
    plan.set_defaults(command=tour_commands.plan)


def _add_tour_readers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    show = commands.add_parser("show", help=_("print a tour"))
    show.add_argument("tour", type=Path)
    show.add_argument("--json", action="store_true")
    show.add_argument("--score", action="store_true", help=_("what each visit is worth, and why"))
    show.set_defaults(command=tour_commands.show)

    check = commands.add_parser("check", help=_("find faults in a tour"), epilog=_(EXIT_STATUS))
    check.add_argument("tour", type=Path)
    _add_pack(check)
    check.add_argument("--json", action="store_true")
    check.set_defaults(command=tour_commands.check)

    explain = commands.add_parser("explain", help=_("what would admit a site left out"))
    explain.add_argument("tour", type=Path)
    explain.add_argument("site", nargs="?", help=_("its id; without it, wishes that clash"))
    _add_pack(explain)
    explain.add_argument("--json", action="store_true")
    explain.set_defaults(command=advice_commands.explain)

    others = commands.add_parser("alternatives", help=_("plans that differ, side by side"))
    others.add_argument("tour", type=Path)
    _add_pack(others)
    others.add_argument("--json", action="store_true")
    others.add_argument("-o", "--output", type=Path, metavar="DIR", help=_("save each as a tour"))
    others.set_defaults(command=advice_commands.alternatives)

    bound = commands.add_parser("bound", help=_("how much better any plan can be"))
    bound.add_argument("tour", type=Path)
    bound.add_argument("--time-limit", type=float, default=10.0, metavar="S")
    _add_pack(bound)
    bound.add_argument("--json", action="store_true")
    bound.set_defaults(command=advice_commands.bound)

    export = commands.add_parser("export", help=_("write a tour as files"))
    export.add_argument("tour", type=Path)
    export.add_argument("--format", required=True, metavar="html,gpx,ics,geojson")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    export.set_defaults(command=tour_commands.export)


def _add_search(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    search = commands.add_parser("search", help=_("find sites"))
    search.add_argument("text", nargs="?", default="")
    search.add_argument("--city")
    search.add_argument("--kind", action="append", default=[])
    search.add_argument("--period", action="append", default=[])
    search.add_argument("--ware", action="append", default=[])
    search.add_argument("--activity", action="append", default=[])
    search.add_argument("--open-on", type=_date, metavar="DATE")
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
    solve.add_argument("--seed", type=_seed, default=1)
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


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--area", type=Path, metavar="PACK", help=_("roads for the travel times"))


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        problem = _("“{text}” is not a date; write it as YYYY-MM-DD").format(text=text)
        raise argparse.ArgumentTypeError(problem) from error


def _minute(text: str) -> int:
    try:
        return minute_of(text)
    except ValueError as error:
        problem = _("“{text}” is not a time of day; write it as HH:MM").format(text=text)
        raise argparse.ArgumentTypeError(problem) from error


def _seed(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        value = -1
    if not 0 <= value < 2**63:
        problem = _("“{text}” is not a seed; give a whole number from 0").format(text=text)
        raise argparse.ArgumentTypeError(problem)
    return value
