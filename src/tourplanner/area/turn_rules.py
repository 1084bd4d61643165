"""Turn restrictions: which runs of arcs are forbidden, and links that never make one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tourplanner.area.extract import Member, Restriction

Run = tuple[int, ...]
"""Arcs that follow each other."""

RESTRICTION_KEYS = ("restriction:motorcar", "restriction:motor_vehicle", "restriction")
EXEMPT = frozenset({"motorcar", "motor_vehicle", "vehicle"})
LONGEST_VIA, MOST_STEPS = 40, 2000
"""Arcs along a way in the middle of a restriction; steps after which a knotted way is given up."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One direction of an edge, between two junctions."""

    tail: int
    head: int
    edge: int
    is_reversed: bool
    tail_way: int
    """The way (OpenStreetMap's id) with which the arc begins."""
    head_way: int
    """The way with which it ends."""


@dataclass(frozen=True, slots=True)
class Link:
    """An arc between states: junctions first, then what turn restrictions add."""

    tail: int
    head: int
    arc: int


def rule_of(restriction: Restriction) -> str | None:
    """ "no" or "only" when the restriction binds cars at all times, else None."""
    if EXEMPT & {word.strip() for word in restriction.tags.get("except", "").split(";")}:
        return None
    for key in RESTRICTION_KEYS:
        value = restriction.tags.get(key)
        if value is not None:
            kind = value.partition("_")[0]
            return kind if kind in {"no", "only"} else None
    return None


class RoadArcs:
    """All arcs of a network, found by junction and by way."""

    def __init__(
        self,
        arcs: Sequence[Arc],
        junction_of: Mapping[int, int],
        way_junctions: Mapping[int, frozenset[int]],
    ) -> None:
        """`junction_of` gives the junction of a node's id, `way_junctions` those on a way."""
        self.arcs = arcs
        self.junction_of = junction_of
        self.way_junctions = way_junctions
        self._into: dict[int, list[int]] = {}
        self._out: dict[int, list[int]] = {}
        for number, arc in enumerate(arcs):
            self._into.setdefault(arc.head, []).append(number)
            self._out.setdefault(arc.tail, []).append(number)

    def after(self, arc: int) -> Sequence[int]:
        """The arcs that begin where `arc` ends."""
        return self._out.get(self.arcs[arc].head, ())

    def arriving(self, junction: int, way: int) -> list[int]:
        """The arcs that come to `junction` on `way`."""
        return [a for a in self._into.get(junction, ()) if self.arcs[a].head_way == way]

    def along(self, run: Run, way: int, goals: frozenset[int]) -> Iterator[Run]:
        """`run` continued along `way` without turning round, up to each of `goals`."""
        pending = [run]
        for _step in range(MOST_STEPS):
            if not pending:
                return
            known = pending.pop()
            for number in self.after(known[-1]):
                arc = self.arcs[number]
                is_return = arc.edge == self.arcs[known[-1]].edge or number in known
                if not arc.tail_way == way == arc.head_way or is_return or len(known) > LONGEST_VIA:
                    continue
                if arc.head in goals:
                    yield (*known, number)
                else:
                    pending.append((*known, number))

    def meetings(self, way: int, other: int) -> frozenset[int]:
        """The junctions that two ways share."""
        nobody: frozenset[int] = frozenset()
        return self.way_junctions.get(way, nobody) & self.way_junctions.get(other, nobody)


def forbidden_runs(restrictions: Iterable[Restriction], roads: RoadArcs) -> frozenset[Run]:
    """The runs of arcs that the restrictions forbid.

    A restriction whose members are missing or do not meet forbids nothing.
    """
    found: set[Run] = set()
    for restriction in restrictions:
        rule = rule_of(restriction)
        if rule is None:
            continue
        for run in _runs_to_the_turn(restriction, roads):
            turns = roads.after(run[-1])
            named = [t for t in turns if roads.arcs[t].tail_way in restriction.end_ways]
            if rule == "no":
                found.update((*run, turn) for turn in named if _is_meant(run, turn, roads))
            elif named:
                found.update((*run, turn) for turn in turns if turn not in named)
    return frozenset(found)


def _is_meant(run: Run, turn: int, roads: RoadArcs) -> bool:
    """Back along the way one came by means turning round there, not going on along it."""
    last, following = roads.arcs[run[-1]], roads.arcs[turn]
    return len(run) > 1 or following.tail_way != last.head_way or following.edge == last.edge


def _runs_to_the_turn(restriction: Restriction, roads: RoadArcs) -> list[Run]:
    """Every run that ends at the junction where the restriction's last turn is."""
    starts, ends = restriction.start_ways, restriction.end_ways
    ways = [ref for kind, ref in restriction.via if kind is Member.WAY]
    if not ways:
        nodes = [ref for kind, ref in restriction.via if kind is Member.NODE]
        places = [roads.junction_of[node] for node in nodes if node in roads.junction_of]
        return [(a,) for at in places for way in starts for a in roads.arriving(at, way)]
    runs: list[Run] = [
        (arc,)
        for way in starts
        for junction in sorted(roads.meetings(way, ways[0]))
        for arc in roads.arriving(junction, way)
    ]
    for position, way in enumerate(ways):
        following = ways[position + 1 : position + 2] or ends
        goals = frozenset(at for other in following for at in roads.meetings(way, other))
        runs = [longer for run in runs for longer in roads.along(run, way, goals)]
    return runs


def linked(roads: RoadArcs, junctions: int, forbidden: frozenset[Run]) -> list[Link]:
    """Links between states such that no path contains a forbidden run.

    States up to `junctions` are the junctions. Each beginning of a forbidden run gets a state of
    its own, which remembers how its junction was reached.
    """
    begun = sorted({run[:length] for run in forbidden for length in range(1, len(run))})
    state_of = {run: junctions + number for number, run in enumerate(begun)}
    links = [
        Link(arc.tail, state_of.get((number,), arc.head), number)
        for number, arc in enumerate(roads.arcs)
    ]
    for run, state in state_of.items():
        for number in roads.after(run[-1]):
            tails = [(*run, number)[skipped:] for skipped in range(len(run) + 1)]
            if not any(tail in forbidden for tail in tails):
                known = next((state_of[tail] for tail in tails if tail in state_of), None)
                head = roads.arcs[number].head if known is None else known
                links.append(Link(state, head, number))
    return links
