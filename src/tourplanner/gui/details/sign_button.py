"""A small button with an icon that follows the colours in force."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QToolButton

from tourplanner.gui.theme import tinted_icon


class SignButton(QToolButton):
    """Its name is read aloud and stands in its tool tip; `text` shows beside the icon, if any."""

    def __init__(self, icon: str, name: str, text: str = "") -> None:
        super().__init__()
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if text:
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours are in force."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        palette = self.palette()
        quiet = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        self.setIcon(tinted_icon(self._icon, palette.buttonText().color().name(), quiet.name()))
