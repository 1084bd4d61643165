"""The map as a widget: shows a roadbook, says what was clicked, asked for or moved."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaMethod, Qt, QThreadPool, QTimer, Signal, SignalInstance
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import Site
from tourplanner.gui.map.drawn_map import DrawnMap
from tourplanner.gui.map.engine import is_drawing_wished, web_pane
from tourplanner.gui.map.online import ATTRIBUTION, DEEPEST_ZOOM, TILE_URL, Consent, ask_consent
from tourplanner.gui.map.page_store import kept_page, make_page
from tourplanner.gui.map.point_menu import PointActs, point_menu
from tourplanner.gui.map.view_memory import View, ViewMemory
from tourplanner.i18n import _
from tourplanner.mapping.feature import Feature, FeatureCollection
from tourplanner.mapping.features import features, site_features, tour_frame
from tourplanner.mapping.places_table import places_table
from tourplanner.mapping.style import DARK, LIGHT
from tourplanner.mapping.tiles import PackSource

if TYPE_CHECKING:
    from tourplanner.gui.map.web_page import MapProfile, MapWebPage
    from tourplanner.gui.map.web_pane import WebPane

LEAST_WIDTH = 320
PATIENCE_MS = 20_000
"""How long a page may take to answer before a drawing stands in for it."""

logger = logging.getLogger(__name__)


class MapView(QWidget):
    """The map of a tour.

    The web engine starts when the widget is first shown; what was asked before is done then.
    The page is loaded once and changed by script. Where there is no web engine, or when it fails,
    a drawing takes its place. `site_clicked` and the signals below it come only from a user.
    """

    ready = Signal()
    """The page takes calls; comes again after a reload."""
    painted = Signal(int)
    """The state with that number, as `show_roadbook` and `select_site` return it, is on screen."""
    site_clicked = Signal(str)
    place_wanted = Signal(float, float)
    """Latitude, longitude (WGS 84) where a place is to be added."""
    base_moved = Signal(float, float, float, float)
    """The base at one latitude and longitude is wanted at another."""
    streets_wanted = Signal()
    """The ground is a sketch, and streets are wanted."""
    _page_made = Signal(bytes)

    def __init__(
        self,
        cache: Path,
        parent: QWidget | None = None,
        *,
        profile: MapProfile | None = None,
        memory: ViewMemory | None = None,
        ask: Callable[[QWidget], bool] = ask_consent,
    ) -> None:
        """`cache` is a folder where the page may be kept; `profile` a map profile to share;
        `memory` keeps views and consent; `ask` puts the question before the network is used."""
        super().__init__(parent)
        self._cache, self._shared, self._memory, self._ask = cache, profile, memory, ask
        self._consent = Consent(is_given=memory is not None and memory.has_consent)
        self._web: WebPane | None = None
        self._is_ready = False
        self._is_started = False
        self._generation = 0
        self._book: Roadbook | None = None
        self._others: Sequence[Site] = ()
        self._plan: FeatureCollection | None = None
        self._plan_generation = 0
        self._sent_places: Sequence[Site] | None = None
        self._sent_frame = ""
        self._selected: str | None = None
        self._reach: Feature | None = None
        self._pack: PackSource | None = None
        self._pack_number = 0
        self._is_online_chosen = False
        self._is_dark = False
        self._is_still: bool | None = None
        self.setAccessibleName(_("Map"))
        self.setAccessibleDescription(
            _("The tour on a map. Everything it shows is in the lists of places and days too.")
        )
        self.setMinimumWidth(LEAST_WIDTH)
        self.setAutoFillBackground(True)
        self._drawing = DrawnMap(self)
        self._drawing.reload_asked.connect(self._reload_page)
        self._drawing.drawn.connect(lambda: self.painted.emit(self._generation))
        self._stack = QStackedLayout(self)
        self._stack.setStackingMode(QStackedLayout.StackingMode.StackAll)  # the page has its size
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._drawing)
        self._drawing.say(_("Drawing the map…"))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._give_way)
        self._page_made.connect(self._open, Qt.ConnectionType.QueuedConnection)

    @property
    def is_ready(self) -> bool:
        """Whether the page takes calls now."""
        return self._is_ready

    @property
    def is_drawing(self) -> bool:
        """Whether a drawing stands in for the web page."""
        return self._drawing.is_drawn

    @property
    def web_page(self) -> MapWebPage | None:
        """The page, once the engine runs."""
        return self._web.page if self._web is not None else None

    def show_roadbook(self, roadbook: Roadbook | None, others: Sequence[Site] = ()) -> int:
        """Draw a plan and, quietly, `others`, all of one city; returns the state's number.

        Without a plan `others` stand alone; with neither the map is empty.
        """
        self._generation += 1
        self._plan_generation = self._generation
        self._book, self._others = roadbook, others
        if roadbook is None:
            self._plan = site_features(others, is_apart=True) if others else None
        else:
            self._plan = features(roadbook, others=others, is_apart=True)
        if self._is_ready:
            self._send_plan()
        elif self.is_drawing:
            self._draw()
        return self._generation

    def select_site(self, site_id: str | None) -> int:
        """Highlight a site and bring it into view; None takes the highlight away."""
        self._generation += 1
        self._selected = site_id
        if self._is_ready:
            self._call("select", site_id, self._generation)
        elif self.is_drawing:
            self._draw()
        return self._generation

    def show_pack(self, pack: PackSource | None) -> None:
        """Draw streets from an open area pack; None goes back to the sketch.

        The pack stays open as long as the map shows it; closing it is the caller's.
        """
        self._pack = pack
        self._pack_number += 1
        if self._web is not None:
            self._web.profile.serve(pack)
        if self._is_ready:
            self._send_pack()
        elif self.is_drawing:
            self._draw()

    def show_reach(self, area: Feature | None) -> None:
        """Shade what is within reach (`mapping.reach.reach_feature` makes it); None: nothing."""
        self._reach = area
        if self._is_ready:
            self._call("showReach", area)

    def set_still(self, *, is_still: bool) -> None:
        """Whether to do without motion, whatever the system says: a played day then goes from stop
        to stop."""
        self._is_still = is_still
        if self._is_ready:
            self._call("setMotion", is_still)

    def set_theme(self, dark: bool) -> None:
        """Use the dark or the light colours."""
        self._is_dark = dark
        colours = DARK if dark else LIGHT
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(colours.paper))
        self.setPalette(palette)
        if self._web is not None:
            self._web.set_ground(colours.paper)
        if self._is_ready:
            self._send_theme()
        elif self.is_drawing:
            self._draw()

    def ask_place(self) -> None:
        """What is to be added at the middle of the map? Comes back as `place_wanted`."""
        if self._is_ready:
            self._call("askPlace")
        elif self._plan is not None:
            lat, lon = (float(value) for value in self._plan["centre"])
            self.place_wanted.emit(lat, lon)

    def fit(self) -> None:
        """Show the whole plan."""
        if self._is_ready:
            self._call("fit")

    def release(self) -> None:
        """Let the web engine go; `_start` begins anew."""
        if self._memory is not None:
            self._memory.save()
        self._patience.stop()
        web, self._web, self._is_ready = self._web, None, False
        self._sent_places, self._sent_frame = None, ""
        if web is not None:
            self._stack.removeWidget(web)
            web.hide()
            web.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """Start the engine once the window stands."""
        super().showEvent(event)
        if not self._is_started:
            self._is_started = True
            QTimer.singleShot(0, self, self._start)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the page; a focus proxy would confuse the order of Tab."""
        if self._web is not None and self._is_ready:
            self._web.view.setFocus(event.reason())
        else:
            self._drawing.take_focus(event.reason())

    def _start(self) -> None:
        self._drawing.say(_("Drawing the map…"))
        self._stack.setCurrentIndex(0)
        page = b"" if self._shared is not None else kept_page(self._cache)
        if web_pane() is None:
            self._give_way()
        elif page is not None:
            self._open(page)
        else:
            cache, made = self._cache, self._page_made
            QThreadPool.globalInstance().start(lambda: _make_and_tell(cache, made.emit))

    def _open(self, page: bytes) -> None:
        make_pane = web_pane()
        if make_pane is None or self._web is not None:
            return
        web = make_pane(page, self._shared, self._pack, self._consent)
        bridge = web.bridge
        bridge.page_ready.connect(self._greet)
        bridge.page_painted.connect(self.painted)
        bridge.site_chosen.connect(self._choose)
        bridge.place_asked.connect(self.place_wanted)
        bridge.base_moved.connect(self.base_moved)
        bridge.streets_asked.connect(self.streets_wanted, Qt.ConnectionType.QueuedConnection)
        bridge.point_copied.connect(_copy)
        bridge.menu_asked.connect(self._show_menu)
        bridge.view_changed.connect(self._remember)
        bridge.online_asked.connect(self._ask_for_network, Qt.ConnectionType.QueuedConnection)
        web.ended.connect(self._give_way)
        self._web = web
        self._stack.addWidget(web)
        self.set_theme(self._is_dark)
        self._patience.start()
        web.load()

    def _greet(self) -> None:
        """The page is there: bring it to the state asked for meanwhile."""
        if self._web is None:
            return
        self._is_ready = True
        self._patience.stop()
        self._drawing.put_away()
        self._web.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QWidget.setTabOrder(self._drawing.reload, self._web.view)  # made late, Qt puts it last
        heard = (self.base_moved, self.place_wanted, self.streets_wanted)
        self._call("letEdit", *(_is_heard(self, signal) for signal in heard))
        self._send_theme()
        if self._memory is not None and self._memory.labels is not None:
            self._call("setLabels", self._memory.labels)
        if self._pack is not None:
            self._send_pack()
        if self._consent.is_given:
            credit = _(ATTRIBUTION)
            told = {"url": TILE_URL, "maxZoom": DEEPEST_ZOOM, "credit": credit}
            self._call("setOnline", told, self._is_online_chosen)
        if self._is_still is not None:
            self._call("setMotion", self._is_still)
        if self._plan is not None:
            self._send_plan()
        self._is_online_chosen = False
        if self._reach is not None:
            self._call("showReach", self._reach)
        if self._selected is not None:
            self._call("select", self._selected, self._generation)
        self._stack.setCurrentIndex(1)
        self.ready.emit()

    def _choose(self, site: str) -> None:
        self._selected = site
        self.site_clicked.emit(site)

    def _send_theme(self) -> None:
        if self._web is not None:
            self._web.dress((DARK if self._is_dark else LIGHT).roles(), is_dark=self._is_dark)

    def _send_pack(self) -> None:
        pack = self._pack
        if pack is None:
            self._call("setPack", None)
            return
        url = f"/tiles/{self._pack_number}/{{z}}/{{x}}/{{y}}.mvt"
        box = [pack.box.south, pack.box.west, pack.box.north, pack.box.east]
        told = {"url": url, "box": box, "minZoom": pack.min_zoom}
        self._call("setPack", {**told, "maxZoom": pack.max_zoom, "credit": pack.attribution})

    def _send_plan(self) -> None:
        if self._plan is None:
            self._call("clear", self._plan_generation)
            self._sent_places = None
            return
        if self._others is not self._sent_places:
            self._sent_places = self._others
            self._call("setPlaces", places_table(self._others))
        is_new = self._plan["frame"] != self._sent_frame
        self._sent_frame = self._plan["frame"]
        self._call("show", self._plan, self._plan_generation, self._kept_view() if is_new else None)

    def _kept_view(self) -> View | None:
        if self._memory is None or self._book is None:
            return None
        view = self._memory.view(tour_frame(self._book))
        return {**view, "ground": "online"} if view and self._is_online_chosen else view

    def _remember(self, frame: str, text: str) -> None:
        if self._memory is None or self._book is None or self._plan is None:
            return
        view = json.loads(text)
        if frame == self._plan["frame"] and isinstance(view, dict):
            self._memory.remember(tour_frame(self._book), view)

    def _show_menu(self, lat: float, lon: float, x: int, y: int) -> None:
        if self._web is None:
            return
        text = f"{lat:.5f}, {lon:.5f}"
        bases = [f for f in (self._plan or {"features": []})["features"] if _is_base(f)]
        move = None
        if len(bases) == 1 and _is_heard(self, self.base_moved):
            from_lon, from_lat = (float(str(v)) for v in bases[0]["geometry"]["coordinates"])
            move = lambda: self.base_moved.emit(from_lat, from_lon, lat, lon)  # noqa: E731
        acts = PointActs(
            add_place=(lambda: self.place_wanted.emit(lat, lon))
            if _is_heard(self, self.place_wanted)
            else None,
            move_base=move,
            copy=lambda: _copy(text),
            forbid_network=(lambda: self._set_consent(is_given=False))
            if self._consent.is_given
            else None,
        )
        point_menu(self, text, acts).popup(self._web.global_point(x, y))

    def _ask_for_network(self) -> None:
        if self._consent.is_given or self._ask(self):
            self._is_online_chosen = True
            self._set_consent(is_given=True)
        else:
            self._call("setOnline", None)

    def _set_consent(self, *, is_given: bool) -> None:
        """A page keeps the policy it was loaded with, so it is loaded anew."""
        if self._memory is not None:
            self._memory.keep_consent(is_given=is_given)
        self._consent = Consent(is_given=is_given)
        self._reload_page()

    def _call(self, name: str, *values: object) -> None:
        if self._web is not None:
            self._web.call(name, *values)

    def _give_way(self) -> None:
        """The web page cannot be had: draw the map without it."""
        self._is_ready = False
        self._draw()
        self._stack.setCurrentIndex(0)

    def _draw(self) -> None:
        palette = DARK if self._is_dark else LIGHT
        self._drawing.draw(self._book, self._pack, palette, is_wished=is_drawing_wished())

    def _reload_page(self) -> None:
        self.release()
        self._start()


def _is_base(feature: Feature) -> bool:
    return feature["properties"]["role"] == "base"


def _is_heard(view: MapView, signal: SignalInstance) -> bool:
    """Whether anyone listens: what nobody answers is not offered."""
    return view.isSignalConnected(QMetaMethod.fromSignal(signal))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _make_and_tell(cache: Path, tell: Callable[[bytes], None]) -> None:
    """Runs on a worker: write the page, hand it to the main thread."""
    content = make_page(cache)
    try:
        tell(content)
    except RuntimeError:
        logger.debug("the map is gone before its page was ready")
