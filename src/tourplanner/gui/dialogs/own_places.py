"""Shows the tour's own places, its ideas, and what the streets in use suggest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tourplanner.gui.theme import heading_font
from tourplanner.i18n import N_, _, ngettext

COLUMNS = (N_("Name"), N_("What it is"), N_("From the lodging"))
ROW_HEIGHT = 32
MOST_SHOWN = 300
"""More rows help nobody: the search does."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A line of the table, and what can be done about it; None where it makes no sense."""

    name: str
    what: str
    where: str
    show: Callable[[], None] | None = None
    visit: Callable[[], None] | None = None
    edit: Callable[[], None] | None = None
    remove: Callable[[], None] | None = None


class OwnPlacesDialog(QDialog):
    """Closes with the chosen action; the action is then done."""

    def __init__(
        self, rows: Sequence[PlaceRow], add: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Your own places"))
        self.resize(720, 480)
        self._all, self._rows = tuple(rows), tuple(rows)
        heading = QLabel(_("Your own places"))
        heading.setObjectName("heading")
        heading.setFont(heading_font(heading.font(), 1.25))
        said = QLabel(
            _(
                "Places and ideas that you added, and what the streets in use suggest. "
                "A plan visits your own places like those of the catalogue."
            )
        )
        said.setObjectName("quiet")
        said.setWordWrap(True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search these places"))
        self.search.setAccessibleName(_("Search these places"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.table = self._make_table()
        self.count = QLabel()
        self.count.setObjectName("quiet")
        self.buttons = {
            "show": self._button(_("&Show on the map"), "show"),
            "visit": self._button(_("Plan a &visit…"), "visit"),
            "edit": self._button(_("&Edit…"), "edit"),
            "remove": self._button(_("&Remove"), "remove"),
        }
        new = QPushButton(_("&Add a place…"))
        new.clicked.connect(lambda: self._leave(add))
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in (*self.buttons.values(), new):
            acts.addWidget(button)
        acts.addStretch()
        closing = QDialogButtonBox()
        closing.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        closing.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        for part in (heading, said, self.search, self.table, self.count):
            layout.addWidget(part)
        layout.addLayout(acts)
        layout.addSpacing(8)
        layout.addWidget(closing)
        self._filter("")

    def choose(self, name: str) -> None:
        """Select the row of that name."""
        for number, row in enumerate(self._rows):
            if row.name == name:
                self.table.selectRow(number)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(COLUMNS))
        table.setAccessibleName(_("Your own places"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setHorizontalHeaderLabels([_(text) for text in COLUMNS])
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.itemSelectionChanged.connect(self._follow_selection)
        return table

    def _button(self, text: str, act: str) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: self._do(act))
        return button

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        found = [
            row for row in self._all if all(w in f"{row.name} {row.what}".casefold() for w in words)
        ]
        self._rows = tuple(found[:MOST_SHOWN])
        self.table.setRowCount(len(self._rows))
        for number, row in enumerate(self._rows):
            for column, shown in enumerate((row.name, row.what, row.where)):
                item = QTableWidgetItem(shown)
                item.setToolTip(shown)
                self.table.setItem(number, column, item)
        count = ngettext("{count} place", "{count} places", len(found)).format(count=len(found))
        if not self._all:
            count = _("Nothing yet. Add a place, or right-click the map where it is.")
        elif len(found) > MOST_SHOWN:
            count = _("{count}, the first {most} are shown").format(count=count, most=MOST_SHOWN)
        self.count.setText(count)
        if self._rows:
            self.table.selectRow(0)
        self._follow_selection()

    def _chosen(self) -> PlaceRow | None:
        row = self.table.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _follow_selection(self) -> None:
        row = self._chosen()
        for act, button in self.buttons.items():
            button.setEnabled(row is not None and getattr(row, act) is not None)

    def _do(self, act: str) -> None:
        row = self._chosen()
        if row is not None and getattr(row, act) is not None:
            self._leave(getattr(row, act))

    def _leave(self, act: Callable[[], None]) -> None:
        self.accept()
        act()
