"""What the commands do for who types them."""

from __future__ import annotations

import importlib.util
import json
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.running import run_cli, run_process
from tests.conftest import ROOT
from tourplanner.paths import resource

SHARED = ROOT.parent / "shared"
WHERE = ["plan", "--city", "jingdezhen", "--start", "2027-04-16"]
PLAN = [*WHERE, "--days", "4"]


def shown(tour: Path) -> dict[str, Any]:
    return dict(json.loads(run_cli(["show", str(tour), "--json"]).out))


def planned(folder: Path, *more: str) -> Path:
    target = folder / "t.tour"
    plan = WHERE if "--end" in more else PLAN
    result = run_cli([*plan, *more, "-o", str(target)])
    assert result.status == 0, result.err
    return target


def test_every_command_speaks_the_language_asked_for() -> None:
    result = run_cli([*PLAN, "--time-limit", "0.2", "--language", "zh_CN"])
    assert result.status == 0, result.err
    assert "第 1 天，4月16日周五：" in result.out
    assert "午餐" in result.out
    assert "注意：路程时间按直线距离估算。" in result.out
    usage = run_cli(["--language=zh_CN", "--help"])
    assert "规划陶瓷文化之旅" in usage.out


def test_a_language_that_is_not_shipped_is_refused() -> None:
    result = run_cli([*PLAN, "--language", "xx"])
    assert result.status == 2
    assert "zh_CN" in result.err


def test_the_variable_of_the_environment_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TOURPLANNER_LANGUAGE", "zh_CN")
    assert "查找景点" in run_cli(["--help"]).out
    assert "find sites" in run_cli(["--help", "--language", "en"]).out


def matches_schema(data: object, name: str) -> None:
    schema = json.loads(resource("schemas", name).read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)


def test_four_days_over_a_market_weekend_hold(tmp_path: Path) -> None:
    tour = planned(tmp_path)
    check = run_cli(["check", str(tour), "--json"])
    assert (check.status, json.loads(check.out)["faults"]) == (0, [])
    days = shown(tour)["days"]
    assert [day["date"] for day in days] == [f"2027-04-{n}" for n in (16, 17, 18, 19)]
    on_day = {
        stop["site"]: date.fromisoformat(day["date"]).weekday()
        for day in days
        for stop in day["stops"]
        if stop["site"]
    }
    assert on_day.get("letian-market", 5) == 5
    assert "china-ceramics-museum" not in on_day or on_day["china-ceramics-museum"] != 0
    assert len(on_day) >= 12


def test_required_market_is_visited_on_its_saturday(tmp_path: Path) -> None:
    tour = planned(tmp_path, "--require", "letian-market")
    saturday = shown(tour)["days"][1]
    assert "letian-market" in [stop["site"] for stop in saturday["stops"]]


def test_required_museum_is_not_visited_on_its_closed_monday(tmp_path: Path) -> None:
    tour = planned(tmp_path, "--require", "imperial-kiln-museum")
    monday = shown(tour)["days"][3]
    assert "imperial-kiln-museum" not in [stop["site"] for stop in monday["stops"]]


def test_every_sight_is_visited_or_left_out_with_a_reason(tmp_path: Path) -> None:
    plan = shown(planned(tmp_path, "--exclude", "hutian-kiln-site"))
    visited = {s["site"] for d in plan["days"] for s in d["stops"] if s["site"]}
    left_out = {entry["site"]: entry["reason"] for entry in plan["left_out"]}
    everything = json.loads(
        run_cli(["search", "--city", "jingdezhen", "--limit", "500", "--json"]).out
    )
    assert visited | set(left_out) == {site["id"] for site in everything}
    assert not visited & set(left_out)
    assert all(left_out.values())
    assert "hutian-kiln-site" in left_out


def test_same_seed_gives_the_same_plan(tmp_path: Path) -> None:
    first, second = (run_cli([*PLAN, "--seed", "7", "--json"]).out for _ in range(2))
    assert json.loads(first)["days"] == json.loads(second)["days"]


