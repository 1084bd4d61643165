"""What drops first when one is late: the rest of each day, timed anew for each delay."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tourplanner.domain.breaks import NamedBreak
from tourplanner.domain.itinerary import DayPlan, Leg, Stop, StopKind
from tourplanner.domain.late_ladder import (
    LATENESS_MIN,
    Fate,
    LateDay,
    LateLadder,
    LateStep,
    LateStop,
    LateVisit,
)
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.site import SiteId
from tourplanner.domain.time_window import TimeWindow
from tourplanner.domain.tour import Tour
from tourplanner.domain.travel import TravelMode, TravelTime
from tourplanner.planning.day_order import OrderedVisit, earliest_times
from tourplanner.usecases.day_clock import DayClock, WishedVisit, clock_of
from tourplanner.usecases.score_plan import score_days

MOST_VISITS = 24
"""A fuller day is not tried through: its ladder would be longer than the day."""
SHARES = (1.0, 0.75, 0.5)
"""Of a visit's length; less than half is not the same visit."""
LEAST_CUT_MIN = 20
"""No visit is cut below it."""

Rank = tuple[int, int, SiteId]
"""How dear a visit is: booked, asked for or liked; then its worth; then an order for the rest."""


def late_ladder(tour: Tour, catalogue: SiteCatalogue, travel: TravelTimes) -> LateLadder:
    """For every visit, the rest of its day for one who comes 15, 30, 60 and 90 minutes late.

    The order stays. Visits are first taken later, then shortened, then dropped: ordinary ones of
    least worth first, then those the traveller would like, then those asked for, booked ones last.
    Free time goes before any visit; other breaks only when their hours have passed. No rest of a
    day has more to walk than the traveller wishes.
    """
    plan = tour.itinerary
    if plan is None:
        return LateLadder(())
    clock = clock_of(tour, catalogue, travel)
    worth = _ranks(tour, plan.days, clock)
    return LateLadder(
        tuple(
            _late_day(clock, number, day, worth) if len(day.visits) <= MOST_VISITS
            else LateDay(number + 1, ())
            for number, day in enumerate(plan.days)
        )
    )  # fmt: skip


def _ranks(tour: Tour, days: Sequence[DayPlan], clock: DayClock) -> dict[SiteId, Rank]:
    """How dear each visit is; what is cheapest drops first."""
    points = {one.site: one.points for one in score_days(tour, days, clock.sites).visits}
    ranks: dict[SiteId, Rank] = {}
    for day in days:
        for stop in day.visits:
            site = _site(stop)
            level = 0
            if site in tour.preferences.preferred:
                level = 1
            if site in tour.demanded:
                level = 2
            if tour.appointment_of(site) is not None:
                level = 3
            ranks[site] = (level, points.get(site, 0), site)
    return ranks


def _late_day(clock: DayClock, number: int, day: DayPlan, worth: dict[SiteId, Rank]) -> LateDay:
    stops = tuple(
        LateStop(
            _site(stop),
            place + 1,
            tuple(_Rest(clock, number, day, place, late, worth).step() for late in LATENESS_MIN),
        )
        for place, stop in enumerate(day.visits)
        if stop.site in clock.sites
    )
    return LateDay(number + 1, stops)


Shares = dict[SiteId, float]
"""The visits that are kept, and how much of their planned length."""


@dataclass(frozen=True, slots=True)
class _Times:
    """When each kept visit begins, how long it takes, and when the day is over."""

    visits: dict[SiteId, tuple[int, int]]
    home_min: int


