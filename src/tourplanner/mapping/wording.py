"""The short words for distances, times and doubts that marks and tables carry."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tourplanner.domain.itinerary import Leg
from tourplanner.domain.reasons import short_date
from tourplanner.domain.roadbook import RoadDay, RoadStop
from tourplanner.domain.site import Site, Ticket
from tourplanner.domain.taxi_fare import FareEstimate
from tourplanner.domain.time_window import clock
from tourplanner.domain.travel import MODE_LABELS, TravelSource
from tourplanner.i18n import N_, _

SHOWN_UNCERTAINTY_M = 200
"""A point known better than this is near enough to find the door."""

OWN_ENTRY = N_("your own entry")
"""In the window, of a place that is not the catalogue's."""
SAID_BY_TRAVELLER = N_("the traveller's own entry")
"""On paper and in files, which others read."""

WINDS = (N_("N"), N_("NE"), N_("E"), N_("SE"), N_("S"), N_("SW"), N_("W"), N_("NW"))


def distance_text(metres: float) -> str:
    """A distance as "350 m", "4.2 km" or "31 km"."""
    rounded = round(metres, -1)
    if rounded < 1000:
        return _("{metres} m").format(metres=f"{rounded:.0f}")
    figure = f"{metres / 1000:.1f}" if metres < 9950 else f"{metres / 1000:.0f}"
    return _("{kilometres} km").format(kilometres=figure)


def span_text(minutes: int) -> str:
    """A duration as "45 min", "2 h" or "1 h 20 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def leg_text(leg: Leg, distance: Callable[[float], str] = distance_text) -> str:
    """A journey as "12 min on foot · 900 m · estimate"; `distance` says a number of metres."""
    known = _("{time} {mode} · {distance}").format(
        time=span_text(leg.minutes),
        mode=_(MODE_LABELS[leg.mode]),
        distance=distance(leg.distance_m),
    )
    if leg.felt_climb_m is not None:
        up = _("{height} up").format(height=distance(leg.felt_climb_m))
        known = _("{journey} · {climb}").format(journey=known, climb=up)
    if leg.source is TravelSource.OWN:
        return _("{journey} · your own figure").format(journey=known)
    return _("{journey} · estimate").format(journey=known) if leg.is_estimate else known


def amount_text(amount: Decimal, currency: str) -> str:
    """ "53 CNY"."""
    return _("{amount} {currency}").format(amount=f"{amount:f}", currency=currency)


def ticket_text(ticket: Ticket | None) -> str:
    """The price of admission with the year it was read; empty when it is not known."""
    if ticket is None:
        return ""
    price = amount_text(ticket.amount, ticket.currency) if ticket.amount else _("free")
    if ticket.as_of:
        return _("{price} ({year})").format(price=price, year=ticket.as_of)
    return price


def day_text(day: RoadDay) -> str:
    """A day as "Day 1 · Fri 16 Apr"."""
    return _("Day {number} · {date}").format(number=day.number, date=short_date(day.date))


def wind_text(bearing_deg: float) -> str:
    """The one of eight winds that is nearest to a bearing (0 is north, 90 east)."""
    return _(WINDS[round(bearing_deg / 45) % 8])


def hours_text(stop: RoadStop, time: Callable[[int], str] = clock) -> str:
    """Opening hours on the day of the stop, with their doubt; `time` says a minute of the day."""
    if stop.site is None:
        return ""
    if stop.is_by_appointment:
        return _("by appointment")
    spans = ", ".join(f"{time(w.start_min)}–{time(w.end_min)}" for w in stop.windows)
    if stop.site.hours.expression is None:
        return _("hours not known")
    if not spans:
        return _("closed by its own hours")
    return _("{hours} (assumed)").format(hours=spans) if stop.site.hours.is_assumed else spans


def doubts(
    site: Site, distance: Callable[[float], str] = distance_text, own: str = OWN_ENTRY
) -> tuple[str, ...]:
    """What is not sure about a site: who says it is there, its hours, its point.

    `distance` says a number of metres, `own` that the traveller entered it ("" where that is said
    already).
    """
    found = [_(own)] if site.is_own and own else []
    if site.hours.is_assumed:
        found.append(_("hours assumed"))
    elif site.hours.expression is None:
        found.append(_("hours not known"))
    if site.point.accuracy_m >= SHOWN_UNCERTAINTY_M:
        about = distance(site.point.accuracy_m)
        found.append(_("about {distance} uncertain").format(distance=about))
    return tuple(found)


def with_fare(way: str, fare: FareEstimate | None) -> str:
    """The words of a way with what a taxi costs, as far as anybody knows."""
    if fare is None:
        return way
    text = _("{way}, fare about {low} to {high} {currency} (estimate, {year})")
    if fare.low == fare.high:
        text = _("{way}, fare about {low} {currency} (estimate, {year})")
    return text.format(
        way=way, low=fare.low, high=fare.high, currency=fare.currency, year=fare.year
    )
