"""What would admit a site that was left out, each change tried by planning anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from tourplanner.domain import edits
from tourplanner.domain.itinerary import Reason, ReasonKind
from tourplanner.domain.money import Money
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.preferences import Interest
from tourplanner.domain.progress import ShouldStop, never
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import Site, SiteId
from tourplanner.domain.time_window import DAY_MIN, clock
from tourplanner.domain.tour import Tour
from tourplanner.domain.travel import TravelLimits, TravelMode
from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import TourPlannerError
from tourplanner.i18n import _
from tourplanner.usecases.find_sites import known_site
from tourplanner.usecases.plan_tour import Effort, plan_tour
from tourplanner.usecases.tour_catalogue import catalogue_of

QUICK = Effort(time_limit_s=2.0, iterations=4_000)
MOST_DAYS_LATER = 6
ROUND_MIN = 15
ROUND_M = 100
FAR_WALK_M = 5_000

MOST_STEPS = 4

Change = Callable[[Tour], Tour]
Attempt = tuple[str, Change]


@dataclass(frozen=True, slots=True)
class Admission:
    """A change after which the plan visits the site, seen to work."""

    what: str
    """The change in words."""
    tour: Tour
    """The tour with the change made, planned."""
    loses: tuple[SiteId, ...]
    """Visits of the former plan that the new one no longer has."""


def admissions(
    tour: Tour,
    site: SiteId,
    catalogue: SiteCatalogue,
    travel: TravelTimes,
    *,
    effort: Effort = QUICK,
    should_stop: ShouldStop = never,
) -> tuple[Admission, ...]:
    """Changes that admit `site`, the one that costs the fewest visits first.

    Each is tried by planning on from the plan there is, with the site required.

    Empty when the plan visits it already, or when nothing tried helps. Raises SiteUnknown.
    """
    plan = tour.itinerary
    reason = next((e.reason for e in plan.left_out if e.site == site), None) if plan else None
    if plan is None or reason is None:
        return ()
    found = []
    known = known_site(catalogue_of(tour, catalogue), site, _("Site"), tour.preferences.city)
    for attempts in _changes(tour, known, reason):
        for what, change in attempts:
            if should_stop():
                break
            try:
                changed = change(tour)
                wished = changed if site in changed.demanded else edits.require(changed, site)
                after = plan_tour(wished, catalogue, travel, effort=effort, should_stop=should_stop)
            except TourPlannerError:
                continue
            if after.itinerary is not None and site in after.itinerary.visited:
                kept = set(after.itinerary.visited)
                loses = tuple(s for s in plan.visited if s not in kept)
                found.append(Admission(what, after, loses))
                break
    return tuple(sorted(found, key=lambda admission: len(admission.loses)))


def _changes(tour: Tour, site: Site, reason: Reason) -> Iterator[Iterable[Attempt]]:
    """What might help against `reason`: kinds of change, each with its attempts, least first."""
    wishes = tour.preferences
    match reason.kind:
        case ReasonKind.CLOSED:
            yield _other_dates(tour)
        case ReasonKind.LOCK | ReasonKind.APPOINTMENT | ReasonKind.FIXED_ORDER:
            yield from _other_promises(tour, site.id)
            yield _other_dates(tour)
        case ReasonKind.TOO_FAR:
            if TravelMode.TAXI not in wishes.travel.modes:
                modes = (*wishes.travel.modes, TravelMode.TAXI)
                yield [(_("Allow taxis."), _with_travel(replace(wishes.travel, modes=modes)))]
            farther = replace(wishes.travel, walk_limit_m=FAR_WALK_M)
            yield [(_("Walk up to 5 km at a time."), _with_travel(farther))]
        case ReasonKind.WALK_LIMIT:
            yield _longer_walks(tour, reason.short_m or 0)
        case ReasonKind.OVER_BUDGET:
            yield _more_money(tour, site)
        case ReasonKind.NO_INTEREST:
            ordinary = Interest(Facet.KIND, site.kind.value, 1.0)
            change = partial(edits.with_interest, interest=ordinary)
            yield [(_("Give its kind the ordinary weight."), change)]
        case ReasonKind.EXCLUDED:
            forget = partial(edits.forget_wish, site=site.id)
            yield [(_("Take back your wish to leave it out."), forget)]
        case _:
            yield [(_("Require it."), _same)]
    if reason.kind in (ReasonKind.DAY_FULL, ReasonKind.OUTRANKED):
        yield from _lighter_days(tour)
    if reason.short_min is not None:
        yield _later_evening(tour, reason.short_min)
        yield _earlier_morning(tour, reason.short_min)


def _other_promises(tour: Tour, site: SiteId) -> Iterator[Iterable[Attempt]]:
    """Its lock, booking or place in the order given up, or kept on another day."""
    lock, booking = tour.lock_of(site), tour.appointment_of(site)
    if lock is not None:
        yield [(_("Open its lock."), partial(edits.unlock_visit, site=site))]
        yield [
            (
                _("Lock it to day {day}.").format(day=day + 1),
                partial(edits.lock_visit, lock=replace(lock, day=day)),
            )
            for day in range(tour.preferences.days)
            if day != lock.day
        ]
    if booking is not None:
        yield [(_("Cancel its booking."), partial(edits.cancel_booking, site=site))]
        yield [
            (
                _("Book it for day {day}.").format(day=day + 1),
                partial(edits.book_visit, appointment=replace(booking, day=day)),
            )
            for day in range(tour.preferences.days)
            if day != booking.day
        ]
    if site in tour.fixed_order:
        order = tuple(known for known in tour.fixed_order if known != site)
        yield [(_("Take it out of the order."), partial(edits.keep_order, sites=order))]


def _longer_walks(tour: Tour, short_m: int) -> Iterator[Attempt]:
    """Ever higher limits on walking in a day: the metres missing, then more."""
    travel = tour.preferences.travel
    least = -(-short_m // ROUND_M)
    for step in range(least, least + MOST_STEPS):
        metres = (travel.walk_per_day_m or 0) + step * ROUND_M
        yield (
            _("Walk up to {km:.1f} km a day.").format(km=metres / 1000),
            _with_travel(replace(travel, walk_per_day_m=metres)),
        )


def _more_money(tour: Tour, site: Site) -> Iterator[Attempt]:
    """A budget that its ticket fits into beside those of the plan."""
    budget, ticket = tour.preferences.budget, site.ticket
    if budget is not None and ticket is not None and ticket.currency == budget.currency:
        more = Money(budget.amount + ticket.amount, budget.currency)
        text = _("Raise the budget to {amount} {currency}.")
        said = text.format(amount=f"{more.amount:f}", currency=more.currency)
        yield said, partial(edits.with_budget, budget=more)


def _lighter_days(tour: Tour) -> Iterator[Iterable[Attempt]]:
    """What fills the days beside the visits: free time, minutes of the pace, days that stay."""
    wishes = tour.preferences
    if wishes.free_half_day_min:
        yield [
            (
                _("Leave no free time."),
                partial(edits.with_pace_minutes, extra_min=wishes.extra_min, free_min=0),
            )
        ]
    if wishes.extra_visit_min:
        yield [
            (
                _("Add no minutes to the visits."),
                partial(edits.with_pace_minutes, extra_min=0, free_min=wishes.free_min),
            )
        ]
    for day in tour.frozen_days:
        text = _("Let day {day} be planned again.").format(day=day + 1)
        yield [(text, partial(edits.thaw_day, day=day))]


def _other_dates(tour: Tour) -> Iterator[Attempt]:
    """The tour moved by ever more days, later before earlier."""
    wishes = tour.preferences
    for days in range(1, MOST_DAYS_LATER + 1):
        for shift in (days, -days):
            start = wishes.start + timedelta(days=shift)
            yield (
                _("Start on {day}.").format(day=short_date(start)),
                partial(edits.with_dates, start=start, days=wishes.days),
            )


def _later_evening(tour: Tour, short_min: int) -> Iterator[Attempt]:
    """Ever later ends of the day: the minutes missing, then time for a longer way home."""
    for more in _steps(short_min):
        end = tour.preferences.day_end_min + more
        if end <= DAY_MIN:
            yield _("Stay out until {time}.").format(time=clock(end)), _with_hours(None, end)


def _earlier_morning(tour: Tour, short_min: int) -> Iterator[Attempt]:
    for more in _steps(short_min):
        start = tour.preferences.day_start_min - more
        if start >= 0:
            yield _("Set out at {time}.").format(time=clock(start)), _with_hours(start, None)


def _steps(short_min: int) -> Iterator[int]:
    least = -(-short_min // ROUND_MIN)
    return (step * ROUND_MIN for step in range(least, least + MOST_STEPS))


def _with_hours(start_min: int | None, end_min: int | None) -> Change:
    def change(tour: Tour) -> Tour:
        wishes = tour.preferences
        start = wishes.day_start_min if start_min is None else start_min
        end = wishes.day_end_min if end_min is None else end_min
        return edits.with_day_hours(tour, start, end)

    return change


def _with_travel(travel: TravelLimits) -> Change:
    return partial(edits.with_travel, travel=travel)


def _same(tour: Tour) -> Tour:
    return tour
