"""How a left-out site looks: hollow mark, names, and the reason in full."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from tourplanner.domain.roadbook import RoadLeftOut
from tourplanner.gui.models.left_out_model import LeftOutRole, left_out_text
from tourplanner.gui.painting import (
    GAP,
    KEPT_TEXTS,
    MARGIN,
    draw_ground,
    draw_names,
    line_height,
    medium,
    smaller,
)
from tourplanner.gui.theme import Theme
from tourplanner.mapping.style import kind_icon

ICON = 20
WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)


class LeftOutDelegate(QStyledItemDelegate):
    """The reason is wrapped, never cut."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the reason needs."""
        row = index.data(LeftOutRole.ROW)
        why = left_out_text(row) if isinstance(row, RoadLeftOut) else ""
        width = self._view.viewport().width()
        height = _wrapped_height(
            why, smaller(option.font), max(width - 2 * MARGIN - ICON - GAP, 80)
        )
        return QSize(width, line_height(option.font) + height + 16)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        row = index.data(LeftOutRole.ROW)
        if not isinstance(row, RoadLeftOut):
            return
        colours = self._theme.colours
        draw_ground(painter, option, colours)
        painter.save()
        box = option.rect
        line = line_height(option.font)
        ratio = painter.device().devicePixelRatioF()
        tone = colours.wrong if row.is_demanded else colours.quiet
        name = kind_icon(row.site.kind) if row.site is not None else "map-pin"
        name = "alert-triangle" if row.is_demanded else name
        icon = self._theme.pixmap(name, tone, ICON, ratio)
        painter.drawPixmap(box.left() + MARGIN, box.top() + 7, icon)
        left = box.left() + MARGIN + ICON + GAP
        upper = QRect(left, box.top() + 7, box.right() - MARGIN - left, line)
        draw_names(painter, upper, row.names.first, row.names.second, colours, medium(option.font))
        painter.setFont(smaller(option.font))
        painter.setPen(QColor(tone))
        lower = QRect(left, upper.bottom() + 3, upper.width(), box.bottom() - upper.bottom() - 6)
        painter.drawText(lower, WRAPPED, left_out_text(row))
        painter.restore()


@lru_cache(KEPT_TEXTS)
def _wrapped_height(text: str, font: QFont, width: int) -> int:
    """How high `text` is in lines of `width`; all rows are asked whenever the list changes."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), WRAPPED, text).height()
