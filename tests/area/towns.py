"""Small networks on a lattice of points a hundred metres apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tourplanner.area.extract import Areas, Member, Nodes, OsmExtract, Restriction, Ways
from tourplanner.domain.box import Box
from tourplanner.domain.place import Coordinates

SOUTH, WEST, STEP = 29.29, 117.19, 0.001
BOX = Box(29.0, 117.0, 30.0, 118.0)


def spot(row: float, column: float) -> Coordinates:
    """A place of the lattice; parts of a step are allowed."""
    return Coordinates(SOUTH + row * STEP, WEST + column * STEP)


@dataclass
class Town:
    """Roads between lattice places, each written (row, column)."""

    ways: list[tuple[int, list[tuple[float, float]], dict[str, str]]] = field(default_factory=list)
    barriers: dict[tuple[float, float], dict[str, str]] = field(default_factory=dict)
    turns: list[Restriction] = field(default_factory=list)

    def road(self, *places: tuple[float, float], **tags: str) -> int:
        """A way through `places`; residential unless tagged otherwise."""
        self.ways.append((100 + len(self.ways), list(places), {"highway": "residential", **tags}))
        return self.ways[-1][0]

    def barrier(self, place: tuple[float, float], **tags: str) -> None:
        """A node with tags."""
        self.barriers[place] = tags

    def turn(
        self,
        kind: str,
        start: int,
        via: Sequence[int] | tuple[float, float],
        end: int,
        **tags: str,
    ) -> None:
        """A restriction over a place, or over a list of ways."""
        members: tuple[tuple[Member, int], ...]
        if isinstance(via, list):
            members = tuple((Member.WAY, way) for way in via)
        else:
            members = ((Member.NODE, _node((via[0], via[1]))),)
        tags = {"type": "restriction", "restriction": kind, **tags}
        self.turns.append(Restriction(len(self.turns), tags, (start,), members, (end,)))

    def extract(self) -> OsmExtract:
        """The town as it would be read of a file."""
        places = [place for _id, line, _tags in self.ways for place in line]
        counts = [len(line) for _id, line, _tags in self.ways]
        return OsmExtract(
            box=BOX,
            source="town.osm",
            data_date=None,
            highways=Ways(
                np.array([number for number, _line, _tags in self.ways], dtype=np.int64),
                np.cumsum([0, *counts], dtype=np.int64),
                *_columns(places),
                tuple(tags for _id, _line, tags in self.ways),
            ),
            lines=_no_ways(),
            areas=Areas((), np.array([], dtype=object), ()),
            nodes=Nodes(*_columns(list(self.barriers)), tuple(_tags(self.barriers))),
            restrictions=tuple(self.turns),
        )


def _tags(barriers: Mapping[tuple[float, float], dict[str, str]]) -> list[dict[str, str]]:
    return list(barriers.values())


def _node(place: tuple[float, float]) -> int:
    return 1_000_000 + round(place[0] * 100) * 10_000 + round(place[1] * 100)


def _columns(
    places: Sequence[tuple[float, float]],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    spots = [spot(*place) for place in places]
    return (
        np.array([_node(place) for place in places], dtype=np.int64),
        np.array([at.lat for at in spots], dtype=np.float64),
        np.array([at.lon for at in spots], dtype=np.float64),
    )


def _no_ways() -> Ways:
    nothing = np.zeros(0, dtype=np.int64)
    return Ways(nothing, np.zeros(1, dtype=np.int64), nothing, np.zeros(0), np.zeros(0), ())
