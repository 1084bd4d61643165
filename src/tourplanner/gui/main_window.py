"""Places docks and bars; holds no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QSplitter,
    QStatusBar,
    QTabBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from tourplanner.gui.actions import Actions
from tourplanner.gui.elided_label import ElidedLabel
from tourplanner.gui.panels.itinerary import ItineraryPanel
from tourplanner.gui.panels.messages import MessageBar
from tourplanner.gui.panels.preferences import PreferencesPanel
from tourplanner.gui.panels.site_details import SiteDetails
from tourplanner.gui.panels.sites import SitesPanel
from tourplanner.gui.panels.timeline import Timeline
from tourplanner.gui.top_bar import TopBar
from tourplanner.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent

FIRST_SIZE = (1366, 768)
LEAST_MAP_WIDTH = 480
LEFT_WIDTH, RIGHT_WIDTH = 316, 400
NARROW_BELOW = 1180
LEAST_WIDTH = 840
"""Room for the map and one panel; the window may shrink to it although two panels need more, since
below NARROW_BELOW there is only one."""
RESULT_SHOWN_MS = 12_000
LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea


@dataclass(frozen=True, slots=True)
class Panels:
    """What the window shows."""

    sites: SitesPanel
    details: SiteDetails
    preferences: PreferencesPanel
    itinerary: ItineraryPanel
    messages: MessageBar
    timeline: Timeline
    map: QWidget


class MainWindow(QMainWindow):
    """Map in the middle, places and preferences to the left, the plan to the right."""

    close_asked = Signal()

    def __init__(self, panels: Panels) -> None:
        super().__init__()
        self._panels = panels
        self._may_close = False
        self._is_narrow = False
        self.setMinimumWidth(LEAST_WIDTH)
        self.resize(*FIRST_SIZE)
        self.setDockOptions(
            QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.GroupedDragging
        )
        self.setTabPosition(LEFT | RIGHT, QTabWidget.TabPosition.North)
        self.setCorner(Qt.Corner.BottomLeftCorner, LEFT)
        self.setCorner(Qt.Corner.BottomRightCorner, RIGHT)
        self.setCentralWidget(self._make_centre())
        left = QSplitter(Qt.Orientation.Vertical)
        left.setAccessibleName(_("Places and details"))
        left.addWidget(panels.sites)
        left.addWidget(panels.details)
        left.setSizes([360, 300])
        left.setChildrenCollapsible(False)
        left.setHandleWidth(1)
        self.places = self._make_dock("places", _("Places"), left)
        self.preferences = self._make_dock("preferences", _("Preferences"), panels.preferences)
        self.itinerary = self._make_dock("itinerary", _("Plan"), panels.itinerary)
        self.timeline = self._make_dock("timeline", _("Timeline"), panels.timeline)
        self._status = ElidedLabel()
        self._result = QTimer(self)
        self._result.setSingleShot(True)
        self._result.setInterval(RESULT_SHOWN_MS)
        self._result.timeout.connect(self._end_result)
        self._lasting = ""
        self._caution = QLabel()
        self._caution.setObjectName("care")
        bar = QStatusBar()
        bar.setAccessibleName(_("Status"))
        bar.setSizeGripEnabled(False)
        bar.addWidget(self._status, 1)
        bar.addPermanentWidget(self._caution)
        bar.setContentsMargins(12, 0, 12, 0)
        self.setStatusBar(bar)
        self.arrange()

    def furnish(self, actions: Actions) -> TopBar:
        """Fill the menus and the tool bar from the table of actions."""
        self.menuBar().setAccessibleName(_("Menus"))
        actions.fill(self.menuBar())
        bar = TopBar(actions)
        self.addToolBar(bar)
        return bar

    def arrange(self) -> None:
        """Put every panel where it usually is at this width."""
        self._is_narrow = self.width() < NARROW_BELOW
        first, last = (RIGHT, LEFT) if self.isRightToLeft() else (LEFT, RIGHT)
        for dock in (self.places, self.preferences, self.itinerary, self.timeline):
            dock.setFloating(False)
            dock.show()
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.timeline)
        self.addDockWidget(first, self.places)
        self.tabifyDockWidget(self.places, self.preferences)
        if self._is_narrow:
            self.tabifyDockWidget(self.preferences, self.itinerary)
        else:
            self.addDockWidget(last, self.itinerary)
        self.places.raise_()
        self.resizeDocks(
            [self.places, self.itinerary],
            [LEFT_WIDTH if not self._is_narrow else RIGHT_WIDTH, RIGHT_WIDTH],
            Qt.Orientation.Horizontal,
        )
        self._name_tab_bars()

    def show_status(self, text: str, caution: str, explanation: str) -> None:
        """The line at the bottom; `caution` stands at its right, explained in its tool tip."""
        self._lasting = text
        if not self._result.isActive():
            self._status.setText(text)
        self._caution.setText(caution)
        self._caution.setToolTip(explanation)
        self._caution.setVisible(bool(caution))

    def show_result(self, text: str) -> None:
        """For a while in place of the line at the bottom."""
        self._result.start()
        self._status.setText(text)

    def _end_result(self) -> None:
        self._status.setText(self._lasting)

    @property
    def status_text(self) -> str:
        """The line at the bottom, as it stands when no result is shown."""
        return self._lasting

    @property
    def result_text(self) -> str:
        """The result that is shown; "" when none is."""
        return self._status.text() if self._result.isActive() else ""

    @property
    def is_narrow(self) -> bool:
        """Whether the plan has joined the tabs at the left."""
        return self._is_narrow

    def show_panel(self, dock: QDockWidget) -> None:
        """Bring a panel to the front, wherever it is."""
        dock.show()
        dock.raise_()

    def close_for_good(self) -> None:
        """Close without asking again."""
        self._may_close = True
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At a narrow width the plan joins the tabs at the left."""
        super().resizeEvent(event)
        if (self.width() < NARROW_BELOW) != self._is_narrow:
            self.arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first; who answers closes for good."""
        if not self._may_close:
            self.close_asked.emit()
        event.setAccepted(self._may_close)

    def changeEvent(self, event: QEvent) -> None:
        """Tab bars are made anew now and then; each keeps a name."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._name_tab_bars()

    def _make_centre(self) -> QWidget:
        centre = QWidget()
        centre.setMinimumWidth(LEAST_MAP_WIDTH)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._panels.messages)
        layout.addWidget(self._panels.map, 1)
        return centre

    def _make_dock(self, name: str, title: str, content: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setAccessibleName(title)
        dock.setWidget(content)
        dock.setTitleBarWidget(QWidget(dock))
        return dock

    def _name_tab_bars(self) -> None:
        for bar in self.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            bar.setAccessibleName(_("Panels"))
            bar.setDocumentMode(True)
            bar.setExpanding(False)
