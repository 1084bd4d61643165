"""A tour taken apart into facts that can be compared one by one, and put together again."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from tourplanner.domain.dossier import Dossier
from tourplanner.domain.party import Party
from tourplanner.domain.preferences import Interest, Preferences, Priority
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import N_, _


class Part(StrEnum):
    """What a fact is about; labels in PART_LABELS."""

    TITLE = "title"
    DATES = "dates"
    BASE = "base"
    NIGHT = "night"
    HOURS = "hours"
    PACE = "pace"
    BREAK = "break"
    INTEREST = "interest"
    WISH = "wish"
    TRAVEL = "travel"
    BUDGET = "budget"
    VARIETY = "variety"
    LOCK = "lock"
    BOOKING = "booking"
    FROZEN = "frozen day"
    DURATION = "duration"
    ORDER = "order"
    OWN_LEG = "own minutes"
    OWN_SITE = "own place"
    SEED = "seed"
    TRAVELLER = "traveller"
    UNNAMED = "unnamed"
    RESERVATION = "reservation"
    NOTE = "note"
    PLACE_FACTS = "facts of a place"
    LODGING = "lodging"
    RIDE = "ride"
    CARD = "card"
    PAPER = "paper"


PART_LABELS = {
    Part.TITLE: N_("Title"),
    Part.DATES: N_("Dates"),
    Part.BASE: N_("Base"),
    Part.NIGHT: N_("Base of a night"),
    Part.HOURS: N_("Day hours"),
    Part.PACE: N_("Pace"),
    Part.BREAK: N_("Break"),
    Part.INTEREST: N_("Interest"),
    Part.WISH: N_("Wish"),
    Part.TRAVEL: N_("Ways to travel"),
    Part.BUDGET: N_("Budget"),
    Part.VARIETY: N_("Variety"),
    Part.LOCK: N_("Lock"),
    Part.BOOKING: N_("Booking"),
    Part.FROZEN: N_("Frozen day"),
    Part.DURATION: N_("Visit duration"),
    Part.ORDER: N_("Fixed order"),
    Part.OWN_LEG: N_("Minutes of a leg"),
    Part.OWN_SITE: N_("Own place"),
    Part.SEED: N_("Seed"),
    Part.TRAVELLER: N_("Traveller"),
    Part.UNNAMED: N_("Number of unnamed travellers"),
    Part.RESERVATION: N_("Reservation"),
    Part.NOTE: N_("Note"),
    Part.PLACE_FACTS: N_("Facts of a place"),
    Part.LODGING: N_("Lodging"),
    Part.RIDE: N_("Ride"),
    Part.CARD: N_("Phrase card"),
    Part.PAPER: N_("Paper"),
}


@dataclass(frozen=True, slots=True)
class FactKey:
    """Which fact: its part, and what tells it from others of that part."""

    part: Part
    about: tuple[Hashable, ...] = ()


Facts = dict[FactKey, Any]
"""Values of the domain by what they are about; a part that a tour lacks has no entry."""


def check_one_city(field: str, *tours: Tour) -> None:
    """Refuse tours of different cities: they are no versions of one; raises InvalidEdit."""
    cities = sorted({one.preferences.city for one in tours})
    if len(cities) > 1:
        problem = _("the tours are of different cities: {cities}.")
        raise InvalidEdit(field=field, problem=problem.format(cities=", ".join(cities)))


def facts_of(tour: Tour) -> Facts:
    """Everything that the user gave `tour`; its plan is there only as far as days are frozen."""
    facts = Facts()
    wishes = tour.preferences
    for part, value in (
        (Part.TITLE, tour.title),
        (Part.DATES, (wishes.start, wishes.days)),
        (Part.BASE, wishes.base),
        (Part.HOURS, (wishes.day_start_min, wishes.day_end_min)),
        (Part.PACE, (wishes.pace, wishes.extra_min, wishes.free_min)),
        (Part.TRAVEL, wishes.travel),
        (Part.VARIETY, wishes.kind_percent),
        (Part.SEED, tour.seed),
        (Part.UNNAMED, tour.dossier.party.unnamed),
        (Part.PAPER, tour.dossier.paper),
    ):
        facts[FactKey(part)] = value
    if wishes.budget is not None:
        facts[FactKey(Part.BUDGET)] = wishes.budget
    if tour.fixed_order:
        facts[FactKey(Part.ORDER)] = tour.fixed_order
    _add_wishes(facts, wishes)
    _add_fixed(facts, tour)
    _add_dossier(facts, tour.dossier)
    return facts


def _add_wishes(facts: Facts, wishes: Preferences) -> None:
    for night, base in wishes.other_nights:
        facts[FactKey(Part.NIGHT, (night,))] = base
    for one in wishes.breaks:
        facts[FactKey(Part.BREAK, (one.name.strip().casefold(),))] = one
    for interest in wishes.interests:
        facts[FactKey(Part.INTEREST, (interest.facet, interest.term))] = interest.weight
    for priority, sites in (
        (Priority.REQUIRED, wishes.required),
        (Priority.PREFERRED, wishes.preferred),
        (Priority.EXCLUDED, wishes.excluded),
    ):
        for site in sites:
            facts[FactKey(Part.WISH, (site,))] = priority


def _add_fixed(facts: Facts, tour: Tour) -> None:
    for lock in tour.locks:
        facts[FactKey(Part.LOCK, (lock.site,))] = lock
    for booking in tour.appointments:
        facts[FactKey(Part.BOOKING, (booking.site,))] = booking
    for site, minutes in tour.durations:
        facts[FactKey(Part.DURATION, (site,))] = minutes
    for own in tour.own_legs:
        facts[FactKey(Part.OWN_LEG, (own.start, own.end))] = own
    for place in tour.own_sites:
        facts[FactKey(Part.OWN_SITE, (place.id,))] = place
    if tour.itinerary is not None:
        for day in tour.frozen_days:
            facts[FactKey(Part.FROZEN, (day,))] = tour.itinerary.days[day]


def _add_dossier(facts: Facts, dossier: Dossier) -> None:
    for person in dossier.party.travellers:
        facts[FactKey(Part.TRAVELLER, (person.name.strip().casefold(),))] = person
    for reservation in dossier.reservations:
        facts[FactKey(Part.RESERVATION, reservation.key)] = reservation
    for site, text in dossier.notes:
        facts[FactKey(Part.NOTE, (site,))] = text
    for known in dossier.place_facts:
        facts[FactKey(Part.PLACE_FACTS, (known.site,))] = known
    for lodging in dossier.lodgings:
        facts[FactKey(Part.LODGING, (lodging.at,))] = lodging
    for ride in dossier.transports:
        about = (ride.mode, ride.number.casefold(), ride.depart.date())
        _add_one_more(facts, Part.RIDE, about, ride)
    for card in dossier.cards:
        _add_one_more(facts, Part.CARD, (card.en.strip().casefold(),), card)


def _add_one_more(facts: Facts, part: Part, about: tuple[Hashable, ...], value: object) -> None:
    """Add a fact that need not be the only one of its kind: the second is told by a number."""
    key, number = FactKey(part, about), 1
    while key in facts:
        number += 1
        key = FactKey(part, (*about, number))
    facts[key] = value


def with_facts(tour: Tour, facts: Mapping[FactKey, Any]) -> Tour:
    """`tour` with exactly `facts`; frozen days and the plan stay out, for the caller to set.

    Raises InvalidEdit when the facts do not go together.
    """

    def of(part: Part) -> list[tuple[tuple[Any, ...], Any]]:
        return [(key.about, value) for key, value in facts.items() if key.part is part]

    def values(part: Part) -> tuple[Any, ...]:
        return tuple(value for _about, value in of(part))

    start, days = facts[FactKey(Part.DATES)]
    bare = Preferences(tour.preferences.city, start, days, facts[FactKey(Part.BASE)])
    hours, pace = facts[FactKey(Part.HOURS)], facts[FactKey(Part.PACE)]
    wished = {about[0]: priority for about, priority in of(Part.WISH)}
    preferences = replace(
        bare,
        other_nights=tuple(sorted(((about[0], base) for about, base in of(Part.NIGHT)))),
        day_start_min=hours[0],
        day_end_min=hours[1],
        breaks=values(Part.BREAK),
        pace=pace[0],
        extra_min=pace[1],
        free_min=pace[2],
        interests=tuple(
            Interest(about[0], about[1], weight) for about, weight in of(Part.INTEREST)
        ),
        required=_sites(wished, Priority.REQUIRED),
        preferred=_sites(wished, Priority.PREFERRED),
        excluded=_sites(wished, Priority.EXCLUDED),
        travel=facts[FactKey(Part.TRAVEL)],
        budget=facts.get(FactKey(Part.BUDGET)),
        kind_percent=facts[FactKey(Part.VARIETY)],
    )
    rides = sorted(values(Part.RIDE), key=lambda one: (one.depart, one.arrive, one.number))
    dossier = Dossier(
        party=Party(values(Part.TRAVELLER), facts[FactKey(Part.UNNAMED)]),
        reservations=values(Part.RESERVATION),
        notes=tuple(sorted((about[0], text) for about, text in of(Part.NOTE))),
        place_facts=tuple(sorted(values(Part.PLACE_FACTS), key=lambda one: one.site)),
        lodgings=values(Part.LODGING),
        transports=tuple(rides),
        cards=values(Part.CARD),
        paper=facts[FactKey(Part.PAPER)],
    )
    return Tour(
        id=tour.id,
        title=facts[FactKey(Part.TITLE)],
        preferences=preferences,
        locks=values(Part.LOCK),
        appointments=values(Part.BOOKING),
        durations=tuple(sorted((about[0], minutes) for about, minutes in of(Part.DURATION))),
        fixed_order=facts.get(FactKey(Part.ORDER), ()),
        own_legs=values(Part.OWN_LEG),
        own_sites=values(Part.OWN_SITE),
        seed=facts[FactKey(Part.SEED)],
        sites=tour.sites,
        dossier=dossier,
    )


def _sites(wished: Mapping[SiteId, Priority], priority: Priority) -> tuple[SiteId, ...]:
    return tuple(site for site, wish in wished.items() if wish is priority)
