"""What changed between two versions of a tour, in words, as far as its reader may see it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tourplanner.domain.audience import Audience
from tourplanner.domain.change import Change
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.reasons import short_date
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.domain.seen_by import seen_by
from tourplanner.domain.site import SiteId
from tourplanner.domain.time_window import clock
from tourplanner.domain.tour import Tour
from tourplanner.i18n import _, speaking
from tourplanner.usecases.make_roadbook import make_roadbook
from tourplanner.usecases.merge_facts import MISSING, RECORDS
from tourplanner.usecases.merge_words import SiteNames, about_text, said
from tourplanner.usecases.tour_facts import FactKey, Facts, Part, check_one_city, facts_of

PLAN = "plan"
PEOPLE = "people"
UNTOLD = (Part.SEED, Part.UNNAMED, Part.FROZEN)
"""The seed says nothing; the number of people is told as one; the plan itself tells of its days."""
OWN_ALONE = (*UNTOLD, Part.PAPER, Part.TRAVEL)
"""What only the owner of the tour is told: how he prints, how far he walks."""


def compare_tours(
    old: Tour,
    new: Tour,
    catalogue: SiteCatalogue,
    audience: Audience | None = None,
    reader: str = "",
) -> tuple[Change, ...]:
    """The visits that came, went or moved, then what else differs; nothing when all is alike.

    Both versions are reduced to what `audience` may see before they are compared, so that a change
    of what it must not see is no change; without one, its owner sees all. A supplier named by
    `reader` is told of his own visits only. Raises InvalidEdit for tours of different cities.
    """
    check_one_city(_("Compare"), old, new)
    books = [make_roadbook(tour, catalogue) for tour in (old, new)]
    names = _site_names(*books)
    if audience is not None:
        books = [seen_by(book, audience, reader) for book in books]
    before, after = books
    only = SiteId(reader) if audience is Audience.SUPPLIER and reader else None
    return (
        *_plan_changes(before, after, only),
        *_people_change(before, after),
        *_fact_changes(_facts(before), _facts(after), names),
    )


def changes_in(
    speeches: Iterable[tuple[str, str]],
    old: Tour,
    new: Tour,
    catalogue: SiteCatalogue,
    audience: Audience | None,
    reader: str = "",
) -> Mapping[str, tuple[Change, ...]]:
    """The same by language; `speeches` are pairs of a language and what `speaking` calls it."""
    changes = {}
    for name, spoken in speeches:
        with speaking(spoken):
            changes[name] = compare_tours(old, new, catalogue, audience, reader)
    return changes


def _site_names(*books: Roadbook) -> SiteNames:
    """In the language being spoken as far as the catalogue has them, else as the tours have."""
    names: dict[SiteId, str] = {}
    for book in books:
        names |= {one.id: one.name for one in book.tour.sites}
        names |= {entry.entry.site: entry.names.first for entry in book.left_out}
    return names


def _facts(book: Roadbook) -> Facts:
    """Of the tour as far as `book` still tells it."""
    if book.audience is None:
        facts = facts_of(book.tour)
        return Facts({key: value for key, value in facts.items() if key.part not in UNTOLD})
    houses = (book.lodging, *(day.lodging for day in book.days))
    lodgings = {one.details.at: one.details for one in houses if one and one.details}
    notes = {stop.stop.site: stop.note for day in book.days for stop in day.visits if stop.note}
    dossier = Dossier(
        party=book.party,
        reservations=book.reservations,
        notes=tuple((site, note) for site, note in notes.items() if site is not None),
        lodgings=tuple(lodgings.values()),
        transports=book.transports,
        cards=book.cards,
    )
    facts = facts_of(replace(book.tour, dossier=dossier, itinerary=None, frozen_days=()))
    return Facts({key: value for key, value in facts.items() if key.part not in OWN_ALONE})


def _fact_changes(before: Facts, after: Facts, names: SiteNames) -> Iterator[Change]:
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key, MISSING), after.get(key, MISSING)
        if one == other:
            continue
        if type(one) is type(other) and isinstance(one, RECORDS):
            yield from _field_changes(key, one, other, names)
            continue
        value = one if other is MISSING else other
        yield Change(
            key.part.value,
            about_text(key, value, names),
            "" if one is MISSING else _told(key, one, names),
            "" if other is MISSING else _told(key, other, names),
        )


def _field_changes(key: FactKey, one: Any, other: Any, names: SiteNames) -> Iterator[Change]:
    for field in dataclasses.fields(one):
        was, now = getattr(one, field.name), getattr(other, field.name)
        if was != now:
            yield Change(
                key.part.value,
                about_text(key, other, names, field.name),
                said(key, was, names, field.name) if was not in ("", None) else "",
                said(key, now, names, field.name) if now not in ("", None) else "",
            )


def _told(key: FactKey, value: Any, names: SiteNames) -> str:
    """A fact in words; of a record the fields that are filled in and do not name it."""
    if not isinstance(value, RECORDS):
        return said(key, value, names)
    filled = [
        said(key, getattr(value, field.name), names, field.name)
        for field in dataclasses.fields(value)
        if field.name not in {"site", "name", "title", "is_leader"}
        and getattr(value, field.name) not in ("", None)
    ]
    return ", ".join(filled) or _("without details")


def _people_change(before: Roadbook, after: Roadbook) -> Iterator[Change]:
    one, other = before.party.size, after.party.size
    if one != other:
        yield Change(PEOPLE, _("Number of people"), *(str(size or "") for size in (one, other)))


Visits = Mapping[SiteId, tuple[RoadDay, RoadStop]]


def _plan_changes(before: Roadbook, after: Roadbook, only: SiteId | None) -> Iterator[Change]:
    was, now = _visits(before, only), _visits(after, only)
    order = sorted({*was, *now}, key=lambda site: (_moment(now.get(site) or was[site]), site))
    for site in order:
        one, other = (visits.get(site) for visits in (was, now))
        told = [_visit_text(visit) for visit in (one, other)]
        if told[0] != told[1]:
            _day, stop = other or one or was[site]
            yield Change(PLAN, _name(stop), *told)
    if only is None:
        yield from _day_changes(before, after)


def _visits(book: Roadbook, only: SiteId | None) -> Visits:
    return {
        stop.stop.site: (day, stop)
        for day in book.days
        for stop in day.visits
        if stop.stop.site is not None and only in {None, stop.stop.site}
    }


def _moment(visit: tuple[RoadDay, RoadStop]) -> tuple[date, int]:
    day, stop = visit
    return day.date, stop.stop.start_min


def _visit_text(visit: tuple[RoadDay, RoadStop] | None) -> str:
    """ "Fri 16 Apr, 09:00–10:00"; empty without a visit."""
    if visit is None:
        return ""
    day, stop = visit
    text = _("{date}, {start}–{end}")
    if stop.appointment is not None:
        text = _("{date}, {start}–{end}, booked")
    return text.format(
        date=short_date(day.date), start=clock(stop.stop.start_min), end=clock(stop.stop.end_min)
    )


def _name(stop: RoadStop) -> str:
    """In both scripts: a change is read by host and guest."""
    return " ".join(dict.fromkeys((stop.names.en, stop.names.local)))


def _day_changes(before: Roadbook, after: Roadbook) -> Iterator[Change]:
    """From when to when each day goes."""
    was, now = ({day.date: day for day in book.days} for book in (before, after))
    for day in sorted({*was, *now}):
        told = [_hours_text(days.get(day)) for days in (was, now)]
        if told[0] != told[1]:
            yield Change(PLAN, _("Day of {date}").format(date=short_date(day)), *told)


def _hours_text(day: RoadDay | None) -> str:
    if day is None or not day.stops:
        return ""
    first, last = day.stops[0].stop, day.stops[-1].stop
    return f"{clock(first.start_min)}–{clock(last.end_min)}"
