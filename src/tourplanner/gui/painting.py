"""What every painted row shares: ground, focus ring, lines of text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tourplanner.gui.stylesheet import mixed
from tourplanner.mapping.style import Palette

MARGIN = 12
GAP = 8


def draw_ground(painter: QPainter, option: QStyleOptionViewItem, colours: Palette) -> None:
    """The row's ground: plain, hovered, selected, and ringed where the keyboard is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    state = option.state
    box = QRectF(option.rect)
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, QColor(mixed(colours.accent, colours.card, 0.14)))
        painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(colours.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, QColor(mixed(colours.accent, colours.card, 0.06)))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
    painter.restore()


def draw_line(
    painter: QPainter,
    box: QRect,
    text: str,
    colour: str,
    font: QFont,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """One line of text, cut with an ellipsis when too long; the width it took."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(box, int(align | Qt.AlignmentFlag.AlignVCenter), shown)
    return metrics.horizontalAdvance(shown)


def draw_names(
    painter: QPainter, box: QRect, name: str, second: str | None, colours: Palette, font: QFont
) -> None:
    """A name in ink, the local one behind it in quiet where there is room."""
    taken = draw_line(painter, box, name, colours.ink, font)
    rest = box.adjusted(taken + GAP, 0, 0, 0)
    plain = QFont(font)
    plain.setWeight(QFont.Weight.Normal)
    if second and rest.width() > QFontMetrics(plain).horizontalAdvance(second[:2]):
        draw_line(painter, rest, second, colours.quiet, plain)


def tabular(font: QFont) -> QFont:
    """`font` with figures of equal width, for times and distances."""
    figures = QFont(font)
    figures.setFeature(QFont.Tag("tnum"), 1)
    return figures


def medium(font: QFont) -> QFont:
    """`font` a little heavier."""
    heavier = QFont(font)
    heavier.setWeight(QFont.Weight.DemiBold)
    return heavier


def smaller(font: QFont) -> QFont:
    """`font` for second lines."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.92)
    return small
