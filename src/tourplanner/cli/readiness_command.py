"""The command that says what works without a network, what is missing and what is old."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from tourplanner.bootstrap import build_workbench, prepared_for
from tourplanner.cli import render
from tourplanner.cli.pack_option import add_pack
from tourplanner.exchange.tour_file import read_tour
from tourplanner.i18n import _
from tourplanner.paths import AppPaths
from tourplanner.usecases.new_tour import sample_tour
from tourplanner.usecases.offline_readiness import READINESS_LABELS, offline_readiness


def add_readiness(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    ready = commands.add_parser("readiness", help=_("what works offline, is missing or old"))
    ready.add_argument("tour", type=Path, nargs="?", help=_("without it, the sample tour"))
    add_pack(ready)
    ready.add_argument("--json", action="store_true")
    ready.set_defaults(command=show_readiness)


def show_readiness(options: argparse.Namespace) -> int:
    """Print it; the streets are those of `--area`, or those remembered for the tour's city."""
    bench = build_workbench(AppPaths.standard())
    tour = read_tour(options.tour) if options.tour else sample_tour(bench.catalogue)
    prepared = prepared_for(bench, tour.preferences.city, options.area)
    lines = offline_readiness(tour, bench.catalogue, prepared, datetime.now().astimezone().date())
    if options.json:
        rows = [{"topic": x.topic, "state": x.state.value, "text": x.text} for x in lines]
        render.write_json({"readiness": rows})
        return 0
    for state, label in READINESS_LABELS.items():
        chosen = [line for line in lines if line.state is state]
        if chosen:
            render.write_line(_(label))
        for line in chosen:
            render.write_line(f"  {line.topic}: {line.text}")
    return 0
