"""No plan can be better than this: column generation over day routes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tourplanner.planning.bound_answer import Bound
from tourplanner.planning.plan import Plan

if TYPE_CHECKING:
    from tourplanner.planning.prepared import PreparedProblem
    from tourplanner.planning.problem import PlanningProblem

THREADS = 2


def never() -> bool:
    """Nobody asks to stop."""
    return False


def upper_bound(
    problem: PlanningProblem | PreparedProblem,
    plan: Plan,
    *,
    time_limit_s: float,
    should_stop: Callable[[], bool] = never,
    on_bound: Callable[[Bound], None] | None = None,
) -> Bound:
    """The least bound proven in the time, on plans that meet as many demands as `plan`.

    `plan` has to keep the rules; it is never changed. `on_bound` gets each better bound,
    the first at once. Valid at any time: prices are whole numbers and each bound is summed
    exactly. Chains are relaxed to all or none on days that fit; lags within a day are not
    looked at. Runs on two threads without the interpreter lock; method: docs/bound.md.

    Raises InstanceInvalid when the problem contradicts itself.
    """
    # here, because they load the solver, which few commands need
    from tourplanner.planning.bound_run import BoundRun
    from tourplanner.planning.prepared import PreparedProblem, prepare

    prepared = problem if isinstance(problem, PreparedProblem) else prepare(problem)
    with ThreadPoolExecutor(THREADS) as pool:
        run = BoundRun(prepared, plan, time_limit_s, should_stop, on_bound, pool)
        run.improve()
        return run.final()
