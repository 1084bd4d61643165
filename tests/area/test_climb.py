"""Climb and slope of roads: up one way is down the other, and a plain costs nothing more."""

from __future__ import annotations

import numpy as np
import pytest

from tests.area.hills import Ground, plain, ramp_to_the_east, samples
from tests.area.towns import SOUTH, WEST, Town, spot
from tourplanner.area.elevation import VOID, Elevation
from tourplanner.area.road_graph import RoadGraph, from_bytes, to_bytes
from tourplanner.area.road_network import build_road_graph
from tourplanner.area.road_rules import RoadMode
from tourplanner.area.slopes import time_factor
from tourplanner.errors import UnreadableFile
from tourplanner.travel.router import Route, Router

CORNER = (29, 117)
COLUMN_M = 96.9
"""A step of the lattice to the east."""
HILL = ramp_to_the_east(WEST, 10, SOUTH)


def on(ground: Ground) -> Elevation:
    return Elevation({CORNER: samples(ground, CORNER, 3601)})


def street(**tags: str) -> Town:
    town = Town()
    town.road((0, 0), (0, 4), (0, 5), (0, 10), **tags)
    town.road((0, 5), (3, 5))
    return town


def graph_of(town: Town, elevation: Elevation | None, mode: RoadMode = RoadMode.WALK) -> RoadGraph:
    graph = build_road_graph(town.extract(), mode, elevation)
    return from_bytes(to_bytes(graph), "a.area", mode)


def walked(town: Town, elevation: Elevation | None, start: int, end: int) -> Route:
    found = Router(graph_of(town, elevation)).route(spot(0, start), spot(0, end))
    assert found is not None
    return found


def test_flat_ground_gives_the_same_graph_and_minutes_as_none() -> None:
    for mode in RoadMode:
        flat, bare = graph_of(street(), on(plain(31)), mode), graph_of(street(), None, mode)
        assert (flat.cost == bare.cost).all()
        assert (flat.back_cost == bare.cost).all()
    way = walked(street(), on(plain(31)), 1, 9)
    assert way.climb == (0, 0)
    assert way.seconds == walked(street(), None, 1, 9).seconds


def test_climb_is_not_known_without_heights() -> None:
    assert walked(street(), None, 1, 9).climb is None


def test_up_the_hill_is_down_on_the_way_back() -> None:
    up, down = walked(street(), on(HILL), 0, 10), walked(street(), on(HILL), 10, 0)
    assert up.climb is not None
    assert down.climb is not None
    assert up.climb.up_m == pytest.approx(10 * COLUMN_M / 10, rel=0.05)
    assert up.climb.down_m == pytest.approx(0, abs=0.5)
    assert down.climb == pytest.approx(up.climb[::-1])
    assert down.seconds < up.seconds


def test_part_of_an_edge_has_its_part_of_the_climb() -> None:
    for start, end, columns in [(1, 3, 2), (1, 9, 8), (6, 8, 2)]:
        there = walked(street(), on(HILL), start, end)
        back = walked(street(), on(HILL), end, start)
        assert there.climb is not None
        assert back.climb is not None
        assert there.climb.up_m == pytest.approx(columns * COLUMN_M / 10, abs=1.0)
        assert back.climb == pytest.approx(there.climb[::-1], abs=0.01)
        assert there.seconds > back.seconds


def test_table_and_route_agree_on_a_hill() -> None:
    router = Router(graph_of(street(), on(HILL)))
    points = [spot(0, 0.3), spot(0, 3.7), spot(0, 7.2), spot(2.4, 5)]
    table = router.table(points)
    for row, start in enumerate(points):
        for column, end in enumerate(points):
            route = router.route(start, end)
            assert route is not None
            assert route.seconds == pytest.approx(table.seconds[row, column], abs=0.05)


def test_walker_keeps_to_toblers_function() -> None:
    way = walked(street(), on(HILL), 0, 10)
    flat = walked(street(), None, 0, 10)
    wanted = np.exp(3.5 * (0.10 + 0.05)) / np.exp(3.5 * 0.05)
    assert way.seconds / flat.seconds == pytest.approx(wanted, rel=0.02)


