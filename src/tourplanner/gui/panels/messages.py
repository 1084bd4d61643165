"""The bar above the map that says what happened and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from tourplanner.gui.theme import Theme
from tourplanner.i18n import _

GOOD_SHOWN_MS = 8000


class Tone(StrEnum):
    """How pressing a message is; also the colour role of its edge and icon."""

    GOOD = "good"
    CARE = "care"
    WRONG = "wrong"


ICONS = {Tone.GOOD: "check", Tone.CARE: "info", Tone.WRONG: "alert-triangle"}
Answer = tuple[str, Callable[[], None]]


class MessageBar(QFrame):
    """One message at a time, with up to two answers; good news goes by itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("message")
        self._theme = theme
        self._tone = Tone.GOOD
        self._icon = QLabel()
        self._icon.setAccessibleName(_("Kind of message"))
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons = [QPushButton(), QPushButton()]
        self._answers: tuple[Answer, ...] = ()
        self._close = QToolButton()
        self._close.setAccessibleName(_("Close message"))
        self._close.setToolTip(_("Close message"))
        self._close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        for number, button in enumerate(self._buttons):
            button.setAccessibleName(_("Answer {number}").format(number=number + 1))
            button.clicked.connect(lambda _checked=False, number=number: self._choose(number))
            layout.addWidget(button)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GOOD_SHOWN_MS)
        self._timer.timeout.connect(self.clear)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self.hide()

    @property
    def text(self) -> str:
        """What is shown; empty when nothing is."""
        return self._text.text() if not self.isHidden() else ""

    def say(
        self, text: str, tone: Tone = Tone.GOOD, *, hint: str = "", answers: tuple[Answer, ...] = ()
    ) -> None:
        """Show `text` with the hint behind it, in place of what was there."""
        self._tone = tone
        self._answers = answers[:2]
        shown = f"{text} {hint}".strip()
        self._text.setText(shown)
        self.setAccessibleName(shown)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(self._answers))
            if number < len(self._answers):
                button.setText(self._answers[number][0])
                button.setAccessibleName(self._answers[number][0])
        self.setProperty("tone", tone.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self._paint_icons()
        self.show()
        self._fit()
        announce(self, shown)
        self._timer.stop()
        if tone is Tone.GOOD and not self._answers:
            self._timer.start()

    def clear(self) -> None:
        """Say nothing."""
        self._timer.stop()
        self._answers = ()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped text needs more height in less width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._fit)  # a height set in here would be laid out too soon

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(max(layout.totalHeightForWidth(self.width()), 0))

    def _choose(self, number: int) -> None:
        if number < len(self._answers):
            answer = self._answers[number][1]
            self.clear()
            answer()

    def _paint_icons(self) -> None:
        colour = getattr(self._theme.colours, self._tone.value)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(ICONS[self._tone], colour, 18, ratio))
        self._close.setIcon(self._theme.icon("x", "quiet"))


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text`."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
