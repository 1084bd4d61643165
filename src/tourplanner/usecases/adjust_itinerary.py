"""Changing a plan by hand: a visit goes where the user puts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tourplanner.domain.edits import lock_visit
from tourplanner.domain.itinerary import DayPlan, Stop
from tourplanner.domain.place import Place
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.preferences import Preferences
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import Site, SiteId
from tourplanner.domain.tour import Lock, Tour
from tourplanner.domain.travel import TravelMatrix, points_of
from tourplanner.domain.visit_windows import event_during, visit_windows
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _
from tourplanner.planning.day_order import OrderedVisit, earliest_starts
from tourplanner.planning.day_schedule import Frame, TimedVisit, schedule_day
from tourplanner.usecases.find_sites import known_site
from tourplanner.usecases.journeys import journeys_between
from tourplanner.usecases.new_tour import known_city


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
    scene = _Scene(tour, catalogue, travel)
    moved = next(s for s in plan.days[from_day].visits if s.site == site)
    days = list(plan.days)
    rest = [s for s in plan.days[to_day].visits if s.site != site]
    best = scene.best_day(to_day, _orders(rest, moved, position))
    if best is None and position is None and scene.is_open(site, to_day):
        return lock_visit(tour, Lock(site, to_day))
    if best is None:
        problem = _("“{site}” does not fit there: it is closed, or the day would run too long.")
        name = known_site(catalogue, site, _("Move")).names.en
        raise InvalidEdit(field=short_date(days[to_day].date), problem=problem.format(site=name))
    if from_day != to_day:
        left = [s for s in plan.days[from_day].visits if s.site != site]
        shrunk = scene.timed_day(from_day, left)
        if shrunk is not None:
            days[from_day] = shrunk
    days[to_day] = best
    start = next(s.start_min for s in best.visits if s.site == site)
    lock = Lock(site, to_day, None if position is None else start)
    locked = lock_visit(tour, lock)
    return replace(locked, itinerary=replace(plan, days=tuple(days)))


def _orders(rest: Sequence[Stop], moved: Stop, position: int | None) -> list[list[Stop]]:
    places = range(len(rest) + 1) if position is None else [max(0, min(position, len(rest)))]
    return [[*rest[:place], moved, *rest[place:]] for place in places]


class _Scene:
    """What timing a day needs: sites, hours, journeys."""

    def __init__(self, tour: Tour, catalogue: SiteCatalogue, travel: TravelTimes) -> None:
        city = known_city(catalogue, tour.preferences.city)
        self._tour = tour
        self._wishes: Preferences = tour.preferences
        self._sites: dict[SiteId, Site] = {s.id: s for s in catalogue.sites_of(city.id)}
        self._holidays: PublicHolidays = catalogue.holidays(city.country)
        self._matrix: TravelMatrix = journeys_between(points_of(self._places()), tour, travel)

    def _places(self) -> list[Place]:
        nights = [self._wishes.base_of_night(n) for n in range(self._wishes.days)]
        plan = self._tour.itinerary
        stops = [s.place for day in (plan.days if plan else ()) for s in day.visits]
        return [*nights, *(place for place in stops if place is not None)]

    def is_open(self, site: SiteId, day: int) -> bool:
        """Whether the site has any hours on that day."""
        known = self._sites.get(site)
        return known is not None and bool(
            visit_windows(known, self._wishes.dates[day], self._holidays, known.visit_min)
        )

    def best_day(self, day: int, orders: Sequence[Sequence[Stop]]) -> DayPlan | None:
        """The possible day with the least travel, or None."""
        timed = [self.timed_day(day, order) for order in orders]
        possible = [plan for plan in timed if plan is not None]
        return min(possible, key=lambda plan: plan.travel_min, default=None)

    def timed_day(self, day: int, order: Sequence[Stop]) -> DayPlan | None:
        """The visits of `order` on the clock of `day`, or None when they do not fit."""
        date = self._wishes.dates[day]
        frame = Frame(
            date,
            self._wishes.start_of_day(day),
            self._wishes.end_of_day(day),
            self._wishes.day_start_min,
            self._wishes.day_end_min,
            self._wishes.lunch if self._wishes.has_room_for_lunch else None,
        )
        place, visits, sites = frame.start, [], []
        for stop in order:
            site = self._sites.get(stop.site) if stop.site else None
            journey = self._matrix.between(place.at, stop.place.at) if stop.place else None
            if site is None or stop.place is None or journey is None:
                return None
            length = stop.end_min - stop.start_min
            windows = visit_windows(site, date, self._holidays, length)
            visits.append(OrderedVisit(length, windows, journey.minutes))
            sites.append(site)
            place = stop.place
        home = self._matrix.between(place.at, frame.end.at)
        if home is None:
            return None
        starts = earliest_starts(visits, frame.start_min, frame.end_min, home.minutes, frame.lunch)
        if starts is None:
            return None
        timed = []
        for site, visit, start in zip(sites, visits, starts, strict=True):
            end = start + visit.duration_min
            event = event_during(site, date, start, end, self._holidays)
            name = event.name if event else None
            timed.append(TimedVisit(site, start, visit.duration_min, name))
        return schedule_day(frame, timed, self._matrix)
