"""The rules that every valid itinerary keeps, judged apart from the engine that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tourplanner.domain.day_breaks import breaks_of_day
from tourplanner.domain.itinerary import DayPlan, Itinerary, Leg, Stop, StopKind
from tourplanner.domain.preferences import Preferences
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.reasons import reason_text, short_date
from tourplanner.domain.site import Site, SiteId
from tourplanner.domain.time_window import TimeWindow, clock
from tourplanner.domain.tour import Tour
from tourplanner.domain.travel import TravelMatrix, TravelTime
from tourplanner.domain.visit_windows import event_during, open_windows
from tourplanner.i18n import _


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule; `day` is 0-based, None when the whole tour is meant."""

    rule: str
    """Stable name of the rule: "closed", "overlap" ..."""
    text: str
    day: int | None = None
    site: SiteId | None = None


def faults(
    tour: Tour, sites: Mapping[SiteId, Site], matrix: TravelMatrix, holidays: PublicHolidays
) -> tuple[Fault, ...]:
    """Every rule that the tour's itinerary breaks; `sites` are those of its city.

    A tour without an itinerary has one fault.
    """
    itinerary = tour.itinerary
    if itinerary is None:
        return (Fault("not_planned", _("The tour is not planned.")),)
    found = [*_frame(tour.preferences, itinerary), *_wishes(tour, itinerary, sites)]
    found += _bookings(tour, itinerary)
    found += _order(tour, itinerary)
    found += _budget(tour, itinerary, sites)
    for number, day in enumerate(itinerary.days[: tour.preferences.days]):
        found += _clock_order(number, day)
        found += _bases(number, day, tour.preferences)
        found += _legs(number, day, matrix)
        found += _breaks(number, day, tour, matrix)
        found += _walk(number, day, tour.preferences)
        for stop in day.visits:
            found += _visit(number, day, stop, tour, sites, holidays)
    return tuple(found)


def _frame(wishes: Preferences, itinerary: Itinerary) -> Iterator[Fault]:
    if tuple(day.date for day in itinerary.days) != wishes.dates:
        yield Fault("dates", _("The plan's dates are not those of the tour."))
    for number, day in enumerate(itinerary.days):
        if not day.stops:
            yield Fault("empty", _("The day has no stops at all."), number)
            continue
        start, end = day.stops[0].start_min, day.stops[-1].end_min
        if start < wishes.day_start_min or end > wishes.day_end_min:
            text = _("{day}: from {start} to {end} is outside the day's hours.").format(
                day=short_date(day.date), start=clock(start), end=clock(end)
            )
            yield Fault("day_hours", text, number)


def _wishes(tour: Tour, itinerary: Itinerary, sites: Mapping[SiteId, Site]) -> Iterator[Fault]:
    visited = itinerary.visited
    left_out = {entry.site for entry in itinerary.left_out}
    for site in sorted(set(visited)):
        if visited.count(site) > 1:
            text = _("“{site}” is visited more than once.").format(site=site)
            yield Fault("twice", text, None, site)
        if site in tour.preferences.excluded:
            text = _("“{site}” is visited against your wish.").format(site=site)
            yield Fault("excluded", text, itinerary.day_of(site), site)
        if site in left_out:
            text = _("“{site}” is both visited and left out.").format(site=site)
            yield Fault("left_out", text, itinerary.day_of(site), site)
    for site in tour.preferences.required:
        if site not in visited:
            yield Fault("required", _required_text(site, itinerary), None, site)
    for site in sorted(set(sites) - set(visited) - left_out):
        text = _("“{site}” is left out without a reason.").format(site=site)
        yield Fault("no_reason", text, None, site)
    for lock in tour.locks:
        stop = next((s for d in itinerary.days for s in d.visits if s.site == lock.site), None)
        day = itinerary.day_of(lock.site)
        moved = stop is not None and lock.start_min not in (None, stop.start_min)
        if day != lock.day or moved:
            text = _("“{site}” is not where it is locked: day {day}.").format(
                site=lock.site, day=lock.day + 1
            )
            yield Fault("lock", text, lock.day, lock.site)


