"""Asks for the frame of a new tour: city, first day, number of days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QSpinBox,
    QWidget,
)

from tourplanner.domain.tour import Tour
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.errors import TourPlannerError
from tourplanner.gui.dialogs.frame import answer_buttons, lay_out, toned_label
from tourplanner.gui.language import window_locale
from tourplanner.gui.panels.form_section import FormSection, pad_text
from tourplanner.gui.panels.preferences import DATE_FORMAT
from tourplanner.i18n import _

MakeTour = Callable[[str, date, int], Tour]


class NewTourDialog(QDialog):
    """`tour` holds what was made once the dialog is accepted."""

    def __init__(
        self,
        cities: Sequence[tuple[str, str]],
        first_day: date,
        make: MakeTour,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New tour"))
        self.setMinimumWidth(400)
        self._make = make
        self.tour: Tour | None = None
        self.city = QComboBox()
        for city, name in cities:
            self.city.addItem(name, city)
        self.city.view().setAccessibleName(_("City"))
        self.start = QDateEdit(QDate(first_day.year, first_day.month, first_day.day))
        self.start.setLocale(window_locale())
        self.start.setDisplayFormat(_(DATE_FORMAT))
        self.start.setCalendarPopup(True)
        self.days = QSpinBox()
        self.days.setRange(1, MAX_DAYS)
        self.days.setValue(3)
        pad_text(self.days)
        self.section = FormSection(_("Where and when"))
        self.section.add_row(_("&City"), self.city)
        self.section.add_row(_("&First day"), self.start)
        self.section.add_row(_("&Days"), self.days, stretch=False)
        hint = toned_label("quiet", _("Lodging, pace and interests can be chosen afterwards."))
        buttons = answer_buttons(self, _("Plan the tour"), self._create)
        lay_out(self, self.section, hint, buttons=buttons)

    def _create(self) -> None:
        day = self.start.date()
        try:
            self.tour = self._make(
                self.city.currentData(), date(day.year(), day.month(), day.day()), self.days.value()
            )
        except TourPlannerError as error:
            self.section.show_fault(str(error))
        else:
            self.accept()
