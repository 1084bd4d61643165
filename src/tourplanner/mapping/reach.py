"""The area within reach, taken from GeoJSON with suspicion."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from tourplanner.domain.reach import Reach
from tourplanner.domain.travel import MODE_LABELS, TravelSource
from tourplanner.errors import TourPlannerError
from tourplanner.i18n import N_, _
from tourplanner.mapping.feature import Feature

MOST_POINTS = 50_000


class UnreadableArea(TourPlannerError):
    """What was given is no area on the earth."""

    text = N_("The area within reach cannot be drawn: {problem}.")


def reach_area(reach: Reach) -> Feature:
    """What is within reach, to be shaded, with its words for the legend."""
    words = _("Within {minutes} min {mode}")
    if reach.source is TravelSource.ESTIMATED:
        words = _("Within {minutes} min {mode} · estimate")
    areas = [[[[lon, lat] for lat, lon in ring] for ring in rings] for rings in reach.polygons]
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": areas},
        "properties": {
            "role": "reach",
            "text": words.format(minutes=reach.minutes, mode=_(MODE_LABELS[reach.mode])),
        },
    }


def reach_feature(area: Mapping[str, object], text: str) -> Feature:
    """A feature to shade, from a GeoJSON Polygon, MultiPolygon or a Feature of one.

    `text` stands in the legend, as it is. Raises UnreadableArea for anything else, for positions
    off the globe, and for more than 50,000 of them.
    """
    inner = area.get("geometry") if area.get("type") == "Feature" else area
    if not isinstance(inner, Mapping) or inner.get("type") not in ("Polygon", "MultiPolygon"):
        raise UnreadableArea(problem=_("it is no polygon"))
    told = inner.get("coordinates")
    areas = [told] if inner["type"] == "Polygon" else told
    rings = [[_ring(ring) for ring in _list(one)] for one in _list(areas)]
    count = sum(len(ring) for one in rings for ring in one)
    if not count or count > MOST_POINTS:
        raise UnreadableArea(problem=_("it has no points, or too many"))
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": rings},
        "properties": {"role": "reach", "text": text},
    }


def _list(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise UnreadableArea(problem=_("its positions are no lists"))
    return list(value)


def _ring(ring: object) -> list[list[float]]:
    points = [_position(_list(position)) for position in _list(ring)]
    if len(points) < 3:
        raise UnreadableArea(problem=_("a ring has fewer than three positions"))
    return points


def _position(pair: Iterable[object]) -> list[float]:
    numbers = [float(v) for v in pair if isinstance(v, int | float) and not isinstance(v, bool)]
    if len(numbers) < 2 or not all(map(math.isfinite, numbers[:2])):
        raise UnreadableArea(problem=_("a position is no pair of numbers"))
    lon, lat = numbers[:2]
    if abs(lon) > 180 or abs(lat) > 90:
        raise UnreadableArea(problem=_("a position is not on the earth"))
    return [lon, lat]
