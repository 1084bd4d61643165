"""For whom a document is, and what each audience may see of a tour."""

from __future__ import annotations

from enum import StrEnum

from tourplanner.i18n import N_


class Audience(StrEnum):
    """Who reads what leaves the program."""

    TRAVELLER = "traveller"
    LEADER = "leader"
    DRIVER = "driver"
    SUPPLIER = "supplier"
    PUBLIC = "public"


AUDIENCE_LABELS = {
    Audience.TRAVELLER: N_("Traveller"),
    Audience.LEADER: N_("Leader"),
    Audience.DRIVER: N_("Driver"),
    Audience.SUPPLIER: N_("Supplier"),
    Audience.PUBLIC: N_("Anybody"),
}


class Detail(StrEnum):
    """What a tour holds beside its days, its sites and what the catalogue says of them."""

    PRICES = "prices"
    """Of reservations, and the budget; tickets are the catalogue's and public."""
    RESERVATIONS = "reservations"
    """What is reserved and its status."""
    CODES = "codes"
    """Of reservations, with their contacts."""
    NOTES = "notes"
    """On sites, reservations, lodging and transport; of own places with where they are from."""
    PLACE_FACTS = "place_facts"
    """How to pay at a place, its photo rule, fee, language and etiquette."""
    OWN_PHONES = "own_phones"
    """Telephone numbers of places of the traveller's own, and contacts that he wrote down."""
    LEFT_OUT = "left_out"
    """The sites that are not visited."""
    WISHES = "wishes"
    """Musts, interests, locks, names of breaks."""
    BOOKINGS = "bookings"
    """Which visits are booked for the group."""
    PARTY_SIZE = "party_size"
    NAMES = "names"
    ROOMS = "rooms"
    IDENTITY = "identity"
    """Passports, nationality, dates of birth."""
    HEALTH = "health"
    """Blood type, insurance, whom to call."""
    NEEDS = "needs"
    """Diet, allergies, mobility; without the names where those are hidden."""
    LODGING = "lodging"
    """Where the nights are spent."""
    TRANSPORT = "transport"
    """Trains and flights."""
    SEATS = "seats"
    CARDS = "cards"
    """The traveller's own sentences."""


SEEN: dict[Audience, frozenset[Detail]] = {
    Audience.TRAVELLER: frozenset(Detail),
    Audience.LEADER: frozenset(Detail) - {Detail.PRICES, Detail.IDENTITY},
    Audience.DRIVER: frozenset(
        {
            Detail.BOOKINGS,
            Detail.PARTY_SIZE,
            Detail.LODGING,
            Detail.TRANSPORT,
            Detail.OWN_PHONES,
        }
    ),
    Audience.SUPPLIER: frozenset({Detail.BOOKINGS, Detail.PARTY_SIZE, Detail.NEEDS}),
    Audience.PUBLIC: frozenset(),
}
"""What each audience may see, beside ONLY_OWN."""
PERSONAL = frozenset({Detail.IDENTITY, Detail.HEALTH, Detail.NEEDS, Detail.ROOMS})
ONLY_OWN: dict[Audience, frozenset[Detail]] = {
    Audience.TRAVELLER: PERSONAL,
    Audience.SUPPLIER: frozenset({Detail.RESERVATIONS, Detail.CODES}),
}
"""What each reader of an audience sees of nothing but the own: a traveller of nobody else, a
supplier of the reservations made with that very supplier, never their price."""


class Sight(StrEnum):
    """How much of a detail an audience sees."""

    ALL = "all"
    OWN = "own"
    NAMELESS = "nameless"
    """Without saying whose it is."""
    NOTHING = "nothing"


def sees(audience: Audience, detail: Detail) -> bool:
    """Whether `audience` may see `detail`, if only the own."""
    return detail in SEEN[audience]


def sight(audience: Audience, detail: Detail) -> Sight:
    """How much of `detail` `audience` sees."""
    if detail in ONLY_OWN.get(audience, ()):
        return Sight.OWN
    if not sees(audience, detail):
        return Sight.NOTHING
    is_nameless = detail in PERSONAL and not sees(audience, Detail.NAMES)
    return Sight.NAMELESS if is_nameless else Sight.ALL
