"""KML 2.2 and KMZ: a folder per day for map programs and globes."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from tourplanner.domain.itinerary import StopKind
from tourplanner.domain.place import Coordinates
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.exchange.fixed_zip import zipped
from tourplanner.exchange.stop_text import (
    both_names,
    lines_about,
    moment_text,
    one_line,
    point_label,
    times_of,
)
from tourplanner.i18n import _
from tourplanner.mapping.reader_words import ReaderWords
from tourplanner.mapping.style import day_style
from tourplanner.mapping.ways import way_of
from tourplanner.mapping.wording import day_text

NAMESPACE = "http://www.opengis.net/kml/2.2"
DOCUMENT = "doc.kml"
"""The name that readers of a KMZ open first."""
STYLE_IDS = (
    "placemark-blue",
    "placemark-lightblue",
    "placemark-deeporange",
    "placemark-deeppurple",
    "placemark-green",
    "placemark-red",
    "placemark-pink",
)
"""Organic Maps knows these names and no others; they are nearest to the colours of the days."""
BASE_STYLE = "placemark-bluegray"
BASE_COLOUR = "#56616E"
LINE_WIDTH = "4"


def write_kml(roadbook: Roadbook, made_on: datetime) -> bytes:
    """The tour as a KML 2.2 document in WGS 84, longitude first; `made_on` is an aware instant.

    The schema is a sequence: elements are made in its order,
    https://schemas.opengis.net/kml/2.2.0/ogckml22.xsd.
    """
    words = ReaderWords(roadbook.paper)
    root = ET.Element("kml", {"xmlns": NAMESPACE})
    document = _child(root, "Document")
    _child(document, "name", one_line(roadbook.tour.title))
    made = _("Made with Tour Planner on {date}.").format(date=words.date(made_on.date()))
    about = [both_names(roadbook.city.names, words), *map(one_line, roadbook.cautions), made]
    _child(document, "description", "\n".join(about))
    for place, style in enumerate(STYLE_IDS):
        _style(document, style, day_style(place).colour)
    _style(document, BASE_STYLE, BASE_COLOUR)
    for day in roadbook.days:
        _folder(document, roadbook, day, words)
    _bases(document, roadbook, words)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def write_kmz(roadbook: Roadbook, made_on: datetime) -> bytes:
    """The same in an archive, a tenth as large."""
    return zipped([(DOCUMENT, write_kml(roadbook, made_on))])


def _style(document: ET.Element, name: str, colour: str) -> None:
    turned = f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()  # KML writes aabbggrr
    style = _child(document, "Style")
    style.set("id", name)
    _child(_child(style, "IconStyle"), "color", turned)
    line = _child(style, "LineStyle")
    _child(line, "color", turned)
    _child(line, "width", LINE_WIDTH)


def _folder(document: ET.Element, roadbook: Roadbook, day: RoadDay, words: ReaderWords) -> None:
    folder = _child(document, "Folder")
    _child(folder, "name", one_line(day_text(day)))
    zone = ZoneInfo(roadbook.city.time_zone)
    style = STYLE_IDS[(day.number - 1) % len(STYLE_IDS)]
    for stop in day.visits:
        _visit(folder, roadbook, day, stop, zone, style)
    if day.legs:
        line = _child(folder, "Placemark")
        _child(line, "name", _("Day {number}: order of the stops").format(number=day.number))
        said = words.distance(day.distance_m)
        if not all(leg.line for leg in day.legs):
            text = _("{distance}. The lines between the stops are not the way.")
            said = text.format(distance=said)
        _child(line, "description", said)
        _child(line, "styleUrl", f"#{style}")
        geometry = _child(line, "MultiGeometry")
        for leg, (start, end) in zip(day.legs, pairwise(day.placed), strict=True):
            if start.stop.place is None or end.stop.place is None:
                continue
            part = _child(geometry, "LineString")
            _child(part, "tessellate", "1")
            way = way_of(leg, start.stop.place.at, end.stop.place.at)
            _child(part, "coordinates", " ".join(_position(at) for at in way))


def _visit(
    folder: ET.Element,
    roadbook: Roadbook,
    day: RoadDay,
    stop: RoadStop,
    zone: ZoneInfo,
    style: str,
) -> None:
    place, site = stop.stop.place, stop.site
    if place is None:
        return
    words = ReaderWords(roadbook.paper)
    mark = _child(folder, "Placemark")
    label = point_label(roadbook, day, stop.number or 0)
    _child(mark, "name", f"{label} {both_names(stop.names, words)}")
    address = (site.address_local or site.address_en) if site is not None else None
    if address:
        _child(mark, "address", one_line(address))
    if site is not None and site.phone:
        _child(mark, "phoneNumber", one_line(site.phone))
    about = (times_of(stop, words), *lines_about(day, stop, words))
    _child(mark, "description", "\n".join(about))
    span = _child(mark, "TimeSpan")
    _child(span, "begin", moment_text(day, stop.stop.start_min, zone))
    _child(span, "end", moment_text(day, stop.stop.end_min, zone))
    _child(mark, "styleUrl", f"#{style}")
    data = _child(mark, "ExtendedData")
    told = {
        "day": str(day.number),
        "number": str(stop.number or 0),
        "site": stop.stop.site,
        "name_en": stop.names.en,
        "name_local": stop.names.local,
        "name_zh": stop.names.zh_hans,
    }
    for name, value in told.items():
        if value:
            entry = _child(data, "Data")
            entry.set("name", name)
            _child(entry, "value", one_line(value))
    _point(mark, place.at)


def _bases(document: ET.Element, roadbook: Roadbook, words: ReaderWords) -> None:
    places = {
        (stop.stop.place.at, stop.names.en): stop.names
        for day in roadbook.days
        for stop in day.stops
        if stop.stop.kind is StopKind.BASE and stop.stop.place is not None
    }
    if not places:
        return
    folder = _child(document, "Folder")
    _child(folder, "name", _("Bases"))
    for (at, _name), names in places.items():
        mark = _child(folder, "Placemark")
        _child(mark, "name", _("Base: {name}").format(name=both_names(names, words)))
        _child(mark, "styleUrl", f"#{BASE_STYLE}")
        _point(mark, at)


def _point(mark: ET.Element, at: Coordinates) -> None:
    _child(_child(mark, "Point"), "coordinates", _position(at))


def _position(at: Coordinates) -> str:
    return f"{at.lon:.6f},{at.lat:.6f},0"


def _child(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, tag)
    child.text = text
    return child
