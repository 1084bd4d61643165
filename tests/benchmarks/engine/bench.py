"""Plans of the search and of the reference prototype, side by side at the same time limit."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from statistics import mean, median

from tests.benchmarks.engine import improved
from tests.benchmarks.engine.cases import BENCH, Case, Run, generated, has_peer, published, run_case

ROW = "{:<14} {:>6} {:>9} {:>9} {:>7} {:>7} {:>9} {:>9} {:>8} {:>10}\n"
WHOLE_TABLE = (
    ("80x3", 10, (0.3, 2.0)),
    ("150x5", 10, (0.3, 2.0)),
    ("400x5", 5, (2.0,)),
    ("1000x7", 5, (2.0,)),
)
PUBLISHED_ROWS = 152


def main(arguments: Sequence[str] = ()) -> None:
    """Print a row per instance and limit, then the average gaps."""
    options = _options(arguments)
    if not BENCH.is_dir():
        sys.stdout.write("not measured: the shared reference data is not beside this repository\n")
        return
    if not options.no_peer and not has_peer():
        sys.stdout.write("peer not measured: numba is not installed\n")
        options.no_peer = True
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    sys.stdout.write(
        f"threads per search {options.threads}, seed {options.seed}, processes {options.jobs}, "
        f"load {load:.1f}\n"
    )
    best = _Best(options.best)
    runs: list[Run] = []
    referenced = {case.name for case in published(PUBLISHED_ROWS)}
    for cases, limit in _groups(options):
        if options.reference > 0 and cases[0].name not in referenced:
            for seed in (101, 102):
                best.note(_run_all(cases, options.reference, seed, options))
            referenced |= {case.name for case in cases}
        group = list(_run_all(cases, limit, options.seed, options))
        best.note(group)
        _print_group(group, best)
        runs += group
    best.save()
    if options.improved:
        count = improved.update(options.improved, runs)
        sys.stdout.write(f"{count} published rows improved: {options.improved}\n")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whole", action="store_true", help="every size at its limits, and TOPTW")
    parser.add_argument(
        "--tours", nargs="*", default=["80x3", "150x5"], help="SITESxDAYS, such as 150x5"
    )
    parser.add_argument("--seeds", type=int, default=3, help="tours of each size")
    parser.add_argument("--first-seed", type=int, default=1, help="of the tours")
    parser.add_argument("--limits", nargs="+", type=float, default=[0.3, 2.0], help="seconds")
    parser.add_argument("--toptw", type=int, default=8, help="rows of the published table")
    parser.add_argument("--toptw-limits", nargs="+", type=float, help="seconds; default: 1")
    parser.add_argument("--seed", type=int, default=1, help="of the search")
    parser.add_argument("--threads", type=int, default=1, help="of each search of ours")
    parser.add_argument("--jobs", type=int, default=1, help="processes side by side")
    parser.add_argument(
        "--reference", type=float, default=0.0, help="seconds of two longer runs of each engine"
    )
    parser.add_argument("--best", type=Path, help="JSON file that keeps the best values seen")
    parser.add_argument("--improved", type=Path, help="page of the published rows improved")
    parser.add_argument("--no-peer", action="store_true", help="leave the prototype out")
    return parser.parse_args(arguments)


def _groups(options: argparse.Namespace) -> Iterator[tuple[list[Case], float]]:
    """Cases that are averaged together, and their limit."""
    table = [(size, options.seeds, options.limits) for size in options.tours]
    rows, row_limits = options.toptw, options.toptw_limits or [1.0]
    if options.whole:
        table, rows = list(WHOLE_TABLE), PUBLISHED_ROWS
        row_limits = options.toptw_limits or [1.0, 5.0, 30.0]
    for size, seeds, limits in table:
        for limit in limits:
            first = options.first_seed
            yield generated(size, range(first, first + seeds)), limit
    for limit in row_limits:
        if rows:
            yield published(rows), limit


def _run_all(
    cases: list[Case], limit: float, seed: int, options: argparse.Namespace
) -> Iterator[Run]:
    """The cases in order; each search has a core of its own when there are enough."""
    with_peer = not options.no_peer
    if options.jobs <= 1:
        for case in cases:
            yield run_case(case, limit, seed, with_peer, options.threads)
        return
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(
            run_case,
            cases,
            repeat(limit),
            repeat(seed),
            repeat(with_peer),
            repeat(options.threads),
        )


class _Best:
    """The best value seen of each generated tour, kept in a file between runs if one is given."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._values: dict[str, int] = {}
        if path is not None and path.is_file():
            self._values = json.loads(path.read_text(encoding="utf-8"))

    def note(self, runs: Iterator[Run] | list[Run]) -> None:
        for run in runs:
            seen = self._values.get(run.case.name, run.ours)
            self._values[run.case.name] = max(seen, run.ours, run.peer or run.ours)

    def gap(self, case: Case, value: int) -> float:
        """Percent behind the published value, or else the best seen; negative when ahead."""
        best = case.known if case.known is not None else self._values[case.name]
        return 100 * (best - value) / best

    def save(self) -> None:
        if self._path is not None:
            self._path.write_text(json.dumps(self._values, indent=1) + "\n", encoding="utf-8")


def _print_group(runs: list[Run], best: _Best) -> None:
    sys.stdout.write(
        ROW.format(
            *("instance", "limit", "ours", "peer", "gap %", "peer %"),
            *("its", "first ms", "peer ms", "explain ms"),
        )
    )
    for run in runs:
        sys.stdout.write(
            ROW.format(
                run.case.name,
                f"{run.limit:g} s",
                run.ours,
                "-" if run.peer is None else run.peer,
                f"{best.gap(run.case, run.ours):.2f}",
                "-" if run.peer is None else f"{best.gap(run.case, run.peer):.2f}",
                run.iterations,
                f"{run.first_ms:.1f}",
                "-" if run.peer_first_ms is None else f"{run.peer_first_ms:.1f}",
                f"{run.explain_ms:.1f}",
            )
        )
    theirs = [best.gap(run.case, run.peer) for run in runs if run.peer is not None]
    firsts = [run.peer_first_ms for run in runs if run.peer_first_ms is not None]
    sys.stdout.write(
        ROW.format(
            f"mean of {len(runs)}",
            *(f"{runs[0].limit:g} s", "", ""),
            f"{mean(best.gap(run.case, run.ours) for run in runs):.3f}",
            f"{mean(theirs):.3f}" if theirs else "-",
            int(mean(run.iterations for run in runs)),
            f"{median(run.first_ms for run in runs):.1f}",
            f"{median(firsts):.1f}" if firsts else "-",
            "",
        )
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
