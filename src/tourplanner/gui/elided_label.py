"""A line of text that is cut with an ellipsis where room is short."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class ElidedLabel(QLabel):
    """As wide as its text where there is room, narrower where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._explanation = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show `text`."""
        super().setText(text)
        self._show_tip()

    def explain(self, text: str) -> None:
        """What the tool tip says beside the text that was cut."""
        self._explanation = text
        self._show_tip()

    def minimumSizeHint(self) -> QSize:
        """No width at all when there is none."""
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + 1 if width else 0, self.minimumSizeHint().height())

    @property
    def shown(self) -> str:
        """The text as far as there is room for it."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.contentsRect(), int(align), self.shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is cut stands in the tool tip."""
        super().resizeEvent(event)
        self._show_tip()

    def _show_tip(self) -> None:
        cut = self.text() if self.shown != self.text() else ""
        lines = [escape(line) for line in (cut, self._explanation) if line]
        self.setToolTip(f"<qt>{'<br>'.join(lines)}</qt>" if lines else "")  # rich text is wrapped
