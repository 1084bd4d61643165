"""Compares the open tour with a saved version of it, and prints the changes on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tourplanner.domain.audience import Audience
from tourplanner.domain.change import Change
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.tour import Tour
from tourplanner.exchange.file_names import safe_stem
from tourplanner.files import write_atomic
from tourplanner.gui.dialogs.changes import ChangesDialog
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.tour_files import TourFiles
from tourplanner.i18n import _
from tourplanner.usecases.compare_tours import changes_in, compare_tours
from tourplanner.usecases.paper_books import paper_books

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Readers = Callable[[Tour], Mapping[Audience, Sequence[tuple[str, str]]]]


class VersionCompare:
    """Reads the other version, then compares and prints off the main thread."""

    def __init__(
        self,
        catalogue: SiteCatalogue,
        files: TourFiles,
        open_tour: OpenTour,
        jobs: JobRunner,
        readers: Readers,
        window: QWidget,
        now: Callable[[], datetime],
    ) -> None:
        self._catalogue = catalogue
        self._files = files
        self._open_tour = open_tour
        self._jobs = jobs
        self._readers = readers
        self._window = window
        self._now = now

    def ask(self) -> None:
        """Which version, then the changes since."""
        found = self._files.other_version()
        if found is None:
            return
        file, old = found
        new = self._open_tour.tour
        dialog = ChangesDialog(file.name, self._readers(new), self._window)
        dialog.asked.connect(lambda who, name: self._compare(dialog, old, new, who, name))
        dialog.print_asked.connect(lambda who, name: self._print(dialog, old, new, who, name))
        self._compare(dialog, old, new, *dialog.wanted)
        dialog.exec()
        self._jobs.drop(Channel.COMPARE)
        dialog.deleteLater()

    def _compare(
        self, dialog: ChangesDialog, old: Tour, new: Tour, audience: Audience | None, reader: str
    ) -> None:
        def work(_should_stop: object, _report: object) -> tuple[Change, ...]:
            return compare_tours(old, new, self._catalogue, audience, reader)

        self._jobs.start(
            Channel.COMPARE,
            work,
            on_result=dialog.show_changes,
            on_error=lambda error: dialog.tell(str(error)),
        )

    def _print(
        self, dialog: ChangesDialog, old: Tour, new: Tour, audience: Audience | None, reader: str
    ) -> None:
        """On paper there is always an audience: that of the tour's papers where none is chosen."""
        name = _("{title} - changes.pdf").format(title=safe_stem(new.title))
        target = self._files.page_to_save(name)
        if target is None:
            return
        dialog.tell(_("Writing…"))
        self._jobs.start(
            Channel.COMPARE,
            lambda _should_stop, _report: self._printed(old, new, audience, reader, target),
            on_result=lambda file: dialog.tell(_("Saved as {file}.").format(file=file)),
            on_error=lambda error: dialog.tell(str(error)),
        )

    def _printed(
        self, old: Tour, new: Tour, audience: Audience | None, reader: str, target: Path
    ) -> Path:
        from tourplanner.bootstrap import build_press  # typesetting is slow to load
        from tourplanner.documents.changes_page import CHANGES_PAGE
        from tourplanner.documents.paper_order import PaperOrder, speeches_of

        kept = new.dossier.paper
        choice = replace(kept, audience=audience or kept.audience)
        speeches = speeches_of(choice.language)
        books = paper_books(new, self._catalogue, choice.audience, speeches, reader)
        changes = changes_in(speeches, old, new, self._catalogue, choice.audience, reader)
        order = PaperOrder(books, choice, self._now(), changes=changes)
        write_atomic(target, build_press().print(CHANGES_PAGE, order).pdf)
        return target
