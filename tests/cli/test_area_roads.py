"""The commands about roads, and planning with an area pack."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.area.packs import parts, saved
from tests.area.towns import Town, spot
from tests.cli.running import Run, run_cli
from tourplanner.area.manifest import Part
from tourplanner.area.road_parts import road_parts
from tourplanner.domain.progress import never

INN = "29.2947,117.2070"
PLAN = ["plan", "--city", "jingdezhen", "--start", "2027-04-16", "--days", "2", "--base", INN]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lattice of streets over Jingdezhen, a hundred metres apart, closed to bicycles."""
    town = Town()
    for number in range(0, 40, 2):
        town.road(*[(number, column) for column in range(0, 41, 2)], bicycle="no")
        town.road(*[(row, number) for row in range(0, 39, 2)], bicycle="no")
    plain = {part: content for part, content in parts().items() if part is not Part.WALK}
    path = tmp_path_factory.mktemp("pack") / "town.area"
    return saved(path, plain | road_parts(town.extract(), None, never))


def at(row: float, column: float) -> str:
    place = spot(row, column)
    return f"{place.lat:.7f},{place.lon:.7f}"


def test_matrix_lists_every_pair(pack: Path, tmp_path: Path) -> None:
    points = tmp_path / "points.csv"
    points.write_text(f"id,lat,lon\na,{at(0, 0)}\nb,{at(0, 10)}\nfar,40,100\n", "utf-8")
    target = tmp_path / "out.csv"
    done = run_cli(["area", "matrix", str(pack), "--points", str(points), "-o", str(target)])
    assert done.status == 0, done.err
    rows = {(r["from"], r["to"]): r for r in csv.DictReader(target.read_text("utf-8").splitlines())}
    assert len(rows) == 9
    length = spot(0, 0).distance_m(spot(0, 10))
    assert float(rows["a", "b"]["distance_m"]) == pytest.approx(length, rel=0.01)
    assert float(rows["a", "b"]["minutes"]) == pytest.approx(length / 75, rel=0.01)
    assert (rows["a", "far"]["minutes"], rows["a", "far"]["distance_m"]) == ("", "")


def test_route_is_a_geojson_line(pack: Path) -> None:
    done = run_cli(["area", "route", str(pack), "--mode", "drive", at(0, 0), at(4, 4), "--json"])
    assert done.status == 0, done.err
    feature = json.loads(done.out)
    assert feature["geometry"]["type"] == "LineString"
    first, last = feature["geometry"]["coordinates"][0], feature["geometry"]["coordinates"][-1]
    assert first == pytest.approx([spot(0, 0).lon, spot(0, 0).lat])
    assert last == pytest.approx([spot(4, 4).lon, spot(4, 4).lat])
    assert feature["properties"]["minutes"] > 0
    assert feature["properties"]["distance_m"] == pytest.approx(4 * 111.2 + 4 * 97, rel=0.02)
    assert "km" in run_cli(["area", "route", str(pack), at(0, 0), at(4, 4)]).out


def test_reach_outlines_the_ground_and_lists_sites(pack: Path) -> None:
    done = run_cli(["area", "reach", str(pack), INN, "--minutes", "20", "--json"])
    assert done.status == 0, done.err
    feature = json.loads(done.out)
    assert feature["geometry"]["type"] == "MultiPolygon"
    sites = feature["properties"]["sites"]
    assert sites
    assert all(site["minutes"] <= 20 for site in sites)
    assert run_cli(["area", "reach", str(pack), sites[0]["id"], "--json"]).status == 0
    text = run_cli(["area", "reach", str(pack), INN, "--minutes", "20"]).out
    assert [site["id"] for site in sites if site["id"] not in text] == []


def test_plan_with_a_pack_walks_the_streets(pack: Path, tmp_path: Path) -> None:
    target = tmp_path / "t.tour"
    done = run_cli([*PLAN, "--area", str(pack), "-o", str(target), "--json"])
    assert done.status == 0, done.err
    legs = [leg for day in json.loads(done.out)["days"] for leg in day["legs"]]
    assert {leg["source"] for leg in legs} >= {"routed"}
    assert all(leg["estimate"] is (leg["source"] == "estimated") for leg in legs)
    saved_legs = [leg for day in _itinerary(target)["days"] for leg in day["legs"]]
    assert [leg["source"] for leg in saved_legs] == [leg["source"] for leg in legs]
    assert all(leg["line"] for leg in saved_legs if leg["source"] == "routed" and leg["minutes"])
    assert run_cli(["check", str(target), "--area", str(pack)]).status == 0
    assert run_cli(["check", str(target)]).status == 0
    assert "routed" in run_cli(["show", str(target)]).out


def test_exported_lines_follow_the_streets(pack: Path, tmp_path: Path) -> None:
    target = tmp_path / "t.tour"
    assert run_cli([*PLAN, "--area", str(pack), "-o", str(target)]).status == 0
    done = run_cli(["export", str(target), "--format", "geojson", "-o", str(tmp_path)])
    assert done.status == 0, done.err
    features = json.loads(next(tmp_path.glob("*.geojson")).read_text("utf-8"))["features"]
    legs = [f for f in features if f["properties"]["feature"] == "leg"]
    routed = [f for f in legs if f["properties"]["source"] == "routed"]
    assert any(len(f["geometry"]["coordinates"]) > 2 for f in routed)
    assert all(f["properties"]["straight_line"] is False for f in routed)


