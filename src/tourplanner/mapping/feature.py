"""The form of what is drawn: GeoJSON features with their foreign members, as typed values."""

from __future__ import annotations

from typing import TypedDict

Value = str | int | float | bool | None | list[str]


class Geometry(TypedDict):
    """A point, a line or areas; positions are longitude, latitude (RFC 7946)."""

    type: str
    coordinates: list[float] | list[list[float]] | list[list[list[list[float]]]]


class Feature(TypedDict):
    """One thing on the map; `properties["role"]` says what: stop, base, leg, left_out, other."""

    type: str
    geometry: Geometry
    properties: dict[str, Value]


class Ground(TypedDict):
    """What lies under the plan: towns as [name, local name, latitude, longitude, inhabitants]."""

    towns: list[list[Value]]
    credit: str


class FeatureCollection(TypedDict):
    """The features with what the page needs around them (foreign members, RFC 7946 section 6.1)."""

    type: str
    features: list[Feature]
    legend: list[dict[str, Value]]
    ground: Ground
    frame: str
    """Changes when the map has to be framed anew: another tour, or its first plan."""
    centre: list[float]
    """Latitude, longitude of the city."""
