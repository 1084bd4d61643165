"""The selected site in full, with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tourplanner.gui.panels.site_page import ACTION
from tourplanner.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


class SiteDetails(QWidget):
    """Shows one page of rich text under a row of buttons."""

    action_asked = Signal(str)
    """The action that a link of the page stands for."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._text = QTextBrowser()
        self._text.setAccessibleName(_("Details of the place"))
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._follow)
        self._text.document().setDocumentMargin(12)
        self._shown = ""
        self._site: object = None
        self._buttons = QVBoxLayout()
        self._buttons.setContentsMargins(8, 8, 8, 8)
        self._buttons.setSpacing(4)
        full = QWidget()
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._buttons)
        self._question = QHBoxLayout()
        self._question.setContentsMargins(8, 0, 8, 8)
        layout.addLayout(self._question)
        layout.addWidget(self._text, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(_empty())
        self._pages.addWidget(full)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def set_actions(self, *rows: Sequence[QAction]) -> None:
        """A button for each action, row by row."""
        for actions in rows:
            row = QHBoxLayout()
            row.setSpacing(4)
            for action in actions:
                button = QToolButton()
                button.setDefaultAction(action)
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                button.setIconSize(QSize(16, 16))
                row.addWidget(button)
            row.addStretch()
            self._buttons.addLayout(row)

    def set_questions(self, *actions: QAction) -> None:
        """A button under the others for each action, there only while it can be done."""
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(16, 16))
            action.enabledChanged.connect(button.setVisible)
            button.setVisible(action.isEnabled())
            self._question.addWidget(button)
        self._question.addStretch()

    def show_page(self, site: object, html: str) -> None:
        """Show `html` of `site`; the same site keeps its place on the page."""
        if html == self._shown:
            return
        place = self._text.verticalScrollBar().value() if site == self._site else 0
        self._site, self._shown = site, html
        self._text.setHtml(html)
        self._text.verticalScrollBar().setValue(place)
        self._pages.setCurrentIndex(1)

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == ACTION:
            self.action_asked.emit(link.path())
        else:
            QDesktopServices.openUrl(link)

    def show_nothing(self) -> None:
        """No site is selected."""
        self._site, self._shown = None, ""
        self._pages.setCurrentIndex(0)

    @property
    def html(self) -> str:
        """What is shown; empty when no site is selected."""
        return self._shown


def _empty() -> QWidget:
    page = QWidget()
    text = QLabel(_("Choose a place to see its hours, ticket and sources."))
    text.setObjectName("quiet")
    text.setWordWrap(True)
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(24, 24, 24, 24)
    layout.addWidget(text)
    return page
