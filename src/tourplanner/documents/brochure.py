"""The brochure: cover, overview map with contents, a section a day, what was left out, sources."""

from __future__ import annotations

from collections.abc import Sequence

from tourplanner.documents.scene import CHINESE, Scene
from tourplanner.documents.stop_facts import (
    day_heading,
    day_sum,
    is_free,
    leg_line,
    lunar_lines,
    reservation_text,
    ride_line,
    stop_line,
    trust_text,
)
from tourplanner.documents.typesetting import Data, Value
from tourplanner.domain.audience import AUDIENCE_LABELS
from tourplanner.domain.itinerary import Leg
from tourplanner.domain.own_cautions import own_cautions
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadLodging, RoadRide, RoadStop
from tourplanner.i18n import _, ngettext
from tourplanner.mapping.svg_map import Sheet

LEAST_OVERVIEW, MOST_OVERVIEW = 0.3, 0.5
"""Of the page's height; the rest is the key. A map whose key finds no room has its page alone."""
HEAD_MM = 22.0
ROW_EM, DAY_ROWS = 1.92, 1.55
"""Height of a line of the key in sizes of the running text; of a day's heading, in lines."""
UNEVEN_ROWS = 3.0
"""By which the longer of two columns may be longer: a day is not divided."""
BOTH_NAMES = 1.35
"""How much longer a key is whose names stand in two scripts: many take a second line."""
MM_PER_POINT = 25.4 / 72
DAY_SHARE = 0.3
PAPER = "#FFFFFF"


def content(scene: Scene) -> Data:
    """All of it as the template brochure.typ reads it."""
    book = scene.book
    return {
        "title": book.tour.title,
        "words": _words(),
        "city": scene.name(book.city.names),
        "city_other": scene.other_name(book.city.names),
        "dates": _dates(scene),
        "people": _people(book),
        "reader": _("For: {audience}").format(audience=_(AUDIENCE_LABELS[scene.audience])),
        "made": _("Made with Tour Planner on {date}.").format(
            date=scene.words.full_day(scene.order.made_on.date())
        ),
        "cautions": [*book.cautions, *own_cautions(book)],
        "overview": _overview(scene),
        "days": [_day(scene, day) for day in book.days],
        "rides": [_whole_ride(scene, ride) for ride in _rides_outside(book)],
        "reservations": [reservation_text(scene, one) for one in _elsewhere(book)],
        "unmet": [
            _("Not in the plan, though asked for: {site}. {why}").format(
                site=scene.one_name(entry.names), why=entry.why
            )
            for entry in book.unmet
        ],
        "left_out": [
            {
                "name": scene.name(entry.names),
                "other": scene.other_name(entry.names),
                "why": entry.why,
                "note": entry.note or None,
            }
            for entry in book.left_out
            if entry.site is None or entry.site.is_sight
        ],
        "sources": _sources(scene),
    }


def _words() -> dict[str, Value]:
    return {
        "overview": _("The tour at a glance"),
        "page": _("page"),
        "left_out": _("Left out"),
        "sources": _("Sources"),
        "good_to_know": _("Good to know"),
        "night": _("Night"),
        "nothing": _("Nothing is planned yet: there are no days to print."),
        "journeys": _("Journeys before and after"),
        "reservations": _("Reserved elsewhere"),
        "no_visits": _("A free day: nothing is planned."),
        "free_days": _("Free days: nothing is planned."),
    }


def _dates(scene: Scene) -> str:
    dates = scene.book.tour.preferences.dates
    if len(dates) == 1:
        return scene.words.full_day(dates[0])
    return _("{first} to {last}").format(
        first=scene.words.full_day(dates[0]), last=scene.words.full_day(dates[-1])
    )


def _people(book: Roadbook) -> str | None:
    count = book.party.size
    if not count:
        return None
    text = ngettext("{count} person", "{count} people", count).format(count=count)
    leaders = ", ".join(one.name for one in book.party.leaders)
    return _("{people}, led by {leaders}").format(people=text, leaders=leaders) if leaders else text


