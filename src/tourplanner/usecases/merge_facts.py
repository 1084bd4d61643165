"""Two people's facts made one: what only one changed is taken, what both changed is a conflict."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from tourplanner.domain.lodging import Lodging
from tourplanner.domain.own_site import OwnSite
from tourplanner.domain.paper_choice import PaperChoice
from tourplanner.domain.party import Traveller
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.transport import Transport
from tourplanner.domain.travel import TravelLimits
from tourplanner.errors import InvalidEdit
from tourplanner.usecases.tour_facts import FactKey, Facts

RECORDS = (Traveller, Reservation, Lodging, OwnSite, Transport, PaperChoice, TravelLimits)
"""Values of many fields, which two people may fill in side by side."""


class Missing(Enum):
    """There is no such fact."""

    MISSING = auto()


MISSING = Missing.MISSING


@dataclass(frozen=True, slots=True)
class Clash:
    """One fact, or one field of it, that both changed in different ways; ours was kept."""

    key: FactKey
    ours: Any
    theirs: Any
    field: str = ""
    """The field of a record; empty for the whole fact."""
    record: Any = None
    """The record of the field."""

    @property
    def kept(self) -> Any:
        """What stands in the merged tour: ours, but nothing is removed that theirs still has."""
        return self.theirs if self.ours is MISSING else self.ours


def merge_facts(base: Facts | None, ours: Facts, theirs: Facts) -> tuple[Facts, list[Clash]]:
    """The facts of both, in the order of ours, and where they clash.

    `base` is what both began with; without it, what only one has is taken, and an empty field of
    a record gives way to a filled one.
    """
    merged, clashes = Facts(), []
    for key in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(key, MISSING), theirs.get(key, MISSING)
        before = MISSING if base is None else base.get(key, MISSING)
        if one == other or other == before:
            chosen = one
        elif one == before:
            chosen = other
        elif type(one) is type(other) and isinstance(one, RECORDS):
            chosen, found = _merged_record(key, before, one, other)
            clashes += found
        else:
            clash = Clash(key, one, other)
            clashes.append(clash)
            chosen = clash.kept
        if chosen is not MISSING:
            merged[key] = chosen
    return merged, clashes


def _merged_record(key: FactKey, before: Any, one: Any, other: Any) -> tuple[Any, list[Clash]]:
    """The record with the fields of both; fields that do not go together leave it as ours."""
    clashes, changed = [], {}
    for field in dataclasses.fields(one):
        mine, yours = getattr(one, field.name), getattr(other, field.name)
        past = _past(before, field.name, mine, yours)
        if mine == yours or yours == past:
            continue
        if mine == past:
            changed[field.name] = yours
        else:
            clashes.append(Clash(key, mine, yours, field.name, one))
    try:
        return dataclasses.replace(one, **changed), clashes
    except InvalidEdit:
        return one, [Clash(key, one, other)]


def _past(before: Any, field: str, mine: Any, yours: Any) -> Any:
    """What the field was; without an ancestor an empty one counts as not yet filled in."""
    if before is not MISSING:
        return getattr(before, field)
    return next((value for value in (mine, yours) if value in ("", None)), MISSING)