def _required_text(site: SiteId, itinerary: Itinerary) -> str:
    reasons = [entry.reason for entry in itinerary.left_out if entry.site == site]
    if not reasons:
        return _("“{site}” is required and not in the plan.").format(site=site)
    why = reason_text(reasons[0], [day.date for day in itinerary.days], str)
    text = _("“{site}” is required and not in the plan. {why}")
    return text.format(site=site, why=why)


def _order(tour: Tour, itinerary: Itinerary) -> Iterator[Fault]:
    position = {site: number for number, site in enumerate(itinerary.visited)}
    for before, after in pairwise(tour.fixed_order):
        if position.get(before, -1) >= position.get(after, -1):
            text = _("“{before}” is not visited before “{after}”, as it should be.").format(
                before=before, after=after
            )
            yield Fault("order", text, itinerary.day_of(after), after)


def _budget(tour: Tour, itinerary: Itinerary, sites: Mapping[SiteId, Site]) -> Iterator[Fault]:
    budget = tour.preferences.budget
    if budget is None:
        return
    tickets = (sites[site].ticket for site in itinerary.visited if site in sites)
    spent = sum(
        (t.amount for t in tickets if t is not None and t.currency == budget.currency), Decimal()
    )
    if spent > budget.amount:
        text = _("The tickets cost {spent} {currency}, the budget is {budget}.").format(
            spent=spent, currency=budget.currency, budget=budget.amount
        )
        yield Fault("budget", text)


def _clock_order(number: int, day: DayPlan) -> Iterator[Fault]:
    for stop in day.stops:
        if stop.end_min < stop.start_min:
            text = _("{day}: a stop ends before it starts.").format(day=short_date(day.date))
            yield Fault("reversed", text, number, stop.site)
    for before, after in pairwise(day.stops):
        if after.start_min < before.end_min:
            text = _("{day}: the stop at {start} begins before the one before it ends.").format(
                day=short_date(day.date), start=clock(after.start_min)
            )
            yield Fault("overlap", text, number, after.site)


def _bases(number: int, day: DayPlan, wishes: Preferences) -> Iterator[Fault]:
    ends = (day.stops[0], day.stops[-1]) if day.stops else ()
    wanted = (wishes.start_of_day(number), wishes.end_of_day(number))
    for stop, base in zip(ends, wanted, strict=False):
        if stop.kind is not StopKind.BASE or stop.place is None or stop.place.at != base.at:
            text = _("{day}: the day does not begin and end at its base.").format(
                day=short_date(day.date)
            )
            yield Fault("base", text, number)


def _legs(number: int, day: DayPlan, matrix: TravelMatrix) -> Iterator[Fault]:
    placed = day.placed
    if len(day.legs) != len(placed) - 1:
        text = _("{day}: there are {legs} legs between {stops} stops.").format(
            day=short_date(day.date), legs=len(day.legs), stops=len(placed)
        )
        yield Fault("legs", text, number)
        return
    for leg, (start, end) in zip(day.legs, pairwise(placed), strict=True):
        if start.place is None or end.place is None:
            continue
        journey = matrix.between(start.place.at, end.place.at)
        if _is_too_short(leg, journey):
            text = _("{day}: the leg at {start} is shorter than travel takes.").format(
                day=short_date(day.date), start=clock(leg.depart_min)
            )
            yield Fault("leg_minutes", text, number, end.site)
        if not _leg_fits(leg, start, end, day):
            text = _("{day}: the leg at {start} does not fit between its stops.").format(
                day=short_date(day.date), start=clock(leg.depart_min)
            )
            yield Fault("leg_times", text, number, end.site)


def _is_too_short(leg: Leg, journey: TravelTime | None) -> bool:
    """Whether nobody can travel so fast; an estimate does not outweigh roads or experience."""
    if not leg.is_estimate and (journey is None or journey.is_estimate):
        return False
    return journey is None or leg.minutes < journey.minutes


def _leg_fits(leg: Leg, start: Stop, end: Stop, day: DayPlan) -> bool:
    """Whether the leg runs between its stops, with time for a break taken on the way."""
    on_the_way = sum(
        stop.end_min - stop.start_min
        for stop in day.stops
        if stop.kind is StopKind.BREAK
        and leg.depart_min < stop.end_min
        and stop.start_min < leg.arrive_min
    )
    return (
        start.end_min <= leg.depart_min
        and leg.arrive_min <= end.start_min
        and leg.arrive_min - leg.depart_min >= leg.minutes + on_the_way
    )


