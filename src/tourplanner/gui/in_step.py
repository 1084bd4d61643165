"""Keeps every panel in step with the open tour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from tourplanner.domain.place import Coordinates
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import SiteId, SiteKind
from tourplanner.domain.tour import Tour
from tourplanner.domain.visit_windows import open_windows
from tourplanner.gui import words
from tourplanner.gui.actions import Actions
from tourplanner.gui.city_frame import offer_of
from tourplanner.gui.main_window import MainWindow, Panels
from tourplanner.gui.models.sites_model import site_states
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.panels.site_page import site_page, standing_of
from tourplanner.gui.roadbook_feed import RoadbookFeed
from tourplanner.gui.site_finder import SiteFinder
from tourplanner.gui.streets.streets import Streets
from tourplanner.gui.theme import Theme
from tourplanner.gui.top_bar import TopBar
from tourplanner.gui.tour_files import TourFiles
from tourplanner.i18n import _
from tourplanner.mapping.table import where_from
from tourplanner.usecases.make_roadbook import WAYS_CREDIT
from tourplanner.usecases.move_base import move_base
from tourplanner.usecases.new_tour import known_city

if TYPE_CHECKING:
    from tourplanner.gui.map.view import MapView

ON_VISITS = (
    "move_up",
    "move_down",
    "day_before",
    "day_after",
    "push_later",
    "absorb",
    "push_to_lock",
    "ripple",
)
ON_SITES = (
    "require",
    "prefer",
    "leave_out",
    "longer",
    "shorter",
    "own_time",
    "reserve",
    "note",
)
ON_OWN_PLACES = ("edit_place", "remove_place")
MAP_AFTER_MS = 25
ON_PLANS = ("why", "compare", "variants")


@dataclass(frozen=True, slots=True)
class Parts:
    """What has to be kept in step."""

    catalogue: SiteCatalogue
    theme: Theme
    open_tour: OpenTour
    feed: RoadbookFeed
    finder: SiteFinder
    files: TourFiles
    panels: Panels
    map_view: MapView
    window: MainWindow
    actions: Actions
    top_bar: TopBar
    now: Callable[[], datetime]
    streets: Streets | None


class InStep(QObject):
    """Listens to the tour and tells the panels; listens to the panels and tells the tour."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._city: str | None = None
        self._listed: object = None
        """What the list of places depends on beside its search."""
        self._catalogue_month = ""
        self._mapped: object = None
        self._map_timer = QTimer(self)
        self._map_timer.setSingleShot(True)
        self._map_timer.setInterval(MAP_AFTER_MS)
        self._map_timer.timeout.connect(self._show_map)
        self.map_state = 0
        """Number of the state that the map was last asked to paint."""
        tour = parts.open_tour
        tour.tour_changed.connect(self._follow_wishes)
        tour.selection_changed.connect(self._follow_selection)
        tour.file_changed.connect(self._show_title)
        tour.stack.indexChanged.connect(self._show_title)
        tour.stack.cleanChanged.connect(self._show_title)
        parts.feed.changed.connect(self._follow_plan)
        parts.files.saved.connect(self._show_status)
        parts.finder.found.connect(parts.panels.sites.show_found)
        parts.panels.sites.query_changed.connect(self.search)
        parts.panels.sites.site_selected.connect(tour.select)
        parts.panels.itinerary.site_selected.connect(self._select_and_show)
        parts.panels.itinerary.day_selected.connect(self._show_day_actions)
        parts.map_view.site_clicked.connect(self._select_and_show)
        parts.map_view.base_moved.connect(self._move_base)
        parts.panels.timeline.rows.site_selected.connect(self._select_and_show)
        parts.theme.changed.connect(self._follow_theme)
        if parts.streets is not None:
            parts.streets.changed.connect(self._show_status)
            parts.streets.changed.connect(self._offer)

    def begin(self) -> None:
        """Show the tour as it is when the window opens."""
        self._parts.map_view.set_theme(self._parts.theme.is_dark)
        self._follow_wishes()
        self._parts.feed.refresh()
        self._follow_selection(self._parts.open_tour.selected)

    def search(self) -> None:
        """Look for the sites that the list should show."""
        wishes = self._parts.open_tour.tour.preferences
        query = self._parts.panels.sites.query(wishes.city)
        self._parts.finder.look_for(query, wishes.start, wishes.base)

    def _follow_wishes(self) -> None:
        tour = self._parts.open_tour.tour
        wishes, is_other_city = tour.preferences, tour.preferences.city != self._city
        if is_other_city:
            self._city = wishes.city
            sites = self._parts.catalogue.sites_of(wishes.city)
            self._catalogue_month = max((site.checked or "" for site in sites), default="")
            self._offer()
        listed = (wishes.dates, wishes.base, tour.own_sites)
        if is_other_city or listed != self._listed:
            self._listed = listed
            city = known_city(self._parts.catalogue, wishes.city)
            terms = offer_of(self._parts.catalogue, wishes.city).terms
            self._parts.panels.sites.offer(city.names.first, terms, wishes.dates)
            self.search()
        self._show_title()

    def _offer(self) -> None:
        """The city's bases, and the lodgings of the streets in use."""
        streets, city = self._parts.streets, self._parts.open_tour.tour.preferences.city
        more = streets.places(SiteKind.AREA_LODGING) if streets is not None else ()
        self._parts.panels.preferences.offer(offer_of(self._parts.catalogue, city, more))

    def _follow_plan(self, book: Roadbook | None) -> None:
        parts = self._parts
        parts.panels.itinerary.show_stale(is_stale=parts.open_tour.is_stale)
        parts.panels.itinerary.show_roadbook(book)
        parts.panels.itinerary.select(parts.open_tour.selected)
        parts.panels.timeline.show_roadbook(book, is_stale=parts.open_tour.is_stale)
        parts.panels.sites.model.show_states(site_states(parts.open_tour.tour, book))
        if book is not self._mapped or book is None:
            self._mapped = book
            self._map_timer.start()
        self._show_page()
        self._show_actions()
        self._show_status()

    def _show_map(self) -> None:
        """A moment later, so that lists are drawn first and what the user does comes between."""
        parts = self._parts
        sites = parts.catalogue.sites_of(parts.open_tour.tour.preferences.city)
        self.map_state = parts.map_view.show_roadbook(parts.feed.book, sites)

    @property
    def is_map_behind(self) -> bool:
        """Whether the map is still to be told of the newest plan."""
        return self._map_timer.isActive()

    def _follow_selection(self, site: SiteId | None) -> None:
        parts = self._parts
        parts.panels.sites.select(site)
        parts.panels.itinerary.select(site)
        self.map_state = parts.map_view.select_site(site)
        self._show_actions()
        QTimer.singleShot(0, self, self._show_page)

    def _move_base(self, lat: float, lon: float, to_lat: float, to_lon: float) -> None:
        start, to = Coordinates(lat, lon), Coordinates(to_lat, to_lon)
        self._parts.open_tour.edit(_("Move the lodging"), partial(move_base, start=start, to=to))

    def _select_and_show(self, site: str) -> None:
        self._parts.open_tour.select(SiteId(site))
        if not self._parts.window.is_narrow:
            self._parts.window.show_panel(self._parts.window.places)

    def _show_page(self) -> None:
        parts = self._parts
        selected = parts.open_tour.selected
        site = parts.catalogue.site(selected) if selected is not None else None
        if site is None:
            parts.panels.details.show_nothing()
            parts.panels.timeline.rows.show_selected(None, ())
        else:
            wishes = parts.open_tour.tour.preferences
            dates = wishes.dates
            holidays = parts.catalogue.holidays(site.country)
            hours = [open_windows(site, day, holidays) or () for day in dates]
            parts.panels.timeline.rows.show_selected(site.id, hours)
            page = site_page(
                site,
                dates,
                holidays,
                standing_of(site.id, parts.feed.book),
                parts.open_tour.tour.dossier,
                parts.theme.colours,
                where_from(wishes.base, site.point.at),
            )
            parts.panels.details.show_page(site.id, page)

    def _show_actions(self) -> None:
        actions, tour = self._parts.actions, self._parts.open_tour.tour
        site = self._parts.open_tour.selected
        day = tour.itinerary.day_of(site) if tour.itinerary and site is not None else None
        for name in ON_SITES:
            actions[name].setEnabled(site is not None)
        for name in ON_OWN_PLACES:
            actions[name].setEnabled(site is not None and tour.own_site(site) is not None)
        for name in ON_VISITS:
            actions[name].setEnabled(day is not None)
        self._show_locks(site, day)
        self._show_order_actions(site, day)
        self._show_day_actions()
        is_fresh = tour.itinerary is not None and not self._parts.open_tour.is_stale
        actions["admit"].setEnabled(is_fresh and site is not None and _is_left_out(tour, site))
        for name in ON_PLANS:
            actions[name].setEnabled(is_fresh)
        wishes = tour.preferences
        actions["require"].setChecked(site in wishes.required)
        actions["prefer"].setChecked(site in wishes.preferred)
        actions["leave_out"].setChecked(site in wishes.excluded)

    def _show_locks(self, site: SiteId | None, day: int | None) -> None:
        """A booked visit is fixed already; a time goes with its day."""
        actions, tour = self._parts.actions, self._parts.open_tour.tour
        lock = tour.lock_of(site) if site is not None else None
        is_booked = site is not None and tour.appointment_of(site) is not None
        is_timed = lock is not None and lock.start_min is not None
        can_lock = not is_booked and (day is not None or lock is not None)
        actions["lock"].setEnabled(can_lock)
        actions["lock"].setChecked(lock is not None)
        actions["lock_time"].setEnabled(not is_booked and (day is not None or is_timed))
        actions["lock_time"].setChecked(is_timed)
        actions["book"].setEnabled(site is not None)

    def _show_day_actions(self) -> None:
        """What can be done about the day, and the journey, of the current row."""
        is_leg = self._parts.panels.itinerary.current_leg is not None
        self._parts.actions["own_minutes"].setEnabled(is_leg)
        freeze, tour = self._parts.actions["freeze_day"], self._parts.open_tour.tour
        day = self._parts.panels.itinerary.current_day
        is_frozen = day in tour.frozen_days
        is_planned = tour.itinerary is not None and day is not None
        freeze.setEnabled(is_frozen or (is_planned and not self._parts.open_tour.is_stale))
        freeze.setChecked(is_frozen)

    def _show_order_actions(self, site: SiteId | None, day: int | None) -> None:
        """An order can be kept where a day has one, and freed where one is kept."""
        actions, tour = self._parts.actions, self._parts.open_tour.tour
        todays = tour.itinerary.days[day].visits if tour.itinerary and day is not None else ()
        kept = [stop for stop in todays if stop.site in tour.fixed_order]
        actions["keep_order"].setEnabled(len(todays) > 1 and len(kept) < len(todays))
        actions["free_order"].setEnabled(bool(kept) or site in tour.fixed_order)
        is_kept = site in tour.fixed_order
        actions["lock_order"].setEnabled(is_kept or len(todays) > 1)
        actions["lock_order"].setChecked(is_kept)

    def _show_title(self) -> None:
        parts = self._parts
        tour, stack = parts.open_tour.tour, parts.open_tour.stack
        is_modified = parts.open_tour.is_modified
        parts.top_bar.show_title(tour.title, is_modified=is_modified)
        parts.window.setWindowTitle(_("{title}[*] – Tour Planner").format(title=tour.title))
        parts.window.setWindowModified(is_modified)
        for name, can, text, plain in (
            ("undo", stack.canUndo(), stack.undoText(), _("Undo")),
            ("redo", stack.canRedo(), stack.redoText(), _("Redo")),
        ):
            action = parts.actions[name]
            action.setEnabled(can)
            shown = _("{verb}: {edit}").format(verb=plain, edit=text) if text else plain
            action.setText(shown.replace("&", "&&"))
            action.setToolTip(
                _("{action} ({keys})").format(action=shown, keys=action.shortcut().toString())
            )
        self._show_status()

    def _show_status(self) -> None:
        parts = self._parts
        texts = [_("Offline")]
        if self._catalogue_month:
            year, month = map(int, self._catalogue_month.split("-")[:2])
            day = parts.now().date().replace(year=year, month=month, day=1)
            texts.append(_("catalogue of {month}").format(month=words.month_year(day)))
        credit = parts.streets.credit if parts.streets is not None else ""
        if credit:
            texts.append(credit)
        if parts.files.saved_at is not None:
            texts.append(_("saved {time}").format(time=words.time_of(parts.files.saved_at)))
        if parts.open_tour.is_modified:
            texts.append(_("unsaved changes"))
        cautions = parts.feed.book.cautions if parts.feed.book else ()
        first = next((each for each in cautions if not credit or each != _(WAYS_CREDIT)), "")
        parts.window.show_status(" · ".join(texts), first, "\n".join(cautions))

    def _follow_theme(self) -> None:
        self._parts.map_view.set_theme(self._parts.theme.is_dark)
        self._show_page()


def _is_left_out(tour: Tour, site: SiteId) -> bool:
    return tour.itinerary is not None and any(e.site == site for e in tour.itinerary.left_out)
