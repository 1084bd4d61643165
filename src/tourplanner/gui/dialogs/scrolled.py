"""Fields that scroll on a low screen, so that the buttons below them stay."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

BAR_WIDTH = 16
SCREEN_MARGIN = 80


class _Scrolled(QScrollArea):
    def sizeHint(self) -> QSize:
        """As large as its content: the dialog is cut by the screen, not by a guess of Qt's."""
        content = self.widget()
        hint = super().sizeHint() if content is None else content.sizeHint()
        return hint + QSize(BAR_WIDTH, 2)


def open_wholly(dialog: QDialog) -> None:
    """Let the dialog open as high as its content, or nearly as high as the screen."""
    wanted = dialog.sizeHint().expandedTo(dialog.minimumSize())
    room = dialog.screen().availableGeometry().height() - SCREEN_MARGIN
    dialog.resize(wanted.boundedTo(QSize(wanted.width(), room)))


def scrolled(*parts: QWidget) -> QScrollArea:
    """`parts`, one below the other."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 8, 0)
    layout.setSpacing(16)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch()
    area = _Scrolled()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(page)
    return area
