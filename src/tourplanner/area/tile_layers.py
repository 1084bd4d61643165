"""The layers of the base map: shapes on the square of the web map, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import shapely

from tourplanner.area.coast import land_and_sea
from tourplanner.area.extract import Floats, Ints, OsmExtract, Shapes, Tags, Ways
from tourplanner.area.tile_rules import (
    Look,
    Properties,
    area_look,
    border_level,
    border_look,
    line_look,
    road_look,
    settlement_look,
    spot_look,
)
from tourplanner.domain.box import Box

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Layer:
    """Things of one layer and one sort of shape, in the order of drawing."""

    name: str
    shapes: Shapes
    """Mercator, x to the east and y to the south, the whole world from 0 to 1."""
    properties: tuple[Properties, ...]
    from_zoom: Ints
    """The coarsest level that shows each."""


def to_square(lon_lat: Floats) -> Floats:
    """Web Mercator on the unit square of points given as longitude, latitude columns."""
    sine = np.sin(np.radians(lon_lat[:, 1]))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    return np.column_stack((lon_lat[:, 0] / 360 + 0.5, y))


def box_on_square(box: Box) -> Bounds:
    """Left, top, right and bottom of `box` on the unit square."""
    corners = to_square(np.array([[box.west, box.north], [box.east, box.south]]))
    (left, top), (right, bottom) = corners.tolist()
    return left, top, right, bottom


def base_layers(extract: OsmExtract) -> Iterator[Layer]:
    """Every layer of the base map that has something in it, cut to the extract's box."""
    frame = box_on_square(extract.box)
    cut = (_cut(layer, frame) for layer in _layers(extract))
    return (layer for layer in cut if len(layer.shapes))


def _layers(extract: OsmExtract) -> Iterator[Layer]:
    ways = extract.lines
    coast = [i for i, tags in enumerate(ways.tags) if tags.get("natural") == "coastline"]
    land, sea = land_and_sea(_lines(ways, coast), extract.box)
    yield _plain("earth", land, Look("earth", "earth", 0))
    yield from _area_layers(extract, sea)
    yield _line_layer(extract, "water")
    yield _line_layer(extract, "roads")
    yield _borders(extract)
    yield from _point_layers(extract)


def _plain(name: str, shapes: Shapes, look: Look) -> Layer:
    said = tuple(look.properties({}) for _shape in shapes)
    return _layer(name, shapes, said, [look.from_zoom] * len(shapes))


def _area_layers(extract: OsmExtract, sea: Shapes) -> Iterator[Layer]:
    """Land use, water and buildings; larger areas come first, so that smaller ones lie on them."""
    areas = extract.areas
    looks = [area_look(tags) for tags in areas.tags]
    size = shapely.area(areas.shapes)
    for name in ("landuse", "water", "buildings"):
        chosen = np.array(
            [i for i, look in enumerate(looks) if look is not None and look.layer == name],
            dtype=np.int64,
        )
        chosen = chosen[np.argsort(-size[chosen], kind="stable")]
        shapes = areas.shapes[chosen]
        is_broken = ~shapely.is_valid(shapes)
        shapes[is_broken] = shapely.make_valid(shapes[is_broken])
        shown = [(look, areas.tags[i]) for i in chosen if (look := looks[i]) is not None]
        said = [look.properties(tags, is_named=name != "buildings") for look, tags in shown]
        zooms = [look.from_zoom for look, _tags in shown]
        if name == "water":
            ocean = Look("water", "ocean", 0)
            shapes = np.concatenate((sea, shapes))
            said = [*(ocean.properties({}) for _face in sea), *said]
            zooms = [*(0 for _face in sea), *zooms]
        yield _layer(name, shapes, said, zooms)


def _line_layer(extract: OsmExtract, name: str) -> Layer:
    """Roads and rails, or streams; pieces of which the same is said are joined."""
    groups: dict[tuple[object, ...], tuple[Properties, int, list[shapely.Geometry]]] = {}
    for ways, look_of in ((extract.highways, road_look), (extract.lines, line_look)):
        looks = {i: look for i, tags in enumerate(ways.tags) if (look := look_of(tags))}
        chosen = [i for i, look in looks.items() if look.layer == name]
        for i, line in zip(chosen, _lines(ways, chosen), strict=True):
            said = looks[i].properties(ways.tags[i]) | _passage(ways.tags[i])
            zoom = looks[i].from_zoom
            groups.setdefault((*said.items(), zoom), (said, zoom, []))[2].append(line)
    order = sorted(groups.values(), key=lambda group: -group[1])
    joined = shapely.line_merge([shapely.multilinestrings(lines) for _said, _zoom, lines in order])
    parts, group = shapely.get_parts(np.asarray(joined, dtype=object), return_index=True)
    return _layer(name, parts, [order[i][0] for i in group], [order[i][1] for i in group])


