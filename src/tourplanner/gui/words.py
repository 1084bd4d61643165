"""Facts in the short words that panels show."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from babel.dates import format_date

from tourplanner.domain.date_text import date_text
from tourplanner.domain.reasons import short_date
from tourplanner.domain.reservation import STATUS_LABELS, Reservation
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.domain.site import Confidence
from tourplanner.domain.time_window import clock
from tourplanner.gui.plan_changes import days_text, sites_text
from tourplanner.i18n import _, ngettext
from tourplanner.mapping.wording import distance_text, doubts, span_text

if TYPE_CHECKING:
    from tourplanner.area.suggestions import Suggestion


def clock_span(start_min: int, end_min: int) -> str:
    """ "08:45–10:15"."""
    return f"{clock(start_min)}–{clock(end_min)}"


def day_title(day: RoadDay) -> str:
    """ "Fri 16 Apr"."""
    return short_date(day.date)


def day_summary(day: RoadDay) -> str:
    """ "5 stops · 9.1 km"."""
    count = len(day.visits)
    stops = ngettext("{count} stop", "{count} stops", count).format(count=count)
    return _("{stops} · {distance}").format(stops=stops, distance=distance_text(day.distance_m))


def plan_summary(book: Roadbook) -> str:
    """ "12 sites, 3 days"."""
    sites = sum(len(day.visits) for day in book.days)
    return _("{sites}, {days}").format(sites=sites_text(sites), days=days_text(len(book.days)))


def stop_notes(stop: RoadStop) -> tuple[str, ...]:
    """What happens at a stop beside the visit: waiting, an event."""
    notes = []
    if stop.stop.waiting_min:
        notes.append(_("wait {time}").format(time=span_text(stop.stop.waiting_min)))
    if stop.event:
        notes.append(stop.event)
    return tuple(notes)


def stop_promises(stop: RoadStop) -> tuple[str, ...]:
    """What the traveller has wished and fixed about a stop; rows show it as signs."""
    promises = []
    if stop.is_required:
        promises.append(_("must see"))
    if stop.is_preferred:
        promises.append(_("would like"))
    if stop.appointment is not None:
        promises.append(_("booked"))
    elif stop.lock is not None and stop.lock.start_min is not None:
        promises.append(_("locked to {time}").format(time=clock(stop.lock.start_min)))
    elif stop.lock is not None:
        promises.append(_("locked to this day"))
    return tuple(promises)


def stop_records(stop: RoadStop) -> tuple[str, ...]:
    """What is reserved at a stop, each by its status, and whether there is a note."""
    records = [
        _("{status} “{title}”").format(status=_(STATUS_LABELS[one.status]), title=one.title)
        if one.title.strip()
        else _("reservation: {status}").format(status=_(STATUS_LABELS[one.status]))
        for one in stop.reservations
    ]
    if stop.note:
        records.append(_("note"))
    return tuple(records)


def status_line(one: Reservation) -> str:
    """ "Held · book by Tue 2 Mar"."""
    told = [_(STATUS_LABELS[one.status])]
    if one.on is not None:
        told.append(short_date(one.on))
    if one.book_by is not None and one.status.is_open:
        told.append(_("book by {date}").format(date=short_date(one.book_by)))
    return " · ".join(told)


def stop_doubts(stop: RoadStop) -> tuple[str, ...]:
    """What is not sure about a stop."""
    if stop.is_missing:
        return (_("no longer in the catalogue"),)
    return doubts(stop.site) if stop.site is not None else ()


def confidence_role(confidence: Confidence) -> str:
    """The colour role that goes with the word for a confidence."""
    return {
        Confidence.HIGH: "good",
        Confidence.MEDIUM: "quiet",
        Confidence.LOW: "care",
        Confidence.UNKNOWN: "care",
    }[confidence]


def month_year(day: date) -> str:
    """ "Nov 2026"."""
    return date_text(day, _("MMM y"))


def long_date(day: date) -> str:
    """ "Fri 16 Apr 2027"."""
    return date_text(day, _("EEE d MMM y"))


def time_of(moment: datetime) -> str:
    """ "10:42", on this machine's clock."""
    return f"{moment.astimezone():%H:%M}"


def suggestion_name(found: Suggestion) -> str:
    """A place of the streets by both its names."""
    if not found.latin or found.latin == found.name:
        return found.name
    return _("{english} {local}").format(english=found.latin, local=found.name)


def suggestion_origin(found: Suggestion) -> str:
    """Where a place of the streets is from, and how far that can be trusted."""
    if found.seen is None:
        return _("OpenStreetMap, {source}, not checked").format(source=found.source)
    text = _("OpenStreetMap, {source}, data of {day}, not checked")
    return text.format(source=found.source, day=found.seen.isoformat())


def day_of_year(day: date) -> str:
    """ "16 Apr 2027"."""
    return format_date(day, "d MMM y", locale="en")
