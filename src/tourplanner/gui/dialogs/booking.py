"""Asks for the day, time and length of a booked visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Appointment
from tourplanner.domain.visit_length import MAX_VISIT_MIN, MIN_VISIT_MIN
from tourplanner.errors import TourPlannerError
from tourplanner.gui.dialogs.frame import lay_out, primary_button, toned_label
from tourplanner.gui.panels.clock_field import ClockField
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.gui.panels.number_field import number_field
from tourplanner.i18n import _

STEP_MIN = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the fields hold at first."""

    site: SiteId
    name: str
    day: int
    """0-based."""
    start_min: int
    duration_min: int
    by_appointment: bool = True
    is_booked: bool = False


class BookingDialog(QDialog):
    """`booked` carries an Appointment, `cancelled` the site that is not booked any more.

    `reservation_asked` carries the site whose code, price and contact are to be kept.
    """

    booked = Signal(object)
    cancelled = Signal(object)
    reservation_asked = Signal(object)

    def __init__(
        self, suggestion: Suggestion, dates: Sequence[date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Booking"))
        self.setMinimumWidth(420)
        self._site = suggestion.site
        said = toned_label(
            "quiet",
            _(
                "A booked visit keeps its day, time and length to the minute; "
                "the rest of the plan is made around it."
            ),
        )
        self.day = QComboBox()
        self.day.view().setAccessibleName(_("Day of the booking"))
        for day in dates:
            self.day.addItem(short_date(day))
        self.day.setCurrentIndex(suggestion.day)
        self.start = ClockField(_("Start of the booking"))
        self.start.setValue(suggestion.start_min)
        self.minutes = number_field(
            MIN_VISIT_MIN, MAX_VISIT_MIN, _(" min"), STEP_MIN, _("Length of the booking")
        )
        self.minutes.setValue(suggestion.duration_min)
        self.by_appointment = QCheckBox(_("The house opens by &appointment"))
        self.by_appointment.setToolTip(_("Public opening hours do not bind the visit then."))
        self.by_appointment.setChecked(suggestion.by_appointment)
        self.section = FormSection(_("When"))
        self.section.add_row(_("&Day"), self.day)
        self.section.add_row(_("&Start"), self.start, stretch=False)
        self.section.add_row(_("&For"), self.minutes, stretch=False)
        self.section.add_wide(self.by_appointment)
        self.section.add_wide(self._make_more())
        lay_out(
            self,
            said,
            self.section,
            heading=_("Booking of {site}").format(site=suggestion.name),
            buttons=self._make_buttons(is_booked=suggestion.is_booked),
        )

    def _make_more(self) -> QHBoxLayout:
        more = QPushButton(_("Code and contact…"))
        more.setAutoDefault(False)
        more.setToolTip(_("Status, code, price and contact stand among the reservations."))
        more.clicked.connect(self._ask_reservation)
        row = QHBoxLayout()
        row.addWidget(more)
        row.addStretch()
        return row

    def _make_buttons(self, *, is_booked: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        primary_button(buttons, _("Keep this booking"))
        if is_booked:
            cancel = buttons.addButton(_("Cancel the booking"), roles.DestructiveRole)
            cancel.clicked.connect(self._cancel)
        buttons.addButton(_("Close"), roles.RejectRole)
        buttons.accepted.connect(self._book)
        buttons.rejected.connect(self.reject)
        return buttons

    def _book(self) -> None:
        try:
            appointment = Appointment(
                self._site,
                self.day.currentIndex(),
                self.start.value(),
                self.minutes.value(),
                self.by_appointment.isChecked(),
            )
        except TourPlannerError as error:
            self.section.show_fault(str(error))
            return
        self.booked.emit(appointment)
        self.accept()

    def _ask_reservation(self) -> None:
        self.reject()
        self.reservation_asked.emit(self._site)

    def _cancel(self) -> None:
        self.cancelled.emit(self._site)
        self.accept()
