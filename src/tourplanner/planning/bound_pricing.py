"""Prices all days at once on a few threads, and answers a request to stop while they run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tourplanner.planning._pricing import DayPricer
from tourplanner.planning._routes import routes_above
from tourplanner.planning.bound_layout import lay_out
from tourplanner.planning.bound_rows import Duals, Ints, Route, Rows
from tourplanner.planning.prepared import PreparedProblem

ASK_S = 0.05
"""How often running work is asked whether it should stop."""
NEAR, NEAR_IN_CROWD, CROWD = 6, 2, 160
"""Visits that a stop remembers at first, fewer on days with more open sites than a crowd."""
FEWER = (3, 6)
"""Visits remembered by the quick labellings that prepare an enumeration."""
BOLDEST, MEEKEST, ENOUGH = 0.9, 0.1, 0.5
"""How promising the beginnings of rough pricing are at first and at last, and when they do."""
HOPELESS = 0.99
"""Above this share of what no route can earn, labelling is given up for the visits remembered."""
EASING = 0.05
"""How much less promising a beginning may be the next time when memory was enough."""
MOST_ROUTES = 200_000
MOST_PARTIAL = 1_500_000
NOTHING = -(1 << 60)

Bools = NDArray[np.bool_]
Result = TypeVar("Result")
Offers = tuple[list[int], list[Route]]


class Pricing:
    """A pricer per day, with the ng-sets they share."""

    def __init__(
        self,
        prepared: PreparedProblem,
        rows: Rows,
        unit: int,
        pool: ThreadPoolExecutor,
    ) -> None:
        self._prepared, self._rows, self._unit, self._pool = prepared, rows, unit, pool
        self._days = [
            DayPricer(lay_out(prepared, day)) for day in range(len(prepared.problem.days))
        ]
        crowd = max(len(pricer.candidates) for pricer in self._days)
        self._size = NEAR if crowd <= CROWD else NEAR_IN_CROWD
        self._rough_share = [BOLDEST] * len(self._days)
        self._exact_share = [0.0] * len(self._days)
        self._near = first_memory(prepared, self._size)
        self._local = [{int(u): k for k, u in enumerate(day.candidates)} for day in self._days]
        for pricer in self._days:
            pricer.set_cuts([])
        self.remember(set())

    def remember(self, pairs: set[tuple[int, int]]) -> None:
        """Let stop i remember a visit of j, for each pair (i, j)."""
        for i, j in pairs:
            self._near[i, j] = True
        for pricer in self._days:
            pricer.remember(self._near_on(pricer))

    def forget(self) -> bool:
        """Let stops remember less, so that labelling needs less memory; False when at the least.

        What was learned by `remember` is lost; routes with more rings count, bounds are weaker.
        """
        if self._size == 1:
            return False
        self._size = self._size // 2
        self._near = first_memory(self._prepared, self._size)
        self.remember(set())
        return True

    def _near_on(self, pricer: DayPricer) -> Bools:
        return self._near[np.ix_(pricer.candidates, pricer.candidates)]

    def is_kept(self, route: Route) -> bool:
        """Whether a route visits no candidate again that it remembers."""
        memory: set[int] = set()
        for u in route.visits:
            if u in memory:
                return False
            memory = {v for v in memory if self._near[u, v]} | {u}
        return True

    def set_cuts(self, cuts: Sequence[Sequence[int]]) -> None:
        """Let routes pay for every second visit of each cut."""
        for pricer, local in zip(self._days, self._local, strict=True):
            pricer.set_cuts([[local[u] for u in cut if u in local] for cut in cuts])

    def offers(
        self,
        duals: Duals,
        floors: Sequence[int],
        most: int,
        is_over: Callable[[], bool],
        *,
        is_rough: bool = False,
    ) -> Offers | None:
        """What no route of each day exceeds, at least its floor, and routes above it.

        A rough answer looks at the most promising beginnings only, and at more of them until it
        has found something. None when stopped or out of memory.
        """
        profits = self._rows.profits(duals, self._unit)
        shares = self._rough_share
        found: list[list[Route]] = []
        while not any(found):
            tasks = [
                self._pool.submit(
                    self._priced, day, profits[day], duals.cuts, floors[day], most, is_rough
                )
                for day in range(len(self._days))
            ]
            self._wait(tasks, is_over)
            answers = [None if task.cancelled() else task.result() for task in tasks]
            found = [answer for answer in answers if answer is not None]
            if len(found) < len(answers):
                return None
            if not is_rough or not any(shares):
                break
            for day, routes in enumerate(found):
                shares[day] = _next_share(shares[day], len(routes) / most)
        best = [pricer.ceiling if is_rough else pricer.best for pricer in self._days]
        return best, [route for routes in found for route in routes]

    def _priced(
        self,
        day: int,
        profits: Ints,
        penalties: Ints,
        floor: int,
        most: int,
        is_rough: bool,
    ) -> list[Route] | None:
        """Routes of a day; as much is looked at as memory allows. None when stopped."""
        pricer, shares = self._days[day], self._rough_share if is_rough else self._exact_share
        local = profits[pricer.candidates]
        while not pricer.price(local, penalties, self._unit, floor, most, is_rough, shares[day]):
            if not pricer.is_full or shares[day] > HOPELESS:
                return None
            shares[day] += (1.0 - shares[day]) / 3
        routes = [
            self._route(day, [int(pricer.candidates[u]) for u in visits])
            for _, visits in pricer.routes()
        ]
        pricer.trim()
        if not is_rough:
            shares[day] = max(0.0, shares[day] - EASING)
        return routes

    def all_routes(
        self, duals: Duals, thresholds: Sequence[int], is_over: Callable[[], bool]
    ) -> list[tuple[NDArray[np.int64], Ints, Ints]] | None:
        """For each day every route with a reward above its threshold, the cheapest order of each.

        As (candidates visited one route after the other, where each begins, values). None when
        stopped or when they are too many.
        """
        profits = self._rows.profits(duals, self._unit)
        tasks = [
            self._pool.submit(
                routes_above,
                pricer,
                profits[day, pricer.candidates],
                duals.cuts,
                self._unit,
                thresholds[day],
                [
                    first_memory(self._prepared, few)[np.ix_(pricer.candidates, pricer.candidates)]
                    & self._near_on(pricer)
                    for few in FEWER
                ]
                + [self._near_on(pricer)],
                MOST_ROUTES,
                MOST_PARTIAL,
            )
            for day, pricer in enumerate(self._days)
        ]
        self._wait(tasks, is_over)
        self.remember(set())
        for pricer in self._days:
            pricer.trim()
        found = []
        for pricer, task in zip(self._days, tasks, strict=True):
            table = None if task.cancelled() else task.result()
            if table is None:
                return None
            visited, cost = table
            route, node = np.nonzero(visited)
            candidates = pricer.candidates[node]
            offsets = np.searchsorted(route, np.arange(len(cost) + 1))
            scores = np.concatenate([[0], np.cumsum(self._rows.value[candidates])])
            value = scores[offsets[1:]] - scores[offsets[:-1]] - cost
            found.append((candidates, offsets.astype(np.int64), value))
        return found

    def _wait(self, tasks: Sequence[Future[Result]], is_over: Callable[[], bool]) -> None:
        waiting = set(tasks)
        while waiting:
            _, waiting = wait(waiting, timeout=ASK_S)
            if waiting and is_over():
                for task in waiting:
                    task.cancel()
                while waiting:
                    for pricer in self._days:
                        pricer.stop()
                    _, waiting = wait(waiting, timeout=0.005)

    def _route(self, day: int, visits: Sequence[int]) -> Route:
        return route_of(self._prepared, self._rows, day, visits)


def _next_share(share: float, success: float) -> float:
    """The next part of the way up to what no route can earn that a beginning has to promise."""
    if success == 1.0:
        return min(BOLDEST, share + (1.0 - share) / 4)
    if success > ENOUGH:
        return share
    return 0.7 * share if share > MEEKEST else 0.0


def route_of(prepared: PreparedProblem, rows: Rows, day: int, visits: Sequence[int]) -> Route:
    """The route with its value: weighted scores less weighted legs."""
    problem = prepared.problem
    sites, days = len(problem.candidates), len(problem.days)
    stops = [sites + day, *visits, sites + days + day]
    cost = int(prepared.cost_out[stops[:-1], stops[1:]].sum(dtype=np.int64))
    return Route(day, tuple(visits), int(rows.value[list(visits)].sum()) - cost)


def first_memory(prepared: PreparedProblem, size: int) -> Bools:
    """near[i, j]: whether stop i remembers a visit of j; the `size` nearest, itself counted.

    Visits that take no time remember each other: a ring of them would never end.
    """
    count = prepared.candidate_count
    near = np.eye(count, dtype=np.bool_)
    nearest = prepared.neighbours[:, : size - 1]
    near[np.arange(count)[:, None], nearest] = True
    timeless = prepared.duration[:count] == 0
    result: Bools = near | np.outer(timeless, timeless)
    return result
