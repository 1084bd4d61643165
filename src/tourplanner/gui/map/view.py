"""The map as a widget: shows a roadbook, says which site was clicked."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QShowEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import Site
from tourplanner.gui.map.bridge import MapBridge
from tourplanner.gui.map.page_store import kept_page, make_page
from tourplanner.gui.map.scheme import PAGE_URL
from tourplanner.gui.map.web_page import MapProfile, MapWebPage
from tourplanner.i18n import _
from tourplanner.mapping.feature import FeatureCollection
from tourplanner.mapping.features import features, site_features
from tourplanner.mapping.page import script_json
from tourplanner.mapping.style import DARK, LIGHT

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEnginePage

LEAST_WIDTH = 320

logger = logging.getLogger(__name__)


class MapView(QWidget):
    """The map of a tour.

    The web engine starts when the widget is first shown; what was asked before is done then.
    The page is loaded once and changed by script. Only `site_clicked` comes from a user.
    """

    ready = Signal()
    """The page takes calls; comes again after a reload."""
    painted = Signal(int)
    """The state with that number, as `show_roadbook` and `select_site` return it, is on screen."""
    site_clicked = Signal(str)
    _page_made = Signal(bytes)

    def __init__(
        self,
        cache: Path,
        parent: QWidget | None = None,
        *,
        profile: MapProfile | None = None,
    ) -> None:
        """`cache` is a folder where the page may be kept; `profile` a map profile to share."""
        super().__init__(parent)
        self._cache = cache
        self._profile = profile
        self._owns_profile = profile is None
        self._view: QWebEngineView | None = None
        self._pane: QWidget | None = None
        self._is_ready = False
        self._is_started = False
        self._generation = 0
        self._plan: FeatureCollection | None = None
        self._plan_generation = 0
        self._selected: str | None = None
        self._is_dark = False
        self.setAccessibleName(_("Map"))
        self.setAccessibleDescription(
            _("The tour on a map. Everything it shows is in the lists of places and days too.")
        )
        self.setMinimumWidth(LEAST_WIDTH)
        self.setAutoFillBackground(True)
        self._message, self._reload = QLabel(), QPushButton(_("Reload the map"))
        self._stack = QStackedLayout(self)
        self._stack.setStackingMode(QStackedLayout.StackingMode.StackAll)  # the page has its size
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._message_page())
        self._say(_("Drawing the map…"), can_reload=False)
        self._page_made.connect(self._open, Qt.ConnectionType.QueuedConnection)

    @property
    def is_ready(self) -> bool:
        """Whether the page takes calls now."""
        return self._is_ready

    @property
    def web_page(self) -> MapWebPage | None:
        """The page, once the engine runs."""
        page = self._view.page() if self._view is not None else None
        return page if isinstance(page, MapWebPage) else None

    def show_roadbook(self, roadbook: Roadbook | None, others: Sequence[Site] = ()) -> int:
        """Draw a plan and, quietly, `others`, all of one city; returns the state's number.

        Without a plan `others` stand alone; with neither the map is empty.
        """
        self._generation += 1
        self._plan_generation = self._generation
        if roadbook is None:
            self._plan = site_features(others) if others else None
        else:
            self._plan = features(roadbook, others=others)
        if self._is_ready:
            self._send_plan()
        return self._generation

    def select_site(self, site_id: str | None) -> int:
        """Highlight a site and bring it into view; None takes the highlight away."""
        self._generation += 1
        self._selected = site_id
        if self._is_ready:
            self._send_selection(self._generation)
        return self._generation

    def set_theme(self, dark: bool) -> None:
        """Use the dark or the light colours."""
        self._is_dark = dark
        colours = DARK if dark else LIGHT
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(colours.paper))
        self.setPalette(palette)
        if self._view is not None:
            self._view.page().setBackgroundColor(QColor(colours.paper))
        if self._is_ready:
            self._send_theme()

    def fit(self) -> None:
        """Show the whole plan."""
        if self._is_ready:
            self._run("tourMap.fit()")

    def release(self) -> None:
        """Let the web engine go; `_start` begins anew."""
        pane, self._pane, self._view, self._is_ready = self._pane, None, None, False
        if pane is not None:
            self._stack.removeWidget(pane)
            pane.hide()
            pane.deleteLater()
        if self._owns_profile:
            self._profile = None

    def showEvent(self, event: QShowEvent) -> None:
        """Start the engine once the window stands."""
        super().showEvent(event)
        if not self._is_started:
            self._is_started = True
            QTimer.singleShot(0, self, self._start)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the page; a focus proxy would confuse the order of Tab."""
        if self._view is not None and self._is_ready:
            self._view.setFocus(event.reason())
        elif self._reload.isVisible():
            self._reload.setFocus(event.reason())

    def _start(self) -> None:
        self._say(_("Drawing the map…"), can_reload=False)
        if self._profile is not None:
            self._load(self._profile)
            return
        page = kept_page(self._cache)
        if page is not None:
            self._open(page)
            return
        cache, made = self._cache, self._page_made
        QThreadPool.globalInstance().start(lambda: _make_and_tell(cache, made.emit))

    def _open(self, page: bytes) -> None:
        if self._profile is None:
            self._profile = MapProfile(page)
        self._load(self._profile)

    def _load(self, profile: MapProfile) -> None:
        pane = QWidget()
        view = QWebEngineView(pane)
        page = MapWebPage(profile, view)
        view.setPage(page)
        if self._owns_profile:
            profile.setParent(pane)  # after the view: children go in this order, page first
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        view.setAcceptDrops(False)
        view.setAccessibleName(_("Map"))
        bridge = MapBridge(page)
        bridge.page_ready.connect(self._greet)
        bridge.page_painted.connect(self.painted)
        bridge.site_chosen.connect(self._choose)
        channel = QWebChannel(page)
        channel.registerObject("bridge", bridge)
        page.setWebChannel(channel)
        page.renderProcessTerminated.connect(self._mourn)
        page.loadFinished.connect(self._check_load)
        self._view, self._pane = view, pane
        self._stack.addWidget(pane)
        self.set_theme(self._is_dark)
        page.load(PAGE_URL)

    def _greet(self) -> None:
        """The page is there: bring it to the state asked for meanwhile."""
        if self._view is None:
            return
        self._is_ready = True
        self._reload.hide()
        self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QWidget.setTabOrder(self._reload, self._view)  # made late, Qt puts it last
        self._send_theme()
        if self._plan is not None:
            self._send_plan()
        if self._selected is not None:
            self._send_selection(self._generation)
        self._stack.setCurrentIndex(1)
        self.ready.emit()

    def _choose(self, site: str) -> None:
        self._selected = site
        self.site_clicked.emit(site)

    def _send_theme(self) -> None:
        roles = (DARK if self._is_dark else LIGHT).roles()
        self._run(f"tourMap.setTheme({json.dumps(roles)}, {json.dumps(self._is_dark)})")

    def _send_plan(self) -> None:
        if self._plan is None:
            self._run(f"tourMap.clear({self._plan_generation})")
        else:
            self._run(f"tourMap.show({script_json(self._plan)}, {self._plan_generation})")

    def _send_selection(self, generation: int) -> None:
        self._run(f"tourMap.select({script_json(self._selected)}, {generation})")

    def _run(self, script: str) -> None:
        if self._view is not None:
            self._view.page().runJavaScript(script)

    def _check_load(self, is_loaded: bool) -> None:
        if not is_loaded:
            logger.error("the map's page did not load")
            self._say(_("The map could not be drawn. The lists hold everything it shows."))

    def _mourn(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        logger.error("the map's process ended: %s, code %s", status.name, code)
        self._is_ready = False
        self._say(_("The map stopped working. The lists still hold everything it shows."))

    def _message_page(self) -> QWidget:
        page = QWidget()
        page.setAutoFillBackground(True)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._reload.setAccessibleName(_("Reload the map"))
        self._reload.clicked.connect(self._reload_page)
        column.addStretch()
        column.addWidget(self._message)
        column.addWidget(self._reload, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page

    def _say(self, text: str, *, can_reload: bool = True) -> None:
        self._message.setText(text)
        self._reload.setVisible(can_reload)
        self._stack.setCurrentIndex(0)

    def _reload_page(self) -> None:
        self.release()
        self._start()


def _make_and_tell(cache: Path, tell: Callable[[bytes], None]) -> None:
    """Runs on a worker: write the page, hand it to the main thread."""
    content = make_page(cache)
    try:
        tell(content)
    except RuntimeError:
        logger.debug("the map is gone before its page was ready")
