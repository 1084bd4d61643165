"""Whether further visits of one kind count less, and how much."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from tourplanner.domain.preferences import NO_VARIETY
from tourplanner.errors import InvalidEdit
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.i18n import _

LONGEST_TEXT = 80
SUGGESTED = (100, 85, 70, 60)
"""What switching on begins with."""
BETWEEN = re.compile(r"[\s,;%]+")


class VarietyFields(QObject):
    """A box to switch it on and a line of percents; `asked` carries what is wanted, as typed."""

    asked = Signal(object)
    """A tuple of percents, or the text that was typed."""

    def __init__(self, section: FormSection) -> None:
        super().__init__(section)
        self._shown: tuple[int, ...] = SUGGESTED
        self.is_on = QCheckBox(_("Further visits of a kind count &less"))
        self.is_on.clicked.connect(self._switch)
        self.percents = QLineEdit()
        self.percents.setMaxLength(LONGEST_TEXT)
        self.percents.setAccessibleName(_("Percents of the first, second … visit of a kind"))
        self.percents.editingFinished.connect(self._say_typed)
        hint = QLabel(
            _("Percent that the first, second … visit of a kind counts; the last figure goes on.")
        )
        hint.setObjectName("quiet")
        hint.setWordWrap(True)
        section.add_wide(self.is_on)
        section.add_row(_("Percents"), self.percents)
        section.add_wide(hint)

    def show_percents(self, percents: tuple[int, ...]) -> None:
        """Show what is in force; the figures stay to be seen while it is off."""
        is_on = percents != NO_VARIETY
        if is_on:
            self._shown = percents
        self.is_on.setChecked(is_on)
        self.percents.setEnabled(is_on)
        self.percents.setText(percents_text(self._shown))

    def _switch(self, is_on: bool) -> None:
        self.asked.emit(self._shown if is_on else NO_VARIETY)

    def _say_typed(self) -> None:
        if self.percents.text() != percents_text(self._shown):
            self.asked.emit(self.percents.text())


def percents_text(percents: tuple[int, ...]) -> str:
    """ "100, 85, 70, 60"."""
    return ", ".join(map(str, percents))


def percents_of(text: str) -> tuple[int, ...]:
    """The figures that were typed; raises InvalidEdit for anything else."""
    parts = [part for part in BETWEEN.split(text.strip()) if part]
    if not parts or not all(part.isascii() and part.isdigit() for part in parts):
        problem = _("“{text}” are no percents; type them as 100, 85, 70, 60.").format(text=text)
        raise InvalidEdit(field=_("Variety"), problem=problem)
    return tuple(int(part) for part in parts)
