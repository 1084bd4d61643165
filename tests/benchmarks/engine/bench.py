"""Plans of the search and of the reference prototype, side by side at the same time limit."""

from __future__ import annotations

import argparse
import csv
import importlib.util
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from types import ModuleType
from typing import Any

from tourplanner.planning.explain import explain
from tourplanner.planning.instance_codec import encode_plan, problem_from
from tourplanner.planning.plan import Plan
from tourplanner.planning.prepared import PreparedProblem, prepare
from tourplanner.planning.solver import SearchBudget, solve

BENCH = Path(__file__).resolve().parents[4] / "shared" / "bench"
ROW = "{:<16} {:>6} {:>10} {:>10} {:>8} {:>8}  {:>9} {:>10}\n"


@dataclass(frozen=True)
class Case:
    """An instance, and the best value that others have published, if any."""

    name: str
    instance: dict[str, Any]
    known: int | None = None


def main(arguments: Sequence[str] = ()) -> None:
    """Print a row per instance and limit, then the average gaps."""
    options = _options(arguments)
    if not BENCH.is_dir():
        sys.stdout.write("not measured: the shared reference data is not beside this repository\n")
        return
    checker = _loaded("check_plan")
    peer = None if options.no_peer else _peer()
    for cases in _groups(options):
        for limit in options.limits:
            _print_group(cases, limit, options, checker, peer)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tours", nargs="*", default=["80x3"], help="SITESxDAYS, such as 150x5")
    parser.add_argument("--seeds", type=int, default=10, help="tours of each size")
    parser.add_argument("--limits", nargs="+", type=float, default=[1.0], help="seconds")
    parser.add_argument("--toptw", type=int, default=0, help="rows of the published table")
    parser.add_argument("--reference", type=float, default=0.0, help="seconds of a longer run")
    parser.add_argument("--no-peer", action="store_true", help="leave the prototype out")
    return parser.parse_args(arguments)


def _groups(options: argparse.Namespace) -> Iterator[list[Case]]:
    generate = _loaded("gen_tours").generate
    for size in options.tours:
        sites, days = map(int, size.split("x"))
        yield [
            Case(f"{size} s{seed}", generate(sites, days, seed))
            for seed in range(1, options.seeds + 1)
        ]
    if options.toptw:
        convert = _loaded("toptw_to_tour").convert
        with (BENCH / "toptw" / "best_known.csv").open(encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        step = max(1, len(rows) // options.toptw)
        yield [
            Case(
                f"{row['instance']} m{row['m']}",
                convert(BENCH / "toptw" / f"{row['instance']}.txt", int(row["m"])),
                int(row["best_known"]),
            )
            for row in rows[::step][: options.toptw]
        ]


def _print_group(
    cases: list[Case],
    limit: float,
    options: argparse.Namespace,
    checker: ModuleType,
    peer: Callable[[dict[str, Any], float], int] | None,
) -> None:
    sys.stdout.write(
        ROW.format("instance", "limit", "ours", "peer", "gap %", "peer %", "first ms", "explain ms")
    )
    gaps: list[float] = []
    peer_gaps: list[float] = []
    for case in cases:
        problem = prepare(problem_from(case.instance))
        plan = solve(problem, SearchBudget(time_limit_s=limit), 1)
        broken, _ = checker.check(case.instance, encode_plan(plan, problem.problem))
        if broken:
            raise SystemExit(f"{case.name}: {broken[0]}")
        theirs = peer(case.instance, limit) if peer else None
        best = max(plan.objective, theirs or 0, case.known or 0, _reference(problem, options))
        gaps.append(100 * (best - plan.objective) / best)
        if theirs is not None:
            peer_gaps.append(100 * (best - theirs) / best)
        sys.stdout.write(
            ROW.format(
                case.name,
                f"{limit:g} s",
                plan.objective,
                theirs if theirs is not None else "-",
                f"{gaps[-1]:.2f}",
                f"{peer_gaps[-1]:.2f}" if theirs is not None else "-",
                f"{1000 * plan.report.first_plan_s:.1f}" if plan.report else "-",
                f"{1000 * _explaining(problem, plan):.1f}",
            )
        )
        sys.stdout.flush()
    theirs_mean = f"{mean(peer_gaps):.2f}" if peer_gaps else "-"
    sys.stdout.write(
        ROW.format("average", f"{limit:g} s", "", "", f"{mean(gaps):.2f}", theirs_mean, "", "")
    )


def _reference(problem: PreparedProblem, options: argparse.Namespace) -> int:
    """What a longer run of ours reaches; 0 when none is asked for."""
    if options.reference <= 0:
        return 0
    return solve(problem, SearchBudget(time_limit_s=options.reference), 2).objective


def _explaining(problem: PreparedProblem, plan: Plan) -> float:
    begun = time.perf_counter()
    explain(problem, plan)
    return time.perf_counter() - begun


def _peer() -> Callable[[dict[str, Any], float], int] | None:
    """The prototype as a function of instance and seconds; its code is compiled here."""
    if importlib.util.find_spec("numba") is None:
        sys.stdout.write("peer not measured: numba is not installed\n")
        return None
    os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(tempfile.gettempdir()) / "tourplanner-numba"))
    module = _loaded("peer_engine")
    small = module.prep(_loaded("gen_tours").generate(20, 3, 1))
    module.solve(small, 0.0, first_only=True)

    def run(instance: dict[str, Any], limit: float) -> int:
        value, *_ = module.solve(module.prep(instance), limit, seed=1)
        return int(value)

    return run


def _loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{name}.py is missing in the shared benchmark folder")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(sys.argv[1:])
