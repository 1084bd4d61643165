"""What visits count in the objective when further ones of a kind count less."""

from __future__ import annotations

from collections.abc import Iterable, Set

from tourplanner.planning.problem import PlanningProblem


def counted_values(problem: PlanningProblem, visited: Set[int]) -> dict[int, int]:
    """What each candidate visited counts: score_weight x score, lessened by its kind's others.

    The objective of a plan is their sum less travel_weight x cost of its legs.
    """
    counted = {u: problem.score_weight * problem.candidates[u].score for u in sorted(visited)}
    for kind in problem.kinds:
        made = [u for u in best_first(problem, kind.members) if u in visited]
        for rank, u in enumerate(made):
            percent = kind.percent[min(rank, len(kind.percent) - 1)]
            counted[u] = counted[u] * percent // 100
    return counted


def best_first(problem: PlanningProblem, members: Iterable[int]) -> list[int]:
    """Members of a kind in the order in which they count, ties by their number."""
    return sorted(members, key=lambda u: (-problem.score_weight * problem.candidates[u].score, u))
