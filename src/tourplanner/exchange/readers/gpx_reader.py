"""GPX from other programs: its waypoints, and the named points of its routes."""

from __future__ import annotations

from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.point_collector import PointCollector, has_ideographs
from tourplanner.exchange.readers.xml_tree import XmlNode, read_xml
from tourplanner.i18n import _, ngettext


def read_gpx(content: bytes, file: str, into: PointCollector) -> None:
    """Gather the points of a GPX file, whatever its version and the order of its elements."""
    root = read_xml(content, file)
    if root.tag != "gpx":
        raise UnreadableFile(file=file, problem=_("it is XML, but no GPX."))
    into.maker(f"{root.attributes.get('creator', '')} {root.text_of('desc')}")
    metadata = root.first("metadata")
    if metadata is not None:
        into.maker(f"{metadata.text_of('name')} {metadata.text_of('desc')}")
    known: set[tuple[str, str, str]] = set()
    for point in root.all("wpt"):
        _add(point, into)
        known.add(_key(point))
    for point in root.below("rtept"):
        if point.text_of("name") and _key(point) not in known:
            _add(point, into)
            known.add(_key(point))
    tracks = sum(1 for _track in root.all("trk"))
    if tracks:
        text = ngettext(
            "“{file}”: {count} recorded track is a way, no place, and was left.",
            "“{file}”: {count} recorded tracks are ways, no places, and were left.",
            tracks,
        )
        into.caution(text.format(file=file, count=tracks))


def _key(point: XmlNode) -> tuple[str, str, str]:
    return point.text_of("name"), point.attributes.get("lat", ""), point.attributes.get("lon", "")


def _add(point: XmlNode, into: PointCollector) -> None:
    names = point.text_of("name"), _local_name(point)
    note = "\n".join(filter(None, (point.text_of("desc"), point.text_of("cmt"))))
    attributes = point.attributes
    columns = ("lat", "lon")
    into.point(
        point.line, names, attributes.get("lat", ""), attributes.get("lon", ""), note, columns
    )


def _local_name(point: XmlNode) -> str:
    """OsmAnd's name in Chinese, as its extensions give it (`name:zh`, or `name_-_zh`)."""
    for extensions in point.all("extensions"):
        for child in extensions.children:
            if child.tag.startswith("name") and "zh" in child.tag and has_ideographs(child.text):
                return child.text
    return ""
