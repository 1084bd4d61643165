"""What paper says of a visit and of the ways between visits."""

from __future__ import annotations

from tourplanner.documents.scene import CHINESE, Scene
from tourplanner.documents.two_languages import told
from tourplanner.documents.typesetting import Data, Value
from tourplanner.domain.itinerary import Leg, StopKind
from tourplanner.domain.reservation import STATUS_LABELS, Reservation
from tourplanner.domain.roadbook import RoadDay, RoadRide, RoadStop
from tourplanner.domain.site import CONFIDENCE_LABELS, KIND_LABELS
from tourplanner.i18n import _
from tourplanner.mapping.lunar_day import lunar_notes
from tourplanner.mapping.place_words import place_fact_lines
from tourplanner.mapping.wording import (
    SAID_BY_TRAVELLER,
    SHOWN_UNCERTAINTY_M,
    amount_text,
    leg_text,
    span_text,
    ticket_text,
)


def day_heading(scene: Scene, day: RoadDay) -> str:
    """ "Day 1 · Fri 16 Apr"."""
    return _("Day {number} · {date}").format(number=day.number, date=scene.words.day(day.date))


def is_free(day: RoadDay) -> bool:
    """Whether nothing is planned: no visit, no ride, no way from one lodging to the next."""
    return not (day.visits or day.rides or day.distance_m)


def lunar_lines(scene: Scene, day: RoadDay) -> list[Value]:
    """The day in the lunar calendar, Chinese first; nothing unless it is wished, and in China."""
    is_chinese = scene.speech == CHINESE and not scene.is_bilingual
    country, lines = scene.book.city.country, list[Value]()
    for chinese, english in lunar_notes(day.date, country, scene.order.choice.calendar):
        first = told(chinese, CHINESE)
        lines.append(first if is_chinese else {"first": first, "second": told(english, "en")})
    return lines


def day_sum(scene: Scene, day: RoadDay) -> str:
    """ "4.2 km · 58 min on the way"; how many stops there are, one sees."""
    words = scene.words
    return _("{distance} · {time} on the way").format(
        distance=words.distance(day.distance_m), time=span_text(day.travel_min)
    )


def hours_text(scene: Scene, stop: RoadStop) -> str:
    """Opening hours on the day of the stop, with their doubt."""
    if stop.site is None:
        return _("no longer in the catalogue")
    if stop.is_by_appointment:
        return _("by appointment")
    if stop.site.hours.expression is None:
        return _("hours not known: ask before you go")
    spans = ", ".join(scene.words.span(w.start_min, w.end_min) for w in stop.windows)
    if not spans:
        return _("closed by its own hours")
    text = _("open {hours} (assumed)") if stop.site.hours.is_assumed else _("open {hours}")
    return text.format(hours=spans)


def leg_line(scene: Scene, leg: Leg) -> Data:
    """The way to the next place."""
    return {"kind": "leg", "text": leg_text(leg, scene.words.distance)}


def ride_line(scene: Scene, ride: RoadRide) -> Data:
    """A train or flight on the clock of its day."""
    one, words = ride.transport, scene.words
    way = _("{start} to {end}").format(
        start=one.from_name or one.from_local or "?", end=one.to_name or one.to_local or "?"
    )
    notes: list[str] = [
        _("leaves {departure}, arrives {arrival}").format(
            departure=words.moment(one.depart), arrival=words.moment(one.arrive)
        )
    ]
    if one.gate_closes_min is not None:
        gate = _("Gate closes {minutes} min before.").format(minutes=one.gate_closes_min)
        notes.append(gate)
    if one.seat:
        notes.append(_("Seat: {seat}").format(seat=one.seat))
    notes += [one.note] if one.note else []
    local = " → ".join(name for name in (one.from_local, one.to_local) if name)
    return {
        "kind": "ride",
        "time": words.time(ride.start_min % 1440),
        "name": one.name,
        "way": way,
        "local": scene.local(local),
        "notes": list(notes),
    }


