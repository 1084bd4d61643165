"""KML and KMZ from other programs: the placemarks that are points."""

from __future__ import annotations

import html
import re

from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.point_collector import PointCollector, has_ideographs
from tourplanner.exchange.readers.xml_tree import XmlNode, read_xml
from tourplanner.exchange.readers.zip_parts import ZipParts
from tourplanner.i18n import _

LOCAL_NAMES = ("name_zh", "name:zh", "name_local", "name_zh_hans", "名称")
SILENT = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
BLOCK = re.compile(r"</?(?:br|p|div|tr|li|table)\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!\[CDATA\[|\]\]>")


def read_kml(content: bytes, file: str, into: PointCollector) -> None:
    """Gather the placemarks of a KML file."""
    root = read_xml(content, file)
    if root.tag != "kml":
        raise UnreadableFile(file=file, problem=_("it is XML, but no KML."))
    for document in root.all("Document"):
        into.maker(f"{document.text_of('name')} {document.text_of('description')}")
    for link in root.below("NetworkLink"):
        problem = _("it is a link to places elsewhere, which is not followed.")
        into.not_understood(link.line, problem)
    for placemark in root.below("Placemark"):
        _add(placemark, into)


def read_kmz(content: bytes, file: str, into: PointCollector) -> None:
    """Gather the placemarks of the main document of a KMZ archive."""
    parts = ZipParts(content, file)
    documents = [name for name in parts.names if name.lower().endswith(".kml")]
    if not documents:
        raise UnreadableFile(file=file, problem=_("it holds no KML document."))
    main = next((name for name in documents if name.lower() == "doc.kml"), documents[0])
    read_kml(parts.read(main), file, into)


def _add(placemark: XmlNode, into: PointCollector) -> None:
    name = placemark.text_of("name")
    points = list(placemark.below("Point"))
    if not points:
        problem = _("“{name}” is a line or an area, no place.").format(name=name[:60])
        into.not_understood(placemark.line, problem)
        return
    data = {
        entry.attributes.get("name", ""): entry.text_of("value") or entry.text
        for entry in placemark.below("Data", "SimpleData")
    }
    local = next((data[key] for key in LOCAL_NAMES if has_ideographs(data.get(key, ""))), "")
    note = text_of_html(placemark.text_of("description"))
    for point in points:
        written = point.text_of("coordinates").replace("，", ",").strip()
        lon, _comma, rest = written.partition(",")
        into.point(
            point.line, (name, local), rest.partition(",")[0].strip(), lon.strip(), note,
            ("coordinates", "coordinates"),
        )  # fmt: skip


def text_of_html(text: str) -> str:
    """The words of a description, which is often HTML."""
    shown = BLOCK.sub("\n", SILENT.sub(" ", text))
    return html.unescape(TAG.sub("", shown))
