"""Where all sites are, in memory: for the nearest of those that a filter lets through."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from tourplanner.domain.place import EARTH_RADIUS_M, Coordinates
from tourplanner.storage.catalogue_schema import SiteRow

Numbers = npt.NDArray[np.float64]


class SitePoints:
    """Points of all sites, 16 bytes each; a site's key, which counts from 1, is its place."""

    def __init__(self, lat: Numbers, lon: Numbers) -> None:
        self._lat = np.radians(lat)
        self._lon = np.radians(lon)

    @classmethod
    def read(cls, connection: Connection) -> SitePoints:
        """All points of a database."""
        rows = connection.execute(select(SiteRow.key, SiteRow.lat, SiteRow.lon)).all()
        lat, lon = np.zeros(len(rows)), np.zeros(len(rows))
        for key, site_lat, site_lon in rows:
            lat[key - 1], lon[key - 1] = site_lat, site_lon
        return cls(lat, lon)

    def nearest(
        self, keys: npt.NDArray[np.int64], near: Coordinates
    ) -> Iterator[tuple[float, int]]:
        """Metres and key of each of `keys`, nearest first; great-circle metres on a sphere."""
        places = keys - 1
        lat, lon = np.radians(near.lat), np.radians(near.lon)
        half_lat = np.sin((self._lat[places] - lat) / 2)
        half_lon = np.sin((self._lon[places] - lon) / 2)
        square = half_lat**2 + np.cos(lat) * np.cos(self._lat[places]) * half_lon**2
        metres = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(1.0, np.sqrt(square)))
        order = np.argsort(metres, kind="stable")
        for index in order:
            yield float(metres[index]), int(places[index]) + 1
