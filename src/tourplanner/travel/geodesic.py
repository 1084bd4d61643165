"""Lengths of many geodesics at once: Vincenty's inverse formula on the WGS 84 ellipsoid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tourplanner.domain.place import Coordinates

Metres = npt.NDArray[np.float64]

EQUATOR_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
POLE_M = EQUATOR_M * (1 - FLATTENING)
SWELL = (EQUATOR_M**2 - POLE_M**2) / POLE_M**2
ROUNDS = 60
CLOSE_RAD = 1e-12


def lengths_m(starts: Sequence[Coordinates], ends: Sequence[Coordinates]) -> Metres:
    """Metres from each of `starts` (rows) to each of `ends` (columns), to a tenth of a millimetre.

    All in compiled loops, so that a window on another thread is not held up. The few pairs nearly
    at opposite ends of the earth, where the formula finds no end, are measured one by one.
    """
    lat, lon = _radians(starts)
    end_lat, end_lon = _radians(ends)
    turn = end_lon[np.newaxis, :] - lon[:, np.newaxis]
    turn = (turn + np.pi) % (2 * np.pi) - np.pi
    lengths, is_found = _vincenty(lat[:, np.newaxis], end_lat[np.newaxis, :], turn)
    for row, column in np.argwhere(~is_found).tolist():
        lengths[row, column] = _one_by_one(starts[row], ends[column])
    return lengths


def _radians(points: Sequence[Coordinates]) -> tuple[Metres, Metres]:
    degrees = np.array([(at.lat, at.lon) for at in points], dtype=np.float64).reshape(-1, 2)
    angles = np.radians(degrees)
    return angles[:, 0], angles[:, 1]


def _vincenty(lat: Metres, end_lat: Metres, turn: Metres) -> tuple[Metres, npt.NDArray[np.bool_]]:
    """Lengths by latitudes and difference of longitude, and for which of them an end was found."""
    reduced = np.arctan((1 - FLATTENING) * np.tan(lat))
    end_reduced = np.arctan((1 - FLATTENING) * np.tan(end_lat))
    sines = np.sin(reduced) * np.sin(end_reduced)
    cosines = np.cos(reduced) * np.cos(end_reduced)
    away, aside = np.cos(reduced) * np.sin(end_reduced), np.sin(reduced) * np.cos(end_reduced)
    across = turn
    with np.errstate(divide="ignore", invalid="ignore"):
        for _round in range(ROUNDS):
            sin_arc = np.hypot(np.cos(end_reduced) * np.sin(across), away - aside * np.cos(across))
            cos_arc = sines + cosines * np.cos(across)
            arc = np.arctan2(sin_arc, cos_arc)
            sin_course = np.where(sin_arc > 0, cosines * np.sin(across) / sin_arc, 0.0)
            flat = 1 - sin_course**2
            middle = np.where(flat > 0, cos_arc - 2 * sines / flat, 0.0)
            part = FLATTENING / 16 * flat * (4 + FLATTENING * (4 - 3 * flat))
            bend = arc + part * sin_arc * (middle + part * cos_arc * (2 * middle**2 - 1))
            before, across = across, turn + (1 - part) * FLATTENING * sin_course * bend
            is_found = np.abs(across - before) < CLOSE_RAD
            if is_found.all():
                break
    return _metres(arc, sin_arc, cos_arc, middle, flat * SWELL), is_found & (
        np.abs(across) <= np.pi
    )


def _metres(arc: Metres, sin_arc: Metres, cos_arc: Metres, middle: Metres, swell: Metres) -> Metres:
    """The length of an arc of the auxiliary sphere, by Vincenty's series."""
    scale = 1 + swell / 16384 * (4096 + swell * (-768 + swell * (320 - 175 * swell)))
    pull = swell / 1024 * (256 + swell * (-128 + swell * (74 - 47 * swell)))
    square = 2 * middle**2 - 1
    further = pull / 6 * middle * (4 * sin_arc**2 - 3) * (4 * middle**2 - 3)
    correction = pull * sin_arc * (middle + pull / 4 * (cos_arc * square - further))
    return POLE_M * scale * (arc - correction)


def _one_by_one(start: Coordinates, end: Coordinates) -> float:
    from geopy.distance import geodesic  # loads slowly, and is hardly ever asked

    return float(geodesic((start.lat, start.lon), (end.lat, end.lon)).m)
