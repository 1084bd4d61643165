"""Ripple edits: a visit begins later or lasts longer, and the rest of its day follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tourplanner.domain.breaks import NamedBreak
from tourplanner.domain.edits import lock_visit, with_duration
from tourplanner.domain.itinerary import DayPlan, Stop, StopKind
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.site import SiteId
from tourplanner.domain.time_window import clock as clock_text
from tourplanner.domain.tour import Lock, Tour
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _
from tourplanner.usecases.adjust_itinerary import check_free
from tourplanner.usecases.day_clock import DayClock, WishedVisit, clock_of
from tourplanner.usecases.score_plan import score_days


class Change(StrEnum):
    """What the minutes are added to."""

    START = "start"
    LENGTH = "length"


class Follow(StrEnum):
    """How the later visits of the day follow."""

    PUSH = "push"
    """All move on as much, and are locked at their new times."""
    ABSORB = "absorb"
    """Each moves only as much as it must; waiting is used up first. Only the visit is locked."""
    UNTIL_LOCK = "until-lock"
    """As PUSH up to the next visit locked or booked to the minute; from it on nothing moves."""


def ripple(
    tour: Tour,
    site: SiteId,
    minutes: int,
    change: Change,
    follow: Follow,
    catalogue: SiteCatalogue,
    travel: TravelTimes,
) -> Tour:
    """The visit begins `minutes` later or lasts longer, and its day follows.

    Raises InvalidEdit when a visit locked or booked to the minute would have to move, or one that
    moved no longer fits.
    """
    scene = _scene(tour, site, minutes, change, catalogue, travel)
    moving = len(scene.after)
    if follow is Follow.UNTIL_LOCK:
        moving = next((n for n, stop in enumerate(scene.after) if scene.is_fixed(stop)), moving)
    return scene.done(moving, pushes=follow is not Follow.ABSORB)


@dataclass(frozen=True, slots=True)
class _Scene:
    """The day of the visit, cut at the visit."""

    tour: Tour
    clock: DayClock
    day: int
    before: tuple[Stop, ...]
    visit: Stop
    after: tuple[Stop, ...]
    minutes: int
    change: Change

    def is_fixed(self, stop: Stop) -> bool:
        return stop.site is not None and self.clock.is_fixed(stop.site)

    def done(self, moving: int, *, pushes: bool) -> Tour:
        """The tour after the first `moving` of the later visits have made room."""
        longer = self.minutes if self.change is Change.LENGTH else 0
        later = self.minutes - longer
        order = [_at(stop) for stop in self.before]
        order.append(_at(self.visit, later, longer))
        for number, stop in enumerate(self.after):
            if number >= moving or (self.is_fixed(stop) and not pushes):
                order.append(_at(stop))
            elif self.is_fixed(stop):
                self._refuse(stop, _("its time is fixed, so it cannot be pushed."))
            else:
                start = stop.start_min + (self.minutes if pushes else 0)
                length = stop.end_min - stop.start_min
                order.append(WishedVisit(_site(stop), length, not_before_min=start))
        planned = self._timed(order)
        return self._kept(planned, moving if pushes else 0, longer)

    def _timed(self, order: Sequence[WishedVisit]) -> DayPlan:
        """The day with its breaks where they are as far as can be; raises InvalidEdit."""
        for breaks in (self._present_breaks(), None):
            planned = self.clock.timed_day(self.day, order, breaks)
            if planned is not None:
                return planned
        for end in range(len(self.before) + 1, len(order) + 1):
            if self.clock.timed_day(self.day, order[:end]) is None:
                stop = (*self.before, self.visit, *self.after)[end - 1]
                problem = _("it would no longer fit: closed by then, or too late for the day.")
                self._refuse(stop, problem)
        problem = _("the day would run too long.")
        raise InvalidEdit(field=_("Later"), problem=problem)

    def _present_breaks(self) -> list[NamedBreak]:
        """The breaks, not before they begin now."""
        stops = self.tour.itinerary.days[self.day].stops if self.tour.itinerary else ()
        begun = {stop.name: stop.start_min for stop in stops if stop.kind is StopKind.BREAK}
        held = []
        for one in self.clock.breaks(self.day):
            start = one.earliest_min if one.is_free_time else begun.get(one.name, one.earliest_min)
            earliest = max(one.earliest_min, min(start, one.latest_start_min))
            held.append(replace(one, earliest_min=earliest))
        return held

    def _refuse(self, stop: Stop, problem: str) -> None:
        site = self.clock.sites.get(_site(stop))
        name = site.names.first if site is not None else _site(stop)
        field = _("{site}, {time}").format(site=name, time=clock_text(stop.start_min))
        raise InvalidEdit(field=field, problem=problem)

    def _kept(self, planned: DayPlan, pushed: int, longer: int) -> Tour:
        """The tour with the day as planned, and locks that keep it so."""
        plan = self.tour.itinerary
        if plan is None:
            raise AssertionError("a scene has a plan")
        tour = self.tour
        if longer:
            length = self.visit.end_min - self.visit.start_min + longer
            tour = with_duration(tour, _site(self.visit), length)
        first = len(self.before)
        for stop in planned.visits[first : first + 1 + pushed]:
            is_the_visit = stop.site == self.visit.site
            if not is_the_visit or self.change is Change.START:
                tour = lock_visit(tour, Lock(_site(stop), self.day, stop.start_min))
        days = (*plan.days[: self.day], planned, *plan.days[self.day + 1 :])
        score = score_days(tour, days, self.clock.sites).points
        return replace(tour, itinerary=replace(plan, days=days, score=score))


def _scene(
    tour: Tour,
    site: SiteId,
    minutes: int,
    change: Change,
    catalogue: SiteCatalogue,
    travel: TravelTimes,
) -> _Scene:
    plan = tour.itinerary
    day = plan.day_of(site) if plan else None
    if plan is None or day is None:
        raise InvalidEdit(field=_("Later"), problem=_("the visit is not in the plan."))
    if minutes <= 0:
        raise InvalidEdit(field=_("Later"), problem=_("give at least one minute."))
    check_free(tour, site, day, day)
    visits = plan.days[day].visits
    at = next(number for number, stop in enumerate(visits) if stop.site == site)
    clock = clock_of(tour, catalogue, travel)
    return _Scene(tour, clock, day, visits[:at], visits[at], visits[at + 1 :], minutes, change)


def _at(stop: Stop, later: int = 0, longer: int = 0) -> WishedVisit:
    length = stop.end_min - stop.start_min + longer
    return WishedVisit(_site(stop), length, exactly_min=stop.start_min + later)


def _site(stop: Stop) -> SiteId:
    if stop.site is None:
        raise AssertionError("a visit has a site")
    return stop.site
