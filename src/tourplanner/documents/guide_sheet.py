"""The guide's sheet: the party's diet, allergies, mobility and rooms, and the days in short."""

from __future__ import annotations

from tourplanner.documents.chinese_words import GUIDE
from tourplanner.documents.labels import label
from tourplanner.documents.scene import Scene
from tourplanner.documents.stop_facts import day_heading, lunar_lines
from tourplanner.documents.typesetting import Data, Value
from tourplanner.domain.reservation import STATUS_LABELS, Reservation
from tourplanner.domain.roadbook import RoadDay
from tourplanner.i18n import N_, _
from tourplanner.mapping.place_words import place_fact_lines

LABELS = {
    "guests": N_("Guests"),
    "diet": N_("Diet"),
    "allergies": N_("Allergies"),
    "mobility": N_("Mobility"),
    "room": N_("Room"),
    "head_count": N_("People in all"),
}


def content(scene: Scene) -> Data:
    """Never passports, prices, birthdays: they are not read here at all."""
    book = scene.book
    return {
        "title": _("Guide's sheet: {title}").format(title=book.tour.title),
        "heading": _("Guide's sheet"),
        "tour": book.tour.title,
        "words": {key: label(scene, GUIDE, key, _(text)) for key, text in LABELS.items()},
        "days_heading": _("The days"),
        "count": str(book.party.size) if book.party.size else None,
        "unnamed": book.party.unnamed,
        "unnamed_text": _("and {count} more people").format(count=book.party.unnamed),
        "leader": _("leads"),
        "people": [
            {
                "name": one.name,
                "local": scene.local(one.name_local),
                "is_leader": one.is_leader,
                "diet": one.diet or None,
                "allergies": one.allergies or None,
                "mobility": one.mobility or None,
                "room": one.room or None,
            }
            for one in book.party.travellers
        ],
        "nobody": _("Nobody is entered yet. Add the people of the tour to print their needs."),
        "days": [_day(scene, day) for day in book.days if day.visits],
    }


def _day(scene: Scene, day: RoadDay) -> Data:
    rows: list[Value] = []
    for stop in day.visits:
        reserved: list[Value] = [_reservation(one) for one in stop.reservations]
        if stop.appointment is not None:
            reserved.insert(0, _("booked for the group"))
        rows.append(
            {
                "number": stop.number,
                "time": scene.words.span(stop.stop.start_min, stop.stop.end_min),
                "name": scene.name(stop.names),
                "other": scene.other_name(stop.names),
                "reserved": reserved,
                "known": list(place_fact_lines(stop.facts)),
                "note": stop.note or None,
            }
        )
    return {
        "number": day.number,
        "heading": day_heading(scene, day),
        "lunar": lunar_lines(scene, day),
        "rows": rows,
    }


def _reservation(one: Reservation) -> str:
    parts = [one.title or _("Reservation"), _(STATUS_LABELS[one.status])]
    parts += [text for text in (one.code, one.contact, one.note) if text]
    return " · ".join(parts)
