"""The commands about area packs."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.area.maps import MapFile
from tests.area.packs import hostile, saved
from tests.cli.running import Run, run_cli, run_process
from tests.cli.test_bad_input import assert_clear

BOX = ["--box", "29.29,117.19,29.31,117.22"]


@pytest.fixture
def streets(tmp_path: Path) -> Path:
    found = MapFile()
    found.path([(29.295, 117.19), (29.295, 117.22)], highway="primary", name="珠山大道")
    found.node(29.3, 117.2, tourism="museum", name="陶瓷馆")
    return found.save(tmp_path / "streets.osm")


def test_pack_is_built_described_and_found_sound(streets: Path, tmp_path: Path) -> None:
    target = tmp_path / "village.area"
    built = run_cli(["area", "build", str(streets), *BOX, "-o", str(target)])
    assert (built.status, built.err) == (0, "")
    assert "OpenStreetMap contributors" in built.out
    told = json.loads(run_cli(["area", "info", str(target), "--json"]).out)
    assert told["title"] == "village"
    assert told["box"] == [29.29, 117.19, 29.31, 117.22]
    assert told["source"] == "streets.osm"
    assert told["data_date"] == "2026-04-01T00:00:00+00:00"
    assert told["places"] == {"museum": 1}
    check = run_cli(["area", "check", str(target), "--json"])
    assert (check.status, json.loads(check.out)) == (0, {"faults": []})


def test_city_of_the_catalogue_gives_box_and_title(streets: Path, tmp_path: Path) -> None:
    target = tmp_path / "j.area"
    command = ["area", "build", str(streets), "--city", "jingdezhen", "-o", str(target), "--json"]
    told = json.loads(run_cli(command).out)
    assert (told["city"], told["title"]) == ("jingdezhen", "Jingdezhen")
    south, west, north, east = told["box"]
    assert south < 29.2 < 29.4 < north
    assert west < 117.1 < 117.3 < east


def test_help_says_where_extracts_are_had() -> None:
    told = run_cli(["area", "build", "--help"])
    assert told.status == 0
    assert "geofabrik" in told.out
    assert "asia/china/jiangxi" in told.out


@pytest.mark.parametrize(
    ("box", "names"),
    [
        ("here", "Box: "),
        ("1,2,3", "Box: "),
        ("29.31,117.19,29.29,117.22", "Box"),
        ("nan,117,30,118", "Box"),
        ("29,117,99,118", "Box"),
        ("20,100,30,110", "Box"),
    ],
)
def test_wrong_box_is_named(box: str, names: str, streets: Path, tmp_path: Path) -> None:
    target = tmp_path / "v.area"
    result = run_cli(["area", "build", str(streets), f"--box={box}", "-o", str(target)])
    assert_clear(result, names)
    assert not target.exists()


def test_unknown_city_and_missing_files_are_named(streets: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "v.area")
    assert_clear(
        run_cli(["area", "build", str(streets), "--city", "atlantis", "-o", target]), "atlantis"
    )
    assert_clear(run_cli(["area", "build", "missing.osm", *BOX, "-o", target]), "missing.osm")
    assert_clear(run_cli(["area", "info", "missing.area"]), "missing.area")
    assert_clear(run_cli(["area", "check", str(streets)]), "streets.osm")


def test_folder_that_does_not_exist_is_named(streets: Path, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "v.area"
    assert_clear(run_cli(["area", "build", str(streets), *BOX, "-o", str(target)]), "v.area")


def test_files_that_give_no_streets_are_refused_and_the_old_pack_stays(tmp_path: Path) -> None:
    target = tmp_path / "v.area"
    target.write_bytes(b"the old one")
    borders = MapFile()
    borders.path([(29.295, 117.19), (29.295, 117.22)], boundary="administrative")
    elsewhere = MapFile()
    elsewhere.path([(43.73, 7.41), (43.74, 7.42)], highway="primary")
    huge = tmp_path / "huge.osm.pbf"
    with huge.open("wb") as file:
        file.truncate(5_000_000_000)
    cut = tmp_path / "cut.osm"
    cut.write_text(elsewhere.text()[:-60], "utf-8")
    begun = time.monotonic()
    for source, says in (
        (borders.save(tmp_path / "borders.osm"), "no road inside"),
        (elsewhere.save(tmp_path / "elsewhere.osm"), "nothing of the map inside"),
        (huge, "larger than"),
        (cut, "damaged"),
    ):
        result = run_cli(["area", "build", str(source), *BOX, "-o", str(target)])
        assert_clear(result, source.name)
        assert says in result.err
    assert time.monotonic() - begun < 10
    assert target.read_bytes() == b"the old one"
    assert not list(tmp_path.glob(".*.part"))


def test_hostile_packs_are_refused_in_one_sentence_by_every_command(tmp_path: Path) -> None:
    newer = hostile(tmp_path / "newer.area", manifest={"version": 99})
    tricks = hostile(tmp_path / "tricks.area", extra={"../../evil.sh": b"#!/bin/sh"})
    for pack in (newer, tricks):
        for command in (["info"], ["check"]):
            assert_clear(run_cli(["area", *command, str(pack)]), pack.name)
        ends = ["29.295,117.191", "29.295,117.219"]
        assert_clear(run_cli(["area", "route", str(pack), *ends]), pack.name)
    assert not (tmp_path.parent / "evil.sh").exists()


def test_check_of_a_damaged_pack_ends_with_status_1(tmp_path: Path) -> None:
    path = saved(tmp_path / "v.area")
    content = bytearray(path.read_bytes())
    content[content.index(b"roads on foot")] ^= 1
    path.write_bytes(content)
    result = run_cli(["area", "check", str(path)])
    assert result.status == 1
    assert "roads-walk" in result.out


def test_full_disk_leaves_the_old_pack_byte_for_byte(streets: Path, tmp_path: Path) -> None:
    target = tmp_path / "v.area"
    target.write_bytes(b"the old one")
    command = ["area", "build", str(streets), *BOX, "-o", str(target)]
    assert_clear(run_process(command, largest_file=2000), "v.area")
    assert target.read_bytes() == b"the old one"
    assert sorted(os.listdir(tmp_path)) == ["streets.osm", "v.area"]


def test_progress_is_shown_on_a_terminal_alone(streets: Path, tmp_path: Path) -> None:
    screen = on_a_terminal(["area", "build", str(streets), *BOX, "-o", str(tmp_path / "v.area")])
    assert screen.status == 0
    assert "Reading the map file" in screen.err
    assert "100%" in screen.err


def test_ctrl_c_ends_the_work_and_leaves_the_old_pack(tmp_path: Path) -> None:
    found = MapFile()
    for row in range(250):
        lat = 29.29 + row / 12_500
        found.path([(lat, 117.19 + n / 8000) for n in range(240)], highway="residential")
    source, target = found.save(tmp_path / "many.osm"), tmp_path / "v.area"
    target.write_bytes(b"the old one")
    screen = on_a_terminal(["area", "build", str(source), *BOX, "-o", str(target)], stop_at="%")
    assert screen.status == 130
    assert "Cancelled. Nothing was changed." in screen.err
    assert target.read_bytes() == b"the old one"
    assert not list(tmp_path.glob(".*.part"))


def on_a_terminal(arguments: list[str], stop_at: str | None = None) -> Run:
    """Run `tourplanner` with standard error on a terminal; Ctrl-C once `stop_at` is shown."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "tourplanner", *arguments]
    shown = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True) as process:
        os.close(theirs)
        ends = time.monotonic() + 60
        with contextlib.suppress(OSError):  # the terminal is gone when the program has ended
            while time.monotonic() < ends and (read := os.read(ours, 4096)):
                shown += read.decode(errors="replace")
                if stop_at and stop_at in shown:
                    process.send_signal(signal.SIGINT)
                    stop_at = None
        out, _nothing = process.communicate(timeout=60)
    os.close(ours)
    return Run(process.returncode, out, shown)
