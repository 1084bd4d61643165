"""How one gets from place to place, and how long that takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tourplanner.domain.place import Coordinates, Place
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import N_, _


class TravelMode(StrEnum):
    """A way to move."""

    WALK = "walk"
    E_BIKE = "e-bike"
    TAXI = "taxi"


class TravelSource(StrEnum):
    """Who says how long a journey takes."""

    ROUTED = "routed"
    """Found on the roads of an area pack."""
    ESTIMATED = "estimated"
    """From the straight-line distance."""
    OWN = "own"
    """The traveller's own figure."""


MODE_LABELS = {
    TravelMode.WALK: N_("on foot"),
    TravelMode.E_BIKE: N_("by e-bike"),
    TravelMode.TAXI: N_("by taxi"),
}

SOURCE_LABELS = {
    TravelSource.ROUTED: N_("routed"),
    TravelSource.ESTIMATED: N_("estimate"),
    TravelSource.OWN: N_("your own figure"),
}


@dataclass(frozen=True, slots=True)
class TravelLimits:
    """Which modes may be used, and how far each; the first that fits is taken."""

    modes: tuple[TravelMode, ...] = (TravelMode.WALK, TravelMode.TAXI)
    walk_limit_m: int = 1500
    bike_limit_m: int = 6000
    walk_per_day_m: int | None = None
    """Most metres on foot between the stops of a day; None is without limit."""

    def __post_init__(self) -> None:
        """Refuse a limit below nothing."""
        if self.walk_per_day_m is not None and self.walk_per_day_m < 0:
            problem = _("a limit cannot be below nothing.")
            raise InvalidEdit(field=_("Walking in a day"), problem=problem)

    def limit_m(self, mode: TravelMode) -> int | None:
        """The longest leg by `mode`; None is without limit."""
        if mode is TravelMode.WALK:
            return self.walk_limit_m
        return self.bike_limit_m if mode is TravelMode.E_BIKE else None


@dataclass(frozen=True, slots=True)
class TravelTime:
    """One journey."""

    mode: TravelMode
    minutes: int
    distance_m: int
    source: TravelSource = TravelSource.ESTIMATED

    @property
    def is_estimate(self) -> bool:
        """Whether nobody has measured it."""
        return self.source is TravelSource.ESTIMATED


@dataclass(frozen=True, slots=True)
class Way:
    """Which way a journey goes."""

    line: tuple[Coordinates, ...] = ()
    """Empty when it is not known."""
    climb_m: int | None = None
    """Metres up along the roads; None when it is not known."""
    descent_m: int | None = None


@dataclass(frozen=True, slots=True)
class TravelMatrix:
    """Journeys between all ordered pairs of `points`; `times[i][j]` is from i to j.

    None where no allowed mode reaches that far.
    """

    points: tuple[Coordinates, ...]
    times: tuple[tuple[TravelTime | None, ...], ...]

    def between(self, start: Coordinates, end: Coordinates) -> TravelTime | None:
        """The journey from `start` to `end`; raises ValueError for a point not in the matrix."""
        return self.times[self.points.index(start)][self.points.index(end)]


def points_of(places: Sequence[Place]) -> tuple[Coordinates, ...]:
    """The distinct points of `places`, in order of first appearance."""
    return tuple(dict.fromkeys(place.at for place in places))
