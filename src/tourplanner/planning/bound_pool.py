"""All day routes that a better plan could use, priced by looking at each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from tourplanner.planning.bound_rows import Duals, Ints, Route, Rows

Bools = NDArray[np.bool_]


class RoutePool:
    """Routes of every day; the same answers as `Pricing`, and it shrinks as prices improve.

    Each route's candidates are followed by one that is worth nothing, so that none is empty.
    """

    def __init__(self, rows: Rows, unit: int, days: Sequence[tuple[Ints, Ints, Ints]]) -> None:
        self._rows, self._unit = rows, unit
        self._days = [_Day(*table, len(rows.value)) for table in days]
        self._cuts: list[tuple[int, ...]] = []
        scores = np.append(rows.value, 0)
        for day in self._days:
            day.cost = day.sums(scores) - day.value

    @property
    def size(self) -> int:
        """Number of routes left."""
        return sum(len(day.value) for day in self._days)

    def set_cuts(self, cuts: Sequence[tuple[int, ...]]) -> None:
        """Let routes pay for every second visit of each cut."""
        known = len(self._cuts) if cuts[: len(self._cuts)] == self._cuts else 0
        self._cuts = list(cuts)
        for day in self._days:
            day.hits = day.hits[:known] + [day.hit(cut) for cut in cuts[known:]]

    def rewards(self, duals: Duals) -> list[Ints]:
        """Exact reward of every route, by day."""
        profits = self._rows.profits(duals, self._unit)
        table = []
        for number, day in enumerate(self._days):
            rewards = day.sums(np.append(profits[number], 0)) - self._unit * day.cost
            for price, hit in zip(duals.cuts, day.hits, strict=True):
                if price:
                    rewards[hit] -= price
            table.append(rewards)
        return table

    def offers(
        self,
        duals: Duals,
        floors: Sequence[int],
        most: int,
        is_over: Callable[[], bool],
        *,
        is_rough: bool = False,
    ) -> tuple[list[int], list[Route]] | None:
        """The best reward of each day, and the `most` best routes above the floors.

        A day without a route has no plan: its reward is its floor. None when stopped.
        """
        if is_over():
            return None
        best, routes = [], []
        for day, rewards in enumerate(self.rewards(duals)):
            best.append(max(floors[day], int(rewards.max(initial=floors[day]))))
            order = np.argsort(-rewards, kind="stable")[:most]
            routes += [
                self._days[day].route(day, int(k)) for k in order if rewards[k] > floors[day]
            ]
        return best, routes

    def reduce(self, duals: Duals, thresholds: Sequence[int]) -> None:
        """Forget the routes whose reward is not above the threshold of their day."""
        for number, rewards in enumerate(self.rewards(duals)):
            self._days[number].keep(rewards > thresholds[number])

    def days_with(self, u: int) -> list[int]:
        """The days on which some route visits a candidate."""
        return [day for day, routes in enumerate(self._days) if routes.visits(u).any()]

    def has_decided(self, u: int) -> bool:
        """Whether one day's routes all visit a candidate and those of no other day do."""
        days = self.days_with(u)
        return len(days) == 1 and bool(self._days[days[0]].visits(u).all())

    def without(self, u: int, days: Sequence[int]) -> RoutePool:
        """The pool less the routes of some days that visit a candidate."""
        return self._kept({day: ~self._days[day].visits(u) for day in days})

    def only(self, u: int, day: int) -> RoutePool:
        """The pool less the routes of a day that do not visit a candidate."""
        return self._kept({day: self._days[day].visits(u)})

    def _kept(self, kept: Mapping[int, Bools]) -> RoutePool:
        pool = copy(self)
        pool._days = [copy(day) for day in self._days]
        for day, routes in kept.items():
            pool._days[day].keep(routes)
        return pool


class _Day:
    def __init__(self, candidates: Ints, offsets: Ints, value: Ints, nobody: int) -> None:
        self._candidates = np.insert(candidates, offsets[1:], nobody)
        self._offsets = offsets + np.arange(len(offsets))
        self._nobody = nobody
        self.value = self.cost = value
        self.hits: list[NDArray[np.intp]] = []

    def sums(self, profits: Ints) -> Ints:
        if len(self.value) == 0:
            return np.zeros(0, np.int64)
        return np.add.reduceat(profits[self._candidates], self._offsets[:-1])

    def visits(self, u: int) -> Bools:
        kept: Bools = self.sums(np.arange(self._nobody + 1) == u) > 0
        return kept

    def hit(self, cut: tuple[int, ...]) -> NDArray[np.intp]:
        member = np.zeros(self._nobody + 1, np.int64)
        member[list(cut)] = 1
        return np.flatnonzero(self.sums(member) >= 2)

    def route(self, day: int, k: int) -> Route:
        visits = self._candidates[self._offsets[k] : self._offsets[k + 1] - 1]
        return Route(day, tuple(int(u) for u in visits), int(self.value[k]))

    def keep(self, kept: Bools) -> None:
        lengths = np.diff(self._offsets)
        self._candidates = self._candidates[np.repeat(kept, lengths)]
        self._offsets = np.concatenate([[0], np.cumsum(lengths[kept])]).astype(np.int64)
        self.value, self.cost = self.value[kept], self.cost[kept]
        place = np.cumsum(kept) - 1
        self.hits = [place[hit[kept[hit]]] for hit in self.hits]
