"""The command that plans a benchmark instance."""

from __future__ import annotations

import argparse

from tourplanner.cli import render
from tourplanner.usecases.solve_instance import solve_file


def solve_instance(options: argparse.Namespace) -> int:
    """Read an instance, write its plan, print the figures."""
    report = solve_file(
        options.instance,
        options.output,
        time_limit_s=options.time_limit,
        max_iterations=options.iterations,
        seed=options.seed,
        threads=options.threads,
    )
    if options.json:
        render.write_json(report)
    else:
        render.write_counts(report)
    return 0
