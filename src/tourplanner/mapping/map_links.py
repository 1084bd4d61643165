"""Links that open a place or a way in a map service, each point in the datum it is read in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from tourplanner.domain.datum import Datum, from_wgs84
from tourplanner.domain.mainland import is_in_mainland_china
from tourplanner.domain.place import Coordinates
from tourplanner.domain.travel import TravelMode
from tourplanner.i18n import N_, _

SENDER = "tourplanner"
LONGEST_NAME = 40
"""Letters of a name in a link: each Chinese one takes nine."""
USUAL_ACCURACY_M = 50
ZOOM = 16
DATUM_UNCERTAIN = (Coordinates(22.35, 114.15), Coordinates(22.17, 113.56))
"""Hong Kong and Macau: services differ in whether they shift points there."""
UNCERTAIN_WITHIN_M = 45_000


class MapService(StrEnum):
    """Who shows the map."""

    AMAP = "amap"
    BAIDU = "baidu"
    TENCENT = "tencent"
    APPLE = "apple"
    GOOGLE = "google"
    GEO = "geo"
    ORGANIC_MAPS = "organic_maps"
    OSMAND = "osmand"


SERVICE_LABELS = {
    MapService.AMAP: N_("AMap"),
    MapService.BAIDU: N_("Baidu Maps"),
    MapService.TENCENT: N_("Tencent Maps"),
    MapService.APPLE: N_("Apple Maps"),
    MapService.GOOGLE: N_("Google Maps"),
    MapService.GEO: N_("Any map program"),
    MapService.ORGANIC_MAPS: N_("Organic Maps"),
    MapService.OSMAND: N_("OsmAnd"),
}
CHINESE = frozenset({MapService.AMAP, MapService.BAIDU, MapService.TENCENT})


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with the name that a map writes beside it."""

    name: str
    at: Coordinates
    address: str = ""
    accuracy_m: int = USUAL_ACCURACY_M


@dataclass(frozen=True, slots=True)
class MapLink:
    """A link, the datum of the numbers in it, and what the reader has to know."""

    service: MapService
    url: str
    datum: Datum
    caution: str = ""


def place_links(spot: Spot) -> tuple[MapLink, ...]:
    """A link to the place for every service."""
    return tuple(place_link(service, spot) for service in MapService)


def place_link(service: MapService, spot: Spot) -> MapLink:
    """The link that shows `spot` in `service`."""
    datum, write = PLACE_FORMS[service]
    return MapLink(service, write(spot), datum, caution_for(service, spot.at))


def leg_links(start: Spot, end: Spot, mode: TravelMode, region: str) -> tuple[MapLink, ...]:
    """A link to the way from `start` to `end` for every service that has a form for it.

    `region` is the city's name in its own script, which Baidu asks for. Organic Maps has no
    form for the start: it leads from where the reader stands.
    """
    found = []
    for service, (datum, write) in LEG_FORMS.items():
        caution = caution_for(service, start.at) or caution_for(service, end.at)
        found.append(MapLink(service, write(start, end, mode, region), datum, caution))
    return tuple(found)


def caution_for(service: MapService, at: Coordinates) -> str:
    """What to know of a point shown by `service`; empty when there is nothing."""
    if is_in_mainland_china(at.lat, at.lon):
        if service is MapService.APPLE:
            return _(
                "Apple does not say which datum its links mean in mainland China: "
                "the pin may stand some hundred metres off."
            )
        if service is MapService.GOOGLE:
            return _(
                "Google Maps cannot be reached from mainland China without help, "
                "and its roads there are drawn some hundred metres off."
            )
        return ""
    is_uncertain = any(at.distance_m(there) < UNCERTAIN_WITHIN_M for there in DATUM_UNCERTAIN)
    if service in CHINESE and is_uncertain:
        return _(
            "Map services differ in how they count points in Hong Kong and Macau: "
            "the pin may stand some hundred metres off."
        )
    return ""


def degrees(number: float) -> str:
    """A latitude or longitude to a tenth of a metre, without needless zeros."""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def lat_lon(at: Coordinates, datum: Datum = Datum.WGS84) -> str:
    """A point as "latitude,longitude" in `datum`."""
    point = from_wgs84(at, datum)
    return f"{degrees(point.lat)},{degrees(point.lon)}"


def _lon_lat(at: Coordinates, datum: Datum) -> str:
    point = from_wgs84(at, datum)
    return f"{degrees(point.lon)},{degrees(point.lat)}"


def _name(text: str, separators: str = "") -> str:
    """A name for a link: short, without the signs that part the fields there, escaped."""
    plain = "".join(" " if letter in separators else letter for letter in text)
    words = "".join(letter if letter.isprintable() else " " for letter in plain).split()
    return quote(" ".join(words)[:LONGEST_NAME].strip() or "?", safe="")


