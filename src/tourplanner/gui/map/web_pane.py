"""The web view with the map's page in it, and the calls the page takes."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tourplanner.gui.map.bridge import MapBridge
from tourplanner.gui.map.online import Consent
from tourplanner.gui.map.scheme import PAGE_URL
from tourplanner.gui.map.web_page import MapProfile, MapWebPage
from tourplanner.i18n import _
from tourplanner.mapping.tiles import PackSource

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEnginePage

LONG_TEXT = 100_000
"""From here on a page reads a text far faster than a script; it also keeps it longer, so that what
is told again and again goes as a script."""

logger = logging.getLogger(__name__)


class WebPane(QWidget):
    """Loads the page once; `call` speaks to it, `bridge` tells what it says."""

    ended = Signal()
    """The page did not load, or its process died."""

    def __init__(
        self,
        page: bytes,
        profile: MapProfile | None,
        pack: PackSource | None,
        consent: Consent,
        parent: QWidget | None = None,
    ) -> None:
        """`page` is served by a profile of its own, unless a `profile` is given to be shared."""
        super().__init__(parent)
        self.profile = profile or MapProfile(page)
        self.profile.serve(pack)
        self.profile.allow(consent)
        self.view = QWebEngineView(self)
        self.page = MapWebPage(self.profile, self.view)
        self.view.setPage(self.page)
        if profile is None:
            self.profile.setParent(self)  # after the view: children go in this order, page first
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.view.setAcceptDrops(False)
        self.view.setAccessibleName(_("Map"))
        self.bridge = MapBridge(self.page)
        channel = QWebChannel(self.page)
        channel.registerObject("bridge", self.bridge)
        self.page.setWebChannel(channel)
        self.page.renderProcessTerminated.connect(self._mourn)
        self.page.loadFinished.connect(self._check_load)

    def load(self) -> None:
        """Fetch the page; `bridge.page_ready` says when it takes calls."""
        self.page.load(PAGE_URL)

    def call(self, name: str, *values: object) -> None:
        """Call a function of the page's `tourMap`; values are told as JSON."""
        told = ", ".join(json.dumps(value) for value in values)
        if len(told) > LONG_TEXT:
            told = f"...JSON.parse({json.dumps(f'[{told}]')})"
        self.page.runJavaScript(f"tourMap.{name}({told})")

    def dress(self, roles: Mapping[str, str], *, is_dark: bool) -> None:
        """Use these colours."""
        self.call("setTheme", dict(roles), is_dark)

    def set_ground(self, paper: str) -> None:
        """What shows before the page is drawn."""
        self.page.setBackgroundColor(QColor(paper))

    def global_point(self, x: int, y: int) -> QPoint:
        """A pixel of the page on the screen."""
        return self.view.mapToGlobal(QPoint(x, y))

    def _check_load(self, is_loaded: bool) -> None:
        if not is_loaded:
            logger.error("the map's page did not load")
            self.ended.emit()

    def _mourn(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        logger.error("the map's process ended: %s, code %s", status.name, code)
        self.ended.emit()
