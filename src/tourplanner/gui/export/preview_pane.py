"""Shows the pages of a paper, or how a file begins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontDatabase, QKeyEvent, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tourplanner.exchange.sizes import size_text
from tourplanner.gui.theme import heading_font
from tourplanner.i18n import _, ngettext

MARGIN = 16
MOST_NAMES = 3
LARGEST = 1.25
"""Small sheets are shown larger than they are, but not blurred."""
LEAST_WIDTH = 64


class PreviewPane(QWidget):
    """One page at a time, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._pages: tuple[bytes, ...] = ()
        self._page = 0
        self._pixmap = QPixmap()
        self._heading = QLabel()
        self._heading.setObjectName("heading")
        self._heading.setFont(heading_font(self._heading.font(), 1.1))
        self._caption = QLabel()
        self._caption.setObjectName("quiet")
        self._caption.setWordWrap(True)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea()
        self.area.setObjectName("pages")
        self.area.setWidget(self._picture)
        self.area.setWidgetResizable(True)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.installEventFilter(self)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTabChangesFocus(True)
        self._message = QLabel()
        self._message.setObjectName("quiet")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self._views = QStackedWidget()
        for view in (self._message, self.area, self.text):
            self._views.addWidget(view)
        self.back = self._button("‹", _("Previous page"), -1, "Ctrl+PgUp")
        self.forward = self._button("›", _("Next page"), 1, "Ctrl+PgDown")
        self._count = QLabel()
        self.whole = QPushButton(_("Whole pa&ge"))
        self.whole.setCheckable(True)
        self.whole.setAutoDefault(False)
        self.whole.toggled.connect(lambda _on: self._fit())
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._heading, 1)
        for widget in (self.whole, self.back, self._count, self.forward):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._caption)
        layout.addWidget(self._views, 1)
        self._caption.hide()
        self._follow_page()

    @property
    def page_count(self) -> int:
        """How many pages are shown; 0 for what is no paper."""
        return len(self._pages)

    @property
    def page(self) -> int:
        """The page on show, from 1; 0 for what is no paper."""
        return self._page + 1 if self._pages else 0

    @property
    def message(self) -> str:
        """The sentence in place of a preview; empty when there is one."""
        return self._message.text() if self._views.currentWidget() is self._message else ""

    def show_message(self, title: str, text: str) -> None:
        """Say something in place of a preview."""
        self._show(title, "", ())
        self._message.setText(text)
        self._views.setCurrentWidget(self._message)

    def show_pages(self, title: str, pages: Sequence[bytes]) -> None:
        """Show pictures of pages; the same paper stays at its page."""
        page = self._page if title == self._title and self._pages else 0
        self._show(title, "", pages)
        self._page = min(page, max(0, len(pages) - 1))
        self._views.setCurrentWidget(self.area)
        self._follow_page()

    def show_files(self, title: str, files: Sequence[tuple[str, int]], text: str) -> None:
        """Show the names of files and how the first begins."""
        count = len(files)
        summary = ngettext("{count} file, {size}: {names}", "{count} files, {size}: {names}", count)
        names = [name for name, _size in files[:MOST_NAMES]]
        if count > MOST_NAMES:
            names.append("…")
        caption = summary.format(
            count=count, size=size_text(sum(size for _name, size in files)), names=", ".join(names)
        )
        self._show(title, caption, ())
        if text:
            self.text.setPlainText(text)
            self.text.setAccessibleName(_("Beginning of {file}").format(file=files[0][0]))
            self._views.setCurrentWidget(self.text)
        else:
            self._message.setText(_("Nothing to read here: open it with its own program."))
            self._views.setCurrentWidget(self._message)

    def turn(self, pages: int) -> None:
        """Show a later or an earlier page."""
        page = max(0, min(len(self._pages) - 1, self._page + pages))
        if self._pages and page != self._page:
            self._page = page
            self._follow_page()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Page Up and Down turn pages; Home and End go to the first and the last."""
        if watched is self.area and isinstance(event, QKeyEvent):
            steps = {
                Qt.Key.Key_PageUp: -1,
                Qt.Key.Key_PageDown: 1,
                Qt.Key.Key_Home: -len(self._pages),
                Qt.Key.Key_End: len(self._pages),
            }
            step = steps.get(Qt.Key(event.key()))
            if event.type() == QEvent.Type.KeyPress and step is not None:
                self.turn(step)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page anew."""
        super().resizeEvent(event)
        self._fit()

    def _button(self, sign: str, name: str, pages: int, keys: str) -> QPushButton:
        button = QPushButton(sign)
        button.setObjectName("turn")
        button.setAccessibleName(name)
        button.setToolTip(_("{action} ({keys})").format(action=name, keys=keys))
        button.setAutoDefault(False)
        button.setFixedWidth(32)
        button.clicked.connect(lambda: self.turn(pages))
        QShortcut(QKeySequence(keys), self, lambda: self.turn(pages))
        return button

    def _show(self, title: str, caption: str, pages: Sequence[bytes]) -> None:
        self._title, self._pages, self._page = title, tuple(pages), 0
        self._heading.setText(title)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self._pixmap = QPixmap()
        self._follow_page()

    def _follow_page(self) -> None:
        count = len(self._pages)
        for widget in (self.whole, self.back, self._count, self.forward):
            widget.setVisible(count > 0)
        self.back.setEnabled(self._page > 0)
        self.forward.setEnabled(self._page + 1 < count)
        if not count:
            return
        told = _("Page {page} of {count}").format(page=self._page + 1, count=count)
        self._count.setText(told)
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(self._pages[self._page])
        name = _("{paper}, page {page} of {count}").format(
            paper=self._title, page=self._page + 1, count=count
        )
        self._picture.setAccessibleName(name)
        self.area.setAccessibleName(name)
        self.area.verticalScrollBar().setValue(0)
        self._fit()

    def _fit(self) -> None:
        if self._pixmap.isNull():
            return
        ratio = self.devicePixelRatioF()
        room = self.area.viewport().width() - 2 * MARGIN
        width = min(room, round(self._pixmap.width() / ratio * LARGEST))
        if self.whole.isChecked():
            high = self.area.viewport().height() - 2
            width = min(width, round(high * self._pixmap.width() / self._pixmap.height()))
        width = max(LEAST_WIDTH, width)
        shown = self._pixmap.scaledToWidth(
            round(width * ratio), Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self._picture.setPixmap(shown)
