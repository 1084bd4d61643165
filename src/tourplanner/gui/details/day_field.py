"""A field for a date that may be missing, with a calendar beside it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QWidgetAction

from tourplanner.gui.details.fields import ParsedField
from tourplanner.gui.details.sign_button import SignButton
from tourplanner.gui.details.values import DAY_EXAMPLE, day_of
from tourplanner.gui.language import window_locale
from tourplanner.i18n import _


def day_field(name: str) -> ParsedField[date]:
    """Typed as year, month and day, or chosen from the calendar."""
    button = SignButton("calendar", _("Calendar: {field}").format(field=name))
    field: ParsedField[date] = ParsedField(
        name, partial(day_of, name), date.isoformat, DAY_EXAMPLE, button
    )
    field.edit.setMaxLength(len("2027年04月16日"))
    field.pack(len(DAY_EXAMPLE))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    menu.setAccessibleName(name)
    menu.aboutToShow.connect(partial(_fill, menu, field))
    button.setMenu(menu)
    return field


def _fill(menu: QMenu, field: ParsedField[date]) -> None:
    """Make the calendar when it is first wanted; open it at the date of the field."""
    calendar = menu.findChild(QCalendarWidget)
    if calendar is None:
        calendar = QCalendarWidget()
        calendar.setLocale(window_locale())
        calendar.setAccessibleName(field.name)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def choose(day: QDate) -> None:
            menu.close()
            field.take(date(day.year(), day.month(), day.day()))

        calendar.clicked.connect(choose)
        calendar.activated.connect(choose)
    if field.value is not None:
        calendar.setSelectedDate(QDate(field.value.year, field.value.month, field.value.day))
