"""The master problem: which mixture of day routes is worth most, solved by HiGHS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from highspy._core import _Highs

from tourplanner.planning.bound_kinds import Kinds
from tourplanner.planning.bound_rows import OPEN, Floats, Route, Rows

Cut = tuple[int, ...]
ASK_S = 0.06
"""How long HiGHS works at first before it is asked to stop; it goes on from where it was."""
WHOLE = 1e-5
"""How far from a whole number an amount may be and count as whole."""


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """A solution of the master: its value, how much of each route, and the rows' duals.

    `is_whole`: every row gets what it asks for, and no route is taken in part.
    """

    value: float
    weights: Floats
    duals: Floats
    day_duals: Floats
    cut_duals: Floats
    rank_duals: Floats
    is_whole: bool


class Master:
    """Columns are routes, and ranks of kinds that visits take.

    Rows are those of `Rows`, then one per day, one per rank (taken once), one per visit that
    takes ranks (no more than it is made), then the cuts.

    A cut is a set of three candidates: routes that hold two of them count once, and they
    may count once in all (subset-row inequality of Jepsen and others, 2008).
    """

    def __init__(self, rows: Rows, days: int, penalty: float) -> None:
        self._rows, self._days = rows, days
        self.routes: list[Route] = []
        self.cuts: list[Cut] = []
        self._known: set[Route] = set()
        self._lp = _quiet_solver()
        self._lp.setOptionValue("presolve", "off")
        self._lp.setOptionValue("solver", "simplex")
        self._lp.changeObjectiveSense(highspy.ObjSense.kMaximize)
        for lower, upper in zip(rows.lower, rows.upper, strict=True):
            self._lp.addRow(
                float(lower) if lower > -OPEN else -highspy.kHighsInf,
                float(upper) if upper < OPEN else highspy.kHighsInf,
                0,
                np.zeros(0, np.int32),
                np.zeros(0),
            )
        for _ in range(days):
            self._lp.addRow(1.0, 1.0, 0, np.zeros(0, np.int32), np.zeros(0))
        self._add_kinds(rows.kinds)
        # an artificial column per row that asks for something: the master is never infeasible
        self._artificial = 0
        for row in [*np.flatnonzero(rows.lower > 0), *range(rows.count, rows.count + days)]:
            self._lp.addCol(
                -penalty, 0.0, highspy.kHighsInf, 1, np.array([row], np.int32), np.ones(1)
            )
            self._artificial += 1
        self._fixed = self._artificial + len(rows.kinds.candidate)

    def _add_kinds(self, kinds: Kinds) -> None:
        ranked = sorted(set(kinds.candidate.tolist()))
        first = self._rows.count + self._days
        self._ranked = {u: first + kinds.ranks + k for k, u in enumerate(ranked)}
        self._first_cut = first + kinds.ranks + len(ranked)
        for upper in [1.0] * kinds.ranks + [0.0] * len(ranked):
            self._lp.addRow(-highspy.kHighsInf, upper, 0, np.zeros(0, np.int32), np.zeros(0))
        for u, rank, extra in zip(kinds.candidate, kinds.rank, kinds.extra, strict=True):
            rows = np.array([first + rank, self._ranked[int(u)]], np.int32)
            self._lp.addCol(float(extra), 0.0, highspy.kHighsInf, 2, rows, np.ones(2))

    def add(self, route: Route) -> bool:
        """Add a route; False when it was there already."""
        if route in self._known:
            return False
        self._known.add(route)
        self.routes.append(route)
        entries = {**self._rows.column(route), self._rows.count + route.day: 1}
        for u in route.visits:
            if u in self._ranked:
                entries[self._ranked[u]] = entries.get(self._ranked[u], 0) - 1
        for number, cut in enumerate(self.cuts):
            if (use := cut_use(cut, route)) > 0:
                entries[self._first_cut + number] = use
        self._lp.addCol(
            float(route.value),
            0.0,
            highspy.kHighsInf,
            len(entries),
            np.array(list(entries), np.int32),
            np.array(list(entries.values()), np.float64),
        )
        return True

    def add_cut(self, cut: Cut) -> None:
        """Add a cut."""
        use = [(column, cut_use(cut, route)) for column, route in enumerate(self.routes)]
        hit = [(self._fixed + column, amount) for column, amount in use if amount]
        self.cuts.append(cut)
        self._lp.addRow(
            -highspy.kHighsInf,
            1.0,
            len(hit),
            np.array([column for column, _ in hit], np.int32),
            np.array([amount for _, amount in hit], np.float64),
        )

    def drop(self, columns: Sequence[int]) -> None:
        """Remove columns."""
        gone = set(columns)
        self._lp.deleteCols(len(gone), np.array(sorted(self._fixed + c for c in gone), np.int32))
        self._known -= {self.routes[c] for c in gone}
        self.routes = [route for c, route in enumerate(self.routes) if c not in gone]

    def solve(self, is_over: Callable[[], bool]) -> Mixture | None:
        """The best mixture, None when stopped."""
        status, patience = highspy.HighsModelStatus.kTimeLimit, ASK_S
        while status == highspy.HighsModelStatus.kTimeLimit:
            if is_over():
                return None
            self._lp.setOptionValue("time_limit", self._lp.getRunTime() + patience)
            self._lp.run()
            status = self._lp.getModelStatus()
            patience *= 2  # on a machine so busy that HiGHS got nowhere
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._lp.getSolution()
        duals, columns = np.array(solution.row_dual), np.array(solution.col_value)
        first = self._rows.count
        last = first + self._days
        weights = columns[self._fixed :]
        is_whole = bool(
            np.all(columns[self._fixed - self._artificial : self._fixed] < WHOLE)
            and np.all(np.abs(weights - np.rint(weights)) < WHOLE)
        )
        return Mixture(
            value=self._lp.getInfo().objective_function_value,
            weights=weights,
            duals=duals[:first],
            day_duals=duals[first:last],
            cut_duals=duals[self._first_cut :],
            rank_duals=duals[last : last + self._rows.kinds.ranks],
            is_whole=is_whole,
        )


def cut_use(cut: Cut, route: Route) -> int:
    """How often a route counts in a cut: once for every second visit."""
    return sum(u in cut for u in route.visits) // 2


def _quiet_solver() -> _Highs:
    """A solver on one thread that gives the same answer each time.

    The inner class, because `highspy.Highs` 1.16 prints its banner before it can be silenced.
    """
    solver = _Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("parallel", "off")
    solver.setOptionValue("random_seed", 1)
    return solver
