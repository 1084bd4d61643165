"""The roads of one mode as arrays: what a pack keeps, and a router reads."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourplanner.area.road_rules import RoadMode
from tourplanner.domain.place import EARTH_RADIUS_M
from tourplanner.errors import UnreadableFile
from tourplanner.i18n import N_, _

Numbers = NDArray[np.int32]
Flags = NDArray[np.uint8]
Floats = NDArray[np.float64]

FORMAT, FORMAT_WITH_CLIMB = 1, 2
UNITS_PER_DEGREE = 10_000_000
UNITS_PER_SECOND = 100
UNITS_PER_METRE = 100
"""Of climb."""
MOST_BYTES = 500_000_000
"""Of the unpacked arrays: some twenty million vertices."""
MOST_COST = 1 << 24
"""Of an edge: 46 hours."""
DAMAGED = N_("its road graph is damaged. Build the area anew.")
UNREADABLE = (
    ValueError, KeyError, OSError, EOFError, MemoryError, RuntimeError, SyntaxError, struct.error,
    zlib.error, zipfile.BadZipFile,
)  # fmt: skip
"""What numpy and zipfile raise for an archive that is none of theirs, or damaged."""
COLUMNS = (
    "lat", "lon", "cost", "first_vertex", "first_arc", "arc_head", "arc_edge", "arc_reversed",
)  # fmt: skip
CLIMB_COLUMNS = ("back_cost", "up", "down", "is_known")
BYTE_COLUMNS = frozenset({"arc_reversed", "is_known"})


@dataclass(frozen=True, slots=True)
class Climb:
    """What hills do to the edges of a graph."""

    back_cost: Numbers
    """From the vertex to the start of its edge, in hundredths of a second."""
    up: Numbers
    """From the start of the edge to the vertex, in centimetres; 0 where it is not known."""
    down: Numbers
    is_known: Flags
    """1 for each edge along which all heights are known."""


@dataclass(frozen=True, slots=True)
class RoadGraph:
    """Edges with their lines, and arcs between states.

    A state is a junction, or a junction as reached in a way after which some turns are forbidden:
    whoever follows arcs keeps every turn restriction. Edge e runs along the vertices from
    `first_vertex[e]` to before `first_vertex[e + 1]`; arcs of state s are `first_arc[s]` to before
    `first_arc[s + 1]`. All states reach each other.
    """

    mode: RoadMode
    lat: Numbers
    """Of each vertex, in ten-millionths of a degree, WGS 84."""
    lon: Numbers
    cost: Numbers
    """From the start of the edge to the vertex, in hundredths of a second."""
    first_vertex: Numbers
    first_arc: Numbers
    arc_head: Numbers
    """The state an arc leads to."""
    arc_edge: Numbers
    arc_reversed: Flags
    """1 where the arc follows its edge from the last vertex to the first."""
    climb: Climb | None = None
    """None where the ground is taken as flat."""

    @property
    def back_cost(self) -> Numbers:
        """From the vertex to the start of the edge; as long as there, on the flat."""
        return self.cost if self.climb is None else self.climb.back_cost

    @property
    def states(self) -> int:
        """How many states there are."""
        return len(self.first_arc) - 1

    @property
    def edges(self) -> int:
        """How many edges there are."""
        return len(self.first_vertex) - 1

    @property
    def length_m(self) -> float:
        """Metres of all edges together."""
        metres = vertex_metres(self)
        return float(metres[self.first_vertex[1:] - 1].sum()) if self.edges else 0.0


def vertex_metres(graph: RoadGraph) -> Floats:
    """Metres from the start of its edge to each vertex."""
    if not graph.edges:
        return np.zeros(0)
    steps = np.zeros(len(graph.lat))
    steps[1:] = distances_m(
        graph.lat[:-1] / UNITS_PER_DEGREE,
        graph.lon[:-1] / UNITS_PER_DEGREE,
        graph.lat[1:] / UNITS_PER_DEGREE,
        graph.lon[1:] / UNITS_PER_DEGREE,
    )
    steps[graph.first_vertex[:-1]] = 0.0
    run = np.cumsum(steps)
    counts = np.diff(graph.first_vertex)
    return run - np.repeat(run[graph.first_vertex[:-1]], counts)


def distances_m(lat: Floats, lon: Floats, other_lat: Floats, other_lon: Floats) -> Floats:
    """Great-circle metres between points in degrees, on a sphere of mean radius."""
    half_lat = np.radians(other_lat - lat) / 2
    half_lon = np.radians(other_lon - lon) / 2
    square = (
        np.sin(half_lat) ** 2
        + np.cos(np.radians(lat)) * np.cos(np.radians(other_lat)) * np.sin(half_lon) ** 2
    )
    metres: Floats = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(1.0, square)))
    return metres


def to_bytes(graph: RoadGraph) -> bytes:
    """The graph as a compressed archive of arrays (.npz); the same graph gives the same bytes."""
    file = io.BytesIO()
    mode = np.frombuffer(graph.mode.value.encode(), dtype=np.uint8)
    columns = {name: getattr(graph, name) for name in COLUMNS}
    version = FORMAT
    if graph.climb is not None:
        version = FORMAT_WITH_CLIMB
        columns |= {name: getattr(graph.climb, name) for name in CLIMB_COLUMNS}
    np.savez_compressed(file, format=np.array([version], dtype=np.int32), mode=mode, **columns)
    return file.getvalue()


def from_bytes(content: bytes, name: str, mode: RoadMode) -> RoadGraph:
    """The graph of `mode` that `to_bytes` wrote; nothing in it is executed or trusted.

    Raises UnreadableFile, which names the file `name`, for anything else.
    """
    damaged = UnreadableFile(file=name, problem=_(DAMAGED))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
                raise damaged
        with np.load(io.BytesIO(content), allow_pickle=False) as columns:
            version = columns["format"]
            has_climb = version.shape == (1,) and version[0] == FORMAT_WITH_CLIMB
            names = COLUMNS + CLIMB_COLUMNS if has_climb else COLUMNS
            found = {key: columns[key] for key in names}
            written = columns["mode"].tobytes()
    except UNREADABLE as error:
        raise damaged from error
    is_known_format = has_climb or (version.shape == (1,) and version[0] == FORMAT)
    if not is_known_format or written != mode.value.encode():
        raise damaged
    for key, column in found.items():
        wanted = np.uint8 if key in BYTE_COLUMNS else np.int32
        if column.ndim != 1 or column.dtype != wanted:
            raise damaged
    climb = Climb(*(found.pop(key) for key in CLIMB_COLUMNS)) if has_climb else None
    graph = RoadGraph(mode, **found, climb=climb)
    if not _is_sound(graph):
        raise damaged
    return graph


def _is_sound(graph: RoadGraph) -> bool:
    """Whether every number points to something that exists, so that no reader leaves an array."""
    vertices, arcs = len(graph.lat), len(graph.arc_head)
    if not (len(graph.lon) == len(graph.cost) == vertices):
        return False
    if not (len(graph.arc_edge) == len(graph.arc_reversed) == arcs):
        return False
    if not (_is_index(graph.first_vertex, vertices, 2) and _is_index(graph.first_arc, arcs, 0)):
        return False
    is_start = np.zeros(vertices, dtype=bool)
    is_start[graph.first_vertex[:-1]] = True
    climb = graph.climb
    if climb is not None and not (
        len(climb.is_known) == graph.edges
        and (climb.is_known <= 1).all()
        and all(_grows(run, is_start) for run in (climb.back_cost, climb.up, climb.down))
    ):
        return False
    return bool(
        (np.abs(graph.lat) <= 90 * UNITS_PER_DEGREE).all()
        and (np.abs(graph.lon.astype(np.int64)) <= 180 * UNITS_PER_DEGREE).all()
        and _grows(graph.cost, is_start)
        and _is_within(graph.arc_head, graph.states)
        and _is_within(graph.arc_edge, graph.edges)
        and (graph.arc_reversed <= 1).all()
        and np.bincount(graph.arc_edge, minlength=graph.edges).all()
    )


def _grows(run: Numbers, is_start: NDArray[np.bool_]) -> bool:
    """Whether it begins at nothing on each edge, and never shrinks nor leaves its bounds."""
    if len(run) != len(is_start):
        return False
    steps = np.diff(run, prepend=np.int32(0))
    return bool(
        (run[is_start] == 0).all() and (steps[~is_start] >= 0).all() and (run < MOST_COST).all()
    )


def _is_index(first: Numbers, count: int, least: int) -> bool:
    if len(first) == 0 or first[0] != 0 or first[-1] != count:
        return False
    return bool((np.diff(first.astype(np.int64)) >= least).all())


def _is_within(values: Numbers, count: int) -> bool:
    return bool(((values >= 0) & (values < count)).all())
