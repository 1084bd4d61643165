"""The line a leg takes on the map: along the roads where they are known, else straight."""

from __future__ import annotations

from tourplanner.domain.itinerary import Leg
from tourplanner.domain.place import Coordinates

MOST_POINTS = 20_000
"""A longer line was not made by a router."""


def way_of(leg: Leg, start: Coordinates, end: Coordinates) -> tuple[Coordinates, ...]:
    """The points of the way, at least two, from `start` to `end`."""
    line = leg.line
    if not 2 <= len(line) <= MOST_POINTS:
        return start, end
    return (*([start] if line[0] != start else []), *line, *([end] if line[-1] != end else []))
