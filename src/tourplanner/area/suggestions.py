"""Places of the map that could join the catalogue of sites."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

import shapely

from tourplanner.area.extract import OsmExtract, Tags
from tourplanner.area.names import latin_name, local_name
from tourplanner.domain.place import Coordinates
from tourplanner.domain.site import SiteKind
from tourplanner.domain.strict_json import Node, parsed

FORMAT = "tourplanner-places/1"
MOST_PLACES = 200_000
CERAMIC_WORD = re.compile(
    r"陶瓷|陶艺|陶藝|陶芸|陶器|瓷器|磁器|瓷厂|瓷廠|青花|窑|窯|焼物|有田焼|伊万里焼|도자|도예"
    r"|kiln|potter(y|ies)|porcelain|ceramic|keramik|céramique|cerámica|cerâmica|seramik|çini"
    r"|maiolica|faïence|fayence|azulejo|töpfer|aardewerk|porselein|porzellan|talavera"
    r"|керамик|гончар|фарфор|خزف|فخار",
    re.IGNORECASE,
)
KILN_WORD = re.compile(r"窑址|窯址|窑遗址|古窑|古窯|龙窑|龍窯|窑$|kiln", re.IGNORECASE)
WORKS = {"works", "kiln", "workshop"}
SOURCE_FORM = re.compile(r"(node|way|relation)/[0-9]{1,19}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place of the map, not checked by anybody."""

    kind: SiteKind
    """A guess from its tags."""
    name: str
    """In its own script."""
    latin: str | None
    """In Latin letters, where the map has that."""
    at: Coordinates
    source: str
    """Object of OpenStreetMap: "node/123"."""
    seen: date | None
    """How old the map data is."""


def suggestions(extract: OsmExtract) -> tuple[Suggestion, ...]:
    """Named museums, kilns, potteries, markets, stations, lodgings ...; by kind, then by name."""
    seen = None if extract.data_date is None else extract.data_date.date()
    found = [
        Suggestion(kind, name, latin_name(tags) or None, at, source, seen)
        for tags, source, where in _things(extract)
        if (name := local_name(tags) or latin_name(tags))
        and (kind := kind_guess(tags)) is not None
        and extract.box.contains(at := where())
    ]
    return tuple(sorted(found, key=lambda place: (place.kind, place.name, place.source)))


def kind_guess(tags: Tags) -> SiteKind | None:
    """What a thing with these tags would be in the catalogue; None for what has no place there."""
    names = " ".join(value for key, value in tags.items() if key.startswith("name"))
    is_ceramic = bool(CERAMIC_WORD.search(names))
    tourism, amenity, historic = tags.get("tourism"), tags.get("amenity"), tags.get("historic")
    if "kiln" in {tags.get("man_made"), historic, tags.get("building")}:
        return SiteKind.KILN_SITE
    if tourism in {"museum", "gallery"}:
        return SiteKind.MUSEUM
    if historic is not None and KILN_WORD.search(names):
        return SiteKind.KILN_SITE
    if {tags.get("craft"), tags.get("shop")} & {"pottery", "ceramics", "porcelain", "tiler"}:
        return SiteKind.WORKSHOP if tags.get("craft") != "tiler" or is_ceramic else None
    if amenity == "marketplace":
        return SiteKind.MARKET
    if tourism in {"hotel", "guest_house", "hostel", "motel", "apartment"}:
        return SiteKind.AREA_LODGING
    if _is_station(tags):
        return SiteKind.TRANSPORT
    return _ceramic_kind(tags) if is_ceramic else None


def _is_station(tags: Tags) -> bool:
    return (
        tags.get("railway") in {"station", "halt"}
        or tags.get("amenity") in {"bus_station", "ferry_terminal"}
        or tags.get("aeroway") == "aerodrome"
    )


def _ceramic_kind(tags: Tags) -> SiteKind | None:
    """What a thing is whose name speaks of ceramics."""
    if tags.get("amenity") in {"university", "college", "school"}:
        return SiteKind.ACADEMY
    if tags.get("amenity") == "place_of_worship":
        return SiteKind.TEMPLE_OR_GUILD
    if tags.get("amenity") in {"arts_centre", "studio"}:
        return SiteKind.CREATIVE_DISTRICT
    if "craft" in tags or "shop" in tags or tags.get("man_made") in WORKS:
        return SiteKind.WORKSHOP
    if "historic" in tags or tags.get("tourism") in {"attraction", "artwork"}:
        return SiteKind.KILN_SITE if "historic" in tags else SiteKind.CREATIVE_DISTRICT
    return None


def _things(extract: OsmExtract) -> Iterator[tuple[Tags, str, Callable[[], Coordinates]]]:
    """Tags, source and, when asked for, the point of everything that is a node or an area."""
    nodes, areas = extract.nodes, extract.areas
    for number, tags in enumerate(nodes.tags):
        yield tags, f"node/{nodes.ids[number]}", partial(_node_point, extract, number)
    for number, tags in enumerate(areas.tags):
        yield tags, areas.sources[number], partial(_area_point, extract, number)


def _node_point(extract: OsmExtract, number: int) -> Coordinates:
    return Coordinates(
        round(float(extract.nodes.lat[number]), 7), round(float(extract.nodes.lon[number]), 7)
    )


def _area_point(extract: OsmExtract, number: int) -> Coordinates:
    point = shapely.point_on_surface(extract.areas.shapes[number])
    return Coordinates(round(point.y, 7), round(point.x, 7))


def suggestions_bytes(places: tuple[Suggestion, ...]) -> bytes:
    """The places as they lie in a pack."""
    rows = [
        {
            "kind": place.kind.value,
            "name": place.name,
            "latin": place.latin,
            "point": [place.at.lat, place.at.lon],
            "source": place.source,
            "seen": None if place.seen is None else place.seen.isoformat(),
        }
        for place in places[:MOST_PLACES]
    ]
    return json.dumps({"format": FORMAT, "places": rows}, ensure_ascii=False).encode()


def read_suggestions(content: bytes, name: str) -> tuple[Suggestion, ...]:
    """The places in `content`, of a pack called `name`; raises UnreadableFile."""
    fields = parsed(content, name).fields("format", "places")
    return tuple(_suggestion(node) for node in fields["places"].items(MOST_PLACES))


def _suggestion(node: Node) -> Suggestion:
    fields = node.fields("kind", "name", "latin", "point", "source", "seen")
    lat, lon = fields["point"].pair()
    return Suggestion(
        fields["kind"].one_of(SiteKind),
        fields["name"].filled(),
        fields["latin"].maybe(Node.filled),
        Coordinates(lat.number(-90, 90), lon.number(-180, 180)),
        fields["source"].matching(SOURCE_FORM),
        fields["seen"].maybe(Node.day),
    )
