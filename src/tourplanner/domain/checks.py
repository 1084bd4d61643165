"""The rules that every valid itinerary keeps, judged apart from the engine that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tourplanner.domain.itinerary import DayPlan, Itinerary, Leg, Stop, StopKind
from tourplanner.domain.preferences import Preferences
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.reasons import short_date
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
    found += _order(tour, itinerary)
    found += _budget(tour, itinerary, sites)
    for number, day in enumerate(itinerary.days[: tour.preferences.days]):
        found += _clock_order(number, day)
        found += _bases(number, day, tour.preferences)
        found += _legs(number, day, matrix)
        found += _lunch(number, day, tour.preferences)
        for stop in day.visits:
            found += _visit(number, day, stop, sites, holidays)
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
            text = _("“{site}” is required and not in the plan.").format(site=site)
            yield Fault("required", text, None, site)
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


def _lunch(number: int, day: DayPlan, wishes: Preferences) -> Iterator[Fault]:
    lunch = wishes.lunch
    if lunch is None or not day.visits:
        return
    frame = TimeWindow(lunch.earliest_min, lunch.latest_end_min)
    if frame.clipped(day.stops[0].start_min, day.stops[-1].end_min) != frame:
        return
    for stop in day.stops:
        long_enough = stop.end_min - stop.start_min >= lunch.duration_min
        if (
            stop.kind is StopKind.BREAK
            and long_enough
            and frame.holds(stop.start_min, stop.end_min)
        ):
            return
    text = _("{day}: there is no lunch break.").format(day=short_date(day.date))
    yield Fault("lunch", text, number)


def _visit(
    number: int,
    day: DayPlan,
    stop: Stop,
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
