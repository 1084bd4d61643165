"""A field for a day and time on the clock of a place."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, partial
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from tourplanner.domain.time_window import clock
from tourplanner.domain.transport import zone_named
from tourplanner.errors import InvalidEdit
from tourplanner.gui.details.day_field import day_field
from tourplanner.gui.details.fields import Field, ParsedField
from tourplanner.gui.details.search_box import search_box
from tourplanner.gui.details.values import clock_of
from tourplanner.i18n import _


class MomentField(Field):
    """Day, time and zone; None until day and time are known."""

    def __init__(self, name: str, zone: str) -> None:
        """`zone` is that of a moment that is not known yet."""
        self._usual = zone
        editor = QWidget()
        super().__init__(name, editor)
        self.day = day_field(_("Day: {field}").format(field=name))
        clock_name = _("Time: {field}").format(field=name)
        self.time: ParsedField[int] = ParsedField(
            clock_name, partial(clock_of, clock_name), clock, "09:05"
        )
        self.time.pack(len("09:05"))
        self.zone, edit = search_box(_("Time zone: {field}").format(field=name))
        self.zone.addItems(_zones())
        editor.setFocusProxy(self.day)
        grid = QGridLayout(editor)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.day, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.time, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.zone, 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._shown: datetime | None = None
        self.day.committed.connect(self._finish)
        self.time.committed.connect(self._finish)
        self.zone.activated.connect(lambda _index: self._finish())
        edit.editingFinished.connect(self._finish)

    @property
    def value(self) -> datetime | None:
        """The moment; None while its day or its time is missing."""
        return self._shown

    def show_value(self, value: datetime | None) -> None:
        """Show `value` as what is kept."""
        self.show_fault("")
        self._shown = value
        self.day.show_value(value.date() if value is not None else None)
        self.time.show_value(value.hour * 60 + value.minute if value is not None else None)
        self.zone.setCurrentText(str(value.tzinfo) if value is not None else self._usual)

    def _finish(self) -> None:
        try:
            zone = zone_named(self.zone.currentText().strip())
        except InvalidEdit as error:
            self.show_fault(str(error))
            return
        moment = self._read(self.day.value, self.time.value, zone)
        if moment != self._shown or str(moment and moment.tzinfo) != str(
            self._shown and self._shown.tzinfo
        ):
            self.show_fault("")
            self._shown = moment
            self.committed.emit()

    def _read(self, day: date | None, minute: int | None, zone: ZoneInfo) -> datetime | None:
        """Which of two hours of the same name it is stays as it was."""
        if day is None or minute is None:
            return None
        fold = self._shown.fold if self._shown is not None else 0
        return datetime(
            day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone, fold=fold
        )


@cache
def _zones() -> list[str]:
    return sorted(name for name in available_timezones() if "/" in name or name == "UTC")
