"""Every edit of a tour's dossier as a pure function from tour to tour."""

from __future__ import annotations

from dataclasses import replace

from tourplanner.domain.dossier import Dossier
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.paper_choice import PaperChoice
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.phrase_card import PhraseCard
from tourplanner.domain.place import Coordinates
from tourplanner.domain.place_facts import PlaceFacts
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.domain.transport import Transport


def with_dossier(tour: Tour, dossier: Dossier) -> Tour:
    """The tour with another dossier; its plan stays."""
    return replace(tour, dossier=dossier)


def with_party(tour: Tour, party: Party) -> Tour:
    """Other people."""
    return with_dossier(tour, replace(tour.dossier, party=party))


def with_travellers(tour: Tour, travellers: tuple[Traveller, ...]) -> Tour:
    """Other people known by name."""
    return with_party(tour, replace(tour.dossier.party, travellers=travellers))


def with_unnamed(tour: Tour, count: int) -> Tour:
    """Another number of people not known by name."""
    return with_party(tour, replace(tour.dossier.party, unnamed=count))


def with_traveller(tour: Tour, traveller: Traveller) -> Tour:
    """One traveller more; he takes the place of the one with his name."""
    party = tour.dossier.party
    known = party.named(traveller.name)
    if known is None:
        return with_party(tour, replace(party, travellers=(*party.travellers, traveller)))
    travellers = tuple(traveller if one is known else one for one in party.travellers)
    return with_party(tour, replace(party, travellers=travellers))


def without_traveller(tour: Tour, name: str) -> Tour:
    """One traveller fewer; nothing changes when there is none of that name."""
    party = tour.dossier.party
    left = party.named(name)
    travellers = tuple(one for one in party.travellers if one is not left)
    return with_party(tour, replace(party, travellers=travellers))


def with_note(tour: Tour, site: SiteId, text: str) -> Tour:
    """Another note on a site; a blank one takes it away."""
    notes = dict(tour.dossier.notes)
    notes.pop(site, None)
    if text.strip():
        notes[site] = text
    return with_dossier(tour, replace(tour.dossier, notes=tuple(sorted(notes.items()))))


def with_notes(tour: Tour, notes: tuple[tuple[SiteId, str], ...]) -> Tour:
    """Other notes on sites, in place of all there were."""
    return with_dossier(tour, replace(tour.dossier, notes=tuple(sorted(notes))))


def with_place_facts(tour: Tour, facts: tuple[PlaceFacts, ...]) -> Tour:
    """Other facts of places, in place of all there were; those that say nothing are not kept."""
    kept = (one for one in facts if not one.says_nothing)
    ordered = tuple(sorted(kept, key=lambda one: one.site))
    return with_dossier(tour, replace(tour.dossier, place_facts=ordered))


def with_reservations(tour: Tour, reservations: tuple[Reservation, ...]) -> Tour:
    """Other reservations, in place of all there were."""
    return with_dossier(tour, replace(tour.dossier, reservations=reservations))


def with_reservation(tour: Tour, reservation: Reservation) -> Tour:
    """One reservation more; it takes the place of the one of the same site and title."""
    known = {one.key: one for one in tour.dossier.reservations}
    known[reservation.key] = reservation
    return with_dossier(tour, replace(tour.dossier, reservations=tuple(known.values())))


def without_reservation(tour: Tour, reservation: Reservation) -> Tour:
    """One reservation fewer."""
    kept = tuple(one for one in tour.dossier.reservations if one.key != reservation.key)
    return with_dossier(tour, replace(tour.dossier, reservations=kept))


def with_lodging(tour: Tour, lodging: Lodging) -> Tour:
    """Another lodging at its base; one that says nothing takes it away."""
    kept = tuple(one for one in tour.dossier.lodgings if one.at != lodging.at)
    if lodging != Lodging(lodging.at):
        kept = (*kept, lodging)
    return with_dossier(tour, replace(tour.dossier, lodgings=kept))


def with_lodgings(tour: Tour, lodgings: tuple[Lodging, ...]) -> Tour:
    """Other lodgings, in place of all there were; those that say nothing are not kept."""
    kept = tuple(one for one in lodgings if one != Lodging(one.at))
    return with_dossier(tour, replace(tour.dossier, lodgings=kept))


def lodging_at(tour: Tour, base: Coordinates) -> Lodging:
    """The lodging at `base` as kept with the tour, else one that says nothing yet."""
    ordinary = tour.preferences.base.at
    at = None if base == ordinary else base
    return tour.dossier.lodging_of(base, ordinary) or Lodging(at)


def with_transports(tour: Tour, transports: tuple[Transport, ...]) -> Tour:
    """Other trains and flights, in place of all there were; kept as they leave."""
    ordered = tuple(sorted(transports, key=lambda one: (one.depart, one.arrive, one.number)))
    return with_dossier(tour, replace(tour.dossier, transports=ordered))


def with_cards(tour: Tour, cards: tuple[PhraseCard, ...]) -> Tour:
    """Other sentences of the traveller's own."""
    return with_dossier(tour, replace(tour.dossier, cards=cards))


def with_paper(tour: Tour, paper: PaperChoice) -> Tour:
    """Another look of the documents."""
    return with_dossier(tour, replace(tour.dossier, paper=paper))
