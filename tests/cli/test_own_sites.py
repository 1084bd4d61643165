"""Places of one's own from the terminal: planned, shown, checked, exported, taken away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Run, run_cli
from tourplanner.exchange.tour_file import read_tour

PLAN = ["plan", "--city", "jingdezhen", "--start", "2027-04-16", "--days", "2", "--time-limit", "1"]
POTS = (
    "Li's pottery @ 29.2960, 117.2100 | kind=workshop | wish=must | stay=30 | local=李家陶艺 "
    "| hours=Mo-Su 09:00-17:00; PH off | price=20 | note=Ring twice."
)
TEA = "Tea house @ 29.2970,117.2110 | kind=service | wish=must"
CSV = b"name,lat,lon\nLi's pottery,29.2960,117.2100\n"


def planned(folder: Path, *more: str) -> Path:
    target = folder / "own.tour"
    done = run_cli([*PLAN, *more, "-o", str(target)])
    assert done.status == 0, done.err
    return target


def refused(*more: str) -> Run:
    done = run_cli([*PLAN, *more])
    assert done.status == 2
    return done


def test_own_places_are_planned_and_said_to_be_ones_own(tmp_path: Path) -> None:
    tour = planned(tmp_path, "--own-site", POTS, "--own-site", TEA)
    own = {one.name: one for one in read_tour(tour).own_sites}
    assert (own["Li's pottery"].name_local, own["Li's pottery"].visit_min) == ("李家陶艺", 30)
    assert own["Li's pottery"].hours == "Mo-Su 09:00-17:00; PH off"
    assert own["Tea house"].hours is None
    shown = run_cli(["show", str(tour)])
    assert "Li's pottery" in shown.out
    assert "your own entry" in shown.out
    assert "Some opening hours are not known: ask before you go." in shown.out
    stops = [
        stop
        for day in json.loads(run_cli(["show", str(tour), "--json"]).out)["days"]
        for stop in day["stops"]
    ]
    marked = {stop["name"] for stop in stops if stop["own_entry"]}
    assert marked == {"Li's pottery", "Tea house"}
    assert run_cli(["check", str(tour)]).status == 0


def test_own_places_can_be_wished_locked_and_moved_like_others(tmp_path: Path) -> None:
    tour = planned(tmp_path, "--own-site", POTS)
    site = read_tour(tour).own_sites[0].id
    again = tmp_path / "again.tour"
    done = run_cli(["replan", str(tour), "--lock", f"{site}@2", "--stay", f"{site}=45",
                    "--time-limit", "1", "-o", str(again)])  # fmt: skip
    assert done.status == 0, done.err
    after = read_tour(again)
    assert after.itinerary is not None
    assert after.itinerary.day_of(site) == 1
    assert site not in run_cli(["later", str(again), site, "5"]).err
    assert run_cli(["explain", str(again), site]).status == 0


def test_own_places_are_taken_away_by_their_id(tmp_path: Path) -> None:
    tour = planned(tmp_path, "--own-site", POTS)
    site = read_tour(tour).own_sites[0].id
    gone = tmp_path / "gone.tour"
    again = ["replan", str(tour), "--time-limit", "1", "-o", str(gone)]
    done = run_cli([*again, "--remove-own", site])
    assert done.status == 0, done.err
    assert read_tour(gone).own_sites == ()
    assert run_cli(["replan", str(tour), "--remove-own", "own-nothing"]).status == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Li's pottery", "not of the form"),
        ("Li's pottery @ 29.29,117.21", "not of the form"),
        ("Li's pottery @ 29.29,117.21 | kind=palace", "none of"),
        ("Li's pottery @ 29.29,117.21 | kind=workshop | colour=blue", "not of the form"),
        ("Li's pottery @ 10,10 | kind=workshop", "km from Jingdezhen"),
        ("Li's pottery @ 29.29,117.21 | kind=workshop | hours=sometimes", "cannot be read"),
        ("Li's pottery @ 29.29,117.21 | kind=workshop | stay=1", "not between"),
    ],
)
def test_what_is_wrong_with_an_own_place_is_named(text: str, said: str) -> None:
    assert said in refused("--own-site", text).err


def test_unknown_places_of_a_file_become_visits(tmp_path: Path) -> None:
    tour, file = planned(tmp_path), tmp_path / "a.csv"
    file.write_bytes(CSV)
    out = tmp_path / "out.tour"
    take = ["import", str(tour), str(file), "--unknown", "visit", "-o", str(out)]
    assert "--kind" in run_cli(take).err
    done = run_cli([*take, "--kind", "workshop", "--stay", "40", "--as", "required"])
    assert done.status == 0, done.err
    assert "become places of your own" in done.out
    (own,) = read_tour(out).own_sites
    assert (own.kind, own.visit_min, own.origin) == ("workshop", 40, "“a.csv”, row 2")
    again = run_cli(["replan", str(out), "--time-limit", "1", "-o", str(out)])
    assert again.status == 0, again.err
    plan = read_tour(out).itinerary
    assert plan is not None
    assert own.id in plan.visited


def test_every_file_says_that_a_place_is_the_travellers_own(tmp_path: Path) -> None:
    tour, folder = planned(tmp_path, "--own-site", POTS), tmp_path / "files"
    done = run_cli(["export", str(tour), "--format", "gpx,kml,geojson,md,html,ics,csv",
                    "-o", str(folder)])  # fmt: skip
    assert done.status == 0, done.err
    texts = {file.suffix: file.read_text("utf-8") for file in folder.iterdir()}
    for suffix, text in texts.items():
        assert "Li" in text, suffix
    for suffix in (".gpx", ".kml", ".md", ".ics"):
        unfolded = texts[suffix].replace("\r\n ", "").replace("&#x27;", "'").replace("&apos;", "'")
        assert "The traveller's own entry" in unfolded, suffix