def _amap(spot: Spot) -> str:
    position = _lon_lat(spot.at, Datum.WGS84)
    return (
        f"https://uri.amap.com/marker?position={position}&name={_name(spot.name)}"
        f"&src={SENDER}&coordinate=wgs84&callnative=0"
    )


def _baidu(spot: Spot) -> str:
    content = _name(spot.address or spot.name)
    return (
        f"https://api.map.baidu.com/marker?location={lat_lon(spot.at)}&title={_name(spot.name)}"
        f"&content={content}&output=html&coord_type=wgs84&src=webapp.{SENDER}.{SENDER}"
    )


def _tencent(spot: Spot) -> str:
    name = _name(spot.name, ":;")
    address = _name(spot.address or spot.name, ":;")
    return (
        f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{lat_lon(spot.at, Datum.GCJ02)}"
        f";title:{name};addr:{address}&referer={SENDER}"
    )


def _apple(spot: Spot) -> str:
    return f"https://maps.apple.com/?ll={lat_lon(spot.at)}&q={_name(spot.name)}"


def _google(spot: Spot) -> str:
    return f"https://www.google.com/maps/dir/?api=1&destination={lat_lon(spot.at)}"


def _geo(spot: Spot) -> str:
    return f"geo:{lat_lon(spot.at)};u={spot.accuracy_m}"


def _organic_maps(spot: Spot) -> str:
    return f"om://map?v=1&ll={lat_lon(spot.at)}&n={_name(spot.name)}&match=none"


def _osmand(spot: Spot) -> str:
    lat, lon = degrees(spot.at.lat), degrees(spot.at.lon)
    return f"https://osmand.net/map/?pin={lat},{lon}#{ZOOM}/{lat}/{lon}"


PLACE_FORMS: dict[MapService, tuple[Datum, Callable[[Spot], str]]] = {
    MapService.AMAP: (Datum.WGS84, _amap),
    MapService.BAIDU: (Datum.WGS84, _baidu),
    MapService.TENCENT: (Datum.GCJ02, _tencent),
    MapService.APPLE: (Datum.WGS84, _apple),
    MapService.GOOGLE: (Datum.WGS84, _google),
    MapService.GEO: (Datum.WGS84, _geo),
    MapService.ORGANIC_MAPS: (Datum.WGS84, _organic_maps),
    MapService.OSMAND: (Datum.WGS84, _osmand),
}

AMAP_MODES = {TravelMode.WALK: "walk", TravelMode.E_BIKE: "ride", TravelMode.TAXI: "car"}
BAIDU_MODES = {
    TravelMode.WALK: "walking",
    TravelMode.E_BIKE: "driving",
    TravelMode.TAXI: "driving",
}
GOOGLE_MODES = {
    TravelMode.WALK: "walking",
    TravelMode.E_BIKE: "bicycling",
    TravelMode.TAXI: "driving",
}


def _amap_leg(start: Spot, end: Spot, mode: TravelMode, region: str) -> str:
    ends = [f"{_lon_lat(one.at, Datum.GCJ02)},{_name(one.name, ',')}" for one in (start, end)]
    return (
        f"https://uri.amap.com/navigation?from={ends[0]}&to={ends[1]}"
        f"&mode={AMAP_MODES[mode]}&policy=0&src={SENDER}&callnative=0"
    )


def _baidu_leg(start: Spot, end: Spot, mode: TravelMode, region: str) -> str:
    ends = [f"latlng:{lat_lon(one.at)}%7Cname:{_name(one.name, '|:')}" for one in (start, end)]
    return (
        f"https://api.map.baidu.com/direction?origin={ends[0]}&destination={ends[1]}"
        f"&mode={BAIDU_MODES[mode]}&region={_name(region)}&output=html&coord_type=wgs84"
        f"&src=webapp.{SENDER}.{SENDER}"
    )


def _google_leg(start: Spot, end: Spot, mode: TravelMode, region: str) -> str:
    return (
        f"https://www.google.com/maps/dir/?api=1&origin={lat_lon(start.at)}"
        f"&destination={lat_lon(end.at)}&travelmode={GOOGLE_MODES[mode]}"
    )


def _organic_leg(start: Spot, end: Spot, mode: TravelMode, region: str) -> str:
    """On foot the link says so; other modes are left to the reader's last choice there."""
    way = "&mode=walk" if mode is TravelMode.WALK else ""
    return f"om://v2/dir?destination={lat_lon(end.at)}{way}"


LEG_FORMS: dict[MapService, tuple[Datum, Callable[[Spot, Spot, TravelMode, str], str]]] = {
    MapService.AMAP: (Datum.GCJ02, _amap_leg),
    MapService.BAIDU: (Datum.WGS84, _baidu_leg),
    MapService.GOOGLE: (Datum.WGS84, _google_leg),
    MapService.ORGANIC_MAPS: (Datum.WGS84, _organic_leg),
}
"""Tencent, Apple, geo: and OsmAnd have no form for a way that is documented well enough."""
