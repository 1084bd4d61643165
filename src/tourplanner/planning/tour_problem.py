"""A tour put as a planning problem: wishes, hours and journeys become plain numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tourplanner.domain.breaks import NamedBreak
from tourplanner.domain.day_breaks import breaks_of_day
from tourplanner.domain.itinerary import LeftOut, Reason, ReasonKind, Stop
from tourplanner.domain.money import Money
from tourplanner.domain.place import Coordinates
from tourplanner.domain.preferences import Preferences
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.site import Site, SiteEvent, SiteId, SiteKind
from tourplanner.domain.time_window import TimeWindow
from tourplanner.domain.tour import Appointment, Tour
from tourplanner.domain.travel import TravelMatrix, TravelMode
from tourplanner.domain.visit_windows import event_window, open_windows, visit_windows
from tourplanner.errors import PlanningError
from tourplanner.i18n import N_
from tourplanner.planning.day_order import earliest_times
from tourplanner.planning.problem import (
    BreakRule,
    Candidate,
    ChainRule,
    DayFrame,
    KindRule,
    Matrix,
    Pin,
    PlanningProblem,
    Window,
)
from tourplanner.planning.scoring import EVENT_POINTS, SCORE_WEIGHT, TRAVEL_WEIGHT, score

UNREACHABLE_MIN = 1_000_000


class NothingToVisit(PlanningError):
    """No site of the city can be a candidate."""

    text = N_("There is nothing to visit in {city} with these wishes.")
    hint = N_("Take back some of the sites you left out, or interests set to 0.")


class BaseOutOfReach(PlanningError):
    """A day that cannot even be travelled without a visit."""

    text = N_("Day {day}: the way from {start} to {end} does not fit into the day.")
    hint = N_("Allow taxis, choose a nearer base, or give the day more hours.")


class WalkLimitTooLow(PlanningError):
    """A day whose way from base to base alone is more than may be walked."""

    text = N_("Day {day}: the way from {start} to {end} is {metres} m on foot, over your limit.")
    hint = N_("Raise the limit on walking in a day, or allow taxis for shorter ways.")


@dataclass(frozen=True, slots=True)
class TourCandidate:
    """What candidate n of the problem stands for: a visit, or one timed for an event."""

    site: Site
    duration_min: int
    event: SiteEvent | None = None


@dataclass(frozen=True, slots=True)
class TourProblem:
    """The problem, what its candidates mean, and the sites that were never put to the search."""

    problem: PlanningProblem
    candidates: tuple[TourCandidate, ...]
    refused: tuple[LeftOut, ...]
    matrix: TravelMatrix
    breaks: tuple[tuple[NamedBreak, ...], ...]
    """Of each day, in the order of its frame's breaks."""


def candidates_of(
    tour: Tour, sites: Iterable[Site]
) -> tuple[tuple[Site, ...], tuple[LeftOut, ...]]:
    """The sites worth putting to the search, and the others with their reasons.

    A place of the traveller's own is worth it whatever its kind, and when its hours are not known:
    he entered it to go there.
    """
    wishes = tour.preferences
    wanted = tour.demanded | set(_frozen_stops(tour)) | set(wishes.preferred)
    chosen, refused = [], []
    for site in sites:
        kind: ReasonKind | None = None
        if site.id in wishes.excluded:
            kind = ReasonKind.EXCLUDED
        elif site.id in wanted:
            kind = None
        elif not site.is_sight:
            kind = ReasonKind.NOT_A_SIGHT
        elif score(site, wishes) == 0:
            kind = ReasonKind.NO_INTEREST
        elif site.hours.expression is None and not site.is_own:
            kind = ReasonKind.HOURS_UNKNOWN
        if kind is None:
            chosen.append(site)
        else:
            refused.append(LeftOut(site.id, Reason(kind)))
    return tuple(chosen), tuple(refused)


def _frozen_stops(tour: Tour) -> dict[SiteId, tuple[int, Stop]]:
    """Day and stop of each visit on a frozen day; they stay whatever they are worth."""
    days = () if tour.itinerary is None else tour.itinerary.days
    return {
        stop.site: (number, stop)
        for number in tour.frozen_days
        for stop in days[number].visits
        if stop.site is not None
    }


def places_in_play(tour: Tour, sites: Sequence[Site]) -> tuple[Coordinates, ...]:
    """Every point between which journeys are needed."""
    wishes = tour.preferences
    bases = [wishes.base_of_night(night).at for night in range(wishes.days)]
    return tuple(dict.fromkeys([*bases, *(site.point.at for site in sites)]))


