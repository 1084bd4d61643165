"""The instances of the benchmark, and one run of each engine on one of them."""

from __future__ import annotations

import csv
import importlib.util
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from tourplanner.planning.explain import explain
from tourplanner.planning.instance_codec import encode_plan, problem_from
from tourplanner.planning.prepared import prepare
from tourplanner.planning.solver import SearchBudget, solve

BENCH = Path(__file__).resolve().parents[4] / "shared" / "bench"


@dataclass(frozen=True, slots=True)
class Case:
    """A generated tour (number = its seed) or a row of the published table (number = tours)."""

    kind: str
    number: int
    known: int | None = None

    @property
    def name(self) -> str:
        """How the rows of the tables call it."""
        return f"{self.kind} {'m' if self.is_published else 's'}{self.number}"

    @property
    def is_published(self) -> bool:
        """Whether others have published a value for it."""
        return self.known is not None

    def instance(self) -> dict[str, Any]:
        """The case as "tour-instance/1"."""
        if self.is_published:
            return published_instance(self.kind, self.number)
        sites, days = map(int, self.kind.split("x"))
        instance: dict[str, Any] = loaded("gen_tours").generate(sites, days, self.number)
        return instance


@dataclass(frozen=True, slots=True)
class Run:
    """What both engines reached on a case in the same time; every plan of ours was checked."""

    case: Case
    limit: float
    ours: int
    peer: int | None
    iterations: int
    first_ms: float
    peer_first_ms: float | None
    explain_ms: float
    tours: tuple[tuple[int, ...], ...]


def generated(size: str, seeds: range) -> list[Case]:
    """Tours of one size, such as 150x5."""
    return [Case(size, seed) for seed in seeds]


def published(count: int) -> list[Case]:
    """So many rows of the published table, spread evenly over it."""
    with (BENCH / "toptw" / "best_known.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    step = max(1, len(rows) // max(count, 1))
    return [
        Case(row["instance"], int(row["m"]), int(row["best_known"])) for row in rows[::step][:count]
    ]


def published_instance(name: str, tours: int) -> dict[str, Any]:
    """A published file with so many tours as "tour-instance/1"."""
    instance: dict[str, Any] = loaded("toptw_to_tour").convert(
        BENCH / "toptw" / f"{name}.txt", tours
    )
    return instance


def run_case(case: Case, limit: float, seed: int, with_peer: bool, threads: int = 1) -> Run:
    """Both engines on one case, one after the other, each for `limit` seconds.

    Ours with so many threads, theirs with one.

    Raises SystemExit naming the broken rule when the independent checker refuses our plan.
    """
    instance = case.instance()
    problem = prepare(problem_from(instance))
    plan = solve(problem, SearchBudget(time_limit_s=limit), seed, threads=threads)
    broken, _ = loaded("check_plan").check(instance, encode_plan(plan, problem.problem))
    if broken:
        raise SystemExit(f"{case.name}: {broken[0]}")
    begun = time.perf_counter()
    explain(problem, plan)
    explained = time.perf_counter() - begun
    theirs = peer()(instance, limit, seed) if with_peer else None
    return Run(
        case,
        limit,
        plan.objective,
        theirs[0] if theirs else None,
        plan.report.iterations if plan.report else 0,
        1000 * plan.report.first_plan_s if plan.report else 0.0,
        theirs[1] if theirs else None,
        1000 * explained,
        tuple(tuple(visit.candidate + 1 for visit in day.visits) for day in plan.days),
    )


@cache
def peer() -> Callable[[dict[str, Any], float, int], tuple[int, float]]:
    """The prototype: instance, seconds and seed to value and milliseconds of its first plan.

    Its code is compiled at the first call.
    """
    os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(tempfile.gettempdir()) / "tourplanner-numba"))
    module = loaded("peer_engine")
    small = module.prep(loaded("gen_tours").generate(20, 3, 1))
    module.solve(small, 0.0, first_only=True)

    def run(instance: dict[str, Any], limit: float, seed: int) -> tuple[int, float]:
        arrays = module.prep(instance)
        begun = time.perf_counter()
        module.solve(arrays, 0.0, first_only=True)
        first = 1000 * (time.perf_counter() - begun)
        value, *_ = module.solve(arrays, limit, seed=seed)
        return int(value), first

    return run


def has_peer() -> bool:
    """Whether what the prototype needs is installed."""
    return importlib.util.find_spec("numba") is not None


@cache
def loaded(name: str) -> ModuleType:
    """A module of the shared benchmark folder."""
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{name}.py is missing in the shared benchmark folder")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
