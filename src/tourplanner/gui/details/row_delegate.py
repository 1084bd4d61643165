"""How an entry of the details looks in its list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from tourplanner.gui.details.section import Row
from tourplanner.gui.painting import (
    GAP,
    MARGIN,
    draw_ground,
    draw_line,
    draw_names,
    medium,
    smaller,
)
from tourplanner.gui.theme import Theme

ROW = Qt.ItemDataRole.UserRole
ICON = 16


class RowDelegate(QStyledItemDelegate):
    """Names above, what is known below; an icon at the left, a sign of care at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of text, with air."""
        return QSize(160, 2 * QFontMetrics(option.font).height() + 14)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        colours = self._theme.colours
        draw_ground(painter, option, colours)
        box: QRect = option.rect.adjusted(MARGIN, 6, -MARGIN, -6)
        if row.icon:
            self._draw_icon(painter, row.icon, colours.quiet, box.left(), box.center().y())
            box.setLeft(box.left() + ICON + GAP)
        if row.is_care:
            left = box.right() - ICON
            self._draw_icon(painter, "alert-triangle", colours.care, left, box.center().y())
            box.setRight(left - GAP)
        upper = QRect(box.left(), box.top(), box.width(), box.height() // 2)
        lower = upper.translated(0, box.height() - upper.height())
        if not row.line:
            upper = box
        draw_names(painter, upper, row.first, row.second, colours, medium(option.font))
        draw_line(painter, lower, row.line, colours.quiet, smaller(option.font))

    def _draw_icon(self, painter: QPainter, name: str, colour: str, left: int, middle: int) -> None:
        ratio = painter.device().devicePixelRatioF()
        icon = self._theme.pixmap(name, colour, ICON, ratio)
        painter.drawPixmap(left, middle - ICON // 2 + 1, icon)
