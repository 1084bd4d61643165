"""What a document is made from: a reduced roadbook in each language, and the reader's choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tourplanner.domain.change import Change
from tourplanner.domain.late_ladder import LateLadder
from tourplanner.domain.paper_choice import PaperChoice, PaperLanguage
from tourplanner.domain.roadbook import Roadbook

SPEECHES: Mapping[PaperLanguage, tuple[str, ...]] = {
    PaperLanguage.EN: ("en",),
    PaperLanguage.ZH: ("zh",),
    PaperLanguage.BOTH: ("en", "zh"),
}
"""The languages of a document, the leading one first."""
GETTEXT_NAMES: Mapping[str, str] = {"en": "en", "zh": "zh_CN"}
"""What `speaking` calls them."""


def speeches_of(language: PaperLanguage) -> tuple[tuple[str, str], ...]:
    """The languages of a document, each with what `speaking` calls it."""
    return tuple((speech, GETTEXT_NAMES[speech]) for speech in SPEECHES[language])


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """One order at the press; the same order gives the same bytes."""

    books: Mapping[str, Roadbook]
    """By language ("en", "zh"), each reduced for the audience: their sentences differ."""
    choice: PaperChoice
    made_on: datetime
    late: LateLadder | None = None
    """Of the same plan, for the documents that say what drops first."""
    changes: Mapping[str, Sequence[Change]] = field(default_factory=dict)
    """By language, since an earlier version; for the page that tells of them."""

    def __post_init__(self) -> None:
        """A roadbook that was not reduced is a bug of the caller: it would print secrets."""
        missing = [one for one in self.speeches if one not in self.books]
        if missing or any(book.audience is None for book in self.books.values()):
            raise ValueError("an order takes a reduced roadbook for each of its languages")

    @property
    def speeches(self) -> tuple[str, ...]:
        """The languages, the leading one first."""
        return SPEECHES[self.choice.language]

    @property
    def lead(self) -> Roadbook:
        """The roadbook in the leading language."""
        return self.books[self.speeches[0]]
