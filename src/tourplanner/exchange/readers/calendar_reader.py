"""Calendars from other programs: trains and flights as rides, entries with a point as places."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tourplanner.domain.text_length import LONGEST_LINE
from tourplanner.domain.transport import Transport, zone_named
from tourplanner.errors import InvalidEdit
from tourplanner.exchange.readers.calendar_lines import Component, Property, read_components
from tourplanner.exchange.readers.point_collector import (
    PointCollector,
    has_ideographs,
    lines,
    one_line,
)
from tourplanner.exchange.readers.ride_words import RideWords, ride_in
from tourplanner.i18n import _

MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)", re.ASCII)
WINDOWS_ZONES = {
    "China Standard Time": "Asia/Shanghai", "Taipei Standard Time": "Asia/Taipei",
    "Tokyo Standard Time": "Asia/Tokyo", "Korea Standard Time": "Asia/Seoul",
    "Singapore Standard Time": "Asia/Singapore", "India Standard Time": "Asia/Kolkata",
    "GMT Standard Time": "Europe/London", "W. Europe Standard Time": "Europe/Berlin",
    "Romance Standard Time": "Europe/Paris", "Eastern Standard Time": "America/New_York",
    "Pacific Standard Time": "America/Los_Angeles",
}  # fmt: skip
"""The names that Outlook writes instead of IANA's."""


def read_calendar(content: bytes, file: str, into: PointCollector, zone: ZoneInfo) -> None:
    """Gather rides and places of an ICS file; times in UTC or without a zone are shown in `zone`.

    Everything else is told as not understood.
    """
    for calendar in read_components(content, file).children:
        into.maker(calendar.text("PRODID"))
        for event in calendar.children:
            if event.name == "VEVENT":
                _add(event, into, zone)
            elif event.name in {"VTODO", "VJOURNAL"}:
                problem = _("“{title}” is a task or a note, no place and no ride.")
                into.not_understood(event.line, problem.format(title=_title(event)))


def _add(event: Component, into: PointCollector, zone: ZoneInfo) -> None:
    words = ride_in(event.text("SUMMARY"))
    if words is not None:
        try:
            into.ride(_ride(event, words, zone))
        except InvalidEdit as error:
            problem = _("“{title}” looks like a train or flight, but: {problem}").format(
                title=_title(event), problem=error.message
            )
            tell = into.fault if words.is_said else into.not_understood
            tell(event.line, problem)
        return
    geo = event.properties.get("GEO")
    if geo is not None:
        lat, _semicolon, lon = geo.value.partition(";")
        note = event.text("DESCRIPTION")
        into.point(event.line, (event.text("SUMMARY"), ""), lat, lon, note, ("GEO", "GEO"))
        return
    problem = _("“{title}” is no train, no flight, and has no point.")
    into.not_understood(event.line, problem.format(title=_title(event)))


def _title(event: Component) -> str:
    return one_line(event.text("SUMMARY"), 60)


def _ride(event: Component, words: RideWords, zone: ZoneInfo) -> Transport:
    start, end = words.start or event.text("LOCATION"), words.end
    from_name, from_local = _names(start)
    to_name, to_local = _names(end)
    return Transport(
        mode=words.mode,
        depart=_moment(event, "DTSTART", zone),
        arrive=_moment(event, "DTEND", zone),
        number=words.number,
        from_name=from_name,
        from_local=from_local,
        to_name=to_name,
        to_local=to_local,
        note=lines(event.text("DESCRIPTION")),
    )


def _names(text: str) -> tuple[str, str]:
    name = one_line(text, LONGEST_LINE)
    return ("", name) if has_ideographs(name) else (name, "")


def _moment(event: Component, name: str, zone: ZoneInfo) -> datetime:
    """The time of a property, in whole minutes; raises InvalidEdit naming the property."""
    written = event.properties.get(name)
    match = None if written is None else MOMENT.fullmatch(written.value.strip())
    if written is None or match is None:
        raise InvalidEdit(field=name, problem=_("it has no time of day."))
    try:
        bare = datetime(*(int(part) for part in match.groups()[:5]), tzinfo=UTC)  # type: ignore[arg-type, misc]
        if match[7]:
            return bare.astimezone(zone)
    except (ValueError, OverflowError) as error:
        raise InvalidEdit(field=name, problem=_("there is no such time.")) from error
    return bare.replace(tzinfo=_zone(written, zone))


def _zone(written: Property, zone: ZoneInfo) -> ZoneInfo:
    name = written.parameter("TZID").strip()
    if not name:
        return zone
    known = WINDOWS_ZONES.get(name, name)
    if known.startswith("/"):  # "/freeassociation.sourceforge.net/Asia/Shanghai"
        known = "/".join(known.split("/")[-2:])
    return zone_named(known)
