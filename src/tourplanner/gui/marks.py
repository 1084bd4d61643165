"""Drawing what tells one stop from another: shape, colour, number, icon."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tourplanner.domain.breaks import LUNCH
from tourplanner.domain.itinerary import Stop
from tourplanner.gui.painting import KEPT_FONTS
from tourplanner.gui.stylesheet import mixed
from tourplanner.mapping.style import (
    NUMBER_BASELINES,
    SHAPE_PATHS,
    DayStyle,
    Palette,
    Shape,
    day_style,
)

BOX = 24
NUMBER_UNITS = 11.5
RING_RADII = (11.4, 9.7)
SHAPE_SIZES = (1.0, 0.78, 0.72)
"""Of the shape within no, one or two rings."""
WHITE = QColor("#FFFFFF")
UNDER = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)


def draw_mark(
    painter: QPainter, box: QRectF, day: int, number: int | None, colours: Palette
) -> None:
    """The mark of day `day` (0-based) inside `box`, with a white number when there is one."""
    style = day_style(day)
    ratio = painter.device().devicePixelRatioF()
    pixmap = _mark(style, colours.edge, round(box.width() * ratio))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()))
    if number is not None:
        size = SHAPE_SIZES[style.rings]
        unit = box.height() / BOX * size
        pixels = max(round(NUMBER_UNITS * unit * (1.0 if number < 10 else 0.9)), 7)
        font, descent = _number_font(QFont(painter.font()), pixels)
        painter.setFont(font)
        painter.setPen(WHITE)
        top = box.top() + box.height() * (1 - size) / 2
        baseline = top + NUMBER_BASELINES[style.shape] * unit
        place = QRectF(box.left(), baseline - box.height(), box.width(), box.height() + descent)
        painter.drawText(place, UNDER, str(number))
    painter.restore()


def break_icon(stop: Stop) -> str:
    """Fork and knife for lunch, a clock for any other pause."""
    return "utensils" if stop.name == LUNCH else "clock"


def rail_colour(day: int, colours: Palette) -> str:
    """The day's colour for thin lines, lifted where the ground is dark."""
    return _lifted(day_style(day).colour, colours)


@cache
def _lifted(colour: str, colours: Palette) -> str:
    is_dark = QColor(colours.card).lightnessF() < 0.5
    return mixed(colour, colours.ink, 0.6) if is_dark else colour


@lru_cache(KEPT_FONTS)
def _number_font(font: QFont, pixels: int) -> tuple[QFont, int]:
    """Bold figures of that height, and how far they reach below their line."""
    bold = QFont(font)
    bold.setBold(True)
    bold.setPixelSize(pixels)
    return bold, QFontMetrics(bold).descent()


@cache
def _mark(style: DayStyle, edge: str, pixels: int) -> QPixmap:
    dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    rings = "".join(
        f'<circle cx="12" cy="12" r="{radius}" fill="none" stroke="{style.colour}" '
        f'stroke-width="1.1"{dash}/>'
        for radius in RING_RADII[: style.rings]
    )
    size = SHAPE_SIZES[style.rings]
    move = BOX / 2 * (1 - size)
    path = SHAPE_PATHS[Shape(style.shape)]
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'{rings}<path d="{path}" fill="{style.colour}" stroke="{edge}" stroke-width="1" '
        f'transform="translate({move:.2f} {move:.2f}) scale({size})"/>'
        "</svg>"
    )
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    return pixmap
