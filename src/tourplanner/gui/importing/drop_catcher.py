"""Catches files and texts that are dropped anywhere on a window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent

from tourplanner.gui.dialogs.asker import SUFFIX as TOUR
from tourplanner.gui.importing.sources import is_readable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class DropCatcher(QObject):
    """Panels that take drops of their own keep them."""

    files_dropped = Signal(object)
    text_dropped = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether the drop was for us."""
        if not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        paths, text = dropped(event.mimeData())
        if not paths and not text:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            if paths:
                self.files_dropped.emit(paths)
            else:
                self.text_dropped.emit(text)
        return True


def dropped(data: QMimeData) -> tuple[list[Path], str]:
    """The files that can be read, and the text when there are none."""
    local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    paths = [path for path in local if is_readable(path) or path.suffix.lower() == TOUR]
    has_text = (
        not local
        and data.hasText()
        and not data.hasFormat("application/x-qabstractitemmodeldatalist")
    )
    return paths, data.text().strip() if has_text else ""
