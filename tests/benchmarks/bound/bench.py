"""How near the bound comes to the plan, and in what time."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from types import ModuleType

from tourplanner.planning.bound import upper_bound
from tourplanner.planning.bound_answer import gap
from tourplanner.planning.instance_codec import problem_from
from tourplanner.planning.prepared import prepare
from tourplanner.planning.solver import SearchBudget, solve

GENERATOR = Path(__file__).resolve().parents[4] / "shared" / "bench" / "gen_tours.py"
ROW = "{:<14} {:>8} {:>8} {:>8} {:>7} {:>9} {:>7}\n"


def main(arguments: Sequence[str] = ()) -> None:
    """Print a row per instance, then the average gap of each size."""
    options = _options(arguments)
    if not GENERATOR.is_file():
        sys.stdout.write("not measured: the shared reference data is not beside this repository\n")
        return
    generator = _generator()
    sys.stdout.write(
        f"plan after {options.plan:g} s, bound after at most {options.limit:g} s\n"
        + ROW.format("instance", "plan", "bound", "gap %", "proven", "last at s", "ends s")
    )
    for size in options.tours:
        gaps = []
        for seed in range(options.first, options.first + options.seeds):
            sites, days = map(int, size.split("x"))
            problem = prepare(problem_from(generator.generate(sites, days, seed)))
            plan = solve(problem, SearchBudget(time_limit_s=options.plan), seed=1)
            moments = [0.0]
            bound = upper_bound(
                problem,
                plan,
                time_limit_s=options.limit,
                on_bound=lambda better, moments=moments: moments.append(better.elapsed_s),
            )
            gaps.append(100 * gap(bound, plan))
            sys.stdout.write(
                ROW.format(
                    f"{size} s{seed}",
                    plan.objective,
                    bound.value,
                    f"{gaps[-1]:.3f}",
                    "yes" if bound.is_exact else "no",
                    f"{moments[-1]:.2f}",
                    f"{bound.elapsed_s:.2f}",
                )
            )
            sys.stdout.flush()
        sys.stdout.write(f"{size}: average gap {mean(gaps):.3f} %\n")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--tours", nargs="*", default=["20x1", "20x3", "40x3"], help="SITESxDAYS, such as 40x3"
    )
    parser.add_argument("--seeds", type=int, default=5, help="tours of each size")
    parser.add_argument("--first", type=int, default=1, help="seed of the first tour")
    parser.add_argument("--plan", type=float, default=3.0, help="seconds for the plan")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds for the bound")
    return parser.parse_args(arguments)


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location(GENERATOR.stem, GENERATOR)
    if spec is None or spec.loader is None:
        raise ImportError(GENERATOR.name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(sys.argv[1:])
