"""The plan as a list of days, stops and legs."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, Qt, Signal

from tourplanner.bootstrap import tariff_of
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import SiteId
from tourplanner.domain.taxi_fare import TaxiTariff, fare_of
from tourplanner.gui.models.itinerary_rows import DayRow, LegRow, Row, StopRow, rows_of
from tourplanner.gui.models.sites_model import NO_PARENT, Index
from tourplanner.mapping.wording import with_fare

MIME_SITE = "application/x-tourplanner-site"


class ItineraryRole(IntEnum):
    """Roles beside Qt's own."""

    SITE = Qt.ItemDataRole.UserRole + 1
    ROW = Qt.ItemDataRole.UserRole + 2
    DAY = Qt.ItemDataRole.UserRole + 3


class ItineraryModel(QAbstractListModel):
    """The rows of a roadbook; a visit dropped elsewhere is asked to move, not moved here."""

    move_asked = Signal(str, int, int)
    """Site, 0-based day, 0-based position among that day's other visits."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._tariff: TaxiTariff | None = None

    def show_roadbook(self, book: Roadbook | None) -> None:
        """List `book`; None lists nothing."""
        self.beginResetModel()
        self._rows = rows_of(book) if book is not None else ()
        self._tariff = tariff_of(book.city.id) if book is not None else None
        self.endResetModel()

    def row_at(self, index: Index) -> Row | None:
        """The row at `index`, None when there is none."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def index_of(self, site: SiteId) -> QModelIndex:
        """Where the visit of `site` stands; invalid when it is not planned."""
        for number, row in enumerate(self._rows):
            if isinstance(row, StopRow) and row.site == site:
                return self.index(number)
        return QModelIndex()

    def index_of_day(self, day: int) -> QModelIndex:
        """Where the head of a day (0-based) stands; invalid when there is none."""
        for number, row in enumerate(self._rows):
            if isinstance(row, DayRow) and row.day == day:
                return self.index(number)
        return QModelIndex()

    def leg_before(self, index: Index) -> LegRow | None:
        """The leg at `index`, or the one that ends at the stop there; None when there is none."""
        for row in reversed(self._rows[: index.row() + 1] if index.isValid() else ()):
            if isinstance(row, LegRow):
                return row
            is_break = isinstance(row, StopRow) and row.stop.stop.place is None
            is_current = row is self._rows[index.row()]
            if isinstance(row, DayRow) or not (is_break or is_current):
                return None
        return None

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row's words, or the values of ItineraryRole."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, LegRow):
                return with_fare(row.text, fare_of(row.leg, self._tariff))
            return row.text
        if role == ItineraryRole.ROW:
            return row
        if role == ItineraryRole.DAY:
            return row.day
        if role == ItineraryRole.SITE:
            return row.site if isinstance(row, StopRow) else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be reached by key; visits can be dragged, everything takes a drop."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.row_at(index)
        if isinstance(row, StopRow) and row.site is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """A visit is moved, never doubled."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """What is dragged: the id of a site."""
        return [MIME_SITE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The id of the site dragged."""
        data = QMimeData()
        sites = [row.site for row in map(self.row_at, indexes) if isinstance(row, StopRow)]
        data.setData(MIME_SITE, (sites[0] or "").encode() if sites else b"")
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the move; False, so that the view takes nothing away by itself."""
        site = bytes(data.data(MIME_SITE).data()).decode()
        if action is not Qt.DropAction.MoveAction or not site:
            return False
        target = row if row >= 0 else parent.row() + 1 if parent.isValid() else len(self._rows)
        if self._rows:
            self.move_asked.emit(site, *self.place_before(SiteId(site), target))
        return False

    def place_before(self, site: SiteId, target: int) -> tuple[int, int]:
        """Day and position that row number `target` stands for, not counting `site` itself."""
        above = self._rows[: max(target, 1)]
        day = above[-1].day
        start = next(n for n, row in enumerate(above) if isinstance(row, DayRow) and row.day == day)
        before = [
            row
            for row in above[start:]
            if isinstance(row, StopRow) and row.site not in (None, site)
        ]
        return day, len(before)
