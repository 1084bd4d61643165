"""What the QR code of a place says: a map link, or words that need no program."""

from __future__ import annotations

from dataclasses import replace

from tourplanner.domain.lodging import Lodging
from tourplanner.domain.paper_choice import CodeContent
from tourplanner.domain.place import Coordinates
from tourplanner.domain.roadbook import RoadLodging, RoadStop
from tourplanner.domain.site import Site
from tourplanner.i18n import _
from tourplanner.mapping.map_links import MapService, Spot, lat_lon, place_link

MOST_LINE_BYTES = 120
"""Of each of four lines, so that all fit into a code."""
MOST_NAME_BYTES = 36
"""Of a name in a link, where each byte of Chinese takes three: long links make fine patterns."""
CHINA = "CN"


def stop_spot(stop: RoadStop) -> Spot | None:
    """The place of a stop as maps name it, in the local script; None for a break on the way."""
    if stop.stop.place is None:
        return None
    site = stop.site
    if site is None:
        return Spot(stop.names.local, stop.stop.place.at)
    address = site.address_local or site.address_en or ""
    return Spot(stop.names.local, stop.stop.place.at, address, site.point.accuracy_m)


def lodging_spot(lodging: RoadLodging) -> Spot:
    """A lodging as maps name it."""
    details = lodging.details or Lodging()
    address = details.address_local or details.address_en
    return Spot(lodging.names.local, lodging.place.at, address)


def stop_code_text(stop: RoadStop, country: str, content: CodeContent) -> str | None:
    """What the code of a stop says; None for a break on the way."""
    spot = stop_spot(stop)
    if spot is None:
        return None
    if content is CodeContent.LINK:
        return code_link(spot, country)
    site: Site | None = stop.site
    phone = site.phone if site is not None and site.phone else ""
    return _words((stop.names.local, stop.names.en, spot.address, phone), spot.at)


def lodging_code_text(lodging: RoadLodging, country: str, content: CodeContent) -> str:
    """What the code of a lodging says."""
    spot = lodging_spot(lodging)
    if content is CodeContent.LINK:
        return code_link(spot, country)
    phone = lodging.details.phone if lodging.details else ""
    return _words((lodging.names.local, lodging.names.en, spot.address, phone), spot.at)


def code_link(spot: Spot, country: str) -> str:
    """A link that phones open in `country`: AMap in China, Google Maps elsewhere."""
    service = MapService.AMAP if country == CHINA else MapService.GOOGLE
    return place_link(service, replace(spot, name=_cut(spot.name, MOST_NAME_BYTES))).url


def _words(lines: tuple[str, ...], at: Coordinates) -> str:
    """The lines that say something new, then the point with its datum."""
    kept = [_cut(line, MOST_LINE_BYTES) for line in dict.fromkeys(lines) if line]
    point = _("WGS 84: {point}").format(point=lat_lon(at))
    return "\n".join((*kept, point))


def _cut(line: str, most_bytes: int) -> str:
    return line.encode("utf-8", "ignore")[:most_bytes].decode("utf-8", "ignore")
