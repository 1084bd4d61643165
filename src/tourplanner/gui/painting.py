"""What every painted row shares: ground, focus ring, lines of text."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tourplanner.gui.stylesheet import mixed
from tourplanner.mapping.style import Palette

MARGIN = 12
GAP = 8
KEPT_FONTS = 64
KEPT_TEXTS = 4096
ALIGNED = {
    side: int(side | Qt.AlignmentFlag.AlignVCenter)
    for side in (
        Qt.AlignmentFlag.AlignLeft,
        Qt.AlignmentFlag.AlignHCenter,
        Qt.AlignmentFlag.AlignRight,
    )
}


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
    shown, width = fitted(text, font, max(box.width(), 0))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(box, ALIGNED[align], shown)
    return width


def draw_names(
    painter: QPainter, box: QRect, name: str, second: str | None, colours: Palette, font: QFont
) -> None:
    """A name in ink, the local one behind it in quiet where there is room."""
    taken = draw_line(painter, box, name, colours.ink, font)
    rest = box.adjusted(taken + GAP, 0, 0, 0)
    plain = normal(font)
    if second and rest.width() > text_width(second[:2], plain):
        draw_line(painter, rest, second, colours.quiet, plain)


# Rows are drawn over and over in the same few fonts: one made anew looks up its glyphs anew, and
# measuring a text shapes it as drawing does. What is kept has a font of its own as its key, since
# Qt lends that of a row for the moment.


def fitted(text: str, font: QFont, room: int) -> tuple[str, int]:
    """`text`, cut with an ellipsis where it is wider than `room`, and the width of that."""
    return _fitted(text, QFont(font), room)


def text_width(text: str, font: QFont) -> int:
    """How wide `text` is, uncut."""
    return _width(text, QFont(font))


def line_height(font: QFont) -> int:
    """How high a line of text is."""
    return _line_height(QFont(font))


def tabular(font: QFont) -> QFont:
    """`font` with figures of equal width, for times and distances."""
    return _tabular(QFont(font))


def medium(font: QFont) -> QFont:
    """`font` a little heavier."""
    return _weighed(QFont(font), QFont.Weight.DemiBold)


def normal(font: QFont) -> QFont:
    """`font` in its plain weight."""
    return _weighed(QFont(font), QFont.Weight.Normal)


def smaller(font: QFont) -> QFont:
    """`font` for second lines."""
    return _smaller(QFont(font))


@lru_cache(KEPT_TEXTS)
def _fitted(text: str, font: QFont, room: int) -> tuple[str, int]:
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return shown, metrics.horizontalAdvance(shown)


@lru_cache(KEPT_TEXTS)
def _width(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


@lru_cache(KEPT_FONTS)
def _line_height(font: QFont) -> int:
    return QFontMetrics(font).height()


@lru_cache(KEPT_FONTS)
def _tabular(font: QFont) -> QFont:
    figures = QFont(font)
    figures.setFeature(QFont.Tag("tnum"), 1)
    return figures


@lru_cache(KEPT_FONTS)
def _weighed(font: QFont, weight: QFont.Weight) -> QFont:
    other = QFont(font)
    other.setWeight(weight)
    return other


@lru_cache(KEPT_FONTS)
def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.92)
    return small
