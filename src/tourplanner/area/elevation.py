"""How high the ground is at any point, of tiles of samples."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourplanner.domain.place import EARTH_RADIUS_M

Floats = NDArray[np.float64]
Corner = tuple[int, int]
"""South and west of a square of a degree."""

VOID = -32768
"""Stands where the radar saw nothing."""
LOWEST_M, HIGHEST_M = -500, 9000
"""What lies outside is no ground of this Earth, and counts as a void."""
SMOOTHED_WITHIN_M = 90.0
SPREAD_M = 60.0
"""Standard deviation of the weights: noise of the radar is not a hill."""
METRES_PER_DEGREE = math.radians(1) * EARTH_RADIUS_M


def _kernel() -> tuple[tuple[float, float, float], ...]:
    """Metres to the north and to the east of a point, with the weight of what lies there."""
    steps = (
        -SMOOTHED_WITHIN_M,
        -SMOOTHED_WITHIN_M / 2,
        0.0,
        SMOOTHED_WITHIN_M / 2,
        SMOOTHED_WITHIN_M,
    )
    offsets = [(north, east) for north in steps for east in steps]
    return tuple(
        (north, east, math.exp(-(north**2 + east**2) / (2 * SPREAD_M**2)))
        for north, east in offsets
        if math.hypot(north, east) <= SMOOTHED_WITHIN_M
    )


KERNEL = _kernel()


@dataclass(frozen=True, slots=True)
class Elevation:
    """Square tiles of heights in metres, rows from north to south, by their corner.

    The outer samples of neighbours lie on the line between them.
    """

    tiles: Mapping[Corner, NDArray[np.int16]]

    def at(self, lat: Floats, lon: Floats) -> Floats:
        """Metres between the four samples around each point; NaN where one of them is missing."""
        heights = np.full(len(lat), np.nan)
        row, column = np.floor(lat).astype(np.int64), np.floor(lon).astype(np.int64)
        for (south, west), samples in self.tiles.items():
            here = np.flatnonzero((row == south) & (column == west))
            if len(here):
                heights[here] = _between(samples, lat[here] - south, lon[here] - west)
        return heights

    def smoothed(self, lat: Floats, lon: Floats) -> Floats:
        """Metres as a weighted mean around each point; NaN where the point itself has no height."""
        east_m = METRES_PER_DEGREE * np.cos(np.radians(lat))
        total, weights = np.zeros(len(lat)), np.zeros(len(lat))
        for north, east, weight in KERNEL:
            height = self.at(lat + north / METRES_PER_DEGREE, lon + east / east_m)
            is_known = ~np.isnan(height)
            total[is_known] += weight * height[is_known]
            weights += weight * is_known
        mean: Floats = np.divide(total, weights, out=np.full(len(lat), np.nan), where=weights > 0)
        mean[np.isnan(self.at(lat, lon))] = np.nan
        return mean


def _between(samples: NDArray[np.int16], north: Floats, east: Floats) -> Floats:
    """Bilinear, at shares of the tile's side."""
    last = len(samples) - 1
    down, right = (1.0 - north) * last, east * last
    row = np.clip(np.floor(down).astype(np.int64), 0, last - 1)
    column = np.clip(np.floor(right).astype(np.int64), 0, last - 1)
    corners = [samples[row + i, column + j].astype(np.float64) for i in (0, 1) for j in (0, 1)]
    part_down, part_right = down - row, right - column
    above = corners[0] * (1 - part_right) + corners[1] * part_right
    below = corners[2] * (1 - part_right) + corners[3] * part_right
    heights: Floats = above * (1 - part_down) + below * part_down
    is_void = np.any([(c < LOWEST_M) | (c > HIGHEST_M) for c in corners], axis=0)
    heights[is_void] = np.nan
    return heights
