"""Instances that cannot be planned: one sentence with the JSON path, status 2, no plan written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run_cli
from tests.planning.problems import problem_of, site
from tourplanner.planning.instance_codec import encode_instance
from tourplanner.planning.problem import BreakRule, ChainRule

Instance = dict[str, Any]


def instance() -> Instance:
    """Three sites on two days, the first two in a chain."""
    sites = [site(number, days=2) for number in (1, 2, 3)]
    chain = ChainRule((0, 1), (60,), (600,))
    lunch = BreakRule(60, 690, 810)
    return encode_instance(problem_of(sites, days=2, lunch=lunch, chains=(chain,)))


def put(value: Any, *path: str | int) -> Callable[[Instance], None]:
    """A change that puts the value at a path."""

    def change(data: Any) -> None:
        for part in path[:-1]:
            data = data[part]
        data[path[-1]] = value

    return change


BAD: list[tuple[str, Callable[[Instance], None]]] = [
    ("sites[1].duration", put(-30, "sites", 1, "duration")),
    ('sites[1].windows."0"[0]', put([[600, 600]], "sites", 1, "windows", "0")),
    ('sites[1].windows."0"[0]', put([[700, 600]], "sites", 1, "windows", "0")),
    ("chains[0].max_lag[0]", put([30], "chains", 0, "max_lag")),
    ("chains[0].steps[1]", put([1, 99], "chains", 0, "steps")),
    ("exclusions[0][0]", put([["nowhere", 1]], "exclusions")),
    ("travel", put([[0, 1], [1, 0]], "travel")),
    ("travel[2]", put([0, 10], "travel", 2)),
    ("NaN", put(float("nan"), "travel", 0, 1)),
    ("Infinity", put(float("inf"), "sites", 0, "score")),
    ("sites", put([None] * 1_000_000, "sites")),
    ("days[1].lunch", put(200, "days", 1, "lunch", "duration")),
    ("days[0].breaks", put([{}], "days", 0, "breaks")),
    ("days[0].walk_limit", put(5000, "days", 0, "walk_limit")),
    ("walking[0]", put([[0]] * 4, "walking")),
    ("kinds[0].sites[0]", put([{"sites": [99], "percent": [100]}], "kinds")),
]


@pytest.mark.parametrize(("where", "change"), BAD)
def test_fault_is_one_sentence_with_its_path(
    where: str, change: Callable[[Instance], None], tmp_path: Path
) -> None:
    data = instance()
    change(data)
    source, target = tmp_path / "bad.json", tmp_path / "plan.json"
    source.write_text(json.dumps(data), encoding="utf-8")
    result = run_cli(["solve", str(source), "-o", str(target)])
    assert result.status == 2, (result.out, result.err)
    assert result.err.startswith("tourplanner: ")
    assert where in result.err
    assert result.err.strip().count("\n") == 0
    assert not target.exists()


def test_chain_whose_gaps_no_window_allows_is_a_result(tmp_path: Path) -> None:
    data = instance()
    data["chains"][0] |= {"min_lag": [5000], "max_lag": [6000]}
    source, target = tmp_path / "late.json", tmp_path / "plan.json"
    source.write_text(json.dumps(data), encoding="utf-8")
    result = run_cli(["solve", str(source), "-o", str(target), "--iterations", "50"])
    assert result.status == 0, (result.out, result.err)
    planned = json.loads(target.read_text("utf-8"))
    assert [v["site"] for day in planned["days"] for v in day["visits"]] == [3]


def test_instance_planned_with_two_threads_gives_the_same_plan_each_time(tmp_path: Path) -> None:
    source = tmp_path / "instance.json"
    source.write_text(json.dumps(instance()), encoding="utf-8")
    plans = []
    for name in ("first.json", "second.json"):
        target = tmp_path / name
        effort = ["--time-limit", "60", "--iterations", "50", "--threads", "2"]
        result = run_cli(["solve", str(source), "-o", str(target), *effort, "--json"])
        assert result.status == 0, (result.out, result.err)
        assert json.loads(result.out)["iterations"] == 100
        plans.append(target.read_text("utf-8"))
    assert plans[0] == plans[1]


@pytest.mark.parametrize("threads", ["0", "-1", "65"])
def test_number_of_threads_out_of_range_is_refused(threads: str, tmp_path: Path) -> None:
    source, target = tmp_path / "instance.json", tmp_path / "plan.json"
    source.write_text(json.dumps(instance()), encoding="utf-8")
    result = run_cli(["solve", str(source), "-o", str(target), "--threads", threads])
    assert result.status == 2
    assert "--threads" in result.err
    assert not target.exists()