def _itinerary(path: Path) -> dict[str, list[dict[str, list[dict[str, object]]]]]:
    return dict(json.loads(path.read_text("utf-8"))["itinerary"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["route", "PACK", "somewhere", "1,2"], ["start", "somewhere"]),
        (["route", "PACK", "1,2", "1"], ["end"]),
        (["route", "PACK", "99,2", "1,2"], ["Coordinates"]),
        (["route", "PACK", "1,2", "29.30,117.20"], ["start", "500 m"]),
        (["route", "PACK", "29.30,117.20", "1,2"], ["end", "500 m"]),
        (["route", "PACK", "--mode", "cycle", "29.30,117.20", "29.30,117.21"], ["cycle"]),
        (["route", "nowhere.area", "1,2", "1,2"], ["nowhere.area"]),
        (["reach", "PACK", "29.30,117.20", "--minutes", "0"], ["Minutes"]),
        (["reach", "PACK", "here"], ["start", "here"]),
        (["reach", "PACK", "29.3,here"], ["start", "here"]),
        (["matrix", "PACK", "--points", "nowhere.csv", "-o", "OUT"], ["nowhere.csv"]),
        (["matrix", "PACK", "--points", "POINTS", "-o", "FOLDER"], ["-o"]),
        (["matrix", "POINTS", "--points", "POINTS", "-o", "OUT"], ["points.csv"]),
    ],
)
def test_wrong_input_is_one_clear_sentence(
    pack: Path, tmp_path: Path, arguments: list[str], words: list[str]
) -> None:
    points = tmp_path / "points.csv"
    points.write_text("id,lat,lon\na,29.3,117.2\n", "utf-8")
    names = {"PACK": pack, "POINTS": points, "OUT": tmp_path / "out.csv", "FOLDER": tmp_path}
    refused(run_cli(["area", *(str(names.get(word, word)) for word in arguments)]), words)
    assert not (tmp_path / "out.csv").exists()


def test_plan_with_a_broken_pack_writes_nothing(tmp_path: Path, pack: Path) -> None:
    broken = tmp_path / "broken.area"
    content = bytearray(pack.read_bytes())
    place = content.find(b"first_vertex.npy") + 200
    content[place] ^= 0xFF
    broken.write_bytes(content)
    target = tmp_path / "t.tour"
    refused(run_cli([*PLAN, "--area", str(broken), "-o", str(target)]), ["broken.area"])
    assert not target.exists()


def refused(done: Run, words: list[str]) -> None:
    assert done.status == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert [word for word in words if word not in done.err] == []


def test_other_plans_walk_the_streets_too(pack: Path, tmp_path: Path) -> None:
    target = tmp_path / "t.tour"
    one_day = [*PLAN[:6], "1", *PLAN[7:], "--time-limit", "1"]
    assert run_cli([*one_day, "--area", str(pack), "-o", str(target)]).status == 0
    folder = tmp_path / "others"
    done = run_cli(["alternatives", str(target), "--area", str(pack), "-o", str(folder)])
    assert done.status == 0, done.err
    plans = [_itinerary(path) for path in sorted(folder.glob("*.tour"))]
    assert plans
    for plan in plans:
        legs = [leg for day in plan["days"] for leg in day["legs"] if leg["minutes"]]
        assert any(leg["line"] for leg in legs)
        assert all(bool(leg["line"]) is (leg["source"] == "routed") for leg in legs)


def test_own_minutes_win_over_the_roads(pack: Path, tmp_path: Path) -> None:
    target = tmp_path / "t.tour"
    site = "imperial-kiln-museum"
    own = ["--leg", "base", site, "walk", "37", "--leg", site, "base", "taxi", "21"]
    one_day = [*PLAN[:6], "1", *PLAN[7:], "--time-limit", "1", "--require", site]
    done = run_cli([*one_day, *own, "--area", str(pack), "-o", str(target)])
    assert done.status == 0, done.err
    kept = json.loads(target.read_text("utf-8"))["own_legs"]
    assert [(one["mode"], one["minutes"]) for one in kept] == [("walk", 37), ("taxi", 21)]
    assert run_cli(["check", str(target), "--area", str(pack)]).status == 0


@pytest.mark.parametrize(
    ("leg", "words"),
    [
        (["base", "nowhere", "walk", "5"], ["nowhere"]),
        (["base", "base", "swim", "5"], ["--leg", "swim"]),
        (["base", "29.3,117.2", "walk", "soon"], ["--leg", "soon"]),
        (["base", "29.3,117.2", "walk", "-5"], ["--leg", "-5"]),
        (["base", "29.3,117.2", "walk", "9999"], ["Minutes of a leg", "9999"]),
    ],
)
def test_impossible_own_minutes_are_named(leg: list[str], words: list[str]) -> None:
    refused(run_cli([*PLAN, "--leg", *leg]), words)
