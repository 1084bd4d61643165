"""A roadbook as sentences in their order, for documents of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tourplanner.domain.itinerary import Leg, StopKind
from tourplanner.domain.own_cautions import own_cautions
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadLodging, RoadRide, RoadStop
from tourplanner.domain.site import Names
from tourplanner.domain.transport import Transport
from tourplanner.exchange.stop_links import NamedLink, usual_links, usual_way
from tourplanner.exchange.stop_text import (
    both_names,
    facts_about,
    leg_text,
    one_line,
    point_label,
    reservation_text,
    times_of,
)
from tourplanner.i18n import _, language, ngettext
from tourplanner.mapping.lunar_day import lunar_notes
from tourplanner.mapping.reader_words import ReaderWords
from tourplanner.mapping.wording import day_text, doubts, span_text


@dataclass(frozen=True, slots=True)
class TextEntry:
    """A stop, a way or a ride."""

    kind: str
    """visit, base, break, leg or ride."""
    time: str
    name: str
    second: str | None = None
    """The name in the other script."""
    label: str = ""
    """ "D1-01" for a visit."""
    facts: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    links: tuple[NamedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class TextDay:
    """One day."""

    number: int
    title: str
    holiday: str
    sum: str
    entries: tuple[TextEntry, ...]
    night: tuple[str, ...]
    """Where the night is spent, a line each; empty where nobody may know."""


@dataclass(frozen=True, slots=True)
class TextSection:
    """A heading with its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookText:
    """The whole document; every text is one harmless line."""

    title: str
    subtitle: str
    cautions: tuple[str, ...]
    unmet: tuple[str, ...]
    days: tuple[TextDay, ...]
    sections: tuple[TextSection, ...]
    """What follows the days: left out, reservations, tasks, rides, people, sources."""
    made: str


def book_text(roadbook: Roadbook, made_on: datetime) -> BookText:
    """The words of a document in the language being spoken; `made_on` is an aware instant."""
    words = ReaderWords(roadbook.paper)
    sections = (
        TextSection(_("Left out"), tuple(_left_out(roadbook, words))),
        *dossier_sections(roadbook, words),
        TextSection(_("Sources"), tuple(sources_of(roadbook, words))),
    )
    return BookText(
        title=one_line(roadbook.tour.title),
        subtitle=subtitle_of(roadbook, words),
        cautions=cautions_of(roadbook),
        unmet=tuple(unmet_of(roadbook, words)),
        days=tuple(_day(roadbook, day, words) for day in roadbook.days),
        sections=tuple(section for section in sections if section.lines),
        made=made_text(made_on, words),
    )


def dossier_sections(roadbook: Roadbook, words: ReaderWords) -> tuple[TextSection, ...]:
    """What is booked, who travels: the parts that hold anything for this audience."""
    sections = (
        TextSection(_("To be booked"), tuple(_tasks(roadbook, words))),
        TextSection(_("Reservations"), tuple(_reservations(roadbook, words))),
        TextSection(
            _("Trains and flights"),
            tuple(ride_text(ride, words) for ride in roadbook.transports),
        ),
        TextSection(_("Who travels"), tuple(party_lines(roadbook.party, words))),
    )
    return tuple(section for section in sections if section.lines)


def unmet_of(roadbook: Roadbook, words: ReaderWords) -> Iterator[str]:
    """What the traveller asked for and the plan does not visit, a sentence each."""
    for entry in roadbook.unmet:
        text = _("Not in the plan, though asked for: {site}. {why}")
        yield one_line(text.format(site=words.names(entry.names)[0], why=entry.why))


def subtitle_of(roadbook: Roadbook, words: ReaderWords) -> str:
    """City and dates."""
    dates = roadbook.tour.preferences.dates
    said = words.date(dates[0])
    if len(dates) > 1:
        said = _("{first} to {last}").format(first=said, last=words.date(dates[-1]))
    city = both_names(roadbook.city.names, words)
    return one_line(_("{city} · {dates}").format(city=city, dates=said))