def build_problem(
    tour: Tour,
    city: str,
    sites: Sequence[Site],
    refused: tuple[LeftOut, ...],
    matrix: TravelMatrix,
    holidays: PublicHolidays,
) -> TourProblem:
    """The search's view of a tour; `sites` and `refused` come from `candidates_of`.

    Raises NothingToVisit, and BaseOutOfReach when two bases are too far apart for a day.
    """
    if not sites:
        raise NothingToVisit(city=city)
    index = {point: number for number, point in enumerate(matrix.points)}
    travel = _minutes(matrix)
    breaks = _breaks(tour, matrix)
    days = _days(tour.preferences, index, travel, breaks)
    _check_walking(tour.preferences, matrix)
    meanings: list[TourCandidate] = []
    candidates: list[Candidate] = []
    groups: list[tuple[int, ...]] = []
    for site in sites:
        variants = _variants(tour, site, index[site.point.at], holidays)
        if len(variants) > 1:
            groups.append(tuple(range(len(candidates), len(candidates) + len(variants))))
        meanings += [meaning for meaning, _candidate in variants]
        candidates += [candidate for _meaning, candidate in variants]
    problem = PlanningProblem(
        travel,
        days,
        tuple(candidates),
        exclusions=tuple(groups),
        chains=_fixed_order(tour, meanings),
        budget=None if tour.preferences.budget is None else tour.preferences.budget.minor,
        score_weight=SCORE_WEIGHT,
        travel_weight=TRAVEL_WEIGHT,
        walking=None if tour.preferences.travel.walk_per_day_m is None else _walking(matrix),
        kinds=_kinds(tour.preferences, meanings),
    )
    return TourProblem(problem, tuple(meanings), refused, matrix, breaks)


def _minutes(matrix: TravelMatrix) -> Matrix:
    rows = [[UNREACHABLE_MIN if t is None else t.minutes for t in row] for row in matrix.times]
    return np.array(rows, dtype=np.int32)


def _walking(matrix: TravelMatrix) -> Matrix:
    rows = [
        [t.distance_m if t is not None and t.mode is TravelMode.WALK else 0 for t in row]
        for row in matrix.times
    ]
    return np.array(rows, dtype=np.int32)


def _check_walking(wishes: Preferences, matrix: TravelMatrix) -> None:
    limit = wishes.travel.walk_per_day_m
    for number in range(wishes.days if limit is not None else 0):
        start, end = wishes.start_of_day(number), wishes.end_of_day(number)
        way = matrix.between(start.at, end.at)
        is_walk = way is not None and way.mode is TravelMode.WALK
        if way is not None and is_walk and limit is not None and way.distance_m > limit:
            raise WalkLimitTooLow(
                day=number + 1, start=start.name, end=end.name, metres=way.distance_m
            )


def _breaks(tour: Tour, matrix: TravelMatrix) -> tuple[tuple[NamedBreak, ...], ...]:
    wishes = tour.preferences
    found = []
    for number in range(wishes.days):
        transfer = matrix.between(wishes.start_of_day(number).at, wishes.end_of_day(number).at)
        minutes = UNREACHABLE_MIN if transfer is None else transfer.minutes
        found.append(breaks_of_day(tour, number, minutes).kept)
    return tuple(found)


def _days(
    wishes: Preferences,
    index: Mapping[Coordinates, int],
    travel: Matrix,
    breaks: Sequence[Sequence[NamedBreak]],
) -> tuple[DayFrame, ...]:
    frames = []
    for number, todays in enumerate(breaks):
        start, end = wishes.start_of_day(number), wishes.end_of_day(number)
        frame = DayFrame(
            index[start.at],
            index[end.at],
            wishes.day_start_min,
            wishes.day_end_min,
            tuple(
                BreakRule(one.duration_min, one.earliest_min, one.latest_end_min, one.name)
                for one in todays
            ),
            wishes.travel.walk_per_day_m,
        )
        transfer = int(travel[frame.start_place, frame.end_place])
        if earliest_times((), frame.start, frame.end, transfer, todays) is None:
            raise BaseOutOfReach(day=number + 1, start=start.name, end=end.name)
        frames.append(frame)
    return tuple(frames)


def _kinds(wishes: Preferences, meanings: Sequence[TourCandidate]) -> tuple[KindRule, ...]:
    """For each kind with more than one candidate what its further visits count."""
    if min(wishes.kind_percent) == 100:
        return ()
    members: dict[SiteKind, list[int]] = {}
    for number, meaning in enumerate(meanings):
        members.setdefault(meaning.site.kind, []).append(number)
    return tuple(KindRule(tuple(found), wishes.kind_percent) for found in members.values())


