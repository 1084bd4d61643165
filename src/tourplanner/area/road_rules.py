"""What the tags of a road allow: who may use it, in which direction, and how fast."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class RoadMode(StrEnum):
    """A way to move on roads, each with a graph of its own."""

    WALK = "walk"
    CYCLE = "cycle"
    DRIVE = "drive"


Tags = Mapping[str, str]

WALK_KM_H = 4.5
STEPS_KM_H = 2.2
PUSH_KM_H = 4.0
"""A bicycle that has to be pushed."""
DESTINATION_KM_H = 8.0
"""Roads that may be driven only to reach a place beside them: nobody gains by passing through."""

ACCESS_KEYS = {
    RoadMode.WALK: ("foot", "access"),
    RoadMode.CYCLE: ("bicycle", "vehicle", "access"),
    RoadMode.DRIVE: ("motorcar", "motor_vehicle", "vehicle", "access"),
}
"""The most particular key first: it decides."""

YES = frozenset({"yes", "designated", "permissive", "official", "public", "permit"})
ON_THE_WAY_HOME = frozenset({"destination", "customers", "delivery", "residents"})
NO = frozenset(
    {"no", "private", "agricultural", "forestry", "military", "emergency", "use_sidepath",
     "discouraged", "psv", "bus", "restricted", "none"}
)  # fmt: skip

WALKED = frozenset(
    {"trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link", "tertiary",
     "tertiary_link", "unclassified", "residential", "living_street", "road", "service", "track",
     "path", "footway", "pedestrian", "steps", "bridleway", "cycleway", "corridor", "platform"}
)  # fmt: skip

CYCLED_KM_H = {
    "trunk": 16.0, "trunk_link": 16.0, "primary": 16.0, "primary_link": 16.0, "secondary": 16.0,
    "secondary_link": 16.0, "tertiary": 16.0, "tertiary_link": 16.0, "unclassified": 16.0,
    "residential": 16.0, "living_street": 12.0, "road": 14.0, "service": 12.0, "track": 11.0,
    "path": 10.0, "cycleway": 16.0,
}  # fmt: skip
CYCLED_WHEN_TAGGED_KM_H = {"footway": 8.0, "pedestrian": 8.0, "bridleway": 8.0}

DRIVEN_KM_H = {
    "motorway": 95.0, "motorway_link": 50.0, "trunk": 65.0, "trunk_link": 40.0, "primary": 48.0,
    "primary_link": 35.0, "secondary": 40.0, "secondary_link": 30.0, "tertiary": 34.0,
    "tertiary_link": 28.0, "unclassified": 28.0, "residential": 20.0, "living_street": 8.0,
    "road": 20.0, "service": 12.0,
}  # fmt: skip
DRIVEN_WHEN_TAGGED_KM_H = {"track": 12.0, "pedestrian": 8.0}

LOOSE = frozenset(
    {"unpaved", "gravel", "fine_gravel", "compacted", "dirt", "earth", "ground", "grass", "sand",
     "mud", "pebblestone", "rock", "woodchips", "grass_paver"}
)  # fmt: skip
ROUGH = frozenset({"cobblestone", "unhewn_cobblestone", "sett"})
SURFACE_FACTOR = {
    RoadMode.WALK: (1.0, 1.0),
    RoadMode.CYCLE: (0.7, 0.75),
    RoadMode.DRIVE: (0.6, 0.8),
}
"""Of the speed on asphalt: on loose ground, on cobbles."""

CLOSED_TO_CARS = frozenset(
    {"bollard", "block", "cycle_barrier", "motorcycle_barrier", "stile", "kissing_gate",
     "turnstile", "full-height_turnstile", "jersey_barrier", "chain", "horse_stile", "log",
     "debris", "bus_trap", "sump_buster", "planter", "step", "fence", "wall", "hedge"}
)  # fmt: skip
CLOSED_TO_BICYCLES = frozenset(
    {"stile", "turnstile", "full-height_turnstile", "kissing_gate", "horse_stile", "fence",
     "wall", "hedge"}
)  # fmt: skip
CLOSED_ON_FOOT = frozenset({"fence", "wall", "hedge"})
CLOSED_BY_BARRIER = {
    RoadMode.WALK: CLOSED_ON_FOOT,
    RoadMode.CYCLE: CLOSED_TO_BICYCLES,
    RoadMode.DRIVE: CLOSED_TO_CARS,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """How one mode may use a road; both directions have the same speed."""

    km_h: float
    forward: bool = True
    backward: bool = True


def passage(tags: Tags, mode: RoadMode) -> Passage | None:
    """How `mode` may use a way with these tags; None when it may not."""
    km_h = _speed(tags, mode)
    if km_h is None:
        return None
    forward, backward = directions(tags, mode)
    return Passage(km_h, forward, backward) if forward or backward else None


def blocks(tags: Tags, mode: RoadMode) -> bool:
    """Whether a node with these tags stops `mode`; a gate does not, unless it is locked."""
    barrier = tags.get("barrier")
    if barrier is None:
        return False
    allowed = access(tags, mode)
    if allowed is not None:
        return not allowed
    return barrier in CLOSED_BY_BARRIER[mode] or tags.get("locked") == "yes"


def access(tags: Tags, mode: RoadMode) -> bool | None:
    """What the access tags say to `mode`; None when they say nothing that is known."""
    for key in ACCESS_KEYS[mode]:
        value = tags.get(key)
        if value in NO:
            return False
        if value in YES or value in ON_THE_WAY_HOME or value == "dismount":
            return True
    return None


def directions(tags: Tags, mode: RoadMode) -> tuple[bool, bool]:
    """Whether `mode` may go with the way's line, and against it."""
    if mode is RoadMode.WALK:
        rule = tags.get("oneway:foot")
        if rule is None and tags.get("highway") in {"steps", "footway"}:
            rule = {"forward": "yes", "backward": "-1"}.get(tags.get("conveying", ""))
        return _one_way(rule)
    rule = tags.get("oneway")
    if rule is None and (
        tags.get("junction") in {"roundabout", "circular"} or tags.get("highway") == "motorway"
    ):
        rule = "yes"
    if mode is RoadMode.CYCLE:
        own = tags.get("oneway:bicycle")
        against = any(
            tags.get(key, "").startswith("opposite")
            for key in ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both")
        )
        rule = own if own is not None else "no" if against else rule
    return _one_way(rule)


