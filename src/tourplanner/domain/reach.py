"""What can be reached from a place within a time."""

from __future__ import annotations

from dataclasses import dataclass

from tourplanner.domain.place import Coordinates
from tourplanner.domain.travel import TravelMode, TravelSource
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

MOST_MINUTES = 240

Ring = tuple[tuple[float, float], ...]
"""Latitude and longitude of corners, the last the same as the first."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The ground within `minutes` of `start`."""

    start: Coordinates
    minutes: int
    mode: TravelMode
    source: TravelSource
    polygons: tuple[tuple[Ring, ...], ...]
    """Each an outer ring, then its holes."""


def checked_minutes(minutes: int) -> int:
    """The minutes; raises InvalidEdit when nobody would draw them."""
    if not 1 <= minutes <= MOST_MINUTES:
        problem = _("give {least} to {most} minutes.").format(least=1, most=MOST_MINUTES)
        raise InvalidEdit(field=_("Minutes"), problem=problem)
    return minutes