def cautions_of(roadbook: Roadbook) -> tuple[str, ...]:
    """What the reader has to know, of the plan and of his own papers and rides."""
    return tuple(map(one_line, (*roadbook.cautions, *own_cautions(roadbook))))


def made_text(made_on: datetime, words: ReaderWords) -> str:
    """When the document was made."""
    return _("Made with Tour Planner on {date}.").format(date=words.date(made_on.date()))


def expiry_text(roadbook: Roadbook, words: ReaderWords) -> str:
    """Until when a copy that nobody renews can be trusted."""
    if not roadbook.days:
        return _("This is a copy: it does not follow later changes.")
    text = _("This is a copy: it expires when the tour ends on {date}, and follows no changes.")
    return text.format(date=words.date(roadbook.days[-1].date))


def sum_text(roadbook: Roadbook, day: RoadDay, words: ReaderWords) -> str:
    """Stops, metres and minutes of a day, behind its lunar date where that is wished."""
    stops = ngettext("{count} stop", "{count} stops", len(day.visits)).format(count=len(day.visits))
    text = _("{stops} · {distance} · {time} on the way").format(
        stops=stops, distance=words.distance(day.distance_m), time=span_text(day.travel_min)
    )
    return " · ".join((*_lunar(roadbook, day), text))


def _lunar(roadbook: Roadbook, day: RoadDay) -> Iterator[str]:
    """In China, and only where it is wished; in Chinese, and in English for who reads that."""
    for chinese, english in lunar_notes(day.date, roadbook.city.country, roadbook.paper.calendar):
        yield chinese if language().startswith("zh") else f"{chinese} ({english})"


def ride_text(ride: Transport, words: ReaderWords) -> str:
    """A train or flight on the clocks of its two ends, as one line."""
    depart, arrive = ride.depart, ride.arrive
    said = _("{ride}: {start} {left} to {end} {reached}").format(
        ride=ride.name,
        start=" ".join(filter(None, (ride.from_name, ride.from_local))) or "?",
        left=_at(depart, words),
        end=" ".join(filter(None, (ride.to_name, ride.to_local))) or "?",
        reached=_at(arrive, words),
    )
    parts = [said]
    if ride.seat:
        parts.append(_("Seat: {seat}").format(seat=ride.seat))
    if ride.gate_closes_min is not None:
        text = _("The gate closes {minutes} minutes before departure.")
        parts.append(text.format(minutes=ride.gate_closes_min))
    if ride.note:
        parts.append(_("Note: {note}").format(note=ride.note))
    return one_line(" · ".join(parts))


def lodging_lines(lodging: RoadLodging, words: ReaderWords) -> Iterator[str]:
    """Where a night is spent, for the traveller and for a driver."""
    yield both_names(lodging.names, words)
    details = lodging.details
    if details is None:
        return
    for address in dict.fromkeys((details.address_local, details.address_en)):
        if address:
            yield one_line(address)
    if details.phone:
        yield one_line(_("Telephone: {phone}").format(phone=details.phone))
    if details.check_in_min is not None:
        yield _("Rooms from {time}").format(time=words.time(details.check_in_min))
    if details.check_out_min is not None:
        yield _("Leave the room by {time}").format(time=words.time(details.check_out_min))
    if details.note:
        yield one_line(_("Note: {note}").format(note=details.note))


def party_lines(party: Party, words: ReaderWords) -> Iterator[str]:
    """How many travel, then each with what may be seen."""
    if party.size:
        text = ngettext("{count} person", "{count} people", party.size)
        yield text.format(count=party.size)
    for one in party.travellers:
        yield one_line(" · ".join(_traveller(one, words)))


def sources_of(roadbook: Roadbook, words: ReaderWords) -> Iterator[str]:
    """Where the facts of each visited site come from, once per site."""
    visited = {stop.site.id: stop.site for day in roadbook.days for stop in day.visits if stop.site}
    for site in visited.values():
        if site.sources:
            told = "; ".join(source.text for source in site.sources)
            name, _other = words.names(site.names)
            yield one_line(_("{site}: {sources}").format(site=name, sources=told))


