"""The table of things found: ticked with space, what becomes of one chosen in its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from tourplanner.gui.importing.entries_model import (
    FATES_ROLE,
    KIND_ROLE,
    Column,
    EntriesModel,
)
from tourplanner.gui.importing.entry_words import Kind
from tourplanner.gui.painting import tabular
from tourplanner.gui.theme import Theme
from tourplanner.i18n import _
from tourplanner.usecases.import_entries import FATE_LABELS

WIDTHS = {Column.NAME: 208, Column.FATE: 124, Column.POINT: 140, Column.ORIGIN: 112}
NARROW_WIDTHS = {Column.NAME: 140, Column.FATE: 112, Column.POINT: 142, Column.ORIGIN: 46}
NARROW_BELOW = 760
ARROW = 14
if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent

Index = QModelIndex | QPersistentModelIndex


class _OfOneKind(QSortFilterProxyModel):
    """The rows of one kind whose words hold a text."""

    def __init__(self, model: EntriesModel) -> None:
        super().__init__()
        self.setSourceModel(model)
        self._kind = Kind.PLACE
        self._text = ""

    def narrow(self, kind: Kind, text: str) -> None:
        self._kind, self._text = kind, text.casefold()
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Whether it is of the kind, and speaks of the text."""
        model = self.sourceModel()
        if model.index(source_row, 0).data(KIND_ROLE) != self._kind:
            return False
        columns = (Column.NAME, Column.DETAILS)
        return any(
            self._text in str(model.index(source_row, column).data()).casefold()
            for column in columns
        )


class _FateDelegate(QStyledItemDelegate):
    """A cell with a choice shows an arrow and opens as a drop-down."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The words, and an arrow where there is more than one."""
        super().paint(painter, option, index)
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        ratio = self._view.devicePixelRatioF()
        colour = self._theme.colours.quiet
        arrow = self._theme.pixmap("chevron-down", colour, ARROW, ratio)
        box = option.rect
        top = box.center().y() - ARROW // 2
        painter.drawPixmap(box.right() - ARROW - 8, top, arrow)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list of what it can become."""
        box = QComboBox(parent)
        box.setAccessibleName(_("Becomes"))
        for fate in index.data(FATES_ROLE):
            box.addItem(_(FATE_LABELS[fate]), fate)
        box.activated.connect(lambda _index: self._finish(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What it becomes now."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
            editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Keep what was chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)

    def _finish(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


class _CutLeft(QStyledItemDelegate):
    """Of a file and a row, the row is always seen."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The ellipsis stands before the rest."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class EntriesTable(QTreeView):
    """Shows one kind at a time."""

    def __init__(self, model: EntriesModel, theme: Theme) -> None:
        super().__init__()
        self._entries = model
        self._shown = _OfOneKind(model)
        self._is_narrow: bool | None = None
        self.setObjectName("ticks")
        self.setProperty("roomy", True)
        self.setAccessibleName(_("What was found"))
        self.setModel(self._shown)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setSortingEnabled(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._delegate = _FateDelegate(theme, self)
        self.setItemDelegateForColumn(Column.FATE, self._delegate)
        self._cut_left = _CutLeft(self)
        self.setItemDelegateForColumn(Column.ORIGIN, self._cut_left)
        self.setFont(tabular(self.font()))
        self.clicked.connect(self._follow_click)
        header = self.header()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(Column.DETAILS, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(64)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window what is known keeps room."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW_BELOW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for column, width in (NARROW_WIDTHS if is_narrow else WIDTHS).items():
                self.setColumnWidth(column, width)

    def show_kind(self, kind: Kind, text: str = "") -> None:
        """List the things of `kind` that speak of `text`."""
        self._shown.narrow(kind, text)
        is_place = kind is Kind.PLACE
        self.setColumnHidden(Column.POINT, kind not in (Kind.PLACE, Kind.BOOKING))
        self.setColumnHidden(Column.ORIGIN, not is_place and kind is not Kind.BOOKING)
        self.setColumnHidden(Column.FATE, kind is Kind.PERSON)

    def tick_shown(self, *, is_ticked: bool) -> None:
        """Tick all that is listed now, or none of it."""
        rows = [
            self._shown.mapToSource(self._shown.index(row, 0)).row()
            for row in range(self._shown.rowCount())
        ]
        self._entries.tick(rows, is_ticked=is_ticked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks all that is selected; Enter opens the choice."""
        if event.key() == Qt.Key.Key_Space:
            self._toggle_selected()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_choice(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _toggle_selected(self) -> None:
        indexes = self.selectionModel().selectedRows(Column.NAME)
        rows = [self._shown.mapToSource(index).row() for index in indexes]
        checked = Qt.CheckState.Checked
        role = Qt.ItemDataRole.CheckStateRole
        is_ticked = any(index.data(role) not in (None, checked) for index in indexes)
        self._entries.tick(rows, is_ticked=is_ticked)

    def _follow_click(self, index: QModelIndex) -> None:
        if index.column() == Column.FATE:
            self._open_choice(index)

    def _open_choice(self, index: QModelIndex) -> None:
        cell = index.siblingAtColumn(Column.FATE)
        if cell.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(cell)
