"""Tour from and to plain values and JSON text: one format for files, copies and stores."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from tourplanner.domain.address import NO_PARTS
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.dossier_codec import dossier_from, dossier_plain
from tourplanner.domain.itinerary_codec import (
    LATEST_MIN,
    MOST_SITES,
    coordinates_from,
    itinerary_from,
    itinerary_plain,
    site_id_from,
)
from tourplanner.domain.own_leg_codec import own_leg_from, own_leg_plain
from tourplanner.domain.own_site import MOST_OWN_SITES
from tourplanner.domain.own_site_codec import own_site_from, own_site_plain
from tourplanner.domain.preferences_codec import preferences_from, preferences_plain
from tourplanner.domain.site import SiteId
from tourplanner.domain.strict_json import Node, parsed
from tourplanner.domain.time_window import DAY_MIN
from tourplanner.domain.tour import Appointment, KnownSite, Lock, Tour
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.domain.visit_length import MAX_VISIT_MIN, MIN_VISIT_MIN
from tourplanner.errors import FileTooNew, InvalidEdit
from tourplanner.i18n import _

FORMAT = "tourplanner-tour"
VERSION = 3
"""Raised when a program that reads the former version would misread the file."""
WITHOUT_PLACE_FACTS = 2
WITHOUT_OWN_PLACES = 1
"""What a file still says when it holds nothing that came later, so that older programs read it."""

SEEDS = (-(2**63), 2**64 - 1)


def to_plain(tour: Tour) -> dict[str, object]:
    """The tour as JSON values in a stable order; resources/schemas/tour-1.schema.json."""
    own = {"own_sites": [own_site_plain(one) for one in tour.own_sites]} if tour.own_sites else {}
    return {
        "format": FORMAT,
        "version": _version_of(tour),
        "id": tour.id,
        "title": tour.title,
        "preferences": preferences_plain(tour.preferences),
        "locks": [
            {"site": lock.site, "day": lock.day, "start_min": lock.start_min} for lock in tour.locks
        ],
        "appointments": [_appointment_plain(one) for one in tour.appointments],
        "frozen_days": list(tour.frozen_days),
        "durations": [{"site": site, "minutes": minutes} for site, minutes in tour.durations],
        "fixed_order": list(tour.fixed_order),
        "own_legs": [own_leg_plain(leg) for leg in tour.own_legs],
        **own,
        "seed": tour.seed,
        "itinerary": None if tour.itinerary is None else itinerary_plain(tour.itinerary),
        "sites": [_known_plain(site) for site in tour.sites],
        "dossier": dossier_plain(tour.dossier),
    }


def _version_of(tour: Tour) -> int:
    """The oldest that can hold all of the tour."""
    dossier = tour.dossier
    houses = [(one.parts_local, one.parts_en) for one in dossier.lodgings]
    houses += [(one.parts_local, one.parts_en) for one in tour.own_sites]
    if dossier.place_facts or any(house != (NO_PARTS, NO_PARTS) for house in houses):
        return VERSION
    has_own = bool(tour.own_sites) or any(one.at is not None for one in dossier.reservations)
    return WITHOUT_PLACE_FACTS if has_own else WITHOUT_OWN_PLACES


def from_plain(data: object, name: str = "tour") -> Tour:
    """The tour in parsed JSON that came from a file called `name`.

    Raises FileTooNew for a later version, DataInvalid naming the JSON path of any value that
    is missing, unknown, of the wrong type, out of range or at odds with the others.
    """
    node = Node(data, "", name)
    members = node.members()
    if "format" not in members or members["format"].value != FORMAT:
        raise node.wrong(_("it is not a tour of Tour Planner."))
    if "version" not in members:
        raise node.wrong(_("the field “{name}” is missing.").format(name="version"))
    version = members["version"].whole(1, 10**9)
    if version > VERSION:
        raise FileTooNew(file=name, found=version, known=VERSION)
    plain = node.fields(
        "format", "version", "id", "title", "preferences", "locks", "durations",
        "fixed_order", "seed", "itinerary", "sites",
        optional=("appointments", "frozen_days", "own_legs", "own_sites", "dossier"),
    )  # fmt: skip
    tour = Tour(
        id=plain["id"].filled(),
        title=plain["title"].text(),
        preferences=preferences_from(plain["preferences"]),
        durations=tuple(_duration_from(entry) for entry in plain["durations"].items(MOST_SITES)),
        seed=plain["seed"].whole(*SEEDS),
        itinerary=plain["itinerary"].maybe(itinerary_from),
        sites=tuple(_known_from(site) for site in plain["sites"].items(MOST_SITES)),
        dossier=dossier_from(plain["dossier"]) if "dossier" in plain else Dossier(),
    )
    return _with_fixed(tour, plain)


def _with_fixed(tour: Tour, plain: Mapping[str, Node]) -> Tour:
    """The tour with what is fixed by hand, each field refused by its own name."""
    for field, read in (
        ("locks", _with_locks),
        ("appointments", _with_appointments),
        ("frozen_days", _with_frozen_days),
        ("fixed_order", _with_order),
        ("own_legs", _with_own_legs),
        ("own_sites", _with_own_sites),
    ):
        if field in plain:  # what came later is absent in older files
            try:
                tour = read(tour, plain[field])
            except InvalidEdit as error:
                raise plain[field].wrong(error.message) from error
    return tour


def _with_locks(tour: Tour, node: Node) -> Tour:
    return replace(tour, locks=tuple(_lock_from(lock) for lock in node.items(MOST_SITES)))


def _with_appointments(tour: Tour, node: Node) -> Tour:
    appointments = tuple(_appointment_from(one) for one in node.items(MOST_SITES))
    return replace(tour, appointments=appointments)


def _with_frozen_days(tour: Tour, node: Node) -> Tour:
    days = tuple(day.whole(0, MAX_DAYS - 1) for day in node.items(MAX_DAYS))
    return replace(tour, frozen_days=days)


def _with_order(tour: Tour, node: Node) -> Tour:
    order = tuple(site_id_from(site) for site in node.items(MOST_SITES))
    return replace(tour, fixed_order=order)


def _with_own_legs(tour: Tour, node: Node) -> Tour:
    return replace(tour, own_legs=tuple(own_leg_from(own) for own in node.items(MOST_SITES)))


def _with_own_sites(tour: Tour, node: Node) -> Tour:
    return replace(tour, own_sites=tuple(map(own_site_from, node.items(MOST_OWN_SITES))))


def to_text(tour: Tour) -> bytes:
    """The tour as indented JSON in UTF-8; half characters become question marks."""
    text = json.dumps(to_plain(tour), ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode("utf-8", "replace")


def from_text(content: bytes, name: str = "tour") -> Tour:
    """The tour in the bytes of a file called `name`; errors as from_plain and strict_json."""
    return from_plain(parsed(content, name).value, name)


def _lock_from(node: Node) -> Lock:
    plain = node.fields("site", "day", "start_min")
    return Lock(
        site=site_id_from(plain["site"]),
        day=plain["day"].whole(0, MAX_DAYS - 1),
        start_min=plain["start_min"].maybe(partial(Node.whole, least=0, most=LATEST_MIN)),
    )


def _appointment_plain(one: Appointment) -> dict[str, object]:
    return {
        "site": one.site,
        "day": one.day,
        "start_min": one.start_min,
        "duration_min": one.duration_min,
        "by_appointment": one.by_appointment,
    }


def _appointment_from(node: Node) -> Appointment:
    plain = node.fields("site", "day", "start_min", "duration_min", "by_appointment")
    try:
        return Appointment(
            site=site_id_from(plain["site"]),
            day=plain["day"].whole(0, MAX_DAYS - 1),
            start_min=plain["start_min"].whole(0, DAY_MIN),
            duration_min=plain["duration_min"].whole(MIN_VISIT_MIN, MAX_VISIT_MIN),
            by_appointment=plain["by_appointment"].boolean(),
        )
    except InvalidEdit as error:
        raise node.wrong(error.message) from error


def _duration_from(node: Node) -> tuple[SiteId, int]:
    plain = node.fields("site", "minutes")
    minutes = plain["minutes"].whole(MIN_VISIT_MIN, MAX_VISIT_MIN)
    return site_id_from(plain["site"]), minutes


def _known_plain(site: KnownSite) -> dict[str, object]:
    return {
        "id": site.id,
        "name": site.name,
        "name_local": site.name_local,
        "lat": site.at.lat,
        "lon": site.at.lon,
    }


def _known_from(node: Node) -> KnownSite:
    plain = node.fields("id", "name", "name_local", "lat", "lon")
    return KnownSite(
        id=site_id_from(plain["id"]),
        name=plain["name"].text(),
        name_local=plain["name_local"].text(),
        at=coordinates_from(plain["lat"], plain["lon"]),
    )
