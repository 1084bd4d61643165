"""Merging two copies of a tour from the terminal."""

from __future__ import annotations

import json
from pathlib import Path

from tests import builders
from tests.cli.running import run_cli
from tourplanner.domain import edits
from tourplanner.domain.preferences import Pace
from tourplanner.domain.tour import Tour
from tourplanner.exchange.tour_file import read_tour, write_tour


def saved(folder: Path, name: str, tour: Tour) -> str:
    write_tour(folder / name, tour)
    return str(folder / name)


def test_conflicts_are_printed_and_both_changes_are_in_the_file(tmp_path: Path) -> None:
    base = builders.tour()
    ours = edits.with_pace(edits.with_title(base, "Kilns"), Pace.FULL)
    theirs = edits.with_walk_per_day(edits.with_title(base, "Lanes"), 5000)
    files = [saved(tmp_path, n, t) for n, t in (("a.tour", ours), ("b.tour", theirs))]
    before = ["--base", saved(tmp_path, "c.tour", base)]
    out = tmp_path / "out.tour"
    done = run_cli(["merge", *files, *before, "-o", str(out)])
    assert done.status == 1
    assert "Conflict: Title: “Kilns” in the first, which stays; “Lanes” in the second" in done.out
    assert "1 conflict." in done.out
    merged = read_tour(out)
    assert merged.preferences.pace is Pace.FULL
    assert merged.preferences.travel.walk_per_day_m == 5000
    assert len(json.loads(run_cli(["merge", *files, *before, "-o", str(out), "--json"]).out)) == 2


def test_copies_without_conflict_end_well(tmp_path: Path) -> None:
    tour = saved(tmp_path, "a.tour", builders.tour())
    done = run_cli(["merge", tour, tour, "-o", str(tmp_path / "out.tour")])
    assert (done.status, "0 conflicts." in done.out) == (0, True)


def test_a_file_that_is_no_tour_is_one_sentence(tmp_path: Path) -> None:
    tour = saved(tmp_path, "a.tour", builders.tour())
    (tmp_path / "b.tour").write_bytes(b"{}")
    done = run_cli(["merge", tour, str(tmp_path / "b.tour"), "-o", str(tmp_path / "out.tour")])
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert not (tmp_path / "out.tour").exists()
