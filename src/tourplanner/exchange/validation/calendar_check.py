"""Calendar files: lines, their length, and zones that are defined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.calendar_lines import read_components
from tourplanner.i18n import _

LONGEST_LINE = 75
ZONE_USED = re.compile(r"^[A-Z-]+[^:\r\n]*;TZID=\"?([^:;\"\r\n]+)", re.MULTILINE)
ZONE_DEFINED = re.compile(r"^TZID(?:;[^:\r\n]*)?:(.+?)\r?$", re.MULTILINE)
NEEDED = ("UID", "DTSTAMP")


def check_calendar(content: bytes, name: str) -> Iterator[str]:
    """Problems of an ICS file, by RFC 5545."""
    lines = content.split(b"\r\n")
    if any(b"\n" in line or b"\r" in line for line in lines) or lines[-1]:
        yield _("not every line ends with CR and LF.")
    for number, line in enumerate(re.split(rb"\r\n|\n", content), start=1):
        if len(line) > LONGEST_LINE:
            text = _("line {line} has {count} octets, more than {most}.")
            yield text.format(line=number, count=len(line), most=LONGEST_LINE)
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield _("line {line} is no UTF-8: a character may be cut in two.").format(line=number)
    unfolded = re.sub(rb"\r?\n[ \t]", b"", content)
    text = unfolded.decode("utf-8", "replace")
    for zone in sorted(set(ZONE_USED.findall(text)) - set(ZONE_DEFINED.findall(text))):
        yield _("the zone {zone} is used and not defined.").format(zone=zone)
    try:
        calendars = read_components(unfolded, name).children
    except UnreadableFile as error:
        yield error.message
        return
    for entry in (entry for calendar in calendars for entry in calendar.children):
        for needed in NEEDED:
            if entry.name in {"VEVENT", "VTODO"} and needed not in entry.properties:
                text = _("{entry} without {field}.")
                yield text.format(entry=entry.name, field=needed)
