"""Routes and tables on small networks, against brute force."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.area.towns import Town, spot
from tourplanner.area.road_graph import RoadGraph, from_bytes, to_bytes
from tourplanner.area.road_network import build_road_graph
from tourplanner.area.road_rules import RoadMode, passage
from tourplanner.domain.place import Coordinates
from tourplanner.travel import router as routes
from tourplanner.travel.reach import reached_polygons
from tourplanner.travel.router import Router

Line = list[tuple[int, int]]
SIZE = 6

steps = st.lists(st.sampled_from([(0, 1), (1, 0), (0, -1), (-1, 0)]), min_size=1, max_size=9)
starts = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1))
tags = st.sampled_from(
    [{}, {}, {"oneway": "yes"}, {"oneway": "-1"}, {"highway": "primary"}, {"surface": "gravel"}]
)


@st.composite
def walks(draw: st.DrawFn) -> tuple[Line, dict[str, str]]:
    """A way that wanders over the lattice."""
    row, column = draw(starts)
    line = [(row, column)]
    for down, right in draw(steps):
        row, column = min(SIZE - 1, max(0, row + down)), min(SIZE - 1, max(0, column + right))
        if (row, column) != line[-1]:
            line.append((row, column))
    return line, draw(tags)


towns = st.lists(walks(), min_size=1, max_size=8)


def brute_force(drawn: list[tuple[Line, dict[str, str]]]) -> np.ndarray:
    """Seconds between all places of the lattice by Floyd and Warshall's method."""
    times = np.full((SIZE * SIZE, SIZE * SIZE), np.inf)
    np.fill_diagonal(times, 0)
    for line, tagged in drawn:
        rule = passage({"highway": "residential", **tagged}, RoadMode.DRIVE)
        assert rule is not None
        for start, end in pairwise(line):
            a, b = start[0] * SIZE + start[1], end[0] * SIZE + end[1]
            seconds = spot(*start).distance_m(spot(*end)) * 3.6 / rule.km_h
            if rule.forward:
                times[a, b] = min(times[a, b], seconds)
            if rule.backward:
                times[b, a] = min(times[b, a], seconds)
    for middle in range(SIZE * SIZE):
        np.minimum(times, times[:, middle, None] + times[None, middle], out=times)
    return times


def town_of(drawn: list[tuple[Line, dict[str, str]]]) -> Town:
    town = Town()
    for line, tagged in drawn:
        if len(line) > 1:
            town.road(*line, **tagged)
    return town


