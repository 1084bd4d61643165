"""Keeps the area pack in use: which it is, when it is opened, who has to know."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tourplanner.bootstrap import OpenStreets
from tourplanner.domain.place import Place
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.site import SiteKind
from tourplanner.errors import Cancelled, TourPlannerError, UnreadableFile
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.streets.work import StreetWork
from tourplanner.gui.words import day_of_year, suggestion_name
from tourplanner.i18n import N_, _
from tourplanner.usecases.new_tour import known_city

if TYPE_CHECKING:
    from tourplanner.area.suggestions import Suggestion
    from tourplanner.gui.map.view import MapView

logger = logging.getLogger(__name__)


class Streets(QObject):
    """One pack at a time; the one remembered for a city is opened when a tour goes there."""

    changed = Signal()
    """Another pack, or none, is in use."""
    plan_outdated = Signal()
    """The plan was made with travel times that no longer hold."""
    failed = Signal(object)
    noted = Signal(str)
    """A sentence to keep in mind about the pack that was opened."""

    def __init__(
        self,
        open_tour: OpenTour,
        jobs: JobRunner,
        work: StreetWork,
        catalogue: SiteCatalogue,
        map_view: MapView,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._open_tour = open_tour
        self._jobs = jobs
        self._work = work
        self._catalogue = catalogue
        self._map = map_view
        self._city: str | None = None
        self._is_other_tour = False
        self.is_opening = False
        """Whether a pack is being opened."""
        self.current: OpenStreets | None = None

    def begin(self, pack: Path | None, then: Callable[[], None]) -> None:
        """Open `pack`, or the one remembered for the tour's city; `then` whatever comes of it."""
        self._city = self._open_tour.tour.preferences.city
        self._open_tour.loaded.connect(self._note_other_tour)
        self._open_tour.tour_changed.connect(self._follow_city)
        wanted = pack or self._remembered()
        if wanted is None:
            then()
        else:
            self._open(wanted, is_asked=pack is not None, keeps_plan=True, then=then)

    def open(self, pack: Path) -> None:
        """Use `pack` from now on; the one before stays in use when it cannot be opened."""
        self._open(pack, is_asked=True)

    def stop_using(self) -> None:
        """Go back to the sketch and to estimates, for this city's later tours as well."""
        self._drop()
        self._work.settings.remember_pack(self._city_now(), None)
        if self.current is not None:
            self._use(None)

    def let_go(self) -> None:
        """Close the file; the window is going."""
        self._drop()
        current, self.current = self.current, None
        if current is not None:
            current.ground.close()

    @property
    def credit(self) -> str:
        """The pack in use, how old its data is and whose it is; "" without one."""
        if self.current is None:
            return ""
        about = self.current.about
        if about.data_date is None:
            text = _("Streets: {name}, © OpenStreetMap contributors")
            return text.format(name=about.title)
        text = _("Streets: {name}, data of {day}, © OpenStreetMap contributors")
        return text.format(name=about.title, day=day_of_year(about.data_date.date()))

    def places(self, kind: SiteKind | None = None) -> tuple[Place, ...]:
        """What the pack in use suggests, of one kind or of all; not checked by anybody."""
        return tuple(
            Place(suggestion_name(each), each.at)
            for each in self.suggestions()
            if kind is None or each.kind is kind
        )

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What the map in use knows beside its streets; not checked by anybody."""
        return self.current.ground.places if self.current is not None else ()

    def covers(self, streets: OpenStreets, city: str) -> bool:
        """Whether any place of the city lies in the pack."""
        box = streets.about.box
        centre = known_city(self._catalogue, city).centre.at
        sites = self._catalogue.sites_of(city)
        return box.contains(centre) or any(box.contains(site.point.at) for site in sites)

    def _open(
        self,
        pack: Path,
        *,
        is_asked: bool,
        keeps_plan: bool = False,
        then: Callable[[], None] | None = None,
    ) -> None:
        """`keeps_plan`: a plan that comes with its tour is not made anew."""

        def work(should_stop: ShouldStop, _report: Callable[[object], None]) -> OpenStreets:
            opened = self._work.open_pack(pack)
            if should_stop():
                opened.ground.close()
                raise Cancelled
            return opened

        def take(opened: OpenStreets) -> None:
            self._take(opened, is_asked=is_asked, keeps_plan=keeps_plan)
            if then is not None:
                then()

        def fail(error: TourPlannerError) -> None:
            logger.info("the pack cannot be opened: %s", type(error).__name__)
            if not is_asked and self.current is not None:
                self._use(None, keeps_plan=keeps_plan)
            self.failed.emit(error if is_asked else _as_lost(error, pack))
            if then is not None:
                then()

        self.is_opening = True
        self._jobs.start(
            Channel.STREETS, work, on_result=take, on_error=fail, on_end=self._end_opening
        )

    def _end_opening(self) -> None:
        self.is_opening = False

    def _drop(self) -> None:
        self._jobs.drop(Channel.STREETS)
        self.is_opening = False

    def _take(self, opened: OpenStreets, *, is_asked: bool, keeps_plan: bool) -> None:
        city = self._city_now()
        is_here = self.covers(opened, city)
        if is_here and is_asked:
            self._work.settings.remember_pack(city, opened.path.absolute())
        self._use(opened, keeps_plan=keeps_plan)
        if not is_here:
            name = known_city(self._catalogue, city).names.first
            text = _("“{pack}” does not cover {city}: journeys there are still estimates.")
            self.noted.emit(text.format(pack=opened.about.title, city=name))

    def _use(self, streets: OpenStreets | None, *, keeps_plan: bool = False) -> None:
        before, self.current = self.current, streets
        self._work.use(streets)
        self._map.show_pack(streets.ground if streets is not None else None)
        if before is not None:
            before.ground.close()
        self.changed.emit()
        if not keeps_plan:
            self._open_tour.outdate()
            self.plan_outdated.emit()

    def _note_other_tour(self) -> None:
        """Comes just before the tour's other signals."""
        self._is_other_tour = True

    def _follow_city(self) -> None:
        """Another city has other streets."""
        city, is_other_tour = self._city_now(), self._is_other_tour
        self._is_other_tour = False
        if city == self._city:
            return
        self._city = city
        if self.current is not None and self.covers(self.current, city):
            return
        self._drop()
        keeps_plan = is_other_tour and not self._open_tour.is_stale
        remembered = self._remembered()
        if remembered is not None:
            self._open(remembered, is_asked=False, keeps_plan=keeps_plan)
        elif self.current is not None:
            self._use(None, keeps_plan=keeps_plan)

    def _city_now(self) -> str:
        return self._open_tour.tour.preferences.city

    def _remembered(self) -> Path | None:
        return self._work.settings.settings.packs.get(self._city_now())


class PackLost(UnreadableFile):
    """The pack that was in use for a city is gone or damaged."""

    hint = N_("Until another is opened the ground is a sketch and journeys are estimates.")


def _as_lost(error: TourPlannerError, pack: Path) -> TourPlannerError:
    if not isinstance(error, UnreadableFile):
        return error
    return PackLost(file=pack.name, problem=error.fields.get("problem", ""))
