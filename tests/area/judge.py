"""Shortest times by networkx on the raw ways: every node kept, nothing contracted.

Cars turn round at junctions and dead ends, not in the middle of a street.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import networkx as nx

from tourplanner.area.extract import Member, OsmExtract
from tourplanner.area.road_rules import RoadMode, blocks, passage
from tourplanner.domain.place import Coordinates

RawArc = tuple[object, object, int]
"""From node, to node, on way."""


class Judge:
    """Answers from raw node to raw node; turn restrictions at nodes are kept when driving."""

    def __init__(self, extract: OsmExtract, mode: RoadMode) -> None:
        self.at: dict[int, Coordinates] = {}
        self.arcs: dict[RawArc, float] = {}
        closed = {
            int(node)
            for node, tags in zip(extract.nodes.ids, extract.nodes.tags, strict=True)
            if blocks(tags, mode)
        }
        ways = extract.highways
        for way, tags in enumerate(ways.tags):
            rule = passage(tags, mode)
            if rule is None:
                continue
            part = slice(int(ways.first[way]), int(ways.first[way + 1]))
            nodes = ways.nodes[part].tolist()
            points = [
                Coordinates(lat, lon)
                for lat, lon in zip(ways.lat[part].tolist(), ways.lon[part].tolist(), strict=True)
            ]
            self.at |= {n: p for n, p in zip(nodes, points, strict=True) if n not in closed}
            for place, (start, end) in enumerate(pairwise(nodes)):
                seconds = points[place].distance_m(points[place + 1]) / (rule.km_h / 3.6)
                a = (start, way, place) if start in closed else start
                b = (end, way, place) if end in closed else end
                if rule.forward:
                    self._add((a, b, int(ways.ids[way])), seconds)
                if rule.backward:
                    self._add((b, a, int(ways.ids[way])), seconds)
        vias = {ref for one in extract.restrictions for _kind, ref in one.via}
        touching: dict[object, list[RawArc]] = {}
        for arc in self.arcs:
            touching.setdefault(arc[0], []).append(arc)
            touching.setdefault(arc[1], []).append(arc)
        midway = {
            node
            for node, arcs in touching.items()
            if len(arcs) == 4 and len({(frozenset(a[:2]), a[2]) for a in arcs}) == 2
        } - vias
        self.turns = nx.DiGraph()
        out: dict[object, list[RawArc]] = {}
        for arc in self.arcs:
            out.setdefault(arc[0], []).append(arc)
        forbidden = _forbidden(extract, out) if mode is RoadMode.DRIVE else set()
        for arc in self.arcs:
            self.turns.add_node(arc)
            for after in out.get(arc[1], []):
                turns_round = after[1:] == (arc[0], arc[2])
                if (arc, after) not in forbidden and not (turns_round and arc[1] in midway):
                    self.turns.add_edge(arc, after, weight=self.arcs[after])
        self._out = out

    def _add(self, arc: RawArc, seconds: float) -> None:
        self.arcs[arc] = min(seconds, self.arcs.get(arc, seconds))

    def seconds_from(self, start: int) -> dict[object, float]:
        """Shortest seconds from a node to every node that can be reached."""
        graph = self.turns
        for arc in self._out.get(start, []):
            graph.add_edge("start", arc, weight=self.arcs[arc])
        lengths = nx.single_source_dijkstra_path_length(graph, "start")
        graph.remove_node("start")
        found: dict[object, float] = {start: 0.0}
        for arc, seconds in lengths.items():
            if arc != "start":
                found[arc[1]] = min(seconds, found.get(arc[1], seconds))
        return found


def _forbidden(extract: OsmExtract, out: dict[object, list[RawArc]]) -> set[tuple[RawArc, RawArc]]:
    into: dict[object, list[RawArc]] = {}
    for arcs in out.values():
        for arc in arcs:
            into.setdefault(arc[1], []).append(arc)
    found: set[tuple[RawArc, RawArc]] = set()
    for restriction in extract.restrictions:
        rule = restriction.tags.get("restriction", "")
        exempt = restriction.tags.get("except", "")
        nodes = [ref for kind, ref in restriction.via if kind is Member.NODE]
        if "motor" in exempt or not nodes or rule[:3] not in {"no_", "onl"}:
            continue
        for node in nodes:
            leaving = out.get(node, [])
            named = _on(leaving, restriction.end_ways)
            for arc in _on(into.get(node, []), restriction.start_ways):
                if rule.startswith("no_"):
                    turning = [a for a in named if a[2] != arc[2] or a[1] == arc[0]]
                    found |= {(arc, after) for after in turning}
                elif named:
                    found |= {(arc, after) for after in leaving if after not in named}
    return found


def _on(arcs: Iterable[RawArc], ways: tuple[int, ...]) -> list[RawArc]:
    return [arc for arc in arcs if arc[2] in ways]