@pytest.mark.parametrize(
    ("mode", "slope", "factor"),
    [
        (RoadMode.WALK, 0.0, 1.0),
        (RoadMode.WALK, 0.10, 1.419),
        (RoadMode.WALK, -0.05, 0.839),
        (RoadMode.WALK, -0.10, 1.0),
        (RoadMode.WALK, 30.0, 5.755),
        (RoadMode.CYCLE, 0.0, 1.0),
        (RoadMode.CYCLE, 0.03, 1.25),
        (RoadMode.CYCLE, 0.25, 4.0),
        (RoadMode.CYCLE, -0.05, 0.834),
        (RoadMode.CYCLE, -0.20, 0.834),
        (RoadMode.DRIVE, 0.10, 1.0),
    ],
)
def test_published_figures_of_slopes(mode: RoadMode, slope: float, factor: float) -> None:
    found = time_factor(np.array([slope]), mode, np.array([16.0]))
    assert found[0] == pytest.approx(factor, rel=0.002)


def test_cars_take_no_notice_of_hills_but_their_climb_is_known() -> None:
    hilly, bare = (graph_of(street(), on_hill, RoadMode.DRIVE) for on_hill in (on(HILL), None))
    assert (hilly.cost == bare.cost).all()
    assert hilly.climb is not None
    assert hilly.climb.up.max() + hilly.climb.down.max() > 0


def test_noise_of_the_radar_is_no_hill() -> None:
    """Three metres of noise, sample by sample, on a plain."""
    noise = np.random.default_rng(7).normal(40, 3, (3601, 3601)).round().astype(np.int16)
    town = Town()
    town.road(*((0, column) for column in range(0, 21)))
    way = walked(town, Elevation({CORNER: noise}), 0, 20)
    flat = walked(town, None, 0, 20)
    assert way.climb is not None
    assert way.climb.up_m < 14  # of 1.9 km
    assert way.seconds / flat.seconds == pytest.approx(1, abs=0.02)


def test_steps_keep_their_time_for_they_are_a_climb_already() -> None:
    stairs = street(highway="steps")
    assert walked(stairs, on(HILL), 0, 3).seconds == walked(stairs, None, 0, 3).seconds
    assert (walked(stairs, on(HILL), 0, 3).climb or (0, 0))[0] > 20


@pytest.mark.parametrize("tag", ["bridge", "tunnel"])
def test_bridge_and_tunnel_do_not_follow_the_ground(tag: str) -> None:
    def valley(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
        return 100 - 60 * ((lon > WEST + 0.0025) & (lon < WEST + 0.0075)) + 0 * lat

    town = Town()
    town.road((0, 0), (0, 1))
    town.road((0, 1), (0, 4), (0, 6), (0, 9), **{tag: "yes"})
    town.road((0, 9), (0, 10))
    over = walked(town, on(valley), 0, 10)
    assert over.climb is not None
    assert over.climb.up_m < 2
    through = walked(street(), on(valley), 0, 10)
    assert through.climb is not None
    assert through.climb.up_m > 50


def test_void_leaves_the_climb_of_a_road_unknown_and_its_time_as_it_was() -> None:
    ground = samples(HILL, CORNER, 3601)
    row, column = round((30 - SOUTH) * 3600), round((WEST - 117 + 0.008) * 3600)
    ground[row - 1 : row + 2, column - 1 : column + 2] = VOID
    holed = Elevation({CORNER: ground})
    assert walked(street(), holed, 6, 10).climb is None
    assert walked(street(), holed, 0, 4).climb is not None
    assert walked(street(), holed, 6, 7).seconds == walked(street(), None, 6, 7).seconds


@pytest.mark.parametrize("column", ["back_cost", "up", "down", "is_known"])
def test_hostile_climb_is_refused(column: str) -> None:
    graph = build_road_graph(street().extract(), RoadMode.WALK, on(HILL))
    assert graph.climb is not None
    values = getattr(graph.climb, column)
    values[0] = 7
    with pytest.raises(UnreadableFile):
        from_bytes(to_bytes(graph), "a.area", RoadMode.WALK)


def test_graph_without_heights_is_written_as_before() -> None:
    content = to_bytes(build_road_graph(street().extract(), RoadMode.WALK))
    assert b"back_cost" not in content
    assert b"back_cost" in to_bytes(graph_of(street(), on(plain(1))))
