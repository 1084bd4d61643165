"""A chip that narrows the site list by the terms of one facet."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from tourplanner.gui.site_finder import Choice
from tourplanner.i18n import _


def set_chip_active(chip: QToolButton, *, is_active: bool) -> None:
    """Show by colour and border that a chip narrows the list."""
    chip.setProperty("active", is_active)
    chip.style().unpolish(chip)
    chip.style().polish(chip)


class FilterChip(QToolButton):
    """Opens a menu with the terms; its label names what is chosen."""

    changed = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self.setObjectName("chip")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.setAccessibleName(label)
        self._menu.setStyleSheet("QMenu { menu-scrollable: 1; }")
        self.setMenu(self._menu)
        self._show()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the chosen terms."""
        return tuple(action.data() for action in self._menu.actions() if action.isChecked())

    def offer(self, choices: Sequence[Choice]) -> None:
        """Let the user choose among `choices`; what was chosen and is offered again stays."""
        chosen = self.chosen
        self._menu.clear()
        for choice in choices:
            text = _("{label} ({count})").format(label=choice.label, count=choice.count)
            action = QAction(text.replace("&", "&&"), self._menu)
            action.setData(choice.term)
            action.setCheckable(True)
            action.setChecked(choice.term in chosen)
            action.toggled.connect(self._change)
            self._menu.addAction(action)
        self.setEnabled(bool(choices))
        self._show()

    def clear(self) -> None:
        """Choose nothing."""
        self.choose(())

    def choose(self, terms: Collection[str]) -> None:
        """Choose exactly those of `terms` that are offered, without saying so."""
        for action in self._menu.actions():
            action.blockSignals(True)
            action.setChecked(action.data() in terms)
            action.blockSignals(False)
        self._show()

    def _change(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        count = len(self.chosen)
        text = self._label
        if count:
            text = _("{label}: {count}").format(label=self._label, count=count)
        self.setText(_("{label} ▾").format(label=text))
        self.setAccessibleName(_("Filter by {label}").format(label=text))
        set_chip_active(self, is_active=bool(count))
