"""From points on the earth to millimetres on paper, at a true scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tourplanner.domain.place import Coordinates

EQUATOR_M, POLE_M = 6_378_137.0, 6_356_752.314245
MM_PER_PX = 25.4 / 96
STEPS = (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 10)
BAR_STEPS = (1, 2, 5)
FINEST, COARSEST = 1_000, 100_000_000
MOST_LATITUDE = 85.0


def mercator(at: Coordinates) -> tuple[float, float]:
    """Position on the square world of web tiles, 0 to 1 eastwards and southwards."""
    lat = math.radians(max(-MOST_LATITUDE, min(MOST_LATITUDE, at.lat)))
    return (at.lon + 180) / 360, 0.5 - math.asinh(math.tan(lat)) / (2 * math.pi)


def from_mercator(x: float, y: float) -> Coordinates:
    """The point at a position on the square world."""
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))
    return Coordinates(lat, (x - math.floor(x)) * 360 - 180)


@dataclass(frozen=True, slots=True)
class PaperFrame:
    """A rectangle of paper that shows the earth around `centre` at 1:`scale`.

    The projection is that of web tiles, stretched so that the scale is exact at the centre on the
    ellipsoid; 40 km away it is off by less than 1 % below 55 degrees of latitude.
    """

    centre: Coordinates
    scale: int
    width_mm: float
    height_mm: float

    @property
    def factors(self) -> tuple[float, float]:
        """Millimetres on paper for one whole world, eastwards and southwards."""
        lat = math.radians(max(-MOST_LATITUDE, min(MOST_LATITUDE, self.centre.lat)))
        flat = 1 - (POLE_M / EQUATOR_M) ** 2
        bend = 1 - flat * math.sin(lat) ** 2
        east_m = EQUATOR_M / math.sqrt(bend) * math.cos(lat)
        south_m = EQUATOR_M * (1 - flat) / bend**1.5 * math.cos(lat)
        world = 2 * math.pi * 1000 / self.scale
        return east_m * world, south_m * world

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Millimetres from the upper left corner for a position on the square world."""
        to_x, to_y = self.factors
        middle_x, middle_y = mercator(self.centre)
        return self.width_mm / 2 + (x - middle_x) * to_x, self.height_mm / 2 + (y - middle_y) * to_y

    def mm(self, at: Coordinates) -> tuple[float, float]:
        """Millimetres from the upper left corner for a point on the earth."""
        return self.place(*mercator(at))

    def holds(self, x: float, y: float, margin_mm: float = 0.0) -> bool:
        """Whether millimetres lie inside the frame, `margin_mm` away from its edge."""
        return (
            margin_mm <= x <= self.width_mm - margin_mm
            and margin_mm <= y <= self.height_mm - margin_mm
        )

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """West, north, east, south on the square world."""
        to_x, to_y = self.factors
        x, y = mercator(self.centre)
        half_x, half_y = self.width_mm / 2 / to_x, self.height_mm / 2 / to_y
        return x - half_x, y - half_y, x + half_x, y + half_y

    @property
    def zoom(self) -> float:
        """The zoom of web maps that shows things about as large, at 96 pixels an inch."""
        return math.log2(self.factors[0] / MM_PER_PX / 256)


def fitting_frame(
    points: Sequence[Coordinates], width_mm: float, height_mm: float, margin_mm: float
) -> PaperFrame:
    """The frame with the largest round scale that shows all `points`, at least one."""
    places = [mercator(at) for at in points]
    west, east = min(x for x, _y in places), max(x for x, _y in places)
    north, south = min(y for _x, y in places), max(y for _x, y in places)
    centre = from_mercator((west + east) / 2, (north + south) / 2)
    one = PaperFrame(centre, 1, width_mm, height_mm)
    to_x, to_y = one.factors
    room_x, room_y = max(1.0, width_mm - 2 * margin_mm), max(1.0, height_mm - 2 * margin_mm)
    needed = max((east - west) * to_x / room_x, (south - north) * to_y / room_y)
    return PaperFrame(centre, round_scale(needed), width_mm, height_mm)


def round_scale(needed: float, finest: int = FINEST) -> int:
    """The next coarser scale that people use: 1:10 000, 1:12 500, 1:15 000, 1:20 000…"""
    wanted = min(max(needed, finest), COARSEST)
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(round(step * power) for step in STEPS if step * power >= wanted * (1 - 1e-9))


def scale_bar(scale: int, longest_mm: float) -> tuple[int, float]:
    """The longest round distance, in metres, that fits, and its length on paper."""
    metres = longest_mm * scale / 1000
    power = 10 ** math.floor(math.log10(metres)) if metres >= 1 else 1
    chosen = max(step * power for step in BAR_STEPS if step * power <= max(metres, 1))
    return int(chosen), chosen * 1000 / scale
