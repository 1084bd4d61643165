"""Where the window was and how its panels stood, nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

LAYOUT_VERSION = 1
FILE_NAME = "window.ini"


class WindowState:
    """Kept in a small file of the user's state folder."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)

    def restore(self, window: QMainWindow) -> bool:
        """Put `window` where it was; False when nothing fitting is known."""
        geometry = self._settings.value("geometry")
        layout = self._settings.value("layout")
        if not isinstance(geometry, QByteArray) or not isinstance(layout, QByteArray):
            return False
        return window.restoreGeometry(geometry) and window.restoreState(layout, LAYOUT_VERSION)

    def keep(self, window: QMainWindow) -> None:
        """Remember where `window` is."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.setValue("layout", window.saveState(LAYOUT_VERSION))
        self._settings.sync()

    def forget(self) -> None:
        """Start in the usual layout next time."""
        self._settings.clear()

    @property
    def scheme(self) -> str:
        """The colour scheme chosen in the menu; empty when none was."""
        return str(self._settings.value("scheme", ""))

    def keep_scheme(self, scheme: str) -> None:
        """Remember the colour scheme chosen in the menu."""
        self._settings.setValue("scheme", scheme)
