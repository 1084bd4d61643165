"""What was read of an OpenStreetMap file: columns of numbers beside the tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tourplanner.domain.box import Box

Tags = Mapping[str, str]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Shapes = NDArray[np.object_]
"""Shapely geometries in longitude, latitude."""


class Member(StrEnum):
    """What a relation is made of."""

    NODE = "node"
    WAY = "way"


@dataclass(frozen=True, slots=True)
class Nodes:
    """Nodes with tags, in the file's order; every column has one entry a node."""

    ids: Ints
    lat: Floats
    lon: Floats
    tags: tuple[Tags, ...]

    def __len__(self) -> int:
        return len(self.tags)


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways with all their nodes, the columns of nodes joined end to end.

    The nodes of way `i` are `nodes[first[i]:first[i + 1]]`, the same for `lat` and `lon`; at least
    two each. A way whose nodes are partly missing from the file appears once for each unbroken
    piece, with the same id: two neighbours in a piece are neighbours on the ground.
    """

    ids: Ints
    first: Ints
    """One entry more than there are ways."""
    nodes: Ints
    lat: Floats
    lon: Floats
    tags: tuple[Tags, ...]

    def __len__(self) -> int:
        return len(self.tags)


@dataclass(frozen=True, slots=True)
class Areas:
    """Closed ways and multipolygons, with valid-looking but unchecked shapes."""

    sources: tuple[str, ...]
    """Where each comes from: "way/123", "relation/45"."""
    shapes: Shapes
    """MultiPolygons in longitude, latitude, not cut at the box."""
    tags: tuple[Tags, ...]

    def __len__(self) -> int:
        return len(self.tags)


@dataclass(frozen=True, slots=True)
class Restriction:
    """A turn that is forbidden, or the only one allowed: relation type=restriction."""

    id: int
    tags: Tags
    """restriction=no_left_turn, only_straight_on ...; except=bicycle;..."""
    start_ways: tuple[int, ...]
    """Members with the role "from"."""
    via: tuple[tuple[Member, int], ...]
    """A node, or the ways between, in order."""
    end_ways: tuple[int, ...]
    """Members with the role "to"."""


@dataclass(frozen=True, slots=True)
class OsmExtract:
    """What tiles, road graph and places need of the map inside a box."""

    box: Box
    """What was asked for, as far as the file covers it."""
    source: str
    """The file's name, without its folder."""
    data_date: datetime | None
    """How old the data is: what the file says, else the newest change in it."""
    highways: Ways
    """Every way with the tag highway, or route=ferry, whose own bounds meet the box; uncut."""
    lines: Ways
    """Other lines to draw: waterways, rails, coast, borders, piers, cable cars."""
    areas: Areas
    nodes: Nodes
    """Nodes inside the box with a tag that says something: places, barriers, crossings, stops."""
    restrictions: tuple[Restriction, ...]