@given(towns)
def test_table_equals_brute_force(drawn: list[tuple[Line, dict[str, str]]]) -> None:
    graph = build_road_graph(town_of(drawn).extract(), RoadMode.DRIVE)
    expected = brute_force(drawn)
    inside = [place for place in range(SIZE * SIZE) if _is_on(graph, place)]
    points = [spot(place // SIZE, place % SIZE) for place in inside]
    table = Router(graph, snap_limit_m=1).table(points)
    ends = _ends(graph)
    for row, start in enumerate(inside):
        for column, end in enumerate(inside):
            if start in ends or end in ends:  # a junction: which of its streets was meant?
                assert table.seconds[row, column] >= expected[start, end] - 0.5
            else:
                assert table.seconds[row, column] == pytest.approx(expected[start, end], abs=0.5)


@given(towns)
def test_all_places_of_the_graph_reach_each_other(
    drawn: list[tuple[Line, dict[str, str]]],
) -> None:
    graph = build_road_graph(town_of(drawn).extract(), RoadMode.DRIVE)
    places = [place for place in range(SIZE * SIZE) if _is_on(graph, place)]
    points = [spot(place // SIZE, place % SIZE) for place in places]
    assert not np.isnan(Router(graph, snap_limit_m=1).table(points).seconds).any()


@given(towns, st.data())
def test_route_agrees_with_the_table(
    drawn: list[tuple[Line, dict[str, str]]], data: st.DataObject
) -> None:
    graph = build_road_graph(town_of(drawn).extract(), RoadMode.DRIVE)
    coordinate = st.floats(0, SIZE - 1, allow_nan=False)
    points = [spot(data.draw(coordinate), data.draw(coordinate)) for _ in range(2)]
    router = Router(graph)
    table = router.table(points)
    route = router.route(*points)
    if route is None:
        assert math.isnan(table.seconds[0, 1])
        return
    assert route.seconds == pytest.approx(table.seconds[0, 1], abs=0.05)
    assert route.metres == pytest.approx(table.metres[0, 1], abs=1)
    assert (route.line[0], route.line[-1]) == (points[0], points[1])
    length = sum(a.distance_m(b) for a, b in pairwise(route.line))
    assert length == pytest.approx(route.metres, rel=0.005, abs=2)


def _vertices(graph: object) -> set[tuple[int, int]]:
    return set(zip(graph.lat.tolist(), graph.lon.tolist(), strict=True))  # type: ignore[attr-defined]


def _key(place: int) -> tuple[int, int]:
    at = spot(place // SIZE, place % SIZE)
    return round(at.lat * 1e7), round(at.lon * 1e7)


def _is_on(graph: object, place: int) -> bool:
    return _key(place) in _vertices(graph)


def _ends(graph: object) -> set[int]:
    lat, lon, first = graph.lat, graph.lon, graph.first_vertex  # type: ignore[attr-defined]
    places = np.concatenate([first[:-1], first[1:] - 1])
    keys = set(zip(lat[places].tolist(), lon[places].tolist(), strict=True))
    return {place for place in range(SIZE * SIZE) if _key(place) in keys}


def street() -> Router:
    town = Town()
    town.road((0, 0), (0, 10))
    return Router(build_road_graph(town.extract(), RoadMode.WALK))


def test_way_to_the_road_is_walked_too() -> None:
    off = spot(1, 2).distance_m(spot(0, 2))
    along = spot(0, 2).distance_m(spot(0, 8))
    table = street().table([spot(1, 2), spot(0, 8)])
    assert table.metres[0, 1] == pytest.approx(along + off, rel=0.001)
    assert table.seconds[0, 1] == pytest.approx((along + off) / 1.25, rel=0.001)


def test_place_far_from_all_roads_has_no_route() -> None:
    table = street().table([spot(0, 1), spot(0, 2), spot(40, 2)])
    assert np.isnan(table.seconds[2, :2]).all()
    assert np.isnan(table.seconds[:2, 2]).all()
    assert not np.isnan(table.seconds[:2, :2]).any()
    assert table.seconds[2, 2] == 0
    assert street().route(spot(0, 1), spot(40, 2)) is None


def test_same_place_is_reached_at_once() -> None:
    route = street().route(spot(0.5, 3), spot(0.5, 3))
    assert route is not None
    assert (route.seconds, route.metres) == (0, 0)
    assert street().table([spot(0.5, 3)] * 2).seconds.tolist() == [[0, 0], [0, 0]]


def test_no_points_make_an_empty_table() -> None:
    assert street().table([]).seconds.shape == (0, 0)


def test_threads_do_not_change_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    town = Town()
    for number in range(12):
        town.road(*[(number, column) for column in range(12)])
        town.road(*[(row, number) for row in range(12)])
    router = Router(build_road_graph(town.extract(), RoadMode.WALK))
    points = [spot(n * 0.7 % 11, n * 1.3 % 11) for n in range(20)]
    alone = router.table(points)
    monkeypatch.setattr(routes, "THREADS_FROM", 0)
    together = router.table(points)
    assert (alone.seconds == together.seconds).all()
    assert (alone.metres == together.metres).all()


def strange_graph(rng: np.random.Generator) -> RoadGraph:
    """A graph that passes every check of a pack, but that no town has."""
    edges, states = int(rng.integers(1, 6)), int(rng.integers(1, 6))
    sizes = rng.integers(2, 5, edges)
    count = int(sizes.sum())
    longest = int(rng.choice([1, 3, 5_000_000]))
    cost = np.concatenate([np.cumsum([0, *rng.integers(0, longest, n - 1)]) for n in sizes])
    arc_edge = rng.permutation([*range(edges), *rng.integers(0, edges, rng.integers(0, 9))])
    arcs = len(arc_edge)
    tail = np.sort(rng.integers(0, states, arcs))
    spread = int(rng.choice([2, 20_000]))
    return RoadGraph(
        mode=RoadMode.WALK,
        lat=rng.integers(-spread, spread, count).astype(np.int32),
        lon=rng.integers(-spread, spread, count).astype(np.int32),
        cost=cost.astype(np.int32),
        first_vertex=np.cumsum([0, *sizes]).astype(np.int32),
        first_arc=np.searchsorted(tail, np.arange(states + 1)).astype(np.int32),
        arc_head=rng.integers(0, states, arcs).astype(np.int32),
        arc_edge=arc_edge.astype(np.int32),
        arc_reversed=rng.integers(0, 2, arcs).astype(np.uint8),
    )


@given(st.integers(0, 2**32 - 1))
def test_strange_graph_from_a_pack_does_no_harm(seed: int) -> None:
    rng = np.random.default_rng(seed)
    router = Router(from_bytes(to_bytes(strange_graph(rng)), "strange", RoadMode.WALK))
    points = [Coordinates(*pair) for pair in rng.uniform(-0.002, 0.002, (3, 2)).tolist()]
    table = router.table(points)
    assert not (table.seconds < 0).any()
    for start in points:
        reached_polygons(router, start, 600)
        for end in points:
            route = router.route(start, end)
            assert route is None or route.seconds >= 0
