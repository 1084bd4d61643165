"""Finding the sites within so many minutes of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourplanner.domain.place import Coordinates
from tourplanner.domain.ports import Reachability, SiteCatalogue, SiteQuery
from tourplanner.domain.reach import checked_minutes
from tourplanner.domain.site import Site
from tourplanner.domain.travel import TravelMode, TravelTime

MOST_SITES = 20_000


@dataclass(frozen=True, slots=True)
class ReachedSite:
    """A site with the journey to it."""

    site: Site
    journey: TravelTime


FASTEST_M_PER_MIN = {TravelMode.WALK: 100, TravelMode.E_BIKE: 350, TravelMode.TAXI: 2000}
"""Nobody covers more in a straight line: farther sites need no look at the roads."""


def find_within(
    catalogue: SiteCatalogue,
    start: Coordinates,
    minutes: int,
    mode: TravelMode,
    travel: Reachability,
) -> tuple[ReachedSite, ...]:
    """The sights of the catalogue that `mode` reaches from `start` in `minutes`."""
    within_m = checked_minutes(minutes) * FASTEST_M_PER_MIN[mode]
    around = catalogue.search(SiteQuery(near=start, within_m=within_m, limit=MOST_SITES))
    sights = [site for site in around if site.is_sight]
    return sites_within(start, minutes, mode, sights, travel)


def sites_within(
    start: Coordinates,
    minutes: int,
    mode: TravelMode,
    sites: Sequence[Site],
    travel: Reachability,
) -> tuple[ReachedSite, ...]:
    """Those of `sites` that `mode` reaches from `start` in `minutes`, the nearest first.

    Raises InvalidEdit for minutes that nobody would ask for.
    """
    limit = checked_minutes(minutes)
    journeys = travel.journeys_from(start, [site.point.at for site in sites], mode)
    found = [
        ReachedSite(site, journey)
        for site, journey in zip(sites, journeys, strict=True)
        if journey is not None and journey.minutes <= limit
    ]
    return tuple(sorted(found, key=lambda one: (one.journey.minutes, one.site.id)))
