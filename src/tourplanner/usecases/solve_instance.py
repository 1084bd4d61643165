"""Planning a benchmark instance from a file into a file."""

from __future__ import annotations

import json
import math
from pathlib import Path

from tourplanner.errors import InvalidEdit
from tourplanner.files import write_atomic
from tourplanner.i18n import _
from tourplanner.planning.instance_codec import encode_plan, read_instance
from tourplanner.planning.prepared import prepare
from tourplanner.planning.solver import SearchBudget, solve

LONGEST_S = 86_400.0
MOST_THREADS = 64


def solve_file(
    source: Path,
    target: Path,
    *,
    time_limit_s: float,
    max_iterations: int | None,
    seed: int,
    threads: int = 1,
) -> dict[str, object]:
    """Read a “tour-instance/1” file, write its plan, and say what the plan is worth.

    Demanded sites without room are counted in `unplaced_required`; that is a result, not an
    error. Raises InstanceInvalid naming the JSON path, TargetNotWritable.
    """
    if not (math.isfinite(time_limit_s) and 0 <= time_limit_s <= LONGEST_S):
        raise InvalidEdit(field="--time-limit", problem=_("give 0 to 86400 seconds."))
    if max_iterations is not None and max_iterations < 0:
        raise InvalidEdit(field="--iterations", problem=_("give a whole number from 0."))
    if not 1 <= threads <= MOST_THREADS:
        raise InvalidEdit(field="--threads", problem=_("give a whole number from 1 to 64."))
    prepared = prepare(read_instance(source))
    plan = solve(prepared, SearchBudget(time_limit_s, max_iterations), seed, threads=threads)
    text = json.dumps(encode_plan(plan, prepared.problem), ensure_ascii=False)
    write_atomic(target, text.encode() + b"\n")
    report = plan.report
    return {
        "objective": plan.objective,
        "score": plan.score,
        "travel": plan.travel,
        "visits": len(plan.visited()),
        "unplaced_required": len(plan.unplaced_required),
        "iterations": report.iterations if report else 0,
        "first_plan_s": round(report.first_plan_s, 6) if report else 0.0,
        "elapsed_s": round(report.elapsed_s, 3) if report else 0.0,
    }
