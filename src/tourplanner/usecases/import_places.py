"""Taking places and rides from elsewhere into a tour: looked at first, then taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tourplanner.domain import edits
from tourplanner.domain.dossier import MOST_ENTRIES
from tourplanner.domain.dossier_edits import with_note, with_reservation, with_transports
from tourplanner.domain.imported import Imported, ImportedPoint, ImportFault
from tourplanner.domain.own_site import MOST_OWN_SITES, OwnSite, own_site_id
from tourplanner.domain.own_site_edits import with_own_site
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.preferences import Priority
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.site import City, Site, SiteId, SiteKind
from tourplanner.domain.text_length import LONGEST_LINE, LONGEST_NOTE
from tourplanner.domain.tour import Tour
from tourplanner.domain.transport import Transport
from tourplanner.domain.visit_length import USUAL_VISIT_MIN
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _
from tourplanner.usecases.match_places import Likeness, Match, best_match, named_sites
from tourplanner.usecases.new_tour import FARTHEST_BASE_KM, known_city
from tourplanner.usecases.tour_catalogue import catalogue_of

SAME_PLACE_M = 100.0
"""So near are two places of one name the same."""
SAME_BASE_M = 20.0
WISHES = (Priority.REQUIRED, Priority.PREFERRED)


class Unknown(StrEnum):
    """What becomes of places that the catalogue lacks."""

    TELL = "tell"
    IDEA = "idea"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """What a file does not say of a place that is to be visited; the traveller says it."""

    kind: SiteKind
    entered: date
    visit_min: int = USUAL_VISIT_MIN


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that is a site of the tour's city."""

    point: ImportedPoint
    match: Match
    is_again: bool = False
    """An earlier place of the import is the same site."""

    @property
    def site(self) -> Site:
        """The site it is."""
        return self.match.site


