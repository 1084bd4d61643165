"""Every edit of a tour as a pure function from tour to tour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tourplanner.domain.breaks import LUNCH, NamedBreak
from tourplanner.domain.itinerary import Itinerary
from tourplanner.domain.money import Money
from tourplanner.domain.own_leg import OwnLeg
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.preferences import Interest, Pace, Priority
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Appointment, KnownSite, Lock, Tour
from tourplanner.domain.travel import TravelLimits
from tourplanner.domain.visit_length import check_visit_length
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _


def with_title(tour: Tour, title: str) -> Tour:
    """The tour under another name; a blank one is refused."""
    if not title.strip():
        raise InvalidEdit(field=_("Title"), problem=_("give the tour a name."))
    return replace(tour, title=title.strip())


def with_dates(tour: Tour, start: date, days: int) -> Tour:
    """Other dates; what is fixed beyond the new end is dropped."""
    other_nights = tuple(n for n in tour.preferences.other_nights if n[0] < days)
    preferences = replace(tour.preferences, start=start, days=days, other_nights=other_nights)
    locks = tuple(lock for lock in tour.locks if lock.day < days)
    appointments = tuple(one for one in tour.appointments if one.day < days)
    frozen = tuple(day for day in tour.frozen_days if day < days)
    return replace(
        tour,
        preferences=preferences,
        locks=locks,
        appointments=appointments,
        frozen_days=frozen,
    )


def with_day_hours(tour: Tour, start_min: int, end_min: int) -> Tour:
    """Other hours between leaving the base and being back."""
    return replace(
        tour,
        preferences=replace(tour.preferences, day_start_min=start_min, day_end_min=end_min),
    )


def with_breaks(tour: Tour, breaks: tuple[NamedBreak, ...]) -> Tour:
    """Other breaks, in place of all there were."""
    return replace(tour, preferences=replace(tour.preferences, breaks=breaks))


def with_break(tour: Tour, one: NamedBreak) -> Tour:
    """One break more; it takes the place of the one with its name."""
    breaks = list(tour.preferences.breaks)
    names = [_folded(known.name) for known in breaks]
    if _folded(one.name) in names:
        breaks[names.index(_folded(one.name))] = one
    else:
        breaks.append(one)
    return with_breaks(tour, tuple(breaks))


def without_break(tour: Tour, name: str) -> Tour:
    """The break called `name` taken away; nothing changes when there is none."""
    kept = (one for one in tour.preferences.breaks if _folded(one.name) != _folded(name))
    return with_breaks(tour, tuple(kept))


def with_lunch(tour: Tour, lunch: NamedBreak | None) -> Tour:
    """Another lunch, or none."""
    if lunch is None:
        return without_break(tour, LUNCH)
    return with_break(tour, replace(lunch, name=LUNCH))


def with_pace(tour: Tour, pace: Pace) -> Tour:
    """Another pace; minutes set by hand stay."""
    return replace(tour, preferences=replace(tour.preferences, pace=pace))


def with_pace_minutes(tour: Tour, extra_min: int | None, free_min: int | None) -> Tour:
    """Minutes added to each visit and free in each half day; None leaves them to the pace."""
    preferences = replace(tour.preferences, extra_min=extra_min, free_min=free_min)
    return replace(tour, preferences=preferences)


def with_kind_percent(tour: Tour, percents: tuple[int, ...]) -> Tour:
    """Other shares that the first, second ... visit of a kind counts, in percent."""
    return replace(tour, preferences=replace(tour.preferences, kind_percent=percents))


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


def with_walk_per_day(tour: Tour, metres: int | None) -> Tour:
    """Another limit on the metres on foot in a day, or none."""
    return with_travel(tour, replace(tour.preferences.travel, walk_per_day_m=metres))


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
    """`site` has to be visited; any other wish about it is taken back."""
    return _with_priority(tour, site, Priority.REQUIRED)


def prefer(tour: Tour, site: SiteId) -> Tour:
    """One would like to visit `site`: it counts more; any other wish about it is taken back."""
    return _with_priority(tour, site, Priority.PREFERRED)


def exclude(tour: Tour, site: SiteId) -> Tour:
    """`site` must not be visited; a wish to see it, its lock and its booking are taken back."""
    free = replace(
        tour,
        locks=tuple(lock for lock in tour.locks if lock.site != site),
        appointments=tuple(one for one in tour.appointments if one.site != site),
        fixed_order=_without(tour.fixed_order, site),
    )
    return _with_priority(free, site, Priority.EXCLUDED)


def forget_wish(tour: Tour, site: SiteId) -> Tour:
    """`site` is neither wished for nor left out by wish: the planner decides."""
    return _with_priority(tour, site, Priority.ORDINARY)


def _with_priority(tour: Tour, site: SiteId, priority: Priority) -> Tour:
    wishes = tour.preferences
    lists = {
        Priority.REQUIRED: wishes.required,
        Priority.PREFERRED: wishes.preferred,
        Priority.EXCLUDED: wishes.excluded,
    }
    changed = {
        each: _with(sites, site) if each is priority else _without(sites, site)
        for each, sites in lists.items()
    }
    preferences = replace(
        wishes,
        required=changed[Priority.REQUIRED],
        preferred=changed[Priority.PREFERRED],
        excluded=changed[Priority.EXCLUDED],
    )
    return replace(tour, preferences=preferences)


def lock_visit(tour: Tour, lock: Lock) -> Tour:
    """The visit stays on the lock's day, at its time when it names one; a booked one is refused."""
    if tour.appointment_of(lock.site) is not None:
        problem = _("it is booked, which fixes its time already. Cancel the booking first.")
        raise InvalidEdit(field=_("Lock of {site}").format(site=lock.site), problem=problem)
    others = tuple(known for known in tour.locks if known.site != lock.site)
    return replace(tour, locks=(*others, lock))


