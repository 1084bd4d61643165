"""What visits of a kind count beyond the least: ranks that one visit each may take."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourplanner.planning.kind_values import counted_values
from tourplanner.planning.problem import PlanningProblem

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """`least` is (candidates,): what a visit counts at least.

    Entry k says: if `candidate[k]` takes rank `rank[k]` it counts `extra[k]` more. Ranks are
    numbered through all kinds. A visit takes one rank at most, and a rank is taken once.
    """

    problem: PlanningProblem
    full: Ints
    least: Ints
    candidate: Ints
    rank: Ints
    extra: Ints
    ranks: int

    def lift(self, prices: Ints, unit: int) -> Ints:
        """What each visit gains by the rank that is best for it under prices of the ranks."""
        gains = np.zeros(len(self.least), np.int64)
        np.maximum.at(gains, self.candidate, unit * self.extra - prices[self.rank])
        return gains

    def counted(self, visited: Set[int]) -> int:
        """What visits count beyond the least."""
        return sum(
            value - int(self.least[u]) for u, value in counted_values(self.problem, visited).items()
        )


def most_counted(problem: PlanningProblem) -> Ints:
    """What each visit counts at most: as the first of its kind."""
    full = _full(problem)
    for rule in problem.kinds:
        members = list(rule.members)
        full[members] = full[members] * rule.percent[0] // 100
    return full


def kinds_of(problem: PlanningProblem) -> Kinds:
    """The kinds of a problem; without any, visits count in full."""
    full = _full(problem)
    least = full.copy()
    entries: list[tuple[int, int, int]] = []
    ranks = 0
    for rule in problem.kinds:
        for u in rule.members:
            least[u] = _part(int(full[u]), rule.percent[-1])
            for k, percent in enumerate(rule.percent[:-1]):
                extra = _part(int(full[u]), percent) - int(least[u])
                if extra > 0:
                    entries.append((u, ranks + k, extra))
        ranks += len(rule.percent) - 1
    table = np.array(entries, np.int64).reshape(len(entries), 3)
    return Kinds(problem, full, least, table[:, 0], table[:, 1], table[:, 2], ranks)


def _full(problem: PlanningProblem) -> Ints:
    scores = [problem.score_weight * site.score for site in problem.candidates]
    return np.array(scores, np.int64).reshape(len(scores))


def _part(value: int, percent: int) -> int:
    return value * percent // 100
