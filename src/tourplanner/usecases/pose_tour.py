"""Putting a tour to the planning engine: candidates, journeys and hours gathered once."""

from __future__ import annotations

from dataclasses import dataclass

from tourplanner.domain.itinerary import DayPlan, StopKind
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.site import Site, SiteId
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
from tourplanner.usecases.tour_catalogue import catalogue_of


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
        if itinerary is None or len(itinerary.days) != len(self.question.problem.days):
            return None
        plan = self.kept_plan()
        visits = sum(len(day.visits) for day in itinerary.days)
        if plan is None or sum(len(day.visits) for day in plan.days) != visits:
            return None
        return plan

    def kept_plan(self) -> Plan | None:
        """What the engine knows of the tour's itinerary; None when the tour has none.

        Visits to sites that are no candidates any more and days beyond the end are dropped; of
        two visits to one site that of a frozen day stays, or the first.
        """
        itinerary = self.tour.itinerary
        if itinerary is None:
            return None
        index = {
            (meaning.site.id, meaning.event.name if meaning.event else None): number
            for number, meaning in enumerate(self.question.candidates)
        }
        seen: set[SiteId] = set()
        found: dict[int, PlannedDay] = {}
        frozen = self.tour.frozen_days
        numbers = range(len(self.question.problem.days))
        for number in sorted(numbers, key=lambda n: (n not in frozen, n)):
            if number >= len(itinerary.days):
                found[number] = PlannedDay(())
                continue
            visits = []
            for stop in itinerary.days[number].visits:
                if stop.site is None or stop.site in seen:
                    continue
                candidate = index.get((stop.site, stop.event), index.get((stop.site, None)))
                if candidate is not None:
                    visits.append(PlannedVisit(candidate, stop.start_min))
                    seen.add(stop.site)
            found[number] = PlannedDay(tuple(visits), _breaks(itinerary.days[number]))
        days = [found[number] for number in numbers]
        return valued(self.question.problem, tuple(days))


def pose_tour(tour: Tour, catalogue: SiteCatalogue, travel: TravelTimes) -> PosedTour:
    """The problem of `tour`; raises CityUnknown and PlanningError."""
    city = known_city(catalogue, tour.preferences.city)
    holidays = catalogue.holidays(city.country)
    sites = catalogue_of(tour, catalogue).sites_of(city.id)
    chosen, refused = candidates_of(tour, sites)
    matrix = journeys_between(places_in_play(tour, chosen), tour, travel)
    question = build_problem(tour, city.names.first, chosen, refused, matrix, holidays)
    return PosedTour(tour, question, holidays, sites)


def _breaks(day: DayPlan) -> tuple[int, ...]:
    return tuple(stop.start_min for stop in day.stops if stop.kind is StopKind.BREAK)
