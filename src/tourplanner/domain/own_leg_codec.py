"""The traveller's own minutes from and to plain values: a part of a tour file."""

from __future__ import annotations

from tourplanner.domain.itinerary_codec import point_from, point_plain
from tourplanner.domain.own_leg import MOST_MINUTES, OwnLeg
from tourplanner.domain.strict_json import Node
from tourplanner.domain.travel import TravelMode


def own_leg_plain(own: OwnLeg) -> dict[str, object]:
    """One entry as JSON values."""
    return {
        "from": point_plain(own.start),
        "to": point_plain(own.end),
        "mode": own.mode.value,
        "minutes": own.minutes,
    }


def own_leg_from(node: Node) -> OwnLeg:
    """The entry in a JSON value; raises DataInvalid naming what is wrong."""
    plain = node.fields("from", "to", "mode", "minutes")
    return OwnLeg(
        start=point_from(plain["from"]),
        end=point_from(plain["to"]),
        mode=plain["mode"].one_of(TravelMode),
        minutes=plain["minutes"].whole(0, MOST_MINUTES),
    )