def unlock_visit(tour: Tour, site: SiteId) -> Tour:
    """The planner may move the visit again."""
    return replace(tour, locks=tuple(lock for lock in tour.locks if lock.site != site))


def book_visit(tour: Tour, appointment: Appointment) -> Tour:
    """The group's visit is booked; the site's lock and any wish to leave it out are taken back."""
    others = tuple(one for one in tour.appointments if one.site != appointment.site)
    free = unlock_visit(tour, appointment.site)
    if appointment.site in free.preferences.excluded:
        free = forget_wish(free, appointment.site)
    return replace(free, appointments=(*others, appointment))


def cancel_booking(tour: Tour, site: SiteId) -> Tour:
    """The site is no longer booked; nothing changes when it was not."""
    kept = tuple(one for one in tour.appointments if one.site != site)
    return replace(tour, appointments=kept)


def freeze_day(tour: Tour, day: int) -> Tour:
    """The plan of day `day` (0-based) stays as it is; a day without a plan is refused."""
    return replace(tour, frozen_days=tuple(sorted({*tour.frozen_days, day})))


def thaw_day(tour: Tour, day: int) -> Tour:
    """The planner may change day `day` (0-based) again."""
    return replace(tour, frozen_days=tuple(known for known in tour.frozen_days if known != day))


def keep_order(tour: Tour, sites: tuple[SiteId, ...]) -> Tour:
    """The visits to `sites` have to be made in this order; fewer than two keep none."""
    return replace(tour, fixed_order=sites if len(sites) > 1 else ())


def with_budget(tour: Tour, budget: Money | None) -> Tour:
    """Another limit on the sum of tickets, or none."""
    return replace(tour, preferences=replace(tour.preferences, budget=budget))


def with_duration(tour: Tour, site: SiteId, minutes: int | None) -> Tour:
    """Visit minutes set by hand; None returns to the catalogue's."""
    if minutes is not None:
        check_visit_length(_("Visit duration"), minutes)
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


def _folded(name: str) -> str:
    return name.strip().casefold()


def _with(sites: tuple[SiteId, ...], site: SiteId) -> tuple[SiteId, ...]:
    return sites if site in sites else (*sites, site)


def _without(sites: tuple[SiteId, ...], site: SiteId) -> tuple[SiteId, ...]:
    return tuple(known for known in sites if known != site)
