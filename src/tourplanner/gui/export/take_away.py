"""Makes papers and files of a tour for the export window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from tourplanner.documents.catalogue import DOCUMENTS, document_named
from tourplanner.documents.document import Document
from tourplanner.documents.paper_order import PaperOrder, speeches_of
from tourplanner.documents.press import Press
from tourplanner.domain.dossier_edits import with_paper
from tourplanner.domain.own_cautions import own_cautions
from tourplanner.domain.ports import RouteLines, SiteCatalogue, TravelTimes
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.seen_by import seen_by
from tourplanner.errors import Cancelled, NothingToExport
from tourplanner.exchange.file_names import paper_name
from tourplanner.exchange.formats import (
    EXPORTERS,
    NamedFile,
    exported,
    write_files,
    write_zip,
)
from tourplanner.gui.export.work import ExportOrder, Made, Offer, Preview
from tourplanner.i18n import speaking
from tourplanner.mapping.reader_words import LOCALES
from tourplanner.usecases.journeys import trace_tour
from tourplanner.usecases.late_ladder import late_ladder
from tourplanner.usecases.make_roadbook import make_roadbook
from tourplanner.usecases.paper_books import paper_books

if TYPE_CHECKING:
    from tourplanner.area.ground import PackGround

PREVIEW_PPI = 110.0
"""A line of an A4 page can be read in the window."""
READABLE = frozenset({".md", ".txt", ".csv", ".ics", ".gpx", ".kml", ".geojson", ".jsonld"})
WITHOUT_PLAN = frozenset({"phrase-cards", "emergency", "checklists", "taxi-cards"})
"""The papers that help one who has no plan yet."""
MOST_LINES = 120
LONGEST_LINE = 240


class TakeAway:
    """Answers on any thread, one at a time; keeps what it made until the order is another."""

    def __init__(
        self,
        catalogue: SiteCatalogue,
        travel: TravelTimes,
        make_press: Callable[[PackGround | None], Press],
        lines: RouteLines | None = None,
        ground: Callable[[], PackGround | None] = lambda: None,
    ) -> None:
        """`make_press` is called for the first paper, and again when the streets are others."""
        self._catalogue = catalogue
        self._travel = travel
        self._make_press = make_press
        self._lines = lines
        self._ground = ground
        self._press: Press | None = None
        self._drawn_on: PackGround | None = None
        self._door = threading.Lock()
        self._order: ExportOrder | None = None
        self._traced: ExportOrder | None = None
        self._made: dict[str, Made] = {}
        self._papers: dict[bool, PaperOrder] = {}

    def offers(self) -> tuple[Offer, ...]:
        """All documents, then all formats."""
        papers = tuple(Offer(one.id, one.label, True, one.audiences) for one in DOCUMENTS)
        return (*papers, *(Offer(one.id, one.label, False) for one in EXPORTERS))

    def preview(self, order: ExportOrder, offer: str, should_stop: ShouldStop) -> Preview:
        """The pages of a document, or how the first file of a format begins."""
        document = document_named(offer)
        if document is None:
            return _beginning(self.make(order, offer, should_stop).files)
        with self._door, self._streets() as ground:
            traced = self._begin(order, ground, should_stop)
            paper_order = self._paper_order(traced, document)
            pages = self._pressed().pictures(document, paper_order, PREVIEW_PPI)
        return Preview(pages)

    def make(self, order: ExportOrder, offer: str, should_stop: ShouldStop) -> Made:
        """The bytes of a document or of the files of a format."""
        with self._door, self._streets() as ground:
            traced = self._begin(order, ground, should_stop)
            made = self._made.get(offer)
            if made is None:
                document = document_named(offer)
                made = self._print(traced, document) if document else self._file(traced, offer)
                self._made[offer] = made
            return made

    def cautions(self, order: ExportOrder) -> tuple[str, ...]:
        """Those of the people's papers and rides, as far as the audience sees them."""
        book = make_roadbook(order.tour, self._catalogue)
        return own_cautions(seen_by(book, order.choice.audience, order.reader))

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
        """Everything is made in memory first; from then on nobody can stop the writing."""
        files: list[NamedFile] = []
        for count, offer in enumerate(offers, start=1):
            files += self.make(order, offer, should_stop).files
            on_made(count)
        if should_stop():
            raise Cancelled
        return (write_zip(files, target),) if as_zip else write_files(files, target)

    @contextmanager
    def _streets(self) -> Iterator[PackGround | None]:
        """The streets in use, kept open while something is drawn on them."""
        ground = self._ground()
        while ground is not None and not ground.hold():
            ground = self._ground()  # closed just now: others are in use, or none
        try:
            yield ground
        finally:
            if ground is not None:
                ground.release()

    def _begin(
        self, order: ExportOrder, ground: PackGround | None, should_stop: ShouldStop
    ) -> ExportOrder:
        """The order with the ways of its legs; what was made of another is forgotten."""
        if should_stop():
            raise Cancelled
        if ground is not self._drawn_on:
            self._press, self._order, self._drawn_on = None, None, ground
        if order != self._order or self._traced is None:
            self._order = order
            tour = trace_tour(order.tour, self._lines) if self._lines else order.tour
            self._traced = replace(order, tour=tour)
            self._made, self._papers = {}, {}
        return self._traced

    def _pressed(self) -> Press:
        if self._press is None:
            self._press = self._make_press(self._drawn_on)
        return self._press

    def _paper_order(self, order: ExportOrder, document: Document) -> PaperOrder:
        if order.tour.itinerary is None and document.id not in WITHOUT_PLAN:
            raise NothingToExport(file=order.tour.title)
        known = self._papers.get(document.needs_ladder)
        if known is not None:
            return known
        choice = order.choice
        speeches = speeches_of(choice.language)
        books = paper_books(order.tour, self._catalogue, choice.audience, speeches, order.reader)
        late = None
        if document.needs_ladder:
            late = late_ladder(order.tour, self._catalogue, self._travel)
        made = PaperOrder(books, choice, order.made_on, late)
        self._papers[document.needs_ladder] = made
        return made

    def _print(self, order: ExportOrder, document: Document) -> Made:
        paper_order, press = self._paper_order(order, document), self._pressed()
        printed = press.print(document, paper_order)
        name = paper_name(order.tour.title, document.id, order.choice.language)
        return Made(((name, printed.pdf),), printed.pages, printed.cautions)

    def _file(self, order: ExportOrder, offer: str) -> Made:
        choice = order.choice
        with speaking(LOCALES[choice.language]):
            book = make_roadbook(with_paper(order.tour, choice), self._catalogue)
            seen = seen_by(book, choice.audience, order.reader)
        return Made(exported(seen, [offer], order.made_on, self._drawn_on))


def _beginning(files: Sequence[NamedFile]) -> Preview:
    text = ""
    readable = [one for one in files if PurePath(one[0]).suffix in READABLE]
    if readable:
        lines = readable[0][1].decode("utf-8-sig").splitlines()
        text = "\n".join(line[:LONGEST_LINE] for line in lines[:MOST_LINES])
        if len(lines) > MOST_LINES:
            text += "\n…"
    return Preview(files=tuple((name, len(content)) for name, content in files), text=text)
