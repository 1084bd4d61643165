"""GPX 1.1: waypoints and a line per day for phones, watches and map programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from itertools import pairwise
from xml.etree import ElementTree as ET

from tourplanner import __version__
from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.place import Coordinates
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.domain.site import KIND_LABELS, SiteKind
from tourplanner.exchange.stop_text import (
    both_names,
    lines_about,
    one_line,
    point_label,
    times_of,
)
from tourplanner.i18n import _
from tourplanner.mapping.reader_words import ReaderWords
from tourplanner.mapping.style import day_style
from tourplanner.mapping.ways import way_of

NAMESPACE = "http://www.topografix.com/GPX/1/1"
SCHEMA = "http://www.topografix.com/GPX/1/1/gpx.xsd"
OSMAND = "https://osmand.net/docs/technical/osmand-file-formats/osmand-gpx"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"

OSMAND_ICONS = {
    SiteKind.MUSEUM: "tourism_museum",
    SiteKind.KILN_SITE: "historic_archaeological_site",
    SiteKind.MARKET: "amenity_marketplace",
    SiteKind.TEMPLE_OR_GUILD: "amenity_place_of_worship",
    SiteKind.ACADEMY: "amenity_university",
    SiteKind.WORKSHOP: "craft_pottery",
}
ORDINARY_ICON = "tourism_attraction"
BASE_ICON = "tourism_hotel"


class DayLine(StrEnum):
    """How the line of a day is written."""

    ROUTE = "route"
    """Points to be led to, for programs that find the way themselves."""
    TRACK = "track"
    """A line to be followed, for watches and programs that show no routes."""


def write_gpx(
    roadbook: Roadbook, now: datetime, day: int | None = None, lines: DayLine = DayLine.ROUTE
) -> bytes:
    """The whole tour, or its day `day` (1-based), as a GPX 1.1 file; `now` is an aware instant.

    The schema is a sequence: elements are made in its order, https://www.topografix.com/GPX/1/1/.
    """
    days = [each for each in roadbook.days if day in (None, each.number)]
    root = ET.Element(
        "gpx",
        {
            "version": "1.1",
            "creator": f"Tour Planner {__version__}",
            "xmlns": NAMESPACE,
            "xmlns:xsi": INSTANCE,
            "xmlns:osmand": OSMAND,
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
        },
    )
    _metadata(root, roadbook, now, day)
    for each in days:
        for stop in each.visits:
            _waypoint(root, roadbook, each, stop)
    _bases(root, days, ReaderWords(roadbook.paper))
    for each in days:
        if lines is DayLine.ROUTE:
            _route(root, roadbook, each)
    for each in days:
        if lines is DayLine.ROUTE:
            _known_ways(root, each)
        else:
            _track(root, roadbook, each)
    groups = _child(_child(root, "extensions"), "osmand:points_groups")
    for each in days:
        style = {"name": _day_name(each), "color": _colour(each), "icon": ORDINARY_ICON}
        ET.SubElement(groups, "group", style | {"background": "circle"})
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _metadata(root: ET.Element, roadbook: Roadbook, now: datetime, day: int | None) -> None:
    metadata = _child(root, "metadata")
    title = one_line(roadbook.tour.title)
    if day is not None:
        title = _("{title}, day {number}").format(title=title, number=day)
    _child(metadata, "name", title)
    about = [
        both_names(roadbook.city.names, ReaderWords(roadbook.paper)),
        *map(one_line, roadbook.cautions),
    ]
    _child(metadata, "desc", "\n".join(about))
    _child(metadata, "time", now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _waypoint(root: ET.Element, roadbook: Roadbook, day: RoadDay, stop: RoadStop) -> None:
    if stop.stop.place is None:
        return
    words = ReaderWords(roadbook.paper)
    kind = stop.site.kind if stop.site is not None else None
    point = _point(root, "wpt", stop.stop.place.at)
    label = point_label(roadbook, day, stop.number or 0)
    _child(point, "name", f"{label} {both_names(stop.names, words)}")
    _child(point, "desc", "\n".join((times_of(stop, words), *lines_about(day, stop, words))))
    _child(point, "sym", _(KIND_LABELS[kind]) if kind is not None else _("Site"))
    _child(point, "type", _day_name(day))
    icon = OSMAND_ICONS.get(kind, ORDINARY_ICON) if kind is not None else ORDINARY_ICON
    extensions = _osmand(point, icon, _colour(day), "circle")
    for language, name in (("en", stop.names.en), ("zh", stop.names.zh_hans)):
        if name:
            _child(extensions, f"osmand:name_-_{language}", one_line(name))


def _bases(root: ET.Element, days: list[RoadDay], words: ReaderWords) -> None:
    places = {
        (stop.stop.place.at, stop.names.en): stop.names
        for day in days
        for stop in day.stops
        if stop.stop.kind is StopKind.BASE and stop.stop.place is not None
    }
    for (at, _name), names in places.items():
        point = _point(root, "wpt", at)
        _child(point, "name", _("Base: {name}").format(name=both_names(names, words)))
        _child(point, "sym", _("Lodging"))
        _child(point, "type", _("Bases"))
        _osmand(point, BASE_ICON, "#56616E", "square")


def _route(root: ET.Element, roadbook: Roadbook, day: RoadDay) -> None:
    words = ReaderWords(roadbook.paper)
    route = _child(root, "rte")
    _about_line(route, day, words)
    for order, stop in enumerate(day.placed):
        if stop.stop.place is None:
            continue
        number = stop.number if stop.number is not None else order and len(day.visits) + 1
        point = _point(route, "rtept", stop.stop.place.at)
        label = point_label(roadbook, day, number)
        _child(point, "name", f"{label} {both_names(stop.names, words)}")
        _child(point, "desc", times_of(stop, words))


def _known_ways(root: ET.Element, day: RoadDay) -> None:
    """The ways that are known, a segment for each leg; nothing when all are estimates."""
    lines = [leg.line for leg in day.legs if leg.line]
    if not lines:
        return
    track = _child(root, "trk")
    _child(track, "name", _("{day}, on the roads").format(day=_day_name(day)))
    _child(track, "number", str(day.number))
    for line in lines:
        _segment(track, line)


def _track(root: ET.Element, roadbook: Roadbook, day: RoadDay) -> None:
    """A segment for each leg, straight where the way is not known; nothing without legs."""
    if not day.legs:
        return
    track = _child(root, "trk")
    _about_line(track, day, ReaderWords(roadbook.paper))
    for leg, (start, end) in zip(day.legs, pairwise(day.placed), strict=True):
        if start.stop.place is not None and end.stop.place is not None:
            _segment(track, way_of(leg, start.stop.place.at, end.stop.place.at))


def _segment(track: ET.Element, line: Iterable[Coordinates]) -> None:
    segment = _child(track, "trkseg")
    for at in line:
        _point(segment, "trkpt", at)


def _about_line(line: ET.Element, day: RoadDay, words: ReaderWords) -> None:
    _child(line, "name", _day_name(day))
    text = _("{date}: {distance}, {minutes} min of travel.")
    if any(leg.is_estimate for leg in day.legs):
        text = _("{date}: {distance}, {minutes} min of travel (estimates).")
    about = text.format(
        date=words.date(day.date), distance=words.distance(day.distance_m), minutes=day.travel_min
    )
    said = [about]
    if line.tag == "rte" or not all(leg.line for leg in day.legs):
        said.append(_("The lines between the stops are not the way."))
    _child(line, "desc", "\n".join(said))
    _child(line, "number", str(day.number))


def _day_name(day: RoadDay) -> str:
    return _("Day {number}").format(number=day.number)


def _colour(day: RoadDay) -> str:
    return day_style(day.number - 1).colour


def _osmand(point: ET.Element, icon: str, colour: str, background: str) -> ET.Element:
    extensions = _child(point, "extensions")
    _child(extensions, "osmand:icon", icon)
    _child(extensions, "osmand:color", colour)
    _child(extensions, "osmand:background", background)
    return extensions


def _point(parent: ET.Element, tag: str, at: Coordinates) -> ET.Element:
    lon = f"{at.lon:.6f}"
    if lon == "180.000000":  # the schema knows this meridian by its western name alone
        lon = f"-{lon}"
    return ET.SubElement(parent, tag, {"lat": f"{at.lat:.6f}", "lon": lon})


def _child(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, tag)
    child.text = text
    return child
