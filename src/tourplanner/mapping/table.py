"""The facts of the map as rows, for those who read instead of look."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import SiteId
from tourplanner.i18n import _
from tourplanner.mapping.features import features
from tourplanner.mapping.wording import distance_text, wind_text


@dataclass(frozen=True, slots=True)
class MapRow:
    """One mark of the map, placed by direction and distance from the base."""

    role: str
    site: SiteId | None
    name: str
    label: str | None
    """ "D1-02" for a stop."""
    bearing_deg: float
    """0 is north, 90 east."""
    distance_m: float
    """As the crow flies."""

    @property
    def where(self) -> str:
        """Direction and distance in words: "1.2 km NE"."""
        return _way(self.distance_m, self.bearing_deg)


def map_rows(roadbook: Roadbook) -> tuple[MapRow, ...]:
    """Every mark that `features` draws for the plan: stops, bases, left-out sites, in its order."""
    rows = []
    for feature in features(roadbook)["features"]:
        about, geometry = feature["properties"], feature["geometry"]
        if geometry["type"] != "Point":
            continue
        lon, lat = (float(str(value)) for value in geometry["coordinates"])
        at = Coordinates(lat, lon)
        site, label = about.get("site"), about.get("label")
        rows.append(
            MapRow(
                role=str(about["role"]),
                site=SiteId(str(site)) if site else None,
                name=str(about["name"]),
                label=str(label) if label else None,
                bearing_deg=bearing_deg(roadbook.base.at, at),
                distance_m=roadbook.base.at.distance_m(at),
            )
        )
    return tuple(rows)


def where_from(base: Place, at: Coordinates) -> str:
    """Direction and distance as the crow flies: "1.2 km NE of Guesthouse"."""
    return _("{way} of {place}").format(way=way_from(base.at, at), place=base.name)


def way_from(start: Coordinates, at: Coordinates) -> str:
    """Direction and distance as the crow flies: "1.2 km NE"."""
    return _way(start.distance_m(at), bearing_deg(start, at))


def _way(distance_m: float, bearing: float) -> str:
    return f"{distance_text(distance_m)} {wind_text(bearing)}"


def bearing_deg(start: Coordinates, end: Coordinates) -> float:
    """First bearing of the great circle from `start` to `end`: 0 is north, 90 east, below 360."""
    lat, other_lat = math.radians(start.lat), math.radians(end.lat)
    across = math.radians(end.lon - start.lon)
    east = math.sin(across) * math.cos(other_lat)
    north = math.cos(lat) * math.sin(other_lat) - math.sin(lat) * math.cos(other_lat) * math.cos(
        across
    )
    return math.degrees(math.atan2(east, north)) % 360
