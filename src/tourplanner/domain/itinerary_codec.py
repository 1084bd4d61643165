"""Itinerary from and to plain values, the part of a tour file that holds the plan."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tourplanner.domain.itinerary import (
    DayPlan,
    Itinerary,
    LeftOut,
    Leg,
    Reason,
    ReasonKind,
    Stop,
    StopKind,
)
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.polyline import encoded, line_from
from tourplanner.domain.site import SiteId
from tourplanner.domain.strict_json import Node
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.domain.travel import TravelMode, TravelSource
from tourplanner.i18n import _

MOST_SITES = 20_000
MOST_STOPS = 1_000
LATEST_MIN = 3 * 1440
"""A day's clock may run past midnight."""
MOST_METRES = 50_000_000
MOST_SCORE = 2**53


def itinerary_plain(itinerary: Itinerary) -> dict[str, object]:
    """The plan as JSON values."""
    return {
        "score": itinerary.score,
        "days": [_day_plain(day) for day in itinerary.days],
        "left_out": [_left_out_plain(entry) for entry in itinerary.left_out],
    }


def itinerary_from(node: Node) -> Itinerary:
    """The plan in a JSON value; raises DataInvalid naming what is wrong."""
    plain = node.fields("score", "days", "left_out")
    return Itinerary(
        days=tuple(_day_from(day) for day in plain["days"].items(MAX_DAYS)),
        left_out=tuple(_left_out_from(entry) for entry in plain["left_out"].items(MOST_SITES)),
        score=plain["score"].whole(-MOST_SCORE, MOST_SCORE),
    )


def place_plain(place: Place) -> dict[str, object]:
    """A place as JSON values."""
    return {"name": place.name, "lat": place.at.lat, "lon": place.at.lon, "site": place.site}


def place_from(node: Node) -> Place:
    """The place in a JSON value."""
    plain = node.fields("name", "lat", "lon", "site")
    at = coordinates_from(plain["lat"], plain["lon"])
    return Place(plain["name"].text(), at, plain["site"].maybe(Node.filled))


def coordinates_from(lat: Node, lon: Node) -> Coordinates:
    """A WGS-84 point from its two numbers, degrees."""
    return Coordinates(lat.number(-90, 90), lon.number(-180, 180))


def point_plain(at: Coordinates) -> dict[str, float]:
    """A point as JSON values."""
    return {"lat": at.lat, "lon": at.lon}


def point_from(node: Node) -> Coordinates:
    """The point in a JSON value."""
    plain = node.fields("lat", "lon")
    return coordinates_from(plain["lat"], plain["lon"])


def site_id_from(node: Node) -> SiteId:
    """The id of a site."""
    return SiteId(node.filled())


def _day_plain(day: DayPlan) -> dict[str, object]:
    return {
        "date": day.date.isoformat(),
        "stops": [_stop_plain(stop) for stop in day.stops],
        "legs": [_leg_plain(leg) for leg in day.legs],
    }


def _day_from(node: Node) -> DayPlan:
    plain = node.fields("date", "stops", "legs")
    day = DayPlan(
        date=plain["date"].day(),
        stops=tuple(_stop_from(stop) for stop in plain["stops"].items(MOST_STOPS)),
        legs=tuple(_leg_from(leg) for leg in plain["legs"].items(MOST_STOPS)),
    )
    if len(day.legs) != max(len(day.placed) - 1, 0):
        problem = _("{legs} legs cannot join {stops} stops.")
        raise plain["legs"].wrong(problem.format(legs=len(day.legs), stops=len(day.placed)))
    return day


def _stop_plain(stop: Stop) -> dict[str, object]:
    return {
        "kind": stop.kind.value,
        "start_min": stop.start_min,
        "end_min": stop.end_min,
        "place": None if stop.place is None else place_plain(stop.place),
        "site": stop.site,
        "arrival_min": stop.arrival_min,
        "event": stop.event,
        "name": stop.name,
    }


