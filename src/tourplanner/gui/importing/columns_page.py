"""Asks which column of a table is what, over a few of its cells."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.imported import TableShape
from tourplanner.exchange.readers.table_layout import Field, column_letter
from tourplanner.gui.elided_label import ElidedLabel
from tourplanner.gui.importing.sources import Look
from tourplanner.i18n import N_, _
from tourplanner.usecases.merge_words import FIELD_LABELS

PLACE_FIELDS: Mapping[str, str] = {
    Field.NAME: N_("name"),
    Field.LOCAL: N_("local name"),
    Field.LAT: N_("latitude"),
    Field.LON: N_("longitude"),
    Field.POINT: N_("both degrees, or a map link"),
    Field.NOTE: N_("note"),
}
PEOPLE_FIELDS: Mapping[str, str] = {
    "name": FIELD_LABELS["name"],
    "first": N_("first name"),
    "last": N_("last name"),
    **{
        name: FIELD_LABELS[name]
        for name in (
            "name_local", "nationality", "passport", "passport_expiry", "born", "diet",
            "allergies", "mobility", "blood_type", "insurance", "emergency_contact", "room",
        )
    },
}  # fmt: skip
MOST_COLUMNS = 60
HEAD_WIDTH, FIELD_WIDTH = 136, 184
FIELD_CHARS = 12


class ColumnsPage(QWidget):
    """`chosen` carries which column is what; `remembered` and `forgotten` want it kept or not."""

    chosen = Signal(object)
    remembered = Signal(object)
    forgotten = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes: list[QComboBox] = []
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setObjectName("quiet")
        self._area = QScrollArea()
        self._area.setObjectName("columns")
        self._area.setAccessibleName(_("Columns"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self.remember = QCheckBox(_("Read tables with these &heads so from now on"))
        self.remember.clicked.connect(self._keep)
        self.forget = QPushButton(_("&Guess by the heads again"))
        self.forget.setAutoDefault(False)
        self.forget.clicked.connect(self.forgotten)
        last = QHBoxLayout()
        last.setSpacing(16)
        last.addWidget(self.remember)
        last.addStretch()
        last.addWidget(self.forget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._said)
        layout.addWidget(self._area, 1)
        layout.addLayout(last)

    @property
    def columns(self) -> dict[str, int]:
        """Which column is what."""
        found: dict[str, int] = {}
        for column, box in enumerate(self._boxes):
            if box.currentData():
                found.setdefault(str(box.currentData()), column)
        return found

    def show_table(self, look: Look, table: TableShape, *, is_remembered: bool) -> None:
        """The columns of a table with what each is taken for."""
        self._said.setText(self._words(look, is_remembered=is_remembered))
        self._said.setObjectName("care" if look.trouble else "quiet")
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self.remember.setChecked(is_remembered)
        self.remember.setEnabled(not look.trouble)
        self.forget.setVisible(is_remembered or look.source.columns is not None)
        bar = self._area.verticalScrollBar()
        where = bar.value()
        self._area.setWidget(self._grid(table, is_people=look.is_people))
        bar.setValue(where)

    def _words(self, look: Look, *, is_remembered: bool) -> str:
        if look.trouble and look.is_people:
            return _("Say which column holds the names: they cannot be told by the heads.")
        if look.trouble:
            return _("Say which columns hold the name and the point: the heads do not tell.")
        if is_remembered:
            return _("You chose these columns for a table with the same heads before.")
        if look.source.columns is not None:
            return _("Read as you chose. Change what is wrong: the table is read anew at once.")
        return _("Guessed by the heads. Change what is wrong: the table is read anew at once.")

    def _grid(self, table: TableShape, *, is_people: bool) -> QWidget:
        fields = PEOPLE_FIELDS if is_people else PLACE_FIELDS
        by_column = {column: field for field, column in table.fields.items()}
        page = QWidget()
        page.setObjectName("panel")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 8, 8, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, HEAD_WIDTH)
        grid.setColumnMinimumWidth(1, FIELD_WIDTH)
        grid.setColumnStretch(2, 1)
        for number, text in enumerate((_("Column"), _("Is"), _("Holds"))):
            title = QLabel(text)
            title.setObjectName("quiet")
            grid.addWidget(title, 0, number)
        self._boxes = []
        for column, samples in enumerate(table.samples[:MOST_COLUMNS]):
            letter = column_letter(column)
            head = table.heads[column]
            name = QLabel(f"{letter}  {head}" if head else letter)
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setWordWrap(True)
            box = self._box(fields, by_column.get(column, ""))
            box.setAccessibleName(_("Column {column} is").format(column=head or letter))
            shown = ElidedLabel()
            shown.setObjectName("quiet")
            shown.setText(" · ".join(samples) or "–")
            grid.addWidget(name, column + 1, 0)
            grid.addWidget(box, column + 1, 1)
            grid.addWidget(shown, column + 1, 2)
        grid.setRowStretch(len(table.samples) + 1, 1)
        return page

    def _box(self, fields: Mapping[str, str], now: str) -> QComboBox:
        box = QComboBox()
        box.setMinimumContentsLength(FIELD_CHARS)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(_("not taken"), "")
        for field, label in fields.items():
            box.addItem(_(label), str(field))
        box.setCurrentIndex(max(0, box.findData(str(now))))
        box.activated.connect(lambda _index: self._choose(box))
        self._boxes.append(box)
        return box

    def _choose(self, changed: QComboBox) -> None:
        """A field has one column: the one chosen last."""
        for box in self._boxes:
            if box is not changed and box.currentData() == changed.currentData():
                box.setCurrentIndex(0)
        self.chosen.emit(self.columns)

    def _keep(self, is_wanted: bool) -> None:
        if is_wanted:
            self.remembered.emit(self.columns)
        else:
            self.forgotten.emit()
