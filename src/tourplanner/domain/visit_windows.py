"""When a visit to a site may take place on a date: its hours, its last admission, its events."""

from __future__ import annotations

from datetime import date

from tourplanner.domain.opening_hours import windows_on
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.site import Site, SiteEvent
from tourplanner.domain.time_window import DAY_MIN, TimeWindow


def open_windows(site: Site, day: date, holidays: PublicHolidays) -> tuple[TimeWindow, ...] | None:
    """Opening hours on `day`, known or assumed; None when there are neither."""
    expression = site.hours.expression
    return windows_on(expression, day, holidays) if expression else None


def visit_windows(
    site: Site, day: date, holidays: PublicHolidays, duration_min: int
) -> tuple[TimeWindow, ...]:
    """Windows that a visit of `duration_min` has to lie in, the last admission respected.

    A site without any hours counts as open all day: only a wish of the user brings it here.
    """
    windows = open_windows(site, day, holidays)
    if windows is None:
        windows = (TimeWindow(0, DAY_MIN),)
    last = site.hours.last_admission_min
    if last is None:
        return windows
    clipped = (window.clipped(window.start_min, last + duration_min) for window in windows)
    return tuple(window for window in clipped if window is not None)


def event_window(
    site: Site, event: SiteEvent, day: date, holidays: PublicHolidays
) -> TimeWindow | None:
    """When `event` takes place on `day`, or None; known opening hours bound it."""
    if event.start_min is None or event.end_min is None or event.end_min <= event.start_min:
        return None
    text = day.isoformat()
    on_date = any(first <= text <= last for first, last in event.dates)
    if day.weekday() not in event.weekdays and not on_date:
        return None
    window = TimeWindow(event.start_min, event.end_min)
    if site.hours.known is None:
        return window
    for hours in open_windows(site, day, holidays) or ():
        both = window.clipped(hours.start_min, hours.end_min)
        if both is not None:
            return both
    return None


def event_during(
    site: Site, day: date, start_min: int, end_min: int, holidays: PublicHolidays
) -> SiteEvent | None:
    """The first event that lasts through the whole visit, or None."""
    for event in site.events:
        window = event_window(site, event, day, holidays)
        if window is not None and window.holds(start_min, end_min):
            return event
    return None
