"""What day routes share: the rows of the relaxed problem as integers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tourplanner.planning.bound_kinds import Kinds, kinds_of
from tourplanner.planning.plan import Plan
from tourplanner.planning.prepared import PreparedProblem
from tourplanner.planning.problem import MINUTES_PER_DAY

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
OPEN = 1 << 40
"""Stands for a row without limit on that side."""


@dataclass(frozen=True, slots=True)
class Route:
    """A day's visits in order, and what they are worth less their legs.

    Visits of a kind are worth the least that they can count.
    """

    day: int
    visits: tuple[int, ...]
    value: int


@dataclass(frozen=True, slots=True, eq=False)
class Duals:
    """Prices of the rows, of the cuts and of the ranks of kinds, in whole units."""

    rows: Ints
    cuts: Ints
    ranks: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """lower <= use <= upper for each candidate, then for each coupling of candidates.

    `value` is (candidates,), what a visit counts at least, `kinds` what it can count beyond;
    `lower` and `upper` are (candidates + couplings,); `coupling` is (couplings, days,
    candidates): what one visit on that day adds to the row.
    """

    value: Ints
    lower: Ints
    upper: Ints
    coupling: Ints
    kinds: Kinds

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.lower)

    def profits(self, duals: Duals, unit: int) -> Ints:
        """What a visit is worth after paying the rows, in `unit`s; shape (days, candidates)."""
        sites = len(self.value)
        paid = np.tensordot(duals.rows[sites:], self.coupling, axes=1)
        gained = self.kinds.lift(duals.ranks, unit)
        result: Ints = unit * self.value + gained - duals.rows[:sites] - paid
        return result

    def worth(self, duals: Duals) -> int:
        """What the limits of rows, cuts and ranks are worth at most under `duals`."""
        limits = np.where(duals.rows > 0, self.upper, self.lower)
        pairs = zip(duals.rows, limits, strict=True)
        total = sum(int(dual) * int(limit) for dual, limit in pairs if dual)
        return total + int(duals.cuts.sum()) + int(duals.ranks.sum())

    def priced(self, duals: Floats, unit: int, most: int) -> Ints:
        """Duals as integers in `unit`s, on the side of zero that each row allows."""
        whole = np.clip(np.rint(duals * unit), -most, most).astype(np.int64)
        only_up = (self.lower <= 0) & (self.lower < self.upper) & (self.upper < OPEN)
        whole[only_up] = np.maximum(whole[only_up], 0)
        only_down = self.upper >= OPEN
        whole[only_down] = np.minimum(whole[only_down], 0)
        return whole

    def column(self, route: Route) -> dict[int, int]:
        """The entries of a route, by row."""
        entries: dict[int, int] = {}
        for u in route.visits:
            entries[u] = entries.get(u, 0) + 1
        use = self.coupling[:, route.day, list(route.visits)].sum(axis=1)
        sites = len(self.value)
        entries.update((sites + int(row), int(use[row])) for row in np.flatnonzero(use))
        return entries


def rows_of(prepared: PreparedProblem, plan: Plan) -> Rows:
    """The rows that every plan keeps which meets as many demands as `plan`."""
    problem = prepared.problem
    sites, days = len(problem.candidates), len(problem.days)
    demanded = [u for u, site in enumerate(problem.candidates) if site.is_demanded]
    met = len(demanded) - len(plan.unplaced_required)
    lower, upper = np.zeros(sites, np.int64), np.ones(sites, np.int64)
    if met == len(demanded):
        lower[demanded] = 1
    couplings: list[tuple[int, int, Ints]] = []
    if 0 < met < len(demanded):
        couplings.append((met, OPEN, _everywhere(demanded, 1, days, sites)))
    couplings += [
        (-OPEN, 1, _everywhere(sorted(set(group)), 1, days, sites)) for group in problem.exclusions
    ]
    if problem.budget is not None:
        prices = np.broadcast_to(prepared.price, (days, sites)).copy()
        couplings.append((-OPEN, problem.budget, prices))
    for chain in range(len(problem.chains)):
        couplings += _chain_rows(prepared, chain)
    kinds = kinds_of(problem)
    return Rows(
        value=kinds.least,
        lower=np.concatenate([lower, np.array([row[0] for row in couplings], np.int64)]),
        upper=np.concatenate([upper, np.array([row[1] for row in couplings], np.int64)]),
        coupling=np.array([row[2] for row in couplings], np.int64).reshape(
            len(couplings), days, sites
        ),
        kinds=kinds,
    )


def _everywhere(members: Sequence[int], factor: int, days: int, sites: int) -> Ints:
    row = np.zeros((days, sites), np.int64)
    row[:, list(members)] = factor
    return row


def _chain_rows(prepared: PreparedProblem, number: int) -> Iterator[tuple[int, int, Ints]]:
    """All steps or none, and each step on a day that its neighbours leave possible."""
    problem = prepared.problem
    chain = problem.chains[number]
    days, sites = len(problem.days), len(problem.candidates)
    for k, (a, b) in enumerate(pairwise(chain.steps)):
        row = np.zeros((days, sites), np.int64)
        row[:, a] += 1
        row[:, b] -= 1
        yield 0, 0, row
        low, high = chain.min_lag[k], chain.max_lag[k]
        fits = np.array(
            [
                [_can_follow(prepared, (a, i), (b, j), low, high) for j in range(days)]
                for i in range(days)
            ]
        )
        yield from _day_rows(b, a, fits.T, sites)
        yield from _day_rows(a, b, fits, sites)


def _day_rows(
    step: int, other: int, fits: NDArray[np.bool_], sites: int
) -> Iterator[tuple[int, int, Ints]]:
    """A step on some days needs the other on a day that fits one of them."""
    days = len(fits)
    seen = set()
    spans = [*((0, d + 1) for d in range(days)), *((d, days) for d in range(days))]
    for first, last in [*spans, *((d, d + 1) for d in range(days))]:
        partners = fits[first:last].any(axis=0)
        if partners.all() or (first, last) in seen:
            continue
        seen.add((first, last))
        row = np.zeros((days, sites), np.int64)
        row[first:last, step] += 1
        row[partners, other] -= 1
        yield -OPEN, 0, row


def _can_follow(
    prepared: PreparedProblem,
    first: tuple[int, int],
    then: tuple[int, int],
    low: int,
    high: int | None,
) -> bool:
    """Whether some start of `then` (candidate, day) keeps the lags after some start of `first`."""
    length = int(prepared.duration[first[0]])
    for a, b in _starts(prepared, *first):
        for c, d in _starts(prepared, *then):
            if d - a - length >= low and (high is None or c - b - length <= high):
                return True
    return False


def _starts(prepared: PreparedProblem, u: int, day: int) -> list[tuple[int, int]]:
    noon = MINUTES_PER_DAY * day
    return [
        (noon + low, noon + high)
        for phase in range(int(prepared.phases[day]))
        for low, high in prepared.starts(u, day, phase)
    ]
