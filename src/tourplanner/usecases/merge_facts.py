"""Two people's facts made one: what only one changed is taken, what both changed is a conflict."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from tourplanner.domain.address import NO_PARTS
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.own_site import OwnSite
from tourplanner.domain.paper_choice import PaperChoice
from tourplanner.domain.party import Traveller
from tourplanner.domain.place_facts import PhotoRule, PlaceFacts
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.transport import Transport
from tourplanner.domain.travel import TravelLimits
from tourplanner.errors import InvalidEdit
from tourplanner.usecases.tour_facts import FactKey, Facts

RECORDS = (
    Traveller, Reservation, PlaceFacts, Lodging, OwnSite, Transport, PaperChoice, TravelLimits,
)  # fmt: skip
"""Values of many fields, which two people may fill in side by side."""
EMPTY = ("", None, (), NO_PARTS, PhotoRule.UNKNOWN)
"""What a field holds that nobody filled in."""


class Missing(Enum):
    """There is no such fact."""

    MISSING = auto()


MISSING = Missing.MISSING


class Side(Enum):
    """Whose value a clash is settled by."""

    OURS = auto()
    THEIRS = auto()


ClashId = tuple[FactKey, str]
"""Which fact, and which field of a record; the field is empty for the whole fact."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One fact, or one field of it, that both changed in different ways."""

    key: FactKey
    ours: Any
    theirs: Any
    field: str = ""
    """The field of a record; empty for the whole fact."""
    record: Any = None
    """The record of the field."""

    chosen: Side | None = None
    """Who was said to be right; None for nobody."""

    @property
    def id(self) -> ClashId:
        """What tells it from the others of a merge."""
        return self.key, self.field

    @property
    def side(self) -> Side:
        """Whose value stands: ours unless said, but nothing is removed that theirs still has."""
        usual = Side.THEIRS if self.ours is MISSING else Side.OURS
        return self.chosen or usual

    @property
    def kept(self) -> Any:
        """What stands in the merged tour."""
        return self.ours if self.side is Side.OURS else self.theirs

    @property
    def there(self) -> Any:
        """A value of the fact that is there, to name it by."""
        return self.theirs if self.ours is MISSING else self.ours


Choices = Mapping[ClashId, Side]


def merge_facts(
    base: Facts | None, ours: Facts, theirs: Facts, choices: Choices | None = None
) -> tuple[Facts, list[Clash]]:
    """The facts of both, in the order of ours, and where they clash.

    `base` is what both began with; without it, what only one has is taken, and an empty field of
    a record gives way to a filled one. `choices` settles clashes otherwise than in our favour.
    """
    said = choices or {}
    merged, clashes = Facts(), []
    for key in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(key, MISSING), theirs.get(key, MISSING)
        before = MISSING if base is None else base.get(key, MISSING)
        if one == other or other == before:
            chosen = one
        elif one == before:
            chosen = other
        elif type(one) is type(other) and isinstance(one, RECORDS):
            chosen, found = _merged_record(key, before, one, other, said)
            clashes += found
        else:
            clash = Clash(key, one, other, chosen=said.get((key, "")))
            clashes.append(clash)
            chosen = clash.kept
        if chosen is not MISSING:
            merged[key] = chosen
    return merged, clashes


def _merged_record(
    key: FactKey, before: Any, one: Any, other: Any, said: Choices
) -> tuple[Any, list[Clash]]:
    """The record with the fields of both; fields that do not go together leave it as one has it."""
    clashes, changed = [], {}
    for field in dataclasses.fields(one):
        mine, yours = getattr(one, field.name), getattr(other, field.name)
        past = _past(before, field.name, mine, yours)
        if mine == yours or yours == past:
            continue
        if mine == past:
            changed[field.name] = yours
        else:
            clash = Clash(key, mine, yours, field.name, one, said.get((key, field.name)))
            changed[field.name] = clash.kept
            clashes.append(clash)
    try:
        return dataclasses.replace(one, **changed), clashes
    except InvalidEdit:
        whole = Clash(key, one, other, chosen=said.get((key, "")))
        return whole.kept, [whole]


def _past(before: Any, field: str, mine: Any, yours: Any) -> Any:
    """What the field was; without an ancestor an empty one counts as not yet filled in."""
    if before is not MISSING:
        return getattr(before, field)
    return next((value for value in (mine, yours) if value in EMPTY), MISSING)
