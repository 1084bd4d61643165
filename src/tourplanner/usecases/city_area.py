"""The area of a city that a pack should cover."""

from __future__ import annotations

from tourplanner.domain.box import Box
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.usecases.new_tour import known_city

MARGIN_M = 5000
"""Around the outermost site: enough for a lodging, and for roads that go round."""


def city_box(catalogue: SiteCatalogue, city: str) -> Box:
    """The box around all sites of a city and its centre; raises CityUnknown."""
    found = known_city(catalogue, city)
    points = [site.point.at for site in catalogue.sites_of(found.id)]
    return Box.around([found.centre.at, *points], MARGIN_M)
