"""Taking into a tour what an import found: wishes, ideas, rides, bookings and people."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tourplanner.domain import edits
from tourplanner.domain.dossier import MOST_ENTRIES
from tourplanner.domain.dossier_edits import (
    lodging_at,
    with_lodging,
    with_note,
    with_reservation,
    with_transports,
)
from tourplanner.domain.imported import ImportedPoint
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.own_site import MOST_OWN_SITES, OwnSite, own_site_id
from tourplanner.domain.own_site_edits import with_own_site
from tourplanner.domain.party import Traveller
from tourplanner.domain.preferences import Priority
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.site import Site, SiteKind
from tourplanner.domain.text_length import LONGEST_LINE, LONGEST_NOTE
from tourplanner.domain.tour import Tour
from tourplanner.domain.transport import Transport
from tourplanner.domain.visit_length import USUAL_VISIT_MIN
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _
from tourplanner.usecases.import_entries import Entry, Fate
from tourplanner.usecases.import_places import (
    SAME_PLACE_M,
    KnownBooking,
    KnownPlace,
    UnknownPlace,
)
from tourplanner.usecases.import_travellers import TakenTravellers, with_travellers

Chosen = tuple[Entry, Fate]


@dataclass(frozen=True, slots=True)
class ImportedTour:
    """The tour after an import."""

    tour: Tour
    people: TakenTravellers
    remarks: tuple[str, ...]
    """What was not done as asked, in whole sentences."""


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """What a file does not say of a place that is to be visited; the traveller says it."""

    kind: SiteKind
    entered: date
    visit_min: int = USUAL_VISIT_MIN
    is_required: bool = False
    """Whether the visits are a must."""


def usual(entries: Iterable[Entry]) -> tuple[Chosen, ...]:
    """Each entry with what usually becomes of it."""
    return tuple((entry, entry.fates[0]) for entry in entries if entry.fates)


def wished(entries: Iterable[Entry], wish: Fate, unknown: Fate | None = None) -> tuple[Chosen, ...]:
    """Sites become `wish`, unknown places `unknown` or are left, all else is taken."""
    chosen: list[Chosen] = []
    for entry, fate in usual(entries):
        if isinstance(entry.thing, UnknownPlace):
            chosen += [(entry, unknown)] if unknown is not None else []
            continue
        is_site = isinstance(entry.thing, KnownPlace)
        chosen.append((entry, wish if is_site and wish in entry.fates else fate))
    return tuple(chosen)


def beyond_room(tour: Tour, chosen: Iterable[Chosen]) -> int:
    """How many ideas and bookings are more than the tour can keep."""
    kept = sum(fate is Fate.IDEA or isinstance(entry.thing, KnownBooking) for entry, fate in chosen)
    return max(0, len(tour.dossier.reservations) + kept - MOST_ENTRIES)


def take_in(tour: Tour, chosen: Sequence[Chosen], draft: VisitDraft | None = None) -> ImportedTour:
    """The tour with what was chosen; a must stays one, and notes of its own stay.

    Visits of unknown places need a `draft` of what the file does not say. Raises InvalidEdit
    without it, and for more than a tour can hold.
    """
    if draft is None and any(fate is Fate.VISIT for _entry, fate in chosen):
        problem = _("say what kind of places the unknown ones are.")
        raise InvalidEdit(field=_("Import"), problem=problem)
    remarks: list[str] = []
    rides: list[Transport] = []
    people: list[Traveller] = []
    kept: list[ImportedPoint] = []
    for entry, fate in chosen:
        thing = entry.thing
        if isinstance(thing, KnownPlace):
            again = remarks if not thing.is_again else []
            tour = _with_wish(tour, thing.site, thing.point, fate, again)
        elif isinstance(thing, UnknownPlace):
            tour = _with_unknown(tour, thing, fate, draft, kept, remarks)
        elif isinstance(thing, Transport):
            rides.append(thing)
        elif isinstance(thing, KnownBooking):
            tour = _with_booking(tour, thing, remarks)
        elif isinstance(thing, Traveller):
            people.append(thing)
    if rides:
        tour = with_transports(tour, (*tour.dossier.transports, *rides))
    taken = with_travellers(tour, people)
    return ImportedTour(taken.tour, taken, (*remarks, *taken.remarks))


def _with_wish(
    tour: Tour, site: Site, point: ImportedPoint, fate: Fate, remarks: list[str]
) -> Tour:
    if fate is Fate.REQUIRED:
        tour = edits.require(tour, site.id)
    elif tour.preferences.priority_of(site.id) is Priority.ORDINARY:
        tour = edits.prefer(tour, site.id)
    own, note, had = tour.own_site(site.id), point.note, tour.dossier.note_of(site.id)
    if own is not None and own.note == note:
        return tour
    if note and not had:
        return with_note(tour, site.id, note)
    if note and had != note:
        text = _("{site} has a note of yours already; that of {origin} was not taken.")
        remarks.append(text.format(site=site.names.en, origin=point.origin.text))
    return tour


def _with_unknown(
    tour: Tour,
    place: UnknownPlace,
    fate: Fate,
    draft: VisitDraft | None,
    kept: list[ImportedPoint],
    remarks: list[str],
) -> Tour:
    """An unknown place as an idea, a visit, or the site that it stands beside; the same once."""
    point = place.point
    if fate in (Fate.PREFERRED, Fate.REQUIRED) and place.beside is not None:
        return _with_wish(tour, place.beside.site, point, fate, remarks)
    if any(_is_same_place(point, earlier) for earlier in kept):
        return tour
    kept.append(point)
    if fate is Fate.VISIT and draft is not None:
        return _with_visit(tour, place, draft, remarks)
    return _with_idea(tour, point, remarks)


def _with_visit(tour: Tour, place: UnknownPlace, draft: VisitDraft, remarks: list[str]) -> Tour:
    """The place as one of the tour's own, wished for."""
    point = place.point
    if not place.is_base:
        text = _("{place}: it is {away:.0f} km from the city, too far for a visit.")
        remarks.append(text.format(place=point.origin.text, away=place.away_km))
        return tour
    own = _own_site(tour, point, draft)
    if len(tour.own_sites) >= MOST_OWN_SITES and tour.own_site(own.id) is None:
        _tell_full(remarks)
        return tour
    wish = edits.require if draft.is_required else edits.prefer
    return wish(with_own_site(tour, own), own.id)


