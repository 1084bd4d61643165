"""What a plan would be with one visit elsewhere, without adopting it: quick enough for a drag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tourplanner.domain.checks import Fault
from tourplanner.domain.edits import lock_visit
from tourplanner.domain.itinerary import DayPlan, Itinerary, Leg, Stop, StopKind
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import SiteId
from tourplanner.domain.time_window import clock as clock_text
from tourplanner.domain.tour import Lock
from tourplanner.domain.travel import TravelTime
from tourplanner.i18n import _, listed, ngettext
from tourplanner.usecases.day_clock import DayClock, WishedVisit
from tourplanner.usecases.pose_tour import PosedTour
from tourplanner.usecases.score_plan import score_days


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The plan as it would be."""

    itinerary: Itinerary
    """With clashes its times are what the order alone would give."""
    score_change: int
    travel_change_min: int
    clashes: tuple[Fault, ...]

    @property
    def score(self) -> int:
        """The score it would have."""
        return self.itinerary.score

    @property
    def travel_min(self) -> int:
        """Minutes of travel it would have."""
        return sum(day.travel_min for day in self.itinerary.days)


class WhatIfs:
    """Questions about one planned tour; made once, then asked at every step of a drag."""

    def __init__(self, posed: PosedTour) -> None:
        """Raises ValueError when the tour has no plan."""
        if posed.tour.itinerary is None:
            raise ValueError("a tour without a plan")
        self._tour = posed.tour
        self._plan = posed.tour.itinerary
        sites = {site.id: site for site in posed.sites}
        self._clock = DayClock(posed.tour, sites, posed.holidays, posed.question.matrix)
        self._usual = {
            meaning.site.id: meaning.duration_min
            for meaning in posed.question.candidates
            if meaning.event is None
        }
        self._score = score_days(posed.tour, self._plan.days, sites).points
        self._travel = sum(day.travel_min for day in self._plan.days)

    def moved(self, site: SiteId, to_day: int, position: int) -> WhatIf | None:
        """`site` at `position` (0-based among the other visits) of day `to_day` (0-based).

        A site that the plan does not visit is put in with its usual length. None when the day
        does not exist or there is no way to the site.
        """
        if not 0 <= to_day < len(self._plan.days):
            return None
        from_day = self._plan.day_of(site)
        moved = self._visit(site, from_day)
        if moved is None:
            return None
        days = list(self._plan.days)
        clashes: list[Fault] = list(self._broken_promises(site, from_day, to_day))
        rest = [visit for visit in self._clock.wished(days[to_day]) if visit.site != site]
        place = max(0, min(position, len(rest)))
        for day, order in (
            (from_day, None),
            (to_day, [*rest[:place], moved, *rest[place:]]),
        ):
            if day is None or (order is None and day == to_day):
                continue
            if order is None:
                order = [v for v in self._clock.wished(days[day]) if v.site != site]
            planned, found = self._day(day, order)
            if planned is None:
                return None
            days[day] = planned
            clashes += found
        locked = self._tour
        if self._tour.appointment_of(site) is None and site not in self._tour.preferences.excluded:
            locked = lock_visit(self._tour, Lock(site, to_day))
        score = score_days(locked, days, self._clock.sites).points
        after = replace(self._plan, days=tuple(days), score=score)
        travel = sum(day.travel_min for day in days)
        return WhatIf(after, score - self._score, travel - self._travel, tuple(clashes))

    def _visit(self, site: SiteId, from_day: int | None) -> WishedVisit | None:
        if from_day is not None:
            visits = self._clock.wished(self._plan.days[from_day])
            found = next(visit for visit in visits if visit.site == site)
            return replace(found, exactly_min=None)
        length = self._usual.get(site)
        return None if length is None else WishedVisit(site, length)

    def _broken_promises(self, site: SiteId, from_day: int | None, to_day: int) -> Iterator[Fault]:
        for day in dict.fromkeys((from_day, to_day)):
            if day is not None and day in self._tour.frozen_days:
                text = _("Day {day} is kept as it is.").format(day=day + 1)
                yield Fault("frozen", text, day, site)
        if self._tour.appointment_of(site) is not None:
            yield Fault("appointment", _("The visit is booked."), to_day, site)

    def _day(
        self, day: int, order: Sequence[WishedVisit]
    ) -> tuple[DayPlan | None, tuple[Fault, ...]]:
        planned = self._clock.timed_day(day, order)
        if planned is not None:
            return planned, ()
        without = self._clock.timed_day(day, order, ())
        if without is not None:
            names = listed(_(one.name) for one in self._clock.breaks(day))
            text = _("{day}: no time is left for {breaks}.")
            said = text.format(day=short_date(without.date), breaks=names)
            return without, (Fault("break", said, day),)
        return self._forced(day, order)

    def _forced(
        self, day: int, order: Sequence[WishedVisit]
    ) -> tuple[DayPlan | None, tuple[Fault, ...]]:
        """The order with each visit as early as can be, whatever it breaks, and what it breaks."""
        frame = self._clock.frame(day)
        place, now = frame.start, frame.start_min
        stops = [Stop(StopKind.BASE, now, now, place)]
        legs: list[Leg] = []
        clashes: list[Fault] = []
        for visit in order:
            site = self._clock.sites.get(visit.site)
            journey = self._clock.journey(place.at, site.place.at) if site else None
            if site is None or journey is None:
                return None, ()
            arrival = now + journey.minutes
            start, fault = self._start(day, visit, arrival)
            clashes += [fault] if fault is not None else []
            legs.append(_leg(now, journey))
            end = start + visit.duration_min
            stops.append(Stop(StopKind.VISIT, start, end, site.place, site.id, arrival))
            place, now = site.place, end
        home = self._clock.journey(place.at, frame.end.at)
        if home is None:
            return None, ()
        legs.append(_leg(now, home))
        arrival = now + home.minutes
        stops.append(Stop(StopKind.BASE, arrival, arrival, frame.end))
        planned = DayPlan(frame.date, tuple(stops), tuple(legs))
        clashes += self._day_clashes(day, planned, frame.end_min)
        return planned, tuple(clashes)

    def _start(self, day: int, visit: WishedVisit, arrival: int) -> tuple[int, Fault | None]:
        """When the visit begins, and what is wrong with that."""
        for window in self._clock.windows(visit, day):
            start = max(arrival, window.start_min)
            if start + visit.duration_min <= window.end_min:
                return start, None
        name = self._clock.sites[visit.site].names.first
        if visit.exactly_min is not None and arrival > visit.exactly_min:
            late = arrival - visit.exactly_min
            text = ngettext(
                "{site}: {count} minute late for its fixed time.",
                "{site}: {count} minutes late for its fixed time.",
                late,
            ).format(site=name, count=late)
            return arrival, Fault("lock", text, day, visit.site)
        text = _("{site} is not open from {start} to {end} on {day}.").format(
            site=name,
            start=clock_text(arrival),
            end=clock_text(arrival + visit.duration_min),
            day=short_date(self._clock.frame(day).date),
        )
        return arrival, Fault("closed", text, day, visit.site)

    def _day_clashes(self, day: int, planned: DayPlan, end_min: int) -> Iterator[Fault]:
        home = planned.stops[-1].start_min
        if home > end_min:
            text = _("{day}: back at {time}, after the end of the day at {end}.").format(
                day=short_date(planned.date), time=clock_text(home), end=clock_text(end_min)
            )
            yield Fault("day_hours", text, day)
        limit = self._tour.preferences.travel.walk_per_day_m
        if limit is not None and planned.walk_m > limit:
            text = _("{day}: {km:.1f} km on foot are more than the {limit:.1f} km wished.").format(
                day=short_date(planned.date), km=planned.walk_m / 1000, limit=limit / 1000
            )
            yield Fault("walk_limit", text, day)


def _leg(depart: int, journey: TravelTime) -> Leg:
    return Leg(
        depart,
        depart + journey.minutes,
        journey.mode,
        journey.minutes,
        journey.distance_m,
        journey.source,
    )
