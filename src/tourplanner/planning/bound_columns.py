"""Column generation: prices and mixtures of routes improve each other until they agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from tourplanner.planning.bound_master import Master, Mixture, cut_use
from tourplanner.planning.bound_rows import Duals, Floats, Ints, Route, Rows

ROUTES_PER_DAY = 40
SMOOTHING = 0.6
"""How much of the best prices so far is kept (Wentges 1997, Pessoa and others 2018)."""
SMOOTHING_STEP = 0.3
FEW = 30
"""New routes of an exact pricing after which quick pricing is tried again."""
WORTH_ADDING = 1e-6
NOTHING = -(1 << 60)


class RouteSource(Protocol):
    """Finds the dearest routes under given prices."""

    def offers(
        self,
        duals: Duals,
        floors: Sequence[int],
        most: int,
        is_over: Callable[[], bool],
        *,
        is_rough: bool = False,
    ) -> tuple[list[int], list[Route]] | None:
        """The best reward of each day, at least its floor, and routes above it; None: stopped."""


@dataclass(frozen=True, slots=True, eq=False)
class Valuation:
    """Prices, what each day's dearest route earns under them, and what they prove in units."""

    duals: Duals
    best: list[int]
    total: int

    def thresholds(self, target: int, unit: int) -> list[int]:
        """The reward that a route has to exceed, by day, to be part of a plan above `target`."""
        spare = self.total - (target + 1) * unit + 1
        return [best - spare for best in self.best]


class Columns:
    """A master problem and what is known of its prices."""

    def __init__(self, rows: Rows, master: Master, unit: int, most: int, center: Duals) -> None:
        self._rows, self.master, self._unit, self._most = rows, master, unit, most
        self.center = center
        self.valuation: Valuation | None = None
        self.iterations = 0

    def converge(
        self,
        source: RouteSource,
        note: Callable[[int], None],
        enough: int,
        is_over: Callable[[], bool],
    ) -> Mixture | None:
        """The best mixture of all routes of the source; None when stopped before.

        `note` gets every total that is proven, in units. `valuation` is the best of them; at
        `enough` or less the search ends.
        """
        center, is_learning = self._padded(self.center), self.valuation is None
        self.valuation = None
        least: int | None = None
        smoothing, is_rough = SMOOTHING, True
        while not is_over():
            mixture = self.master.solve(is_over)
            if mixture is None:
                return None
            exact = self._exact(mixture)
            duals = exact if smoothing == 0.0 else self._between(center, exact, smoothing)
            self.iterations += 1
            found = source.offers(
                duals, self._floors(mixture, duals), ROUTES_PER_DAY, is_over, is_rough=is_rough
            )
            if found is None:
                return None
            best, routes = found
            new = self._add(routes, exact, mixture)
            total = sum(best) + self._rows.worth(duals)
            note(total)
            if is_rough:
                if is_learning and (least is None or total < least):
                    least, center = total, duals
                is_rough = new > FEW or (new == 0 and smoothing > 0.0)
                smoothing = SMOOTHING if new else max(0.0, smoothing - SMOOTHING_STEP)
                continue
            if self.valuation is None or total < self.valuation.total:
                self.valuation = Valuation(duals, best, total)
                self.center = center = duals
            proven = self.valuation.total // self._unit
            if proven <= max(enough, int(np.floor(mixture.value + 1e-6))):
                return mixture
            if new == 0 and smoothing == 0.0:
                return mixture
            smoothing = SMOOTHING if new else max(0.0, smoothing - SMOOTHING_STEP)
            is_rough = new > FEW
        return None

    def _exact(self, mixture: Mixture) -> Duals:
        def paid(duals: Floats) -> Ints:
            whole = np.clip(np.rint(duals * self._unit), 0, self._most)
            return whole.astype(np.int64)

        return Duals(
            self._rows.priced(mixture.duals, self._unit, self._most),
            paid(mixture.cut_duals),
            paid(mixture.rank_duals),
        )

    def _padded(self, duals: Duals) -> Duals:
        """The same prices where cuts have been added since."""
        missing = len(self.master.cuts) - len(duals.cuts)
        cuts = np.concatenate([duals.cuts, np.zeros(missing, np.int64)])
        return Duals(duals.rows, cuts, duals.ranks)

    def _between(self, center: Duals, exact: Duals, share: float) -> Duals:
        def mixed(a: Ints, b: Ints) -> Ints:
            return np.rint(share * a + (1 - share) * b).astype(np.int64)

        return Duals(
            mixed(center.rows, exact.rows),
            mixed(center.cuts, exact.cuts),
            mixed(center.ranks, exact.ranks),
        )

    def _floors(self, mixture: Mixture, duals: Duals) -> list[int]:
        """The best reward of the routes in use, by day."""
        profits = self._rows.profits(duals, self._unit)
        floors = [NOTHING] * len(profits)
        for k in np.flatnonzero(mixture.weights > 1e-9):
            route = self.master.routes[k]
            floors[route.day] = max(floors[route.day], self._reward(route, profits, duals))
        return floors

    def _reward(self, route: Route, profits: Ints, duals: Duals) -> int:
        visits = list(route.visits)
        cost = int(self._rows.value[visits].sum()) - route.value
        reward = int(profits[route.day, visits].sum()) - self._unit * cost
        for cut, price in zip(self.master.cuts, duals.cuts, strict=True):
            if price:
                reward -= int(price) * cut_use(cut, route)
        return reward

    def _add(self, routes: Sequence[Route], exact: Duals, mixture: Mixture) -> int:
        """Add the routes that the mixture gains by; how many were new."""
        profits = self._rows.profits(exact, self._unit)
        new = 0
        for route in routes:
            gain = self._reward(route, profits, exact) / self._unit
            if gain - mixture.day_duals[route.day] > WORTH_ADDING and self.master.add(route):
                new += 1
        return new

    def drop_below(self, thresholds: Sequence[int]) -> None:
        """Remove routes whose reward under the best prices is not above the day's threshold."""
        if self.valuation is not None:
            duals = self._padded(self.valuation.duals)
            profits = self._rows.profits(duals, self._unit)
            self.master.drop(
                [
                    k
                    for k, route in enumerate(self.master.routes)
                    if self._reward(route, profits, duals) <= thresholds[route.day]
                ]
            )
