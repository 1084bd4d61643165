"""Points on the earth that a day can start from or end at."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

EARTH_RADIUS_M = 6_371_008.8


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A WGS-84 point: latitude, then longitude, in degrees."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        """Refuse what is not on the globe (NaN included)."""
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise InvalidEdit(
                field=_("Coordinates"),
                problem=_("{lat}, {lon} is not a point on the earth.").format(
                    lat=self.lat, lon=self.lon
                ),
            )

    def distance_m(self, other: Coordinates) -> float:
        """Great-circle metres to `other` on a sphere of mean radius (haversine; within 0.5 %)."""
        lat, other_lat = math.radians(self.lat), math.radians(other.lat)
        half_lon = math.radians(other.lon - self.lon) / 2
        square = (
            math.sin((other_lat - lat) / 2) ** 2
            + math.cos(lat) * math.cos(other_lat) * math.sin(half_lon) ** 2
        )
        return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(square)))


@dataclass(frozen=True, slots=True)
class Place:
    """A named point: a hotel, a station, a site's door."""

    name: str
    at: Coordinates
    site: str | None = None
    """Id of the catalogue's site when the place is one."""
