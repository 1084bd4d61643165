"""What a document is: its name, its readers, its template and what goes into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tourplanner.documents.scene import Scene
from tourplanner.documents.typesetting import Data
from tourplanner.domain.audience import Audience
from tourplanner.domain.paper_choice import PaperSize

ALL_PAPERS = tuple(PaperSize)


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of document; `content` is called inside `speaking`."""

    id: str
    label: str
    """Marked for translation."""
    template: str
    content: Callable[[Scene], Data]
    """Has at least "title"; the press adds what all documents have."""
    audiences: tuple[Audience, ...]
    """For whom it makes sense; the first is the usual reader."""
    papers: tuple[PaperSize, ...] = ALL_PAPERS
    needs_ladder: bool = False
    """Whether the order has to hold what happens to those who are late."""
