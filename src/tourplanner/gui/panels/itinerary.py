"""The plan: days with stops and legs, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import SiteId
from tourplanner.gui.models.itinerary_model import ItineraryModel, ItineraryRole
from tourplanner.gui.models.itinerary_rows import DayRow, LegRow
from tourplanner.gui.models.left_out_model import LeftOutModel, LeftOutRole
from tourplanner.gui.panels.days_view import DaysView
from tourplanner.gui.panels.empty_page import EmptyPage
from tourplanner.gui.panels.itinerary_delegate import ItineraryDelegate
from tourplanner.gui.panels.left_out_delegate import LeftOutDelegate
from tourplanner.gui.theme import Theme
from tourplanner.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


class ItineraryPanel(QWidget):
    """Shows a roadbook; says which stop was selected and which move was asked for."""

    site_selected = Signal(object)
    move_asked = Signal(str, int, int)
    menu_asked = Signal(object)
    sample_asked = Signal()
    drop_considered = Signal(str, int, int, object)
    """Site, 0-based day, 0-based position among that day's other visits, point on the screen."""
    drag_ended = Signal()
    day_selected = Signal()
    """Another row of the days is current; `current_day` tells its day."""
    sign_clicked = Signal(str)
    """The action that a sign of the current row stands for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._is_following = False
        self.days = ItineraryModel()
        self.left_out = LeftOutModel()
        self.days.move_asked.connect(self.move_asked)
        self._delegate = ItineraryDelegate(theme)
        self._delegate.setParent(self)
        self._days_view = DaysView(self.days, theme)
        self._days_view.drop_considered.connect(self.drop_considered)
        self._days_view.drag_ended.connect(self.drag_ended)
        self._furnish(self._days_view, _("Itinerary"))
        self._days_view.setItemDelegate(self._delegate)
        self._delegate.sign_clicked.connect(self.sign_clicked)
        self._selected: SiteId | None = None
        self._left_view = QListView()
        self._left_view.setModel(self.left_out)
        self._furnish(self._left_view, _("Left out"))
        self._left_view.setItemDelegate(LeftOutDelegate(theme, self._left_view))
        self._left_view.setResizeMode(QListView.ResizeMode.Adjust)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._days_view)
        self._pages.addWidget(self._make_empty())
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName(_("Itinerary"))
        self._tabs.tabBar().setAccessibleName(_("Itinerary or left out"))
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self._pages, _("Itinerary"))
        self._left_page = QWidget()
        self._left_layout = QVBoxLayout(self._left_page)
        self._left_layout.setContentsMargins(0, 0, 0, 0)
        self._left_layout.setSpacing(0)
        self._left_layout.addWidget(self._left_view, 1)
        self._tabs.addTab(self._left_page, _("Left out"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tabs)
        self.show_roadbook(None)
        theme.changed.connect(self._days_view.viewport().update)
        theme.changed.connect(self._left_view.viewport().update)

    def set_question(self, action: QAction) -> None:
        """A button under the left-out sites about the one that is selected."""
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(16, 16))
        row = QHBoxLayout()
        row.setContentsMargins(8, 8, 8, 8)
        row.addWidget(button)
        row.addStretch()
        self._left_layout.addLayout(row)

    def show_roadbook(self, book: Roadbook | None) -> None:
        """Show the plan of `book`; without one, an invitation."""
        index = self._days_view.currentIndex()
        day = self.current_day if isinstance(index.data(ItineraryRole.ROW), DayRow) else None
        place = self._days_view.verticalScrollBar().value()
        self._is_following = True
        has_days = book is not None and bool(book.days)
        self.days.show_roadbook(book if has_days else None)
        self.left_out.show_roadbook(book if has_days else None)
        self._pages.setCurrentIndex(0 if has_days else 1)
        count = self.left_out.rowCount()
        title = _("Left out ({count})").format(count=count) if count else _("Left out")
        self._tabs.setTabText(1, title)
        self._days_view.verticalScrollBar().setValue(place)
        if day is not None:
            self._days_view.setCurrentIndex(self.days.index_of_day(day))
        self._is_following = False
        self.select(self._selected)

    def show_stale(self, *, is_stale: bool) -> None:
        """Draw the plan pale while it answers older wishes."""
        self._delegate.is_stale = is_stale
        self._days_view.viewport().update()

    def select(self, site: SiteId | None) -> None:
        """Show `site` selected wherever it stands, without saying so again.

        The head of a day stays current while the same site is selected beside it.
        """
        current = self._days_view.currentIndex().data(ItineraryRole.ROW)
        if site == self._selected and isinstance(current, DayRow):
            return
        self._selected = site
        for view, model in ((self._days_view, self.days), (self._left_view, self.left_out)):
            index = model.index_of(site) if site is not None else QModelIndex()
            self._is_following = True
            view.setCurrentIndex(index)
            if index.isValid():
                view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
            self._is_following = False

    @property
    def current_day(self) -> int | None:
        """0-based day of the current row; None when no row is."""
        day = self._days_view.currentIndex().data(ItineraryRole.DAY)
        return day if isinstance(day, int) else None

    @property
    def current_leg(self) -> LegRow | None:
        """The journey of the current row, or the one that leads to its stop."""
        return self.days.leg_before(self._days_view.currentIndex())

    def show_days(self) -> None:
        """Bring the days to the front and put the focus there."""
        self._tabs.setCurrentIndex(0)
        self._days_view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_left_out(self) -> None:
        """Bring the left-out sites to the front and put the focus there."""
        self._tabs.setCurrentIndex(1)
        self._left_view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _furnish(self, view: QListView, name: str) -> None:
        view.setAccessibleName(name)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(lambda point: self._ask_menu(view, point))
        view.selectionModel().currentChanged.connect(self._say_selected)

    def _make_empty(self) -> QWidget:
        page = EmptyPage(
            _("Nothing planned yet.\nChoose dates, or open a sample tour."),
            _("Open the sample tour"),
        )
        page.button.clicked.connect(self.sample_asked)
        return page

    def _ask_menu(self, view: QListView, point: QPoint) -> None:
        if view.indexAt(point).isValid():
            self.menu_asked.emit(view.viewport().mapToGlobal(point))

    def _say_selected(self, current: QModelIndex) -> None:
        role = LeftOutRole.SITE if current.model() is self.left_out else ItineraryRole.SITE
        site = current.data(role)
        if site is not None and not self._is_following:
            self.site_selected.emit(site)
        if role == ItineraryRole.SITE and not self._is_following:
            self.day_selected.emit()
