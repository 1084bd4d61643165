"""Asks for whom and how the papers and files are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QWidget

from tourplanner.domain.audience import AUDIENCE_LABELS, Audience
from tourplanner.domain.paper_choice import (
    CodeContent,
    DayCalendar,
    DistanceUnit,
    PaperChoice,
    PaperLanguage,
    PaperSize,
)
from tourplanner.i18n import N_, _

LANGUAGES = {
    PaperLanguage.EN: N_("English"),
    PaperLanguage.ZH: N_("Chinese"),
    PaperLanguage.BOTH: N_("English and Chinese"),
}
CLOCKS = {True: N_("24 hours"), False: N_("12 hours")}
UNITS = {DistanceUnit.KM: N_("Kilometres"), DistanceUnit.MI: N_("Miles")}
PAPERS = {
    PaperSize.A4: N_("A4"),
    PaperSize.A5: N_("A5"),
    PaperSize.A6: N_("A6"),
    PaperSize.LETTER: N_("Letter"),
}
CODES = {CodeContent.LINK: N_("A map link"), CodeContent.TEXT: N_("Plain text")}
CALENDARS = {
    DayCalendar.NONE: N_("No"),
    DayCalendar.LUNAR: N_("With festivals"),
    DayCalendar.TERMS: N_("And solar terms"),
}
FIELD_CHARS = 6

T = TypeVar("T")


class ChoiceForm(QWidget):
    """`changed` says that the choice or the reader is another."""

    changed = Signal()

    def __init__(
        self,
        choice: PaperChoice,
        readers: Mapping[Audience, Sequence[tuple[str, str]]],
        reader: str = "",
    ) -> None:
        """`readers`: whom a document for an audience can be meant for, each with its name."""
        super().__init__()
        self._readers = readers
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(3, 2)
        self.audience = self._field(0, 0, _("For &whom"), AUDIENCE_LABELS, choice.audience)
        self.reader = self._field(0, 2, _("&Name"), {"": N_("Everybody")}, "")
        self.language = self._field(1, 0, _("&Language"), LANGUAGES, choice.language)
        self.paper = self._field(1, 2, _("P&aper"), PAPERS, choice.paper)
        self.clock = self._field(2, 0, _("Cloc&k"), CLOCKS, choice.clock_24h)
        self.units = self._field(2, 2, _("&Units"), UNITS, choice.units)
        self.code = self._field(3, 0, _("C&odes"), CODES, choice.code)
        self.code.setToolTip(_("What a phone reads from the code of a place"))
        self.calendar = self._field(3, 2, _("Lunar &date"), CALENDARS, choice.calendar)
        self.calendar.setToolTip(_("Beside the date of a day in China"))
        self.large_print = self._tick(4, 0, _("Large p&rint"), choice.large_print)
        self.has_holes = self._tick(4, 2, _("Margin for &holes"), choice.has_holes)
        self.has_holes.setToolTip(_("So that a punch leaves the text of a paper alone"))
        self.csv_mark = self._tick(5, 0, _("CSV &mark for spreadsheets"), choice.csv_mark)
        self.csv_mark.setToolTip(_("A byte-order mark: some spreadsheets need it to read Chinese"))
        self.csv_guard = self._tick(5, 2, _("CSV &formula guard"), choice.csv_guard)
        self.csv_guard.setToolTip(_("A ' before what a spreadsheet would run as a formula"))
        self._offer_readers(reader)
        self.audience.currentIndexChanged.connect(lambda _index: self._offer_readers(""))
        for box in (
            self.audience,
            self.reader,
            self.language,
            self.paper,
            self.clock,
            self.units,
            self.code,
            self.calendar,
        ):
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def offer(self, readers: Mapping[Audience, Sequence[tuple[str, str]]]) -> None:
        """Let the user choose from other readers; the one chosen stays if it is there."""
        self._readers = readers
        self._offer_readers(self.reader_name)

    @property
    def choice(self) -> PaperChoice:
        """What is chosen."""
        return PaperChoice(
            audience=Audience(self.audience.currentData()),
            language=PaperLanguage(self.language.currentData()),
            clock_24h=bool(self.clock.currentData()),
            units=DistanceUnit(self.units.currentData()),
            paper=PaperSize(self.paper.currentData()),
            large_print=self.large_print.isChecked(),
            code=CodeContent(self.code.currentData()),
            has_holes=self.has_holes.isChecked(),
            calendar=DayCalendar(self.calendar.currentData()),
            csv_mark=self.csv_mark.isChecked(),
            csv_guard=self.csv_guard.isChecked(),
        )

    @property
    def reader_name(self) -> str:
        """The one it is for; empty when it is for all of the audience."""
        return str(self.reader.currentData() or "")

    def _field(
        self, row: int, column: int, label: str, texts: Mapping[T, str], now: T
    ) -> QComboBox:
        box = QComboBox()
        box.setMinimumContentsLength(FIELD_CHARS)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setAccessibleName(label.replace("&", ""))
        for value, text in texts.items():
            box.addItem(_(text), value)
        box.setCurrentIndex(max(0, box.findData(now)))
        caption = QLabel(label)
        caption.setBuddy(box)
        self._grid.addWidget(caption, row, column)
        self._grid.addWidget(box, row, column + 1)
        return box

    def _tick(self, row: int, column: int, text: str, is_ticked: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setChecked(is_ticked)
        box.toggled.connect(lambda _on: self.changed.emit())
        self._grid.addWidget(box, row, column, 1, 2)
        return box

    def _offer_readers(self, wanted: str) -> None:
        offered = self._readers.get(Audience(self.audience.currentData()), ())
        was_blocked = self.reader.blockSignals(True)
        self.reader.clear()
        self.reader.addItem(_("Everybody"), "")
        for value, name in offered:
            self.reader.addItem(name, value)
        self.reader.setCurrentIndex(max(0, self.reader.findData(wanted)))
        self.reader.setEnabled(self.reader.count() > 1)
        self.reader.blockSignals(was_blocked)
