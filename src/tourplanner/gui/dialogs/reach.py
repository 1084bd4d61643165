"""Asks from where, how and for how long to look for what is within reach."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from tourplanner.domain.place import Place
from tourplanner.domain.reach import MOST_MINUTES
from tourplanner.domain.travel import TravelMode
from tourplanner.gui.dialogs.frame import answer_buttons, lay_out, toned_label
from tourplanner.gui.dialogs.own_minutes import mode_field
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.gui.panels.number_field import number_field
from tourplanner.i18n import _

USUAL_MIN, STEP_MIN = 20, 5


class ReachDialog(QDialog):
    """`asked` carries the place, the minutes and the mode."""

    asked = Signal(object, int, object)

    def __init__(self, starts: Sequence[Place], note: str, parent: QWidget | None = None) -> None:
        """`starts` are offered, the first at first; `note` says what the answer is worth."""
        super().__init__(parent)
        self.setWindowTitle(_("Within reach"))
        self.setMinimumWidth(440)
        self._starts = tuple(starts)
        self.start = QComboBox()
        self.start.addItems([place.name for place in starts])
        self.start.view().setAccessibleName(_("From"))
        self.minutes = number_field(1, MOST_MINUTES, _(" min"), STEP_MIN, _("In how many minutes"))
        self.minutes.setValue(USUAL_MIN)
        self.mode = mode_field(tuple(TravelMode), TravelMode.WALK)
        section = FormSection(_("Journey"))
        section.add_row(_("&From"), self.start)
        section.add_row(_("&In"), self.minutes, self.mode)
        lay_out(
            self,
            section,
            toned_label("quiet", note),
            heading=_("What can I reach?"),
            buttons=answer_buttons(self, _("Show it"), self._ask),
        )

    def _ask(self) -> None:
        self.accept()
        start = self._starts[self.start.currentIndex()]
        self.asked.emit(start, self.minutes.value(), TravelMode(self.mode.currentData()))