def test_wish_for_kiln_sites_brings_more_of_them(tmp_path: Path) -> None:
    def kilns(*more: str) -> int:
        days = json.loads(run_cli([*PLAN, *more, "--json"]).out)["days"]
        sites = run_cli(["search", "--kind", "kiln_site", "--city", "jingdezhen", "--json"]).out
        ids = {site["id"] for site in json.loads(sites)}
        return sum(stop["site"] in ids for day in days for stop in day["stops"])

    assert kilns("--interest", "kiln_site=3") > kilns("--interest", "kiln_site=0") == 0


def test_relaxed_day_holds_fewer_visits_than_a_full_one(tmp_path: Path) -> None:
    def visits(pace: str) -> int:
        days = json.loads(run_cli([*PLAN, "--pace", pace, "--json"]).out)["days"]
        return sum(stop["kind"] == "visit" for day in days for stop in day["stops"])

    assert visits("relaxed") < visits("full")


def test_days_begin_and_end_at_the_base_of_the_night(tmp_path: Path) -> None:
    tour = planned(tmp_path, "--base", "29.2947,117.2070", "--night", "2=29.3700,117.2400")
    days = shown(tour)["days"]
    first, second, third = (days[n]["stops"] for n in (0, 1, 2))
    assert first[0]["name"] == first[-1]["name"]
    assert second[-1]["name"] == third[0]["name"] != second[0]["name"]
    assert run_cli(["check", str(tour)]).status == 0


def test_export_writes_each_format_named(tmp_path: Path) -> None:
    tour = planned(tmp_path)
    out = tmp_path / "out"
    result = run_cli(["export", str(tour), "--format", "html,gpx,ics,geojson", "-o", str(out)])
    assert result.status == 0, result.err
    suffixes = {path.suffix for path in out.iterdir()}
    assert {".html", ".gpx", ".ics", ".geojson"} <= suffixes
    named = sorted(line.rsplit(" (", 1)[0] for line in result.out.splitlines())
    assert named == sorted(str(path) for path in out.iterdir())


def test_export_into_one_archive(tmp_path: Path) -> None:
    tour = planned(tmp_path)
    out = tmp_path / "out" / "tour.zip"
    result = run_cli(["export", str(tour), "--format", "docx,kmz,site", "-o", str(out)])
    assert result.status == 0, result.err
    assert result.out.startswith(f"{out} (")
    with zipfile.ZipFile(out) as archive:
        assert {name.rsplit(".", 1)[1] for name in archive.namelist()} == {"docx", "kmz", "html"}


@pytest.mark.parametrize("text", ["yyc", "御窑厂", "yuyaochang", "yù yáo chǎng", "imperial kiln"])
def test_the_imperial_kiln_is_found_in_every_spelling(text: str) -> None:
    found = json.loads(run_cli(["search", text, "--json"]).out)
    matches_schema(found, "search-1.schema.json")
    assert "imperial-kiln-site" in [site["id"] for site in found][:3]


def test_json_outputs_keep_their_published_schemas(tmp_path: Path) -> None:
    tour = planned(tmp_path)
    matches_schema(json.loads(run_cli(["catalogue", "stats", "--json"]).out), "stats-1.schema.json")
    matches_schema(shown(tour), "show-1.schema.json")
    matches_schema(json.loads(run_cli(["check", str(tour), "--json"]).out), "check-1.schema.json")
    matches_schema(json.loads(tour.read_text("utf-8")), "tour-1.schema.json")


def test_stats_count_the_catalogue() -> None:
    counts = json.loads(run_cli(["catalogue", "stats", "--json"]).out)
    assert counts["places"] >= 229
    assert counts["cities"] >= 20


def test_shipped_catalogue_has_no_faults() -> None:
    result = run_cli(["catalogue", "check"])
    assert result.status == 0, result.out


def test_text_output_marks_estimates_and_reasons(tmp_path: Path) -> None:
    text = run_cli(["show", str(planned(tmp_path))]).out
    assert "(estimate)" in text
    assert "Left out" in text
    assert "Lunch" in text


def test_explanation_names_changes_that_were_seen_to_work(tmp_path: Path) -> None:
    tour = planned(tmp_path)
    told = run_cli(["explain", str(tour), "taoxichuan-night-market", "--json"])
    changes = json.loads(told.out)["admissions"]
    assert changes[0]["change"].startswith("Stay out until")
    assert run_cli(["explain", str(tour)]).out == "Everything required and locked fits.\n"


