"""Which breaks a day of a tour holds: the traveller's own, then the free time of the pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tourplanner.domain.breaks import FREE_TIME, NamedBreak
from tourplanner.domain.reasons import short_date
from tourplanner.domain.time_window import clock
from tourplanner.domain.tour import Tour
from tourplanner.i18n import _, listed

SHORTEST_HALF_MIN = 180
"""A half day shorter than this has no free time."""
EDGE_MIN = 60
"""Free time in the first or the last hour of a day would be no pause."""


@dataclass(frozen=True, slots=True)
class DayBreaks:
    """The breaks of one day."""

    kept: tuple[NamedBreak, ...]
    """In the order they are taken, windows cut so that each leaves room for the others."""
    left_out: tuple[NamedBreak, ...]
    """Wished ones that the day's hours or the other breaks leave no room for."""


def breaks_of_day(tour: Tour, day: int, transfer_min: int = 0) -> DayBreaks:
    """The breaks of day `day` (0-based); `transfer_min` is the way from its first to its last base.

    A break whose window does not lie within the day's hours is left out, and so is one that cannot
    be taken beside those named before it. Free time is added to each half day of three hours or
    more, the transfer and booked visits not counted.
    """
    wishes = tour.preferences
    first, last = wishes.day_start_min, wishes.day_end_min
    kept: tuple[NamedBreak, ...] = ()
    left_out = []
    for wished in wishes.breaks:
        if not wished.is_on(day):
            continue
        room = None
        if first <= wished.earliest_min and wished.latest_end_min <= last:
            room = _inserted(kept, wished)
        if room is None:
            left_out.append(wished)
        else:
            kept = room
    for pause in _free_time(tour, day, transfer_min):
        kept = _inserted(kept, pause) or kept
    return DayBreaks(kept, tuple(left_out))


def break_notes(tour: Tour) -> tuple[str, ...]:
    """A sentence for each break that days of the tour have no room for, or that none has."""
    wishes = tour.preferences
    left_out = [breaks_of_day(tour, number).left_out for number in range(wishes.days)]
    found = []
    for one in wishes.breaks:
        days = [day for day, missing in zip(wishes.dates, left_out, strict=True) if one in missing]
        if not any(one.is_on(number) for number in range(wishes.days)):
            text = _("{name} is on none of the tour's days.")
        elif len(days) == wishes.days > 1:
            text = _(
                "{name} is left out on every day: {start} to {end} lies outside the day's hours, "
                "or other breaks fill it."
            )
        elif days:
            text = _(
                "{name} is left out on {days}: {start} to {end} lies outside the day's hours, "
                "or other breaks fill it."
            )
        else:
            continue
        said = text.format(
            name=_(one.name),
            days=listed(short_date(day) for day in days),
            start=clock(one.earliest_min),
            end=clock(one.latest_end_min),
        )
        found.append(said)
    return tuple(found)


def _inserted(taken: Sequence[NamedBreak], new: NamedBreak) -> tuple[NamedBreak, ...] | None:
    """The breaks with `new` among them where it leaves most room; None when none is possible."""
    orders = (
        _cut_to_order((*taken[:place], new, *taken[place:])) for place in range(len(taken) + 1)
    )
    possible = [order for order in orders if order is not None]
    return max(possible, key=_least_slack, default=None)


def _least_slack(order: Sequence[NamedBreak]) -> int:
    return min(one.latest_start_min - one.earliest_min for one in order)


def _cut_to_order(order: Sequence[NamedBreak]) -> tuple[NamedBreak, ...] | None:
    """The breaks with windows cut to what this order allows, or None when it allows nothing."""
    earliest, latest_end = [], []
    free = 0
    for one in order:
        earliest.append(max(one.earliest_min, free))
        free = earliest[-1] + one.duration_min
    until = order[-1].latest_end_min
    for one in reversed(order):
        latest_end.append(min(one.latest_end_min, until))
        until = latest_end[-1] - one.duration_min
    cut = list(zip(order, earliest, reversed(latest_end), strict=True))
    if any(first + one.duration_min > last for one, first, last in cut):
        return None
    return tuple(replace(one, earliest_min=first, latest_end_min=last) for one, first, last in cut)


def _free_time(tour: Tour, day: int, transfer_min: int) -> tuple[NamedBreak, ...]:
    """The pace's pauses: one before the middle of the day, one after it."""
    wishes = tour.preferences
    minutes = wishes.free_half_day_min
    if minutes == 0:
        return ()
    lunch = wishes.lunch
    middle = (wishes.day_start_min + wishes.day_end_min) // 2
    if lunch is not None and lunch.is_on(day):
        middle = (lunch.earliest_min + lunch.latest_end_min) // 2
    edge = 0 if _has_fixed_times(tour, day) else EDGE_MIN
    pauses = []
    for start, end, first, last in (
        (wishes.day_start_min, middle, wishes.day_start_min + edge, middle),
        (middle, wishes.day_end_min, middle, wishes.day_end_min - edge),
    ):
        booked = sum(
            max(0, min(end, one.end_min) - max(start, one.start_min))
            for one in tour.appointments
            if one.day == day
        )
        is_long = end - start - booked - transfer_min >= SHORTEST_HALF_MIN
        if is_long and last - first >= minutes:
            pauses.append(NamedBreak(FREE_TIME, first, last, minutes))
    return tuple(pauses)


def _has_fixed_times(tour: Tour, day: int) -> bool:
    """Whether a visit of the day is fixed to the minute: its free time then goes where it can."""
    locked = any(lock.day == day and lock.start_min is not None for lock in tour.locks)
    return locked or any(one.day == day for one in tour.appointments)
