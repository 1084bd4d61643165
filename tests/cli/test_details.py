"""Setting people, reservations, notes, lodging and trains from the terminal."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests import dossiers
from tests.cli.running import Run, run_cli
from tourplanner.domain.dossier_codec import dossier_plain
from tourplanner.exchange.tour_file import read_tour


@pytest.fixture
def tour(tmp_path: Path) -> Path:
    target = tmp_path / "t.tour"
    plan = ["plan", "--city", "jingdezhen", "--start", "2027-04-16", "--days", "2"]
    assert run_cli([*plan, "--time-limit", "0", "-o", str(target)]).status == 0
    return target


def set_details(tour: Path, details: object) -> Run:
    file = tour.with_name("details.json")
    file.write_text(json.dumps(details, ensure_ascii=False), "utf-8")
    return run_cli(["details", "set", str(tour), str(file), "-o", str(tour)])


def details_of(tour: Path) -> dict[str, Any]:
    return dict(json.loads(run_cli(["details", "show", str(tour)]).out))


def first_site(tour: Path) -> str:
    plan = read_tour(tour).itinerary
    assert plan is not None
    return str(plan.visited[0])


def test_parts_that_are_given_are_set_and_the_others_stay(tour: Path) -> None:
    site = first_site(tour)
    note = {"notes": [{"site": site, "text": "Ask for the back yard."}]}
    assert set_details(tour, note).status == 0
    assert set_details(tour, {"party": {"travellers": [{"name": "Ada"}]}}).status == 0
    found = details_of(tour)
    assert found["notes"] == note["notes"]
    assert [one["name"] for one in found["party"]["travellers"]] == ["Ada"]
    assert "Ask for the back yard." in run_cli(["show", str(tour)]).out


def test_what_is_shown_can_be_set_again(tour: Path) -> None:
    full = dossier_plain(dossiers.dossier())
    site = first_site(tour)
    full["notes"] = [{"site": site, "text": "x"}]
    full["reservations"] = [{"site": site, "title": "Tour", "book_by": "2027-03-02"}]
    assert set_details(tour, full).status == 0
    shown = details_of(tour)
    assert set_details(tour, shown).status == 0
    assert details_of(tour) == shown


def test_trains_stand_in_the_days_and_tasks_below_them(tour: Path) -> None:
    plan_before = read_tour(tour).itinerary
    train = {
        "mode": "train",
        "number": "G1234",
        "depart": {"local": "2027-04-16T05:00", "zone": "Asia/Shanghai"},
        "arrive": {"local": "2027-04-16T07:30", "zone": "Asia/Shanghai"},
        "to_name": "Jingdezhen North",
    }
    dinner = {"title": "Dinner", "status": "asked", "book_by": "2027-04-01"}
    result = set_details(tour, {"transports": [train], "reservations": [dinner]})
    assert result.status == 0
    assert read_tour(tour).itinerary == plan_before
    shown = run_cli(["show", str(tour)]).out
    assert "05:00–07:30  Train G1234: Jingdezhen North" in shown
    assert "Book by 1 Apr 2027: Dinner (Asked)" in shown
    day = json.loads(run_cli(["show", str(tour), "--json"]).out)["days"][0]
    assert day["rides"][0]["depart"] == "2027-04-16T05:00+08:00"
    assert run_cli(["check", str(tour)]).status == 0


def test_a_train_in_the_middle_of_the_plan_is_a_fault(tour: Path) -> None:
    train = {
        "mode": "train",
        "depart": {"local": "2027-04-16T10:00", "zone": "Asia/Shanghai"},
        "arrive": {"local": "2027-04-16T12:00", "zone": "Asia/Shanghai"},
    }
    assert "overlaps what is planned" in set_details(tour, {"transports": [train]}).out
    checked = run_cli(["check", str(tour)])
    assert checked.status == 1
    assert "Train, 10:00 to 12:00, overlaps" in checked.out


def test_a_passport_that_runs_out_is_told_at_once(tour: Path) -> None:
    ada = {"name": "Ada", "passport_expiry": "2027-06-01"}
    result = set_details(tour, {"party": {"travellers": [ada]}})
    assert "Note: Ada: the passport expires on 1 Jun 2027" in result.out


@pytest.mark.parametrize(
    ("details", "named"),
    [
        ({"people": []}, "people"),
        ({"party": {"travellers": [{}]}}, "party.travellers[0]"),
        ({"notes": [{"site": "no-such-site", "text": "x"}]}, "no-such-site"),
        ({"reservations": [{"site": "no-such-site"}]}, "no-such-site"),
        ({"reservations": [{}]}, "reservations[0]"),
        ({"lodgings": [{"at": {"lat": 1, "lon": 2}, "name": "Inn"}]}, "1.0, 2.0"),
        ({"transports": [{"mode": "boat"}]}, "transports[0]"),
        ([], "details.json"),
    ],
)
def test_a_wrong_detail_is_named_and_changes_nothing(
    tour: Path, details: object, named: str
) -> None:
    before = tour.read_bytes()
    result = set_details(tour, details)
    assert result.status == 2
    assert named in result.err
    assert tour.read_bytes() == before


def test_standard_input_is_read_too(tour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    details = b'{"party": {"unnamed": 18}}'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(details)))
    assert run_cli(["details", "set", str(tour), "-", "-o", str(tour)]).status == 0
    assert read_tour(tour).dossier.party.size == 18


def test_a_file_that_is_not_there_is_named(tour: Path) -> None:
    result = run_cli(["details", "set", str(tour), "nothing.json", "-o", str(tour)])
    assert result.status == 2
    assert "nothing.json" in result.err
