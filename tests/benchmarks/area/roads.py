"""Prints how long routing takes on real and generated roads, beside scipy and networkx."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from typing import TypeVar

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from tests.area.judge import Judge
from tests.conftest import ROOT
from tourplanner.area.extract import OsmExtract
from tourplanner.area.openstreetmap import read_area
from tourplanner.area.road_graph import UNITS_PER_DEGREE, RoadGraph, from_bytes, to_bytes
from tourplanner.area.road_network import build_road_graph, stretches_of
from tourplanner.area.road_rules import RoadMode
from tourplanner.domain.box import Box
from tourplanner.domain.place import Coordinates
from tourplanner.domain.progress import never, unheard
from tourplanner.travel.reach import reached_polygons
from tourplanner.travel.router import Router

GEODATA = ROOT.parent / "shared" / "geodata"
LIECHTENSTEIN = Box(47.0, 9.4, 47.3, 9.7)
POINTS = 60
LIMITS_S = {RoadMode.WALK: 0.15, RoadMode.DRIVE: 0.1}
ROWS, COLUMNS = 700, 715
LIMIT_LARGE_S = 3.0
REPEATS = 7
PEER_STARTS = 3
"""networkx is asked from so few starts; its time is scaled up."""

Made = TypeVar("Made")


def main() -> None:
    """Measure each mode on Liechtenstein, then a generated town of half a million junctions."""
    if GEODATA.is_dir():
        _real()
    else:
        print("Liechtenstein skipped: the shared geodata is not beside this repository")
    _generated()


def _real() -> None:
    extract = read_area(GEODATA / "liechtenstein.osm.pbf", LIECHTENSTEIN, unheard, never)
    print(f"Liechtenstein, {POINTS} x {POINTS}; core seconds and clock, median of {REPEATS}")
    for mode in RoadMode:
        core, _clock, graph = _timed(lambda mode=mode: build_road_graph(extract, mode), 3)
        content = to_bytes(graph)
        opened, _clock, router = _timed(
            lambda content=content, mode=mode: Router(from_bytes(content, "bench", mode)), 3
        )
        print(
            f"{mode:6} {graph.states} states, {len(graph.arc_head)} arcs, "
            f"{graph.length_m / 1000:.0f} km: built {core:.2f} s, opened {opened:.3f} s, "
            f"{len(content) / 1e6:.2f} MB"
        )
        points = _points(graph)
        core, clock, _table = _timed(lambda router=router, points=points: router.table(points))
        limit = LIMITS_S.get(mode)
        over = f"  over {limit} s" if limit is not None and clock > limit else ""
        print(f"  table            core {core:.3f} s, clock {clock:.3f} s{over}")
        pairs = list(pairwise(points))
        core, clock, _routes = _timed(
            lambda router=router, pairs=pairs: [router.route(a, b) for a, b in pairs], 3
        )
        print(f"  {len(pairs)} routes        core {core:.3f} s, clock {clock:.3f} s")
        core, _clock, _ground = _timed(
            lambda router=router, at=points[0]: reached_polygons(router, at, 1200), 3
        )
        print(f"  20 minutes' reach  core {core:.3f} s")
        _peers(extract, mode)


def _peers(extract: OsmExtract, mode: RoadMode) -> None:
    """The same question to others, on the raw ways without turn restrictions."""
    raw = stretches_of(extract.highways, extract.nodes, mode)
    count = len(raw.lat)
    both = np.concatenate([raw.start, raw.end]), np.concatenate([raw.end, raw.start])
    matrix = csr_array((np.concatenate([raw.seconds, raw.seconds]), both), (count, count))
    starts = np.random.default_rng(1).integers(0, count, POINTS)
    core, clock, _rows = _timed(lambda: dijkstra(matrix, indices=starts), 3)
    print(f"  scipy, raw       core {core:.3f} s, clock {clock:.3f} s ({count} nodes, both ways)")
    judge = Judge(extract, mode)
    nodes = list(judge.at)[: PEER_STARTS * 100 : 100]
    core, _clock, _found = _timed(lambda: [judge.seconds_from(node) for node in nodes], 1)
    print(f"  networkx, raw    core {core * POINTS / PEER_STARTS:.0f} s (scaled)")


def _generated() -> None:
    graph = lattice(ROWS, COLUMNS, 1)
    core, clock, router = _timed(lambda: Router(graph), 1)
    print(
        f"generated, {graph.states} states, {len(graph.arc_head)} arcs: "
        f"opened core {core:.2f} s, clock {clock:.2f} s"
    )
    points = _points(graph)
    core, clock, table = _timed(lambda: router.table(points), 3)
    over = f"  over {LIMIT_LARGE_S} s" if clock > LIMIT_LARGE_S else ""
    print(f"  table            core {core:.2f} s, clock {clock:.2f} s{over}")
    costs = graph.cost[graph.first_vertex[1:] - 1][graph.arc_edge]
    matrix = csr_array((costs.astype(float), graph.arc_head, graph.first_arc))
    core, _clock, _rows = _timed(lambda: dijkstra(matrix, indices=range(PEER_STARTS)), 1)
    print(f"  scipy            core {core * POINTS / PEER_STARTS:.1f} s (scaled)")
    assert not np.isnan(table.seconds).any()


def lattice(rows: int, columns: int, seed: int) -> RoadGraph:
    """Streets on a lattice, a tenth of them missing, each with a speed of its own."""
    rng = np.random.default_rng(seed)
    numbers = np.arange(rows * columns).reshape(rows, columns)
    start = np.concatenate([numbers[:, :-1].ravel(), numbers[:-1].ravel()])
    end = np.concatenate([numbers[:, 1:].ravel(), numbers[1:].ravel()])
    backbone = (start // columns == 0) | (end - start == columns)  # columns and the first row stay
    kept = backbone | (rng.random(len(start)) < 0.8)
    start, end = start[kept], end[kept]
    edges = len(start)
    cost = rng.integers(500, 6000, edges)
    tail, head = np.concatenate([start, end]), np.concatenate([end, start])
    order = np.lexsort((head, tail))
    vertices = np.stack([start, end], axis=1).ravel()
    return RoadGraph(
        mode=RoadMode.WALK,
        lat=(290_000_000 + vertices // columns * 9_000).astype(np.int32),
        lon=(1_170_000_000 + vertices % columns * 10_000).astype(np.int32),
        cost=np.stack([np.zeros(edges), cost], axis=1).ravel().astype(np.int32),
        first_vertex=np.arange(0, 2 * edges + 1, 2, dtype=np.int32),
        first_arc=np.searchsorted(tail[order], np.arange(rows * columns + 1)).astype(np.int32),
        arc_head=head[order].astype(np.int32),
        arc_edge=np.concatenate([np.arange(edges)] * 2)[order].astype(np.int32),
        arc_reversed=np.repeat([0, 1], edges)[order].astype(np.uint8),
    )


def _points(graph: RoadGraph) -> list[Coordinates]:
    chosen = np.random.default_rng(5).integers(0, len(graph.lat), POINTS)
    lats, lons = graph.lat[chosen] / UNITS_PER_DEGREE, graph.lon[chosen] / UNITS_PER_DEGREE
    return [Coordinates(*pair) for pair in zip(lats.tolist(), lons.tolist(), strict=True)]


def _timed(work: Callable[[], Made], repeats: int = REPEATS) -> tuple[float, float, Made]:
    """Median seconds of all cores and of the clock, and what was made last."""
    core, clock = [], []
    for _turn in range(repeats):
        begun, stood = time.process_time(), time.perf_counter()
        made = work()
        core.append(time.process_time() - begun)
        clock.append(time.perf_counter() - stood)
    return sorted(core)[repeats // 2], sorted(clock)[repeats // 2], made


if __name__ == "__main__":
    main()
