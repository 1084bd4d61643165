"""Makes the roadbook of the open tour whenever it changes, once for all panels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.tour import Tour
from tourplanner.errors import TourPlannerError
from tourplanner.gui.open_tour import OpenTour


class RoadbookFeed(QObject):
    """`changed` carries the roadbook; None while the tour has no plan."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, open_tour: OpenTour, make: Callable[[Tour], Roadbook]) -> None:
        super().__init__()
        self._open_tour = open_tour
        self._make = make
        self._of: Tour | None = None
        self.book: Roadbook | None = None
        open_tour.shown.connect(self.refresh)

    def refresh(self) -> None:
        """Make the roadbook of the tour as it is; nothing is made twice."""
        tour = self._open_tour.tour
        if tour is not self._of:
            self._of = tour
            try:
                self.book = self._make(tour) if tour.itinerary is not None else None
            except TourPlannerError as error:
                self.book = None
                self.failed.emit(error)
        self.changed.emit(self.book)
