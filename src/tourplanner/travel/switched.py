"""Travel times whose source can be changed while the program runs: estimates, or a pack's roads."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from tourplanner.domain.place import Coordinates
from tourplanner.domain.reach import Reach
from tourplanner.domain.travel import TravelLimits, TravelMatrix, TravelMode, TravelTime
from tourplanner.travel.estimate import EstimatedTravel
from tourplanner.travel.matrix import RoutedTravel

LINES_KEPT = 4000
"""Ways of single journeys; a long tour has a few hundred."""

Journey = tuple[Coordinates, Coordinates, TravelMode]


class SwitchedTravel:
    """TravelTimes, Reachability and RouteLines by whoever is in use; for any thread."""

    def __init__(self, roads: RoutedTravel | None = None) -> None:
        self._estimates = EstimatedTravel()
        self._roads = roads
        self._door = threading.Lock()
        self._lines: dict[Journey, tuple[Coordinates, ...]] = {}

    def use(self, roads: RoutedTravel | None) -> None:
        """Ask `roads` from now on; None goes back to estimates."""
        with self._door:
            self._roads = roads
            self._lines = {}

    def matrix(self, points: Sequence[Coordinates], limits: TravelLimits) -> TravelMatrix:
        """Journeys between all ordered pairs of `points`."""
        return (self._roads or self._estimates).matrix(points, limits)

    def journeys_from(
        self, start: Coordinates, points: Sequence[Coordinates], mode: TravelMode
    ) -> tuple[TravelTime | None, ...]:
        """The journey by `mode` to each of `points`."""
        return (self._roads or self._estimates).journeys_from(start, points, mode)

    def reach(self, start: Coordinates, minutes: int, mode: TravelMode) -> Reach:
        """The ground within `minutes`."""
        return (self._roads or self._estimates).reach(start, minutes, mode)

    def line(
        self, start: Coordinates, end: Coordinates, mode: TravelMode
    ) -> tuple[Coordinates, ...]:
        """The way on the roads, found once; empty when there is none."""
        key = (start, end, mode)
        with self._door:
            roads, kept = self._roads, self._lines
        if roads is None:
            return ()
        found = kept.get(key)
        if found is None:
            found = roads.line(start, end, mode)
            with self._door:
                while len(kept) >= LINES_KEPT:
                    kept.pop(next(iter(kept)))
                kept[key] = found
        return found
