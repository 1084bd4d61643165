"""Checking a tour against the catalogue as it is now."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tourplanner.domain.checks import Fault, faults
from tourplanner.domain.place import Place
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.tour import Tour
from tourplanner.domain.transport_checks import transport_faults
from tourplanner.domain.travel import points_of
from tourplanner.usecases.journeys import journeys_between
from tourplanner.usecases.new_tour import known_city
from tourplanner.usecases.tour_catalogue import catalogue_of


def check_tour(tour: Tour, catalogue: SiteCatalogue, travel: TravelTimes) -> tuple[Fault, ...]:
    """Every rule that the tour's plan breaks; empty when it is valid."""
    city = known_city(catalogue, tour.preferences.city)
    sites = {site.id: site for site in catalogue_of(tour, catalogue).sites_of(city.id)}
    matrix = journeys_between(points_of(_places(tour)), tour, travel)
    found = faults(tour, sites, matrix, catalogue.holidays(city.country))
    return (*found, *transport_faults(tour, ZoneInfo(city.time_zone)))


def _places(tour: Tour) -> list[Place]:
    days = tour.itinerary.days if tour.itinerary else ()
    return [stop.place for day in days for stop in day.stops if stop.place is not None]
