"""How much a day holds: three paces, and the two figures that a pace stands for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from tourplanner.domain.preferences import (
    MOST_EXTRA_MIN,
    MOST_FREE_MIN,
    PACE_LABELS,
    Pace,
    Preferences,
)
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.gui.panels.number_field import number_field
from tourplanner.i18n import _

STEP_MIN = 5


class PaceFields(QObject):
    """Rows of a section; figures set by hand take the place of the pace's own."""

    pace_asked = Signal(object)
    minutes_asked = Signal(object, object)
    """Minutes added to each visit and free in each half day; None leaves them to the pace."""

    def __init__(self, section: FormSection) -> None:
        super().__init__(section)
        self._is_following = False
        self._extra: int | None = None
        self._free: int | None = None
        self.paces: dict[Pace, QPushButton] = {}
        self.extra = number_field(
            0, MOST_EXTRA_MIN, _(" min"), STEP_MIN, _("Minutes added to each visit")
        )
        self.free = number_field(
            0, MOST_FREE_MIN, _(" min"), STEP_MIN, _("Free minutes in each half day")
        )
        self.reset = QToolButton()
        self.reset.setText(_("As the pace has it"))
        self.reset.clicked.connect(lambda: self.minutes_asked.emit(None, None))
        self.extra.valueChanged.connect(self._ask_extra)
        self.free.valueChanged.connect(self._ask_free)
        self.extra.setToolTip(_("Added to the usual length of each visit."))
        self.free.setToolTip(_("Kept free in each half day of three hours or more."))
        section.add_row(_("&Pace"), self._make_buttons())
        section.add_row(_("Each visit"), self.extra, QLabel(_("longer than usual")))
        section.add_row(_("Half a day"), self.free, QLabel(_("kept free")))
        section.add_wide(_left(self.reset))

    def show_preferences(self, wishes: Preferences) -> None:
        """Show the pace and its figures."""
        self._is_following = True
        self.paces[wishes.pace].setChecked(True)
        self._extra, self._free = wishes.extra_min, wishes.free_min
        self.extra.setValue(wishes.extra_visit_min)
        self.free.setValue(wishes.free_half_day_min)
        self.reset.setVisible(self._extra is not None or self._free is not None)
        self._is_following = False

    def _make_buttons(self) -> QWidget:
        holder = QWidget()
        holder.setAccessibleName(_("Pace"))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        group = QButtonGroup(self)
        for pace in Pace:
            button = QPushButton(_(PACE_LABELS[pace]))
            button.setCheckable(True)
            button.setAccessibleName(_("Pace: {pace}").format(pace=_(PACE_LABELS[pace])))
            button.clicked.connect(partial(self.pace_asked.emit, pace))
            group.addButton(button)
            row.addWidget(button, 1)
            self.paces[pace] = button
        return holder

    def _ask_extra(self, minutes: int) -> None:
        if not self._is_following:
            self.minutes_asked.emit(minutes, self._free)

    def _ask_free(self, minutes: int) -> None:
        if not self._is_following:
            self.minutes_asked.emit(self._extra, minutes)


def _left(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch()
    return row
