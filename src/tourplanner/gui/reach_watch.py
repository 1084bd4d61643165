"""What is within reach of a place: shaded on the map, and a filter of the list of places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tourplanner.domain.place import Place
from tourplanner.domain.ports import Reachability, SiteCatalogue
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.reach import Reach
from tourplanner.domain.site import SiteId
from tourplanner.domain.travel import MODE_LABELS, TravelMode
from tourplanner.gui.dialogs.reach import ReachDialog
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.panels.sites import SitesPanel
from tourplanner.gui.streets.streets import Streets
from tourplanner.i18n import _
from tourplanner.mapping.reach import reach_area
from tourplanner.usecases.reach_sites import sites_within

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tourplanner.gui.map.view import MapView


@dataclass(frozen=True, slots=True)
class ReachQuestion:
    """How far one comes from a place."""

    start: Place
    minutes: int
    mode: TravelMode

    @property
    def text(self) -> str:
        """For the chip above the list."""
        text = _("Within {minutes} min {mode} of {place}")
        return text.format(
            minutes=self.minutes, mode=_(MODE_LABELS[self.mode]), place=self.start.name
        )


class ReachWatch(QObject):
    """One question at a time; asked again when the streets change, dropped with the city."""

    failed = Signal(object)

    def __init__(
        self,
        open_tour: OpenTour,
        jobs: JobRunner,
        reach: Reachability,
        catalogue: SiteCatalogue,
        panel: SitesPanel,
        map_view: MapView,
        streets: Streets,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._open_tour = open_tour
        self._jobs = jobs
        self._reach = reach
        self._catalogue = catalogue
        self._panel = panel
        self._map = map_view
        self._streets = streets
        self._window = window
        self._city = open_tour.tour.preferences.city
        self.question: ReachQuestion | None = None
        panel.reach_ended.connect(self.end)
        streets.changed.connect(self._ask_again)
        open_tour.tour_changed.connect(self._follow_city)

    def ask(self) -> None:
        """From the selected place, or from where a night is spent."""
        dialog = self.make_dialog()
        dialog.exec()
        dialog.deleteLater()

    def make_dialog(self) -> ReachDialog:
        """The question; asks `show` when it is answered."""
        wishes, selected = self._open_tour.tour.preferences, self._open_tour.selected
        site = self._catalogue.site(selected) if selected is not None else None
        bases = (wishes.base, *(base for _night, base in wishes.other_nights))
        starts = dict.fromkeys((*((site.place,) if site else ()), *bases))
        note = _("Without streets this is an estimate: a circle.")
        if self._streets.current is not None:
            note = _("Along the streets of the area; outside them it is an estimate.")
        dialog = ReachDialog(tuple(starts), note, self._window)
        dialog.asked.connect(self.show)
        return dialog

    def show(self, start: Place, minutes: int, mode: TravelMode) -> None:
        """Shade what is within reach, and list only that."""
        question = ReachQuestion(start, minutes, mode)
        sites = self._catalogue.sites_of(self._open_tour.tour.preferences.city)

        def work(
            _should_stop: ShouldStop, _report: Callable[[object], None]
        ) -> tuple[Reach, frozenset[SiteId]]:
            found = self._reach.reach(start.at, minutes, mode)
            near = sites_within(start.at, minutes, mode, sites, self._reach)
            return found, frozenset(one.site.id for one in near)

        def take(answer: tuple[Reach, frozenset[SiteId]]) -> None:
            self.question = question
            self._map.show_reach(reach_area(answer[0]))
            self._panel.show_reach(question.text, answer[1])

        self._jobs.start(Channel.REACH, work, on_result=take, on_error=self.failed.emit)

    def end(self) -> None:
        """Shade nothing and list all places again."""
        self._jobs.drop(Channel.REACH)
        if self.question is None:
            return
        self.question = None
        self._map.show_reach(None)
        self._panel.show_reach("", None)

    def _ask_again(self) -> None:
        if self.question is not None:
            self.show(self.question.start, self.question.minutes, self.question.mode)

    def _follow_city(self) -> None:
        city = self._open_tour.tour.preferences.city
        if city != self._city:
            self._city = city
            self.end()
