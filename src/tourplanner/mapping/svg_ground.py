"""The base map of a drawn map: the pack's tiles painted by the common rules."""

from __future__ import annotations

import itertools
import logging
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.polygon import orient

from tourplanner.domain.box import Box
from tourplanner.domain.place import Coordinates
from tourplanner.mapping.ground_style import (
    PLACE_SIZES_PX,
    ROAD_NAMES_FROM,
    RULES,
    SIGHT_PX,
    SIGHTS_FROM,
    GroundColours,
    GroundRule,
    GroundShape,
    Labels,
    is_painted,
    kinds_of,
    label_text,
)
from tourplanner.mapping.paper_frame import MM_PER_PX, PaperFrame, mercator
from tourplanner.mapping.svg_text import Box as Patch
from tourplanner.mapping.svg_text import Room, width_mm, written
from tourplanner.mapping.tiles import PackSource, plain_tile
from tourplanner.mapping.vector_tile import TileFeature, single_areas, single_lines, tile_features

UNITS = 20
"""Drawing units in a millimetre: paths are whole numbers of them."""
DETAIL_MM = 0.06
MOST_TILES = 100
BLEED_MM = 1.0
ROAD_GROUPS = {"major_road": "major", "highway": "motorway", "minor_road": "minor", "path": "path"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Street:
    """A feature on paper; its geometry is in millimetres."""

    feature: TileFeature
    geometry: shapely.Geometry


def streets(pack: PackSource, frame: PaperFrame) -> tuple[Street, ...]:
    """Everything of the pack that shows in the frame, clipped to it; nothing when that is too much
    for one sheet (the pack has no level coarse enough)."""
    level = max(pack.min_zoom, min(pack.max_zoom, round(frame.zoom) - 1))
    tiles = _tiles(frame, level, pack.box)
    if len(tiles) > MOST_TILES:
        logger.warning("1:%s needs %s tiles, the streets are left out", frame.scale, len(tiles))
        return ()
    found: list[Street] = []
    for x, y in tiles:
        plain = plain_tile(pack, level, x, y)
        if plain:
            found += _on_paper(tile_features(plain), frame, level, x, y)
    return tuple(found)


def _tiles(frame: PaperFrame, level: int, box: Box) -> tuple[tuple[int, int], ...]:
    """Columns and rows of the tiles that show in the frame and lie in the box."""
    side = 1 << level
    west, north, east, south = frame.corners
    left, top = mercator(Coordinates(box.north, box.west))
    right, bottom = mercator(Coordinates(box.south, box.east))
    columns = _span(max(west, left), min(east, right), side)
    rows = _span(max(north, top), min(south, bottom), side)
    if len(columns) * len(rows) > MOST_TILES:
        return ((0, 0),) * (MOST_TILES + 1)
    return tuple((x, y) for x in columns for y in rows)


def _span(start: float, end: float, side: int) -> range:
    if start > end:
        return range(0)
    return range(max(0, math.floor(start * side)), min(side, math.floor(end * side) + 1))


def _on_paper(
    features: Sequence[TileFeature], frame: PaperFrame, level: int, x: int, y: int
) -> Iterator[Street]:
    side = 1 << level
    left, top = frame.place(x / side, y / side)
    right, bottom = frame.place((x + 1) / side, (y + 1) / side)
    spread = (right - left, bottom - top)
    for feature in features:
        moved = shapely.transform(feature.geometry, lambda p: p * spread + (left, top))
        try:
            clipped = shapely.clip_by_rect(
                moved,
                -BLEED_MM,
                -BLEED_MM,
                frame.width_mm + BLEED_MM,
                frame.height_mm + BLEED_MM,
            )
        except shapely.errors.GEOSException:
            continue
        if not clipped.is_empty:
            yield Street(feature, clipped)


def ground_svg(found: Sequence[Street], frame: PaperFrame, colours: GroundColours) -> str:
    """The streets as one group, a path a rule."""
    paths = [_rule_path(rule, found, frame, colours) for rule in RULES]
    group = f'<g transform="scale({1 / UNITS})" stroke-linejoin="round">'
    return f"{group}{''.join(paths)}</g>"


def _rule_path(
    rule: GroundRule, found: Sequence[Street], frame: PaperFrame, colours: GroundColours
) -> str:
    if not rule.from_zoom <= frame.zoom < rule.below_zoom:
        return ""
    drawn: list[str] = []
    for street in found:
        feature = street.feature
        if feature.layer != rule.layer or feature.shape is not rule.shape:
            continue
        if not is_painted(rule, feature.properties):
            continue
        thin = street.geometry.simplify(DETAIL_MM, preserve_topology=False)
        drawn += _areas(thin) if rule.shape is GroundShape.AREA else map(_line, single_lines(thin))
    if not drawn:
        return ""
    roles = colours.roles()
    colour = roles[rule.colour]
    if rule.shape is GroundShape.AREA:
        edge = f' stroke="{roles[rule.edge]}" stroke-width="2"' if rule.edge else ""
        return f'<path fill="{colour}"{edge} d="{"".join(drawn)}"/>'
    width = rule.width_px(frame.zoom) * MM_PER_PX * UNITS
    unit = MM_PER_PX * UNITS
    dashes = " ".join(f"{part * unit:.1f}" for part in rule.dash)
    dash = f' stroke-dasharray="{dashes}"' if rule.dash else ' stroke-linecap="round"'
    return (
        f'<path fill="none" stroke="{colour}" stroke-width="{width:.1f}"{dash} '
        f'd="{"".join(drawn)}"/>'
    )


def _areas(geometry: shapely.Geometry) -> Iterator[str]:
    """Outer rings one way round, holes the other: overlapping areas do not cut each other."""
    for area in single_areas(geometry):
        turned = orient(area)
        for ring in (turned.exterior, *turned.interiors):
            if path := _line(ring):
                yield f"{path}z"


def _line(line: shapely.Geometry) -> str:
    points = [(round(x * UNITS), round(y * UNITS)) for x, y in shapely.get_coordinates(line)]
    if len(points) < 2:
        return ""
    (last_x, last_y), *others = points
    steps = []
    for x, y in others:
        if (x, y) != (last_x, last_y):
            steps.append(f"{x - last_x} {y - last_y}")
            last_x, last_y = x, y
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}" if steps else ""


