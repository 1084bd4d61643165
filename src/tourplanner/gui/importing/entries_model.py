"""The things found, each with a tick and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QColor

from tourplanner.gui.importing.entry_words import EntryWords, Kind, words_of
from tourplanner.gui.models.sites_model import NO_PARENT, Index
from tourplanner.gui.theme import Theme
from tourplanner.i18n import N_, _
from tourplanner.usecases.import_entries import FATE_LABELS, Entry, Fate
from tourplanner.usecases.import_places import KnownPlace, UnknownPlace
from tourplanner.usecases.take_in import Chosen


class Column(IntEnum):
    """What stands where."""

    NAME = 0
    FATE = 1
    DETAILS = 2
    POINT = 3
    ORIGIN = 4


COLUMN_LABELS = {
    Column.NAME: N_("Found"),
    Column.FATE: N_("Becomes"),
    Column.DETAILS: N_("What is known of it"),
    Column.POINT: N_("Point (WGS 84)"),
    Column.ORIGIN: N_("From, row"),
}
FATES_ROLE = Qt.ItemDataRole.UserRole + 1
KIND_ROLE = Qt.ItemDataRole.UserRole + 2
LEFT = Qt.CheckState.Unchecked


@dataclass(slots=True)
class _Row:
    entry: Entry
    words: EntryWords
    fate: Fate | None
    is_ticked: bool


class EntriesModel(QAbstractTableModel):
    """`chosen_changed` says that something else would be taken in."""

    chosen_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[_Row] = []
        self._kept: dict[tuple[str, ...], tuple[Fate | None, bool]] = {}

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List `entries`; what was chosen for the same thing before stays chosen."""
        self._kept |= {row.words.key: (row.fate, row.is_ticked) for row in self._rows}
        self.beginResetModel()
        self._rows = [self._row(entry) for entry in entries]
        self.endResetModel()
        self.chosen_changed.emit()

    def _row(self, entry: Entry) -> _Row:
        words = words_of(entry)
        usual = entry.fates[0] if entry.fates else None
        fate, is_ticked = self._kept.get(words.key, (usual, usual is not None))
        is_possible = fate in entry.fates
        return _Row(entry, words, fate if is_possible else usual, is_ticked and bool(entry.fates))

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """What is ticked, each with what becomes of it."""
        return tuple(
            (row.entry, row.fate) for row in self._rows if row.is_ticked and row.fate is not None
        )

    @property
    def has_known(self) -> bool:
        """Whether there are sites among what was found."""
        return any(isinstance(row.entry.thing, KnownPlace) for row in self._rows)

    @property
    def has_unknown(self) -> bool:
        """Whether there are places that the catalogue lacks."""
        return any(isinstance(row.entry.thing, UnknownPlace) for row in self._rows)

    def count(self, kind: Kind) -> int:
        """How many things of `kind` were found."""
        return sum(row.words.kind is kind for row in self._rows)

    def tick(self, rows: Iterable[int], *, is_ticked: bool) -> None:
        """Tick these rows, as far as anything can become of them, or none of them."""
        for row in rows:
            self._rows[row].is_ticked = is_ticked and bool(self._rows[row].entry.fates)
        self._tell_changed()

    def make_all(self, fate: Fate) -> None:
        """All sites that can become `fate` become it; what is unknown stays as it is."""
        for row in self._rows:
            if isinstance(row.entry.thing, KnownPlace) and fate in row.entry.fates:
                row.fate = fate
        self._tell_changed()

    def tick_unknown(self, *, is_ticked: bool) -> None:
        """Tick the places that the catalogue lacks, or none of them."""
        unknown = (n for n, r in enumerate(self._rows) if isinstance(r.entry.thing, UnknownPlace))
        self.tick(unknown, is_ticked=is_ticked)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Number of things."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The name can be ticked, the fate chosen where there is a choice."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        row = self._rows[index.row()]
        if not row.entry.fates:
            return flags | Qt.ItemFlag.ItemIsEnabled
        if index.column() == Column.NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == Column.FATE and len(row.entry.fates) > 1 and row.is_ticked:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words, the tick, the colour of what is left, and the fates to choose from."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.CheckStateRole and column is Column.NAME and row.entry.fates:
            return Qt.CheckState.Checked if row.is_ticked else LEFT
        if role == Qt.ItemDataRole.EditRole and column is Column.FATE:
            return row.fate
        if role == FATES_ROLE:
            return row.entry.fates
        if role == KIND_ROLE:
            return row.words.kind
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, column)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a row, or choose what becomes of it."""
        if not index.isValid():
            return False
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and row.entry.fates:
            row.is_ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        elif role == Qt.ItemDataRole.EditRole and value in row.entry.fates:
            row.fate = Fate(str(value))
        else:
            return False
        first, last = self.index(index.row(), 0), self.index(index.row(), len(Column) - 1)
        self.dataChanged.emit(first, last)
        self.chosen_changed.emit()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _(COLUMN_LABELS[Column(section)]) if 0 <= section < len(Column) else None

    def _text(self, row: _Row, column: Column) -> str:
        words = row.words
        if column is Column.FATE:
            if row.fate is None:
                return _("Nothing")
            return _(FATE_LABELS[row.fate]) if row.is_ticked else _("Not taken")
        texts = {
            Column.NAME: words.name,
            Column.DETAILS: words.details,
            Column.POINT: words.point,
            Column.ORIGIN: words.origin,
        }
        return texts[column]

    def _colour(self, row: _Row, column: Column) -> QColor | None:
        colours = self._theme.colours
        if not row.is_ticked:
            return QColor(colours.quiet)
        if column is Column.DETAILS and row.entry.remark:
            return QColor(colours.care)
        if column in (Column.POINT, Column.ORIGIN):
            return QColor(colours.quiet)
        return None

    def _tell_changed(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.chosen_changed.emit()