def _stop_from(node: Node) -> Stop:
    plain = node.fields(
        "kind", "start_min", "end_min", "place", "site", "arrival_min", "event", "name"
    )
    start_min = _minute(plain["start_min"])
    stop = Stop(
        kind=plain["kind"].one_of(StopKind),
        start_min=start_min,
        end_min=plain["end_min"].whole(start_min, LATEST_MIN),
        place=plain["place"].maybe(place_from),
        site=plain["site"].maybe(site_id_from),
        arrival_min=plain["arrival_min"].maybe(_minute),
        event=plain["event"].maybe(Node.text),
        name=plain["name"].maybe(Node.text),
    )
    if stop.kind is StopKind.VISIT and stop.site is None:
        raise plain["site"].wrong(_("a visit names its site."))
    if stop.kind is not StopKind.VISIT and stop.site is not None:
        raise plain["site"].wrong(_("only a visit names a site."))
    if stop.kind is not StopKind.BREAK and stop.place is None:
        raise plain["place"].wrong(_("only a break has no place."))
    return stop


def _leg_plain(leg: Leg) -> dict[str, object]:
    return {
        "depart_min": leg.depart_min,
        "arrive_min": leg.arrive_min,
        "mode": leg.mode.value,
        "minutes": leg.minutes,
        "distance_m": leg.distance_m,
        "is_estimate": leg.is_estimate,
        "source": leg.source.value,
        "line": encoded(leg.line),
        **{name: metres for name, metres in _climb_plain(leg) if metres is not None},
    }


def _climb_plain(leg: Leg) -> tuple[tuple[str, int | None], ...]:
    return ("climb_m", leg.climb_m), ("descent_m", leg.descent_m)


def _leg_from(node: Node) -> Leg:
    plain = node.fields(
        "depart_min", "arrive_min", "mode", "minutes", "distance_m", "is_estimate",
        optional=("source", "line", "climb_m", "descent_m"),
    )  # fmt: skip
    depart_min = _minute(plain["depart_min"])
    return Leg(
        depart_min=depart_min,
        arrive_min=plain["arrive_min"].whole(depart_min, LATEST_MIN),
        mode=plain["mode"].one_of(TravelMode),
        minutes=_minute(plain["minutes"]),
        distance_m=plain["distance_m"].whole(0, MOST_METRES),
        source=_source_from(plain),
        line=line_from(plain["line"]) if "line" in plain else (),
        climb_m=metres_from(plain["climb_m"]) if "climb_m" in plain else None,
        descent_m=metres_from(plain["descent_m"]) if "descent_m" in plain else None,
    )


def _source_from(plain: Mapping[str, Node]) -> TravelSource:
    """Older files say only whether a leg is an estimate."""
    is_estimate = plain["is_estimate"].boolean()
    if "source" not in plain:
        return TravelSource.ESTIMATED if is_estimate else TravelSource.ROUTED
    source = plain["source"].one_of(TravelSource)
    if is_estimate is not (source is TravelSource.ESTIMATED):
        raise plain["is_estimate"].wrong(_("it is at odds with “{name}”.").format(name="source"))
    return source


def _left_out_plain(entry: LeftOut) -> dict[str, object]:
    reason = entry.reason
    return {
        "site": entry.site,
        "reason": {
            "kind": reason.kind.value,
            "day": reason.day,
            "short_min": reason.short_min,
            "instead_of": list(reason.instead_of),
            "short_m": reason.short_m,
        },
    }


def _left_out_from(node: Node) -> LeftOut:
    plain = node.fields("site", "reason")
    reason = plain["reason"].fields("kind", "day", "short_min", "instead_of", optional=("short_m",))
    return LeftOut(
        site=site_id_from(plain["site"]),
        reason=Reason(
            kind=reason["kind"].one_of(ReasonKind),
            day=reason["day"].maybe(partial(Node.whole, least=0, most=MAX_DAYS - 1)),
            short_min=reason["short_min"].maybe(_minute),
            instead_of=tuple(site_id_from(site) for site in reason["instead_of"].items(MOST_STOPS)),
            short_m=reason["short_m"].maybe(metres_from) if "short_m" in reason else None,
        ),
    )


def metres_from(node: Node) -> int:
    """A distance in whole metres."""
    return node.whole(0, MOST_METRES)


def _minute(node: Node) -> int:
    return node.whole(0, LATEST_MIN)
