"""The sites left out, each with its reason."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from tourplanner.domain.itinerary import ReasonKind
from tourplanner.domain.roadbook import Roadbook, RoadLeftOut
from tourplanner.domain.site import SiteId
from tourplanner.gui.models.sites_model import NO_PARENT, Index
from tourplanner.i18n import _

LAST = (ReasonKind.EXCLUDED, ReasonKind.NO_INTEREST, ReasonKind.NOT_A_SIGHT)


class LeftOutRole(IntEnum):
    """Roles beside Qt's own."""

    SITE = Qt.ItemDataRole.UserRole + 1
    ROW = Qt.ItemDataRole.UserRole + 2


class LeftOutModel(QAbstractListModel):
    """Left-out sites: what was asked for first, then what a small change would admit."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[RoadLeftOut, ...] = ()

    def show_roadbook(self, book: Roadbook | None) -> None:
        """List what `book` leaves out."""
        self.beginResetModel()
        self._rows = tuple(sorted(book.left_out, key=_rank)) if book is not None else ()
        self.endResetModel()

    def index_of(self, site: SiteId) -> QModelIndex:
        """Where `site` stands; invalid when it is not left out."""
        for number, row in enumerate(self._rows):
            if row.entry.site == site:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Number of sites."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The site's name, name with reason for a screen reader, or the values of LeftOutRole."""
        if not index.isValid() or not index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.names.first
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.names.first}. {left_out_text(row)}"
        if role == LeftOutRole.SITE:
            return row.entry.site
        if role == LeftOutRole.ROW:
            return row
        return None


def left_out_text(row: RoadLeftOut) -> str:
    """The reason in full; what was asked for says so first."""
    return _("You asked for it. {reason}").format(reason=row.why) if row.is_demanded else row.why


def _rank(row: RoadLeftOut) -> int:
    """What was asked for comes first, what nobody wants last."""
    if row.is_demanded:
        return -1
    kind = row.entry.reason.kind
    return LAST.index(kind) + 1 if kind in LAST else 0
