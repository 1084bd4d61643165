"""What becomes of a day's visits for a traveller who is late."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tourplanner.domain.site import SiteId
from tourplanner.i18n import N_

LATENESS_MIN = (15, 30, 60, 90)


class Fate(StrEnum):
    """How a visit fares."""

    KEPT = "kept"
    LATER = "later"
    CUT = "cut"
    DROPPED = "dropped"


FATE_LABELS = {
    Fate.KEPT: N_("as planned"),
    Fate.LATER: N_("in full, later"),
    Fate.CUT: N_("shorter"),
    Fate.DROPPED: N_("dropped"),
}


@dataclass(frozen=True, slots=True)
class LateVisit:
    """One visit of the rest of the day; without times when it is dropped."""

    site: SiteId
    fate: Fate
    start_min: int | None = None
    end_min: int | None = None


@dataclass(frozen=True, slots=True)
class LateStep:
    """The rest of the day for one who comes `late_min` minutes late."""

    late_min: int
    visits: tuple[LateVisit, ...]
    home_min: int | None
    """When the day ends; None when not even the way home fits into it."""
    skips_breaks: bool = False
    """Whether the breaks had to go."""

    @property
    def dropped(self) -> tuple[SiteId, ...]:
        """The visits that no longer fit."""
        return tuple(visit.site for visit in self.visits if visit.fate is Fate.DROPPED)


@dataclass(frozen=True, slots=True)
class LateStop:
    """The ladder of one stop."""

    site: SiteId
    number: int
    """1-based place among the day's visits."""
    steps: tuple[LateStep, ...]


@dataclass(frozen=True, slots=True)
class LateDay:
    """A day's stops in order; none on a day that is too full to be tried through."""

    number: int
    """1-based."""
    stops: tuple[LateStop, ...]


@dataclass(frozen=True, slots=True)
class LateLadder:
    """All days of a plan."""

    days: tuple[LateDay, ...]
