"""How far each stretch of road goes up and down, by the heights of the ground along it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourplanner.area.elevation import Elevation
from tourplanner.area.extract import Tags, Ways
from tourplanner.area.road_graph import distances_m
from tourplanner.area.road_rules import RoadMode
from tourplanner.area.slopes import time_factor

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

STEP_M = 30.0
"""Heights are looked up so often along a stretch: as finely as the finest files know them."""


@dataclass(frozen=True, slots=True)
class StretchClimb:
    """Of each stretch, from its start to its end."""

    up_m: Floats
    """0 where nothing is known."""
    down_m: Floats
    is_known: Flags
    factor: Floats
    """What the time on the flat is multiplied by; 1 where nothing is known."""
    factor_back: Floats
    """The same from the end to the start."""


def climb_of(
    ways: Ways,
    at: Ints,
    way: Ints,
    metres: Floats,
    km_h: Floats,
    mode: RoadMode,
    elevation: Elevation,
) -> StretchClimb:
    """The climb of the stretches from node `at` of the ways to the next one.

    A stretch with a void in it is not known. Bridges and tunnels are straight between their ends,
    not the ground beneath or above; the speed on steps is that of a climb already.
    """
    steps = np.maximum(1, np.ceil(metres / STEP_M)).astype(np.int64)
    lat, lon = _points(ways.lat, at, steps), _points(ways.lon, at, steps)
    height = elevation.smoothed(lat, lon)
    first = np.concatenate([[0], np.cumsum(steps + 1)])
    _level_crossings(ways, at, way, metres, first, height)
    rise = np.diff(height)
    is_last = np.zeros(len(height), dtype=bool)
    is_last[first[1:] - 1] = True
    rise = rise[~is_last[:-1]]
    stretch = np.repeat(np.arange(len(at)), steps)
    is_known = ~_any_of(np.isnan(rise), stretch, len(at))
    rise = np.where(is_known[stretch], rise, 0.0)
    run = np.maximum((metres / steps)[stretch], 0.01)
    is_sloped = ~np.array([_is_steps(tags) for tags in ways.tags], dtype=bool)[way]
    slope = np.where(is_sloped[stretch], rise / run, 0.0)

    def summed(values: Floats) -> Floats:
        return np.bincount(stretch, values, len(at)).astype(np.float64)

    return StretchClimb(
        up_m=summed(np.maximum(rise, 0.0)),
        down_m=summed(np.maximum(-rise, 0.0)),
        is_known=is_known,
        factor=summed(time_factor(slope, mode, km_h[stretch])) / steps,
        factor_back=summed(time_factor(-slope, mode, km_h[stretch])) / steps,
    )


def _points(values: Floats, at: Ints, steps: Ints) -> Floats:
    """Coordinates along each stretch, its ends included, one stretch after the other."""
    counts = steps + 1
    stretch = np.repeat(np.arange(len(at)), counts)
    begin = np.cumsum(counts) - counts
    part = (np.arange(int(counts.sum())) - begin[stretch]) / steps[stretch]
    start, end = values[at][stretch], values[at + 1][stretch]
    points: Floats = start + part * (end - start)
    return points


def _level_crossings(
    ways: Ways, at: Ints, way: Ints, metres: Floats, first: Ints, height: Floats
) -> None:
    """Put the heights on bridges and in tunnels onto a straight line from end to end."""
    is_crossing = np.array([_is_crossing(tags) for tags in ways.tags], dtype=bool)
    for number in np.unique(way[is_crossing[way]]).tolist():
        nodes = slice(ways.first[number], ways.first[number + 1])
        lat, lon = ways.lat[nodes], ways.lon[nodes]
        along = np.cumsum([0.0, *distances_m(lat[:-1], lon[:-1], lat[1:], lon[1:]).tolist()])
        mine = np.flatnonzero(way == number)
        low, high = height[first[mine[0]]], height[first[mine[-1] + 1] - 1]
        for stretch in mine.tolist():
            begin = along[at[stretch] - ways.first[number]]
            part = slice(first[stretch], first[stretch + 1])
            run = np.linspace(begin, begin + metres[stretch], first[stretch + 1] - first[stretch])
            height[part] = low + (high - low) * run / max(along[-1], 0.01)


def _any_of(values: Flags, group: Ints, groups: int) -> Flags:
    return np.bincount(group, values, groups) > 0


def _is_crossing(tags: Tags) -> bool:
    return any(tags.get(key, "no") != "no" for key in ("bridge", "tunnel"))


def _is_steps(tags: Tags) -> bool:
    return tags.get("highway") == "steps"