def _passage(tags: Tags) -> Properties:
    """What a line passes over or under, and the number that a road bears."""
    found: Properties = {}
    if tags.get("tunnel", "no") not in {"no", "building_passage"}:
        found["is_tunnel"] = True
    if tags.get("bridge", "no") != "no":
        found["is_bridge"] = True
    if ref := tags.get("ref", "").strip()[:20]:
        found["ref"] = ref
    return found


def _borders(extract: OsmExtract) -> Layer:
    """Borders as lines, each drawn once, for the highest administration that it divides."""
    by_level: dict[int, list[shapely.Geometry]] = {}
    ways, areas = extract.lines, extract.areas
    levels = {i: level for i, tags in enumerate(ways.tags) if (level := border_level(tags))}
    for level, line in zip(levels.values(), _lines(ways, list(levels)), strict=True):
        by_level.setdefault(level, []).append(line)
    for shape, tags in zip(areas.shapes, areas.tags, strict=True):
        if level := border_level(tags):
            by_level.setdefault(level, []).append(shapely.boundary(shape))
    drawn = shapely.MultiLineString()
    found: list[shapely.Geometry] = []
    looks: list[Look] = []
    for level in sorted(by_level):
        lines = shapely.difference(shapely.union_all(by_level[level]), drawn)
        drawn = shapely.union(drawn, lines)
        parts = shapely.get_parts(shapely.line_merge(lines))
        found.extend(parts)
        looks.extend([border_look(level)] * len(parts))
    said = [look.properties({}) for look in looks]
    shapes = np.array(found, dtype=object)
    return _layer("boundaries", shapes, said, [look.from_zoom for look in looks])


def _point_layers(extract: OsmExtract) -> Iterator[Layer]:
    """Names of settlements, then points of interest; areas among those stand as one point."""
    nodes, areas = extract.nodes, extract.areas
    points = shapely.points(nodes.lon, nodes.lat)
    yield _points(
        "places",
        [
            (point, look, tags)
            for point, tags in zip(points, nodes.tags, strict=True)
            if "name" in tags and (look := settlement_look(tags))
        ],
    )
    things = chain(zip(points, nodes.tags, strict=True), zip(areas.shapes, areas.tags, strict=True))
    yield _points(
        "pois",
        [
            (shapely.point_on_surface(shape), look, tags)
            for shape, tags in things
            if (look := spot_look(tags))
        ],
    )


def _points(name: str, found: Sequence[tuple[shapely.Geometry, Look, Tags]]) -> Layer:
    ordered = sorted(found, key=lambda entry: (entry[1].from_zoom, -_inhabitants(entry[2])))
    said = []
    for _point, look, tags in ordered:
        properties = look.properties(tags) | {"min_zoom": look.from_zoom}
        if inhabitants := _inhabitants(tags):
            properties["population"] = inhabitants
        said.append(properties)
    shapes = np.array([point for point, _look, _tags in ordered], dtype=object)
    return _layer(name, shapes, said, [look.from_zoom for _point, look, _tags in ordered])


def _inhabitants(tags: Tags) -> int:
    text = tags.get("population", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _lines(ways: Ways, chosen: Sequence[int]) -> Shapes:
    """The lines of the ways with these numbers, in longitude and latitude."""
    numbers = np.array(chosen, dtype=np.int64)
    lengths = np.diff(ways.first)[numbers]
    before = np.cumsum(lengths) - lengths
    at = np.repeat(ways.first[numbers] - before, lengths) + np.arange(lengths.sum())
    points = np.column_stack((ways.lon[at], ways.lat[at]))
    lines = shapely.linestrings(points, indices=np.repeat(np.arange(len(numbers)), lengths))
    return np.asarray(lines, dtype=object)


def _layer(name: str, shapes: Shapes, said: Sequence[Properties], zooms: Sequence[int]) -> Layer:
    squared = shapely.transform(np.asarray(shapes, dtype=object), to_square)
    return Layer(name, squared, tuple(said), np.array(zooms, dtype=np.int64))


def _cut(layer: Layer, frame: Bounds) -> Layer:
    """The layer inside `frame`; an area that only touches it is left out, not kept as a line."""
    shapes = layer.shapes.copy()
    left, top, right, bottom = np.moveaxis(shapely.bounds(shapes).reshape(-1, 4), -1, 0)
    is_inside = (left >= frame[0]) & (right <= frame[2]) & (top >= frame[1]) & (bottom <= frame[3])
    shapes[~is_inside] = shapely.clip_by_rect(shapes[~is_inside], *frame)
    is_whole = shapely.get_dimensions(shapes) == shapely.get_dimensions(layer.shapes)
    kept = np.flatnonzero(~shapely.is_empty(shapes) & is_whole)
    said = tuple(layer.properties[i] for i in kept)
    return Layer(layer.name, shapes[kept], said, layer.from_zoom[kept])
