"""Timing the visits of a day in a given order: sites, hours, journeys and breaks at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tourplanner.domain.breaks import NamedBreak
from tourplanner.domain.day_breaks import breaks_of_day
from tourplanner.domain.itinerary import DayPlan
from tourplanner.domain.place import Coordinates
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.site import Site, SiteId
from tourplanner.domain.time_window import DAY_MIN, TimeWindow
from tourplanner.domain.tour import Tour
from tourplanner.domain.travel import TravelMatrix, TravelTime, points_of
from tourplanner.domain.visit_windows import event_during, event_window, visit_windows
from tourplanner.planning.day_order import OrderedVisit, earliest_times
from tourplanner.planning.day_schedule import Frame, TimedVisit, schedule_day, timed_break
from tourplanner.usecases.journeys import journeys_between
from tourplanner.usecases.new_tour import known_city
from tourplanner.usecases.tour_catalogue import catalogue_of


@dataclass(frozen=True, slots=True)
class WishedVisit:
    """A visit to be timed: where, how long, and not before when."""

    site: SiteId
    duration_min: int
    not_before_min: int = 0
    exactly_min: int | None = None
    """A start that is kept to the minute."""


class DayClock:
    """What timing the days of one tour needs, gathered once."""

    def __init__(
        self,
        tour: Tour,
        sites: Mapping[SiteId, Site],
        holidays: PublicHolidays,
        matrix: TravelMatrix,
    ) -> None:
        self.tour = tour
        self.sites = sites
        self.holidays = holidays
        self.matrix = matrix
        self._index = {point: number for number, point in enumerate(matrix.points)}

    def journey(self, start: Coordinates, end: Coordinates) -> TravelTime | None:
        """The journey between two places, None when there is none or a place is foreign."""
        first, last = self._index.get(start), self._index.get(end)
        return None if first is None or last is None else self.matrix.times[first][last]

    def windows(self, visit: WishedVisit, day: int) -> tuple[TimeWindow, ...]:
        """When the visit may take place on a day: opening hours, then events.

        A booking by appointment needs no open door.
        """
        site = self.sites.get(visit.site)
        if site is None:
            return ()
        date = self.tour.preferences.dates[day]
        held = (event_window(site, event, date, self.holidays) for event in site.events)
        hours = (
            *visit_windows(site, date, self.holidays, visit.duration_min),
            *(window for window in held if window is not None),
        )
        booking = self.tour.appointment_of(visit.site)
        if booking is not None and booking.by_appointment and booking.day == day:
            hours = (TimeWindow(booking.start_min, booking.end_min),)
        exact = visit.exactly_min
        if exact is None:
            clipped = (w.clipped(visit.not_before_min, w.end_min) for w in hours)
            return tuple(window for window in clipped if window is not None)
        end = exact + visit.duration_min
        return (TimeWindow(exact, end),) if any(w.holds(exact, end) for w in hours) else ()

    def frame(self, day: int) -> Frame:
        """Where and when the day begins and ends."""
        wishes = self.tour.preferences
        return Frame(
            wishes.dates[day],
            wishes.start_of_day(day),
            wishes.end_of_day(day),
            wishes.day_start_min,
            wishes.day_end_min,
        )

    def breaks(self, day: int) -> tuple[NamedBreak, ...]:
        """The breaks that the day has to hold, in order."""
        frame = self.frame(day)
        transfer = self.journey(frame.start.at, frame.end.at)
        return breaks_of_day(self.tour, day, transfer.minutes if transfer else DAY_MIN).kept

    def timed_day(
        self, day: int, order: Sequence[WishedVisit], breaks: Sequence[NamedBreak] | None = None
    ) -> DayPlan | None:
        """The visits on the clock of a day, each as early as can be; None when they do not fit.

        `breaks` stand in for the day's own.
        """
        frame = self.frame(day)
        place, visits = frame.start, []
        for wished in order:
            site = self.sites.get(wished.site)
            journey = None if site is None else self.journey(place.at, site.place.at)
            if site is None or journey is None:
                return None
            windows = self.windows(wished, day)
            visits.append(OrderedVisit(wished.duration_min, windows, journey.minutes))
            place = site.place
        home = self.journey(place.at, frame.end.at)
        if home is None:
            return None
        breaks = self.breaks(day) if breaks is None else breaks
        times = earliest_times(visits, frame.start_min, frame.end_min, home.minutes, breaks)
        if times is None:
            return None
        timed = [
            self._timed(wished, start, day)
            for wished, start in zip(order, times.starts, strict=True)
        ]
        pauses = [timed_break(one, start) for one, start in zip(breaks, times.breaks, strict=True)]
        planned = schedule_day(frame, timed, pauses, self.matrix)
        limit = self.tour.preferences.travel.walk_per_day_m
        return None if limit is not None and planned.walk_m > limit else planned

    def is_fixed(self, site: SiteId) -> bool:
        """Whether the visit's time is locked or booked."""
        lock = self.tour.lock_of(site)
        is_booked = self.tour.appointment_of(site) is not None
        return is_booked or (lock is not None and lock.start_min is not None)

    def wished(self, day: DayPlan) -> list[WishedVisit]:
        """The visits of a day in order; those locked or booked to the minute stay there."""
        return [
            WishedVisit(
                stop.site,
                stop.end_min - stop.start_min,
                exactly_min=stop.start_min if self.is_fixed(stop.site) else None,
            )
            for stop in day.visits
            if stop.site is not None
        ]

    def _timed(self, wished: WishedVisit, start: int, day: int) -> TimedVisit:
        site = self.sites[wished.site]
        date = self.tour.preferences.dates[day]
        event = event_during(site, date, start, start + wished.duration_min, self.holidays)
        return TimedVisit(site, start, wished.duration_min, event.name if event else None)


def clock_of(tour: Tour, catalogue: SiteCatalogue, travel: TravelTimes) -> DayClock:
    """The clock for the visits that the tour's plan has."""
    wishes = tour.preferences
    city = known_city(catalogue, wishes.city)
    sites = {site.id: site for site in catalogue_of(tour, catalogue).sites_of(city.id)}
    nights = [wishes.base_of_night(n) for n in range(wishes.days)]
    days = tour.itinerary.days if tour.itinerary else ()
    visited = (stop.site for day in days for stop in day.visits)
    places = [*nights, *(sites[site].place for site in visited if site in sites)]
    matrix = journeys_between(points_of(places), tour, travel)
    return DayClock(tour, sites, catalogue.holidays(city.country), matrix)
