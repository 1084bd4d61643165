"""The days side by side, each block to scale, over the opening hours of the selected site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QScrollArea, QToolTip, QWidget

from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.domain.site import SiteId
from tourplanner.domain.time_window import TimeWindow, clock
from tourplanner.gui.marks import break_icon, draw_mark, rail_colour
from tourplanner.gui.models.itinerary_rows import StopRow
from tourplanner.gui.painting import GAP, MARGIN, draw_line, medium, smaller, tabular, text_width
from tourplanner.gui.panels.timeline_drag import Grip, edge_minute, position_at
from tourplanner.gui.stylesheet import mixed
from tourplanner.gui.theme import Theme
from tourplanner.gui.words import day_title
from tourplanner.i18n import _

ROW, HEAD, BLOCK, MARK = 28, 22, 22, 18
LEAST_NAME_WIDTH = 44
LEAST_MARK, SIGN = 14, 14
SHOWN_DAYS = 4
STALE_OPACITY = 0.45
PAUSE_MS = 12
"""The list of the same plan is drawn first; what the user does comes between."""

Windows = tuple[TimeWindow, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One stop as it is drawn."""

    box: QRectF
    day: int
    stop: RoadStop

    @property
    def text(self) -> str:
        """The stop in one line."""
        return StopRow(self.day, self.stop, is_first=False, is_last=False).text


@dataclass(frozen=True, slots=True)
class Scale:
    """From minutes after midnight to pixels."""

    first: int
    last: int
    left: int
    right: int

    def x(self, minute: int) -> float:
        """Where `minute` stands."""
        return self.left + (self.right - self.left) * (minute - self.first) / (
            self.last - self.first
        )

    def minute(self, x: float) -> float:
        """Which minute stands at `x`."""
        return self.first + (self.last - self.first) * (x - self.left) / (self.right - self.left)


