"""The tour in the vocabulary of schema.org (TouristTrip), for machines that read pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.domain.site import City, SiteKind
from tourplanner.exchange.stop_text import moment_text, one_line
from tourplanner.i18n import _
from tourplanner.mapping.reader_words import ReaderWords
from tourplanner.mapping.wording import day_text

CONTEXT = "https://schema.org"
KIND_TYPES = {SiteKind.MUSEUM: "Museum"}
"""Every type but these is a TouristAttraction."""

Node = dict[str, object]


def write_jsonld(roadbook: Roadbook, made_on: datetime) -> bytes:
    """The trip as a JSON-LD file; `made_on` is an aware instant."""
    trip = trip_node(roadbook) | {"dateModified": made_on.isoformat(timespec="seconds")}
    return f"{json.dumps(trip, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode()


def trip_node(roadbook: Roadbook) -> Node:
    """The trip with its stops in order and a part for each day.

    An ItemList keeps the order, which a plain list would lose.
    """
    words = ReaderWords(roadbook.paper)
    visits = [(day, stop) for day in roadbook.days for stop in day.visits]
    return {
        "@context": CONTEXT,
        "@type": "TouristTrip",
        "name": one_line(roadbook.tour.title),
        "description": "\n".join(one_line(caution) for caution in roadbook.cautions),
        "touristType": _("Traveller to ceramic heritage"),
        **_span(roadbook, [day for day in roadbook.days if day.stops]),
        "itinerary": _items(roadbook, visits, words),
        "subTrip": [
            {
                "@type": "TouristTrip",
                "name": one_line(day_text(day)),
                **_span(roadbook, [day] if day.stops else []),
                "itinerary": _items(roadbook, [(day, stop) for stop in day.visits], words),
            }
            for day in roadbook.days
        ],
    }


def _span(roadbook: Roadbook, days: Sequence[RoadDay]) -> Node:
    if not days:
        return {}
    zone = ZoneInfo(roadbook.city.time_zone)
    first, last = days[0], days[-1]
    return {
        "departureTime": moment_text(first, first.stops[0].stop.start_min, zone),
        "arrivalTime": moment_text(last, last.stops[-1].stop.end_min, zone),
    }


def _items(
    roadbook: Roadbook, visits: Sequence[tuple[RoadDay, RoadStop]], words: ReaderWords
) -> Node:
    return {
        "@type": "ItemList",
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(visits),
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": one_line(words.names(stop.names)[0]),
                "item": _place(stop, roadbook.city),
            }
            for position, (_day, stop) in enumerate(visits, start=1)
        ],
    }


def _place(stop: RoadStop, city: City) -> Node:
    site, place = stop.site, stop.stop.place
    kind = site.kind if site is not None else None
    node: Node = {
        "@type": KIND_TYPES.get(kind, "TouristAttraction") if kind else "TouristAttraction",
        "name": one_line(stop.names.en),
    }
    if stop.names.second:
        node["alternateName"] = {
            "@language": "zh-Hans" if city.language == "zh" else city.language,
            "@value": one_line(stop.names.second),
        }
    if place is not None:
        node["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": round(place.at.lat, 6),
            "longitude": round(place.at.lon, 6),
        }
    if site is not None and (site.address_local or site.address_en):
        node["address"] = one_line(site.address_local or site.address_en or "")
    if site is not None and site.phone:
        node["telephone"] = one_line(site.phone)
    return node