def _overview(scene: Scene) -> Data | None:
    days = [day for day in scene.book.days if day.visits]
    if not days:
        return None
    size = scene.size
    lines = sum(len(day.visits) + DAY_ROWS for day in scene.book.days)
    lines *= BOTH_NAMES if scene.is_bilingual else 1.0
    columns = 1 if size.is_small or size.is_large_print else 2
    key_mm = (lines / columns + UNEVEN_ROWS) * ROW_EM * size.body_pt * MM_PER_POINT
    room_mm = size.inner_height_mm - HEAD_MM
    share = (room_mm - key_mm) / size.inner_height_mm
    height_mm = size.inner_height_mm * min(MOST_OVERVIEW, share)
    sheet = Sheet(
        size.inner_width_mm,
        round(height_mm if share >= LEAST_OVERVIEW else room_mm, 1),
        has_key=False,
        has_legend=False,
        has_left_out=False,
        page=PAPER,
    )
    alt = _("Map of the whole tour; its numbers stand in the list below it.")
    return {**scene.map(sheet, alt), "is_alone": share < LEAST_OVERVIEW}


def _day(scene: Scene, day: RoadDay) -> Data:
    is_day_free = is_free(day)
    sheet = Sheet(
        scene.size.inner_width_mm,
        scene.size.inner_height_mm * DAY_SHARE,
        days=(day.number,),
        has_key=False,
        has_legend=False,
        has_left_out=False,
        page=PAPER,
    )
    alt = _("Map of day {number}; its numbers stand in the table below it.")
    picture = scene.map(sheet, alt.format(number=day.number)) if day.visits else None
    return {
        "number": day.number,
        "heading": day_heading(scene, day),
        "holiday": day.holiday,
        "lunar": lunar_lines(scene, day),
        "sum": day_sum(scene, day) if not is_day_free else None,
        "is_free": is_day_free,
        "map": picture,
        "key": [_key_row(scene, stop) for stop in day.visits],
        "lines": []
        if is_day_free
        else [_line(scene, entry) for entry in day.timeline() if not _is_no_way(entry)],
        "night": _night(scene, day.lodging),
    }


def _key_row(scene: Scene, stop: RoadStop) -> Data:
    return {
        "number": stop.number,
        "time": scene.words.time(stop.stop.start_min),
        "name": scene.name(stop.names),
    }


def _is_no_way(entry: RoadStop | Leg | RoadRide) -> bool:
    """A leg between two places at one point: nothing to tell."""
    return isinstance(entry, Leg) and entry.distance_m == 0


def _line(scene: Scene, entry: RoadStop | Leg | RoadRide) -> Data:
    if isinstance(entry, RoadStop):
        return stop_line(scene, entry)
    return leg_line(scene, entry) if isinstance(entry, Leg) else ride_line(scene, entry)


def _night(scene: Scene, lodging: RoadLodging | None) -> Data | None:
    if lodging is None:
        return None
    details = lodging.details
    facts: list[Value] = []
    if details is not None:
        facts += [scene.local(details.address_local)] if details.address_local else []
        if details.address_en and scene.speech != CHINESE:
            facts.append(scene.english(details.address_en))
        facts += [details.phone] if details.phone else []
        if details.check_in_min is not None:
            time = scene.words.time(details.check_in_min)
            facts.append(_("rooms from {time}").format(time=time))
        if details.check_out_min is not None:
            time = scene.words.time(details.check_out_min)
            facts.append(_("leave the room by {time}").format(time=time))
        facts += [details.note] if details.note else []
    return {
        "name": scene.name(lodging.names),
        "other": scene.other_name(lodging.names),
        "facts": facts,
    }


def _rides_outside(book: Roadbook) -> Sequence[RoadRide]:
    """The journeys that no day's timeline shows."""
    shown = {ride.transport for day in book.days for ride in day.rides}
    return [RoadRide(one, 0, 0) for one in book.transports if one not in shown]


def _whole_ride(scene: Scene, ride: RoadRide) -> Data:
    return {**ride_line(scene, ride), "time": scene.words.day(ride.transport.depart.date())}


def _elsewhere(book: Roadbook) -> Sequence[Reservation]:
    visited = {stop.stop.site for day in book.days for stop in day.visits}
    return [one for one in book.reservations if one.site is None or one.site not in visited]


def _sources(scene: Scene) -> list[Value]:
    """Where the facts of each visited site come from, once a site."""
    seen: dict[str, Data] = {}
    for day in scene.book.days:
        for stop in day.visits:
            site = stop.site
            if site is None or site.id in seen or not site.sources:
                continue
            said = "; ".join(dict.fromkeys(source.text for source in site.sources))
            seen[site.id] = {
                "site": scene.name(site.names),
                "text": scene.english(said),
                "trust": trust_text(stop) or None,
                "checked": _("checked {month}").format(month=site.checked)
                if site.checked
                else None,
            }
    return list(seen.values())
