"""The smallest set of demands that no plan can meet together."""

from __future__ import annotations

from dataclasses import replace

from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.progress import ShouldStop, never
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.usecases.plan_tour import Effort, plan_tour

QUICK = Effort(time_limit_s=1.0, iterations=1_500)


def find_clash(
    tour: Tour,
    catalogue: SiteCatalogue,
    travel: TravelTimes,
    *,
    should_stop: ShouldStop = never,
) -> tuple[SiteId, ...]:
    """Required and locked sites that clash: leave any one of them out and the rest fits.

    Empty when the plan meets every demand. Found by taking demands away one at a time and
    searching again for the others alone, so it is as sure as the search: a set may be named
    that a longer search would have fitted in.
    """
    demands = _demands(tour)
    if _fits(tour, demands, catalogue, travel):
        return ()
    clash = list(demands)
    for site in demands:
        if should_stop():
            break
        rest = [other for other in clash if other != site]
        if not _fits(tour, tuple(rest), catalogue, travel):
            clash = rest
    return tuple(clash)


def _demands(tour: Tour) -> tuple[SiteId, ...]:
    locked = (lock.site for lock in tour.locks)
    return tuple(dict.fromkeys([*locked, *tour.fixed_order, *tour.preferences.required]))


def _fits(
    tour: Tour, demands: tuple[SiteId, ...], catalogue: SiteCatalogue, travel: TravelTimes
) -> bool:
    """Whether a plan of nothing but `demands` visits all of them."""
    if not demands:
        return True
    others = (site.id for site in catalogue.sites_of(tour.preferences.city))
    unwanted = tuple(site for site in others if site not in demands)
    wishes = replace(tour.preferences, required=demands, excluded=unwanted)
    locks = tuple(lock for lock in tour.locks if lock.site in demands)
    order = tuple(site for site in tour.fixed_order if site in demands)
    alone = replace(tour, preferences=wishes, locks=locks, fixed_order=order, itinerary=None)
    plan = plan_tour(alone, catalogue, travel, effort=QUICK)
    return plan.itinerary is not None and set(demands) <= set(plan.itinerary.visited)
