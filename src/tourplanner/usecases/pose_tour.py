"""Putting a tour to the planning engine: candidates, journeys and hours gathered once."""

from __future__ import annotations

from dataclasses import dataclass

from tourplanner.domain.itinerary import DayPlan, StopKind
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.site import Site
from tourplanner.domain.tour import Tour
from tourplanner.planning.plan import Plan, PlannedDay, PlannedVisit
from tourplanner.planning.solver import valued
from tourplanner.planning.tour_problem import (
    TourProblem,
    build_problem,
    candidates_of,
    places_in_play,
)
from tourplanner.usecases.journeys import journeys_between
from tourplanner.usecases.new_tour import known_city


@dataclass(frozen=True, slots=True)
class PosedTour:
    """A tour with the problem it makes."""

    tour: Tour
    question: TourProblem
    holidays: PublicHolidays
    sites: tuple[Site, ...]
    """All sites of the city."""

    def present_plan(self) -> Plan | None:
        """The tour's itinerary in the engine's terms; None when it has none that still fits."""
        itinerary = self.tour.itinerary
        problem = self.question.problem
        if itinerary is None or len(itinerary.days) != len(problem.days):
            return None
        index = {
            (meaning.site.id, meaning.event.name if meaning.event else None): number
            for number, meaning in enumerate(self.question.candidates)
        }
        days = []
        for day in itinerary.days:
            visits = []
            for stop in day.visits:
                plain = index.get((stop.site, None)) if stop.site else None
                timed = index.get((stop.site, stop.event)) if stop.site and stop.event else None
                candidate = plain if timed is None else timed
                if candidate is None:
                    return None
                visits.append(PlannedVisit(candidate, stop.start_min))
            days.append(PlannedDay(tuple(visits), _lunch(day)))
        return valued(problem, tuple(days))


def pose_tour(tour: Tour, catalogue: SiteCatalogue, travel: TravelTimes) -> PosedTour:
    """The problem of `tour`; raises CityUnknown and PlanningError."""
    city = known_city(catalogue, tour.preferences.city)
    holidays = catalogue.holidays(city.country)
    sites = catalogue.sites_of(city.id)
    chosen, refused = candidates_of(tour, sites)
    matrix = journeys_between(places_in_play(tour, chosen), tour, travel)
    question = build_problem(tour, city.names.en, chosen, refused, matrix, holidays)
    return PosedTour(tour, question, holidays, sites)


def _lunch(day: DayPlan) -> int | None:
    return next((stop.start_min for stop in day.stops if stop.kind is StopKind.BREAK), None)
