"""Shows the plans kept of a tour in a table: use one, look side by side, rename, remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tourplanner.gui.dialogs.waiting import WaitingDialog
from tourplanner.gui.painting import medium, tabular
from tourplanner.gui.plan_words import distance_of, points_text
from tourplanner.gui.variants import Variant
from tourplanner.i18n import N_, _
from tourplanner.mapping.wording import distance_text, span_text
from tourplanner.usecases.alternatives import Alternative

COLUMNS = (
    N_("Plan"),
    N_("Made by"),
    N_("Days"),
    N_("Visits"),
    N_("Distance"),
    N_("Travel"),
    N_("Worth"),
    N_("Clashes"),
)
NAME, NOTE, FIRST_FIGURE = 0, 1, 2
MOST_BESIDE = 3
ROW_HEIGHT = 32


@dataclass(frozen=True, slots=True)
class MeasuredVariant:
    """A variant with its figures."""

    variant: Variant
    figures: Alternative
    clashes: tuple[str, ...]
    """A sentence for each rule that the plan breaks and each demand that it misses."""


class VariantsDialog(WaitingDialog):
    """`used` carries a Variant; `beside` the measured ones to be shown next to the present plan."""

    used = Signal(object)
    beside = Signal(object)
    renamed = Signal(int, str)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Variants"), _("Adding up the plans…"), "", parent)
        self.resize(920, 460)
        self._rows: list[MeasuredVariant] = []
        self._present: int | None = None
        self._is_filling = False
        self.table = self._make_table()
        self.use = QPushButton(_("Use this plan"))
        self.use.setObjectName("primary")
        self.use.clicked.connect(self._use)
        self.side = QPushButton(_("Side by side"))
        self.side.clicked.connect(self._show_beside)
        self.rename = QPushButton(_("Rename"))
        self.rename.clicked.connect(self._edit_name)
        self.remove = QPushButton(_("Remove"))
        self.remove.clicked.connect(self._remove)

    def show_answer(self, rows: Sequence[MeasuredVariant], present: int | None) -> None:
        """List `rows`; `present` is the number of the one that the window shows."""
        self._rows, self._present = list(rows), present
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        said = QLabel(
            _(
                "The plans before and after each planning run, with the wishes they answer, "
                "until another tour is opened. Worth is counted by your present interests. "
                "To look at several side by side, select up to three."
            )
        )
        said.setObjectName("quiet")
        said.setWordWrap(True)
        layout.addWidget(said)
        layout.addWidget(self.table, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.use, self.side, self.rename, self.remove):
            buttons.addWidget(button)
        buttons.addStretch()
        layout.addLayout(buttons)
        self._fill()
        self.show_page(page)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> tuple[MeasuredVariant, ...]:
        """The selected rows, from the top."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return tuple(self._rows[row] for row in rows)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(COLUMNS))
        table.setAccessibleName(_("Variants"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        for column, text in enumerate(COLUMNS):
            title = QTableWidgetItem(_(text))
            title.setTextAlignment(_alignment(column))
            table.setHorizontalHeaderItem(column, title)
        table.itemSelectionChanged.connect(self._follow_selection)
        table.itemChanged.connect(self._take_name)
        table.itemDoubleClicked.connect(lambda _item: self._use())
        return table

    def _fill(self) -> None:
        self._is_filling = True
        self.table.setRowCount(len(self._rows))
        for number, row in enumerate(self._rows):
            for column, text in enumerate(_texts(row, is_present=self._is_present(row))):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_alignment(column))
                if column >= FIRST_FIGURE:
                    item.setFont(tabular(self.table.font()))
                if column == NAME and self._is_present(row):
                    item.setFont(medium(self.table.font()))
                if column != NAME:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                item.setToolTip("\n".join(row.clashes) if column == len(COLUMNS) - 1 else text)
                self.table.setItem(number, column, item)
        self._is_filling = False
        if self._rows:
            self.table.selectRow(len(self._rows) - 1)
        self._follow_selection()

    def _is_present(self, row: MeasuredVariant) -> bool:
        return row.variant.number == self._present

    def _follow_selection(self) -> None:
        chosen = self.chosen
        others = [row for row in chosen if not self._is_present(row)]
        self.use.setEnabled(len(chosen) == 1 and bool(others))
        self.side.setEnabled(0 < len(others) <= MOST_BESIDE)
        self.rename.setEnabled(len(chosen) == 1)
        self.remove.setEnabled(len(chosen) == 1)

    def _use(self) -> None:
        chosen = self.chosen
        if len(chosen) == 1 and not self._is_present(chosen[0]):
            self.used.emit(chosen[0].variant)
            self.accept()

    def _show_beside(self) -> None:
        others = tuple(row for row in self.chosen if not self._is_present(row))
        self.accept()
        self.beside.emit(others)

    def _edit_name(self) -> None:
        item = self.table.item(self.table.currentRow(), NAME)
        if item is not None:
            self.table.editItem(item)

    def _take_name(self, item: QTableWidgetItem) -> None:
        if self._is_filling or item.column() != NAME:
            return
        variant = self._rows[item.row()].variant
        if item.text().strip():
            self.renamed.emit(variant.number, item.text())
        else:
            item.setText(variant.name)

    def _remove(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._rows):
            self.removed.emit(self._rows.pop(row).variant.number)
            self._fill()


def _texts(row: MeasuredVariant, *, is_present: bool) -> tuple[str, ...]:
    figures = row.figures
    plan = figures.tour.itinerary
    note = row.variant.note
    return (
        row.variant.name,
        _("{note} (shown now)").format(note=note) if is_present else note,
        str(len(plan.days) if plan is not None else 0),
        str(figures.visits),
        distance_text(distance_of(figures)),
        span_text(figures.travel_min),
        points_text(figures.worth),
        str(len(row.clashes)) if row.clashes else _("none"),
    )


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column >= FIRST_FIGURE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
