"""Puts one open tour, its services and its panels together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor

from tourplanner.domain.place import Place
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.tour import Tour
from tourplanner.gui.actions import Actions
from tourplanner.gui.advice_work import AdviceWork, advice_work
from tourplanner.gui.advisor import Advisor
from tourplanner.gui.area_desk import AreaDesk
from tourplanner.gui.ask_then_do import AskThenDo
from tourplanner.gui.autosaver import Autosaver, AutosaveStore
from tourplanner.gui.bound_watch import BoundWatch
from tourplanner.gui.city_frame import in_city
from tourplanner.gui.clash_watch import ClashWatch
from tourplanner.gui.deeds import Deeds, Doers
from tourplanner.gui.details.details_desk import DetailsDesk
from tourplanner.gui.dialogs.asker import Asker, DialogAsker
from tourplanner.gui.drop_preview import DropPreview
from tourplanner.gui.export.desk_work import export_work
from tourplanner.gui.export.work import ExportWork
from tourplanner.gui.filter_memory import FilterMemory, FilterStore
from tourplanner.gui.importing.import_desk import ImportDesk
from tourplanner.gui.importing.work import ImportWork
from tourplanner.gui.in_step import InStep, Parts
from tourplanner.gui.jobs import JobRunner
from tourplanner.gui.lock_commands import LockCommands
from tourplanner.gui.main_window import MainWindow, Panels
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.own_minutes import OwnMinutes
from tourplanner.gui.own_places import OwnPlaces
from tourplanner.gui.panels.itinerary import ItineraryPanel
from tourplanner.gui.panels.messages import MessageBar, Tone, announce
from tourplanner.gui.panels.preferences import PreferencesPanel
from tourplanner.gui.panels.preview_label import PreviewLabel
from tourplanner.gui.panels.site_details import SiteDetails
from tourplanner.gui.panels.sites import SitesPanel
from tourplanner.gui.panels.timeline import Timeline
from tourplanner.gui.place_adder import PlaceAdder
from tourplanner.gui.plan_herald import PlanHerald
from tourplanner.gui.plan_state import PlanState
from tourplanner.gui.remembered_catalogue import RememberedCatalogue
from tourplanner.gui.replanner import PlanWork, Replanner
from tourplanner.gui.roadbook_feed import RoadbookFeed
from tourplanner.gui.site_finder import SiteFinder
from tourplanner.gui.streets.traced import plan_work, roadbook_maker
from tourplanner.gui.telling import Telling
from tourplanner.gui.theme import Scheme, Theme
from tourplanner.gui.tour_files import TourFiles
from tourplanner.gui.variants import VariantShelf
from tourplanner.gui.version_compare import VersionCompare
from tourplanner.gui.visit_commands import VisitCommands
from tourplanner.gui.visit_editor import VisitEditor
from tourplanner.i18n import _
from tourplanner.usecases.new_tour import base_named, known_city, sample_tour
from tourplanner.usecases.paste_point import reading_notes
from tourplanner.usecases.tour_catalogue import TourCatalogue

if TYPE_CHECKING:
    from pathlib import Path

    from tourplanner.area.ground import PackGround
    from tourplanner.area.suggestions import Suggestion
    from tourplanner.gui.map.view import MapView
    from tourplanner.gui.streets.work import StreetWork
    from tourplanner.settings import SettingsFile


class Desk(QObject):
    """One window with one open tour; `closed` says that it has gone."""

    closed = Signal()
    scheme_chosen = Signal(str)

    def __init__(
        self,
        catalogue: SiteCatalogue,
        travel: TravelTimes,
        autosave: AutosaveStore,
        jobs: JobRunner,
        theme: Theme,
        map_view: MapView,
        tour: Tour,
        now: Callable[[], datetime],
        *,
        asker: Asker | None = None,
        plan: PlanWork | None = None,
        advice: AdviceWork | None = None,
        streets: StreetWork | None = None,
        make_exports: Callable[[], ExportWork] | None = None,
        settings: SettingsFile | None = None,
        filters: FilterStore | None = None,
    ) -> None:
        super().__init__()
        self._travel = travel
        self._jobs = jobs
        self._theme = theme
        self._now = now
        self.open_tour = OpenTour(tour)
        self.catalogue = TourCatalogue(
            RememberedCatalogue(catalogue), lambda: self.open_tour.tour.own_sites
        )
        lines = streets.lines if streets is not None else None
        self.feed = RoadbookFeed(self.open_tour, roadbook_maker(self.catalogue, lines))
        self.replanner = Replanner(
            self.open_tour,
            jobs,
            plan or plan_work(catalogue, travel, lines),
            prepare=self.feed.prepare,
        )
        self.editor = VisitEditor(self.open_tour, self.catalogue)
        self.commands = VisitCommands(self.editor, self.catalogue, travel)
        self.locks = LockCommands(self.editor)
        work = advice or advice_work(catalogue, travel)
        self.autosaver = Autosaver(self.open_tour, jobs, autosave)
        self.panels = self._make_panels(map_view)
        self.window = MainWindow(self.panels)
        self.shelf = VariantShelf(self.open_tour, self.replanner)
        self.advisor = Advisor(
            self.open_tour, jobs, work, self.catalogue, self.feed, self.shelf, self.window
        )
        self.clash_watch = ClashWatch(
            self.open_tour,
            self.replanner,
            jobs,
            work.clash,
            self.panels.messages,
            self.advisor.name_of,
        )
        self.bound_watch = BoundWatch(
            self.open_tour, self.replanner, jobs, work.bound, self._is_thinking
        )
        self.preview = DropPreview(self.open_tour, jobs, work.what_if, self.advisor.name_of)
        self.own_minutes = OwnMinutes(self.open_tour, self.feed, self.panels.itinerary, self.window)
        self.place_adder = PlaceAdder(
            self.open_tour,
            self.catalogue,
            self._base_named,
            self._suggestions,
            self._today,
            self.window,
        )
        self.own_places = OwnPlaces(
            self.open_tour,
            self.catalogue,
            self.place_adder,
            self._suggestions,
            map_view.ask_place,
            self.panels.messages,
            self._today,
            self.window,
        )
        self.details = DetailsDesk(
            self.open_tour,
            self.catalogue,
            theme,
            self.window,
            lambda: tuple(self.actions[name] for name in ("undo", "redo", "save")),
        )
        self.preview_label = PreviewLabel(self.window)
        self.herald = PlanHerald(self.open_tour, self.replanner, self.advisor.name_of)
        self.files = TourFiles(
            self.open_tour,
            self.autosaver,
            asker or DialogAsker(self.window),
            partial(sample_tour, self.catalogue),
            now,
        )
        looks = ImportWork(self.catalogue, settings)
        self.importing = ImportDesk(
            self.open_tour, looks, jobs, theme, self.files, self.panels.messages, self.window, now
        )
        self.telling = Telling(
            self.panels.messages, self.window, self.files, autosave, self.replanner, self.locks
        )
        make_exports = make_exports or partial(export_work, catalogue, travel, lines, self._ground)
        asking = self._make_asking(make_exports)
        deeds = Deeds(self._doers(), travel, now)
        self.actions = Actions(
            self.window, theme, deeds.by_name(asking, self._make_comparing(asking))
        )
        self.panels.details.set_actions(
            [self.actions[name] for name in ("require", "prefer", "leave_out")],
            [self.actions[name] for name in ("lock", "lock_time", "lock_order", "book")],
        )
        self.panels.details.set_questions(
            *(self.actions[name] for name in ("admit", "edit_place", "remove_place"))
        )
        self.panels.itinerary.set_question(self.actions["admit"])
        self.top_bar = self.window.furnish(self.actions)
        self.actions[f"theme_{theme.scheme.value}"].setChecked(True)
        self.plan_state = PlanState(
            self.open_tour,
            self.replanner,
            self.feed,
            self.bound_watch,
            self.actions,
            self.top_bar,
        )
        self.area = AreaDesk(
            self.open_tour, jobs, streets, self.catalogue, self.panels, map_view, self.window
        )
        self.area.switch(self.actions)
        self.in_step = InStep(self._parts(map_view))
        self._listen()
        map_view.place_wanted.connect(self.place_adder.ask)
        self.in_step.begin()
        self.filter_memory = FilterMemory(
            self.open_tour, self.panels.sites, {} if filters is None else filters
        )

    def begin(self, area: Path | None = None) -> None:
        """Start at the itinerary; open streets; plan the tour when it has no fresh plan."""
        self.panels.itinerary.show_days()
        self.area.begin(area, self._plan_stale)

    def _plan_stale(self) -> None:
        if self.open_tour.is_stale:
            self.replanner.plan_now()

    def close(self) -> None:
        """Close the window unless unsaved edits are to be kept."""
        if not self.files.may_leave():
            return
        self.let_go()
        self.window.close_for_good()
        self.closed.emit()

    def let_go(self) -> None:
        """Stop planning and listening; the window is going."""
        self.replanner.drop()
        self.bound_watch.drop()
        self.details.close()
        self.open_tour.let_go()

    def _make_panels(self, map_view: MapView) -> Panels:
        return Panels(
            sites=SitesPanel(self._theme),
            details=SiteDetails(),
            preferences=PreferencesPanel(self.open_tour, self._base_named),
            itinerary=ItineraryPanel(self._theme),
            messages=MessageBar(self._theme),
            timeline=Timeline(self._theme),
            map=map_view,
        )

    def _parts(self, map_view: MapView) -> Parts:
        return Parts(
            self.catalogue,
            self._theme,
            self.open_tour,
            self.feed,
            SiteFinder(self.catalogue, self._jobs),
            self.files,
            self.panels,
            map_view,
            self.window,
            self.actions,
            self.top_bar,
            self._now,
            self.area.streets,
        )

    def _doers(self) -> Doers:
        return Doers(
            self.catalogue,
            self.open_tour,
            self.files,
            self.importing,
            self.details,
            self.own_places,
            self.own_minutes,
            self.advisor,
            self.locks,
            self.commands,
            self.replanner,
            self.panels,
            self.window,
            lambda: self.area,
            self.close,
            self._choose_scheme,
        )

    def _make_asking(self, make_exports: Callable[[], ExportWork]) -> AskThenDo:
        return AskThenDo(
            self.catalogue,
            self.files,
            self.editor,
            self.commands,
            self.locks,
            self.panels.messages,
            self.window,
            self._now,
            self.open_tour,
            self._jobs,
            make_exports,
            self.details,
        )

    def _make_comparing(self, asking: AskThenDo) -> VersionCompare:
        return VersionCompare(
            self.catalogue,
            self.files,
            self.open_tour,
            self._jobs,
            asking.readers,
            self.window,
            self._now,
        )

    def _listen(self) -> None:
        troubled = (self.editor, self.files, self.feed, self.autosaver, self.advisor)
        for source in (*troubled, self.own_places, self.area, self.importing):
            source.failed.connect(self.telling.trouble)
        self.replanner.failed.connect(self.telling.plan_trouble)
        self.replanner.finished.connect(self.telling.end_plan_trouble)
        for busy in (self.advisor, self.clash_watch):
            busy.state_changed.connect(self.bound_watch.look)
        self.herald.progress.connect(partial(announce, self.top_bar))
        self.herald.result.connect(self.telling.result)
        self.editor.told.connect(self.telling.result)
        for rows in (self.panels.itinerary, self.panels.timeline.rows):
            rows.move_asked.connect(self.commands.move_to)
            rows.drop_considered.connect(self.preview.ask)
            rows.drag_ended.connect(self.preview.end)
        self.preview.shown.connect(self.preview_label.show_at)
        self.files.saved.connect(self.telling.saved)
        self.window.close_asked.connect(self.close)
        self.area.plan_outdated.connect(self._plan_stale)
        self.open_tour.plan_outdated.connect(self.replanner.plan_soon)
        self.panels.preferences.city_asked.connect(self._change_city)
        self.panels.itinerary.sample_asked.connect(self.files.open_sample)
        self.panels.details.action_asked.connect(lambda name: self.actions[name].trigger())
        self.panels.itinerary.sign_clicked.connect(lambda name: self.actions[name].trigger())
        self.panels.itinerary.menu_asked.connect(self._show_menu)
        self.panels.sites.menu_asked.connect(self._show_menu)

    def _show_menu(self, _point: object) -> None:
        self.actions.visit_menu(self.window).popup(QCursor.pos())

    def _choose_scheme(self, scheme: Scheme) -> None:
        self._theme.choose(scheme)
        self.scheme_chosen.emit(scheme.value)

    def _change_city(self, city: str) -> None:
        name = known_city(self.catalogue, city).names.first
        self.open_tour.edit(
            _("Change city to {city}").format(city=name),
            partial(in_city, city=city, catalogue=self.catalogue),
        )

    def _base_named(self, text: str) -> Place:
        city = known_city(self.catalogue, self.open_tour.tour.preferences.city)
        place = base_named(self.catalogue, city, text)
        notes = reading_notes(text)
        if notes:
            self.panels.messages.say(" ".join(notes), Tone.CARE)
        return place

    def _suggestions(self) -> tuple[Suggestion, ...]:
        """What the streets in use know beside ways."""
        return self.area.suggestions()

    def _today(self) -> date:
        return self._now().astimezone().date()

    def _ground(self) -> PackGround | None:
        """The streets in use."""
        streets = self.area.streets
        return streets.current.ground if streets is not None and streets.current else None

    def _is_thinking(self) -> bool:
        """Whether another question about the plan is being worked on."""
        return self.advisor.is_busy or self.clash_watch.is_busy
