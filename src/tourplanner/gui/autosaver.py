"""Keeps a copy of unsaved work, so that a crash costs two seconds of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.tour import Tour
from tourplanner.errors import TourPlannerError
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.open_tour import OpenTour

DEBOUNCE_MS = 2000


class AutosaveStore(Protocol):
    """Where copies of unsaved tours are kept."""

    def keep(self, tour: Tour, file: Path | None) -> None:
        """Put a copy of `tour`, opened from `file`, aside."""
        ...

    def forget(self, tour: str) -> None:
        """Drop the copy of the tour with that id."""
        ...


class Autosaver(QObject):
    """Two seconds after an edit the tour is put aside on the disk thread."""

    failed = Signal(object)

    def __init__(
        self,
        open_tour: OpenTour,
        jobs: JobRunner,
        store: AutosaveStore,
        debounce_ms: int = DEBOUNCE_MS,
    ) -> None:
        super().__init__()
        self._open_tour = open_tour
        self._jobs = jobs
        self._store = store
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(debounce_ms)
        self._timer.timeout.connect(self._keep)
        open_tour.tour_changed.connect(self._timer.start)
        open_tour.loaded.connect(self._timer.stop)

    def keep_now(self) -> None:
        """Put unsaved work aside at once, on this thread; for the moment before a crash."""
        self._timer.stop()
        if self._open_tour.is_modified:
            self._store.keep(self._open_tour.tour, self._open_tour.file)

    def forget(self) -> None:
        """The open tour is saved or given up: its copy is not needed any more."""
        self._timer.stop()
        tour = self._open_tour.tour.id
        self._on_disk(lambda: self._store.forget(tour))

    def _keep(self) -> None:
        tour, file = self._open_tour.tour, self._open_tour.file
        if self._open_tour.is_modified:
            self._on_disk(lambda: self._store.keep(tour, file))
        else:
            self._on_disk(lambda: self._store.forget(tour.id))

    def _on_disk(self, write: Callable[[], None]) -> None:
        def work(_should_stop: ShouldStop, _report: Callable[[object], None]) -> None:
            write()

        self._jobs.start(Channel.DISK, work, on_result=_ignore, on_error=self._fail)

    def _fail(self, error: TourPlannerError) -> None:
        self.failed.emit(error)


def _ignore(_result: None) -> None:
    """A copy put aside needs no announcement."""
