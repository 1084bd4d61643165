"""The map links that stand beside stops and legs in documents."""

from __future__ import annotations

from dataclasses import dataclass

from tourplanner.domain.itinerary import Leg
from tourplanner.domain.roadbook import RoadDay, RoadStop
from tourplanner.domain.site import City
from tourplanner.i18n import _
from tourplanner.mapping.code_texts import CHINA, stop_spot
from tourplanner.mapping.map_links import (
    SERVICE_LABELS,
    MapLink,
    MapService,
    leg_links,
    place_links,
)


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A link with the words that stand for it."""

    label: str
    url: str
    caution: str = ""


def all_links(stop: RoadStop) -> tuple[NamedLink, ...]:
    """The stop in every map service; none for a break on the way."""
    spot = stop_spot(stop)
    return tuple(_named(link) for link in place_links(spot)) if spot is not None else ()


def usual_links(stop: RoadStop, city: City) -> tuple[NamedLink, ...]:
    """The stop in the service that phones open in the city's country, then in any map program."""
    spot = stop_spot(stop)
    if spot is None:
        return ()
    wanted = (_usual(city), MapService.GEO)
    found = {link.service: link for link in place_links(spot)}
    return tuple(_named(found[service]) for service in wanted)


def way_links(day: RoadDay, leg: Leg, city: City) -> tuple[NamedLink, ...]:
    """The way of `leg` in every service that leads from point to point."""
    ends = ends_of(day, leg)
    if ends is None:
        return ()
    start, end = stop_spot(ends[0]), stop_spot(ends[1])
    if start is None or end is None:
        return ()
    return tuple(_named(link) for link in leg_links(start, end, leg.mode, city.names.local))


def usual_way(day: RoadDay, leg: Leg, city: City) -> NamedLink | None:
    """The way of `leg` in the service that phones open in the city's country."""
    label = _(SERVICE_LABELS[_usual(city)])
    return next((link for link in way_links(day, leg, city) if link.label == label), None)


def ends_of(day: RoadDay, leg: Leg) -> tuple[RoadStop, RoadStop] | None:
    """The stops that `leg` joins; None for a leg of another day."""
    for order, each in enumerate(day.legs):
        if each is leg:
            placed = day.placed
            return placed[order], placed[order + 1]
    return None


def _usual(city: City) -> MapService:
    return MapService.AMAP if city.country == CHINA else MapService.GOOGLE


def _named(link: MapLink) -> NamedLink:
    return NamedLink(_(SERVICE_LABELS[link.service]), link.url, link.caution)
