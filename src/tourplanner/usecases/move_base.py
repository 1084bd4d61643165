"""A lodging is put elsewhere on the map: every night that was spent there follows."""

from __future__ import annotations

from dataclasses import replace

from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.tour import Tour

SAME_PLACE_M = 1.0
"""Points on a map are told to six decimals of a degree."""


def move_base(tour: Tour, start: Coordinates, to: Coordinates) -> Tour:
    """`tour` with the base at `start` moved to `to`; it keeps its name, but is no site any more."""
    wishes = tour.preferences
    others = tuple((night, _moved(base, start, to)) for night, base in wishes.other_nights)
    base = _moved(wishes.base, start, to)
    return replace(tour, preferences=replace(wishes, base=base, other_nights=others))


def _moved(base: Place, start: Coordinates, to: Coordinates) -> Place:
    return Place(base.name, to) if base.at.distance_m(start) < SAME_PLACE_M else base
