"""Minutes that the traveller knows better than any estimate or router."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tourplanner.domain.place import Coordinates
from tourplanner.domain.travel import TravelMatrix, TravelMode, TravelSource, TravelTime
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

MOST_MINUTES = 1440
SAME_PLACE_M = 30.0
"""So far may a place be moved (a better point in the catalogue) before its minutes are lost."""


@dataclass(frozen=True, slots=True)
class OwnLeg:
    """How long the way from one point to another takes, as the traveller says."""

    start: Coordinates
    end: Coordinates
    mode: TravelMode
    minutes: int

    def __post_init__(self) -> None:
        """Refuse minutes that are no day's journey."""
        if not 0 <= self.minutes <= MOST_MINUTES:
            problem = _("{minutes} minutes is not between {least} and {most}.")
            raise InvalidEdit(
                field=_("Minutes of a leg"),
                problem=problem.format(minutes=self.minutes, least=0, most=MOST_MINUTES),
            )

    def joins(self, start: Coordinates, end: Coordinates) -> bool:
        """Whether this is the way from `start` to `end`."""
        return (
            self.start.distance_m(start) <= SAME_PLACE_M
            and self.end.distance_m(end) <= SAME_PLACE_M
        )


def with_own_legs(matrix: TravelMatrix, own_legs: Sequence[OwnLeg]) -> TravelMatrix:
    """The matrix with the traveller's own minutes in place of what anybody else says.

    The distance stays as it was known; where no way was known, it is the straight line's. Of
    several entries for one way the last counts.
    """
    if not own_legs:
        return matrix
    rows = [list(row) for row in matrix.times]
    for own in own_legs:
        starts = [i for i, p in enumerate(matrix.points) if own.start.distance_m(p) <= SAME_PLACE_M]
        ends = [i for i, p in enumerate(matrix.points) if own.end.distance_m(p) <= SAME_PLACE_M]
        for i in starts:
            for j in ends:
                if i != j:
                    rows[i][j] = _told(own, rows[i][j])
    return replace(matrix, times=tuple(tuple(row) for row in rows))


def _told(own: OwnLeg, known: TravelTime | None) -> TravelTime:
    distance_m = round(own.start.distance_m(own.end)) if known is None else known.distance_m
    return TravelTime(own.mode, own.minutes, distance_m, TravelSource.OWN)
