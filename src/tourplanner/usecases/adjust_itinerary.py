"""Changing a plan by hand: a visit goes where the user puts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tourplanner.domain.edits import lock_visit
from tourplanner.domain.itinerary import DayPlan
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Lock, Tour
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _
from tourplanner.usecases.day_clock import DayClock, WishedVisit, clock_of
from tourplanner.usecases.find_sites import known_site
from tourplanner.usecases.score_plan import score_days
from tourplanner.usecases.tour_catalogue import catalogue_of


def move_visit(
    tour: Tour,
    site: SiteId,
    to_day: int,
    position: int | None,
    catalogue: SiteCatalogue,
    travel: TravelTimes,
) -> Tour:
    """The tour with `site` at `position` (0-based among the visits) of day `to_day` (0-based).

    The days touched are timed anew, as early as possible, and the visit is locked where it was
    put: to the day and time with a position, to the day alone when `position` is None (the
    place in the order with the shortest way is then chosen; when the day is too full for it, the
    lock alone is set, and planning anew makes room). Raises InvalidEdit when the site cannot be
    visited there.
    """
    plan = tour.itinerary
    from_day = plan.day_of(site) if plan else None
    if plan is None or from_day is None or not 0 <= to_day < len(plan.days):
        raise InvalidEdit(field=_("Move"), problem=_("the visit is not in the plan."))
    clock = clock_of(tour, catalogue, travel)
    check_free(tour, site, from_day, to_day)
    moved = next(visit for visit in clock.wished(plan.days[from_day]) if visit.site == site)
    days = list(plan.days)
    rest = [visit for visit in clock.wished(plan.days[to_day]) if visit.site != site]
    best = _best_day(clock, to_day, _orders(rest, moved, position))
    if best is None and position is None and clock.windows(moved, to_day):
        return lock_visit(tour, Lock(site, to_day))
    if best is None:
        problem = _("“{site}” does not fit there: it is closed, or the day would run too long.")
        name = known_site(catalogue_of(tour, catalogue), site, _("Move")).names.first
        raise InvalidEdit(field=short_date(days[to_day].date), problem=problem.format(site=name))
    if from_day != to_day:
        left = [visit for visit in clock.wished(plan.days[from_day]) if visit.site != site]
        shrunk = clock.timed_day(from_day, left)
        if shrunk is not None:
            days[from_day] = shrunk
    days[to_day] = best
    start = next(s.start_min for s in best.visits if s.site == site)
    lock = Lock(site, to_day, None if position is None else start)
    locked = lock_visit(tour, lock)
    score = score_days(locked, days, clock.sites).points
    return replace(locked, itinerary=replace(plan, days=tuple(days), score=score))


def check_free(tour: Tour, site: SiteId, from_day: int, to_day: int) -> None:
    """Raise InvalidEdit when the visit is booked or one of the days is kept as it is."""
    if tour.appointment_of(site) is not None:
        problem = _("the visit is booked. Cancel the booking to move it.")
        raise InvalidEdit(field=_("Move"), problem=problem)
    for day in dict.fromkeys((from_day, to_day)):
        if day in tour.frozen_days:
            problem = _("day {day} is kept as it is. Let it be planned again first.")
            raise InvalidEdit(field=_("Move"), problem=problem.format(day=day + 1))


def _orders(
    rest: Sequence[WishedVisit], moved: WishedVisit, position: int | None
) -> list[list[WishedVisit]]:
    moved = replace(moved, exactly_min=None)
    places = range(len(rest) + 1) if position is None else [max(0, min(position, len(rest)))]
    return [[*rest[:place], moved, *rest[place:]] for place in places]


def _best_day(clock: DayClock, day: int, orders: Sequence[Sequence[WishedVisit]]) -> DayPlan | None:
    """The possible day with the least travel, or None."""
    timed = [clock.timed_day(day, order) for order in orders]
    possible = [plan for plan in timed if plan is not None]
    return min(possible, key=lambda plan: plan.travel_min, default=None)
