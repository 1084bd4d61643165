"""A plan: days with stops, the legs between them, and what was left out with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.site import SiteId
from tourplanner.domain.travel import TravelMode, TravelSource

TRIFLING_CLIMB_M = 10
"""Less than this is within what height files are wrong by."""


class StopKind(StrEnum):
    """What one does at a stop."""

    BASE = "base"
    VISIT = "visit"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Stop:
    """A stay; times are minutes after the day's midnight.

    The first and the last stop of a day are the bases (start = end there: departure, arrival).
    A break happens on the way and has no place of its own.
    """

    kind: StopKind
    start_min: int
    end_min: int
    place: Place | None = None
    site: SiteId | None = None
    arrival_min: int | None = None
    """When a visitor reaches the door; the rest until `start_min` is waiting."""
    event: str | None = None
    """Name of the event the visit was timed for."""
    name: str | None = None
    """Of a break."""

    @property
    def waiting_min(self) -> int:
        """Minutes at the door before the visit begins."""
        return 0 if self.arrival_min is None else max(0, self.start_min - self.arrival_min)


@dataclass(frozen=True, slots=True)
class Leg:
    """The journey from one stop with a place to the next such stop."""

    depart_min: int
    arrive_min: int
    mode: TravelMode
    minutes: int
    distance_m: int
    source: TravelSource = TravelSource.ESTIMATED
    line: tuple[Coordinates, ...] = ()
    """The way along the roads; empty where only its ends are known."""
    climb_m: int | None = None
    """Metres up along the roads; None when it is not known."""
    descent_m: int | None = None

    @property
    def is_estimate(self) -> bool:
        """Whether nobody has measured the journey."""
        return self.source is TravelSource.ESTIMATED

    @property
    def felt_climb_m(self) -> int | None:
        """Metres up that the traveller feels; None for a ride, a trifle or the unknown."""
        is_own_effort = self.mode is not TravelMode.TAXI
        if not is_own_effort or self.climb_m is None or self.climb_m < TRIFLING_CLIMB_M:
            return None
        return self.climb_m


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day: n stops with a place are joined by n - 1 legs, in order."""

    date: date
    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]

    @property
    def visits(self) -> tuple[Stop, ...]:
        """The stops at sites."""
        return tuple(stop for stop in self.stops if stop.kind is StopKind.VISIT)

    @property
    def placed(self) -> tuple[Stop, ...]:
        """The stops that have a place; leg n joins the n-th to the next."""
        return tuple(stop for stop in self.stops if stop.place is not None)

    @property
    def distance_m(self) -> int:
        """Metres travelled."""
        return sum(leg.distance_m for leg in self.legs)

    @property
    def travel_min(self) -> int:
        """Minutes travelled."""
        return sum(leg.minutes for leg in self.legs)

    @property
    def walk_m(self) -> int:
        """Metres on foot between the stops."""
        return sum(leg.distance_m for leg in self.legs if leg.mode is TravelMode.WALK)

    @property
    def waiting_min(self) -> int:
        """Minutes waited at doors."""
        return sum(stop.waiting_min for stop in self.stops)


class ReasonKind(StrEnum):
    """The rule that keeps a site out."""

    EXCLUDED = "excluded"
    NO_INTEREST = "no_interest"
    CLOSED = "closed"
    OUTSIDE_HOURS = "outside_hours"
    HOURS_UNKNOWN = "hours_unknown"
    TOO_FAR = "too_far"
    LOCK = "lock"
    DAY_FULL = "day_full"
    OUTRANKED = "outranked"
    NOT_WORTH_THE_WAY = "not_worth_the_way"
    OVER_BUDGET = "over_budget"
    WALK_LIMIT = "walk_limit"
    ENOUGH_OF_KIND = "enough_of_kind"
    APPOINTMENT = "appointment"
    FIXED_ORDER = "fixed_order"
    NOT_A_SIGHT = "not_a_sight"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a site was left out, and the smallest change that would admit it, when one is known."""

    kind: ReasonKind
    day: int | None = None
    """0-based day on which it comes nearest to fitting."""
    short_min: int | None = None
    """Minutes missing on that day."""
    instead_of: tuple[SiteId, ...] = ()
    """Visits that would have to go."""
    short_m: int | None = None
    """Metres on foot by which that day's limit is too low."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A site of the city that the plan does not visit."""

    site: SiteId
    reason: Reason


@dataclass(frozen=True, slots=True)
class Itinerary:
    """A whole plan."""

    days: tuple[DayPlan, ...]
    left_out: tuple[LeftOut, ...] = ()
    score: int = 0
    """Value of the objective: 10 x worth of the visits, further ones of a kind counting less,
    - minutes of travel."""

    @property
    def visited(self) -> tuple[SiteId, ...]:
        """Sites in the order they are visited."""
        return tuple(s.site for day in self.days for s in day.visits if s.site is not None)

    def day_of(self, site: SiteId) -> int | None:
        """The 0-based day that visits `site`, or None."""
        for number, day in enumerate(self.days):
            if any(stop.site == site for stop in day.visits):
                return number
        return None