def stop_line(scene: Scene, stop: RoadStop) -> Data:
    """A stop as the day's table shows it."""
    words, kind = scene.words, stop.stop.kind
    is_base = kind is StopKind.BASE
    time = (
        words.time(stop.stop.start_min)
        if is_base
        else words.span(stop.stop.start_min, stop.stop.end_min)
    )
    line: dict[str, Value] = {
        "kind": kind.value,
        "time": time,
        "start": words.time(stop.stop.start_min),
        "name": scene.name(stop.names),
        "other": scene.other_name(stop.names),
    }
    if kind is StopKind.VISIT:
        line |= _visit_facts(scene, stop)
    return line


def _visit_facts(scene: Scene, stop: RoadStop) -> dict[str, Value]:
    site, words = stop.site, scene.words
    facts: list[Value] = [hours_text(scene, stop)]
    cares: list[Value] = []
    about: Value = None
    address: list[Value] = []
    if site is not None:
        price = ticket_text(site.ticket)
        facts += [_("ticket {price}").format(price=price)] if price else []
        facts.append(_(KIND_LABELS[site.kind]))
        facts += [_(SAID_BY_TRAVELLER)] if site.is_own else []
        if site.hours.closed_note:
            cares.append(scene.english(site.hours.closed_note))
        if site.booking:
            cares.append(scene.english(site.booking))
        address = [scene.local(site.address_local)] if site.address_local else []
        is_new = site.address_en and site.address_en != site.address_local
        if is_new and scene.speech != CHINESE:
            address.append(scene.english(site.address_en))
        about = scene.english(site.description)
        if site.point.accuracy_m >= SHOWN_UNCERTAINTY_M:
            distance = words.distance(site.point.accuracy_m)
            cares.append(_("The place is known to about {distance}.").format(distance=distance))
    return {
        "number": stop.number,
        "facts": facts,
        "address": address,
        "phone": site.phone if site is not None else None,
        "cares": cares,
        "about": about,
        "plans": _plans(scene, stop),
        "known": list(place_fact_lines(stop.facts)),
        "note": stop.note or None,
    }


def _plans(scene: Scene, stop: RoadStop) -> list[Value]:
    """What is arranged for the visit: waiting, event, booking, reservations."""
    found: list[Value] = []
    if stop.stop.waiting_min:
        time = span_text(stop.stop.waiting_min)
        found.append(_("waits {time} for the opening").format(time=time))
    if stop.event:
        found.append(_("For: {event}").format(event=stop.event))
    if stop.appointment is not None:
        text = _("Booked for the group at this time.")
        if stop.is_by_appointment:
            text = _("By appointment: the house opens for the group.")
        found.append(text)
    found += [reservation_text(scene, one) for one in stop.reservations]
    return found


def reservation_text(scene: Scene, one: Reservation) -> str:
    """What is reserved, how far it has come, and its code where the reader may see it."""
    status = _(STATUS_LABELS[one.status])
    parts = [_("{what}: {status}").format(what=one.title or _("Reservation"), status=status)]
    if one.on is not None:
        parts.append(scene.words.day(one.on))
    if one.code:
        parts.append(_("code {code}").format(code=one.code))
    if one.price is not None:
        parts.append(amount_text(one.price.amount, one.price.currency))
    if one.book_by is not None and one.status.is_open:
        parts.append(_("book by {date}").format(date=scene.words.day(one.book_by)))
    parts += [text for text in (one.contact, one.note) if text]
    return " · ".join(parts)


def trust_text(stop: RoadStop) -> str:
    """How far the facts of a site can be trusted, in words."""
    site = stop.site
    if site is None:
        return ""
    known = dict(site.confidence)
    groups = {
        "coordinates": _("place"),
        "hours": _("hours"),
        "ticket": _("ticket"),
    }
    return ", ".join(
        _("{fact} {trust}").format(fact=text, trust=_(CONFIDENCE_LABELS[known[group]]))
        for group, text in groups.items()
        if group in known
    )