class TimelineRows(QWidget):
    """One row a day; a click on a visit selects its site. All facts stand in the itinerary too."""

    site_selected = Signal(object)
    move_asked = Signal(str, int, int)
    """Site, 0-based day, 0-based position among that day's other visits."""
    drop_considered = Signal(str, int, int, object)
    """The same, and the point on the screen."""
    drag_ended = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grip: Grip | None = None
        self._days: tuple[RoadDay, ...] = ()
        self._hours: tuple[Windows, ...] = ()
        self._selected: SiteId | None = None
        self._is_stale = False
        self._blocks: tuple[Block, ...] = ()
        self._sheet: QPixmap | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.update)
        self._scale = Scale(540, 1080, MARGIN, MARGIN)
        self.setAccessibleName(_("Timeline"))
        self.setAccessibleDescription(_("The days to scale. The itinerary lists the same facts."))
        theme.changed.connect(self._follow_theme)

    def show_roadbook(self, book: Roadbook | None, *, is_stale: bool) -> None:
        """Draw the days of `book`."""
        days = book.days if book is not None else ()
        if (days, is_stale) == (self._days, self._is_stale):
            return
        self._is_stale = is_stale
        if len(days) != len(self._days):
            self.setFixedHeight(HEAD + ROW * len(days) + 4)
        self._days = days
        self._measure()
        self._pause.start()

    def show_selected(self, site: SiteId | None, hours: Sequence[Windows]) -> None:
        """Ring the visit of `site` and shade its opening hours of each day."""
        if (site, tuple(hours)) != (self._selected, self._hours):
            self._selected, self._hours = site, tuple(hours)
            self.update()

    def sizeHint(self) -> QSize:
        """Every day."""
        return QSize(480, HEAD + ROW * len(self._days) + 4)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Everything that takes time, as it is drawn now."""
        return self._blocks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The scale follows the width."""
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Hours, shaded opening, ways, then the blocks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.colours.card))
        painter.fillRect(0, 0, self.width(), 1, QColor(self._theme.colours.line))
        if not self._days:
            said = self.rect().adjusted(MARGIN, 0, -MARGIN, 0)
            text = _("The days stand here to scale once they are planned.")
            draw_line(painter, said, text, self._theme.colours.quiet, self.font())
            return
        self._draw_opening(painter)
        painter.drawPixmap(0, 0, self._sheet_for(painter.device().devicePixelRatioF()))
        if self._is_stale:
            painter.setOpacity(STALE_OPACITY)
        for block in self._blocks:
            if block.stop.stop.site is not None and block.stop.stop.site == self._selected:
                _draw_outline(painter, block, self._theme.colours.accent, 2)
        if self._grip is not None and self._grip.is_moving and self._grip.day is not None:
            self._draw_edge(painter, self._grip, self._grip.day)
        painter.setOpacity(1)
        self._draw_head(painter)

    def moveEvent(self, event: QMoveEvent) -> None:
        """The hours stay in sight when the rows are scrolled."""
        super().moveEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the visit under the pointer and hold it."""
        block = self._block_at(event.position())
        is_left = event.button() is Qt.MouseButton.LeftButton
        if block is not None and block.stop.stop.site is not None and is_left:
            self._grip = Grip(block.stop.stop.site, event.position())
            self.site_selected.emit(block.stop.stop.site)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the visit that is held."""
        grip, point = self._grip, event.position()
        if grip is None:
            return
        far = (point - grip.begun).manhattanLength() >= QApplication.startDragDistance()
        if not grip.is_moving and not far:
            return
        day = int((point.y() - HEAD) // ROW) if point.y() >= HEAD else -1
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self.rect().contains(point.toPoint()) and 0 <= day < len(self._days):
            place = position_at(self._days[day], self._scale.minute(point.x()), grip.site)
            self._grip = replace(grip, is_moving=True, day=day, position=place)
            where = event.globalPosition().toPoint()
            self.drop_considered.emit(grip.site, day, place, where)
        else:
            self._grip = replace(grip, is_moving=True, day=None)
            self.drag_ended.emit()
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Drop the visit; outside the rows it stays where it was."""
        grip, self._grip = self._grip, None
        self.unsetCursor()
        self.update()
        if grip is not None and grip.is_moving:
            self.drag_ended.emit()
            if grip.day is not None:
                self.move_asked.emit(grip.site, grip.day, grip.position)

    def event(self, event: QEvent) -> bool:
        """Tell what a block is when one points at it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            block = self._block_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), block.text if block else "", self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another font takes other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _sheet_for(self, ratio: float) -> QPixmap:
        """Everything but selection and opening hours, which change more often than the plan."""
        if self._sheet is None or self._sheet.devicePixelRatioF() != ratio:
            self._sheet = QPixmap(self.size() * ratio)
            self._sheet.setDevicePixelRatio(ratio)
            self._sheet.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._sheet)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            self._draw_lines(painter)
            if self._is_stale:
                painter.setOpacity(STALE_OPACITY)
            self._draw_days(painter)
            for block in self._blocks:
                self._draw_block(painter, block)
            painter.end()
        return self._sheet

    def _follow_theme(self) -> None:
        self._sheet = None
        self.update()

    def _block_at(self, point: QPointF) -> Block | None:
        return next((block for block in self._blocks if block.box.contains(point)), None)

    def _measure(self) -> None:
        """Fix the scale and the blocks until days or width change."""
        self._sheet = None
        starts = [day.stops[0].stop.start_min for day in self._days if day.stops]
        ends = [day.stops[-1].stop.end_min for day in self._days if day.stops]
        first = min(starts, default=540) // 60 * 60
        last = -(-max(ends, default=1080) // 60) * 60
        small = smaller(self.font())
        widest = max((text_width(day_title(day), small) for day in self._days), default=0)
        left = MARGIN + 14 + GAP + widest + GAP
        self._scale = Scale(first, max(last, first + 60), left, self.width() - MARGIN)
        self._blocks = tuple(
            self._block(number, stop)
            for number, day in enumerate(self._days)
            for stop in day.stops
            if stop.stop.kind is not StopKind.BASE
        )

    def _block(self, day: int, stop: RoadStop) -> Block:
        left, right = self._scale.x(stop.stop.start_min), self._scale.x(stop.stop.end_min)
        top = HEAD + ROW * day + (ROW - BLOCK) / 2
        return Block(QRectF(left, top, max(right - left, 3), BLOCK), day, stop)

    def _draw_opening(self, painter: QPainter) -> None:
        wash = QColor(mixed(self._theme.colours.good, self._theme.colours.card, 0.18))
        first, last = self._scale.first, self._scale.last
        for number, windows in enumerate(self._hours[: len(self._days)]):
            for window in windows:
                shown = window.clipped(first, last)
                if shown is not None:
                    left, right = self._scale.x(shown.start_min), self._scale.x(shown.end_min)
                    painter.fillRect(QRectF(left, HEAD + ROW * number, right - left, ROW), wash)

    def _hours_shown(self) -> range:
        first, last = self._scale.first, self._scale.last
        is_wide = (self._scale.x(first + 60) - self._scale.x(first)) > 44
        return range(first, last + 1, 60 if is_wide else 120)

    def _draw_lines(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._theme.colours.line), 1))
        for minute in self._hours_shown():
            x = self._scale.x(minute)
            painter.drawLine(QPointF(x, HEAD), QPointF(x, self.height()))

    def _draw_head(self, painter: QPainter) -> None:
        """The hours, above the first row that is in sight."""
        colours, top = self._theme.colours, max(0, -self.y())
        painter.fillRect(0, top, self.width(), HEAD, QColor(colours.card))
        painter.fillRect(0, top, self.width(), 1, QColor(colours.line))
        font, middle = tabular(smaller(self.font())), Qt.AlignmentFlag.AlignHCenter
        for minute in self._hours_shown():
            if minute < self._scale.last:
                box = QRect(round(self._scale.x(minute)) - 24, top + 2, 48, HEAD - 4)
                draw_line(painter, box, clock(minute), colours.quiet, font, middle)

    def _draw_days(self, painter: QPainter) -> None:
        colours = self._theme.colours
        for number, day in enumerate(self._days):
            middle = HEAD + ROW * number + ROW / 2
            draw_mark(painter, QRectF(MARGIN, middle - 7, 14, 14), number, None, colours)
            label = QRect(MARGIN + 14 + GAP, HEAD + ROW * number, self._scale.left, ROW)
            draw_line(painter, label, day_title(day), colours.ink, smaller(self.font()))
            if day.stops:
                pen = QPen(QColor(rail_colour(number, colours)), 2)
                if any(leg.is_estimate for leg in day.legs):
                    pen.setDashPattern([2.5, 2.5])
                painter.setPen(pen)
                start, end = day.stops[0].stop.end_min, day.stops[-1].stop.start_min
                painter.drawLine(
                    QPointF(self._scale.x(start), middle), QPointF(self._scale.x(end), middle)
                )

    def _draw_block(self, painter: QPainter, block: Block) -> None:
        colours, stop = self._theme.colours, block.stop.stop
        is_visit = stop.kind is StopKind.VISIT
        colour = rail_colour(block.day, colours) if is_visit else colours.quiet
        painter.setBrush(QColor(mixed(colour, colours.card, 0.16 if is_visit else 0.06)))
        _draw_outline(painter, block, colour, 1)
        inner = block.box.adjusted(3, 0, -3, 0)
        if is_visit:
            size = min(MARK, block.box.width() - 4)
            if size < LEAST_MARK:
                return
            left = inner.left() if size == MARK else block.box.center().x() - size / 2
            mark = QRectF(left, inner.center().y() - size / 2, size, size)
            draw_mark(painter, mark, block.day, block.stop.number, colours)
            inner.setLeft(mark.right() + 4)
        font = medium(smaller(self.font())) if is_visit else smaller(self.font())
        name = block.stop.names.first
        if not is_visit and text_width(name, font) > inner.width():
            self._draw_break_sign(painter, block)
        elif inner.width() >= LEAST_NAME_WIDTH or not is_visit:
            colour = colours.ink if is_visit else colours.quiet
            draw_line(painter, inner.toRect(), name, colour, font)

    def _draw_edge(self, painter: QPainter, grip: Grip, day: int) -> None:
        """Where the visit would be put."""
        painter.setPen(QPen(QColor(self._theme.colours.accent), 3))
        x = self._scale.x(edge_minute(self._days[day], grip.position, grip.site))
        top = HEAD + ROW * day
        painter.drawLine(QPointF(x, top + 1), QPointF(x, top + ROW - 1))

    def _draw_break_sign(self, painter: QPainter, block: Block) -> None:
        """In place of a name that there is no room for."""
        if block.box.width() >= SIGN:
            ratio = painter.device().devicePixelRatioF()
            sign = self._theme.pixmap(
                break_icon(block.stop.stop), self._theme.colours.quiet, SIGN, ratio
            )
            middle = block.box.center()
            painter.drawPixmap(QPointF(middle.x() - SIGN / 2, middle.y() - SIGN / 2), sign)


def _draw_outline(painter: QPainter, block: Block, colour: str, width: int) -> None:
    painter.setPen(QPen(QColor(colour), width))
    painter.drawRoundedRect(block.box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class Timeline(QScrollArea):
    """The rows of all days, at most four of them at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = TimelineRows(theme)
        self.setAccessibleName(_("Timeline"))
        self.setWidget(self.rows)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_roadbook(self, book: Roadbook | None, *, is_stale: bool) -> None:
        """Draw the days of `book` and take the room they need."""
        self.rows.show_roadbook(book, is_stale=is_stale)
        days = min(max(len(book.days) if book is not None else 0, 1), SHOWN_DAYS)
        self.setFixedHeight(HEAD + ROW * days + 4)
