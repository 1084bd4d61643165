"""What the bound answers."""

from __future__ import annotations

from dataclasses import dataclass

from tourplanner.planning.plan import Plan


@dataclass(frozen=True, slots=True)
class Bound:
    """No plan that meets as many demands as the one given has an objective above `value`.

    `is_exact`: the plan given has that objective, so none is better.
    """

    value: int
    is_exact: bool
    elapsed_s: float
    iterations: int


def gap(bound: Bound, plan: Plan) -> float:
    """How much better than `plan` any plan can be, as a share of it: 0.006 is 0.6 %.

    0.0 says that the plan is the best. A plan worth nothing counts as worth one point.
    """
    return max(bound.value - plan.objective, 0) / max(abs(plan.objective), 1)