def ground_names(
    found: Sequence[Street], frame: PaperFrame, colours: GroundColours, labels: Labels, room: Room
) -> str:
    """Names of places and roads where there is room; each road is named once."""
    drawn = [*_place_names(found, frame, colours, labels, room)]
    drawn += _line_names(found, frame, colours, labels, room)
    drawn += _sights(found, frame, colours, labels, room)
    return "".join(drawn)


def _place_names(
    found: Sequence[Street], frame: PaperFrame, colours: GroundColours, labels: Labels, room: Room
) -> Iterator[str]:
    wanted: list[tuple[float, str, float, float]] = []
    for street in found:
        feature = street.feature
        if feature.layer != "places" or street.geometry.geom_type != "Point":
            continue
        kinds = kinds_of(feature.properties)
        look = next(
            (PLACE_SIZES_PX[kind] for kind in reversed(kinds) if kind in PLACE_SIZES_PX), None
        )
        text = label_text(feature.properties, labels)
        if look is not None and text and frame.zoom >= look[0]:
            wanted.append((look[1], text, street.geometry.x, street.geometry.y))
    for size_px, text, x, y in sorted(set(wanted), key=lambda one: (-one[0], one[1])):
        size = size_px * MM_PER_PX * 0.9
        half = width_mm(text, size) / 2
        if room.take(Patch(x - half, y - size * 0.7, x + half, y + size * 0.5)):
            weight = 700 if size_px >= 12 else 400
            yield written(
                x, y + size * 0.35, text, size, colours.place_name,
                halo=colours.halo, weight=weight, anchor="middle",
            )  # fmt: skip


def _line_names(
    found: Sequence[Street], frame: PaperFrame, colours: GroundColours, labels: Labels, room: Room
) -> Iterator[str]:
    best: dict[tuple[str, str], tuple[float, tuple[float, float], tuple[float, float]]] = {}
    for street in found:
        layer, kinds = street.feature.layer, kinds_of(street.feature.properties)
        if (
            layer not in ("roads", "water")
            or street.feature.shape is not GroundShape.LINE
            or not kinds
        ):
            continue
        group = ROAD_GROUPS.get(kinds[0], "path") if layer == "roads" else kinds[0]
        from_zoom = ROAD_NAMES_FROM.get(group, 12 if group in ("river", "canal") else 99)
        text = label_text(street.feature.properties, labels)
        if not text or frame.zoom < from_zoom:
            continue
        for line in single_lines(street.geometry.simplify(0.3, preserve_topology=False)):
            points = [(float(x), float(y)) for x, y in shapely.get_coordinates(line)]
            for start, end in itertools.pairwise(points):
                length = math.dist(start, end)
                if length > best.get((layer, text), (0.0,))[0]:
                    best[layer, text] = (length, start, end)
    for (layer, text), (length, start, end) in sorted(best.items(), key=lambda one: -one[1][0]):
        size = 2.5 if layer == "roads" else 2.7
        if length < width_mm(text, size) * 1.05:
            continue
        (x1, y1), (x2, y2) = sorted((start, end))
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        turn = math.degrees(math.atan2(y2 - y1, x2 - x1))
        half = width_mm(text, size) / 2
        across = abs(math.cos(math.radians(turn))) * half + size / 2
        down = abs(math.sin(math.radians(turn))) * half + size / 2
        if room.take(Patch(x - across, y - down, x + across, y + down)):
            below = size * 0.35
            yield written(
                x - math.sin(math.radians(turn)) * below,
                y + math.cos(math.radians(turn)) * below,
                text, size, colours.road_name if layer == "roads" else colours.water_name,
                halo=colours.halo, anchor="middle", turn_deg=turn, is_slanted=layer == "water",
            )  # fmt: skip


def _sights(
    found: Sequence[Street], frame: PaperFrame, colours: GroundColours, labels: Labels, room: Room
) -> Iterator[str]:
    """Single things of the town, each a dot with its name."""
    size = SIGHT_PX * MM_PER_PX * 0.9
    named: set[str] = set()
    for street in found:
        feature = street.feature
        if feature.layer != "pois" or street.geometry.geom_type != "Point":
            continue
        from_zoom = SIGHTS_FROM.get(str(feature.properties.get("kind")), 99)
        text = label_text(feature.properties, labels)
        x, y = street.geometry.x, street.geometry.y
        if not text or text in named or frame.zoom < from_zoom:
            continue
        if room.take(Patch(x - 1, y - size, x + 1.4 + width_mm(text, size), y + size)):
            named.add(text)
            yield f'<circle cx="{x:.2f}" cy="{y:.2f}" r="0.5" fill="{colours.road_name}"/>'
            yield written(
                x + 1.2, y + size * 0.35, text, size, colours.road_name, halo=colours.halo
            )


def credit_svg(text: str, x: float, y: float, colour: str, room_mm: float) -> str:
    """A credit that fits on its line, ending at x."""
    size = 2.1
    while size > 1.3 and width_mm(text, size) > room_mm:
        size -= 0.1
    return written(x, y, text, size, colour, anchor="end", longest=200)