def test_wishes_that_clash_are_named(tmp_path: Path) -> None:
    far = ["--require", "yaoli-old-town", "--require", "hutian-kiln-site", "--end", "2027-04-16"]
    start = ["plan", "--city", "jingdezhen", "--start", "2027-04-16", "--day-end", "15:00"]
    target = tmp_path / "t.tour"
    assert run_cli([*start, *far, "-o", str(target)]).status == 0
    clash = json.loads(run_cli(["explain", str(target), "--json"]).out)["clash"]
    assert "yaoli-old-town" in clash


def test_alternatives_can_be_saved_and_opened(tmp_path: Path) -> None:
    tour, folder = planned(tmp_path, "--end", "2027-04-17"), tmp_path / "others"
    told = run_cli(["alternatives", str(tour), "-o", str(folder), "--json"])
    names = [each["name"] for each in json.loads(told.out)["alternatives"]]
    assert len(names) >= 2
    assert {path.stem for path in folder.iterdir()} == set(names)
    assert all(run_cli(["check", str(path)]).status == 0 for path in folder.iterdir())


def test_score_table_adds_up_to_the_plan_s_score(tmp_path: Path) -> None:
    tour = planned(tmp_path)
    last = run_cli(["show", str(tour), "--score"]).out.strip().splitlines()[-1]
    score = json.loads(tour.read_text("utf-8"))["itinerary"]["score"]
    assert last.split() == [str(score), "in", "all"]


def test_bound_says_how_much_better_any_plan_can_be(tmp_path: Path) -> None:
    tour = planned(tmp_path, "--end", "2027-04-17")
    told = json.loads(run_cli(["bound", str(tour), "--time-limit", "3", "--json"]).out)
    score = json.loads(tour.read_text("utf-8"))["itinerary"]["score"]
    assert told["points"] >= score
    assert told["gap"] == pytest.approx((told["points"] - score) / score)
    assert told["proven_best"] == (told["points"] == score)


def test_order_and_budget_are_kept(tmp_path: Path) -> None:
    order = ["--keep-order", "hutian-kiln-site,imperial-kiln-site"]
    tour = planned(tmp_path, "--budget", "100", *order)
    stops = [stop["site"] for day in shown(tour)["days"] for stop in day["stops"]]
    assert stops.index("hutian-kiln-site") < stops.index("imperial-kiln-site")
    assert run_cli(["check", str(tour)]).status == 0


def test_damaged_plan_is_found_at_fault(tmp_path: Path) -> None:
    tour = planned(tmp_path)
    data = json.loads(tour.read_text("utf-8"))
    data["preferences"]["required"] = [data["itinerary"]["left_out"][0]["site"]]
    tour.write_text(json.dumps(data), "utf-8")
    result = run_cli(["check", str(tour), "--json"])
    assert result.status == 1
    assert {fault["rule"] for fault in json.loads(result.out)["faults"]} == {"required"}


def test_must_see_left_out_is_an_error_line_and_the_check_fails(tmp_path: Path) -> None:
    target = tmp_path / "t.tour"
    result = run_cli([*WHERE, "--days", "1", "--require", "letian-market", "-o", str(target)])
    assert result.status == 0
    assert "Error: Pottery Workshop Saturday market is asked for and not in the plan." in result.out
    assert run_cli(["check", str(target)]).status == 1
    entry = next(e for e in shown(target)["left_out"] if e["site"] == "letian-market")
    assert entry["demanded"]


def test_visit_by_appointment_is_kept_to_the_minute_and_said_everywhere(tmp_path: Path) -> None:
    booked = "hutian-kiln-site@2,18:30,75"
    tour = planned(tmp_path, "--appointment", booked, "--day-end", "21:00", "--end", "2027-04-17")
    stop = next(s for s in shown(tour)["days"][1]["stops"] if s["site"] == "hutian-kiln-site")
    assert (stop["start"], stop["end"], stop["by_appointment"]) == ("18:30", "19:45", True)
    assert run_cli(["check", str(tour)]).status == 0
    assert "[by appointment]" in run_cli(["show", str(tour)]).out
    out = tmp_path / "out"
    assert run_cli(["export", str(tour), "--format", "html,ics,gpx", "-o", str(out)]).status == 0
    for path in out.iterdir():
        folded = path.read_text("utf-8").replace("\n ", "")
        assert "y appointment" in folded or "day 01" in path.name


