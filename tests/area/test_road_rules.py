"""What tags allow: who, in which direction, how fast."""

from __future__ import annotations

import pytest

from tourplanner.area.road_rules import (
    STEPS_KM_H,
    WALK_KM_H,
    Passage,
    RoadMode,
    blocks,
    passage,
)

WALK, CYCLE, DRIVE = RoadMode.WALK, RoadMode.CYCLE, RoadMode.DRIVE


def modes(**tags: str) -> str:
    """The first letters of the modes that may use a way with these tags."""
    return "".join(mode.value[0] for mode in RoadMode if passage(_plain(tags), mode))


def way(mode: RoadMode, **tags: str) -> tuple[bool, bool]:
    found = passage(_plain(tags), mode)
    assert found is not None
    return found.forward, found.backward


def _plain(tags: dict[str, str]) -> dict[str, str]:
    return {key.replace("__", ":"): value for key, value in tags.items()}


@pytest.mark.parametrize(
    ("tags", "who"),
    [
        ({"highway": "residential"}, "wcd"),
        ({"highway": "motorway"}, "d"),
        ({"highway": "trunk", "motorroad": "yes"}, "d"),
        ({"highway": "footway"}, "w"),
        ({"highway": "footway", "bicycle": "yes"}, "wc"),
        ({"highway": "steps"}, "w"),
        ({"highway": "cycleway"}, "wc"),
        ({"highway": "cycleway", "foot": "no"}, "c"),
        ({"highway": "track"}, "wc"),
        ({"highway": "track", "motor_vehicle": "yes"}, "wcd"),
        ({"highway": "track", "access": "yes"}, "wc"),
        ({"highway": "service", "access": "private"}, ""),
        ({"highway": "service", "access": "private", "foot": "yes"}, "w"),
        ({"highway": "service", "access": "no", "motor_vehicle": "destination"}, "d"),
        ({"highway": "residential", "vehicle": "no"}, "w"),
        ({"highway": "residential", "vehicle": "no", "bicycle": "yes"}, "wc"),
        ({"highway": "pedestrian", "motor_vehicle": "delivery"}, "wd"),
        ({"highway": "secondary", "bicycle": "use_sidepath"}, "wd"),
        ({"highway": "construction"}, ""),
        ({"highway": "proposed"}, ""),
        ({"highway": "proposed", "access": "yes"}, ""),
        ({"route": "ferry"}, ""),
        ({"route": "ferry", "foot": "yes", "motor_vehicle": "yes"}, ""),
        ({}, ""),
    ],
)
def test_who_may_use_a_road_follows_from_kind_and_access(tags: dict[str, str], who: str) -> None:
    assert modes(**tags) == who


@pytest.mark.parametrize(
    ("tags", "directions"),
    [
        ({"highway": "primary"}, (True, True)),
        ({"highway": "primary", "oneway": "yes"}, (True, False)),
        ({"highway": "primary", "oneway": "-1"}, (False, True)),
        ({"highway": "primary", "junction": "roundabout"}, (True, False)),
        ({"highway": "primary", "junction": "circular"}, (True, False)),
        ({"highway": "motorway"}, (True, False)),
        ({"highway": "motorway", "oneway": "no"}, (True, True)),
        ({"highway": "primary", "oneway": "maybe"}, (True, True)),
    ],
)
def test_cars_keep_one_way_streets(tags: dict[str, str], directions: tuple[bool, bool]) -> None:
    assert way(DRIVE, **tags) == directions


def test_walkers_go_both_ways_along_a_one_way_street() -> None:
    assert way(WALK, highway="primary", oneway="yes") == (True, True)
    assert way(WALK, highway="steps", oneway__foot="yes") == (True, False)


def test_escalator_runs_one_way() -> None:
    assert way(WALK, highway="steps", conveying="backward") == (False, True)
    assert way(WALK, highway="steps", conveying="reversible") == (True, True)


@pytest.mark.parametrize(
    "tags",
    [{"oneway__bicycle": "no"}, {"cycleway": "opposite"}, {"cycleway__left": "opposite_lane"}],
)
def test_bicycles_may_be_let_through_against_the_cars(tags: dict[str, str]) -> None:
    assert way(CYCLE, highway="residential", oneway="yes", **tags) == (True, True)
    assert way(DRIVE, highway="residential", oneway="yes", **tags) == (True, False)


def test_street_whose_direction_changes_by_the_hour_is_closed() -> None:
    assert passage({"highway": "primary", "oneway": "reversible"}, DRIVE) is None


def test_steps_and_loose_ground_slow_down() -> None:
    assert passage({"highway": "path"}, WALK) == Passage(WALK_KM_H)
    assert passage({"highway": "steps"}, WALK) == Passage(STEPS_KM_H)
    for mode in (CYCLE, DRIVE):
        paved = passage({"highway": "residential", "surface": "asphalt"}, mode)
        loose = passage({"highway": "residential", "surface": "gravel"}, mode)
        assert paved is not None
        assert loose is not None
        assert loose.km_h < paved.km_h


@pytest.mark.parametrize(
    ("limit", "km_h"),
    [
        ("30", 30.0),
        ("30 km/h", 30.0),
        ("10 mph", 16.09344),
        ("walk", 48.0),
        ("1", 48.0),
        ("", 48.0),
    ],
)
def test_car_keeps_a_readable_speed_limit(limit: str, km_h: float) -> None:
    found = passage({"highway": "primary", "maxspeed": limit}, DRIVE)
    assert found is not None
    assert found.km_h == pytest.approx(km_h)


def test_road_for_residents_is_no_short_cut() -> None:
    through = passage({"highway": "residential"}, DRIVE)
    home = passage({"highway": "residential", "motor_vehicle": "destination"}, DRIVE)
    assert through is not None
    assert home is not None
    assert home.km_h < through.km_h


@pytest.mark.parametrize(
    ("tags", "stopped"),
    [
        ({"barrier": "gate"}, ""),
        ({"barrier": "gate", "locked": "yes"}, "wcd"),
        ({"barrier": "gate", "access": "private"}, "wcd"),
        ({"barrier": "gate", "access": "private", "foot": "yes"}, "cd"),
        ({"barrier": "lift_gate"}, ""),
        ({"barrier": "bollard"}, "d"),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, ""),
        ({"barrier": "stile"}, "cd"),
        ({"barrier": "wall"}, "wcd"),
        ({"highway": "crossing", "bicycle": "no"}, ""),
    ],
)
def test_whom_a_barrier_stops(tags: dict[str, str], stopped: str) -> None:
    assert "".join(mode.value[0] for mode in RoadMode if blocks(tags, mode)) == stopped
