"""The options that say what is wished of a tour: one list for `plan` and `replan`."""

from __future__ import annotations

import argparse

from tourplanner.cli import own_site_option
from tourplanner.cli.wish_texts import clock_minute, seed_number
from tourplanner.domain.preferences import Pace
from tourplanner.domain.travel import TravelMode
from tourplanner.i18n import _


def add_wishes(command: argparse.ArgumentParser) -> None:
    """Declare every wish; one that is not given changes nothing."""
    _add_frame(command)
    _add_breaks(command)
    _add_sites(command)
    own_site_option.add_to(command)
    _add_travel(command)


def add_taking_back(command: argparse.ArgumentParser) -> None:
    """Declare the options that take wishes back, for tours that have some."""
    _many(command, "--forget", "ID", _("neither wished for nor left out by wish"))
    _many(command, "--no-break", "NAME", _("no longer take this break"))
    _many(command, "--unlock", "ID", _("the visit may be moved again"))
    _many(command, "--cancel-booking", "ID", _("the site is no longer booked"))
    _many(command, "--remove-own", "ID", _("take this place of your own away"))
    _many(command, "--freeze", "DAY", _("keep the plan of this day as it is"))
    _many(command, "--thaw", "DAY", _("plan this day again"))


def _add_frame(command: argparse.ArgumentParser) -> None:
    command.add_argument("--base", help=_("where you sleep: a site's id, or LAT,LON"))
    _many(command, "--night", "N=BASE", _("another base for the night after day N"))
    command.add_argument("--day-start", type=clock_minute, metavar="HH:MM")
    command.add_argument("--day-end", type=clock_minute, metavar="HH:MM")
    command.add_argument("--pace", type=Pace, choices=list(Pace))
    command.add_argument("--extra-minutes", metavar="MIN", help=_("added to each visit, or “pace”"))
    command.add_argument(
        "--free-minutes", metavar="MIN", help=_("free in each half day, or “pace”")
    )
    command.add_argument("--seed", type=seed_number)
    command.add_argument("--title")


def _add_breaks(command: argparse.ArgumentParser) -> None:
    lunch = command.add_mutually_exclusive_group()
    lunch.add_argument("--lunch", metavar="HH:MM-HH:MM", help=_("its window, or “none”"))
    lunch.add_argument("--no-lunch", action="store_true", help=_("no break for lunch"))
    command.add_argument(
        "--break",
        dest="breaks",
        action="append",
        default=[],
        metavar="“Tea 15:00-16:30 20”",
        help=_("a break: its name, window and minutes; “on 1,3” names its days"),
    )


def _add_sites(command: argparse.ArgumentParser) -> None:
    _many(command, "--interest", "NAME=WEIGHT", _("0 is none, 1 ordinary, 3 the most"))
    _many(command, "--require", "ID", _("a must: it has to be visited"))
    _many(command, "--prefer", "ID", _("you would like to see it"))
    _many(command, "--exclude", "ID", _("must not be visited"))
    _many(command, "--stay", "ID=MIN", _("length of the visit, or “usual”"))
    _many(
        command,
        "--lock",
        "ID@DAY,HH:MM",
        _("keep the visit on its day, or at this time"),
    )
    _many(
        command,
        "--booking",
        "ID@DAY,HH:MM,MIN",
        _("a visit booked for the group within public hours, kept to the minute"),
    )
    _many(
        command,
        "--appointment",
        "ID@DAY,HH:MM,MIN",
        _("a visit by appointment, kept to the minute, outside public hours too"),
    )
    command.add_argument("--keep-order", metavar="ID,ID", help=_("visits to make in this order"))
    command.add_argument(
        "--variety",
        metavar="100,85,70,60",
        help=_("percent that the first, second ... visit of a kind counts, or “off”"),
    )


def _add_travel(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--mode", action="append", default=[], type=TravelMode, choices=list(TravelMode)
    )
    command.add_argument("--walk-limit", type=int, metavar="METRES", help=_("longest leg on foot"))
    command.add_argument(
        "--bike-limit", type=int, metavar="METRES", help=_("longest leg by e-bike")
    )
    command.add_argument("--walk-per-day", metavar="KM", help=_("most to walk in a day, or “none”"))
    command.add_argument(
        "--budget", metavar="AMOUNT", help=_("most that the known tickets may cost, or “none”")
    )


def _many(command: argparse.ArgumentParser, name: str, form: str, text: str) -> None:
    command.add_argument(name, action="append", default=[], metavar=form, help=text)
