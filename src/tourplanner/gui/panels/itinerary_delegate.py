"""How the rows of the itinerary look: one rail a day, times to its left, words to its right."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.time_window import clock
from tourplanner.domain.travel import TravelMode
from tourplanner.gui import words
from tourplanner.gui.marks import break_icon, draw_mark, rail_colour
from tourplanner.gui.models.itinerary_model import ItineraryRole
from tourplanner.gui.models.itinerary_rows import DayRow, LegRow, StopRow
from tourplanner.gui.painting import (
    GAP,
    MARGIN,
    draw_ground,
    draw_line,
    draw_names,
    line_height,
    medium,
    smaller,
    tabular,
    text_width,
)
from tourplanner.gui.panels.row_signs import (
    SIGN,
    Sign,
    sign_at,
    sign_box,
    signs_left,
    signs_of,
)
from tourplanner.gui.theme import Theme, heading_font
from tourplanner.i18n import _
from tourplanner.mapping.wording import span_text

MARK = 22
ICON = 16
STALE_OPACITY = 0.45
DASH = [2.5, 2.5]
MODE_ICONS = {
    TravelMode.WALK: "footprints",
    TravelMode.E_BIKE: "bike",
    TravelMode.TAXI: "car",
}


class ItineraryDelegate(QStyledItemDelegate):
    """Draws days, stops and legs; all of them pale while the plan is stale."""

    sign_clicked = Signal(str)
    """The action that a sign of the current row stands for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.is_stale = False

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Heights by kind of row; the width is the view's."""
        line = line_height(option.font)
        row = index.data(ItineraryRole.ROW)
        if isinstance(row, DayRow):
            return QSize(200, 2 * line + 16)
        if isinstance(row, StopRow) and row.stop.stop.kind is StopKind.VISIT:
            return QSize(200, 2 * line + 14)
        return QSize(200, line + (14 if isinstance(row, StopRow) else 8))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        row = index.data(ItineraryRole.ROW)
        draw_ground(painter, option, self._theme.colours)
        painter.save()
        if self.is_stale:
            painter.setOpacity(STALE_OPACITY)
        if isinstance(row, DayRow):
            self._draw_day(painter, option, row)
        elif isinstance(row, StopRow):
            self._draw_stop(painter, option, row)
        elif isinstance(row, LegRow):
            self._draw_leg(painter, option, row)
        painter.restore()

    def _draw_day(self, painter: QPainter, option: QStyleOptionViewItem, row: DayRow) -> None:
        colours, box = self._theme.colours, option.rect
        if row.day:
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(
                box.left() + MARGIN, box.top() + 4, box.right() - MARGIN, box.top() + 4
            )
        line = self._sign_line(option, row)
        text = line.adjusted(MARGIN, 0, 0, 0)
        text.setRight(self._draw_signs(painter, option, line, row))
        mark = QRectF(text.left(), text.center().y() - 7, 14, 14)
        draw_mark(painter, mark, row.day, None, colours)
        text = text.adjusted(14 + GAP, 0, 0, 0)
        summary = words.day_summary(row.road_day)
        small = tabular(smaller(option.font))
        room = text_width(summary, small)
        right = Qt.AlignmentFlag.AlignRight
        draw_line(painter, text, summary, colours.quiet, small, right)
        text.setRight(text.right() - room - GAP)
        head = heading_font(option.font, 1.25)
        taken = draw_line(painter, text, words.day_title(row.road_day), colours.ink, head)
        if row.road_day.holiday:
            rest = text.adjusted(taken + GAP, 0, 0, 0)
            draw_line(painter, rest, row.road_day.holiday, colours.care, small)

    def _draw_stop(self, painter: QPainter, option: QStyleOptionViewItem, row: StopRow) -> None:
        stop, box = row.stop.stop, option.rect
        self._draw_rail(painter, option, row)
        if stop.kind is StopKind.VISIT:
            self._draw_visit(painter, option, row)
            return
        colours = self._theme.colours
        time = stop.start_min if row.is_last or stop.kind is StopKind.BREAK else stop.end_min
        self._draw_time(painter, option, box, clock(time))
        name = break_icon(stop) if stop.kind is StopKind.BREAK else "bed"
        self._draw_rail_icon(painter, option, box, name)
        text = row.stop.names.first
        if stop.kind is StopKind.BREAK:
            minutes = span_text(stop.end_min - stop.start_min)
            text = _("{name} · {minutes}").format(name=text, minutes=minutes)
        draw_line(painter, self._text_box(option, box), text, colours.quiet, option.font)

    def _draw_visit(self, painter: QPainter, option: QStyleOptionViewItem, row: StopRow) -> None:
        colours, box, stop = self._theme.colours, option.rect, row.stop.stop
        upper = self._sign_line(option, row)
        lower = upper.translated(0, upper.height() + 2)
        self._draw_time(painter, option, upper, clock(stop.start_min))
        self._draw_time(painter, option, lower, clock(stop.end_min), is_quiet=True)
        middle = self._rail(option)
        mark = QRectF(middle - MARK / 2, box.center().y() - MARK / 2 + 1, MARK, MARK)
        draw_mark(painter, mark, row.day, row.stop.number, colours)
        text = self._text_box(option, upper)
        text.setRight(self._draw_signs(painter, option, upper, row))
        draw_names(
            painter, text, row.stop.names.first, row.stop.names.second, colours, medium(option.font)
        )
        small = smaller(option.font)
        second = self._text_box(option, lower)
        edge = second.left()
        facts = (span_text(stop.end_min - stop.start_min), *words.stop_notes(row.stop))
        for texts, colour in (
            (facts, colours.quiet),
            (words.stop_doubts(row.stop), colours.care),
            (words.stop_records(row.stop), colours.quiet),
        ):
            for text in texts:
                joined = text if second.left() == edge else f" · {text}"
                taken = draw_line(painter, second, joined, colour, small)
                second.setLeft(second.left() + taken)

    def _draw_signs(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, row: DayRow | StopRow
    ) -> int:
        """What is fixed, at the right edge; where the text has to end."""
        signs = signs_of(row, is_active=_is_active(option))
        colours = self._theme.colours
        ratio = painter.device().devicePixelRatioF()
        for sign in signs:
            colour = colours.accent if sign.is_on else colours.quiet
            icon = self._theme.pixmap(sign.icon, colour, SIGN, ratio)
            painter.drawPixmap(sign_box(box, sign.slot).topLeft(), icon)
        return signs_left(box, signs)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A click on a sign asks for what it stands for."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            sign = self._sign_under(event.position().toPoint(), option, index)
            if sign is not None:
                self.sign_clicked.emit(sign.action)
                return True
        return super().editorEvent(event, model, option, index)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A sign says what a click on it does; the rest of the row says the row."""
        sign = self._sign_under(event.pos(), option, index)
        if event.type() == QEvent.Type.ToolTip and sign is not None:
            QToolTip.showText(event.globalPos(), sign.tip, view)
            return True
        return super().helpEvent(event, view, option, index)

    def _sign_under(
        self,
        point: QPoint,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> Sign | None:
        row = index.data(ItineraryRole.ROW)
        if not isinstance(row, DayRow | StopRow):
            return None
        return sign_at(signs_of(row, is_active=True), self._sign_line(option, row), point)

    def _sign_line(self, option: QStyleOptionViewItem, row: DayRow | StopRow) -> QRect:
        """The line of text that carries the row's signs."""
        box: QRect = option.rect
        if isinstance(row, DayRow):
            return box.adjusted(0, 10, 0, 0)
        line = line_height(option.font)
        top = box.top() + (box.height() - 2 * line - 2) // 2
        return QRect(box.left(), top, box.width(), line)

    def _draw_leg(self, painter: QPainter, option: QStyleOptionViewItem, row: LegRow) -> None:
        colours, box = self._theme.colours, option.rect
        self._draw_rail(painter, option, row)
        text = self._text_box(option, box)
        ratio = painter.device().devicePixelRatioF()
        icon = self._theme.pixmap(MODE_ICONS[row.leg.mode], colours.quiet, 14, ratio)
        painter.drawPixmap(text.left(), box.center().y() - 6, icon)
        text = text.adjusted(14 + GAP, 0, 0, 0)
        draw_line(painter, text, row.text, colours.quiet, tabular(smaller(option.font)))

    def _draw_rail(
        self, painter: QPainter, option: QStyleOptionViewItem, row: StopRow | LegRow
    ) -> None:
        """The line that joins a day's stops, dashed along estimated legs."""
        box, middle = option.rect, self._rail(option)
        pen = QPen(QColor(rail_colour(row.day, self._theme.colours)), 2)
        top, bottom = box.top(), box.bottom() + 1
        if isinstance(row, StopRow):
            top = box.center().y() if row.is_first else top
            bottom = box.center().y() if row.is_last else bottom
        is_estimated = row.leg.is_estimate if isinstance(row, LegRow) else row.is_estimated
        if is_estimated:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(DASH)
            pen.setDashOffset(top % (sum(DASH) * pen.width()) / pen.width())
        painter.setPen(pen)
        painter.drawLine(middle, top, middle, bottom)

    def _draw_rail_icon(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, name: str
    ) -> None:
        colours, middle = self._theme.colours, self._rail(option)
        ratio = painter.device().devicePixelRatioF()
        spot = QRectF(middle - 10, box.center().y() - 9, 20, 20)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.card))
        painter.drawEllipse(spot)
        painter.restore()
        icon = self._theme.pixmap(name, colours.quiet, ICON, ratio)
        painter.drawPixmap(middle - ICON // 2, box.center().y() - ICON // 2 + 1, icon)

    def _draw_time(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        box: QRect,
        text: str,
        *,
        is_quiet: bool = False,
    ) -> None:
        colours = self._theme.colours
        font = tabular(smaller(option.font) if is_quiet else option.font)
        column = QRect(box.left() + MARGIN, box.top(), self._time_width(option), box.height())
        colour = colours.quiet if is_quiet else colours.ink
        draw_line(painter, column, text, colour, font, Qt.AlignmentFlag.AlignRight)

    def _rail(self, option: QStyleOptionViewItem) -> int:
        """Where the rail runs."""
        left: int = option.rect.left()
        return left + MARGIN + self._time_width(option) + GAP + MARK // 2

    def _text_box(self, option: QStyleOptionViewItem, box: QRect) -> QRect:
        left = self._rail(option) + MARK // 2 + GAP + 2
        return QRect(left, box.top(), box.right() - MARGIN - left, box.height())

    def _time_width(self, option: QStyleOptionViewItem) -> int:
        return text_width("00:00", tabular(option.font)) + 2


def _is_active(option: QStyleOptionViewItem) -> bool:
    """Whether the row is selected or under the pointer."""
    active = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
    return bool(option.state & active)
