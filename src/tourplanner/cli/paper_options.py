"""The options of papers in the terminal."""

from __future__ import annotations

import argparse
from dataclasses import replace

from tourplanner.domain.audience import Audience
from tourplanner.domain.paper_choice import (
    CodeContent,
    DayCalendar,
    DistanceUnit,
    PaperChoice,
    PaperLanguage,
    PaperSize,
)
from tourplanner.i18n import _

YES_OR_NO = argparse.BooleanOptionalAction
"""Off by --no-…: what the tour keeps can be taken back."""


def add_paper_options(parser: argparse.ArgumentParser) -> None:
    """What papers look like; what is not given is as the tour keeps it."""
    paper = parser.add_argument_group(_("papers"))
    paper.add_argument(
        "--audience", type=Audience, choices=list(Audience), help=_("who reads: hides the rest")
    )
    paper.add_argument(
        "--reader", default="", metavar="NAME", help=_("the traveller or the site it is for")
    )
    paper.add_argument("--language", type=PaperLanguage, choices=list(PaperLanguage))
    paper.add_argument("--paper", type=PaperSize, choices=list(PaperSize))
    paper.add_argument("--clock", choices=("24", "12"), help=_("hours of the clock"))
    paper.add_argument("--units", type=DistanceUnit, choices=list(DistanceUnit))
    paper.add_argument("--large-print", action=YES_OR_NO, default=None)
    paper.add_argument("--code", type=CodeContent, choices=list(CodeContent))
    paper.add_argument(
        "--holes", action=YES_OR_NO, default=None, help=_("a margin for a ring binder")
    )
    paper.add_argument(
        "--calendar",
        type=DayCalendar,
        choices=list(DayCalendar),
        help=_("beside the date of a day in China"),
    )
    paper.add_argument(
        "--csv-mark", action=YES_OR_NO, default=None, help=_("a byte-order mark, for spreadsheets")
    )
    paper.add_argument(
        "--csv-guard",
        action=YES_OR_NO,
        default=None,
        help=_("a ' before what looks like a formula"),
    )


def chosen_paper(kept: PaperChoice, options: argparse.Namespace) -> PaperChoice:
    """What the tour keeps, with the options given instead."""
    given = {
        "audience": options.audience,
        "language": options.language,
        "paper": options.paper,
        "units": options.units,
        "large_print": options.large_print,
        "code": options.code,
        "has_holes": options.holes,
        "calendar": options.calendar,
        "csv_mark": options.csv_mark,
        "csv_guard": options.csv_guard,
        "clock_24h": None if options.clock is None else options.clock == "24",
    }
    return replace(kept, **{name: value for name, value in given.items() if value is not None})
