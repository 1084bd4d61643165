"""Opening, saving and leaving tours without losing work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from tourplanner.domain import edits
from tourplanner.domain.tour import Tour
from tourplanner.errors import TourPlannerError
from tourplanner.exchange.file_names import safe_stem
from tourplanner.exchange.tour_file import read_tour, write_tour
from tourplanner.gui.autosaver import Autosaver
from tourplanner.gui.dialogs.asker import SUFFIX, Asker, Unsaved
from tourplanner.gui.open_tour import OpenTour
from tourplanner.i18n import _


class Left(Protocol):
    """Work that a crash left behind."""

    @property
    def tour(self) -> Tour:
        """The tour as it was."""
        ...

    @property
    def file(self) -> Path | None:
        """The file it was opened from, if any."""
        ...

    @property
    def saved_at(self) -> datetime:
        """When the copy was made."""
        ...


class TourFiles(QObject):
    """Puts tours into the window and onto the disk; trouble is told by `failed`."""

    failed = Signal(object)
    saved = Signal(object)

    def __init__(
        self,
        open_tour: OpenTour,
        autosaver: Autosaver,
        asker: Asker,
        make_sample: Callable[[], Tour],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._open_tour = open_tour
        self._autosaver = autosaver
        self._asker = asker
        self._make_sample = make_sample
        self._now = now
        self._folder = Path.home()
        self.saved_at: datetime | None = None
        open_tour.loaded.connect(self._forget_time)

    @property
    def folder(self) -> Path:
        """The folder last used."""
        return self._folder

    def open(self) -> None:
        """Ask for a file and open it."""
        if not self.may_leave():
            return
        file = self._asker.file_to_open(self._folder)
        if file is not None:
            self.open_file(file)

    def open_file(self, file: Path) -> bool:
        """Open the tour in `file`; what was open stays when that fails."""
        try:
            tour = read_tour(file)
        except TourPlannerError as error:
            self.failed.emit(error)
            return False
        self._folder = file.parent
        self._open_tour.load(tour, file)
        return True

    def other_version(self) -> tuple[Path, Tour] | None:
        """Ask for a file and read it; the open tour stays as it is."""
        file = self._asker.file_to_open(self._folder)
        if file is None:
            return None
        try:
            return file, read_tour(file)
        except TourPlannerError as error:
            self.failed.emit(error)
            return None

    def page_to_save(self, name: str) -> Path | None:
        """Ask where a page called `name` goes."""
        return self._asker.page_to_save(self._folder / name)

    def open_sample(self) -> None:
        """Open the sample tour."""
        if self.may_leave():
            self._open_tour.load(self._make_sample())

    def start(self, tour: Tour) -> None:
        """Open a tour that was just made."""
        self._open_tour.load(tour, is_saved=False)

    def recover(self, left: Left) -> None:
        """Open work that a crash left behind; it counts as unsaved."""
        if self.may_leave():
            self._open_tour.load(left.tour, left.file, is_saved=False)

    def save(self) -> bool:
        """Save to the tour's file, asking for one when it has none."""
        file = self._open_tour.file
        return self.save_as() if file is None else self._write(file)

    def save_as(self) -> bool:
        """Ask for a file and save there."""
        name = f"{safe_stem(self._open_tour.tour.title)}{SUFFIX}"
        suggested = self._open_tour.file or self._folder / name
        file = self._asker.file_to_save(suggested)
        return file is not None and self._write(file)

    def rename(self) -> None:
        """Ask for another name of the tour."""
        title = self._asker.title(self._open_tour.tour.title)
        if title is None:
            return
        try:
            self._open_tour.edit(_("Rename tour"), partial(edits.with_title, title=title))
        except TourPlannerError as error:
            self.failed.emit(error)

    def may_leave(self) -> bool:
        """Whether the open tour may go: it is saved, given up, or has no edits."""
        if not self._open_tour.is_modified:
            return True
        answer = self._asker.about_unsaved(self._open_tour.tour.title)
        if answer is Unsaved.SAVE:
            return self.save()
        if answer is Unsaved.DISCARD:
            self._autosaver.forget()
            return True
        return False

    def _write(self, file: Path) -> bool:
        try:
            write_tour(file, self._open_tour.tour)
        except TourPlannerError as error:
            self.failed.emit(error)
            return False
        self._folder = file.parent
        self._open_tour.saved_as(file)
        self._autosaver.forget()
        self.saved_at = self._now()
        self.saved.emit(file)
        return True

    def _forget_time(self) -> None:
        self.saved_at = None
