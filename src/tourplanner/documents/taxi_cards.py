"""Taxi cards: each place to show to a driver, the way back to the lodging on the reverse."""

from __future__ import annotations

from collections.abc import Iterable

from tourplanner.documents.chinese_words import IN_CHINA, PLEASE, PLEASE_BACK, TAXI
from tourplanner.documents.lodging_facts import details_of, lodging_after
from tourplanner.documents.scene import CHINESE, Scene
from tourplanner.documents.two_languages import told
from tourplanner.documents.typesetting import Data, Value
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadLodging, RoadStop
from tourplanner.domain.site import Names, Site
from tourplanner.i18n import _
from tourplanner.mapping.code_texts import lodging_code_text, stop_code_text
from tourplanner.mapping.codes import qr_svg
from tourplanner.mapping.wording import SHOWN_UNCERTAINTY_M

NEAR_M = 400
SURE_M = 200
"""A landmark is one whose point is known better than this."""


def content(scene: Scene) -> Data:
    """A card for every visited place, once each."""
    book = scene.book
    places: dict[object, Data] = {}
    for day in book.days:
        for stop in day.visits:
            key = stop.stop.site or stop.stop.place
            if stop.stop.place is not None and key not in places:
                places[key] = _card(scene, day, stop)
    return {
        "title": _("Taxi cards: {title}").format(title=book.tour.title),
        "places": list(places.values()),
        "nothing": _("Nothing is planned yet: there are no places to print."),
    }


def _card(scene: Scene, day: RoadDay, stop: RoadStop) -> Data:
    site, book = stop.site, scene.book
    text = stop_code_text(stop, book.city.country, scene.order.choice.code)
    return {
        "please": _please(scene, PLEASE, _("Please take me to:")),
        "name": _name(stop.names),
        "lang": scene.local_language if stop.names.second else "en",
        "address": site.address_local if site is not None else None,
        "landmark": _landmark(book, stop),
        "phone": site.phone if site is not None else None,
        "notes": _notes(scene, site),
        "code": _code(text, stop.names),
        "reverse-of": _("{date} · back from {place}").format(
            date=scene.words.day(day.date), place=scene.one_name(stop.names)
        ),
        "lodging": _back(scene, lodging_after(book, day)),
    }


def _back(scene: Scene, lodging: RoadLodging | None) -> Data:
    """The reverse; lines to write on where the house is not known."""
    please = _please(scene, PLEASE_BACK, _("Please take me back to:"))
    blanks: list[Value] = [
        _("Name of the lodging, in Chinese"),
        _("Address, in Chinese"),
        _("Telephone"),
    ]
    if not _is_chinese(scene):
        blanks = [_("Name of the lodging"), _("Address"), _("Telephone")]
    if lodging is None:
        return {
            "please": please, "name": None, "lang": scene.local_language, "address": None,
            "phone": None, "code": None, "blanks": blanks,
        }  # fmt: skip
    details = details_of(lodging)
    if lodging.names.second is not None or details.address_local:
        blanks = []
    text = lodging_code_text(lodging, scene.book.city.country, scene.order.choice.code)
    return {
        "please": please,
        "name": _name(lodging.names),
        "lang": scene.local_language,
        "address": details.address_local or details.address_en or None,
        "phone": details.phone or None,
        "code": _code(text, lodging.names),
        "blanks": blanks,
    }


def _is_chinese(scene: Scene) -> bool:
    return scene.book.city.country == IN_CHINA


def _please(scene: Scene, chinese: tuple[str, str], other: str) -> Data:
    """The request; where Chinese is no use, in the language of the document."""
    if _is_chinese(scene):
        return {"local": told(chinese[0], CHINESE), "reading": chinese[1]}
    return {"local": other, "reading": None}


def _name(names: Names) -> Data:
    return {
        "local": names.local,
        "reading": names.pinyin or names.romanised,
        "en": names.en if names.second else None,
    }


def _landmark(book: Roadbook, stop: RoadStop) -> str | None:
    """A place near by whose point is well known, in Chinese."""
    if book.city.country != IN_CHINA or stop.site is None:
        return None
    here = stop.site.point
    if here.accuracy_m > SURE_M:
        return None
    near = [
        (site.point.at.distance_m(here.at), site.names.local)
        for site in _sights(book)
        if site.id != stop.site.id and site.point.accuracy_m < SURE_M
    ]
    distance, name = min(near, default=(NEAR_M + 1.0, ""))
    if distance > NEAR_M:
        return None
    return TAXI["near"].format(place=name, metres=max(50, round(distance / 50) * 50))


def _sights(book: Roadbook) -> Iterable[Site]:
    for day in book.days:
        yield from (stop.site for stop in day.visits if stop.site is not None)
    for entry in book.left_out:
        if entry.site is not None and entry.site.is_sight:
            yield entry.site


def _notes(scene: Scene, site: Site | None) -> list[Value]:
    """What a driver should know of the address, in his language and in the reader's."""
    if site is None:
        return []
    found: list[Value] = []
    if not site.address_local:
        found.append(_both(scene, TAXI["no_address"], _("No street address is known.")))
    if site.point.accuracy_m >= SHOWN_UNCERTAINTY_M:
        about = scene.words.distance(site.point.accuracy_m)
        chinese = TAXI["uncertain"].format(metres=site.point.accuracy_m)
        text = _("The place is known to about {distance}.").format(distance=about)
        found.append(_both(scene, chinese, text))
    return found


def _both(scene: Scene, chinese: str, text: str) -> Data:
    return {"local": chinese if _is_chinese(scene) else None, "text": text}


def _code(text: str | None, names: Names) -> Data | None:
    if text is None:
        return None
    return {"picture": qr_svg(text), "alt": _("Code to scan: {place}").format(place=names.en)}
