"""Height files and the hills in them, made up by the tests."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tourplanner.area.elevation import Corner
from tourplanner.area.height_files import tile_name

Ground = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Metres at latitudes and longitudes."""
METRES_PER_DEGREE = 111_195.0


def plain(height: float) -> Ground:
    return lambda lat, lon: np.full(np.broadcast(lat, lon).shape, height)


def ramp_to_the_east(west: float, per_cent: float, at_lat: float) -> Ground:
    """Rises from the meridian `west` on, measured on the parallel `at_lat`."""
    metres = METRES_PER_DEGREE * np.cos(np.radians(at_lat))
    return lambda lat, lon: 100 + (lon - west) * metres * per_cent / 100 + 0 * lat


def waves(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """Hills of 150 m, one every 3 km or so."""
    return 400 + 150 * np.sin(lat * 233) * np.cos(lon * 171)


def samples(ground: Ground, corner: Corner, side: int = 1201) -> np.ndarray:
    lat = np.linspace(corner[0] + 1, corner[0], side)[:, None]
    lon = np.linspace(corner[1], corner[1] + 1, side)[None, :]
    return np.round(ground(lat, lon)).astype(np.int16)


def height_file(folder: Path, corner: Corner, ground: Ground, side: int = 1201) -> Path:
    path = folder / f"{tile_name(corner)}.hgt"
    path.write_bytes(samples(ground, corner, side).astype(">i2").tobytes())
    return path


def zipped(file: Path, name: str | None = None) -> Path:
    """The height file in an archive beside it, with a name of its own inside if wished."""
    path = file.with_name(f"{file.name}.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(file, name or file.name)
    return path
