"""The map without a web engine: a drawing of the plan, day by day."""

from __future__ import annotations

import logging

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tourplanner.domain.roadbook import Roadbook
from tourplanner.i18n import _
from tourplanner.mapping.paper_frame import MM_PER_PX
from tourplanner.mapping.style import LIGHT, Palette
from tourplanner.mapping.tiles import PackSource
from tourplanner.mapping.wording import day_text

REDRAW_MS = 120
LEAST_MM = 40.0

logger = logging.getLogger(__name__)


class _Face(QWidget):
    """Paints an SVG document over its whole face."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(self)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to paint."""
        return not self._renderer.isValid()

    def show_drawing(self, text: str) -> None:
        """Paint this document from now on."""
        if not self._renderer.load(QByteArray(text.encode())):
            logger.error("the drawing of the map cannot be shown")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fit the drawing into the widget, at its own proportions."""
        size = QSize(self._renderer.defaultSize())
        if size.isEmpty():
            return
        size.scale(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - size.width()) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(left, 0, size.width(), size.height()))


class DrawnMap(QWidget):
    """Says what the map is waiting for; or draws the plan when there is no other map."""

    reload_asked = Signal()
    drawn = Signal()
    """What was last asked for stands on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book: Roadbook | None = None
        self._pack: PackSource | None = None
        self._palette = LIGHT
        self.is_drawn = False
        self.setAutoFillBackground(True)
        self._message = QLabel()
        self._message.setWordWrap(True)
        self.reload = QPushButton(_("Reload the map"))
        self.reload.setAccessibleName(_("Reload the map"))
        self.reload.clicked.connect(self.reload_asked)
        self._days = QComboBox()
        self._days.setAccessibleName(_("Day on the map"))
        self._days.currentIndexChanged.connect(self._redraw_soon)
        self._sheet = _Face()
        self._sheet.setAccessibleName(_("Map"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self._redraw)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._message, 1)
        head.addWidget(self._days)
        head.addWidget(self.reload)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._sheet, 1)
        self.say("")

    def say(self, text: str) -> None:
        """Only a message: the map is on its way."""
        self.is_drawn = False
        self._message.setText(text)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self._days, self.reload, self._sheet):
            widget.hide()

    def put_away(self) -> None:
        """The real map is there."""
        self.is_drawn = False
        self.reload.hide()

    def draw(
        self, book: Roadbook | None, pack: PackSource | None, palette: Palette, *, is_wished: bool
    ) -> None:
        """Draw the plan, and say why it is a drawing: wished for, or for want of the moving map."""
        self.is_drawn = True
        self._book, self._pack, self._palette = book, pack, palette
        self._message.setText(
            _("This is a drawing, as was wished for.")
            if is_wished
            else _("This is a drawing: the moving map could not be started.")
        )
        self._message.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._offer_days()
        self.reload.setVisible(not is_wished)
        self._sheet.setVisible(book is not None)
        self._redraw_soon()

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """The keyboard goes to what can be done here."""
        first = self._days if self._days.isVisible() else self.reload
        if first.isVisible():
            first.setFocus(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A drawing is made for its size: letters stay legible."""
        super().resizeEvent(event)
        if self.is_drawn:
            self._redraw_soon()

    def _offer_days(self) -> None:
        days = self._book.days if self._book is not None else ()
        texts = [_("All days"), *(day_text(day) for day in days)]
        self._days.setVisible(len(days) > 1)
        if texts == [self._days.itemText(n) for n in range(self._days.count())]:
            return
        self._days.blockSignals(True)
        self._days.clear()
        self._days.addItems(texts)
        self._days.blockSignals(False)

    def _redraw_soon(self) -> None:
        self._timer.start()

    def _redraw(self) -> None:
        if not self.is_drawn:
            return
        if self._book is not None:
            self._sheet.show_drawing(self._drawing(self._book))
        self.drawn.emit()

    def _drawing(self, book: Roadbook) -> str:
        from tourplanner.mapping.svg_map import Sheet, svg_map  # geometry: only when needed

        day = self._days.currentIndex()
        paper = Sheet(
            width_mm=max(LEAST_MM, self._sheet.width() * MM_PER_PX),
            height_mm=max(LEAST_MM, self._sheet.height() * MM_PER_PX),
            days=(day,) if day > 0 else None,
            has_key=False,
            palette=self._palette,
            page=self._palette.paper,
        )
        return svg_map(book, paper, pack=self._pack).text
