"""The list of days, in which visits are dragged; it says where a visit would be dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView

from tourplanner.domain.site import SiteId
from tourplanner.gui.models.itinerary_model import MIME_SITE, ItineraryModel
from tourplanner.gui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPaintEvent

EDGE_WIDTH = 3


class DaysView(QListView):
    """A drop puts the visit before the row whose upper half, behind whose lower half it meets."""

    drop_considered = Signal(str, int, int, object)
    """Site, 0-based day, 0-based position among that day's other visits, point on the screen."""
    drag_ended = Signal()

    def __init__(self, model: ItineraryModel, theme: Theme) -> None:
        super().__init__()
        self._rows = model
        self._theme = theme
        self._edge: int | None = None
        self.setModel(model)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Tell where the visit would go."""
        super().dragMoveEvent(event)
        site = _site_in(event.mimeData())
        if not site or not self._rows.rowCount():
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        point = event.position().toPoint()
        target = self._target(point)
        self._show_edge(target)
        day, position = self._rows.place_before(SiteId(site), target)
        self.drop_considered.emit(site, day, position, self.viewport().mapToGlobal(point))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The visit is dragged elsewhere."""
        super().dragLeaveEvent(event)
        self._end()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move; the plan then shows it."""
        self._end()
        target = self._target(event.position().toPoint())
        action = Qt.DropAction.MoveAction
        self._rows.dropMimeData(event.mimeData(), action, target, 0, QModelIndex())
        event.accept()

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag until the button is let go; what is dragged stands in the words beside the pointer.

        Nothing is taken out of the list: the plan that follows shows where the visit went.
        """
        indexes = self.selectedIndexes()
        if not indexes or not self._rows.flags(indexes[0]) & Qt.ItemFlag.ItemIsDragEnabled:
            return
        drag = QDrag(self)
        drag.setMimeData(self._rows.mimeData(indexes))
        nothing = QPixmap(1, 1)
        nothing.fill(Qt.GlobalColor.transparent)
        drag.setPixmap(nothing)
        drag.exec(Qt.DropAction.MoveAction)
        self._end()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line where the visit would go."""
        super().paintEvent(event)
        if self._edge is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(self._theme.colours.accent), EDGE_WIDTH))
        y = max(self._edge, EDGE_WIDTH // 2 + 1)
        painter.drawLine(QPointF(0, y), QPointF(self.viewport().width(), y))

    def _target(self, point: QPoint) -> int:
        """The row before which a drop at `point` puts the visit."""
        index = self.indexAt(point)
        if not index.isValid():
            return self._rows.rowCount()
        is_above = point.y() < self.visualRect(index).center().y()
        return index.row() if is_above else index.row() + 1

    def _show_edge(self, target: int) -> None:
        last = self._rows.rowCount() - 1
        row = self._rows.index(min(target, last))
        box = self.visualRect(row)
        edge = box.bottom() + 1 if target > last else box.top()
        if edge != self._edge:
            self._edge = edge
            self.viewport().update()

    def _end(self) -> None:
        self._edge = None
        self.viewport().update()
        self.drag_ended.emit()


def _site_in(data: QMimeData) -> str:
    return bytes(data.data(MIME_SITE).data()).decode()
