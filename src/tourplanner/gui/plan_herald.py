"""Tells how planning goes: now and then while it runs, and what it changed when it ends."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from tourplanner.domain.itinerary import Itinerary
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.plan_changes import NameOf, change_text, progress_text
from tourplanner.gui.replanner import Replanner

PROGRESS_EVERY_MS = 5000


class PlanHerald(QObject):
    """`progress` at most once in five seconds; `result` once a run, against the plan before it."""

    progress = Signal(str)
    result = Signal(str)

    def __init__(
        self,
        open_tour: OpenTour,
        replanner: Replanner,
        name_of: NameOf,
        every_ms: int = PROGRESS_EVERY_MS,
    ) -> None:
        super().__init__()
        self._open_tour = open_tour
        self._replanner = replanner
        self._name_of = name_of
        self._is_running = False
        self._before: Itinerary | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._tell_progress)
        replanner.state_changed.connect(self._follow)
        replanner.finished.connect(self._tell_result)

    def _follow(self) -> None:
        is_busy = self._replanner.is_busy
        if is_busy and not self._is_running:
            self._before = self._open_tour.tour.itinerary
            self._timer.start()
        elif not is_busy:
            self._timer.stop()
        self._is_running = is_busy

    def _tell_progress(self) -> None:
        self.progress.emit(progress_text(self._open_tour.tour.itinerary))

    def _tell_result(self) -> None:
        plan = self._open_tour.tour.itinerary
        if plan is not None:
            self.result.emit(change_text(self._before, plan, self._name_of))
