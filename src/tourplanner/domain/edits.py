"""Every edit of a tour as a pure function from tour to tour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tourplanner.domain.itinerary import Itinerary
from tourplanner.domain.money import Money
from tourplanner.domain.own_leg import OwnLeg
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.preferences import Interest, Lunch, Pace
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import KnownSite, Lock, Tour
from tourplanner.domain.travel import TravelLimits
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

MIN_VISIT_MIN, MAX_VISIT_MIN = 5, 720


def with_title(tour: Tour, title: str) -> Tour:
    """The tour under another name; a blank one is refused."""
    if not title.strip():
        raise InvalidEdit(field=_("Title"), problem=_("give the tour a name."))
    return replace(tour, title=title.strip())


def with_dates(tour: Tour, start: date, days: int) -> Tour:
    """Other dates; locks and nights beyond the new end are dropped."""
    other_nights = tuple(n for n in tour.preferences.other_nights if n[0] < days)
    preferences = replace(tour.preferences, start=start, days=days, other_nights=other_nights)
    locks = tuple(lock for lock in tour.locks if lock.day < days)
    return replace(tour, preferences=preferences, locks=locks)


def with_day_hours(tour: Tour, start_min: int, end_min: int) -> Tour:
    """Other hours between leaving the base and being back."""
    return replace(
        tour,
        preferences=replace(tour.preferences, day_start_min=start_min, day_end_min=end_min),
    )


def with_lunch(tour: Tour, lunch: Lunch | None) -> Tour:
    """Another lunch, or none."""
    return replace(tour, preferences=replace(tour.preferences, lunch=lunch))


def with_pace(tour: Tour, pace: Pace) -> Tour:
    """Another pace."""
    return replace(tour, preferences=replace(tour.preferences, pace=pace))


def with_base(tour: Tour, base: Place, night: int | None = None) -> Tour:
    """Another base for all nights, or for the night after day `night` (0-based)."""
    if night is None:
        return replace(tour, preferences=replace(tour.preferences, base=base, other_nights=()))
    if not 0 <= night < tour.preferences.days:
        problem = _("the tour has no night {night}.").format(night=night + 1)
        raise InvalidEdit(field=_("Base"), problem=problem)
    others = dict(tour.preferences.other_nights) | {night: base}
    return replace(
        tour, preferences=replace(tour.preferences, other_nights=tuple(sorted(others.items())))
    )


def with_travel(tour: Tour, travel: TravelLimits) -> Tour:
    """Other modes and limits."""
    return replace(tour, preferences=replace(tour.preferences, travel=travel))


def with_interest(tour: Tour, interest: Interest) -> Tour:
    """One weight changed; weight 1 is the ordinary one and is not kept."""
    kept = [
        known
        for known in tour.preferences.interests
        if (known.facet, known.term) != (interest.facet, interest.term)
    ]
    if interest.weight != 1:
        kept.append(interest)
    return replace(tour, preferences=replace(tour.preferences, interests=tuple(kept)))


def require(tour: Tour, site: SiteId) -> Tour:
    """`site` has to be visited; a wish to leave it out is taken back."""
    wishes = tour.preferences
    required = wishes.required if site in wishes.required else (*wishes.required, site)
    excluded = _without(wishes.excluded, site)
    return replace(tour, preferences=replace(wishes, required=required, excluded=excluded))


def exclude(tour: Tour, site: SiteId) -> Tour:
    """`site` must not be visited; a wish to see it and its lock are taken back."""
    wishes = tour.preferences
    excluded = wishes.excluded if site in wishes.excluded else (*wishes.excluded, site)
    required = _without(wishes.required, site)
    locks = tuple(lock for lock in tour.locks if lock.site != site)
    preferences = replace(wishes, required=required, excluded=excluded)
    order = _without(tour.fixed_order, site)
    return replace(tour, preferences=preferences, locks=locks, fixed_order=order)


def forget_wish(tour: Tour, site: SiteId) -> Tour:
    """`site` is neither required nor left out by wish: the planner decides."""
    wishes = tour.preferences
    preferences = replace(
        wishes,
        required=_without(wishes.required, site),
        excluded=_without(wishes.excluded, site),
    )
    return replace(tour, preferences=preferences)


def lock_visit(tour: Tour, lock: Lock) -> Tour:
    """The visit stays on the lock's day, at its time when it names one."""
    others = tuple(known for known in tour.locks if known.site != lock.site)
    return replace(tour, locks=(*others, lock))


def unlock_visit(tour: Tour, site: SiteId) -> Tour:
    """The planner may move the visit again."""
    return replace(tour, locks=tuple(lock for lock in tour.locks if lock.site != site))


def keep_order(tour: Tour, sites: tuple[SiteId, ...]) -> Tour:
    """The visits to `sites` have to be made in this order; fewer than two keep none."""
    return replace(tour, fixed_order=sites if len(sites) > 1 else ())


def with_budget(tour: Tour, budget: Money | None) -> Tour:
    """Another limit on the sum of tickets, or none."""
    return replace(tour, preferences=replace(tour.preferences, budget=budget))


def with_duration(tour: Tour, site: SiteId, minutes: int | None) -> Tour:
    """Visit minutes set by hand; None returns to the catalogue's."""
    if minutes is not None and not MIN_VISIT_MIN <= minutes <= MAX_VISIT_MIN:
        raise InvalidEdit(
            field=_("Visit duration"),
            problem=_("{minutes} minutes is not between {least} and {most}.").format(
                minutes=minutes, least=MIN_VISIT_MIN, most=MAX_VISIT_MIN
            ),
        )
    durations = dict(tour.durations)
    durations.pop(site, None)
    if minutes is not None:
        durations[site] = minutes
    return replace(tour, durations=tuple(sorted(durations.items())))


def with_own_leg(tour: Tour, own: OwnLeg) -> Tour:
    """The traveller's own minutes for one way; they replace what was said of it before."""
    return replace(tour, own_legs=(*_other_legs(tour, own.start, own.end), own))


def forget_own_leg(tour: Tour, start: Coordinates, end: Coordinates) -> Tour:
    """The way takes again what the roads or the estimate say."""
    return replace(tour, own_legs=_other_legs(tour, start, end))


def _other_legs(tour: Tour, start: Coordinates, end: Coordinates) -> tuple[OwnLeg, ...]:
    return tuple(own for own in tour.own_legs if not own.joins(start, end))


def with_itinerary(tour: Tour, itinerary: Itinerary, sites: tuple[KnownSite, ...]) -> Tour:
    """The tour with a new plan and the facts of the sites in it."""
    return replace(tour, itinerary=itinerary, sites=sites)


def _without(sites: tuple[SiteId, ...], site: SiteId) -> tuple[SiteId, ...]:
    return tuple(known for known in sites if known != site)
