"""Administrative areas: which district a point lies in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import shapely

from tourplanner.area.extract import OsmExtract
from tourplanner.area.names import latin_name, local_name
from tourplanner.domain.box import Box
from tourplanner.domain.place import Coordinates
from tourplanner.domain.strict_json import Node, parsed

FORMAT = "tourplanner-boundaries/1"
MOST_BOUNDARIES, MOST_RINGS, MOST_POINTS = 20_000, 10_000, 200_000
SIMPLER_BY_DEG = 0.0001
"""About ten metres."""
SOURCE_FORM = re.compile(r"(way|relation)/[0-9]{1,19}")

Ring = tuple[tuple[float, float], ...]
"""Latitude and longitude of corners, the last the same as the first."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """An administrative area, as far as it lies in the pack's box."""

    name: str
    latin: str | None
    level: int
    """OpenStreetMap's admin_level: 2 country, 4 province, 6 prefecture or county, 8 town."""
    source: str
    polygons: tuple[tuple[Ring, ...], ...]
    """Each an outer ring and its holes."""

    def contains(self, point: Coordinates) -> bool:
        """Whether `point` lies inside."""
        return any(
            sum(_crosses(ring, point) for ring in polygon) % 2 == 1 for polygon in self.polygons
        )


def boundaries(extract: OsmExtract) -> tuple[Boundary, ...]:
    """The administrative areas of an extract, larger levels first."""
    return tuple(sorted(_boundaries(extract), key=lambda found: (found.level, found.source)))


def _boundaries(extract: OsmExtract) -> Iterator[Boundary]:
    areas, box = extract.areas, extract.box
    for number, tags in enumerate(areas.tags):
        name, level = local_name(tags) or latin_name(tags), tags.get("admin_level", "")
        if tags.get("boundary") != "administrative" or not name or not level.isdecimal():
            continue
        polygons = _polygons(areas.shapes[number], box)
        if polygons and 1 <= int(level) <= 12:
            latin = latin_name(tags) or None
            yield Boundary(name, latin, int(level), areas.sources[number], polygons)


def _polygons(shape: shapely.Geometry, box: Box) -> tuple[tuple[Ring, ...], ...]:
    whole = shapely.make_valid(shapely.simplify(shape, SIMPLER_BY_DEG))
    cut = shapely.intersection(whole, shapely.box(box.west, box.south, box.east, box.north))
    parts = [part for part in shapely.get_parts(cut) if part.geom_type == "Polygon"]
    return tuple(
        (_ring(part.exterior), *(_ring(hole) for hole in part.interiors)) for part in parts
    )


def _ring(line: shapely.LinearRing) -> Ring:
    return tuple((round(lat, 6), round(lon, 6)) for lon, lat in line.coords)


def _crosses(ring: Ring, point: Coordinates) -> bool:
    """Whether a ray from `point` to the east crosses `ring` an odd number of times."""
    is_inside = False
    for (lat, lon), (next_lat, next_lon) in pairwise(ring):
        if (lat > point.lat) != (next_lat > point.lat):
            share = (point.lat - lat) / (next_lat - lat)
            if point.lon < lon + share * (next_lon - lon):
                is_inside = not is_inside
    return is_inside


def boundaries_bytes(found: tuple[Boundary, ...]) -> bytes:
    """The boundaries as they lie in a pack."""
    rows = [
        {
            "name": boundary.name,
            "latin": boundary.latin,
            "level": boundary.level,
            "source": boundary.source,
            "polygons": boundary.polygons,
        }
        for boundary in found[:MOST_BOUNDARIES]
    ]
    return json.dumps({"format": FORMAT, "boundaries": rows}, ensure_ascii=False).encode()


def read_boundaries(content: bytes, name: str) -> tuple[Boundary, ...]:
    """The boundaries in `content`, of a pack called `name`; raises UnreadableFile."""
    fields = parsed(content, name).fields("format", "boundaries")
    return tuple(_boundary(node) for node in fields["boundaries"].items(MOST_BOUNDARIES))


def _boundary(node: Node) -> Boundary:
    fields = node.fields("name", "latin", "level", "source", "polygons")
    polygons = tuple(
        tuple(_read_ring(ring) for ring in polygon.items(MOST_RINGS))
        for polygon in fields["polygons"].items(MOST_RINGS)
    )
    return Boundary(
        fields["name"].filled(),
        fields["latin"].maybe(Node.filled),
        fields["level"].whole(1, 12),
        fields["source"].matching(SOURCE_FORM),
        polygons,
    )


def _read_ring(node: Node) -> Ring:
    corners = [corner.pair() for corner in node.items(MOST_POINTS)]
    return tuple((lat.number(-90, 90), lon.number(-180, 180)) for lat, lon in corners)
