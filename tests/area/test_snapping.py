"""The nearest place on a road."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.area.towns import Town, spot
from tourplanner.area.road_network import build_road_graph
from tourplanner.area.road_rules import RoadMode
from tourplanner.area.snapping import RoadIndex
from tourplanner.domain.place import Coordinates


def index(*lines: list[tuple[float, float]]) -> RoadIndex:
    town = Town()
    for line in lines:
        town.road(*line)
    return RoadIndex(build_road_graph(town.extract(), RoadMode.WALK))


def test_place_is_found_in_the_middle_of_an_edge() -> None:
    snap = index([(0, 0), (0, 10)]).snap(spot(0.5, 3.3))
    assert snap is not None
    assert snap.at.distance_m(spot(0, 3.3)) < 0.1
    assert snap.off_road_m == pytest.approx(spot(0.5, 3.3).distance_m(spot(0, 3.3)), rel=0.001)
    assert snap.metres == pytest.approx(spot(0, 0).distance_m(spot(0, 3.3)), rel=0.001)


def test_place_beyond_the_end_is_found_at_the_end() -> None:
    snap = index([(0, 0), (0, 10)]).snap(spot(0, 11))
    assert snap is not None
    assert snap.at.distance_m(spot(0, 10)) < 0.1


def test_place_too_far_from_all_roads_is_not_found() -> None:
    roads = index([(0, 0), (0, 10)])
    assert roads.snap(spot(6, 3)) is None
    assert roads.snap(spot(6, 3), limit_m=700) is not None
    assert roads.snap(Coordinates(-80, 10)) is None
    assert roads.snap(Coordinates(29.29, -179.99)) is None


def test_the_limit_is_kept_to_the_metre() -> None:
    roads = index([(0, 0), (0, 10)])
    away = spot(3, 5).distance_m(spot(0, 5))
    assert roads.snap(spot(3, 5), limit_m=away + 1) is not None
    assert roads.snap(spot(3, 5), limit_m=away - 1) is None


def test_map_without_roads_finds_nothing() -> None:
    assert index().snap(spot(0, 0)) is None


places = st.tuples(st.integers(0, 8), st.integers(0, 8))
lines = st.lists(places, min_size=2, max_size=5, unique=True)


@given(
    st.lists(lines, min_size=1, max_size=4),
    st.floats(-1, 9, allow_nan=False),
    st.floats(-1, 9, allow_nan=False),
)
def test_nothing_on_the_roads_is_nearer(
    drawn: list[list[tuple[int, int]]], row: float, column: float
) -> None:
    town = Town()
    for line in drawn:
        town.road(*line)
    graph = build_road_graph(town.extract(), RoadMode.WALK)
    point = spot(row, column)
    snap = RoadIndex(graph).snap(point, limit_m=5000)
    assert snap is not None
    begin, end = graph.first_vertex[snap.edge], graph.first_vertex[snap.edge + 1]
    assert begin <= snap.vertex < end - 1
    assert 0 <= snap.cost <= graph.cost[end - 1]
    assert snap.at.distance_m(point) == pytest.approx(snap.off_road_m, rel=0.002, abs=0.1)
    vertices = [
        Coordinates(lat / 1e7, lon / 1e7)
        for lat, lon in zip(graph.lat.tolist(), graph.lon.tolist(), strict=True)
    ]
    assert snap.off_road_m <= min(point.distance_m(v) for v in vertices) * 1.002 + 0.1