@dataclass(frozen=True, slots=True)
class _Rest:
    """A day from the way to the visit at `place` on, begun `late_min` minutes late."""

    clock: DayClock
    day: int
    plan: DayPlan
    place: int
    late_min: int
    worth: dict[SiteId, Rank]

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The visits still to come."""
        return tuple(
            stop for stop in self.plan.visits[self.place :] if stop.site in self.clock.sites
        )

    def step(self) -> LateStep:
        """The best rest of the day."""
        by_worth = sorted(map(_site, self.stops), key=lambda site: self.worth[site])
        for has_breaks in (True, False):
            for count in range(len(by_worth) + 1):
                for share in SHARES:
                    shares = dict.fromkeys(by_worth[count:], share)
                    if self._times(shares, has_breaks=has_breaks) is not None:
                        return self._told(self._fuller(shares, by_worth, has_breaks), has_breaks)
        lost = tuple(LateVisit(site, Fate.DROPPED) for site in map(_site, self.stops))
        return LateStep(self.late_min, lost, None)

    def _fuller(self, shares: Shares, by_worth: Sequence[SiteId], has_breaks: bool) -> Shares:
        """The dearest visits in again and in full, where the day allows it."""
        for site in reversed(by_worth):
            for share in SHARES:
                if share <= shares.get(site, 0.0):
                    break
                tried = {**shares, site: share}
                if self._times(tried, has_breaks=has_breaks) is not None:
                    shares = tried
                    break
        return shares

    def _times(self, shares: Shares, *, has_breaks: bool) -> _Times | None:
        """Times of the kept visits, None when they do not fit."""
        placed = self.plan.placed
        first = placed.index(self.plan.visits[self.place])
        leaves_min = self.plan.legs[first - 1].depart_min
        at, frame = placed[first - 1].place, self.clock.frame(self.day)
        walked_m = _walked_m(self.plan.legs[: first - 1])
        kept, visits = [], []
        for stop in self.stops:
            site = _site(stop)
            if site not in shares:
                continue
            there = self.clock.sites[site].place
            journey = self.clock.journey(at.at, there.at) if at is not None else None
            if journey is None:
                return None
            walked_m += _walked_m([journey])
            length = _length(stop, shares[site])
            visits.append(OrderedVisit(length, self._windows(stop, length), journey.minutes))
            kept.append((site, length))
            at = there
        home = self.clock.journey(at.at, frame.end.at) if at is not None else None
        if home is None or walked_m + _walked_m([home]) > self._most_walk_m:
            return None
        found = earliest_times(
            visits,
            leaves_min + self.late_min,
            frame.end_min,
            home.minutes,
            self._breaks(leaves_min) if has_breaks else (),
        )
        if found is None:
            return None
        times = zip(kept, found.starts, strict=True)
        return _Times({site: (start, length) for (site, length), start in times}, found.home_min)

    @property
    def _most_walk_m(self) -> float:
        """As far as the traveller wishes to walk in a day, or does so by plan."""
        limit = self.clock.tour.preferences.travel.walk_per_day_m
        return math.inf if limit is None else max(limit, self.plan.walk_m)

    def _windows(self, stop: Stop, length: int) -> tuple[TimeWindow, ...]:
        """When the visit may be: not before its planned time, a booked one within its time."""
        wished = WishedVisit(_site(stop), length, not_before_min=stop.start_min)
        windows = self.clock.windows(wished, self.day)
        if not self.clock.is_fixed(_site(stop)):
            return windows
        clipped = (window.clipped(stop.start_min, stop.end_min) for window in windows)
        return tuple(window for window in clipped if window is not None)

    def _breaks(self, leaves_min: int) -> tuple[NamedBreak, ...]:
        """The breaks that are still to come; free time is what lateness eats first."""
        taken = sum(
            stop.kind is StopKind.BREAK and stop.start_min < leaves_min for stop in self.plan.stops
        )
        ahead = self.clock.breaks(self.day)[taken:]
        return tuple(one for one in ahead if not one.is_free_time)

    def _told(self, shares: Shares, has_breaks: bool) -> LateStep:
        times = self._times(shares, has_breaks=has_breaks)
        if times is None:
            raise AssertionError("the rest of the day was possible a moment ago")
        visits = []
        for stop in self.stops:
            if _site(stop) not in times.visits:
                visits.append(LateVisit(_site(stop), Fate.DROPPED))
                continue
            start, length = times.visits[_site(stop)]
            fate = Fate.KEPT if start == stop.start_min else Fate.LATER
            if length < stop.end_min - stop.start_min:
                fate = Fate.CUT
            visits.append(LateVisit(_site(stop), fate, start, start + length))
        return LateStep(self.late_min, tuple(visits), times.home_min, not has_breaks)


def _walked_m(ways: Sequence[Leg | TravelTime]) -> int:
    return sum(way.distance_m for way in ways if way.mode is TravelMode.WALK)


def _length(stop: Stop, share: float) -> int:
    """A share of the planned minutes, to five minutes, never below the least."""
    planned = stop.end_min - stop.start_min
    if share >= 1.0:
        return planned
    return min(planned, max(round(planned * share / 5) * 5, LEAST_CUT_MIN))


def _site(stop: Stop) -> SiteId:
    if stop.site is None:
        raise AssertionError("a visit has a site")
    return stop.site
