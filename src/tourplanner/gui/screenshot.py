"""Draws the window into a file once plan and map are there, then quits."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QObject, QTimer

from tourplanner.errors import TargetNotWritable, TourPlannerError
from tourplanner.files import write_atomic
from tourplanner.gui.desk import Desk

if TYPE_CHECKING:
    from tourplanner.gui.map.view import MapView

logger = logging.getLogger(__name__)

SIZE = (1366, 768)
SETTLE_MS = 400
PATIENCE_MS = 60_000


class Screenshot(QObject):
    """`status` is 0 once the picture is written, 1 when map or plan never came."""

    def __init__(self, desk: Desk, map_view: MapView, target: Path) -> None:
        super().__init__()
        self._desk = desk
        self._map = map_view
        self._target = target
        self._painted = 0
        self.status = 1
        self.trouble: TourPlannerError | None = None
        """Why the picture could not be written."""
        desk.window.resize(*SIZE)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        map_view.painted.connect(self._note_painted)
        desk.replanner.state_changed.connect(self._look_soon)
        QTimer.singleShot(PATIENCE_MS, self, self._give_up)

    def _note_painted(self, state: int) -> None:
        self._painted = max(self._painted, state)
        self._look_soon()

    def _look_soon(self) -> None:
        """After the last plan is adopted, which comes right behind the end of planning."""
        QTimer.singleShot(0, self, self._draw_when_ready)

    def _draw_when_ready(self) -> None:
        book = self._desk.feed.book
        if self._desk.area.is_opening:
            QTimer.singleShot(SETTLE_MS, self, self._draw_when_ready)
            return
        if self._desk.replanner.is_busy or book is None:
            return
        if self._desk.open_tour.selected is None and book.days and book.days[0].visits:
            self._desk.open_tour.select(book.days[0].visits[0].stop.site)
        is_told = not self._desk.in_step.is_map_behind
        if is_told and self._painted >= self._desk.in_step.map_state:
            self._settle.start()

    def _draw(self) -> None:
        window = self._desk.window
        focused = window.focusWidget()
        if focused is not None:
            focused.clearFocus()
        picture = QBuffer()
        picture.open(QIODevice.OpenModeFlag.WriteOnly)
        window.grab().save(picture, "PNG")
        try:
            write_atomic(self._target, bytes(picture.data().data()))
        except TargetNotWritable as error:
            self.trouble = error
        else:
            self.status = 0
        QCoreApplication.exit(self.status)

    def fail(self, details: str) -> None:
        """Quit without a picture; nobody is there to read a report."""
        logger.error("no picture: %s", details)
        QCoreApplication.exit(self.status)

    def _give_up(self) -> None:
        self.fail("map or plan did not come in time")
