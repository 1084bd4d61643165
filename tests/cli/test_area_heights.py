"""Heights in area packs, from the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.area.hills import height_file, plain, ramp_to_the_east, zipped
from tests.area.maps import MapFile
from tests.cli.running import run_cli
from tests.cli.test_bad_input import assert_clear
from tourplanner.area.pack import Pack

BOX = ["--box", "29.29,117.19,29.31,117.22"]
ENDS = ["29.295,117.191", "29.295,117.219"]


@pytest.fixture
def streets(tmp_path: Path) -> Path:
    found = MapFile()
    found.path([(29.295, 117.19), (29.295, 117.22)], highway="primary")
    return found.save(tmp_path / "streets.osm")


def built(streets: Path, target: Path, *heights: str) -> dict[str, object]:
    run = run_cli(["area", "build", str(streets), *BOX, *heights, "-o", str(target), "--json"])
    assert (run.status, run.err) == (0, "")
    told: dict[str, object] = json.loads(run.out)
    return told


def route(pack: Path, *ends: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(run_cli(["area", "route", str(pack), *ends, "--json"]).out)
    return told


def test_heights_of_a_file_and_of_a_folder_reach_routes(streets: Path, tmp_path: Path) -> None:
    folder = tmp_path / "heights"
    folder.mkdir()
    file = height_file(folder, (29, 117), ramp_to_the_east(117.19, 6, 29.295))
    flat = tmp_path / "flat.area"
    assert built(streets, flat)["heights"] is None
    bare = route(flat, *ENDS)
    assert (bare["climb_m"], bare["descent_m"]) == (None, None)
    for place in (file, folder, zipped(file)):
        pack = tmp_path / "hilly.area"
        told = built(streets, pack, "--elevation", str(place))
        assert told["heights"]["files"] == [place.name if place.is_file() else file.name]  # type: ignore[index]
        up, down = route(pack, *ENDS), route(pack, *reversed(ENDS))
        assert up["climb_m"] == pytest.approx(163, abs=4)
        assert (up["descent_m"], down["climb_m"]) == (0, 0)
        assert down["minutes"] < bare["minutes"] < up["minutes"]  # type: ignore[operator]
        assert up["properties"]["climb_m"] == up["climb_m"]  # type: ignore[index]


def test_what_is_not_known_of_heights_is_said(streets: Path, tmp_path: Path) -> None:
    pack = tmp_path / "v.area"
    built(streets, pack)
    assert "Heights: none" in run_cli(["area", "info", str(pack)]).out
    assert "climb not known" in run_cli(["area", "route", str(pack), *ENDS]).out
    built(streets, pack, "--elevation", str(height_file(tmp_path, (29, 117), plain(40))))
    told = run_cli(["area", "info", str(pack)]).out
    assert "N29E117.hgt" in told
    assert "source not known" in told
    assert "0 m up and 0 m down" in run_cli(["area", "route", str(pack), *ENDS]).out


def test_table_has_the_columns_it_had(streets: Path, tmp_path: Path) -> None:
    pack, out = tmp_path / "v.area", tmp_path / "out.csv"
    built(streets, pack, "--elevation", str(height_file(tmp_path, (29, 117), plain(40))))
    points = tmp_path / "points.csv"
    points.write_text("id,lat,lon\na,29.295,117.191\nb,29.295,117.219\n")
    run_cli(["area", "matrix", str(pack), "--points", str(points), "-o", str(out)])
    assert out.read_text("utf-8-sig").splitlines()[0] == "from,to,minutes,distance_m"


def test_wrong_heights_leave_everything_as_it_was(streets: Path, tmp_path: Path) -> None:
    pack = tmp_path / "v.area"
    command = ["area", "build", str(streets), *BOX, "-o", str(pack), "--elevation"]
    assert_clear(run_cli([*command, str(tmp_path / "N29E117.hgt")]), "N29E117.hgt")
    cut = tmp_path / "N29E117.hgt"
    cut.write_bytes(b"\0\1" * 500)
    assert_clear(run_cli([*command, str(cut)]), "N29E117.hgt")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert_clear(run_cli([*command, str(empty)]), "N29E117")
    assert not pack.exists()


def test_pack_without_heights_is_of_the_version_older_programs_read(
    streets: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "v.area"
    built(streets, pack)
    assert b'"version": 1' in pack.read_bytes()
    with Pack.open(pack) as opened:
        assert opened.manifest.heights is None
    built(streets, pack, "--elevation", str(height_file(tmp_path, (29, 117), plain(40))))
    assert b'"version": 2' in pack.read_bytes()
