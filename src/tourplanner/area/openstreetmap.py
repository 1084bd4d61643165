"""OpenStreetMap files (.osm.pbf, .osm, .osm.gz), read and cut to a box."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import osmium
import shapely
from osmium.filter import KeyFilter
from osmium.io import Reader
from osmium.osm import Area, Node, Relation, Way

from tourplanner.area.extract import (
    Areas,
    Member,
    Nodes,
    OsmExtract,
    Restriction,
    Shapes,
    Tags,
    Ways,
)
from tourplanner.area.osm_file import Kind, OsmFile
from tourplanner.domain.box import Box
from tourplanner.domain.progress import Progress, Report, ShouldStop
from tourplanner.errors import AreaOutsideFile, Cancelled
from tourplanner.i18n import _

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from osmium.osm.types import OSMEntity

AREA_KEYS = (
    "aeroway",
    "amenity",
    "boundary",
    "building",
    "craft",
    "historic",
    "landuse",
    "leisure",
    "man_made",
    "natural",
    "office",
    "place",
    "public_transport",
    "railway",
    "shop",
    "tourism",
    "water",
    "waterway",
)
"""What makes a closed way or a multipolygon worth keeping."""
LINE_KEYS = ("aerialway", "aeroway", "barrier", "boundary", "man_made", "railway", "waterway")
"""What makes an open way worth keeping, apart from roads and the coast."""
NODE_KEYS = (*AREA_KEYS, "barrier", "ford", "highway")
WANTED = KeyFilter(*NODE_KEYS, "aerialway", "restriction", "route")
MULTIPOLYGONS = KeyFilter(*AREA_KEYS, "highway")

DULL_PREFIXES = ("addr:", "source", "note", "fixme", "created_by", "import", "tiger:", "ref:")
"""Tags that nothing here reads."""
MOST_TAGS, LONGEST_VALUE = 200, 255
"""A value of the map has at most 255 characters; no honest object has 200 tags."""
ASK_EVERY = 500
"""Objects between two questions whether to stop."""
SHARE_OF_FIRST_PASS = 0.15


def read_area(path: Path, box: Box, report: Report, should_stop: ShouldStop) -> OsmExtract:
    """Everything that lies in `box`, of a file that may be much larger.

    The file is read twice, piece by piece: relations first, then all. Only the points of all its
    nodes are held, 16 bytes each.

    Raises UnreadableFile; AreaOutsideFile when nothing of the file lies in the box; Cancelled.
    """
    file = OsmFile(path)
    file.check_packing(should_stop)
    covered, data_date = file.header()
    inside = box.overlap(covered) if covered is not None else box
    if inside is None:
        raise AreaOutsideFile(file=path.name)
    kept = _Kept(inside)
    for thing in _objects(file, report, should_stop):
        kept.take(thing)
    extract = kept.extract(path.name, data_date)
    if not (
        extract.highways.tags or extract.lines.tags or extract.areas.tags or extract.nodes.tags
    ):
        raise AreaOutsideFile(file=path.name)
    return extract


def _objects(file: OsmFile, report: Report, should_stop: ShouldStop) -> Iterator[OSMEntity]:
    """The wanted objects; ways know their nodes' points, closed ways come as areas too."""
    areas = osmium.area.AreaManager()
    doing = _("Reading the map file")
    with file.trouble():
        for piece in file.pieces():
            _ask(should_stop)
            with Reader(piece.source, osmium.osm.RELATION, file.threads) as reader:
                osmium.apply(reader, MULTIPOLYGONS, areas.first_pass_handler())
            report(Progress(doing, piece.done * SHARE_OF_FIRST_PASS))
        points = osmium.NodeLocationsForWays(osmium.index.create_map("flex_mem"))
        points.ignore_errors()
        assembled = osmium.BufferIterator(WANTED)
        assemble = areas.second_pass_to_buffer(assembled)
        # In XML, which comes in one piece, every node is looked at: else nobody could interrupt.
        filters = (WANTED,) if file.kind is Kind.PBF else ()
        count = 0
        for piece in file.pieces():
            _ask(should_stop)
            with Reader(piece.source, osmium.osm.ALL, file.threads) as reader:
                for thing in osmium.OsmFileIterator(reader, points, assemble, *filters):
                    count += 1
                    if count % ASK_EVERY == 0:
                        _ask(should_stop)
                    yield thing
                    if assembled:
                        yield from assembled
            share = SHARE_OF_FIRST_PASS + piece.done * (1 - SHARE_OF_FIRST_PASS)
            report(Progress(doing, share))
        if assembled:
            yield from assembled


