"""Land and sea inside a box, from the lines of the coast."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from tourplanner.area.extract import Floats, Ints, Shapes
from tourplanner.domain.box import Box

ASIDE_DEG = 1e-7
"""How far beside the coast, about a centimetre, it is asked which side is which."""
REACH = 0.15
"""A coast that ends so near the edge of the box, as a share of its side, goes on to the edge."""


def land_and_sea(coast: Shapes, box: Box) -> tuple[Shapes, Shapes]:
    """Polygons of land and of sea that fill `box` together; all land where there is no coast.

    `coast` are lines of OpenStreetMap's natural=coastline: land lies on their left. Extracts cut
    the coast where they end: one that stops near the edge of the box is taken straight to it; one
    that stops elsewhere divides nothing, and what it lies in is taken for land.
    """
    frame = shapely.box(box.west, box.south, box.east, box.north)
    cut = shapely.clip_by_rect(coast, box.west, box.south, box.east, box.north)
    pieces = shapely.multilinestrings(shapely.get_parts(cut))
    lines = shapely.get_parts(shapely.line_merge(pieces, directed=True))
    if not len(lines):
        return np.array([frame], dtype=object), np.array([], dtype=object)
    noded = shapely.union_all([frame.boundary, *lines, *_ways_to_the_edge(lines, frame)])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    left, right = _faces_beside(lines, faces)
    as_sea, as_land, undivided = (
        np.bincount(face[face >= 0], minlength=len(faces))
        for face in (right, left, left[left == right])
    )
    is_sea = (as_sea > as_land) & (undivided == 0)
    return faces[~is_sea], faces[is_sea]


def _ways_to_the_edge(lines: Shapes, frame: shapely.Polygon) -> Iterator[shapely.LineString]:
    west, south, east, north = frame.bounds
    reach = REACH * min(east - west, north - south)
    for line in lines[~shapely.is_closed(lines)]:
        for end in (0, -1):
            way = shapely.shortest_line(shapely.get_point(line, end), frame.boundary)
            if 0 < way.length <= reach:
                yield way


def _faces_beside(lines: Shapes, faces: Shapes) -> tuple[Ints, Ints]:
    """For each step of each line the numbers of the faces to its left and right; -1 for none."""
    points, line = shapely.get_coordinates(lines, return_index=True)
    is_step = line[1:] == line[:-1]
    start, end = points[:-1][is_step], points[1:][is_step]
    along = end - start
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-12)
    aside = np.column_stack((-along[:, 1], along[:, 0])) / length[:, None] * ASIDE_DEG
    middle = (start + end) / 2
    return _faces_at(middle + aside, faces), _faces_at(middle - aside, faces)


def _faces_at(points: Floats, faces: Shapes) -> Ints:
    found = np.full(len(points), -1, dtype=np.int64)
    point, face = shapely.STRtree(faces).query(shapely.points(points), predicate="within")
    found[point] = face
    return found
