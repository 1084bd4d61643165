"""One bound under way: price, list, choose, until it meets the plan or time is over."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from tourplanner.planning.bound_answer import Bound
from tourplanner.planning.bound_columns import Columns
from tourplanner.planning.bound_cuts import broken_cuts
from tourplanner.planning.bound_first import first_bound, first_prices
from tourplanner.planning.bound_master import Master, Mixture
from tourplanner.planning.bound_pool import RoutePool
from tourplanner.planning.bound_pricing import Pricing, route_of
from tourplanner.planning.bound_rows import Duals, rows_of
from tourplanner.planning.bound_tree import ChoiceTree
from tourplanner.planning.plan import Plan
from tourplanner.planning.prepared import PreparedProblem

FINENESS_BITS = 20
"""Prices are whole multiples of 2 ** -20 of a point, coarser where values are huge."""
MOST_BITS = 36
"""Values in units fit so many bits, prices eight more: sums over a route then fit 61."""
PENALTY = 64
"""What leaving a row unmet costs in the master, in ranges of the objective."""
CUTS_PER_ROUND = 12
MOST_CUTS = 120
POOL_CUTS_PER_ROUND = 30
MOST_POOL_CUTS = 150
LARGEST_POOL = 30_000
SHARES = (1.0, 0.5, 0.25, 0.12)
"""Parts of the gap within which routes are listed, the largest that there is time for."""


class BoundRun:
    """Lowers the bound on a plan."""

    def __init__(
        self,
        prepared: PreparedProblem,
        plan: Plan,
        time_limit_s: float,
        should_stop: Callable[[], bool],
        on_bound: Callable[[Bound], None] | None,
        pool: ThreadPoolExecutor,
    ) -> None:
        self._begun = time.perf_counter()
        self._limit, self._should_stop, self._on_bound = time_limit_s, should_stop, on_bound
        self._prepared, self._plan, self._pool = prepared, plan, pool
        self._days = len(prepared.problem.days)
        self._rows = rows_of(prepared, plan)
        self._all_met = _meets_all_it_could(prepared, plan)
        self._iterations = 0
        self._value: int | None = None
        self._tried_gap, self._retry_s = float("inf"), 0.0
        self._share = 0
        scores = int(self._rows.kinds.full.sum())
        legs = len(prepared.problem.candidates) + self._days
        self._range = scores + legs * int(prepared.cost_out.max(initial=0)) + 1
        self._unit = 1 << max(min(FINENESS_BITS, MOST_BITS - self._range.bit_length()), 0)
        self._first = self._first_duals()
        self._note(first_bound(prepared))

    def _first_duals(self) -> Duals:
        nothing = np.zeros(0, np.int64)
        prices = np.zeros(self._rows.count, np.int64)
        prices[: self._prepared.candidate_count] = self._unit * first_prices(self._prepared)
        return Duals(prices, nothing, np.zeros(self._rows.kinds.ranks, np.int64))

    def _elapsed(self) -> float:
        return time.perf_counter() - self._begun

    def _remaining(self) -> float:
        return self._limit - self._elapsed()

    def _is_over(self) -> bool:
        return self._remaining() <= 0 or self._should_stop()

    def final(self) -> Bound:
        """The best bound so far; the plan's own value before there is one."""
        value = self._plan.objective if self._value is None else self._value
        return Bound(value, self._is_exact(), self._elapsed(), self._iterations)

    def _is_exact(self) -> bool:
        return self._value == self._plan.objective and self._all_met

    def _note(self, value: int) -> None:
        value = max(value, self._plan.objective)
        if self._value is None or value < self._value:
            self._value = value
            if self._on_bound is not None:
                self._on_bound(self.final())

    def _gap(self) -> int:
        return self.final().value - self._plan.objective

    def improve(self) -> None:
        """Lower the bound until it meets the plan, time is over, or nothing is left to try."""
        if self._range.bit_length() > MOST_BITS:
            return
        pricing = Pricing(self._prepared, self._rows, self._unit, self._pool)
        columns = self._columns()
        for day, planned in enumerate(self._plan.days):
            for visits in ([visit.candidate for visit in planned.visits], []):
                columns.master.add(route_of(self._prepared, self._rows, day, visits))
        while self._gap() > 0 and not self._is_over():
            mixture = self._converged(columns, pricing, self._plan.objective)
            if mixture is None and not self._is_over() and pricing.forget():
                continue
            if mixture is None or self._gap() == 0:
                return
            if self._listed(columns, pricing):
                return
            if not (
                _forbid_rings(columns.master, pricing, mixture)
                or _cut(columns.master, pricing, mixture, CUTS_PER_ROUND, MOST_CUTS)
            ):
                while not (self._is_over() or self._listed(columns, pricing, patient=True)):
                    pass
                return

    def _columns(self) -> Columns:
        penalty = PENALTY * self._range
        master = Master(self._rows, self._days, float(penalty))
        return Columns(self._rows, master, self._unit, 2 * penalty * self._unit, self._first)

    def _converged(
        self, columns: Columns, source: Pricing | RoutePool, target: int, *, is_part: bool = False
    ) -> Mixture | None:
        before = columns.iterations
        mixture = columns.converge(
            source,
            (lambda _: None)
            if is_part
            else (lambda total: self._note(max(total // self._unit, target))),
            target,
            self._is_over,
        )
        self._iterations += columns.iterations - before
        return mixture

    def _listed(self, columns: Columns, pricing: Pricing, *, patient: bool = False) -> bool:
        """List the routes inside the gap, or a part of it; True when nothing is left to do."""
        while columns.valuation is not None and self._gap() > 0:
            proven = columns.valuation.total // self._unit - self._plan.objective
            if not patient and proven > 0.9 * self._tried_gap and self._elapsed() < self._retry_s:
                return False
            target = self._plan.objective + int(self._gap() * (1 - SHARES[self._share]))
            until = self._elapsed() + (self._limit if patient else max(0.3, 0.5 * self._elapsed()))
            tables = pricing.all_routes(
                columns.valuation.duals,
                columns.valuation.thresholds(target, self._unit),
                lambda until=until: self._is_over() or self._elapsed() > until,  # type: ignore[misc]
            )
            if tables is None:
                self._tried_gap, self._retry_s = proven, 2 * self._elapsed()
                if self._share == len(SHARES) - 1:
                    return patient
                self._share += 1
                return False
            value = self._chosen(RoutePool(self._rows, self._unit, tables), target)
            if value is None or value > target or target == self._plan.objective:
                return True
            self._tried_gap, self._share = float("inf"), max(self._share - 1, 0)
        return False

    def _chosen(self, pool: RoutePool, target: int) -> int | None:
        """What the best choice from the pool is worth, at least `target`; None when stopped."""
        columns = self._columns()
        while True:
            mixture = self._converged(columns, pool, target)
            if self.final().value <= target:
                return target
            if mixture is None or columns.valuation is None:
                return None
            thresholds = columns.valuation.thresholds(target, self._unit)
            pool.reduce(columns.valuation.duals, thresholds)
            has_new_cuts = _cut(columns.master, pool, mixture, POOL_CUTS_PER_ROUND, MOST_POOL_CUTS)
            if not has_new_cuts:
                break
            columns.drop_below(thresholds)
        if pool.size > LARGEST_POOL:
            return None
        tree = ChoiceTree(
            self._rows.kinds,
            target,
            self._unit,
            self._columns,
            lambda part, routes, enough: self._converged(part, routes, enough, is_part=True),
        )
        tree.start(columns, pool, mixture)
        while not tree.is_done and tree.split():
            self._note(tree.bound)
        self._note(tree.bound)
        return tree.bound if tree.is_done else None


def _meets_all_it_could(prepared: PreparedProblem, plan: Plan) -> bool:
    """Whether every demand that the plan leaves unmet is closed on all days."""
    return not any(
        prepared.is_open(u, day)
        for u in plan.unplaced_required
        for day in range(len(prepared.problem.days))
    )


def _forbid_rings(master: Master, pricing: Pricing, mixture: Mixture) -> bool:
    """Let stops remember the visits that routes in use make twice; False when there are none."""
    pairs = set()
    for k in np.flatnonzero(mixture.weights > 1e-6):
        visits = master.routes[k].visits
        last: dict[int, int] = {}
        for place, u in enumerate(visits):
            if u in last:
                pairs |= {(i, u) for i in visits[last[u] + 1 : place]}
            last[u] = place
    if pairs:
        pricing.remember(pairs)
        master.drop([k for k, route in enumerate(master.routes) if not pricing.is_kept(route)])
    return bool(pairs)


def _cut(
    master: Master, source: Pricing | RoutePool, mixture: Mixture, most: int, most_in_all: int
) -> bool:
    """Add the cuts that the mixture breaks; False when there are none or enough."""
    used = [
        (frozenset(master.routes[k].visits), float(mixture.weights[k]))
        for k in np.flatnonzero(mixture.weights > 1e-6)
    ]
    room = min(most, most_in_all - len(master.cuts))
    chosen = broken_cuts(used, set(master.cuts), room)
    for cut in chosen:
        master.add_cut(cut)
    source.set_cuts(master.cuts)
    return bool(chosen)
