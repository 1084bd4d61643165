"""The list of days, which says where a dragged visit would be dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView

from tourplanner.domain.site import SiteId
from tourplanner.gui.models.itinerary_model import MIME_SITE, ItineraryModel

if TYPE_CHECKING:
    from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent


class DaysView(QListView):
    """Visits are dragged within it."""

    drop_considered = Signal(str, int, int, object)
    """Site, 0-based day, 0-based position among that day's other visits, point on the screen."""
    drag_ended = Signal()

    def __init__(self, model: ItineraryModel) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Tell where the visit would go."""
        super().dragMoveEvent(event)
        site = bytes(event.mimeData().data(MIME_SITE).data()).decode()
        if event.isAccepted() and site and self._rows.rowCount():
            point = event.position().toPoint()
            day, position = self._rows.place_before(SiteId(site), self._target(point))
            where = self.viewport().mapToGlobal(point)
            self.drop_considered.emit(site, day, position, where)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The visit is dragged elsewhere."""
        super().dragLeaveEvent(event)
        self.drag_ended.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """The visit was dropped here."""
        self.drag_ended.emit()
        super().dropEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag until the button is let go, here or anywhere."""
        super().startDrag(actions)
        self.drag_ended.emit()

    def _target(self, point: QPoint) -> int:
        """The row before which a drop at `point` puts the visit."""
        index = self.indexAt(point)
        if not index.isValid():
            return self._rows.rowCount()
        is_above = self.dropIndicatorPosition() is self.DropIndicatorPosition.AboveItem
        return index.row() if is_above else index.row() + 1
