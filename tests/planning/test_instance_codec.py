"""The reader of instances: what it takes, and what it says about files it cannot take."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.checker import violations
from tests.planning.problems import drawn, problem_of
from tourplanner.planning.instance_codec import (
    decode_instance,
    encode_instance,
    encode_plan,
    problem_from,
    read_instance,
)
from tourplanner.planning.plan import Plan, PlannedDay
from tourplanner.planning.problem import BreakRule, InstanceInvalid, KindRule
from tourplanner.planning.solver import SearchBudget, solve

GOOD: dict[str, Any] = {
    "format": "tour-instance/1",
    "name": "two sites",
    "seed": 1,
    "places": [{"id": k, "name": "p", "x": 0, "y": 0} for k in range(3)],
    "travel": [[0, 10, 20], [10, 0, 15], [20, 15, 0]],
    "days": [
        {
            "date": "2026-06-01",
            "weekday": 0,
            "start_place": 0,
            "end_place": 0,
            "start": 540,
            "end": 1080,
            "lunch": {"duration": 60, "earliest": 690, "latest_end": 810},
        }
    ],
    "sites": [
        {
            "id": number,
            "place": number + 1,
            "name": f"s{number}",
            "category": "museum",
            "score": 50,
            "duration": 30,
            "price": 5,
            "must": False,
            "windows": {"0": [[600, 720], [840, 1000]]},
            "pin": None,
        }
        for number in range(2)
    ],
    "exclusions": [[0, 1]],
    "chains": [],
    "budget": None,
    "objective": {"score_weight": 10, "travel_weight": 1},
}
COFFEE = {"name": "coffee", "duration": 15, "earliest": 600, "latest_end": 660}
TEA = {"name": "tea", "duration": 20, "earliest": 900, "latest_end": 1000}


def extended() -> dict[str, Any]:
    """GOOD with the optional fields: two breaks, a walking limit, a kind."""
    instance = copy.deepcopy(GOOD)
    instance["days"][0] |= {"lunch": None, "breaks": [COFFEE, TEA], "walk_limit": 4000}
    instance["walking"] = [[0, 900, 800], [900, 0, 700], [800, 700, 0]]
    instance["kinds"] = [{"sites": [0, 1], "percent": [100, 60]}]
    return instance


FAULTS: list[tuple[str, Any, str]] = [
    ("format", "tour-instance/2", "format"),
    ("format", None, "format"),
    ("places", "many", "places"),
    ("travel", [[0, 10, 20], [10, 0, 15]], "travel"),
    ("travel.1", [10, 0], "travel[1]"),
    ("travel.1.2", -4, "travel[1][2]"),
    ("travel.1.2", 2.5, "travel[1][2]"),
    ("travel.1.2", True, "travel[1][2]"),
    ("travel.1.2", 10**30, "travel"),
    ("days", [], "days"),
    ("days.0", None, "days[0]"),
    ("days.0.start", "9:00", "days[0].start"),
    ("days.0.end", 600, "days[0]"),
    ("days.0.start_place", 3, "days[0].start_place"),
    ("days.0.lunch.duration", 200, "days[0].lunch"),
    ("days.0.lunch.earliest", None, "days[0].lunch.earliest"),
    ("sites.1.id", 0, "sites[1].id"),
    ("sites.1.id", 1.5, "sites[1].id"),
    ("sites.1.place", -1, "sites[1].place"),
    ("sites.1.score", -1, "sites[1].score"),
    ("sites.1.duration", -30, "sites[1].duration"),
    ("sites.1.duration", 10**12, "sites[1].duration"),
    ("sites.1.price", None, "sites[1].price"),
    ("sites.1.must", 1, "sites[1].must"),
    ("sites.1.pin", 5, "sites[1].pin"),
    ("sites.1.pin", {"day": 1, "start": 600}, "sites[1].pin.day"),
    ("sites.1.pin", {"day": 0}, "sites[1].pin.start"),
    ("sites.1.windows", [], "sites[1].windows"),
    ("sites.1.windows", {"1": []}, "sites[1].windows"),
    ("sites.1.windows", {"²": []}, "sites[1].windows"),
    ("sites.1.windows", {"0": [[700, 700]]}, 'sites[1].windows."0"[0]'),
    ("sites.1.windows", {"0": [[700]]}, 'sites[1].windows."0"[0]'),
    ("sites.1.windows", {"0": [[700, "x"]]}, 'sites[1].windows."0"[0][1]'),
    ("exclusions.0", [0, 7], "exclusions[0][1]"),
    ("chains", [{"id": 0, "steps": [0, 9], "min_lag": [0], "max_lag": [0]}], "chains[0].steps[1]"),
    ("chains", [{"id": 0, "steps": [0, 1], "min_lag": [], "max_lag": [0]}], "chains[0].min_lag"),
    ("chains", [{"id": 0, "steps": [0, 0], "min_lag": [0], "max_lag": [0]}], "chains[0].steps[1]"),
    ("chains", [{"id": 0, "steps": [], "min_lag": [], "max_lag": []}], "chains[0].steps"),
    ("budget", "cheap", "budget"),
    ("budget", -1, "budget"),
    ("objective.score_weight", 1.5, "objective.score_weight"),
    ("objective.travel_weight", 10**9, "objective.travel_weight"),
    (
        "chains",
        [{"id": 0, "steps": [0, 1], "min_lag": [60], "max_lag": [30]}],
        "chains[0].max_lag[0]",
    ),
]
EXTENDED_FAULTS: list[tuple[str, Any, str]] = [
    ("days.0.lunch", GOOD["days"][0]["lunch"], "days[0].breaks"),
    ("days.0.breaks", "tea", "days[0].breaks"),
    ("days.0.breaks", [TEA] * 13, "days[0].breaks"),
    ("days.0.breaks", [TEA, COFFEE], "days[0].breaks[1]"),
    ("days.0.breaks", [TEA, TEA | {"latest_end": 999}], "days[0].breaks[1]"),
    ("days.0.breaks", [TEA | {"duration": 60}] * 2, "days[0].breaks[1]"),
    ("days.0.breaks.1", None, "days[0].breaks[1]"),
    ("days.0.breaks.1.name", 5, "days[0].breaks[1].name"),
    ("days.0.breaks.1.name", ..., "days[0].breaks[1].name"),
    ("days.0.breaks.1.name", "x" * 101, "days[0].breaks[1].name"),
    ("days.0.breaks.1.duration", -5, "days[0].breaks[1].duration"),
    ("days.0.breaks.1.duration", 101, "days[0].breaks[1]"),
    ("days.0.breaks.1.latest_end", 900, "days[0].breaks[1]"),
    ("days.0.end", 918, "days[0]"),
    ("days.0.walk_limit", -1, "days[0].walk_limit"),
    ("days.0.walk_limit", 2.5, "days[0].walk_limit"),
    ("walking", ..., "days[0].walk_limit"),
    ("walking", [[0, 1], [1, 0]], "walking"),
    ("walking.0.0", 4001, "days[0].walk_limit"),
    ("walking.1.2", -1, "walking[1][2]"),
    ("walking.1.2", "far", "walking[1][2]"),
    ("kinds", {}, "kinds"),
    ("kinds.0", 3, "kinds[0]"),
    ("kinds.0.sites", [0, 9], "kinds[0].sites[1]"),
    ("kinds.0.sites", [0, 0], "kinds[0].sites[1]"),
    ("kinds.0.percent", [], "kinds[0].percent"),
    ("kinds.0.percent", [60, 100], "kinds[0].percent[1]"),
    ("kinds.0.percent.0", 101, "kinds[0].percent[0]"),
    ("kinds.0.percent.0", True, "kinds[0].percent[0]"),
    ("kinds.0.percent", ..., "kinds[0].percent"),
]
MISSING = [
    *("travel", "days", "sites", "objective", "exclusions", "chains"),
    *("days.0.lunch", "sites.1.duration", "sites.1.windows", "objective.score_weight"),
]


def changed(path: str, value: Any, good: dict[str, Any] = GOOD) -> dict[str, Any]:
    """`good` with the value at a dotted path replaced; taken out when the value is `...`."""
    instance = copy.deepcopy(good)
    *parents, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    owner: Any = instance
    for part in parents:
        owner = owner[part]
    if value is ...:
        del owner[last]
    else:
        owner[last] = value
    return instance


@pytest.mark.parametrize(("path", "value", "where"), FAULTS)
def test_fault_is_named_by_its_path(path: str, value: Any, where: str) -> None:
    with pytest.raises(InstanceInvalid) as caught:
        decode_instance(json.dumps(changed(path, value)).encode())
    assert caught.value.fields["where"] == where
    assert caught.value.advice


@pytest.mark.parametrize(("path", "value", "where"), EXTENDED_FAULTS)
def test_fault_of_an_optional_field_is_named_by_its_path(path: str, value: Any, where: str) -> None:
    with pytest.raises(InstanceInvalid) as caught:
        decode_instance(json.dumps(changed(path, value, extended())).encode())
    assert caught.value.fields["where"] == where
    assert caught.value.advice


@pytest.mark.parametrize("path", MISSING)
def test_missing_field_is_named(path: str) -> None:
    with pytest.raises(InstanceInvalid, match="missing") as caught:
        problem_from(changed(path, ...))
    assert str(caught.value.fields["where"]).endswith(path.split(".")[-1])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe{}", "UTF-8"),
        (b'{"format": "tour-inst', "line 1"),
        (b"", "line 1"),
        (b"[1, 2]", "not an object"),
        (b"[" * 200_000, "deeply"),
        (b'{"format": NaN}', "NaN"),
        (b'{"format": -Infinity}', "Infinity"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "digits"),
    ],
)
def test_file_that_is_no_instance_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(InstanceInvalid, match=said):
        decode_instance(data, "tour.json")


def test_million_sites_are_refused_before_they_are_read() -> None:
    with pytest.raises(InstanceInvalid, match="1000000 entries") as caught:
        problem_from({**GOOD, "sites": [None] * 1_000_000})
    assert caught.value.fields["where"] == "sites"


def test_scores_whose_sums_would_overflow_are_refused() -> None:
    instance = changed("objective.score_weight", 1_000_000)
    instance["sites"] = [
        GOOD["sites"][0] | {"id": number, "score": 100_000_000, "must": True}
        for number in range(200)
    ]
    with pytest.raises(InstanceInvalid, match="too much for 200 required sites") as caught:
        problem_from(instance)
    assert caught.value.fields["where"] == "objective.score_weight"


def test_file_beyond_the_size_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tourplanner.planning.instance_codec.MOST_BYTES", 10)
    with pytest.raises(InstanceInvalid, match="bytes"):
        decode_instance(json.dumps(GOOD).encode())


def test_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InstanceInvalid, match=r"nowhere\.json"):
        read_instance(tmp_path / "nowhere.json")


def test_good_instance_is_read(tmp_path: Path) -> None:
    path = tmp_path / "good.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    problem = read_instance(path)
    assert [site.score for site in problem.candidates] == [50, 50]
    assert problem.candidates[1].windows == (((600, 720), (840, 1000)),)
    assert problem.exclusions == ((0, 1),)


def test_optional_fields_are_read_and_written() -> None:
    problem = problem_from(extended())
    day = problem.days[0]
    assert day.breaks == (BreakRule(15, 600, 660, "coffee"), BreakRule(20, 900, 1000, "tea"))
    assert day.walk_limit == 4000
    assert problem.kinds == (KindRule((0, 1), (100, 60)),)
    written: Any = encode_instance(problem)
    for field in ("walking", "kinds"):
        assert written[field] == extended()[field]
    assert written["days"][0]["breaks"] == [COFFEE, TEA]
    assert written["days"][0]["walk_limit"] == 4000


def test_break_with_a_name_of_its_own_is_kept_apart_from_lunch() -> None:
    problem = problem_from(changed("days.0.breaks", [TEA], extended()))
    written: Any = encode_instance(problem)
    assert written["days"][0]["lunch"] is None
    assert written["days"][0]["breaks"] == [TEA]
    assert problem_from(written).days == problem.days


def test_plan_lists_the_breaks_of_a_day_with_several() -> None:
    problem = problem_of([])
    days = (PlannedDay((), (615, 930)), PlannedDay((), (720,)), PlannedDay(()))
    written: Any = encode_plan(Plan(days, 0, 0, 0), problem)
    assert written["days"] == [
        {"visits": [], "lunch": None, "breaks": [615, 930]},
        {"visits": [], "lunch": 720},
        {"visits": [], "lunch": None},
    ]


def test_plan_names_sites_by_the_ids_of_the_file() -> None:
    instance = changed("exclusions", [])
    instance["sites"][0]["id"], instance["sites"][1]["id"] = "kiln", 77
    problem = problem_from(instance)
    written = encode_plan(solve(problem, SearchBudget(max_iterations=50), 1), problem)
    days: Any = written["days"]
    assert {visit["site"] for visit in days[0]["visits"]} == {"kiln", 77}


@given(seed=st.integers(0, 10**9), sites=st.integers(0, 8), extended=st.booleans())
@settings(max_examples=100, deadline=None)
def test_problem_survives_writing_and_reading(seed: int, sites: int, extended: bool) -> None:
    problem = drawn(seed, sites=sites, days=2, extended=extended)
    data = json.dumps(encode_instance(problem)).encode()
    read = decode_instance(data)
    assert (read.travel == problem.travel).all()
    assert (read.cost_matrix == problem.cost_matrix).all()
    assert read.days == problem.days
    assert read.candidates == problem.candidates
    assert read.exclusions == problem.exclusions
    assert read.chains == problem.chains
    assert read.budget == problem.budget
    assert read.kinds == problem.kinds
    assert (read.walking is None) == (problem.walking is None)
    assert problem.walking is None or (read.walking == problem.walking).all()


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
PATHS = [path for path, _, _ in FAULTS] + MISSING


def outcome(data: bytes) -> str:
    """What the user reads: the advice of a refusal, or that a plan was made."""
    try:
        problem = decode_instance(data)
    except InstanceInvalid as error:
        return error.advice if error.message else ""
    plan = solve(problem, SearchBudget(max_iterations=5), 1)
    return "planned" if violations(problem, plan) == [] else ""


@given(path=st.sampled_from(PATHS), value=values)
@settings(max_examples=200, deadline=None)
def test_any_value_anywhere_is_planned_or_refused_in_words(path: str, value: Any) -> None:
    data = json.dumps(changed(path, value)).encode()
    assert outcome(data)


@given(path=st.sampled_from([path for path, _, _ in EXTENDED_FAULTS]), value=values)
@settings(max_examples=200, deadline=None)
def test_any_value_in_an_optional_field_is_planned_or_refused_in_words(
    path: str, value: Any
) -> None:
    assert outcome(json.dumps(changed(path, value, extended())).encode())


@given(data=st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(InstanceInvalid):
        decode_instance(data)


@given(cut=st.integers(0, 2000), noise=st.binary(min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
def test_damaged_file_is_planned_or_refused_in_words(cut: int, noise: bytes) -> None:
    data = json.dumps(GOOD).encode()
    at = cut % len(data)
    assert outcome(data[:at] + noise + data[at + len(noise) :])