@dataclass(frozen=True, slots=True)
class UnknownPlace:
    """A place that the catalogue does not know in this city."""

    point: ImportedPoint
    away_km: float
    """From the centre of the tour's city."""
    beside: Match | None = None
    """A site near by under another name."""
    is_swapped: bool = False
    """With latitude and longitude in each other's place it would lie in the city."""

    @property
    def is_base(self) -> bool:
        """Whether a tour of the city could sleep there."""
        return self.away_km <= FARTHEST_BASE_KM


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would bring; nothing has changed yet."""

    known: tuple[KnownPlace, ...]
    unknown: tuple[UnknownPlace, ...]
    bases: tuple[Place, ...]
    """Bases of the tour that came again."""
    rides: tuple[Transport, ...]
    rides_there: tuple[Transport, ...]
    """Rides that the tour has already."""
    faults: tuple[ImportFault, ...]
    not_understood: tuple[ImportFault, ...]
    cautions: tuple[str, ...]
    """Whole sentences: datum questions, swapped coordinates, guesses."""


@dataclass(frozen=True, slots=True)
class ImportedTour:
    """The tour after an import."""

    tour: Tour
    remarks: tuple[str, ...]
    """What was not done as asked, in whole sentences."""


def preview_import(
    tour: Tour, files: Sequence[Imported], catalogue: SiteCatalogue
) -> ImportPreview:
    """What taking `files` into `tour` would bring."""
    city = known_city(catalogue, tour.preferences.city)
    sites = named_sites(catalogue_of(tour, catalogue).sites_of(city.id))
    seen: set[SiteId] = set()
    known: list[KnownPlace] = []
    unknown: list[UnknownPlace] = []
    bases: dict[Place, None] = {}
    for point in (point for one in files for point in one.points):
        match = best_match(point, sites)
        has_name = bool(point.name or point.name_local)
        is_site = match is not None and not (has_name and match.likeness is Likeness.BESIDE)
        base = None if is_site else _base_at(point, tour)
        if base is not None:
            bases[base] = None
        elif match is None or not is_site:
            unknown.append(_unknown(point, match, city))
        else:
            known.append(KnownPlace(point, match, match.site.id in seen))
            seen.add(match.site.id)
    there = tour.dossier.transports
    rides = list(dict.fromkeys(ride for one in files for ride in one.rides))
    return ImportPreview(
        known=tuple(known),
        unknown=tuple(unknown),
        bases=tuple(bases),
        rides=tuple(ride for ride in rides if not _is_there(ride, there)),
        rides_there=tuple(ride for ride in rides if _is_there(ride, there)),
        faults=tuple(fault for one in files for fault in one.faults),
        not_understood=tuple(entry for one in files for entry in one.not_understood),
        cautions=tuple(_cautions(files, unknown, city)),
    )


def take_in(
    tour: Tour,
    preview: ImportPreview,
    priority: Priority,
    unknown: Unknown = Unknown.TELL,
    draft: VisitDraft | None = None,
) -> ImportedTour:
    """The tour with what `preview` showed: known sites become wishes, their notes and rides stay.

    A site left out by wish stays left out and is told; a must stays one. Places that the catalogue
    lacks are only told, or kept as ideas among the reservations with their point, or become places
    of the tour's own for a plan to visit, which needs a `draft` of what the file does not say.
    """
    if unknown is Unknown.VISIT and draft is None:
        problem = _("say what kind of places the unknown ones are.")
        raise InvalidEdit(field=_("Import"), problem=problem)
    if priority not in WISHES:
        problem = _("places are taken in as required or as preferred.")
        raise InvalidEdit(field=_("Import"), problem=problem)
    remarks: list[str] = []
    for place in preview.known:
        tour = _with_wish(tour, place, priority, remarks)
    if preview.rides:
        tour = with_transports(tour, (*tour.dossier.transports, *preview.rides))
    if unknown is Unknown.IDEA:
        tour = _with_ideas(tour, [place.point for place in preview.unknown], remarks)
    if unknown is Unknown.VISIT and draft is not None:
        tour = _with_visits(tour, preview.unknown, priority, draft, remarks)
    return ImportedTour(tour, tuple(remarks))


def _unknown(point: ImportedPoint, beside: Match | None, city: City) -> UnknownPlace:
    away_km = point.at.distance_m(city.centre.at) / 1000
    is_swapped = away_km > FARTHEST_BASE_KM and _is_near(_swapped(point.at), city)
    return UnknownPlace(point, away_km, beside, is_swapped)


def _base_at(point: ImportedPoint, tour: Tour) -> Place | None:
    """The base of the tour that a place is, or None."""
    wishes = tour.preferences
    places = (wishes.base, *(base for _night, base in wishes.other_nights))
    return next((one for one in places if one.at.distance_m(point.at) <= SAME_BASE_M), None)


def _swapped(at: Coordinates) -> Coordinates | None:
    return Coordinates(at.lon, at.lat) if abs(at.lon) <= 90 else None


def _is_near(at: Coordinates | None, city: City) -> bool:
    return at is not None and at.distance_m(city.centre.at) / 1000 <= FARTHEST_BASE_KM


def _cautions(
    files: Sequence[Imported], unknown: Sequence[UnknownPlace], city: City
) -> Iterator[str]:
    for one in files:
        yield from one.cautions
        if one.datum_question:
            yield one.datum_question
    swapped = [place.point.origin for place in unknown if place.is_swapped]
    swapped += [
        fault.origin for one in files for fault in one.faults if _is_near(fault.swapped, city)
    ]
    for origin in swapped:
        text = _("{place}: with latitude and longitude swapped it would lie in {city}. Swap them.")
        yield text.format(place=origin.text, city=city.names.en)


def _is_there(ride: Transport, there: Sequence[Transport]) -> bool:
    """Whether the tour has the ride: the same number leaving at the same time."""
    return any(
        (ride.mode, ride.number.casefold(), ride.depart)
        == (known.mode, known.number.casefold(), known.depart)
        for known in there
    )


def _with_wish(tour: Tour, place: KnownPlace, priority: Priority, remarks: list[str]) -> Tour:
    site, had = place.site, tour.preferences.priority_of(place.site.id)
    if had is Priority.EXCLUDED:
        text = _("{site} stays left out, as you wished. Take that wish back to visit it.")
        remarks.append(text.format(site=site.names.en))
        return tour
    if priority is Priority.REQUIRED:
        tour = edits.require(tour, site.id)
    elif had is Priority.ORDINARY:
        tour = edits.prefer(tour, site.id)
    own, note = tour.own_site(site.id), place.point.note
    if own is not None and own.note == note:
        return tour
    if note and not tour.dossier.note_of(site.id):
        return with_note(tour, site.id, note)
    if note and tour.dossier.note_of(site.id) != note and not place.is_again:
        text = _("{site} has a note of yours already; that of {origin} was not taken.")
        remarks.append(text.format(site=site.names.en, origin=place.point.origin.text))
    return tour


def _is_same_place(one: ImportedPoint, other: ImportedPoint) -> bool:
    is_same_name = (one.name, one.name_local) == (other.name, other.name_local)
    return is_same_name and one.at.distance_m(other.at) <= SAME_PLACE_M


def _with_visits(
    tour: Tour,
    unknown: Sequence[UnknownPlace],
    priority: Priority,
    draft: VisitDraft,
    remarks: list[str],
) -> Tour:
    """Unknown places as places of the tour's own, wished for; the same place once."""
    for number, place in enumerate(unknown):
        point = place.point
        if any(_is_same_place(point, earlier.point) for earlier in unknown[:number]):
            continue
        if not place.is_base:
            text = _("{place}: it is {away:.0f} km from the city, too far for a visit.")
            remarks.append(text.format(place=point.origin.text, away=place.away_km))
            continue
        own = _own_site(tour, point, draft)
        if len(tour.own_sites) >= MOST_OWN_SITES and tour.own_site(own.id) is None:
            remarks.append(_("There are too many places to keep: the rest was left."))
            return tour
        tour = with_own_site(tour, own)
        wish = edits.require if priority is Priority.REQUIRED else edits.prefer
        tour = wish(tour, own.id)
    return tour


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


def _with_ideas(tour: Tour, points: Sequence[ImportedPoint], remarks: list[str]) -> Tour:
    """Unknown places as ideas to be reserved, each title once."""
    for number, point in enumerate(points):
        if any(_is_same_place(point, earlier) for earlier in points[:number]):
            continue
        title = point.name or _("Place without a name")
        where = _("{lat:.5f}, {lon:.5f} (WGS 84), from {origin}").format(
            lat=point.at.lat, lon=point.at.lon, origin=point.origin.text
        )
        note = "\n".join(filter(None, (where, point.note[:1500])))
        idea = Reservation(title=title, note=note, at=point.at)
        keys = {one.key for one in tour.dossier.reservations}
        again = 1
        while idea.key in keys and idea not in tour.dossier.reservations:
            again += 1
            idea = replace(idea, title=f"{title[:190]} ({again})")
        if len(keys) >= MOST_ENTRIES and idea.key not in keys:
            remarks.append(_("There are too many places to keep: the rest was left."))
            return tour
        tour = with_reservation(tour, idea)
    return tour
