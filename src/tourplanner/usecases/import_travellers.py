"""Taking a list of travellers into the party of a tour."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from tourplanner.domain.dossier_edits import with_party
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.tour import Tour
from tourplanner.i18n import _
from tourplanner.usecases.merge_words import FIELD_LABELS


@dataclass(frozen=True, slots=True)
class TakenTravellers:
    """The tour with the people of a list."""

    tour: Tour
    new: tuple[str, ...]
    filled_in: tuple[str, ...]
    """Names of people known before, of whom the list says more."""
    remarks: tuple[str, ...]
    """What the list says otherwise than the tour, in whole sentences; the tour's own stays."""


def with_travellers(tour: Tour, people: Sequence[Traveller]) -> TakenTravellers:
    """The tour with `people`: new ones are added, empty fields of known ones filled in.

    Someone new is one of those counted without a name, as long as there are any. Raises
    InvalidEdit for more people than a party can hold.
    """
    party = tour.dossier.party
    travellers = list(party.travellers)
    new, filled, remarks = [], [], []
    for person in people:
        known = party.named(person.name)
        if known is None:
            travellers.append(person)
            new.append(person.name)
            continue
        after, differing = _filled_in(known, person)
        travellers[travellers.index(known)] = after
        if after != known:
            filled.append(known.name)
        if differing:
            text = _("{name}: the list says something else in {fields}; the tour's own stays.")
            remarks.append(text.format(name=known.name, fields=", ".join(differing)))
    unnamed = max(0, party.unnamed - len(new))
    after_all = with_party(tour, Party(tuple(travellers), unnamed))
    return TakenTravellers(after_all, tuple(new), tuple(filled), tuple(remarks))


def _filled_in(known: Traveller, person: Traveller) -> tuple[Traveller, list[str]]:
    """What is known with its empty fields filled, and the names of fields that differ."""
    added, differing = {}, []
    for field in dataclasses.fields(known):
        have, said = getattr(known, field.name), getattr(person, field.name)
        if field.name in {"name", "is_leader"} or said in ("", None) or said == have:
            continue
        if have in ("", None):
            added[field.name] = said
        else:
            differing.append(_(FIELD_LABELS[field.name]))
    return dataclasses.replace(known, **added), differing
