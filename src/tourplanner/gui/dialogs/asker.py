"""The questions that files raise, asked with the system's own dialogs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from tourplanner.i18n import _

SUFFIX = ".tour"
PAGE_SUFFIX = ".pdf"


class Unsaved(StrEnum):
    """What to do with unsaved edits."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Asker(Protocol):
    """Someone who asks the user."""

    def file_to_open(self, folder: Path) -> Path | None:
        """Which tour to open; None when the user thinks better of it."""
        ...

    def file_to_save(self, suggested: Path) -> Path | None:
        """Where to save the tour."""
        ...

    def page_to_save(self, suggested: Path) -> Path | None:
        """Where to save a page."""
        ...

    def about_unsaved(self, title: str) -> Unsaved:
        """What to do with the unsaved edits of the tour `title`."""
        ...

    def title(self, now: str) -> str | None:
        """Another name for the tour called `now`."""
        ...


class DialogAsker:
    """Asks in dialogs above `window`."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def file_to_open(self, folder: Path) -> Path | None:
        """Which tour to open."""
        name, _filter = QFileDialog.getOpenFileName(
            self._window, _("Open tour"), str(folder), _("Tours (*.tour)")
        )
        return Path(name) if name else None

    def file_to_save(self, suggested: Path) -> Path | None:
        """Where to save the tour; the suffix is added when it is missing."""
        name, _filter = QFileDialog.getSaveFileName(
            self._window, _("Save tour"), str(suggested), _("Tours (*.tour)")
        )
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(SUFFIX)

    def page_to_save(self, suggested: Path) -> Path | None:
        """Where to save a page; the suffix is added when it is missing."""
        name, _filter = QFileDialog.getSaveFileName(
            self._window, _("Save page"), str(suggested), _("Pages (*.pdf)")
        )
        path = Path(name)
        return (path if path.suffix else path.with_suffix(PAGE_SUFFIX)) if name else None

    def about_unsaved(self, title: str) -> Unsaved:
        """What to do with the unsaved edits of the tour `title`."""
        box = QMessageBox(self._window)
        box.setWindowTitle(_("Unsaved changes"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(_("“{title}” has changes that are not saved.").format(title=title))
        box.setInformativeText(_("Save them before going on?"))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        if answer == buttons.Save:
            return Unsaved.SAVE
        return Unsaved.DISCARD if answer == buttons.Discard else Unsaved.CANCEL

    def title(self, now: str) -> str | None:
        """Another name for the tour called `now`."""
        text, is_given = QInputDialog.getText(
            self._window, _("Rename tour"), _("Name of the tour"), text=now
        )
        return text if is_given else None
