"""Asks for the traveller's own minutes of one journey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QWidget,
)

from tourplanner.domain.own_leg import MOST_MINUTES
from tourplanner.domain.travel import MODE_LABELS, TravelMode
from tourplanner.gui.dialogs.frame import answer_buttons, lay_out, toned_label
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.gui.panels.number_field import number_field
from tourplanner.i18n import _


@dataclass(frozen=True, slots=True)
class Journey:
    """What is known of the journey so far."""

    start: str
    end: str
    known: str
    """In words: "12 min on foot · 900 m · estimate"."""
    mode: TravelMode
    minutes: int
    is_own: bool


class OwnMinutesDialog(QDialog):
    """`told` carries mode, minutes, and whether the way back takes as long."""

    told = Signal(object, int, bool)
    taken_back = Signal()

    def __init__(self, journey: Journey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Own minutes"))
        self.setMinimumWidth(440)
        self.minutes = number_field(0, MOST_MINUTES, _(" min"), 1, _("How long it takes"))
        self.minutes.setValue(journey.minutes)
        self.mode = mode_field(tuple(TravelMode), journey.mode)
        self.is_both = QCheckBox(_("The way back takes as long"))
        self.is_both.setAccessibleName(self.is_both.text())
        section = FormSection(_("You know better"))
        section.add_row(_("It &takes"), self.minutes, self.mode)
        section.add_wide(self.is_both)
        buttons = answer_buttons(self, _("Use my minutes"), self._tell)
        self.forget = buttons.addButton(_("Take them back"), QDialogButtonBox.ButtonRole.ResetRole)
        self.forget.setVisible(journey.is_own)
        self.forget.clicked.connect(self._take_back)
        heading = _("From {start} to {end}").format(start=journey.start, end=journey.end)
        known = toned_label("quiet", journey.known)
        lay_out(self, known, section, heading=heading, buttons=buttons)

    def _tell(self) -> None:
        self.accept()
        mode = TravelMode(self.mode.currentData())
        self.told.emit(mode, self.minutes.value(), self.is_both.isChecked())

    def _take_back(self) -> None:
        self.accept()
        self.taken_back.emit()


def mode_field(modes: Sequence[TravelMode], chosen: TravelMode) -> QComboBox:
    """One of `modes` to choose."""
    field = QComboBox()
    for mode in modes:
        field.addItem(_(MODE_LABELS[mode]), mode.value)
    field.setCurrentIndex(field.findData(chosen.value))
    field.setAccessibleName(_("How"))
    field.view().setAccessibleName(_("How"))
    return field
