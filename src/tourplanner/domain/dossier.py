"""What a tour keeps beside its plan: people, reservations, notes, facts, lodging, rides, paper."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from tourplanner.domain.lodging import Lodging
from tourplanner.domain.paper_choice import PaperChoice
from tourplanner.domain.party import Party
from tourplanner.domain.phrase_card import PhraseCard
from tourplanner.domain.place import Coordinates
from tourplanner.domain.place_facts import PlaceFacts
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.site import SiteId
from tourplanner.domain.text_length import check_notes
from tourplanner.domain.transport import Transport
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

MOST_ENTRIES = 1_000
"""Of reservations, notes, facts of places, lodgings, rides and cards each."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """None of it changes what the planner plans."""

    party: Party = field(default_factory=Party)
    reservations: tuple[Reservation, ...] = ()
    notes: tuple[tuple[SiteId, str], ...] = ()
    """The traveller's own words on a site."""
    lodgings: tuple[Lodging, ...] = ()
    transports: tuple[Transport, ...] = ()
    cards: tuple[PhraseCard, ...] = ()
    paper: PaperChoice = field(default_factory=PaperChoice)
    place_facts: tuple[PlaceFacts, ...] = ()
    """What the traveller found out of a site."""

    def __post_init__(self) -> None:
        """Refuse what is there twice or beyond all measure."""
        for name, entries in (
            (_("Reservations"), self.reservations),
            (_("Notes"), self.notes),
            (_("Facts of places"), self.place_facts),
            (_("Lodging"), self.lodgings),
            (_("Transport"), self.transports),
            (_("Phrase cards"), self.cards),
        ):
            if len(entries) > MOST_ENTRIES:
                problem = _("{count} entries are more than {most}.")
                raise InvalidEdit(
                    field=name, problem=problem.format(count=len(entries), most=MOST_ENTRIES)
                )
        for site, text in self.notes:
            check_notes(_("Note on {site}").format(site=site), text)
        if _has_twice(site for site, _text in self.notes):
            raise InvalidEdit(field=_("Notes"), problem=_("a site has one note."))
        if _has_twice(one.site for one in self.place_facts):
            raise InvalidEdit(field=_("Facts of places"), problem=_("a site has them once."))
        if _has_twice(one.key for one in self.reservations):
            problem = _("two are of the same thing. Give each a title of its own.")
            raise InvalidEdit(field=_("Reservations"), problem=problem)
        if _has_twice(one.at for one in self.lodgings):
            raise InvalidEdit(field=_("Lodging"), problem=_("a base has one lodging."))

    def note_of(self, site: SiteId) -> str:
        """The note on `site`; empty when there is none."""
        return dict(self.notes).get(site, "")

    def facts_of(self, site: SiteId) -> PlaceFacts:
        """What is known of `site`; facts that say nothing when nothing is."""
        return next((one for one in self.place_facts if one.site == site), PlaceFacts(site))

    def reservations_of(self, site: SiteId) -> tuple[Reservation, ...]:
        """What is reserved at `site`, cancelled ones too."""
        return tuple(one for one in self.reservations if one.site == site)

    def lodging_of(self, base: Coordinates, ordinary_base: Coordinates) -> Lodging | None:
        """The lodging at `base`, or None; one without a point is at the ordinary base."""
        exact = next((one for one in self.lodgings if one.at == base), None)
        if exact is not None or base != ordinary_base:
            return exact
        return next((one for one in self.lodgings if one.at is None), None)


def _has_twice(entries: Iterable[Hashable]) -> bool:
    found = list(entries)
    return len(set(found)) != len(found)
