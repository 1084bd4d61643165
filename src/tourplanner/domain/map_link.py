"""Links of map services: the point they show, in the datum of the service."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from tourplanner.domain.datum import Datum, DatumPoint
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

NUMBER = r"[-+]?\d{1,3}(?:\.\d{1,18})?"
PAIR = re.compile(rf"\s*({NUMBER})\s*,\s*({NUMBER})")
GOOGLE_PLACE = re.compile(rf"!3d({NUMBER})!4d({NUMBER})")
GOOGLE_VIEW = re.compile(rf"@({NUMBER}),({NUMBER})")
SHORT_HOSTS = frozenset(
    {"surl.amap.com", "wb.amap.com", "j.map.baidu.com", "goo.gl", "maps.app.goo.gl", "g.co",
     "maps.apple", "osm.org", "url.cn", "dwz.cn"}
)  # fmt: skip
COORDINATE_TYPES = {
    "wgs84": Datum.WGS84, "gps": Datum.WGS84, "gaode": Datum.GCJ02, "gcj02": Datum.GCJ02,
    "gcj02ll": Datum.GCJ02, "bd09ll": Datum.BD09, "bd09": Datum.BD09,
}  # fmt: skip

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LinkedPoint:
    """What a link says."""

    point: DatumPoint
    service: str
    is_datum_doubtful: bool = False
    """The service does not say which datum it means in mainland China."""


class UnknownLink(InvalidEdit):
    """A link without a point that could be read."""


def linked_point(link: str) -> LinkedPoint:
    """The point in a link.

    Raises UnknownLink saying what to do, InvalidEdit for degrees that are nowhere on earth.
    """
    try:
        parts = urlsplit(link.strip())
        fields = {
            key.lower(): values[-1]
            for key, values in parse_qs(parts.query, max_num_fields=60).items()
        }
    except ValueError as error:
        raise _unknown(_("this is not a link that can be read.")) from error
    scheme, host = parts.scheme.lower(), (parts.hostname or "").removeprefix("www.")
    if scheme == "geo":
        return _geo(parts.path, fields)
    if host in SHORT_HOSTS:
        problem = _("this is a short link. Open it, and copy the long address that it leads to.")
        raise _unknown(problem)
    for names, read in SERVICES:
        is_app = any(scheme.endswith(name) for name in names if "." not in name)
        is_web = any(host == name or host.endswith(f".{name}") for name in names if "." in name)
        if is_app or is_web:
            return read(unquote(f"{parts.path}#{parts.fragment}"), fields)
    raise _unknown(
        _("links of this service are not known. Copy the point's latitude and longitude.")
    )


def _amap(path: str, fields: Fields) -> LinkedPoint:
    datum = COORDINATE_TYPES.get(fields.get("coordinate", "").lower(), Datum.GCJ02)
    if fields.get("dev") == "1":  # "shift it for me": the app is handed GPS coordinates
        datum = Datum.WGS84
    pair = _named(fields, ("lat", "dlat", "slat"), ("lon", "dlon", "lng", "slon"))
    if pair is None:
        turned = _first(fields, ("position", "to", "markers", "from"))
        pair = None if turned is None else (turned[1], turned[0])
    pair = pair or _first(fields, ("q",)) or _in_path(path, r"/regeo/" + f"({NUMBER}),({NUMBER})")
    return _found("AMap", pair, datum)


def _baidu(path: str, fields: Fields) -> LinkedPoint:
    kind = fields.get("coord_type", "bd09ll").lower()
    if kind == "bd09mc":
        problem = _("it gives metres (bd09mc). Copy a link with latitude and longitude.")
        raise _unknown(problem)
    datum = COORDINATE_TYPES.get(kind, Datum.BD09)
    pair = _first(fields, ("location", "destination", "origin"))
    return _found("Baidu", pair, datum)


def _tencent(path: str, fields: Fields) -> LinkedPoint:
    pair = _first(fields, ("marker", "coord", "tocoord", "fromcoord"))
    return _found("Tencent", pair, Datum.GCJ02)


def _google(path: str, fields: Fields) -> LinkedPoint:
    pair = _in_path(path, GOOGLE_PLACE.pattern)
    pair = pair or _first(fields, ("query", "destination", "q", "ll", "daddr", "center"))
    pair = pair or _in_path(path, GOOGLE_VIEW.pattern)
    pair = pair or _in_path(path, rf"/(?:place|search|dir)/\s*({NUMBER}),\+?\s*({NUMBER})")
    return _found("Google Maps", pair, Datum.WGS84, is_doubtful=True)


def _google_china(path: str, fields: Fields) -> LinkedPoint:
    return _found("Google Maps", _google(path, fields).point, Datum.GCJ02)


def _apple(path: str, fields: Fields) -> LinkedPoint:
    pair = _first(fields, ("coordinate", "ll", "daddr", "center", "q", "sll"))
    return _found("Apple Maps", pair, Datum.WGS84, is_doubtful=True)


def _openstreetmap(path: str, fields: Fields) -> LinkedPoint:
    pair = _named(fields, ("mlat",), ("mlon",))
    pair = pair or _in_path(path, rf"map=\d+(?:\.\d+)?/({NUMBER})/({NUMBER})")
    return _found("OpenStreetMap", pair, Datum.WGS84)


def _osmand(path: str, fields: Fields) -> LinkedPoint:
    pair = _first(fields, ("pin",)) or _in_path(path, rf"#\d+(?:\.\d+)?/({NUMBER})/({NUMBER})")
    return _found("OsmAnd", pair, Datum.WGS84)


def _organic(path: str, fields: Fields) -> LinkedPoint:
    return _found("Organic Maps", _first(fields, ("ll", "destination")), Datum.WGS84)


SERVICES: tuple[tuple[tuple[str, ...], Callable[[str, Fields], LinkedPoint]], ...] = (
    (("amap.com", "gaode.com", "amap", "iosamap", "androidamap"), _amap),
    (("map.baidu.com", "baidumap", "bdapp"), _baidu),
    (("map.qq.com", "qqmap"), _tencent),
    (("google.cn",), _google_china),
    (("google.com", "comgooglemaps", "google.navigation"), _google),
    (("maps.apple.com", "maps"), _apple),
    (("openstreetmap.org",), _openstreetmap),
    (("osmand.net",), _osmand),
    (("omaps.app", "organicmaps.app", "om"), _organic),
)
"""Hosts, and schemes of apps (without a dot), with the way to read them."""


def _geo(path: str, fields: Fields) -> LinkedPoint:
    """RFC 5870, and the form of Android that puts the point into `q`."""
    point, _semicolon, parameters = path.partition(";")
    for parameter in parameters.lower().split(";"):
        if parameter.startswith("crs=") and parameter != "crs=wgs84":
            raise _unknown(_("its reference system is not WGS 84."))
    pair = _first(fields, ("q",)) or _match(PAIR, point)
    return _found("geo", pair, Datum.WGS84)


def _found(
    service: str,
    pair: tuple[float, float] | DatumPoint | None,
    datum: Datum,
    *,
    is_doubtful: bool = False,
) -> LinkedPoint:
    if pair is None:
        raise _unknown(
            _("this link of {service} names no point. Copy the link of a marker.").format(
                service=service
            )
        )
    lat, lon = (pair.lat, pair.lon) if isinstance(pair, DatumPoint) else pair
    return LinkedPoint(DatumPoint(lat, lon, datum), service, is_doubtful)


def _first(fields: Fields, names: tuple[str, ...]) -> tuple[float, float] | None:
    """The first pair of numbers that one of the fields begins with, after a word like "coord:"."""
    for name in names:
        text = re.sub(r"^\s*(?:latlng|coord|loc|gps):", "", fields.get(name, ""))
        pair = _match(PAIR, text)
        if pair is not None:
            return pair
    return None


def _named(
    fields: Fields, lat_names: tuple[str, ...], lon_names: tuple[str, ...]
) -> tuple[float, float] | None:
    for lat, lon in zip(lat_names, lon_names, strict=False):
        if lat in fields and lon in fields:
            return _match(PAIR, f"{fields[lat]},{fields[lon]}")
    if lat_names[0] in fields and "lng" in fields:
        return _match(PAIR, f"{fields[lat_names[0]]},{fields['lng']}")
    return None


def _in_path(path: str, form: str) -> tuple[float, float] | None:
    found = re.search(form, path)
    return None if found is None else (float(found[1]), float(found[2]))


def _match(form: re.Pattern[str], text: str) -> tuple[float, float] | None:
    found = form.match(text)
    return None if found is None else (float(found[1]), float(found[2]))


def _unknown(problem: str) -> UnknownLink:
    return UnknownLink(field=_("Point"), problem=problem)
