"""The tour being edited, its undo stack, its signals."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour, planning_key
from tourplanner.gui.undo import ReplaceTour, Version

Change = Callable[[Tour], Tour]


class OpenTour(QObject):
    """Holds one tour; every change of it goes through `edit`, every computed plan through `adopt`.

    `loaded` says that another tour took the place of the one before; `tour_changed` that wishes,
    title or plan differ; `itinerary_changed` that the plan differs or became stale or fresh;
    `shown` comes once after all of these.
    """

    loaded = Signal()
    tour_changed = Signal()
    itinerary_changed = Signal()
    selection_changed = Signal(object)
    file_changed = Signal()
    shown = Signal()
    plan_outdated = Signal()
    """A step back or forth brought a plan made with travel times that no longer hold."""

    def __init__(self, tour: Tour, clock_s: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._version = Version(tour, tour.itinerary is None)
        self._clock_s = clock_s
        self._file: Path | None = None
        self._selected: SiteId | None = None
        self._step = ""
        self._replan: ReplaceTour | None = None
        self._travel = 0
        self.stack = QUndoStack(self)

    @property
    def tour(self) -> Tour:
        """The tour as it is now."""
        return self._version.tour

    @property
    def is_stale(self) -> bool:
        """Whether the plan answers older wishes than the present ones."""
        return self._version.is_stale

    @property
    def selected(self) -> SiteId | None:
        """The site that all panels show."""
        return self._selected

    @property
    def file(self) -> Path | None:
        """Where the tour was read from or saved to."""
        return self._file

    @property
    def is_modified(self) -> bool:
        """Whether the file, if any, lacks edits."""
        return not self.stack.isClean()

    def edit(
        self,
        text: str,
        change: Change,
        merge_key: str | None = None,
        *,
        comes_planned: bool = False,
    ) -> None:
        """Apply `change` as one undoable step called `text`.

        Edits with the same `merge_key` within a second become one step. `comes_planned`: the
        change brings a plan that answers its wishes. Raises InvalidEdit for a wish that cannot
        be granted; nothing is changed then.
        """
        before = self._version
        tour = change(before.tour)
        if tour == before.tour:
            return
        if comes_planned:
            is_stale = tour.itinerary is None
        elif tour.itinerary is not before.tour.itinerary:
            is_stale = before.is_stale or tour.itinerary is None
        else:
            is_stale = before.is_stale or planning_key(tour) != planning_key(before.tour)
        after = Version(tour, is_stale, self._travel if comes_planned else before.travel)
        self.stack.push(ReplaceTour(text, before, after, self._show, merge_key, self._clock_s()))

    def begin_planning(self, step: str) -> None:
        """The plans adopted from now on are found by one run.

        When the plan is fresh already they make one undoable step called `step`; otherwise they
        belong to the edit that made it stale.
        """
        self._step = "" if self.is_stale else step
        self._replan = None

    def adopt(self, planned: Tour) -> None:
        """Take the plan of `planned`, found by the present run.

        Ignored when the wishes have changed since, or the step of the run was undone; the newest
        step carries the plan from then on.
        """
        if planning_key(planned) != planning_key(self.tour):
            return
        tour = replace(self.tour, itinerary=planned.itinerary, sites=planned.sites)
        version = Version(tour, is_stale=False, travel=self._travel)
        if self._step and self._replan is None:
            if tour != self.tour:
                self._replan = ReplaceTour(
                    self._step, self._version, version, self._show, None, self._clock_s()
                )
                self.stack.push(self._replan)
            return
        if self._replan is not None and not self._is_done(self._replan):
            return
        index = self.stack.index()
        done = self.stack.command(index - 1) if index > 0 else None
        if isinstance(done, ReplaceTour):
            done.after = version
        ahead = self.stack.command(index) if index < self.stack.count() else None
        if isinstance(ahead, ReplaceTour):
            ahead.before = version
        self._show(version)

    def end_planning(self) -> None:
        """The run is over; when it came back to the plan before it, there is nothing to undo."""
        step, self._replan, self._step = self._replan, None, ""
        if step is None or step.before.tour != step.after.tour:
            return
        if self._is_done(step) and self.stack.command(self.stack.index() - 1) is step:
            step.setObsolete(True)
            self.stack.undo()

    def load(self, tour: Tour, file: Path | None = None, *, is_saved: bool = True) -> None:
        """Edit another tour from now on; the undo stack starts anew."""
        self._replan = None
        self.stack.clear()
        self._version = Version(tour, tour.itinerary is None, self._travel)
        self._file = file
        if not is_saved:
            self.stack.resetClean()
        self.select(None)
        self.loaded.emit()
        self.tour_changed.emit()
        self.itinerary_changed.emit()
        self.file_changed.emit()
        self.shown.emit()

    def outdate(self) -> None:
        """The plan answers the wishes by travel times that no longer hold; so do all before it."""
        self._travel += 1
        if not self.is_stale:
            self._show(replace(self._version, is_stale=True))

    def saved_as(self, file: Path) -> None:
        """The tour as it is now stands in `file`."""
        self._file = file
        self.stack.setClean()
        self.file_changed.emit()

    def select(self, site: SiteId | None) -> None:
        """Show `site` in every panel."""
        if site != self._selected:
            self._selected = site
            self.selection_changed.emit(site)

    def let_go(self) -> None:
        """Say nothing more; the window is going."""
        self.blockSignals(True)
        self.stack.blockSignals(True)

    def _is_done(self, step: ReplaceTour) -> bool:
        """Whether `step` stands and is not undone."""
        return any(self.stack.command(n) is step for n in range(self.stack.index()))

    def _show(self, version: Version) -> None:
        before = self._version
        is_outdated = not version.is_stale and version.travel != self._travel
        if is_outdated:
            version = replace(version, is_stale=True)
        self._version = version
        if version.tour != before.tour:
            self.tour_changed.emit()
        is_other_plan = version.tour.itinerary is not before.tour.itinerary
        if is_other_plan or version.is_stale != before.is_stale:
            self.itinerary_changed.emit()
        self.shown.emit()
        if is_outdated:
            self.plan_outdated.emit()
