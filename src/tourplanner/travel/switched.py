"""Travel times whose source can be changed while the program runs: estimates, or a pack's roads."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from tourplanner.domain.place import Coordinates
from tourplanner.domain.reach import Reach
from tourplanner.domain.travel import TravelLimits, TravelMatrix, TravelMode, TravelTime, Way
from tourplanner.travel.estimate import EstimatedTravel
from tourplanner.travel.matrix import RoutedTravel

WAYS_KEPT = 4000
"""Ways of single journeys; a long tour has a few hundred."""

Journey = tuple[Coordinates, Coordinates, TravelMode]


class SwitchedTravel:
    """TravelTimes, Reachability and RouteLines by whoever is in use; for any thread."""

    def __init__(self, roads: RoutedTravel | None = None) -> None:
        self._estimates = EstimatedTravel()
        self._roads = roads
        self._door = threading.Lock()
        self._ways: dict[Journey, Way] = {}

    def use(self, roads: RoutedTravel | None) -> None:
        """Ask `roads` from now on; None goes back to estimates."""
        with self._door:
            self._roads = roads
            self._ways = {}

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

    def way(self, start: Coordinates, end: Coordinates, mode: TravelMode) -> Way:
        """The way on the roads, found once; with an empty line when there is none."""
        key = (start, end, mode)
        with self._door:
            roads, kept = self._roads, self._ways
        if roads is None:
            return Way()
        found = kept.get(key)
        if found is None:
            found = roads.way(start, end, mode)
            with self._door:
                while len(kept) >= WAYS_KEPT:
                    kept.pop(next(iter(kept)))
                kept[key] = found
        return found
