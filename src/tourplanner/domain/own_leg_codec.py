"""The traveller's own minutes from and to plain values: a part of a tour file."""

from __future__ import annotations

from tourplanner.domain.itinerary_codec import coordinates_from
from tourplanner.domain.own_leg import MOST_MINUTES, OwnLeg
from tourplanner.domain.place import Coordinates
from tourplanner.domain.strict_json import Node
from tourplanner.domain.travel import TravelMode


def own_leg_plain(own: OwnLeg) -> dict[str, object]:
    """One entry as JSON values."""
    return {
        "from": _point(own.start),
        "to": _point(own.end),
        "mode": own.mode.value,
        "minutes": own.minutes,
    }


def own_leg_from(node: Node) -> OwnLeg:
    """The entry in a JSON value; raises DataInvalid naming what is wrong."""
    plain = node.fields("from", "to", "mode", "minutes")
    return OwnLeg(
        start=_point_from(plain["from"]),
        end=_point_from(plain["to"]),
        mode=plain["mode"].one_of(TravelMode),
        minutes=plain["minutes"].whole(0, MOST_MINUTES),
    )


def _point(at: Coordinates) -> dict[str, float]:
    return {"lat": at.lat, "lon": at.lon}


def _point_from(node: Node) -> Coordinates:
    plain = node.fields("lat", "lon")
    return coordinates_from(plain["lat"], plain["lon"])