def _own_site(tour: Tour, point: ImportedPoint, draft: VisitDraft) -> OwnSite:
    name = point.name[:LONGEST_LINE]
    if not (name.strip() or point.name_local.strip()):
        name = _("Place without a name")
    return OwnSite(
        id=own_site_id(name or point.name_local, point.at),
        city=tour.preferences.city,
        name=name,
        name_local=point.name_local[:LONGEST_LINE],
        at=point.at,
        kind=draft.kind,
        visit_min=draft.visit_min,
        note=point.note[:LONGEST_NOTE],
        origin=point.origin.text[:LONGEST_LINE],
        entered=draft.entered,
    )


def _is_same_place(one: ImportedPoint, other: ImportedPoint) -> bool:
    is_same_name = (one.name, one.name_local) == (other.name, other.name_local)
    return is_same_name and one.at.distance_m(other.at) <= SAME_PLACE_M


def _with_idea(tour: Tour, point: ImportedPoint, remarks: list[str]) -> Tour:
    """The place to be reserved, under a title that no other has."""
    title = point.name or _("Place without a name")
    where = _("{lat:.5f}, {lon:.5f} (WGS 84), from {origin}").format(
        lat=point.at.lat, lon=point.at.lon, origin=point.origin.text
    )
    note = "\n".join(filter(None, (where, point.note[:1500])))
    idea = Reservation(title=title, note=note, at=point.at)
    there = set(tour.dossier.reservations)
    keys = {one.key for one in there}
    again = 1
    while idea.key in keys and idea not in there:
        again += 1
        idea = replace(idea, title=f"{title[:190]} ({again})")
    return _with_reservation(tour, idea, remarks)


def _with_booking(tour: Tour, known: KnownBooking, remarks: list[str]) -> Tour:
    tour = _with_reservation(tour, known.reservation, remarks)
    said = known.booking.lodging
    if said is None or known.base is None:
        return tour
    return with_lodging(tour, _filled_in(lodging_at(tour, known.base.at), said))


def _with_reservation(tour: Tour, reservation: Reservation, remarks: list[str]) -> Tour:
    there = tour.dossier.reservations
    is_new = all(one.key != reservation.key for one in there)
    if is_new and len(there) >= MOST_ENTRIES:
        _tell_full(remarks)
        return tour
    return with_reservation(tour, reservation)


def _tell_full(remarks: list[str]) -> None:
    text = _("There are too many places to keep: the rest was left.")
    if text not in remarks:
        remarks.append(text)


def _filled_in(known: Lodging, said: Lodging) -> Lodging:
    """What is known of a lodging, its empty fields filled."""
    fields = (one.name for one in dataclasses.fields(known) if one.name != "at")
    empty = {name: getattr(said, name) for name in fields if getattr(known, name) in ("", None)}
    return replace(known, **empty)
