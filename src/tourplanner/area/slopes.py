"""How a slope changes the time that a stretch of road takes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tourplanner.area.road_rules import PUSH_KM_H, RoadMode

Floats = NDArray[np.float64]

STEEPEST = 0.5
"""Rise over run; what a model of the ground says beyond is taken as this."""
TOBLER_DECAY, TOBLER_BEST = 3.5, 0.05
"""Speed on foot goes with exp(-3.5 |slope + 0.05|): W. Tobler, Three presentations on geographical
analysis and modeling, NCGIA Technical Report 93-1, 1993."""
CYCLED_FLAT_KM_H = 21.6
SLOWER_KM_H, FASTER_KM_H = 1.44, 0.86
"""For each per cent up or down, of 21.6 km/h on the flat: J. Parkin and J. Rotheram, Design speeds
and acceleration characteristics of bicycle traffic, Transport Policy 17 (2010) 335-341."""
CYCLED_DOWN = 0.05
"""Steeper than this nobody is taken to ride any faster downhill."""


def time_factor(slope: Floats, mode: RoadMode, flat_km_h: Floats) -> Floats:
    """What the time on the flat is multiplied by; 1 on the flat and for cars.

    `slope` is rise over run in the direction of travel. A bicycle is pushed where riding would be
    slower than that.
    """
    steep = np.clip(slope, -STEEPEST, STEEPEST)
    factor: Floats
    if mode is RoadMode.WALK:
        factor = np.exp(TOBLER_DECAY * (np.abs(steep + TOBLER_BEST) - TOBLER_BEST))
        return factor
    if mode is RoadMode.CYCLE:
        per_cent = 100 * np.maximum(steep, -CYCLED_DOWN)
        change = np.where(per_cent > 0, -SLOWER_KM_H, -FASTER_KM_H) * per_cent
        share = 1 + change / CYCLED_FLAT_KM_H
        slowest = np.minimum(1.0, PUSH_KM_H / flat_km_h)
        factor = 1 / np.maximum(share, slowest)
        return factor
    return np.ones(len(slope))