def _one_way(rule: str | None) -> tuple[bool, bool]:
    if rule in {"yes", "true", "1"}:
        return True, False
    if rule in {"-1", "reverse"}:
        return False, True
    if rule == "reversible":
        return False, False
    return True, True


def _speed(tags: Tags, mode: RoadMode) -> float | None:
    """Kilometres an hour; None when the road is not for `mode`."""
    kind = tags.get("highway", "")
    allowed = access(tags, mode)
    if allowed is False or tags.get("impassable") == "yes":
        return None
    if mode is RoadMode.WALK:
        return _walking(kind, tags, is_tagged=allowed is True)
    if mode is RoadMode.CYCLE:
        return _cycling(kind, tags, is_tagged=allowed is True)
    return _driving(kind, tags, is_tagged=allowed is True)


def _walking(kind: str, tags: Tags, *, is_tagged: bool) -> float | None:
    if kind not in WALKED:
        return None
    if tags.get("motorroad") == "yes" and not is_tagged:
        return None
    return STEPS_KM_H if kind == "steps" and "conveying" not in tags else WALK_KM_H


def _cycling(kind: str, tags: Tags, *, is_tagged: bool) -> float | None:
    km_h = CYCLED_KM_H.get(kind)
    if km_h is None and is_tagged:
        km_h = CYCLED_WHEN_TAGGED_KM_H.get(kind)
    if km_h is None or (tags.get("motorroad") == "yes" and not is_tagged):
        return None
    if tags.get("bicycle") == "dismount":
        return PUSH_KM_H
    return max(PUSH_KM_H, km_h * _surface(tags, RoadMode.CYCLE))


def _driving(kind: str, tags: Tags, *, is_tagged: bool) -> float | None:
    km_h = DRIVEN_KM_H.get(kind)
    if km_h is None and is_tagged and _names_cars(tags):
        km_h = DRIVEN_WHEN_TAGGED_KM_H.get(kind)
    if km_h is None:
        return None
    km_h *= _surface(tags, RoadMode.DRIVE)
    most = _limit_km_h(tags)
    if most is not None:
        km_h = min(km_h, most)
    if _deciding(tags, RoadMode.DRIVE) in ON_THE_WAY_HOME:
        km_h = min(km_h, DESTINATION_KM_H)
    return km_h


def _names_cars(tags: Tags) -> bool:
    return any(tags.get(key) in YES | ON_THE_WAY_HOME for key in ACCESS_KEYS[RoadMode.DRIVE][:2])


def _deciding(tags: Tags, mode: RoadMode) -> str | None:
    return next((tags[key] for key in ACCESS_KEYS[mode] if key in tags), None)


def _surface(tags: Tags, mode: RoadMode) -> float:
    loose, rough = SURFACE_FACTOR[mode]
    surface = tags.get("surface", "").partition(":")[0]
    if surface in LOOSE:
        return loose
    return rough if surface in ROUGH else 1.0


def _limit_km_h(tags: Tags) -> float | None:
    """The speed limit, when it is a number that makes sense."""
    found = re.fullmatch(r"(\d{1,3})(?: ?(km/h|mph))?", tags.get("maxspeed", ""))
    if found is None or int(found[1]) < 3:
        return None
    return int(found[1]) * (1.609344 if found[2] == "mph" else 1.0)