def _breaks(number: int, day: DayPlan, tour: Tour, matrix: TravelMatrix) -> Iterator[Fault]:
    """The breaks of the day that are missing though their whole window lies within the trip."""
    if not day.visits:
        return
    wishes = tour.preferences
    start, end = wishes.start_of_day(number).at, wishes.end_of_day(number).at
    transfer = matrix.between(start, end) if {start, end} <= set(matrix.points) else None
    taken = [stop for stop in day.stops if stop.kind is StopKind.BREAK]
    for one in breaks_of_day(tour, number, transfer.minutes if transfer else 0).kept:
        window = one.window
        held = [
            stop
            for stop in taken
            if stop.name == one.name
            and stop.end_min - stop.start_min >= one.duration_min
            and window.holds(stop.start_min, stop.end_min)
        ]
        if held:
            taken.remove(held[0])
        elif one.is_free_time and number in tour.frozen_days:
            continue
        elif _lies_within(window, day, trip_only=one.is_free_time):
            text = _("{day}: “{name}” is missing between {start} and {end}.").format(
                day=short_date(day.date),
                name=_(one.name),
                start=clock(one.earliest_min),
                end=clock(one.latest_end_min),
            )
            yield Fault("free_time" if one.is_free_time else "break", text, number)


def _lies_within(window: TimeWindow, day: DayPlan, *, trip_only: bool) -> bool:
    """Whether the whole window lies within the day, or within the time away from the bases."""
    start, end = day.stops[0].start_min, day.stops[-1].end_min
    if trip_only and day.legs:
        start, end = day.legs[0].depart_min, day.legs[-1].arrive_min
    return window.clipped(start, end) == window


def _walk(number: int, day: DayPlan, wishes: Preferences) -> Iterator[Fault]:
    limit = wishes.travel.walk_per_day_m
    if limit is not None and day.walk_m > limit:
        text = _("{day}: {km:.1f} km on foot are more than the {limit:.1f} km wished.").format(
            day=short_date(day.date), km=day.walk_m / 1000, limit=limit / 1000
        )
        yield Fault("walk_limit", text, number)


def _bookings(tour: Tour, itinerary: Itinerary) -> Iterator[Fault]:
    for one in tour.appointments:
        day = itinerary.day_of(one.site)
        stop = next((s for d in itinerary.days for s in d.visits if s.site == one.site), None)
        is_kept = stop is not None and (stop.start_min, stop.end_min) == (
            one.start_min,
            one.end_min,
        )
        if day != one.day or not is_kept:
            text = _("“{site}” is not visited as booked: day {day}, {start} to {end}.").format(
                site=one.site,
                day=one.day + 1,
                start=clock(one.start_min),
                end=clock(one.end_min),
            )
            yield Fault("appointment", text, one.day, one.site)


def _visit(
    number: int,
    day: DayPlan,
    stop: Stop,
    tour: Tour,
    sites: Mapping[SiteId, Site],
    holidays: PublicHolidays,
) -> Iterator[Fault]:
    site = sites.get(stop.site) if stop.site is not None else None
    if site is None:
        text = _("“{site}” is no longer in the catalogue.").format(site=stop.site)
        yield Fault("unknown_site", text, number, stop.site)
        return
    if stop.end_min <= stop.start_min:
        text = _("“{site}” is visited for no time at all.").format(site=site.id)
        yield Fault("duration", text, number, site.id)
    booking = tour.appointment_of(site.id)
    if booking is not None and booking.by_appointment:
        return
    windows = open_windows(site, day.date, holidays)
    last = site.hours.last_admission_min
    too_late = last is not None and stop.start_min > last
    is_open = any(window.holds(stop.start_min, stop.end_min) for window in windows or ())
    event = event_during(site, day.date, stop.start_min, stop.end_min, holidays)
    if windows is not None and event is None and (too_late or not is_open):
        text = _("“{site}” is not open from {start} to {end} on {day}.").format(
            site=site.id,
            start=clock(stop.start_min),
            end=clock(stop.end_min),
            day=short_date(day.date),
        )
        yield Fault("closed", text, number, site.id)
