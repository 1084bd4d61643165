"""VTIMEZONE: the clock of a time zone over some years, as a calendar file states it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def zone_lines(zone: ZoneInfo, first_year: int, last_year: int) -> tuple[str, ...]:
    """The VTIMEZONE component of `zone`, unfolded content lines.

    Each change of the clock from the year before `first_year` to the year after `last_year` is
    written out on its own (RFC 5545, 3.6.5), so that no recurrence rule can be misread.
    """
    start = datetime(max(first_year - 1, 1971), 1, 1, tzinfo=UTC)
    end = datetime(min(last_year + 2, 9999), 1, 1, tzinfo=UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}"]
    lines += _observance(start.astimezone(zone), start.astimezone(zone))
    for before, after in _changes(zone, start, end):
        lines += _observance(before, after)
    return (*lines, "END:VTIMEZONE")


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The last second before and the first after each change, on the zone's own clock."""
    now = start
    while now < end:
        later = now + DAY
        if _state(now, zone) != _state(later, zone):
            low, high = now, later
            while high - low > SECOND:
                middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
                if _state(middle, zone) == _state(now, zone):
                    low = middle
                else:
                    high = middle
            yield low.astimezone(zone), high.astimezone(zone)
        now = later


def _state(instant: datetime, zone: ZoneInfo) -> tuple[object, ...]:
    local = instant.astimezone(zone)
    return local.utcoffset(), local.dst(), local.tzname()


def _observance(before: datetime, after: datetime) -> Iterator[str]:
    old, new = before.utcoffset() or timedelta(), after.utcoffset() or timedelta()
    kind = "DAYLIGHT" if (after.dst() or timedelta()) > timedelta() else "STANDARD"
    onset = (after.astimezone(UTC) + old).strftime("%Y%m%dT%H%M%S")  # on the clock of before
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{onset}"
    yield f"TZOFFSETFROM:{_offset(old)}"
    yield f"TZOFFSETTO:{_offset(new)}"
    yield f"TZNAME:{after.tzname()}"
    yield f"END:{kind}"


def _offset(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    sign = "-" if seconds < 0 else "+"
    minutes, rest = divmod(abs(seconds), 60)
    text = f"{sign}{minutes // 60:02d}{minutes % 60:02d}"
    return f"{text}{rest:02d}" if rest else text
