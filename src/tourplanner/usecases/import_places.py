"""Looking at places, rides and bookings from elsewhere before anything is done with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from tourplanner.domain.imported import Imported, ImportedBooking, ImportedPoint, ImportFault
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.progress import ShouldStop, never
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.site import City, Site, SiteId
from tourplanner.domain.tour import Tour
from tourplanner.domain.transport import Transport, TransportMode
from tourplanner.errors import Cancelled
from tourplanner.i18n import _
from tourplanner.usecases.match_places import (
    Likeness,
    Match,
    NamedSite,
    best_match,
    named_sites,
    site_named,
)
from tourplanner.usecases.new_tour import FARTHEST_BASE_KM, known_city
from tourplanner.usecases.tour_catalogue import catalogue_of

SAME_PLACE_M = 100.0
"""So near are two places of one name the same."""
SAME_BASE_M = 20.0


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
class KnownBooking:
    """A booking, with the site or the base of the tour that it is for."""

    booking: ImportedBooking
    site: Site | None
    base: Place | None
    is_there: bool
    """The tour has a reservation of that name already."""

    @property
    def reservation(self) -> Reservation:
        """What the tour would keep."""
        site = self.site.id if self.site else None
        return replace(self.booking.reservation, site=site, at=self.booking.at)


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
    bookings: tuple[KnownBooking, ...]
    faults: tuple[ImportFault, ...]
    not_understood: tuple[ImportFault, ...]
    cautions: tuple[str, ...]
    """Whole sentences: datum questions, swapped coordinates, guesses."""


def preview_import(
    tour: Tour,
    files: Sequence[Imported],
    catalogue: SiteCatalogue,
    should_stop: ShouldStop = never,
) -> ImportPreview:
    """What taking `files` into `tour` would bring; raises Cancelled when nobody waits any more."""
    city = known_city(catalogue, tour.preferences.city)
    sites = named_sites(catalogue_of(tour, catalogue).sites_of(city.id))
    seen: set[SiteId] = set()
    known: list[KnownPlace] = []
    unknown: list[UnknownPlace] = []
    bases: dict[Place, None] = {}
    for point in (point for one in files for point in one.points):
        if should_stop():
            raise Cancelled
        match = best_match(point, sites)
        has_name = bool(point.name or point.name_local)
        is_site = match is not None and not (has_name and match.likeness is Likeness.BESIDE)
        base = None if is_site else _base_at(point.at, tour, SAME_BASE_M)
        if base is not None:
            bases[base] = None
        elif match is None or not is_site:
            unknown.append(_unknown(point, match, city))
        else:
            known.append(KnownPlace(point, match, match.site.id in seen))
            seen.add(match.site.id)
    there = tour.dossier.transports
    rides = _joined([ride for one in files for ride in one.rides])
    return ImportPreview(
        known=tuple(known),
        unknown=tuple(unknown),
        bases=tuple(bases),
        rides=tuple(ride for ride in rides if not _is_there(ride, there)),
        rides_there=tuple(ride for ride in rides if _is_there(ride, there)),
        bookings=tuple(_known_bookings(files, tour, sites)),
        faults=tuple(fault for one in files for fault in one.faults),
        not_understood=tuple(entry for one in files for entry in one.not_understood),
        cautions=tuple(_cautions(files, unknown, city)),
    )


def _unknown(point: ImportedPoint, beside: Match | None, city: City) -> UnknownPlace:
    away_km = point.at.distance_m(city.centre.at) / 1000
    is_swapped = away_km > FARTHEST_BASE_KM and _is_near(_swapped(point.at), city)
    return UnknownPlace(point, away_km, beside, is_swapped)


def _base_at(at: Coordinates, tour: Tour, within_m: float) -> Place | None:
    """The base of the tour that a place is, or None."""
    wishes = tour.preferences
    places = (wishes.base, *(base for _night, base in wishes.other_nights))
    return next((one for one in places if one.at.distance_m(at) <= within_m), None)


def _known_bookings(
    files: Sequence[Imported], tour: Tour, sites: Sequence[NamedSite]
) -> Iterator[KnownBooking]:
    """Each booking once, whichever files hold it."""
    seen = set()
    for booking in (booking for one in files for booking in one.bookings):
        known = _known_booking(booking, tour, sites)
        if known.reservation.key not in seen:
            seen.add(known.reservation.key)
            yield known


def _known_booking(
    booking: ImportedBooking, tour: Tour, sites: Sequence[NamedSite]
) -> KnownBooking:
    """The booking with the site it is for: by name and point, by name alone without a point."""
    site = base = None
    if booking.at is not None:
        point = ImportedPoint(booking.name, booking.name, booking.at, "", booking.origin)
        match = best_match(point, sites)
        is_site = match is not None and match.likeness is not Likeness.BESIDE
        site = match.site if match is not None and is_site else None
        base = _base_at(booking.at, tour, SAME_PLACE_M) if booking.lodging is not None else None
    else:
        site = site_named(booking.name, sites)
    found = KnownBooking(booking, site, base, is_there=False)
    known = {one.key for one in tour.dossier.reservations}
    return replace(found, is_there=found.reservation.key in known)


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


def _joined(rides: Sequence[Transport]) -> list[Transport]:
    """Each ride once: what one file leaves empty is filled in from the next."""
    found: dict[object, Transport] = {}
    for ride in rides:
        first = found.setdefault(_ride_key(ride), ride)
        empty = [one.name for one in fields(first) if getattr(first, one.name) in ("", None)]
        found[_ride_key(ride)] = replace(first, **{name: getattr(ride, name) for name in empty})
    return list(found.values())


def _ride_key(ride: Transport) -> tuple[TransportMode, str, datetime]:
    """The same number leaving at the same time is the same ride."""
    return ride.mode, ride.number.casefold(), ride.depart


def _is_there(ride: Transport, there: Sequence[Transport]) -> bool:
    return any(_ride_key(ride) == _ride_key(known) for known in there)
