"""Has it worked out in the background how much better than the plan any plan can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from tourplanner.domain.itinerary import Itinerary
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.tour import planning_key
from tourplanner.errors import TourPlannerError
from tourplanner.gui.advice_work import BoundWork
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.replanner import Replanner
from tourplanner.usecases.bound_tour import TourBound

PAUSE_MS = 400
"""A plan that stands so long is worth a bound."""


@dataclass(frozen=True, slots=True)
class BoundState:
    """What can be said of the present plan, and whether more is being worked out."""

    bound: TourBound | None = None
    is_working: bool = False
    is_done: bool = False


class BoundWatch(QObject):
    """One plan at a time, and only while no other planning goes on; dropped with the next edit.

    The state always speaks of the plan that is shown: another plan empties it at once.
    """

    changed = Signal()

    def __init__(
        self,
        open_tour: OpenTour,
        replanner: Replanner,
        jobs: JobRunner,
        find: BoundWork,
        is_held: Callable[[], bool],
        pause_ms: int = PAUSE_MS,
    ) -> None:
        """`is_held` says whether other work needs the processor now; `look` when that changes."""
        super().__init__()
        self._open_tour = open_tour
        self._replanner = replanner
        self._jobs = jobs
        self._find = find
        self._is_held = is_held
        self._wishes: object = None
        self._plan: Itinerary | None = None
        self._state = BoundState()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(self._start)
        replanner.state_changed.connect(self.look)
        open_tour.shown.connect(self.look)

    @property
    def state(self) -> BoundState:
        """What is known of the plan that is shown."""
        return self._state

    def look(self) -> None:
        """Start, hold or drop the work, whatever the plan and the rest of the program ask for."""
        tour = self._open_tour.tour
        is_other = tour.itinerary is not self._plan or planning_key(tour) != self._wishes
        if is_other or self._replanner.is_busy or self._open_tour.is_stale:
            self._wishes, self._plan = planning_key(tour), tour.itinerary
            self._rest(BoundState())
        if self._replanner.is_busy or self._open_tour.is_stale or self._plan is None:
            return
        if self._state.is_done:
            return
        if self._is_held():
            self._rest(replace(self._state, is_working=False))
        elif not self._state.is_working:
            self._timer.start()
            self._show(replace(self._state, is_working=True))

    def drop(self) -> None:
        """Work no more; the window is going."""
        self._rest(BoundState(is_done=True))

    def _rest(self, state: BoundState) -> None:
        if self._state.is_working:
            self._timer.stop()
            self._jobs.drop(Channel.BOUND)
        self._show(state)

    def _start(self) -> None:
        tour = self._open_tour.tour

        def work(should_stop: ShouldStop, report: Callable[[TourBound], None]) -> TourBound | None:
            return self._find(tour, on_bound=report, should_stop=should_stop)

        self._jobs.start(
            Channel.BOUND, work, on_result=self._take, on_error=self._give_up, on_report=self._hear
        )

    def _hear(self, bound: TourBound) -> None:
        self._show(replace(self._state, bound=self._lower(bound)))

    def _take(self, bound: TourBound | None) -> None:
        best = self._lower(bound) if bound is not None else None
        self._show(BoundState(best, is_done=True))

    def _give_up(self, _error: TourPlannerError) -> None:
        """Planning tells the same trouble."""
        self._show(BoundState(is_done=True))

    def _lower(self, bound: TourBound) -> TourBound:
        """Of two true statements about one plan the stronger; held work starts anew."""
        known = self._state.bound
        return known if known is not None and known.points <= bound.points else bound

    def _show(self, state: BoundState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()