def _at(moment: datetime, words: ReaderWords) -> str:
    time = words.time(moment.hour * 60 + moment.minute)
    return _("{date} {time} ({zone})").format(
        date=words.date(moment.date()), time=time, zone=moment.tzinfo
    )


def _day(roadbook: Roadbook, day: RoadDay, words: ReaderWords) -> TextDay:
    return TextDay(
        number=day.number,
        title=day_text(day),
        holiday=one_line(day.holiday or ""),
        sum=sum_text(roadbook, day, words),
        entries=tuple(_entry(roadbook, day, one, words) for one in day.timeline()),
        night=tuple(lodging_lines(day.lodging, words)) if day.lodging is not None else (),
    )


def _entry(
    roadbook: Roadbook, day: RoadDay, one: RoadStop | Leg | RoadRide, words: ReaderWords
) -> TextEntry:
    if isinstance(one, Leg):
        link = usual_way(day, one, roadbook.city)
        links = (link,) if link is not None else ()
        return TextEntry("leg", words.time(one.depart_min), leg_text(one, words), links=links)
    if isinstance(one, RoadRide):
        time = words.span(one.start_min, one.end_min)
        return TextEntry("ride", time, ride_text(one.transport, words))
    first, second = words.names(one.names)
    is_visit = one.stop.kind is StopKind.VISIT
    return TextEntry(
        kind=one.stop.kind.value,
        time=times_of(one, words),
        name=one_line(first),
        second=one_line(second) if second else None,
        label=point_label(roadbook, day, one.number) if one.number is not None else "",
        facts=facts_about(one, words) if is_visit else (),
        doubts=doubts(one.site, words.distance, own="") if one.site is not None else (),
        links=usual_links(one, roadbook.city) if is_visit else (),
    )


def _left_out(roadbook: Roadbook, words: ReaderWords) -> Iterator[str]:
    for entry in roadbook.left_out:
        said = _("{site}: {why}").format(site=both_names(entry.names, words), why=entry.why)
        if entry.note:
            said = f"{said} {_('Note: {note}').format(note=entry.note)}"
        yield one_line(said)


def _tasks(roadbook: Roadbook, words: ReaderWords) -> Iterator[str]:
    for task in roadbook.tasks:
        what = task.reservation.title or _site_name(roadbook, task.reservation.site or "", words)
        yield one_line(_("By {date}: {what}").format(date=words.date(task.due), what=what))


def _reservations(roadbook: Roadbook, words: ReaderWords) -> Iterator[str]:
    for one in roadbook.reservations:
        name = _site_name(roadbook, one.site, words) if one.site is not None else ""
        said = reservation_text(one)
        if name:
            said = _("{site}: {reservation}").format(site=name, reservation=said)
        yield one_line(said)


def _traveller(one: Traveller, words: ReaderWords) -> Iterator[str]:
    yield " ".join(filter(None, (one.name, one.name_local)))
    if one.is_leader:
        yield _("leads")
    said = (
        (_("room {text}"), one.room),
        (_("diet: {text}"), one.diet),
        (_("allergies: {text}"), one.allergies),
        (_("mobility: {text}"), one.mobility),
        (_("born {text}"), words.date(one.born) if one.born is not None else ""),
        (_("nationality: {text}"), one.nationality),
        (_("passport {text}"), one.passport),
        (
            _("valid until {text}"),
            words.date(one.passport_expiry) if one.passport_expiry is not None else "",
        ),
        (_("blood type {text}"), one.blood_type),
        (_("insurance: {text}"), one.insurance),
        (_("in an emergency: {text}"), one.emergency_contact),
    )
    for form, text in said:
        if text:
            yield form.format(text=text)


def _site_name(roadbook: Roadbook, site: str, words: ReaderWords) -> str:
    """The site's names, or its id when the plan does not know it."""
    names: dict[str, Names] = {
        str(stop.stop.site): stop.names for day in roadbook.days for stop in day.visits
    }
    names |= {str(entry.entry.site): entry.names for entry in roadbook.left_out}
    return both_names(names[site], words) if site in names else site