def _variants(
    tour: Tour, site: Site, place: int, holidays: PublicHolidays
) -> list[tuple[TourCandidate, Candidate]]:
    """The plain visit, then one for each of the site's events that fall into the tour."""
    wishes = tour.preferences
    frozen = _frozen_stops(tour).get(site.id)
    if frozen is not None:
        return [_frozen(tour, site, place, *frozen)]
    booking = tour.appointment_of(site.id)
    if booking is not None:
        return [_booked(booking, site, place, wishes, holidays)]
    lock = tour.lock_of(site.id)
    is_demanded = site.id in tour.demanded
    by_hand = tour.duration_of(site.id)
    duration = by_hand or site.visit_min + wishes.extra_visit_min
    windows = tuple(
        _pairs(visit_windows(site, day, holidays, duration))
        if lock is None or lock.day == number
        else ()
        for number, day in enumerate(wishes.dates)
    )
    pin = None if lock is None or lock.start_min is None else Pin(lock.day, lock.start_min)
    worth = score(site, wishes)
    plain = Candidate(
        key=site.id,
        place=place,
        score=worth,
        duration=duration,
        windows=windows,
        price=_price(site, wishes.budget),
        required=is_demanded,
        pin=pin,
    )
    variants = [(TourCandidate(site, duration), plain)]
    if is_demanded:
        return variants
    for event in site.events:
        timed = tuple(
            () if window is None else ((window.start_min, window.end_min),)
            for window in (event_window(site, event, day, holidays) for day in wishes.dates)
        )
        longest = max((end - start for day in timed for start, end in day), default=0)
        if longest:
            length = min(duration, longest)
            candidate = replace(plain, windows=timed, score=worth + EVENT_POINTS, duration=length)
            variants.append((TourCandidate(site, length, event), candidate))
    return variants


def _frozen(
    tour: Tour, site: Site, place: int, day: int, stop: Stop
) -> tuple[TourCandidate, Candidate]:
    """A visit of a frozen day as it stands, with the event it was timed for."""
    wishes = tour.preferences
    is_demanded = site.id in tour.demanded
    bonus = EVENT_POINTS if stop.event is not None and not is_demanded else 0
    duration = stop.end_min - stop.start_min
    named = (event for event in site.events if event.name == stop.event and not is_demanded)
    candidate = Candidate(
        key=site.id,
        place=place,
        score=score(site, wishes) + bonus,
        duration=duration,
        windows=tuple(
            ((stop.start_min, stop.end_min),) if number == day else ()
            for number in range(wishes.days)
        ),
        price=_price(site, wishes.budget),
        required=is_demanded,
    )
    return TourCandidate(site, duration, next(named, None)), candidate


def _booked(
    booking: Appointment, site: Site, place: int, wishes: Preferences, holidays: PublicHolidays
) -> tuple[TourCandidate, Candidate]:
    """A visit to the minute; by appointment public hours do not bind it."""
    duration = booking.duration_min
    hours: tuple[TimeWindow, ...] = (TimeWindow(booking.start_min, booking.end_min),)
    if not booking.by_appointment:
        hours = visit_windows(site, wishes.dates[booking.day], holidays, duration)
    windows = tuple(_pairs(hours) if number == booking.day else () for number in range(wishes.days))
    candidate = Candidate(
        key=site.id,
        place=place,
        score=score(site, wishes),
        duration=duration,
        windows=windows,
        price=_price(site, wishes.budget),
        required=True,
        pin=Pin(booking.day, booking.start_min),
    )
    return TourCandidate(site, duration), candidate


def _price(site: Site, budget: Money | None) -> int:
    """The ticket in hundredths of the budget's currency; one that is not known counts nothing."""
    ticket = site.ticket
    if budget is None or ticket is None or ticket.currency != budget.currency:
        return 0
    return Money(ticket.amount, ticket.currency).minor


def _fixed_order(tour: Tour, meanings: Sequence[TourCandidate]) -> tuple[ChainRule, ...]:
    """The visits kept in order, as a chain without gaps of its own."""
    index = {m.site.id: number for number, m in enumerate(meanings) if m.event is None}
    steps = tuple(index[site] for site in tour.fixed_order if site in index)
    if len(steps) < 2:
        return ()
    return (ChainRule(steps, (0,) * (len(steps) - 1), (None,) * (len(steps) - 1)),)


def _pairs(windows: Iterable[TimeWindow]) -> tuple[Window, ...]:
    return tuple((w.start_min, w.end_min) for w in windows)


def hours_reason(
    site: Site, tour: Tour, holidays: PublicHolidays, duration_min: int
) -> Reason | None:
    """CLOSED or OUTSIDE_HOURS when no day's hours admit a visit, else None."""
    wishes = tour.preferences
    best: tuple[int, int] | None = None
    is_ever_open = False
    for number, day in enumerate(wishes.dates):
        if open_windows(site, day, holidays) == ():
            continue
        for window in visit_windows(site, day, holidays, duration_min):
            is_ever_open = True
            start = max(window.start_min, wishes.day_start_min)
            end = min(window.end_min, wishes.day_end_min)
            missing = duration_min - (end - start)
            if missing <= 0:
                return None
            if window.length_min >= duration_min and (best is None or missing < best[0]):
                best = (missing, number)
    if not is_ever_open:
        return Reason(ReasonKind.CLOSED)
    if best is None:
        return Reason(ReasonKind.OUTSIDE_HOURS)
    return Reason(ReasonKind.OUTSIDE_HOURS, day=best[1], short_min=best[0])
