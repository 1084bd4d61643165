"""Whether a day's plan leaves the traveller free for the trains and flights of the tour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo

from tourplanner.domain.checks import Fault
from tourplanner.domain.itinerary import DayPlan, StopKind
from tourplanner.domain.reasons import short_date
from tourplanner.domain.time_window import clock
from tourplanner.domain.tour import Tour
from tourplanner.domain.transport import Transport, minute_on
from tourplanner.i18n import _


def transport_faults(tour: Tour, zone: tzinfo) -> tuple[Fault, ...]:
    """Every ride that the plan overlaps, told by the clock of the city's `zone`."""
    days = tour.itinerary.days if tour.itinerary is not None else ()
    return tuple(
        Fault("transport", text, number)
        for number, day in enumerate(days)
        for text in overlaps(day, tour.dossier.transports, zone)
    )


def overlaps(day: DayPlan, transports: Sequence[Transport], zone: tzinfo) -> Iterator[str]:
    """A sentence for each ride during which `day` has a visit, a break or a leg.

    A ride begins when its gate closes. The way to its station is not counted.
    """
    spans = [(stop.start_min, stop.end_min) for stop in day.stops if stop.kind is not StopKind.BASE]
    spans += [(leg.depart_min, leg.arrive_min) for leg in day.legs]
    for transport in transports:
        start = minute_on(transport.depart, day.date, zone) - (transport.gate_closes_min or 0)
        end = minute_on(transport.arrive, day.date, zone)
        hit = [span for span in spans if span[0] < end and start < span[1]]
        if hit:
            text = _("{day}: {transport}, {times}, overlaps what is planned from {start} to {end}.")
            yield text.format(
                day=short_date(day.date),
                transport=transport.name,
                times=_times(transport, day.date, zone),
                start=clock(min(first for first, _last in hit)),
                end=clock(max(last for _first, last in hit)),
            )


def _times(transport: Transport, day: date, zone: tzinfo) -> str:
    """When the ride is on its way, by the clock of `zone` on `day`."""
    start, end = minute_on(transport.depart, day, zone), minute_on(transport.arrive, day, zone)
    if start < 0:
        return _("on its way until {time}").format(time=clock(end))
    return _("{start} to {end}").format(start=clock(start), end=clock(end))
