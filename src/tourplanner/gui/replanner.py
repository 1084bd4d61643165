"""Keeps the plan in step with the wishes: debounces, starts and drops planning jobs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.tour import Tour, planning_key
from tourplanner.errors import TourPlannerError
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.open_tour import OpenTour
from tourplanner.i18n import _

DEBOUNCE_MS = 300
BETTER_EVERY_MS = 250


class PlanWork(Protocol):
    """Plans a tour on a worker thread; better plans are handed to `on_plan` as they come."""

    def __call__(
        self, tour: Tour, *, afresh: bool, on_plan: Callable[[Tour], None], should_stop: ShouldStop
    ) -> Tour:
        """The tour with its plan, made from the present one unless `afresh`."""
        ...


class Replanner(QObject):
    """Watches an open tour; whenever its plan is stale it has a new one made."""

    state_changed = Signal()
    finished = Signal()
    """A run has ended and its best plan is shown."""
    failed = Signal(object)

    def __init__(
        self,
        open_tour: OpenTour,
        jobs: JobRunner,
        plan: PlanWork,
        debounce_ms: int = DEBOUNCE_MS,
        prepare: Callable[[Tour], None] | None = None,
    ) -> None:
        """`prepare` gets each plan on the worker thread, before it is shown."""
        super().__init__()
        self._open_tour = open_tour
        self._jobs = jobs
        self._plan = plan
        self._prepare = prepare
        self._is_busy = False
        self._has_first = False
        self.found = 0
        """Plans that the present run has found."""
        self._asked: object = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(debounce_ms)
        self._timer.timeout.connect(self.plan_now)
        self._newest: Tour | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._adopt_newest)
        open_tour.tour_changed.connect(self._follow)
        open_tour.loaded.connect(self.drop)

    @property
    def is_busy(self) -> bool:
        """Whether a plan is being made or about to be."""
        return self._is_busy or self._timer.isActive()

    def plan_now(self) -> None:
        """Look for a better plan of the tour as it is, beginning with the one it has."""
        self._begin(_("Plan again"), afresh=False)

    def plan_soon(self) -> None:
        """Look for a plan as after an edit: once nothing more is changed."""
        self._jobs.drop(Channel.PLAN)
        self._is_busy = False
        self._timer.start()
        self.state_changed.emit()

    def plan_afresh(self) -> None:
        """Make a plan as if there were none; days that are kept stay as they are."""
        self._begin(_("Plan afresh"), afresh=True)

    def _begin(self, step: str, *, afresh: bool) -> None:
        self._timer.stop()
        tour = self._open_tour.tour
        self._asked = planning_key(tour)
        self._is_busy = True
        self._newest = None
        self._has_first = False
        self.found = 0
        self._open_tour.begin_planning(step)
        self.state_changed.emit()

        def work(should_stop: ShouldStop, report: Callable[[Tour], None]) -> Tour:
            def ready(planned: Tour) -> Tour:
                if self._prepare is not None:
                    self._prepare(planned)
                return planned

            return ready(
                self._plan(
                    tour,
                    afresh=afresh,
                    on_plan=lambda planned: report(ready(planned)),
                    should_stop=should_stop,
                )
            )

        self._jobs.start(
            Channel.PLAN,
            work,
            on_result=self._take,
            on_error=self._fail,
            on_report=self._hear,
            on_end=self._end,
        )

    def stop(self) -> None:
        """Be content with the best plan so far; none is made until the next edit."""
        self._timer.stop()
        self._jobs.finish_early(Channel.PLAN)
        self.state_changed.emit()

    def drop(self) -> None:
        """Forget the plan being made."""
        self._timer.stop()
        self._pause.stop()
        self._jobs.drop(Channel.PLAN)
        self._asked = None
        self._is_busy = False
        self.state_changed.emit()

    def _follow(self) -> None:
        key = planning_key(self._open_tour.tour)
        if key == self._asked:
            return
        if not self._open_tour.is_stale:
            self.drop()
            return
        self._asked = key
        self.plan_soon()

    def _hear(self, planned: Tour) -> None:
        """The first plan is shown at once, better ones at most four times a second."""
        self._newest = planned
        self.found += 1
        if not self._has_first:
            self._has_first = True
            self._adopt_newest()
        elif not self._pause.isActive():
            self._pause.start(BETTER_EVERY_MS)

    def _adopt_newest(self) -> None:
        newest, self._newest = self._newest, None
        if newest is not None:
            self._open_tour.adopt(newest)

    def _end(self) -> None:
        self._pause.stop()
        self._newest = None
        self._is_busy = False
        self.state_changed.emit()

    def _take(self, planned: Tour) -> None:
        self._open_tour.adopt(planned)
        self._open_tour.end_planning()
        self.state_changed.emit()
        self.finished.emit()

    def _fail(self, error: TourPlannerError) -> None:
        self.failed.emit(error)
