"""A few lines beside the pointer while something is dragged."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

OFFSET = 16
EDGE = 8


class PreviewLabel(QLabel):
    """Lies on the window, never beyond its edges; the place of the drop stays to be seen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("preview")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, where: QPoint, text: str) -> None:
        """Say `text` beside a point of the screen; nothing when it is empty."""
        window = self.parentWidget()
        if not text or window is None:
            self.hide()
            return
        self.setText(text)
        self.adjustSize()
        point = window.mapFromGlobal(where)
        x, y = point.x() + OFFSET, point.y() + OFFSET
        if x + self.width() + EDGE > window.width():
            x = point.x() - OFFSET - self.width()
        if y + self.height() + EDGE > window.height():
            y = point.y() - OFFSET - self.height()
        self.move(max(x, EDGE), max(y, EDGE))
        self.show()
        self.raise_()
