"""The emergency page in both scripts; what is not known is a line to write on."""

from __future__ import annotations

from tourplanner.documents.chinese_words import EMERGENCY, IN_CHINA
from tourplanner.documents.labels import label
from tourplanner.documents.lodging_facts import details_of, lodgings
from tourplanner.documents.scene import Scene
from tourplanner.documents.typesetting import Data, Value
from tourplanner.domain.party import Traveller
from tourplanner.domain.roadbook import Roadbook, RoadLodging
from tourplanner.domain.site import Site, SiteKind
from tourplanner.i18n import N_, _

HOSPITAL = "hospital"
NOBODY = Traveller("-")
"""Stands for a form to fill in."""
CHINESE_NUMBERS = (
    ("police", N_("Police"), "110"),
    ("ambulance", N_("Ambulance"), "120"),
    ("fire", N_("Fire"), "119"),
)
"""Of mainland China; db/catalogue/phrases.json says where they come from."""


def content(scene: Scene) -> Data:
    """Numbers, houses and people."""
    book = scene.book
    is_chinese = book.city.country == IN_CHINA
    numbers: list[Value] = [
        {"label": _label(scene, key, _(name)), "number": number if is_chinese else None}
        for key, name, number in CHINESE_NUMBERS
    ]
    plea = _("Please help me. Take me to a hospital, or call the people named below.")
    return {
        "title": _("Emergency: {title}").format(title=book.tour.title),
        "heading": _label(scene, "emergency", _("Emergency")),
        "plea": _label(scene, "please_help", plea),
        "numbers": numbers,
        "houses": _houses(scene),
        "people": [_person(scene, one) for one in _people(book)],
    }


def _label(scene: Scene, key: str, text: str) -> Data:
    return label(scene, EMERGENCY, key, text)


def _houses(scene: Scene) -> list[Value]:
    houses: list[Value] = [_lodging(scene, one) for one in lodgings(scene.book)]
    if not houses:
        houses.append(_house(scene, "lodging", _("Lodging")))
    hospitals = [site for site in _services(scene.book) if HOSPITAL in site.names.en.casefold()]
    houses += [_hospital(scene, site) for site in hospitals]
    if not hospitals:
        houses.append(_house(scene, "hospital", _("Hospital")))
    houses.append(_house(scene, "embassy", _("Embassy or consulate")))
    return houses


def _house(
    scene: Scene,
    key: str,
    text: str,
    name: Value = None,
    other: Value = None,
    address: Value = None,
    phone: str | None = None,
) -> Data:
    """A house; None is a line to write on, an empty text nothing at all."""
    return {
        "label": _label(scene, key, text),
        "name": name,
        "other": other,
        "address": address,
        "phone": phone,
        "address_label": _label(scene, "address", _("Address")),
        "phone_label": _label(scene, "phone", _("Telephone")),
    }


def _lodging(scene: Scene, lodging: RoadLodging) -> Data:
    details = details_of(lodging)
    names = lodging.names
    return _house(
        scene,
        "lodging",
        _("Lodging"),
        scene.local(names.local),
        scene.english(names.en) if names.second else None,
        scene.local(details.address_local) or scene.english(details.address_en),
        details.phone or None,
    )


def _hospital(scene: Scene, site: Site) -> Data:
    return _house(
        scene,
        "hospital",
        _("Hospital"),
        scene.local(site.names.local),
        scene.english(site.names.en),
        scene.local(site.address_local),
        site.phone,
    )


def _services(book: Roadbook) -> tuple[Site, ...]:
    """The catalogue's services; they are no sights, so they stand among what is left out."""
    sites = (entry.site for entry in book.left_out)
    return tuple(site for site in sites if site is not None and site.kind is SiteKind.SERVICE)


def _people(book: Roadbook) -> tuple[Traveller, ...]:
    """Those of whom something is seen; one nameless form when of nobody."""
    known = tuple(
        one
        for one in book.party.travellers
        if one.blood_type or one.insurance or one.allergies or one.emergency_contact
    )
    return known or (NOBODY,)


def _person(scene: Scene, one: Traveller) -> Data:
    is_form = one is NOBODY
    facts = (
        ("blood_type", _("Blood type"), one.blood_type),
        ("allergies", _("Allergies"), one.allergies),
        ("insurance", _("Insurance"), one.insurance),
        ("contact", _("Call"), one.emergency_contact),
    )
    return {
        "name": None if is_form else one.name,
        "local": scene.local(one.name_local),
        "name_label": _label(scene, "name", _("Name")),
        "facts": [
            {"label": _label(scene, key, text), "value": value or None}
            for key, text, value in facts
        ],
    }
