"""The site list: search, filters, what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.ports import SiteQuery
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import SiteId, SiteKind
from tourplanner.domain.vocabulary import Facet
from tourplanner.gui.flow_layout import FlowLayout
from tourplanner.gui.models.sites_model import FoundSite, SiteRole, SitesModel
from tourplanner.gui.panels.empty_page import EmptyPage
from tourplanner.gui.panels.filter_chip import FilterChip, set_chip_active
from tourplanner.gui.panels.site_delegate import SiteDelegate
from tourplanner.gui.site_finder import Choice
from tourplanner.gui.theme import Theme
from tourplanner.i18n import N_, _, ngettext

TYPING_PAUSE_MS = 120
FACETS = (
    (Facet.KIND, N_("Kind")),
    (Facet.PERIOD, N_("Period")),
    (Facet.WARE, N_("Ware")),
    (Facet.ACTIVITY, N_("Activity")),
)


class SitesPanel(QWidget):
    """Emits what to look for, shows what was found, says what was selected."""

    query_changed = Signal()
    site_selected = Signal(object)
    menu_asked = Signal(object)
    reach_ended = Signal()
    """What is within reach is no longer to be listed alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._theme = theme
        self._open_on: date | None = None
        self._city_name = ""
        self._is_following = False
        self.model = SitesModel()
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Search: name, 中文, pinyin, address"))
        self._search.setAccessibleName(_("Search places"))
        self._search.setClearButtonEnabled(True)
        self._glass = self._search.addAction(
            theme.icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.query_changed)
        self._search.textChanged.connect(self._wait_for_typing)
        self._search.returnPressed.connect(self._go_to_first)
        self._chips = {facet: FilterChip(_(label)) for facet, label in FACETS}
        for chip in self._chips.values():
            chip.changed.connect(self.query_changed)
        self._open_chip = self._make_open_chip()
        self._within: frozenset[SiteId] | None = None
        self._reach_chip = self._make_reach_chip()
        self._count = QLabel()
        self._count.setObjectName("quiet")
        self._clear = QToolButton()
        self._clear.setText(_("Clear filters"))
        self._clear.setAccessibleName(_("Clear filters"))
        self._clear.clicked.connect(self.clear_filters)
        self._clear.hide()
        self._view = self._make_view()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._make_nothing_found())
        self._lay_out()
        theme.changed.connect(self._follow_theme)

    def query(self, city: str) -> SiteQuery:
        """What the search box and the chips ask for."""
        return SiteQuery(
            text=self._search.text().strip(),
            city=city,
            kinds=tuple(SiteKind(kind) for kind in self._chips[Facet.KIND].chosen),
            periods=self._chips[Facet.PERIOD].chosen,
            wares=self._chips[Facet.WARE].chosen,
            activities=self._chips[Facet.ACTIVITY].chosen,
            open_on=self._open_on,
        )

    @property
    def filters(self) -> dict[str, list[str]]:
        """What narrows the list, as plain values; empty when nothing does."""
        found = {facet.value: list(chip.chosen) for facet, chip in self._chips.items()}
        found["text"] = [self._search.text()] if self._search.text() else []
        found["open_on"] = [self._open_on.isoformat()] if self._open_on is not None else []
        return {name: values for name, values in found.items() if values}

    def restore(self, filters: Mapping[str, Sequence[str]], dates: Sequence[date]) -> None:
        """Narrow the list as it was left; days outside `dates` and terms not offered go."""
        for facet, chip in self._chips.items():
            chip.choose(filters.get(facet.value, ()))
        self._search.setText("".join(filters.get("text", ())))
        self._pause.stop()
        days = {day.isoformat(): day for day in dates}
        self._set_open_on(next((days[d] for d in filters.get("open_on", ()) if d in days), None))

    def offer(
        self, city_name: str, choices: Mapping[Facet, Sequence[Choice]], dates: Sequence[date]
    ) -> None:
        """Filters that make sense for a city and the tour's dates."""
        self._city_name = city_name
        for facet, chip in self._chips.items():
            chip.offer(choices.get(facet, ()))
        self._offer_dates(dates)

    def show_found(self, found: Sequence[FoundSite]) -> None:
        """List what was found; the selection stays where it is still listed."""
        selected = self._view.currentIndex().data(SiteRole.ID)
        if self._within is not None:
            found = [each for each in found if each.site.id in self._within]
        self._is_following = True
        self.model.show_sites(found)
        self._is_following = False
        self._pages.setCurrentIndex(0 if found else 1)
        self._count.setText(
            ngettext("{count} place in {city}", "{count} places in {city}", len(found)).format(
                count=len(found), city=self._city_name
            )
        )
        self._clear.setVisible(self._is_filtered())
        self.select(selected)

    def show_reach(self, text: str, within: frozenset[SiteId] | None) -> None:
        """List only the sites `within`, and say so in a chip; None lists all again."""
        self._within = within
        self._reach_chip.setText(_("{filter} ✕").format(filter=text))
        self._reach_chip.setAccessibleName(_("Remove the filter: {filter}").format(filter=text))
        self._reach_chip.setToolTip(self._reach_chip.accessibleName())
        self._reach_chip.setVisible(within is not None)
        self.query_changed.emit()

    def select(self, site: SiteId | None) -> None:
        """Show `site` selected without saying so again."""
        index = self.model.index_of(site) if site is not None else QModelIndex()
        if index == self._view.currentIndex():
            return
        self._is_following = True
        self._view.setCurrentIndex(index)
        if index.isValid():
            self._view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._is_following = False

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def clear_filters(self) -> None:
        """Look for everything again."""
        self._search.clear()
        self._pause.stop()
        for chip in self._chips.values():
            chip.clear()
        if self._within is not None:
            self.reach_ended.emit()
        self._set_open_on(None)

    def _wait_for_typing(self, _text: str) -> None:
        self._pause.start()

    def _is_filtered(self) -> bool:
        chosen = any(chip.chosen for chip in self._chips.values())
        is_day = self._open_on is not None
        return chosen or bool(self._search.text()) or is_day or self._within is not None

    def _make_view(self) -> QListView:
        view = QListView()
        view.setAccessibleName(_("Places"))
        view.setModel(self.model)
        view.setItemDelegate(SiteDelegate(self._theme))
        view.itemDelegate().setParent(view)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(
            lambda point: self.menu_asked.emit(view.viewport().mapToGlobal(point))
        )
        view.selectionModel().currentChanged.connect(self._say_selected)
        view.setMinimumSize(QSize(200, 120))
        return view

    def _make_open_chip(self) -> QToolButton:
        chip = QToolButton()
        chip.setObjectName("chip")
        chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(chip)
        menu.setAccessibleName(_("Open on"))
        chip.setMenu(menu)
        return chip

    def _make_reach_chip(self) -> QToolButton:
        chip = QToolButton()
        chip.setObjectName("chip")
        chip.setProperty("active", True)
        chip.setAccessibleName(_("What is within reach"))
        chip.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        chip.clicked.connect(self.reach_ended)
        chip.hide()
        return chip

    def _offer_dates(self, dates: Sequence[date]) -> None:
        menu = self._open_chip.menu()
        menu.clear()
        anytime = QAction(_("Any day"), menu)
        anytime.triggered.connect(lambda: self._set_open_on(None))
        menu.addAction(anytime)
        for day in dates:
            action = QAction(short_date(day), menu)
            action.triggered.connect(lambda _checked=False, day=day: self._set_open_on(day))
            menu.addAction(action)
        if self._open_on is not None and self._open_on not in dates:
            self._set_open_on(None)
        self._show_open_on()

    def _set_open_on(self, day: date | None) -> None:
        self._open_on = day
        self._show_open_on()
        self.query_changed.emit()

    def _show_open_on(self) -> None:
        day = self._open_on
        text = _("Open on") if day is None else _("Open {day}").format(day=short_date(day))
        self._open_chip.setText(_("{label} ▾").format(label=text))
        self._open_chip.setAccessibleName(_("Filter by {label}").format(label=text))
        set_chip_active(self._open_chip, is_active=day is not None)

    def _make_nothing_found(self) -> QWidget:
        page = EmptyPage(
            _("No place matches.\nUse fewer filters or another word."), _("Show all places")
        )
        page.button.clicked.connect(self.clear_filters)
        return page

    def _lay_out(self) -> None:
        chips = FlowLayout(gap=3)
        for chip in (*self._chips.values(), self._open_chip):
            chips.addWidget(chip)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._clear)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.setSpacing(8)
        top.addWidget(self._search)
        top.addLayout(chips)
        top.addWidget(self._reach_chip)
        top.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._pages, 1)

    def _say_selected(self, current: QModelIndex) -> None:
        site = current.data(SiteRole.ID)
        if site is not None and not self._is_following:
            self.site_selected.emit(site)

    def _go_to_first(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.query_changed.emit()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._view.currentIndex().isValid() and self.model.rowCount():
            self._view.setCurrentIndex(self.model.index(0))

    def _follow_theme(self) -> None:
        self._glass.setIcon(self._theme.icon("search", "quiet"))
        self._view.viewport().update()
