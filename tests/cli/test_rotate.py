"""Groups that take turns, typed in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.running import run_cli
from tourplanner.paths import resource

THREE = ["--group", "Red=18", "--group", "Blue=18", "--group", "Green=18"]
WORKSHOPS = [
    *("--activity", "Throwing=20,60"),
    *("--activity", "Painting=20,45"),
    *("--activity", "Kiln=40,20,10:00-12:30"),
]
ROTATE = ["rotate", *THREE, *WORKSHOPS, "--start", "09:00"]


def test_turns_are_printed_for_each_group() -> None:
    result = run_cli([*ROTATE, "--end", "13:00"])
    assert result.status == 0, result.err
    assert "Red, 18 people" in result.out
    assert "none can be back earlier" in result.out


def test_json_keeps_every_capacity() -> None:
    told = json.loads(run_cli([*ROTATE, "--json"]).out)
    schema = json.loads(resource("schemas", "rotate-1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(told)
    slots = [
        (slot["activity"], slot["start"], slot["end"])
        for group in told["groups"]
        for slot in group["slots"]
    ]
    assert told["proven"]
    assert len(slots) == 9
    for what, start, end in slots:
        others = [s for s in slots if s[0] == what and s[1] < end and start < s[2]]
        assert len(others) <= (2 if what == "Kiln" else 1)


def test_rotation_becomes_one_booked_visit_of_the_tour(tmp_path: Path) -> None:
    tour, booked = tmp_path / "t.tour", tmp_path / "booked.tour"
    plan = ["plan", "--city", "jingdezhen", "--start", "2027-04-16", "--days", "2"]
    assert run_cli([*plan, "--time-limit", "1", "-o", str(tour)]).status == 0
    place = ["--tour", str(tour), "--day", "2", "--at", "taoxichuan", "-o", str(booked)]
    told = json.loads(run_cli([*ROTATE, "--start", "09:30", *place, "--json"]).out)
    again = run_cli(["replan", str(booked), "--time-limit", "1", "--json"])
    assert again.status == 0, again.err
    stops = json.loads(again.out)["days"][1]["stops"]
    visit = next(stop for stop in stops if stop["site"] == "taoxichuan")
    assert (visit["start"], visit["end"], visit["booked"]) == ("09:30", told["end"], True)


def test_group_larger_than_a_workshop_is_told_with_status_0() -> None:
    result = run_cli([*ROTATE, "--group", "Crowd=30"])
    assert result.status == 0
    assert "Throwing has 20 places, Crowd are 30: split the group." in result.out


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["rotate", *WORKSHOPS, "--start", "09:00"], "Groups"),
        (["rotate", *THREE, "--start", "09:00"], "Activities"),
        ([*ROTATE, "--group", "Red=18"], "Groups"),
        ([*ROTATE, "--group", "Red"], "--group"),
        ([*ROTATE, "--group", "Few=0"], "Few"),
        ([*ROTATE, "--activity", "Glazing=20"], "--activity"),
        ([*ROTATE, "--activity", "Glazing=20,30,12:00-11:00"], "--activity"),
        ([*ROTATE, "--skip", "Red=Dancing"], "Red"),
        ([*ROTATE, "--skip", "Grey=Kiln"], "--skip"),
        ([*ROTATE, "--way", "Kiln=5"], "--way"),
        ([*ROTATE, "--way", "Kiln,Dancing=5"], "Way"),
        ([*ROTATE, "--end", "08:00"], "Rotation"),
        ([*ROTATE, "--day", "1"], "--day"),
        ([*ROTATE, "-o", "t.tour"], "-o"),
    ],
)
def test_wrong_argument_is_named(
    arguments: list[str], names: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run_cli(arguments)
    assert result.status == 2
    assert names in result.err
    assert len(result.err.strip().splitlines()) == 1
