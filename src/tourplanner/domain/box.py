"""A part of the earth between two parallels and two meridians."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from tourplanner.domain.place import Coordinates
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

MAP_LIMIT_DEG = 85.0
"""Web maps end short of the poles."""
METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True, slots=True)
class Box:
    """South, west, north, east in degrees (WGS 84); it never crosses the date line."""

    south: float
    west: float
    north: float
    east: float

    def __post_init__(self) -> None:
        """Refuse what is empty, turned round or not on a map (NaN included)."""
        is_on_map = (
            -MAP_LIMIT_DEG <= self.south < self.north <= MAP_LIMIT_DEG
            and -180 <= self.west < self.east <= 180
        )
        if not is_on_map:
            raise InvalidEdit(
                field=_("Box"),
                problem=_(
                    "{south}, {west}, {north}, {east} is not an area of the map; "
                    "give south, west, north, east in degrees."
                ).format(south=self.south, west=self.west, north=self.north, east=self.east),
            )

    @classmethod
    def of_text(cls, text: str) -> Box:
        """The box written as south, west, north, east; raises InvalidEdit for anything else."""
        try:
            south, west, north, east = (float(part) for part in text.split(","))
        except ValueError as error:
            problem = _("“{text}” is not of the form S,W,N,E in degrees.").format(text=text)
            raise InvalidEdit(field=_("Box"), problem=problem) from error
        return cls(south, west, north, east)

    @classmethod
    def around(cls, points: Iterable[Coordinates], margin_m: float) -> Box:
        """The smallest box that holds `points` (at least one) and `margin_m` around them."""
        lats, lons = zip(*((point.lat, point.lon) for point in points), strict=True)
        margin_lat = margin_m / METRES_PER_DEGREE
        widest = min(MAP_LIMIT_DEG, max(abs(min(lats)), abs(max(lats))) + margin_lat)
        margin_lon = margin_lat / math.cos(math.radians(widest))
        return cls(
            south=max(-MAP_LIMIT_DEG, min(lats) - margin_lat),
            west=max(-180.0, min(lons) - margin_lon),
            north=min(MAP_LIMIT_DEG, max(lats) + margin_lat),
            east=min(180.0, max(lons) + margin_lon),
        )

    def contains(self, point: Coordinates) -> bool:
        """Whether `point` lies in the box or on its edge."""
        is_between = self.south <= point.lat <= self.north
        return is_between and self.west <= point.lon <= self.east

    def overlap(self, other: Box) -> Box | None:
        """What both boxes cover; None when they do not meet."""
        south, north = max(self.south, other.south), min(self.north, other.north)
        west, east = max(self.west, other.west), min(self.east, other.east)
        return Box(south, west, north, east) if south < north and west < east else None

    @property
    def centre(self) -> Coordinates:
        """The point in the middle."""
        return Coordinates((self.south + self.north) / 2, (self.west + self.east) / 2)
