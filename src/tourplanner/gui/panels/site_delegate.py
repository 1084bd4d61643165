"""How a row of the site list looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from tourplanner.domain.preferences import Priority
from tourplanner.gui.marks import draw_mark
from tourplanner.gui.models.sites_model import FoundSite, SiteRole, SiteState
from tourplanner.gui.painting import (
    GAP,
    MARGIN,
    draw_ground,
    draw_line,
    draw_names,
    line_height,
    medium,
    smaller,
)
from tourplanner.gui.theme import Theme
from tourplanner.i18n import _
from tourplanner.mapping.style import kind_icon

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

ICON = 20
MARK = 20
WISH_SIGNS = {
    Priority.REQUIRED: ("must_see", "accent"),
    Priority.PREFERRED: ("star", "accent"),
    Priority.EXCLUDED: ("x", "wrong"),
}
"""Icon and colour role."""


class SiteDelegate(QStyledItemDelegate):
    """Kind icon, both names, hours; at the right what the tour makes of the site."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of text, with air."""
        line = line_height(option.font)
        return QSize(200, 2 * line + 14)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        found, state = index.data(SiteRole.FOUND), index.data(SiteRole.STATE)
        if not isinstance(found, FoundSite) or not isinstance(state, SiteState):
            return
        colours = self._theme.colours
        draw_ground(painter, option, colours)
        painter.save()
        if state.wish is Priority.EXCLUDED:
            painter.setOpacity(0.55)
        row = option.rect
        ratio = painter.device().devicePixelRatioF()
        icon = self._theme.pixmap(kind_icon(found.site.kind), colours.quiet, ICON, ratio)
        painter.drawPixmap(row.left() + MARGIN, row.center().y() - ICON // 2 + 1, icon)
        right = row.right() - MARGIN
        right = self._draw_state(painter, row, right, state, ratio)
        left = row.left() + MARGIN + ICON + GAP
        line = line_height(option.font)
        top = row.top() + (row.height() - 2 * line - 2) // 2
        upper = QRect(left, top, right - left, line)
        lower = QRect(left, top + line + 2, right - left, line)
        names = found.site.names
        draw_line(painter, upper, names.first, colours.ink, medium(option.font))
        small = smaller(option.font)
        said = found.hours
        if found.site.is_own:
            said = _("{hours} · your own entry").format(hours=said)
        if names.second:
            draw_names(painter, lower, names.second, said, colours, small)
        else:
            draw_line(painter, lower, said, colours.quiet, small)
        painter.restore()

    def _draw_state(
        self, painter: QPainter, row: QRect, right: int, state: SiteState, ratio: float
    ) -> int:
        """Marks from the right edge inwards; where the text has to end."""
        middle = row.center().y() + 1
        if state.day is not None:
            box = QRectF(right - MARK, middle - MARK / 2, MARK, MARK)
            draw_mark(painter, box, state.day, state.number, self._theme.colours)
            right -= MARK + GAP
        if state.wish in WISH_SIGNS:
            name, role = WISH_SIGNS[state.wish]
            colour = getattr(self._theme.colours, role)
            pixmap = self._theme.pixmap(name, colour, 16, ratio)
            painter.drawPixmap(right - 16, middle - 8, pixmap)
            right -= 16 + GAP
        return right
