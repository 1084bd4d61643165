"""GPX 1.1: waypoints, a route and the known ways of each day for phones and map programs."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from tourplanner import __version__
from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.place import Coordinates
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.domain.site import KIND_LABELS, SiteKind
from tourplanner.exchange.stop_text import both_names, lines_about, one_line, times_of
from tourplanner.i18n import _
from tourplanner.mapping.style import day_style

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


def write_gpx(roadbook: Roadbook, now: datetime, day: int | None = None) -> bytes:
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
            _waypoint(root, each, stop)
    _bases(root, days)
    for each in days:
        _route(root, each)
    for each in days:
        _track(root, each)
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
    about = [both_names(roadbook.city.names), *map(one_line, roadbook.cautions)]
    _child(metadata, "desc", "\n".join(about))
    _child(metadata, "time", now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _waypoint(root: ET.Element, day: RoadDay, stop: RoadStop) -> None:
    if stop.stop.place is None:
        return
    kind = stop.site.kind if stop.site is not None else None
    point = _point(root, "wpt", stop.stop.place.at)
    _child(point, "name", f"{day.label(stop)} {both_names(stop.names)}")
    _child(point, "desc", "\n".join((times_of(stop), *lines_about(day, stop))))
    _child(point, "sym", _(KIND_LABELS[kind]) if kind is not None else _("Site"))
    _child(point, "type", _day_name(day))
    icon = OSMAND_ICONS.get(kind, ORDINARY_ICON) if kind is not None else ORDINARY_ICON
    _osmand(point, icon, _colour(day), "circle")


def _bases(root: ET.Element, days: list[RoadDay]) -> None:
    places = {
        (stop.stop.place.at, stop.names.en): stop.names
        for day in days
        for stop in day.stops
        if stop.stop.kind is StopKind.BASE and stop.stop.place is not None
    }
    for (at, _name), names in places.items():
        point = _point(root, "wpt", at)
        _child(point, "name", _("Base: {name}").format(name=both_names(names)))
        _child(point, "sym", _("Lodging"))
        _child(point, "type", _("Bases"))
        _osmand(point, BASE_ICON, "#56616E", "square")


def _route(root: ET.Element, day: RoadDay) -> None:
    route = _child(root, "rte")
    _child(route, "name", _day_name(day))
    text = _("{date}: {km} km, {minutes} min of travel.")
    if any(leg.is_estimate for leg in day.legs):
        text = _("{date}: {km} km, {minutes} min of travel (estimates).")
    distance = f"{day.distance_m / 1000:.1f}"
    about = text.format(date=day.date.isoformat(), km=distance, minutes=day.travel_min)
    _child(route, "desc", "\n".join((about, _("The lines between the stops are not the way."))))
    _child(route, "number", str(day.number))
    for order, stop in enumerate(day.placed):
        if stop.stop.place is None:
            continue
        number = stop.number if stop.number is not None else order and len(day.visits) + 1
        point = _point(route, "rtept", stop.stop.place.at)
        _child(point, "name", f"D{day.number}-{number:02d} {both_names(stop.names)}")
        _child(point, "desc", times_of(stop))


def _track(root: ET.Element, day: RoadDay) -> None:
    """The ways that are known, a segment for each leg; nothing when all are estimates."""
    lines = [leg.line for leg in day.legs if leg.line]
    if not lines:
        return
    track = _child(root, "trk")
    _child(track, "name", _("{day}, on the roads").format(day=_day_name(day)))
    _child(track, "number", str(day.number))
    for line in lines:
        segment = _child(track, "trkseg")
        for at in line:
            _point(segment, "trkpt", at)


def _day_name(day: RoadDay) -> str:
    return _("Day {number}").format(number=day.number)


def _colour(day: RoadDay) -> str:
    return day_style(day.number - 1).colour


def _osmand(point: ET.Element, icon: str, colour: str, background: str) -> None:
    extensions = _child(point, "extensions")
    _child(extensions, "osmand:icon", icon)
    _child(extensions, "osmand:color", colour)
    _child(extensions, "osmand:background", background)


def _point(parent: ET.Element, tag: str, at: Coordinates) -> ET.Element:
    return ET.SubElement(parent, tag, {"lat": f"{at.lat:.6f}", "lon": f"{at.lon:.6f}"})


def _child(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, tag)
    child.text = text
    return child
