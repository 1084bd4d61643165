"""The controlled terms by which sites are described and chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tourplanner.i18n import language


class Facet(StrEnum):
    """A side of a site that terms describe."""

    KIND = "kind"
    PERIOD = "period"
    WARE = "ware"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary."""

    facet: Facet
    id: str
    label: str
    """In English."""
    label_zh: str | None = None

    @property
    def text(self) -> str:
        """The word in the language of the program, in English where it has no other."""
        return self.label_zh if language().startswith("zh") and self.label_zh else self.label
