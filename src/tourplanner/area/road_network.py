"""Building the road graph of a mode from an OpenStreetMap extract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, reverse_cuthill_mckee

from tourplanner.area.elevation import Elevation
from tourplanner.area.extract import Member, OsmExtract, Ways
from tourplanner.area.road_graph import (
    MOST_COST,
    UNITS_PER_DEGREE,
    UNITS_PER_METRE,
    UNITS_PER_SECOND,
    Climb,
    RoadGraph,
)
from tourplanner.area.road_rules import RoadMode
from tourplanner.area.road_stretches import BACKWARD, FORWARD, Stretches, stretches_of
from tourplanner.area.turn_rules import Arc, Link, RoadArcs, forbidden_runs, linked

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Chain:
    """Stretches joined between two junctions: an edge in the making."""

    points: tuple[int, ...]
    halves: tuple[int, ...]
    """Each stretch s that is followed: s from its start, s + number of stretches from its end."""
    directions: int
    first_way: int
    last_way: int


def build_road_graph(
    extract: OsmExtract, mode: RoadMode, elevation: Elevation | None = None
) -> RoadGraph:
    """The largest part of the roads for `mode` in which every place reaches every other.

    Without any such road the graph is empty; without `elevation` the ground is taken as flat.
    """
    stretches = stretches_of(extract.highways, extract.nodes, mode, elevation)
    is_bound = mode is RoadMode.DRIVE
    kept = _points_of_turns(extract, stretches) if is_bound else frozenset()
    chains = chains_of(stretches, kept)
    junctions = _numbered(
        point for chain in chains for point in (chain.points[0], chain.points[-1])
    )
    roads = _arcs(chains, junctions, stretches, extract.highways if is_bound else None)
    runs = forbidden_runs(extract.restrictions, roads) if is_bound else frozenset()
    links = linked(roads, len(junctions), runs)
    return _assembled(mode, stretches, chains, roads.arcs, links)


def chains_of(stretches: Stretches, kept: frozenset[int]) -> list[Chain]:
    """The stretches joined through every point where nothing is to be decided.

    Such a point has two stretches, both for the same directions, and is not among `kept`.
    """
    count = len(stretches.start)
    ends = np.concatenate([stretches.start, stretches.end])
    order = np.argsort(ends, kind="stable")
    first = np.searchsorted(ends[order], np.arange(len(stretches.lat) + 1)).tolist()
    leaving = order.tolist()  # half h leaves its start (h < count) or its end along the stretch
    head = np.concatenate([stretches.end, stretches.start]).tolist()
    turned = ((stretches.directions & FORWARD) << 1) | ((stretches.directions & BACKWARD) >> 1)
    allowed = np.concatenate([stretches.directions, turned]).tolist()
    junctions = _junctions(ends, order, first, allowed, kept, count)
    way = stretches.way.tolist()
    done = [False] * count
    chains: list[Chain] = []

    def follow(start: int, half: int) -> None:
        points, halves, ways = [start], [], []
        while True:
            stretch = half if half < count else half - count
            done[stretch] = True
            points.append(head[half])
            halves.append(half)
            ways.append(way[stretch])
            if junctions[head[half]] or head[half] == start:
                break
            back = half + count if half < count else half - count
            a, b = leaving[first[head[half]]], leaving[first[head[half]] + 1]
            half = b if a == back else a
        chains.append(Chain(tuple(points), tuple(halves), allowed[half], ways[0], ways[-1]))

    for point in np.flatnonzero(junctions).tolist():
        for half in leaving[first[point] : first[point + 1]]:
            if not done[half if half < count else half - count]:
                follow(point, half)
    for stretch in range(count):  # what is left are rings without a junction
        if not done[stretch]:
            follow(int(stretches.start[stretch]), stretch)
    return chains


def _junctions(
    ends: Ints,
    order: Ints,
    first: Sequence[int],
    allowed: Sequence[int],
    kept: frozenset[int],
    count: int,
) -> Flags:
    """Which points end a chain."""
    degree = np.diff(np.array(first))
    is_junction: Flags = degree != 2
    is_junction[list(kept)] = True
    middle = np.flatnonzero(~is_junction)
    begin = np.array(first)[middle]
    out = np.array(allowed, dtype=np.int64)
    a, b = out[order[begin]], out[order[begin + 1]] if len(middle) else out[:0]
    turned = ((b & FORWARD) << 1) | ((b & BACKWARD) >> 1)
    is_junction[middle[a != turned]] = True
    return is_junction


def _points_of_turns(extract: OsmExtract, stretches: Stretches) -> frozenset[int]:
    """The points that restrictions speak of: their nodes, and where their ways meet."""
    found: set[int] = set()
    ways = _nodes_of(extract.highways, _ways_of_turns(extract))
    for restriction in extract.restrictions:
        middle = [ref for kind, ref in restriction.via if kind is Member.WAY]
        nodes = {ref for kind, ref in restriction.via if kind is Member.NODE}
        members = [*restriction.start_ways, *middle, *restriction.end_ways]
        if middle:
            sets = [ways.get(way, frozenset()) for way in members]
            for position, one in enumerate(sets):
                for other in sets[position + 1 :]:
                    nodes |= one & other
        found.update(stretches.point_of[n] for n in nodes if n in stretches.point_of)
    return frozenset(found)


def _ways_of_turns(extract: OsmExtract) -> frozenset[int]:
    return frozenset(
        way
        for restriction in extract.restrictions
        if any(kind is Member.WAY for kind, _ref in restriction.via)
        for way in (
            *restriction.start_ways,
            *(ref for kind, ref in restriction.via if kind is Member.WAY),
            *restriction.end_ways,
        )
    )


def _nodes_of(ways: Ways, wanted: frozenset[int]) -> dict[int, frozenset[int]]:
    found: dict[int, frozenset[int]] = {}
    for place in np.flatnonzero(np.isin(ways.ids, np.array(sorted(wanted), dtype=np.int64))):
        nodes = ways.nodes[ways.first[place] : ways.first[place + 1]].tolist()
        way = int(ways.ids[place])
        found[way] = found.get(way, frozenset()) | frozenset(nodes)
    return found


def _numbered(values: Iterable[int]) -> dict[int, int]:
    """A number for each distinct value, in order of first appearance."""
    numbers: dict[int, int] = {}
    for value in values:
        numbers.setdefault(value, len(numbers))
    return numbers


def _arcs(
    chains: Sequence[Chain],
    junctions: dict[int, int],
    stretches: Stretches,
    ways: Ways | None,
) -> RoadArcs:
    """Each chain as one arc for each direction; `ways` are given where turns matter."""
    arcs = []
    for edge, chain in enumerate(chains):
        start, end = junctions[chain.points[0]], junctions[chain.points[-1]]
        if chain.directions & FORWARD:
            arcs.append(Arc(start, end, edge, False, chain.first_way, chain.last_way))
        if chain.directions & BACKWARD:
            arcs.append(Arc(end, start, edge, True, chain.last_way, chain.first_way))
    if ways is None:
        return RoadArcs(arcs, {}, {})
    junction_of = {
        node: junctions[point] for node, point in stretches.point_of.items() if point in junctions
    }
    way_junctions: dict[int, set[int]] = {}
    for arc in arcs:
        way_junctions.setdefault(arc.tail_way, set()).add(arc.tail)
        way_junctions.setdefault(arc.head_way, set()).add(arc.head)
    frozen = {way: frozenset(found) for way, found in way_junctions.items()}
    return RoadArcs(arcs, junction_of, frozen)


def _assembled(
    mode: RoadMode,
    stretches: Stretches,
    chains: Sequence[Chain],
    arcs: Sequence[Arc],
    links: Sequence[Link],
) -> RoadGraph:
    """The arrays of the largest part, its states numbered so that neighbours lie together."""
    tail = np.array([link.tail for link in links], dtype=np.int64)
    head = np.array([link.head for link in links], dtype=np.int64)
    arc_of = np.array([link.arc for link in links], dtype=np.int64)
    edge_of = np.array([arc.edge for arc in arcs], dtype=np.int64)
    reversed_of = np.array([arc.is_reversed for arc in arcs], dtype=np.uint8)
    tail, head, arc_of = _largest_part(tail, head, arc_of)
    order = np.lexsort((arc_of, tail))
    tail, head, arc_of = tail[order], head[order], arc_of[order]
    edges, arc_edge = np.unique(edge_of[arc_of], return_inverse=True)
    lines = [chains[edge].points for edge in edges.tolist()]
    points = np.array([point for line in lines for point in line], dtype=np.int64)
    sizes = np.array([len(line) for line in lines], dtype=np.int64)
    halves = [chains[edge].halves for edge in edges.tolist()]
    seconds, back = stretches.seconds, stretches.seconds_back
    climb = stretches.climb
    states = int(tail.max()) + 1 if len(tail) else 0
    return RoadGraph(
        mode=mode,
        lat=np.round(stretches.lat[points] * UNITS_PER_DEGREE).astype(np.int32),
        lon=np.round(stretches.lon[points] * UNITS_PER_DEGREE).astype(np.int32),
        cost=_run(halves, seconds, back, UNITS_PER_SECOND),
        first_vertex=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
        first_arc=np.searchsorted(tail, np.arange(states + 1)).astype(np.int32),
        arc_head=head.astype(np.int32),
        arc_edge=arc_edge.astype(np.int32),
        arc_reversed=reversed_of[arc_of],
        climb=None
        if climb is None
        else Climb(
            back_cost=_run(halves, back, seconds, UNITS_PER_SECOND),
            up=_run(halves, climb.up_m, climb.down_m, UNITS_PER_METRE),
            down=_run(halves, climb.down_m, climb.up_m, UNITS_PER_METRE),
            is_known=_all_known(halves, climb.is_known),
        ),
    )


def _run(
    halves: Sequence[tuple[int, ...]], forward: Floats, backward: Floats, unit: int
) -> NDArray[np.int32]:
    """Sums from the start of each edge to each of its vertices, of what its stretches have."""
    both = np.concatenate([forward, backward])
    sums = [np.cumsum(np.concatenate([[0.0], both[list(line)]])) for line in halves]
    run: Floats = np.concatenate(sums) if sums else np.zeros(0)
    units: NDArray[np.int32] = np.minimum(np.round(run * unit), MOST_COST - 1).astype(np.int32)
    return units


def _all_known(halves: Sequence[tuple[int, ...]], is_known: Flags) -> NDArray[np.uint8]:
    both = np.concatenate([is_known, is_known])
    return np.array([both[list(line)].all() for line in halves], dtype=np.uint8)


def _largest_part(tail: Ints, head: Ints, arc_of: Ints) -> tuple[Ints, Ints, Ints]:
    """The links of the largest strongly connected part, with new numbers for its states."""
    if not len(tail):
        return tail, head, arc_of
    count = int(max(tail.max(), head.max())) + 1
    matrix = coo_array((np.ones(len(tail), dtype=np.int8), (tail, head)), (count, count)).tocsr()
    _parts, part = connected_components(matrix, directed=True, connection="strong")
    within = part[tail] == part[head]
    weight = np.bincount(part[tail[within]], minlength=int(part.max()) + 1)
    is_kept = within & (part[tail] == int(np.argmax(weight)))
    tail, head, arc_of = tail[is_kept], head[is_kept], arc_of[is_kept]
    states, ends = np.unique(np.concatenate([tail, head]), return_inverse=True)
    size = len(states)
    if not size:
        return tail, head, arc_of
    small = coo_array(
        (np.ones(len(tail), dtype=np.int8), (ends[: len(tail)], ends[len(tail) :])), (size, size)
    ).tocsr()
    position = np.empty(size, dtype=np.int64)
    position[reverse_cuthill_mckee(small, symmetric_mode=False)] = np.arange(size)
    return position[ends[: len(tail)]], position[ends[len(tail) :]], arc_of
