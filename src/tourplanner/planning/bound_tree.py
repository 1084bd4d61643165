"""The best choice of one listed route per day: branch and bound on which day has which visit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heapify, heappush

import numpy as np

from tourplanner.planning.bound_columns import Columns
from tourplanner.planning.bound_kinds import Kinds
from tourplanner.planning.bound_master import Mixture
from tourplanner.planning.bound_pool import RoutePool

MADE_FIRST = 4.0
"""How much more it counts that it is open whether a visit is made than on which day."""


@dataclass(order=True, slots=True)
class _Node:
    """A part of the choices, and what it is worth at most; dearest first."""

    order: tuple[int, int]
    columns: Columns = field(compare=False)
    pool: RoutePool = field(compare=False)
    mixture: Mixture = field(compare=False)


class ChoiceTree:
    """Open parts of the choices from a pool."""

    def __init__(
        self,
        kinds: Kinds,
        target: int,
        unit: int,
        columns: Callable[[], Columns],
        converged: Callable[[Columns, RoutePool, int], Mixture | None],
    ) -> None:
        self._kinds, self._best, self._unit = kinds, target, unit
        self._columns, self._converged = columns, converged
        self._open: list[_Node] = []
        self._count = 0

    def start(self, columns: Columns, pool: RoutePool, mixture: Mixture) -> None:
        """Begin with a pool whose columns have converged."""
        self._put(columns, pool, mixture)

    @property
    def bound(self) -> int:
        """No choice is worth more, unless it is worth no more than the target."""
        return max(self._best, -self._open[0].order[0]) if self._open else self._best

    @property
    def is_done(self) -> bool:
        """Whether `bound` is the target or the value of a choice."""
        return self.bound == self._best

    def split(self) -> bool:
        """Split the dearest part; False when stopped, `bound` then holds as before."""
        node = self._open[0]
        shares = _shares(node)
        undecided = [u for u in shares if not node.pool.has_decided(u)]
        if not undecided:  # a single choice, noted unless rounding keeps it from being whole
            if not node.mixture.is_whole:
                self._best = max(self._best, -node.order[0])
            self._drop(node)
            return True
        u = max(undecided, key=lambda u: (_openness(shares[u]), -u))
        for pool in _parts(node.pool, u):
            columns = self._columns()
            for cut in node.columns.master.cuts:
                columns.master.add_cut(cut)
            mixture = self._converged(columns, pool, self._best)
            if mixture is None:
                return False
            self._put(columns, pool, mixture)
        self._drop(node)
        return True

    def _drop(self, node: _Node) -> None:
        self._open.remove(node)
        heapify(self._open)

    def _put(self, columns: Columns, pool: RoutePool, mixture: Mixture) -> None:
        """Keep a part that can beat the best choice so far, note the choice that it may be.

        Rounding of what visits of a kind count can leave the part worth more than the choice.
        """
        valuation = columns.valuation
        if valuation is None or valuation.total // self._unit <= self._best:
            return
        if mixture.is_whole:
            chosen = [columns.master.routes[k] for k in np.flatnonzero(mixture.weights > 0.5)]
            extra = self._kinds.counted({u for route in chosen for u in route.visits})
            self._best = max(self._best, sum(route.value for route in chosen) + extra)
            if valuation.total // self._unit <= self._best or not self._kinds.ranks:
                return
        pool.reduce(valuation.duals, valuation.thresholds(self._best, self._unit))
        self._count += 1
        heappush(
            self._open,
            _Node((-(valuation.total // self._unit), self._count), columns, pool, mixture),
        )


def _shares(node: _Node) -> dict[int, dict[int, float]]:
    """How much of each visit is made on each day."""
    shares: dict[int, dict[int, float]] = {}
    for k in np.flatnonzero(node.mixture.weights > 1e-9):
        route = node.columns.master.routes[k]
        for u in route.visits:
            days = shares.setdefault(u, {})
            days[route.day] = days.get(route.day, 0.0) + float(node.mixture.weights[k])
    return shares


def _openness(shares: dict[int, float]) -> float:
    """How undecided a visit is: whether it is made, and on which day."""
    made = sum(shares.values())
    days = sum(min(share, abs(1.0 - share)) for share in shares.values())
    return MADE_FIRST * min(made, abs(1.0 - made)) + days


def _parts(pool: RoutePool, u: int) -> Iterator[RoutePool]:
    """The choices without a visit, and those with it on each day it can be made."""
    days = pool.days_with(u)
    yield pool.without(u, days)
    for day in days:
        yield pool.without(u, [other for other in days if other != day]).only(u, day)
