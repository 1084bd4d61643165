"""Points as Chinese maps count them (GCJ-02, BD-09), from and to WGS 84."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tourplanner.domain.mainland import is_in_mainland_china, is_near_mainland_china
from tourplanner.domain.place import Coordinates
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

AXIS_M, ECCENTRICITY_SQUARED = 6_378_245.0, 0.00669342162296594323
"""Krasovsky's ellipsoid, on which the shift was defined."""
ROUNDS, CLOSE_DEG = 30, 1e-10
"""The inverse corrects a guess until it misses by less than a hundredth of a millimetre."""

Pair = tuple[float, float]
"""Latitude and longitude in degrees."""


class Datum(StrEnum):
    """How a pair of degrees is to be read."""

    WGS84 = "WGS 84"
    """GPS, OpenStreetMap, this program."""
    GCJ02 = "GCJ-02"
    """AMap, Tencent: shifted by some hundred metres within mainland China."""
    BD09 = "BD-09"
    """Baidu: GCJ-02, shifted once more."""


@dataclass(frozen=True, slots=True)
class DatumPoint:
    """A point in a datum of its own: latitude, then longitude, in degrees."""

    lat: float
    lon: float
    datum: Datum

    def __post_init__(self) -> None:
        """Refuse what is not on the globe (NaN included)."""
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            problem = _("{lat}, {lon} is not a point on the earth.")
            raise InvalidEdit(
                field=_("Coordinates"), problem=problem.format(lat=self.lat, lon=self.lon)
            )


def from_wgs84(at: Coordinates, datum: Datum) -> DatumPoint:
    """The point in another datum; GCJ-02 differs within mainland China alone."""
    pair = (at.lat, at.lon)
    if datum is not Datum.WGS84 and is_in_mainland_china(at.lat, at.lon):
        pair = _shifted(pair)
    if datum is Datum.BD09:
        pair = _turned(pair)
    return DatumPoint(*_on_the_globe(pair), datum)


def to_wgs84(point: DatumPoint) -> Coordinates:
    """The point in WGS 84, to within a millimetre; the exact inverse of `from_wgs84`.

    Along the edge of mainland China two points can share one image: then the inner one is meant.
    """
    pair = (point.lat, point.lon)
    if point.datum is Datum.BD09:
        pair = _undone(_turned, pair)
    if point.datum is not Datum.WGS84 and is_near_mainland_china(*pair):
        inner = _undone(_shifted, pair)
        if is_in_mainland_china(*inner):
            pair = inner
    return Coordinates(*_on_the_globe(pair))


def _shifted(pair: Pair) -> Pair:
    """WGS 84 to GCJ-02, as if everywhere were mainland China."""
    lat, lon = pair
    x, y = lon - 105.0, lat - 35.0
    root = math.sqrt(abs(x))
    waves = (20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
    north += (20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    north += (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0)) * 2 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
    east += (20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    east += (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2 / 3.0
    turn = math.radians(lat)
    flat = 1 - ECCENTRICITY_SQUARED * math.sin(turn) ** 2
    per_lat = AXIS_M * (1 - ECCENTRICITY_SQUARED) / (flat * math.sqrt(flat))
    per_lon = AXIS_M / math.sqrt(flat) * math.cos(turn)
    return lat + math.degrees(north / per_lat), lon + math.degrees(east / per_lon)


def _turned(pair: Pair) -> Pair:
    """GCJ-02 to BD-09."""
    lat, lon = pair
    scaled = math.pi * 3000.0 / 180.0
    away = math.hypot(lon, lat) + 0.00002 * math.sin(lat * scaled)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * scaled)
    return away * math.sin(angle) + 0.006, away * math.cos(angle) + 0.0065


def _undone(change: Callable[[Pair], Pair], pair: Pair) -> Pair:
    """The pair that `change` turns into `pair`: a guess, corrected by what it misses."""
    lat, lon = pair
    for _round in range(ROUNDS):
        got_lat, got_lon = change((lat, lon))
        miss_lat, miss_lon = pair[0] - got_lat, pair[1] - got_lon
        lat, lon = lat + miss_lat, lon + miss_lon
        if abs(miss_lat) < CLOSE_DEG and abs(miss_lon) < CLOSE_DEG:
            break
    return lat, lon


def _on_the_globe(pair: Pair) -> Pair:
    return max(-90.0, min(90.0, pair[0])), max(-180.0, min(180.0, pair[1]))
