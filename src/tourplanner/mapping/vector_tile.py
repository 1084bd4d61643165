"""The features of a vector tile, read with suspicion."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import mapbox_vector_tile
import shapely
from google.protobuf.message import DecodeError
from shapely.geometry import shape

from tourplanner.mapping.ground_style import GroundShape

MOST_FEATURES = 40_000
SHAPES = {
    "Polygon": GroundShape.AREA,
    "MultiPolygon": GroundShape.AREA,
    "LineString": GroundShape.LINE,
    "MultiLineString": GroundShape.LINE,
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TileFeature:
    """One feature; its geometry counts tile widths from the tile's upper left corner."""

    layer: str
    properties: dict[str, object]
    geometry: shapely.Geometry

    @property
    def shape(self) -> GroundShape | None:
        """Line or area; None for points."""
        return SHAPES.get(self.geometry.geom_type)


def tile_features(plain: bytes) -> tuple[TileFeature, ...]:
    """What an unpacked tile holds; nothing of a tile that is broken."""
    try:
        layers = mapbox_vector_tile.decode(plain, default_options={"y_coord_down": True})
    except (DecodeError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        logger.warning("a tile of the area pack cannot be read: %s", type(error).__name__)
        return ()
    found: list[TileFeature] = []
    for name, layer in layers.items():
        extent = layer.get("extent") or 4096
        for feature in layer["features"]:
            geometry = _geometry(feature["geometry"], extent)
            if geometry is not None:
                found.append(TileFeature(str(name), feature["properties"], geometry))
            if len(found) >= MOST_FEATURES:
                return tuple(found)
    return tuple(found)


def _geometry(told: dict[str, object], extent: int) -> shapely.Geometry | None:
    try:
        geometry = shape(told)
    except (ValueError, TypeError, IndexError, shapely.errors.GEOSException):
        return None
    return None if geometry.is_empty else shapely.transform(geometry, lambda p: p / extent)


def single_lines(geometry: shapely.Geometry) -> Iterator[shapely.Geometry]:
    """The line strings in a geometry."""
    for part in shapely.get_parts(geometry):
        if part.geom_type == "LineString":
            yield part
        elif part.geom_type == "MultiLineString":
            yield from shapely.get_parts(part)


def single_areas(geometry: shapely.Geometry) -> Iterator[shapely.Geometry]:
    """The polygons in a geometry."""
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            yield part
        elif part.geom_type in ("MultiPolygon", "GeometryCollection"):
            yield from single_areas(part)
