"""iCalendar (RFC 5545): visits, breaks and rides as events, what is to be booked as tasks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import count
from zoneinfo import ZoneInfo

from tourplanner import __version__
from tourplanner.domain.breaks import LUNCH
from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.reservation import BookingTask
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.domain.transport import Transport
from tourplanner.exchange.stop_text import (
    both_names,
    lines_about,
    location_of,
    moment,
    one_line,
    reservation_text,
)
from tourplanner.exchange.zone_rules import zone_lines
from tourplanner.i18n import _
from tourplanner.mapping.reader_words import ReaderWords

MOST_OCTETS = 75
SEQUENCE_SINCE = datetime(2020, 1, 1, tzinfo=UTC)


def write_calendar(roadbook: Roadbook, now: datetime) -> bytes:
    """The tour as a calendar; `now` is an aware instant.

    A UID is made of tour, day and site or break, never of the time: a later export of a changed
    plan moves the events instead of doubling them. SEQUENCE counts seconds since 2020 at the
    export, so the later export wins and the tour need not remember the earlier ones.
    """
    zone = ZoneInfo(roadbook.city.time_zone)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Tour Planner//Tour Planner {__version__}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(one_line(roadbook.tour.title))}",
        f"X-WR-CALNAME:{_text(one_line(roadbook.tour.title))}",
        f"X-WR-TIMEZONE:{zone.key}",
        *_zones(roadbook, zone, now),
    ]
    used: set[str] = set()
    for day in roadbook.days:
        for stop in day.stops:
            if stop.stop.kind is not StopKind.BASE:
                lines += _event(roadbook, day, stop, zone, now, used)
    for ride in roadbook.transports:
        lines += _ride(roadbook, ride, now, used)
    for task in roadbook.tasks:
        lines += _task(roadbook, task, now, used)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def folded(line: str) -> bytes:
    """One content line in UTF-8, cut at 75 octets, never within a character; ends with CRLF."""
    parts: list[bytes] = []
    part = b""
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(part) + len(octets) > MOST_OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join((*parts, part)) + b"\r\n"


def _zones(roadbook: Roadbook, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    """The rules of every clock that the events name, over the years in which they name it."""
    years = {zone: {day.date.year for day in roadbook.days} or {now.year}}
    for ride in roadbook.transports:
        for at in (ride.depart, ride.arrive):
            if isinstance(at.tzinfo, ZoneInfo):
                years.setdefault(at.tzinfo, set()).add(at.year)
    for each, used in years.items():
        yield from zone_lines(each, min(used), max(used))


def _event(
    roadbook: Roadbook,
    day: RoadDay,
    stop: RoadStop,
    zone: ZoneInfo,
    now: datetime,
    used: set[str],
) -> Iterator[str]:
    words = ReaderWords(roadbook.paper)
    is_visit = stop.stop.kind is StopKind.VISIT
    about = lines_about(day, stop, words) if is_visit else ()
    what = stop.stop.site or _name_of_break(stop)
    key = (roadbook.tour.id, str(day.number), stop.stop.kind.value, what)
    yield "BEGIN:VEVENT"
    yield from _head(key, now, used)
    yield f"DTSTART;TZID={zone.key}:{_clock(moment(day, stop.stop.start_min, zone))}"
    if stop.stop.end_min > stop.stop.start_min:
        yield f"DTEND;TZID={zone.key}:{_clock(moment(day, stop.stop.end_min, zone))}"
    yield f"SUMMARY:{_text(both_names(stop.names, words))}"
    yield from _description([*about, *map(one_line, roadbook.cautions)])
    location = location_of(stop)
    if location:
        yield f"LOCATION:{_text(location)}"
    if stop.stop.place is not None:
        yield f"GEO:{stop.stop.place.at.lat:.6f};{stop.stop.place.at.lon:.6f}"
    yield f"CATEGORIES:{_text(_category(stop))}"
    yield from _foot()


def _ride(roadbook: Roadbook, ride: Transport, now: datetime, used: set[str]) -> Iterator[str]:
    """A train or flight; its ends are told on the clocks of their own zones."""
    key = (roadbook.tour.id, "ride", ride.mode.value, ride.number, ride.from_name, ride.to_name)
    summary = _("{ride}: {start} to {end}").format(
        ride=ride.name, start=ride.from_name or "?", end=ride.to_name or "?"
    )
    ends = [_ends_local(ride)] if ride.from_local or ride.to_local else []
    if ride.gate_closes_min is not None:
        text = _("The gate closes {minutes} minutes before departure.")
        ends.append(text.format(minutes=ride.gate_closes_min))
    if ride.seat:
        ends.append(_("Seat: {seat}").format(seat=ride.seat))
    if ride.note:
        ends.append(_("Note: {note}").format(note=ride.note))
    yield "BEGIN:VEVENT"
    yield from _head(key, now, used)
    yield f"DTSTART;TZID={ride.depart.tzinfo}:{_clock(ride.depart)}"
    yield f"DTEND;TZID={ride.arrive.tzinfo}:{_clock(ride.arrive)}"
    yield f"SUMMARY:{_text(one_line(summary))}"
    yield from _description(map(one_line, ends))
    place = ride.from_local or ride.from_name
    if place:
        yield f"LOCATION:{_text(one_line(place))}"
    yield f"CATEGORIES:{_text(_('Travel'))}"
    yield from _foot()


def _ends_local(ride: Transport) -> str:
    return f"{ride.from_local or ride.from_name} – {ride.to_local or ride.to_name}"


def _task(roadbook: Roadbook, task: BookingTask, now: datetime, used: set[str]) -> Iterator[str]:
    """What is to be booked, with the last day for it."""
    one = task.reservation
    names = {
        stop.stop.site: stop.names for day in roadbook.days for stop in day.visits
    } | {entry.entry.site: entry.names for entry in roadbook.left_out}  # fmt: skip
    site = one.site
    name = one.title
    if not name and site is not None:
        name = both_names(names[site], ReaderWords(roadbook.paper)) if site in names else site
    yield "BEGIN:VTODO"
    yield from _head((roadbook.tour.id, "task", str(site), one.title), now, used)
    yield f"DUE;VALUE=DATE:{task.due:%Y%m%d}"
    yield f"SUMMARY:{_text(one_line(_('Book: {what}').format(what=name)))}"
    yield from _description([one_line(reservation_text(one))])
    yield "STATUS:NEEDS-ACTION"
    yield "END:VTODO"


def _head(key: Iterable[str], now: datetime, used: set[str]) -> Iterator[str]:
    made = now.astimezone(UTC)
    yield f"UID:{_uid(tuple(key), used)}"
    yield f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}"
    yield f"LAST-MODIFIED:{made:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{max(0, int((made - SEQUENCE_SINCE).total_seconds()))}"


def _clock(at: datetime) -> str:
    """A local time; the year has four digits, which `%Y` does not promise of early ones."""
    return f"{at.year:04d}{at:%m%dT%H%M%S}"


def _description(about: Iterable[str]) -> Iterator[str]:
    text = chr(10).join(about)
    if text:
        yield f"DESCRIPTION:{_text(text)}"


def _foot() -> Iterator[str]:
    yield "STATUS:CONFIRMED"
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _category(stop: RoadStop) -> str:
    if stop.stop.kind is StopKind.VISIT:
        return _("Visit")
    return _("Meal") if stop.stop.name == LUNCH else _("Break")


def _uid(key: tuple[str, ...], used: set[str]) -> str:
    """Stable and free of foreign characters; a second stop of the same kind gets its own."""
    for turn in count():
        parts = (*key, str(turn))
        digest = hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
        uid = f"{digest[:32]}@tourplanner.invalid"
        if uid not in used:
            break
    used.add(uid)
    return uid


def _name_of_break(stop: RoadStop) -> str:
    """What tells a break from the others; lunch needs no name, as it was once the only one."""
    return "" if stop.stop.name in (None, LUNCH) else str(stop.stop.name)


def _text(text: str) -> str:
    """`text` as a value of type TEXT."""
    for letter, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(letter, escaped)
    return text
