"""Opens the import window for files, links and copies, and has the tour take in what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from tourplanner.domain.tour import Tour
from tourplanner.errors import TourPlannerError
from tourplanner.gui.dialogs.asker import SUFFIX as TOUR
from tourplanner.gui.importing.drop_catcher import DropCatcher
from tourplanner.gui.importing.import_window import ImportWindow
from tourplanner.gui.importing.merge_window import MergeWindow
from tourplanner.gui.importing.taken_words import taken_text
from tourplanner.gui.importing.work import ImportWork
from tourplanner.gui.jobs import JobRunner
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.panels.messages import MessageBar, Tone
from tourplanner.gui.theme import Theme
from tourplanner.gui.tour_files import TourFiles
from tourplanner.i18n import _
from tourplanner.usecases.take_in import take_in

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

MOST_REMARKS = 3


class ImportDesk(QObject):
    """`failed` carries trouble; every import and every merge is one step of undo."""

    failed = Signal(object)

    def __init__(
        self,
        open_tour: OpenTour,
        work: ImportWork,
        jobs: JobRunner,
        theme: Theme,
        files: TourFiles,
        messages: MessageBar,
        window: QWidget,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._open_tour = open_tour
        self._work = work
        self._jobs = jobs
        self._theme = theme
        self._files = files
        self._messages = messages
        self._window = window
        self._now = now
        self._folder: Path | None = None
        self.shown: ImportWindow | MergeWindow | None = None
        """The window that is open."""
        self._offered, self._step = "", 0
        open_tour.stack.indexChanged.connect(self._end_offer)
        self._catcher = DropCatcher(window)
        self._catcher.files_dropped.connect(self.take_files)
        self._catcher.text_dropped.connect(self.take_text)

    def ask(self) -> None:
        """The window, still empty."""
        self._open(lambda _window: None)

    def paste(self) -> None:
        """The window with what was copied."""
        self._open(lambda window: window.paste())

    def take_text(self, text: str) -> None:
        """The window with a dropped text."""
        self._open(lambda window: window.add_text(text))

    def take_files(self, paths: Sequence[Path]) -> None:
        """The window with dropped files; of a tour it is asked whether to open or to merge it."""
        tours = [path for path in paths if path.suffix.lower() == TOUR]
        if not tours:
            self._open(lambda window: window.add_files(paths))
            return
        tour = tours[0]
        answers = (
            (_("Open it"), partial(self._open_tour_file, tour)),
            (_("Merge…"), partial(self.merge, tour)),
        )
        text = _("“{file}” is a tour. Open it, or merge it into this one?")
        self._messages.say(text.format(file=tour.name), Tone.CARE, answers=answers)

    def merge(self, copy: Path | None = None) -> None:
        """Copy and base, conflicts settled one by one, then one tour of both."""
        window = MergeWindow(self._open_tour.tour, self._jobs, self._folder_now(), self._window)
        if copy is not None:
            window.choose_copy(copy)
        window.accepted.connect(lambda: self._merge(window))
        self._show(window)

    def _open(self, begin: Callable[[ImportWindow], None]) -> None:
        window = ImportWindow(
            self._open_tour.tour,
            self._work,
            self._jobs,
            self._theme,
            self._folder_now(),
            self._now().date(),
            parent=self._window,
        )
        window.accepted.connect(lambda: self._take_in(window))
        window.merge_asked.connect(partial(self._merge_instead, window))
        window.finished.connect(lambda _result: self._keep_folder(window.folder))
        self._show(window)
        begin(window)

    def _show(self, window: ImportWindow | MergeWindow) -> None:
        window.setWindowModality(Qt.WindowModality.WindowModal)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.finished.connect(self._forget_window)
        self.shown = window
        window.show()

    def _forget_window(self) -> None:
        self.shown = None

    def _merge_instead(self, window: ImportWindow, copy: Path) -> None:
        window.done(QDialog.DialogCode.Rejected)
        self.merge(copy)

    def _open_tour_file(self, path: Path) -> None:
        if self._files.may_leave():
            self._files.open_file(path)

    def _folder_now(self) -> Path:
        return self._folder or self._files.folder

    def _keep_folder(self, folder: Path) -> None:
        self._folder = folder

    def _take_in(self, window: ImportWindow) -> None:
        chosen, moved, draft = window.chosen, window.moved, window.draft
        remarks: list[str] = []

        def change(tour: Tour) -> Tour:
            taken = take_in(tour, chosen, draft)
            remarks[:] = taken.remarks
            return taken.tour

        if not self._edit(_("Take in what was found"), change):
            return
        told = [taken_text(chosen), *moved, *remarks[:MOST_REMARKS]]
        if len(remarks) > MOST_REMARKS:
            told.append(_("And {count} more notes.").format(count=len(remarks) - MOST_REMARKS))
        self._say(" ".join(told), Tone.CARE if remarks else Tone.GOOD)

    def _merge(self, window: MergeWindow) -> None:
        before, copy = self._open_tour.tour, window.copy
        merged = window.merge_into(before)  # its plan may be a newer one by now
        if merged is None or copy is None:
            return
        is_theirs = merged.tour.itinerary is not before.itinerary
        text = _("Merge with “{file}”").format(file=copy.name)
        if self._edit(text, lambda _tour: merged.tour, comes_planned=is_theirs):
            told = [_("Merged with “{file}”.").format(file=copy.name), *merged.remarks]
            self._say(" ".join(told), Tone.GOOD)

    def _edit(
        self, text: str, change: Callable[[Tour], Tour], *, comes_planned: bool = False
    ) -> bool:
        """Whether the tour is another now; trouble is told."""
        before = self._open_tour.tour
        try:
            self._open_tour.edit(text, change, comes_planned=comes_planned)
        except TourPlannerError as error:
            self.failed.emit(error)
            return False
        if self._open_tour.tour == before:
            self._messages.say(_("The tour has all of it already: nothing has changed."))
            return False
        return True

    def _end_offer(self, index: int) -> None:
        """After another step, "Undo" would undo that one."""
        if self._offered and index != self._step:
            if self._messages.text == self._offered:
                self._messages.clear()
            self._offered = ""

    def _say(self, text: str, tone: Tone) -> None:
        self._offered, self._step = text, self._open_tour.stack.index()
        answers = ((_("Undo"), self._open_tour.stack.undo),)
        self._messages.say(text, tone, answers=answers)
