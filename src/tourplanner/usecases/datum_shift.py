"""How far reading points as those of a Chinese map would move them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from tourplanner.domain.datum import Datum, DatumPoint, to_wgs84
from tourplanner.domain.mainland import is_in_mainland_china
from tourplanner.domain.place import Coordinates

MOST_LOOKED_AT = 100
"""The shift changes slowly: a few points tell it for all."""


def shifts_m(points: Sequence[Coordinates]) -> Mapping[Datum, float]:
    """For each shifted datum, the usual distance in metres; empty outside mainland China.

    `points` are the degrees as they stand, read as WGS 84.
    """
    step = max(1, len(points) // MOST_LOOKED_AT)
    inside = [at for at in points[::step] if is_in_mainland_china(at.lat, at.lon)]
    if not inside:
        return {}
    return {
        datum: median(_moved_m(at, datum) for at in inside) for datum in (Datum.GCJ02, Datum.BD09)
    }


def _moved_m(at: Coordinates, datum: Datum) -> float:
    return at.distance_m(to_wgs84(DatumPoint(at.lat, at.lon, datum)))
