"""Searches side by side, a thread each, that share their best plan at fixed points."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tourplanner.planning._search import Search

EXCHANGES = 2
"""Into so many parts the schedule is cut; between them every search gets the best plan."""


class Team:
    """Searches with seeds of their own; the caller's thread runs the first of them.

    All wait for each other after every slice, and the plan shared is the best one, of equal ones
    the first: so with a number of iterations no plan depends on which thread is quicker.
    """

    def __init__(self, searches: Sequence[Search], pool: ThreadPoolExecutor) -> None:
        self._mates = [_Mate(search) for search in searches]
        self._pool = pool
        self._exchanged = 0

    @property
    def best(self) -> Search:
        """The search that has the best plan."""
        return max((mate.search for mate in self._mates), key=lambda search: search.objective)

    @property
    def iterations(self) -> int:
        """Of all searches together."""
        return sum(mate.search.iterations for mate in self._mates)

    @property
    def iterations_each(self) -> int:
        """Every search has made at least so many."""
        return min(mate.search.iterations for mate in self._mates)

    def construct(self) -> None:
        """The first plan of each, before any improvement."""
        for mate in self._mates:
            mate.search.construct()

    def advance_to(self, most: int, room_s: float) -> None:
        """About `room_s` of a schedule of `most` iterations for each search."""
        part = self.iterations_each * EXCHANGES // most
        self._exchange_before(part)
        goal = -(-most * (part + 1) // EXCHANGES)
        behind = [mate for mate in self._mates if mate.search.iterations < goal]
        others = [self._pool.submit(mate.run_to, goal, most, room_s) for mate in behind[1:]]
        behind[0].run_to(goal, most, room_s)
        for other in others:
            other.result()

    def advance_at(self, progress: float, room_s: float) -> None:
        """About `room_s` at this point, from 0 to 1, of a schedule that follows the clock."""
        self._exchange_before(int(progress * EXCHANGES))
        others = [self._pool.submit(mate.run_at, progress, room_s) for mate in self._mates[1:]]
        self._mates[0].run_at(progress, room_s)
        for other in others:
            other.result()

    def _exchange_before(self, part: int) -> None:
        if part <= self._exchanged:
            return
        self._exchanged = part
        best = self.best
        for mate in self._mates:
            if mate.search.objective < best.objective:
                mate.search.adopt(best)


class _Mate:
    """One search and how fast it is."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self._last = 0
        self._each_s = 1e-7

    def run_to(self, goal: int, most: int, room_s: float) -> None:
        done = self.search.iterations
        begun = time.perf_counter()
        count = min(self._count(room_s), goal - done)
        self.search.run(count, 0.0, done, 1.0 / most)
        self._note(count, begun)

    def run_at(self, progress: float, room_s: float) -> None:
        begun = time.perf_counter()
        count = self._count(room_s)
        self.search.run(count, progress, 0, 0.0)
        self._note(count, begun)

    def _count(self, room_s: float) -> int:
        """Iterations that fit into `room_s`, few while it is not known how long they take."""
        if self._last == 0:
            return 1
        return max(1, min(2 * self._last + 8, int(room_s / self._each_s)))

    def _note(self, count: int, begun: float) -> None:
        self._last = count
        self._each_s = max((time.perf_counter() - begun) / count, 1e-7)
