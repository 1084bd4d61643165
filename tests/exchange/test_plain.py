"""`show --json` keeps its published schema and the facts of the plan."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from tests.exchange.books import empty_roadbook, hostile_roadbook, roadbook
from tourplanner.exchange.plain import show_as_plain
from tourplanner.paths import resource

NAMES = ("tour-1", "show-1", "search-1", "check-1", "stats-1", "rotate-1")


def schema(name: str) -> dict[str, Any]:
    return dict(json.loads(resource("schemas", f"{name}.schema.json").read_text("utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_published_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("make", [roadbook, hostile_roadbook, empty_roadbook])
def test_shown_tour_keeps_the_published_schema(make: Any) -> None:
    plain = json.loads(json.dumps(show_as_plain(make())))
    jsonschema.Draft202012Validator(schema("show-1")).validate(plain)


def test_stops_and_legs_carry_the_promised_keys() -> None:
    day = json.loads(json.dumps(show_as_plain(roadbook())))["days"][0]
    assert day["date"] == "2027-04-16"
    visit = day["stops"][1]
    assert (visit["kind"], visit["site"]) == ("visit", "site-0")
    assert (visit["start"], visit["end"]) == ("09:15", "10:15")
    assert day["stops"][0]["site"] is None
    leg = day["legs"][0]
    assert (leg["mode"], leg["minutes"], leg["distance_m"]) == ("walk", 15, 1200)
    assert leg["estimate"] is True
    assert len(day["legs"]) == sum(stop["lat"] is not None for stop in day["stops"]) - 1


def test_left_out_site_carries_its_reason() -> None:
    left_out = show_as_plain(roadbook())["left_out"]
    assert isinstance(left_out, list)
    assert left_out[0]["site"] == "site-4"
    assert left_out[0]["reason"].startswith("Needs 25 more minutes")
    assert left_out[0]["reason_kind"] == "day_full"


def test_unplanned_tour_has_no_days() -> None:
    assert show_as_plain(empty_roadbook())["days"] == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("search-1", [{"name": "no id"}]),
        ("check-1", {"faults": [{"text": "no rule"}]}),
        ("stats-1", {"places": 229}),
        ("stats-1", {"places": "many", "cities": 20}),
        ("show-1", {"days": [], "left_out": []}),
        ("tour-1", {"format": "tourplanner-tour", "version": 2}),
    ],
)
def test_schema_refuses_what_lacks_the_promised_keys(name: str, data: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema(name)).validate(data)
