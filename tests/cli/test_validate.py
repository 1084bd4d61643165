"""Checking a folder of files from the terminal."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import run_cli


def test_an_export_is_sound(tmp_path: Path) -> None:
    tour, folder = tmp_path / "t.tour", tmp_path / "files"
    plan = ["plan", "--city", "jingdezhen", "--start", "2027-04-16", "--days", "2"]
    assert run_cli([*plan, "--time-limit", "0", "-o", str(tour)]).status == 0
    formats = "html,gpx,ics,geojson"
    assert run_cli(["export", str(tour), "--format", formats, "-o", str(folder)]).status == 0
    done = run_cli(["validate", str(folder)])
    assert done.status == 0, done.out
    assert done.out.endswith("6 files are sound.\n")


def test_each_finding_is_a_line_and_the_status_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff")
    (tmp_path / "b.tour").write_bytes(b"{}")
    (tmp_path / "c.bin").write_bytes(b"x")
    done = run_cli(["validate", str(tmp_path)])
    assert done.status == 1
    lines = done.out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["a.txt", "b.tour", "Not checked"]
    facts = json.loads(run_cli(["validate", str(tmp_path), "--json"]).out)
    assert [one["file"] for one in facts["findings"]] == ["a.txt", "b.tour"]
    assert facts["unknown"] == ["c.bin"]


def test_a_folder_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    done = run_cli(["validate", str(tmp_path / "x")])
    assert (done.status, done.err.count("\n")) == (2, 1)
