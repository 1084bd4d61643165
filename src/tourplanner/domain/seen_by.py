"""A roadbook reduced to what an audience may see, before anything is written of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from tourplanner.domain.audience import Audience, Detail, Sight, sees, sight
from tourplanner.domain.breaks import FREE_TIME, LUNCH
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.place import Place
from tourplanner.domain.place_facts import PlaceFacts
from tourplanner.domain.preferences import Preferences
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadLodging, RoadRide, RoadStop
from tourplanner.domain.site import Names, Site
from tourplanner.domain.tour import Tour
from tourplanner.domain.transport import Transport
from tourplanner.i18n import _

Sees = Callable[[Detail], bool]


def seen_by(roadbook: Roadbook, audience: Audience, reader: str = "") -> Roadbook:
    """What `audience` may see of the whole `roadbook`.

    `reader` makes the document one person's or one house's: the name of a traveller, who sees
    his own passport and health data (who travels alone, always does); the site's id or the title
    of a reservation, of which its supplier sees code and status.
    Raises ValueError for a roadbook that is reduced already: what is gone does not come back.
    """
    if roadbook.audience is not None:
        raise ValueError("reduce the whole roadbook, not one that was reduced before")

    def may(detail: Detail) -> bool:
        return sees(audience, detail)

    reservations = tuple(
        seen
        for one in roadbook.reservations
        if (seen := _reservation(one, audience, reader, may)) is not None
    )
    base = _base(roadbook, may)
    tour = _tour(roadbook.tour, base, may)
    days = tuple(_day(day, base, reservations, may) for day in roadbook.days)
    left_out = roadbook.left_out if may(Detail.LEFT_OUT) else ()
    left_out = tuple(replace(entry, site=_site(entry.site, may)) for entry in left_out)
    if not may(Detail.NOTES):
        left_out = tuple(replace(entry, note="") for entry in left_out)
    return Roadbook(
        tour=tour,
        city=roadbook.city,
        days=days,
        left_out=left_out,
        base=base,
        holidays=roadbook.holidays,
        cautions=tuple(
            text
            for text in roadbook.cautions
            if may(Detail.WISHES) or text not in roadbook.wish_notes
        ),
        wish_notes=roadbook.wish_notes if may(Detail.WISHES) else (),
        lodging=_lodging(roadbook.lodging, may),
        party=_party(roadbook.party, audience, reader, may),
        reservations=reservations,
        transports=tuple(
            ride for one in roadbook.transports if (ride := _transport(one, may)) is not None
        ),
        cards=roadbook.cards if may(Detail.CARDS) else (),
        paper=replace(roadbook.paper, audience=audience),
        audience=audience,
        reader=reader,
    )


def _base(roadbook: Roadbook, may: Sees) -> Place:
    """The base, or the middle of the city where nobody may know it."""
    if may(Detail.LODGING):
        return roadbook.base
    return Place(roadbook.city.names.first, roadbook.city.centre.at)


def _tour(tour: Tour, base: Place, may: Sees) -> Tour:
    """The tour without its dossier, its plan, its own places and the hidden wishes; the roadbook
    has the rest."""
    wishes = tour.preferences
    if not may(Detail.WISHES):
        wishes = Preferences(
            city=wishes.city,
            start=wishes.start,
            days=wishes.days,
            base=wishes.base,
            other_nights=wishes.other_nights,
            day_start_min=wishes.day_start_min,
            day_end_min=wishes.day_end_min,
            travel=wishes.travel,
        )
    if not may(Detail.PRICES):
        wishes = replace(wishes, budget=None)
    if not may(Detail.LODGING):
        wishes = replace(wishes, base=base, other_nights=())
    if may(Detail.WISHES) and may(Detail.LEFT_OUT):
        return replace(tour, preferences=wishes, own_sites=(), dossier=Dossier())
    return Tour(tour.id, tour.title, wishes, seed=tour.seed)


def _day(day: RoadDay, base: Place, reservations: tuple[Reservation, ...], may: Sees) -> RoadDay:
    if not may(Detail.LODGING):
        day = _without_bases(day, base)
    return replace(
        day,
        stops=tuple(_stop(stop, reservations, may) for stop in day.stops),
        is_frozen=day.is_frozen and may(Detail.WISHES),
        lodging=_lodging(day.lodging, may),
        rides=tuple(
            RoadRide(seen, ride.start_min, ride.end_min)
            for ride in day.rides
            if (seen := _transport(ride.transport, may)) is not None
        ),
    )


def _without_bases(day: RoadDay, base: Place) -> RoadDay:
    """The day from its first visit to its last: the ways from and to the lodging tell where it is.

    A base between visits stays as a stop in the middle of the city.
    """
    placed = list(day.placed)
    ends = {id(end) for end in (*placed[:1], *placed[-1:]) if end.stop.kind is StopKind.BASE}
    legs = tuple(
        leg
        for leg, (start, end) in zip(day.legs, pairwise(placed), strict=True)
        if not {id(start), id(end)} & ends
    )
    hidden = Names(_("Lodging"), _("Lodging"))
    stops = []
    for stop in day.stops:
        if id(stop) in ends:
            continue
        if stop.stop.kind is StopKind.BASE:
            stops.append(replace(stop, stop=replace(stop.stop, place=base), names=hidden))
        else:
            stops.append(stop)
    return replace(day, stops=tuple(stops), legs=legs)


def _stop(stop: RoadStop, reservations: tuple[Reservation, ...], may: Sees) -> RoadStop:
    keys = {one.key for one in stop.reservations}
    seen = replace(
        stop,
        appointment=stop.appointment if may(Detail.BOOKINGS) else None,
        reservations=tuple(one for one in reservations if one.key in keys),
        note=stop.note if may(Detail.NOTES) else "",
        facts=_facts(stop.facts, may),
        site=_site(stop.site, may),
    )
    if may(Detail.WISHES):
        return seen
    seen = replace(seen, lock=None, is_required=False, is_preferred=False)
    if stop.stop.kind is StopKind.BREAK and stop.stop.name not in {None, LUNCH, FREE_TIME}:
        name = _("Break")
        return replace(seen, stop=replace(stop.stop, name=None), names=Names(name, name))
    return seen


def _facts(facts: PlaceFacts | None, may: Sees) -> PlaceFacts | None:
    if facts is None:
        return None
    seen = facts if may(Detail.PLACE_FACTS) else PlaceFacts(facts.site, contact=facts.contact)
    return seen if may(Detail.OWN_PHONES) else replace(seen, contact="")


def _site(site: Site | None, may: Sees) -> Site | None:
    """What the catalogue says is public; what the traveller wrote of a place of his own is not."""
    if site is None or not site.is_own:
        return site
    if not may(Detail.NOTES):
        sources = tuple(replace(source, note=None) for source in site.sources)
        site = replace(site, description="", sources=sources)
    return site if may(Detail.OWN_PHONES) else replace(site, phone=None)


def _reservation(
    one: Reservation, audience: Audience, reader: str, may: Sees
) -> Reservation | None:
    """What is seen of a reservation, None when it is hidden altogether."""
    is_own = bool(reader) and reader in {one.site, one.title}

    def may_here(detail: Detail) -> bool:
        seen = sight(audience, detail)
        return seen is Sight.ALL or (seen is Sight.OWN and is_own)

    if not may_here(Detail.RESERVATIONS):
        return None
    return replace(
        one,
        code=one.code if may_here(Detail.CODES) else "",
        contact=one.contact if may_here(Detail.CODES) else "",
        price=one.price if may(Detail.PRICES) else None,
        note=one.note if may(Detail.NOTES) else "",
    )


def _lodging(lodging: RoadLodging | None, may: Sees) -> RoadLodging | None:
    if lodging is None or not may(Detail.LODGING):
        return None
    details: Lodging | None = lodging.details
    if details is not None and not may(Detail.NOTES):
        details = replace(details, note="")
    return replace(lodging, details=details)


def _transport(one: Transport, may: Sees) -> Transport | None:
    if not may(Detail.TRANSPORT):
        return None
    return replace(
        one,
        seat=one.seat if may(Detail.SEATS) else "",
        note=one.note if may(Detail.NOTES) else "",
    )


def _party(party: Party, audience: Audience, reader: str, may: Sees) -> Party:
    """The people with what is seen of each; only their number where no more is."""
    if not may(Detail.PARTY_SIZE):
        return Party()
    if not (may(Detail.NAMES) or may(Detail.NEEDS)):
        return Party((), party.size)
    is_alone = party.size == 1
    own = party.travellers[0] if is_alone and party.travellers else party.named(reader)

    def may_of_others(detail: Detail) -> bool:
        return sight(audience, detail) in {Sight.ALL, Sight.NAMELESS}

    return replace(
        party,
        travellers=tuple(
            _traveller(one, number, may if one is own else may_of_others)
            for number, one in enumerate(party.travellers, start=1)
        ),
    )


def _traveller(one: Traveller, number: int, may: Sees) -> Traveller:
    seen = Traveller(_("Guest {number}").format(number=number))
    if may(Detail.NAMES):
        seen = Traveller(one.name, one.name_local, is_leader=one.is_leader)
    if may(Detail.IDENTITY):
        seen = replace(
            seen,
            nationality=one.nationality,
            passport=one.passport,
            passport_expiry=one.passport_expiry,
            born=one.born,
        )
    if may(Detail.HEALTH):
        seen = replace(
            seen,
            blood_type=one.blood_type,
            insurance=one.insurance,
            emergency_contact=one.emergency_contact,
        )
    if may(Detail.NEEDS):
        seen = replace(seen, diet=one.diet, allergies=one.allergies, mobility=one.mobility)
    if may(Detail.ROOMS):
        seen = replace(seen, room=one.room)
    return seen
