"""Puts area packs, their dialog and what is within reach into the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tourplanner.domain.ports import SiteCatalogue
from tourplanner.errors import TourPlannerError
from tourplanner.gui.actions import Actions
from tourplanner.gui.jobs import JobRunner
from tourplanner.gui.main_window import MainWindow, Panels
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.panels.messages import Tone
from tourplanner.gui.reach_watch import ReachWatch
from tourplanner.gui.streets.streets import Streets
from tourplanner.gui.streets.streets_desk import StreetsDesk
from tourplanner.gui.streets.work import StreetWork

if TYPE_CHECKING:
    from tourplanner.area.suggestions import Suggestion
    from tourplanner.gui.map.view import MapView

ACTIONS = ("streets", "reach")


class AreaDesk(QObject):
    """Without `work` there are no packs, and their actions are off."""

    failed = Signal(object)
    plan_outdated = Signal()
    """The plan was made with travel times that no longer hold."""

    def __init__(
        self,
        open_tour: OpenTour,
        jobs: JobRunner,
        work: StreetWork | None,
        catalogue: SiteCatalogue,
        panels: Panels,
        map_view: MapView,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._panels = panels
        self.streets: Streets | None = None
        self.desk: StreetsDesk | None = None
        self.reach: ReachWatch | None = None
        if work is None:
            return
        self.streets = Streets(open_tour, jobs, work, catalogue, map_view, window)
        self.desk = StreetsDesk(
            open_tour, jobs, work, catalogue, self.streets, work.asker(window), window
        )
        self.reach = ReachWatch(
            open_tour, jobs, work.reach, catalogue, panels.sites, map_view, self.streets, window
        )
        self.streets.plan_outdated.connect(self.plan_outdated)
        self.streets.failed.connect(self._tell)
        self.streets.noted.connect(lambda text: panels.messages.say(text, Tone.CARE))
        self.reach.failed.connect(self.failed)
        map_view.streets_wanted.connect(self.show_streets)

    def switch(self, actions: Actions) -> None:
        """Offer what can be done."""
        for name in ACTIONS:
            actions[name].setEnabled(self.streets is not None)

    def begin(self, pack: Path | None, then: Callable[[], None]) -> None:
        """Open `pack`, or the one remembered for the tour's city; `then` whatever comes of it."""
        if self.streets is None:
            then()
        else:
            self.streets.begin(pack, then)

    @property
    def is_opening(self) -> bool:
        """Whether a pack is being opened."""
        return self.streets is not None and self.streets.is_opening

    def let_go(self) -> None:
        """Let go of the pack, once nothing draws it any more."""
        if self.streets is not None:
            self.streets.let_go()

    def show_streets(self) -> None:
        """Which streets are in use, and how to get some?"""
        if self.desk is not None:
            self.desk.show()

    def ask_reach(self) -> None:
        """What is within reach?"""
        if self.reach is not None:
            self.reach.ask()

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What the streets in use suggest."""
        return self.streets.suggestions() if self.streets is not None else ()

    def _tell(self, error: TourPlannerError) -> None:
        """In the dialog while it is open, else above the map."""
        if self.desk is None or self.desk.dialog is None:
            self.failed.emit(error)
