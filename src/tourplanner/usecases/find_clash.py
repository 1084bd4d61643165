"""The smallest set of wishes that no plan can meet together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from tourplanner.domain.breaks import FREE_TIME
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.progress import ShouldStop, never
from tourplanner.domain.site import SiteId
from tourplanner.domain.time_window import clock
from tourplanner.domain.tour import Tour
from tourplanner.i18n import _
from tourplanner.usecases.plan_tour import Effort, plan_tour
from tourplanner.usecases.tour_catalogue import catalogue_of

QUICK = Effort(time_limit_s=1.0, iterations=1_500)


class WishKind(StrEnum):
    """What is wished."""

    SITE = "site"
    BREAK = "break"
    FREE_TIME = "free_time"
    FROZEN_DAY = "frozen_day"


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish that can be given up: a demanded site, a break, free time, a frozen day."""

    kind: WishKind
    site: SiteId | None = None
    name: str | None = None
    """Of a break."""
    day: int | None = None
    """0-based, of a frozen day."""


def clashing_wishes(
    tour: Tour,
    catalogue: SiteCatalogue,
    travel: TravelTimes,
    *,
    should_stop: ShouldStop = never,
) -> tuple[Wish, ...]:
    """Wishes that clash: give any one of them up and the rest fits.

    Empty when the plan meets every demand. Found by taking wishes away one at a time, breaks and
    frozen days before sites, and searching again for the others alone, so it is as sure as the
    search: a set may be named that a longer search would have fitted in.
    """
    clash = _wishes(tour)
    if _fits(tour, clash, catalogue, travel):
        return ()
    for wish in tuple(clash):
        if should_stop():
            break
        rest = [other for other in clash if other != wish]
        if not _fits(tour, rest, catalogue, travel):
            clash = rest
    return tuple(clash)


def find_clash(
    tour: Tour,
    catalogue: SiteCatalogue,
    travel: TravelTimes,
    *,
    should_stop: ShouldStop = never,
) -> tuple[SiteId, ...]:
    """The demanded sites among the wishes that clash."""
    found = clashing_wishes(tour, catalogue, travel, should_stop=should_stop)
    return tuple(wish.site for wish in found if wish.site is not None)


def wish_text(wish: Wish, tour: Tour, name_of: Callable[[SiteId], str]) -> str:
    """A wish in a few words: "Lunch", "Hutian, booked for 18:00 on day 2"."""
    if wish.site is None:
        if wish.kind is WishKind.FROZEN_DAY:
            return _("day {day} kept as it is").format(day=(wish.day or 0) + 1)
        return _(wish.name or FREE_TIME)
    lock, booking = tour.lock_of(wish.site), tour.appointment_of(wish.site)
    name = name_of(wish.site)
    if booking is not None:
        text = _("{site}, booked for {time} on day {day}")
        return text.format(site=name, time=clock(booking.start_min), day=booking.day + 1)
    if lock is not None and lock.start_min is not None:
        text = _("{site}, locked to {time} on day {day}")
        return text.format(site=name, time=clock(lock.start_min), day=lock.day + 1)
    if lock is not None:
        return _("{site}, locked to day {day}").format(site=name, day=lock.day + 1)
    if wish.site in tour.fixed_order:
        return _("{site}, kept in order").format(site=name)
    return name


def _wishes(tour: Tour) -> list[Wish]:
    """Every wish, those first that are given up most easily."""
    found = [Wish(WishKind.FREE_TIME)] if tour.preferences.free_half_day_min else []
    found += [Wish(WishKind.BREAK, name=one.name) for one in tour.preferences.breaks]
    found += [Wish(WishKind.FROZEN_DAY, day=day) for day in tour.frozen_days]
    booked = [one.site for one in tour.appointments]
    locked = [lock.site for lock in tour.locks]
    sites = dict.fromkeys([*booked, *locked, *tour.fixed_order, *tour.preferences.required])
    return found + [Wish(WishKind.SITE, site=site) for site in sites]


def _fits(tour: Tour, wishes: list[Wish], catalogue: SiteCatalogue, travel: TravelTimes) -> bool:
    """Whether a plan of nothing but `wishes` meets all of them."""
    demands = tuple(wish.site for wish in wishes if wish.site is not None)
    if not demands:
        return True
    frozen = tuple(wish.day for wish in wishes if wish.day is not None)
    plan = tour.itinerary if frozen else None
    staying = {stop.site for day in frozen if plan is not None for stop in plan.days[day].visits}
    others = (site.id for site in catalogue_of(tour, catalogue).sites_of(tour.preferences.city))
    unwanted = tuple(site for site in others if site not in demands and site not in staying)
    names = [wish.name for wish in wishes]
    preferences = replace(
        tour.preferences,
        required=demands,
        preferred=(),
        excluded=unwanted,
        breaks=tuple(one for one in tour.preferences.breaks if one.name in names),
        free_min=tour.preferences.free_min if Wish(WishKind.FREE_TIME) in wishes else 0,
    )
    alone = replace(
        tour,
        preferences=preferences,
        locks=tuple(lock for lock in tour.locks if lock.site in demands),
        appointments=tuple(one for one in tour.appointments if one.site in demands),
        fixed_order=tuple(site for site in tour.fixed_order if site in demands),
        frozen_days=frozen,
        itinerary=plan,
    )
    planned = plan_tour(alone, catalogue, travel, effort=QUICK)
    return planned.itinerary is not None and set(demands) <= set(planned.itinerary.visited)
