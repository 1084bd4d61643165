"""The options of papers in the terminal."""

from __future__ import annotations

import argparse
from dataclasses import replace

from tourplanner.domain.audience import Audience
from tourplanner.domain.paper_choice import (
    CodeContent,
    DistanceUnit,
    PaperChoice,
    PaperLanguage,
    PaperSize,
)
from tourplanner.i18n import _


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
    paper.add_argument("--large-print", action="store_true", default=None)
    paper.add_argument("--code", type=CodeContent, choices=list(CodeContent))
    paper.add_argument("--holes", action="store_true", help=_("a margin for a ring binder"))


def chosen_paper(kept: PaperChoice, options: argparse.Namespace) -> PaperChoice:
    """What the tour keeps, with the options given instead."""
    given = {
        "audience": options.audience,
        "language": options.language,
        "paper": options.paper,
        "units": options.units,
        "large_print": options.large_print,
        "code": options.code,
        "clock_24h": None if options.clock is None else options.clock == "24",
    }
    return replace(kept, **{name: value for name, value in given.items() if value is not None})
