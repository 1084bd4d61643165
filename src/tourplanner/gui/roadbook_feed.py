"""Makes the roadbook of the open tour whenever it changes, once for all panels."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.tour import Tour
from tourplanner.errors import TourPlannerError
from tourplanner.gui.open_tour import OpenTour

READY = 3
"""A plan is shown a moment after it was found; by then the next may be there."""


class RoadbookFeed(QObject):
    """`changed` carries the roadbook; None while the tour has no plan."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, open_tour: OpenTour, make: Callable[[Tour], Roadbook]) -> None:
        super().__init__()
        self._open_tour = open_tour
        self._make = make
        self._of: Tour | None = None
        self._ready: deque[Roadbook] = deque(maxlen=READY)
        self.book: Roadbook | None = None
        open_tour.shown.connect(self.refresh)

    def prepare(self, tour: Tour) -> None:
        """Make the roadbook of a plan about to be shown; for the thread that found the plan."""
        with contextlib.suppress(TourPlannerError):  # told when it is shown
            self._ready.append(self._make(tour))

    def refresh(self) -> None:
        """Make the roadbook of the tour as it is; nothing is made twice."""
        tour = self._open_tour.tour
        if tour is not self._of:
            self._of = tour
            try:
                self.book = self._book_of(tour) if tour.itinerary is not None else None
            except TourPlannerError as error:
                self.book = None
                self.failed.emit(error)
        self.changed.emit(self.book)

    def _book_of(self, tour: Tour) -> Roadbook:
        ready = next((book for book in tuple(self._ready) if book.tour == tour), None)
        return ready or self._make(tour)
