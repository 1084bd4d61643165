"""iCalendar (RFC 5545): every visit and break as an event of the local clock."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from zoneinfo import ZoneInfo

from tourplanner import __version__
from tourplanner.domain.breaks import LUNCH
from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.exchange.stop_text import (
    both_names,
    lines_about,
    location_of,
    moment,
    one_line,
)
from tourplanner.exchange.zone_rules import zone_lines
from tourplanner.i18n import _

MOST_OCTETS = 75
SEQUENCE_SINCE = datetime(2020, 1, 1, tzinfo=UTC)


def write_calendar(roadbook: Roadbook, now: datetime) -> bytes:
    """The tour as a calendar; `now` is an aware instant.

    A UID is made of tour, day and site or break, never of the time: a later export of a changed
    plan moves the events instead of doubling them. SEQUENCE counts seconds, so the later export
    wins.
    """
    zone = ZoneInfo(roadbook.city.time_zone)
    years = [day.date.year for day in roadbook.days] or [now.year]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Tour Planner//Tour Planner {__version__}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(one_line(roadbook.tour.title))}",
        f"X-WR-CALNAME:{_text(one_line(roadbook.tour.title))}",
        f"X-WR-TIMEZONE:{zone.key}",
        *zone_lines(zone, min(years), max(years)),
    ]
    used: set[str] = set()
    for day in roadbook.days:
        for stop in day.stops:
            if stop.stop.kind is not StopKind.BASE:
                lines += _event(roadbook, day, stop, zone, now, used)
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


def _event(
    roadbook: Roadbook,
    day: RoadDay,
    stop: RoadStop,
    zone: ZoneInfo,
    now: datetime,
    used: set[str],
) -> Iterator[str]:
    is_visit = stop.stop.kind is StopKind.VISIT
    made = now.astimezone(UTC)
    about = [*(lines_about(day, stop) if is_visit else ()), *map(one_line, roadbook.cautions)]
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(roadbook.tour.id, day.number, stop, used)}"
    yield f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}"
    yield f"LAST-MODIFIED:{made:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{max(0, int((made - SEQUENCE_SINCE).total_seconds()))}"
    yield f"DTSTART;TZID={zone.key}:{moment(day, stop.stop.start_min, zone):%Y%m%dT%H%M%S}"
    if stop.stop.end_min > stop.stop.start_min:
        yield f"DTEND;TZID={zone.key}:{moment(day, stop.stop.end_min, zone):%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_text(both_names(stop.names))}"
    if about:
        yield f"DESCRIPTION:{_text(chr(10).join(about))}"
    location = location_of(stop)
    if location:
        yield f"LOCATION:{_text(location)}"
    if stop.stop.place is not None:
        yield f"GEO:{stop.stop.place.at.lat:.6f};{stop.stop.place.at.lon:.6f}"
    yield f"CATEGORIES:{_text(_category(stop))}"
    yield "STATUS:CONFIRMED"
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _category(stop: RoadStop) -> str:
    if stop.stop.kind is StopKind.VISIT:
        return _("Visit")
    return _("Meal") if stop.stop.name == LUNCH else _("Break")


def _uid(tour: str, day: int, stop: RoadStop, used: set[str]) -> str:
    """Stable and free of foreign characters; a second stop of the same kind gets its own."""
    for turn in count():
        what = stop.stop.site or _name_of_break(stop)
        parts = (tour, str(day), stop.stop.kind.value, what, str(turn))
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
