"""GeoJSON from other programs: features that are points, longitude first as the format wants."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from tourplanner.domain.strict_json import parsed
from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.point_collector import PointCollector
from tourplanner.i18n import _

NAMES = ("name", "title", "Name", "NAME", "label", "名称", "name_en", "name:en")
LOCAL_NAMES = ("name_zh", "name:zh", "name_local", "name_zh_hans", "name:zh-Hans", "名称")
NOTES = ("description", "desc", "note", "notes", "comment", "备注", "描述")
WGS84 = ("CRS84", "4326")


def read_geojson(content: bytes, file: str, into: PointCollector) -> None:
    """Gather the points of a GeoJSON file: a collection, a single feature or a bare geometry."""
    data = parsed(content, file).value
    if not isinstance(data, dict) or not isinstance(data.get("type"), str):
        raise UnreadableFile(file=file, problem=_("it is JSON, but no GeoJSON."))
    into.maker(json.dumps({k: v for k, v in data.items() if k != "features"}, ensure_ascii=False))
    crs = json.dumps(data.get("crs")) if data.get("crs") is not None else ""
    if crs and not any(name in crs for name in WGS84):
        problem = _("its coordinates are in another system than WGS 84. Convert it first.")
        raise UnreadableFile(file=file, problem=problem)
    features = data.get("features") if data["type"] == "FeatureCollection" else [data]
    if not isinstance(features, list):
        raise UnreadableFile(file=file, problem=_("its list of features is missing."))
    for number, feature in enumerate(features, start=1):
        _add(number, feature, into)


def _add(number: int, feature: object, into: PointCollector) -> None:
    if not isinstance(feature, dict):
        into.fault(number, _("it is no feature."))
        return
    geometry = feature.get("geometry") if feature.get("type") == "Feature" else feature
    properties = feature.get("properties")
    facts = properties if isinstance(properties, dict) else {}
    name = _text(facts, NAMES)
    if not isinstance(geometry, dict):
        into.not_understood(number, _("“{name}” has no geometry.").format(name=name[:60]))
        return
    positions = list(_positions(geometry))
    if not positions:
        problem = _("“{name}” is a line or an area, no place.").format(name=name[:60])
        into.not_understood(number, problem)
    for position in positions:
        if not isinstance(position, list) or len(position) < 2:
            into.fault(number, _("a point needs longitude and latitude."), "coordinates")
            continue
        lon, lat = (_degrees(value) for value in position[:2])
        note = _text(facts, NOTES)
        columns = ("coordinates", "coordinates")
        into.point(number, (name, _text(facts, LOCAL_NAMES)), lat, lon, note, columns)


def _positions(geometry: Mapping[str, object]) -> Iterator[object]:
    """Where the points of a geometry are; nothing for lines and areas."""
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "Point":
        yield coordinates
    elif geometry.get("type") == "MultiPoint" and isinstance(coordinates, list):
        yield from coordinates


def _degrees(value: object) -> float | str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)[:60]
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def _text(facts: Mapping[str, object], names: tuple[str, ...]) -> str:
    for name in names:
        value = facts.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return ""