def test_frozen_day_stays_and_the_others_are_planned_from_the_plan(tmp_path: Path) -> None:
    tour, again = planned(tmp_path, "--end", "2027-04-17"), tmp_path / "again.tour"
    days = shown(tour)["days"]
    gone = next(s["site"] for s in days[1]["stops"] if s["site"])
    wishes = ["--freeze", "1", "--exclude", gone, "-o", str(again)]
    assert run_cli(["replan", str(tour), *wishes]).status == 0
    assert shown(again)["days"][0] == days[0] | {"frozen": True}
    assert gone not in [s["site"] for s in shown(again)["days"][1]["stops"]]
    assert run_cli(["check", str(again)]).status == 0
    frozen = next(s["site"] for s in days[0]["stops"] if s["site"])
    refused = run_cli(["replan", str(again), "--exclude", frozen])
    assert (refused.status, "Day 1 is kept as it is" in refused.err) == (2, True)
    assert run_cli(["replan", str(again), "--thaw", "1", "--exclude", frozen]).status == 0


@pytest.mark.parametrize("how", ["push", "absorb", "until-lock"])
def test_visit_that_begins_later_moves_its_day(how: str, tmp_path: Path) -> None:
    tour, later = tmp_path / "t.tour", tmp_path / "later.tour"
    plan = ["plan", "--city", "osh", "--start", "2027-04-16", "--days", "1", "-o", str(tour)]
    assert run_cli(plan).status == 0
    first = next(s for s in shown(tour)["days"][0]["stops"] if s["site"])
    command = ["later", str(tour), first["site"], "5", "--how", how, "-o", str(later)]
    assert run_cli(command).status == 0
    moved = next(s for s in shown(later)["days"][0]["stops"] if s["site"])
    assert moved["site"] == first["site"]
    assert moved["start"] > first["start"]
    assert run_cli(["check", str(later)]).status == 0
    refused = run_cli([*command[:3], "0"])
    assert (refused.status, "at least one minute" in refused.err) == (2, True)


def test_same_tour_is_planned_again_the_same_way(tmp_path: Path) -> None:
    tour = planned(tmp_path, "--end", "2027-04-17")
    first, second = (run_cli(["replan", str(tour), "--json"]).out for _ in range(2))
    assert first == second


def test_break_that_a_day_has_no_room_for_is_told(tmp_path: Path) -> None:
    result = run_cli([*WHERE, "--days", "1", "--no-lunch", "--break", "Dinner 18:30-21:00 60"])
    assert result.status == 0
    assert "Note: Dinner is left out on Fri 16 Apr" in result.out
    assert "Lunch" not in result.out


def test_window_without_a_display_names_the_command_that_does_the_job(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    result = run_cli(["gui"])
    assert "tourplanner plan --city" in result.err


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared benchmark folder is absent")
@pytest.mark.parametrize(("sites", "days", "seed"), [(40, 3, 1), (20, 1, 2), (80, 3, 3)])
def test_solve_writes_plans_that_the_independent_checker_accepts(
    sites: int, days: int, seed: int, tmp_path: Path
) -> None:
    generator, checker = shared_module("gen_tours"), shared_module("check_plan")
    instance = generator.generate(sites, days, seed)
    source, target = tmp_path / "instance.json", tmp_path / "plan.json"
    source.write_text(json.dumps(instance), "utf-8")
    result = run_cli(
        ["solve", str(source), "-o", str(target), "--time-limit", "0.3", "--seed", "1", "--json"]
    )
    assert result.status == 0, result.err
    faults, report = checker.check(instance, json.loads(target.read_text("utf-8")))
    assert faults == []
    assert json.loads(result.out)["objective"] == report["objective"]


def shared_module(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, SHARED / "bench" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_terminal_without_chinese_still_gets_the_answer() -> None:
    found = run_process(["search", "yyc"], encoding="ascii")
    assert (found.status, found.err) == (0, "")
    assert found.out.startswith("imperial-kiln-site")
