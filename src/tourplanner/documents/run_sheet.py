"""The run sheet of a driver: Chinese first, one page a day."""

from __future__ import annotations

from itertools import pairwise

from tourplanner.documents.chinese_words import IN_CHINA, RUN_SHEET
from tourplanner.documents.labels import label
from tourplanner.documents.lodging_facts import chosen, details_of
from tourplanner.documents.scene import CHINESE, Scene
from tourplanner.documents.stop_facts import day_heading, is_free, lunar_lines
from tourplanner.documents.two_languages import told
from tourplanner.documents.typesetting import Data, Value
from tourplanner.domain.itinerary import Leg, StopKind
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadLodging, RoadStop
from tourplanner.domain.transport import Transport
from tourplanner.domain.travel import TravelMode
from tourplanner.i18n import N_, _
from tourplanner.mapping.reader_words import chinese_date
from tourplanner.mapping.wording import span_text

LABELS = {
    "run_sheet": N_("Run sheet"),
    "time": N_("Time"),
    "place": N_("Place"),
    "distance": N_("Distance"),
    "waiting": N_("Waiting"),
    "people": N_("People"),
    "pick_up": N_("Pick-up"),
    "drop_off": N_("Drop-off"),
    "total": N_("Whole day"),
    "not_known": N_("not given"),
    "parking": N_("Parking"),
    "phone": N_("Telephone"),
    "contact": N_("Contact"),
    "address": N_("Address"),
}


def content(scene: Scene) -> Data:
    """A page a day on which there is something to drive to."""
    book = scene.book
    return {
        "title": _("Run sheet: {title}").format(title=book.tour.title),
        "words": {key: label(scene, RUN_SHEET, key, _(text)) for key, text in LABELS.items()},
        "people": str(book.party.size) if book.party.size else None,
        "days": [_day(scene, day) for day in book.days if not is_free(day)],
        "nothing": _("Nothing is planned yet: there are no days to print."),
    }


def _is_chinese(book: Roadbook) -> bool:
    return book.city.country == IN_CHINA


def _day(scene: Scene, day: RoadDay) -> Data:
    book = scene.book
    towards = {
        id(end): leg for leg, (_start, end) in zip(day.legs, pairwise(day.placed), strict=True)
    }
    rows = [
        _row(scene, day, stop, towards.get(id(stop)))
        for stop in day.stops
        if stop.stop.place is not None
    ]
    driven = [leg for leg in day.legs if leg.mode is TravelMode.TAXI]
    distance = scene.words.distance(sum(leg.distance_m for leg in driven))
    return {
        "number": day.number,
        "date": chinese_date(day.date) if _is_chinese(book) else None,
        "heading": day_heading(scene, day),
        "holiday": day.holiday,
        "lunar": lunar_lines(scene, day),
        "rows": list(rows),
        "rides": [_ride(scene, ride.transport) for ride in day.rides],
        "total": distance,
        "is_estimate": any(leg.is_estimate for leg in driven),
        "estimate": _both(scene, "estimate", _("estimate")),
    }


def _row(scene: Scene, day: RoadDay, stop: RoadStop, leg: Leg | None) -> Data:
    words, site, kind = scene.words, stop.site, stop.stop.kind
    address: Value = scene.local(site.address_local) if site is not None else None
    phone = site.phone if site is not None else None
    if kind is StopKind.BASE:
        house = chosen(scene.book, _house_at(scene, day, stop))
        if house is not None:
            details = details_of(house)
            address = scene.local(details.address_local) or scene.english(details.address_en)
            phone = details.phone or None
    arrives = stop.stop.start_min if stop.stop.arrival_min is None else stop.stop.arrival_min
    is_visit = kind is StopKind.VISIT
    return {
        "number": stop.number,
        "time": words.time(arrives if is_visit else stop.stop.start_min),
        "leaves": words.time(stop.stop.end_min) if is_visit else None,
        "name": scene.local(stop.names.local)
        if stop.names.second
        else scene.english(stop.names.en),
        "other": scene.english(stop.names.en) if stop.names.second else None,
        "address": address,
        "phone": phone,
        "contact": (stop.facts.contact if stop.facts is not None else "") or None,
        "way": _way(scene, leg),
        "wait": span_text(stop.stop.end_min - arrives) if is_visit else None,
        "is_booked": _both(scene, "booked", _("booked")) if stop.appointment is not None else None,
    }


def _house_at(scene: Scene, day: RoadDay, stop: RoadStop) -> RoadLodging | None:
    """The lodging at a base stop: tonight's, last night's or the usual one."""
    before = [one.lodging for one in scene.book.days if one.number == day.number - 1]
    at = stop.stop.place.at if stop.stop.place is not None else None
    houses = (day.lodging, *before, scene.book.lodging)
    return next((one for one in houses if one is not None and one.place.at == at), None)


def _way(scene: Scene, leg: Leg | None) -> Data | None:
    """How far it is from the place before; a way on foot is none of the driver's."""
    if leg is None or leg.distance_m == 0:
        return None
    words = {
        TravelMode.WALK: ("on_foot", _("on foot")),
        TravelMode.E_BIKE: ("by_bike", _("by e-bike")),
    }
    mode = words.get(leg.mode)
    distance = scene.words.distance(leg.distance_m)
    if leg.felt_climb_m is not None:
        distance = f"{distance} ↑ {scene.words.distance(leg.felt_climb_m)}"
    return {
        "distance": distance,
        "time": span_text(leg.minutes),
        "mode": _both(scene, *mode) if mode is not None else None,
    }


def _both(scene: Scene, key: str, text: str) -> Data:
    """A word of the table in Chinese, or in the reader's language elsewhere."""
    if _is_chinese(scene.book):
        return told(RUN_SHEET[key], CHINESE)
    return told(text, scene.speech)


def _ride(scene: Scene, one: Transport) -> Data:
    ends = [
        f"{name} {scene.words.moment(at)}"
        for name, at in (
            (one.from_local or one.from_name, one.depart),
            (one.to_local or one.to_name, one.arrive),
        )
    ]
    return {"name": one.name, "text": told(" → ".join(ends), scene.local_language)}
