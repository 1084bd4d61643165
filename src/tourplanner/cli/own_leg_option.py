"""The option of `plan` for minutes that the traveller knows better."""

from __future__ import annotations

import argparse

from tourplanner.domain.edits import with_own_leg
from tourplanner.domain.own_leg import OwnLeg
from tourplanner.domain.place import Coordinates
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.site import City
from tourplanner.domain.tour import Tour
from tourplanner.domain.travel import TravelMode
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _
from tourplanner.usecases.new_tour import base_named

FIELD = "--leg"
BASE = "base"


def add_to(plan: argparse.ArgumentParser) -> None:
    """The option, to be given as often as needed."""
    plan.add_argument(
        FIELD,
        nargs=4,
        action="append",
        default=[],
        dest="own_legs",
        metavar=("FROM", "TO", "MODE", "MINUTES"),
        help=_("your own minutes for one way between two places: ids, LAT,LON, or “base”"),
    )


def with_own_minutes(
    tour: Tour, legs: list[list[str]], catalogue: SiteCatalogue, city: City
) -> Tour:
    """The tour with the minutes of the options; InvalidEdit names what is wrong."""
    for start, end, mode, minutes in legs:
        if mode not in list(TravelMode):
            problem = _("“{mode}” is none of {known}.")
            known = ", ".join(TravelMode)
            raise InvalidEdit(field=FIELD, problem=problem.format(mode=mode, known=known))
        if not minutes.isascii() or not minutes.isdigit():
            problem = _("“{minutes}” is not a whole number of minutes.")
            raise InvalidEdit(field=FIELD, problem=problem.format(minutes=minutes))
        own = OwnLeg(
            _place(start, tour, catalogue, city),
            _place(end, tour, catalogue, city),
            TravelMode(mode),
            int(minutes),
        )
        tour = with_own_leg(tour, own)
    return tour


def _place(text: str, tour: Tour, catalogue: SiteCatalogue, city: City) -> Coordinates:
    if text == BASE:
        return tour.preferences.base.at
    return base_named(catalogue, city, text).at
