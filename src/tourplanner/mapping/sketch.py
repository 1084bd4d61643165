"""The ground of a map without streets: town names around a city."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from tourplanner.domain.place import Coordinates
from tourplanner.i18n import N_
from tourplanner.paths import resource

CREDIT = N_("Sketch – no streets. Town names: GeoNames, CC BY 4.0")
"""What a sketch says of itself, wherever it is drawn."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town name on the sketch."""

    name: str
    local: str | None
    """In the country's own script, where that is another."""
    at: Coordinates
    inhabitants: int
    """0 where not known."""


@cache
def towns_around(city: str) -> tuple[Town, ...]:
    """Towns within 40 km of a city of the catalogue, largest first; none for an unknown city.

    Source: GeoNames cities500 (resources/sketch/towns.json, made by tools/extract_towns.py).
    """
    content = json.loads(resource("sketch", "towns.json").read_text("utf-8"))
    rows = content["cities"].get(city, {"towns": []})["towns"]
    return tuple(
        Town(name, local, Coordinates(lat, lon), inhabitants)
        for name, local, lat, lon, inhabitants in rows
    )
