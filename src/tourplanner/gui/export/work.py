"""What the export window asks of worker threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from tourplanner.domain.audience import Audience
from tourplanner.domain.paper_choice import PaperChoice
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.tour import Tour
from tourplanner.exchange.formats import NamedFile


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper or a kind of file that can be written."""

    id: str
    label: str
    """Marked for translation."""
    is_paper: bool
    audiences: tuple[Audience, ...] = tuple(Audience)
    """For whom it makes sense."""


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is exported, for whom and how; the same order gives the same bytes."""

    tour: Tour
    choice: PaperChoice
    made_on: datetime
    reader: str = ""
    """The traveller or the site it is for; empty for all of the audience."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished paper or the files of a format, not yet on the disk."""

    files: tuple[NamedFile, ...]
    pages: int | None = None
    cautions: tuple[str, ...] = ()
    """What the maker should know, such as characters that no font holds."""

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(len(content) for _name, content in self.files)


@dataclass(frozen=True, slots=True)
class Preview:
    """What the window shows of a paper or a file."""

    pages: tuple[bytes, ...] = ()
    """Pictures of the pages of a paper."""
    files: tuple[tuple[str, int], ...] = ()
    """Names and bytes of the files of a format."""
    text: str = ""
    """How the first file begins; empty where it is nothing to read."""


class ExportWork(Protocol):
    """Plain functions, fit for any thread; all raise TourPlannerError for known trouble."""

    def offers(self) -> tuple[Offer, ...]:
        """What can be written, the papers first."""
        ...

    def preview(self, order: ExportOrder, offer: str, should_stop: ShouldStop) -> Preview:
        """How it will look; raises Cancelled when nobody waits any more."""
        ...

    def make(self, order: ExportOrder, offer: str, should_stop: ShouldStop) -> Made:
        """The finished thing; raises Cancelled when nobody waits any more."""
        ...

    def cautions(self, order: ExportOrder) -> tuple[str, ...]:
        """What travellers have to put right themselves, in the window's language."""
        ...

    def write(
        self,
        order: ExportOrder,
        offers: Sequence[str],
        target: Path,
        *,
        as_zip: bool,
        on_made: Callable[[int], None],
        should_stop: ShouldStop,
    ) -> tuple[Path, ...]:
        """Make all of `offers`, then write them: into the folder `target`, or as one archive.

        `on_made` hears how many are made. Nothing is on the disk when it raises Cancelled.
        """
        ...