def _ask(should_stop: ShouldStop) -> None:
    if should_stop():
        raise Cancelled


class _Kept:
    """What has been kept so far."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._nodes = _NodeColumns()
        self._highways = _WayColumns(box)
        self._lines = _WayColumns(box)
        self._restrictions: list[Restriction] = []
        self._area_sources: list[str] = []
        self._area_shapes: list[str] = []
        self._area_tags: list[Tags] = []
        self._newest: datetime | None = None
        self._wkb = osmium.geom.WKBFactory()

    def take(self, thing: OSMEntity) -> None:
        """Keep `thing` if it is wanted and lies in the box."""
        if isinstance(thing, Node):
            self._take_node(thing)
        elif isinstance(thing, Way):
            self._take_way(thing)
        elif isinstance(thing, Area):
            self._take_area(thing)
        elif isinstance(thing, Relation):
            self._take_relation(thing)

    def extract(self, source: str, data_date: datetime | None) -> OsmExtract:
        """All that was kept."""
        shapes = self._shapes()
        meets = _meets(shapes, self._box)
        chosen = np.flatnonzero(meets)
        return OsmExtract(
            box=self._box,
            source=source,
            data_date=data_date or self._newest,
            highways=self._highways.ways(),
            lines=self._lines.ways(),
            areas=Areas(
                tuple(self._area_sources[i] for i in chosen),
                shapes[chosen],
                tuple(self._area_tags[i] for i in chosen),
            ),
            nodes=self._nodes.nodes(),
            restrictions=tuple(self._restrictions),
        )

    def _take_node(self, node: Node) -> None:
        point = node.location
        if not point.valid():
            return
        lat, lon, box = point.lat, point.lon, self._box
        if box.south <= lat <= box.north and box.west <= lon <= box.east:
            tags = _tags(node)
            if any(key in tags for key in NODE_KEYS):
                self._nodes.add(node.id, lat, lon, tags)
                self._note_age(node)

    def _take_way(self, way: Way) -> None:
        tags = _tags(way)
        if "highway" in tags or tags.get("route") == "ferry":
            if self._highways.add(way, tags):
                self._note_age(way)
        elif tags.get("natural") == "coastline" or any(key in tags for key in LINE_KEYS):
            self._lines.add(way, tags)

    def _take_area(self, area: Area) -> None:
        tags = _tags(area)
        is_street = "highway" in tags and tags.get("area") == "yes"
        if not is_street and not any(key in tags for key in AREA_KEYS):
            return
        try:
            shape = self._wkb.create_multipolygon(area)
        except (
            RuntimeError,
            osmium.InvalidLocationError,
        ):  # a ring that does not close, or a node that the file lacks
            return
        kind = "way" if area.from_way() else "relation"
        self._area_sources.append(f"{kind}/{area.orig_id()}")
        self._area_shapes.append(shape)
        self._area_tags.append(tags)

    def _take_relation(self, relation: Relation) -> None:
        tags = _tags(relation)
        if tags.get("type") != "restriction":
            return
        members = [(m.type, m.ref, m.role) for m in islice(relation.members, MOST_TAGS)]
        self._restrictions.append(
            Restriction(
                relation.id,
                tags,
                tuple(ref for kind, ref, role in members if role == "from" and kind == "w"),
                tuple(
                    (Member.NODE if kind == "n" else Member.WAY, ref)
                    for kind, ref, role in members
                    if role == "via" and kind in "nw"
                ),
                tuple(ref for kind, ref, role in members if role == "to" and kind == "w"),
            )
        )

    def _note_age(self, thing: Node | Way) -> None:
        changed = thing.timestamp
        if changed.timestamp() > 0 and (self._newest is None or changed > self._newest):
            self._newest = changed

    def _shapes(self) -> Shapes:
        wkb = np.array(self._area_shapes, dtype=object)
        return np.asarray(shapely.from_wkb(wkb, on_invalid="ignore"), dtype=object)


class _NodeColumns:
    """Columns of nodes that grow."""

    def __init__(self) -> None:
        self.ids = array("q")
        self.lat = array("d")
        self.lon = array("d")
        self.tags: list[Tags] = []

    def add(self, node: int, lat: float, lon: float, tags: Tags) -> None:
        """Append one."""
        self.ids.append(node)
        self.lat.append(lat)
        self.lon.append(lon)
        self.tags.append(tags)

    def nodes(self) -> Nodes:
        """The columns as they are."""
        return Nodes(
            np.array(self.ids, dtype=np.int64),
            np.array(self.lat, dtype=np.float64),
            np.array(self.lon, dtype=np.float64),
            tuple(self.tags),
        )


class _WayColumns:
    """Columns of ways that grow."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._ids = array("q")
        self._first = array("q", [0])
        self._nodes = array("q")
        self._lat = array("d")
        self._lon = array("d")
        self.tags: list[Tags] = []

    def add(self, way: Way, tags: Tags) -> bool:
        """Append the unbroken pieces of `way` that meet the box; whether there were any."""
        count = len(self.tags)
        nodes: list[int] = []
        lats: list[float] = []
        lons: list[float] = []
        for node in way.nodes:
            point = node.location
            if point.valid():
                nodes.append(node.ref)
                lats.append(point.lat)
                lons.append(point.lon)
            else:
                self._add_piece(way.id, nodes, lats, lons, tags)
                nodes, lats, lons = [], [], []
        self._add_piece(way.id, nodes, lats, lons, tags)
        return len(self.tags) > count

    def _add_piece(
        self, way: int, nodes: list[int], lats: list[float], lons: list[float], tags: Tags
    ) -> None:
        box = self._box
        if (
            len(nodes) < 2
            or max(lats) < box.south
            or min(lats) > box.north
            or max(lons) < box.west
            or min(lons) > box.east
        ):
            return
        self._ids.append(way)
        self._nodes.extend(nodes)
        self._lat.extend(lats)
        self._lon.extend(lons)
        self._first.append(len(self._nodes))
        self.tags.append(tags)

    def ways(self) -> Ways:
        """The columns as they are."""
        return Ways(
            np.array(self._ids, dtype=np.int64),
            np.array(self._first, dtype=np.int64),
            np.array(self._nodes, dtype=np.int64),
            np.array(self._lat, dtype=np.float64),
            np.array(self._lon, dtype=np.float64),
            tuple(self.tags),
        )


def _tags(thing: Node | Way | Area | Relation) -> Tags:
    kept: dict[str, str] = {}
    for key, value in islice(thing.tags, MOST_TAGS):
        if not key.startswith(DULL_PREFIXES):
            kept[sys.intern(key)] = value[:LONGEST_VALUE]
    return kept


def _meets(shapes: Shapes, box: Box) -> NDArray[np.bool_]:
    """Which of `shapes` have bounds that meet `box`; missing shapes do not."""
    west, south, east, north = np.moveaxis(shapely.bounds(shapes), -1, 0)
    meets = (west <= box.east) & (east >= box.west) & (south <= box.north) & (north >= box.south)
    return np.asarray(meets, dtype=np.bool_)
