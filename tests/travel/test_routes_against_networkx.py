"""Times on real extracts are those of an independent search on the raw ways."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.area.judge import Judge
from tourplanner.area.extract import OsmExtract
from tourplanner.area.openstreetmap import read_area
from tourplanner.area.road_network import build_road_graph
from tourplanner.area.road_rules import RoadMode
from tourplanner.domain.box import Box
from tourplanner.domain.progress import never, unheard
from tourplanner.travel.router import Router

WORLD = Box(-80, -179, 80, 179)
STARTS, ENDS = 5, 100


def extract(shared: Path, name: str) -> OsmExtract:
    return read_area(shared / "geodata" / f"{name}.osm.pbf", WORLD, unheard, never)


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        *[("monaco", mode) for mode in RoadMode],
        ("helsinki-centre", RoadMode.DRIVE),
        ("liechtenstein", RoadMode.WALK),
        ("liechtenstein", RoadMode.DRIVE),
    ],
)
def test_five_hundred_pairs_take_the_same_time(shared: Path, name: str, mode: RoadMode) -> None:
    roads = extract(shared, name)
    judge = Judge(roads, mode)
    router = Router(build_road_graph(roads, mode))
    nodes = _nodes_within_edges(judge, router)
    chosen = np.random.default_rng(1).choice(nodes, STARTS + ENDS, replace=False).tolist()
    table = router.table([judge.at[node] for node in chosen])
    for row, start in enumerate(chosen[:STARTS]):
        seconds = judge.seconds_from(start)
        for column, end in enumerate(chosen[STARTS:], start=STARTS):
            assert table.seconds[row, column] == pytest.approx(seconds[end], rel=0.01, abs=0.05)


def _nodes_within_edges(judge: Judge, router: Router) -> list[int]:
    """Raw nodes that lie on one edge only: a point at a junction could mean any of its streets."""
    graph = router.graph
    named: dict[tuple[int, int], list[int]] = {}
    for node, at in judge.at.items():
        named.setdefault((round(at.lat * 1e7), round(at.lon * 1e7)), []).append(node)
    is_within = np.ones(len(graph.lat), dtype=bool)
    is_within[graph.first_vertex[:-1]] = is_within[graph.first_vertex[1:] - 1] = False
    places = zip(graph.lat[is_within].tolist(), graph.lon[is_within].tolist(), strict=True)
    return [named[place][0] for place in places if len(named.get(place, [])) == 1]
