"""Which sites answer a query, best or nearest first, found step by step."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, text

from tourplanner.domain.place import Coordinates
from tourplanner.storage.search_text import match_tiers
from tourplanner.storage.site_points import SitePoints

FIRST_RING_M = 500.0
RING_GROWTH = 2.0
HALF_EQUATOR_M = 20_100_000.0
METRES_PER_DEGREE = 111_000.0
"""A little less than it is, so that a ring's box is never too small."""
_MATCHING = text("SELECT rowid FROM site_text WHERE site_text MATCH :wanted ORDER BY rowid")
_MATCHING_AS_TEXT = text("SELECT group_concat(rowid) FROM site_text WHERE site_text MATCH :wanted")
"""One row instead of a hundred thousand: five times as fast."""
_EVERYTHING = text("SELECT key FROM site ORDER BY key")
_IN_BOX = text(
    "SELECT site.key, site.lat, site.lon FROM site_box "
    "JOIN site ON site.key = site_box.key WHERE site_box.north >= :south "
    "AND site_box.south <= :north AND site_box.east >= :west AND site_box.west <= :east"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query in the words of the full-text table."""

    text: str = ""
    facets: tuple[tuple[str, ...], ...] = ()
    """Of each group at least one word has to be there; an empty group is never met."""
    near: Coordinates | None = None
    within_m: float | None = None


def found_keys(
    connection: Connection, wanted: Wanted, points: Callable[[], SitePoints]
) -> Iterator[int]:
    """Keys of the sites that answer, each once; the search goes only as far as they are taken.

    `points` is asked only for the nearest of those that match a text or a filter.
    """
    tiers = match_tiers(wanted.text)
    if any(not group for group in wanted.facets) or (wanted.text.strip() and not tiers):
        return iter(())
    if wanted.near is None:
        return _best(connection, _expressions(tiers, wanted))
    if not tiers and not wanted.facets:
        return _in_rings(connection, wanted.near, wanted.within_m)
    any_tier = " OR ".join(f"({tier})" for tier in tiers)
    (expression,) = _expressions((any_tier,) if tiers else (), wanted)
    listed = connection.scalar(_MATCHING_AS_TEXT, {"wanted": expression}) or ""
    ranked = points().nearest(np.fromstring(listed, dtype=np.int64, sep=","), wanted.near)
    return (key for metres, key in ranked if wanted.within_m is None or metres <= wanted.within_m)


def _expressions(tiers: tuple[str, ...], wanted: Wanted) -> tuple[str, ...]:
    """What to look for in the full-text table, one thing after the other."""
    groups = (" OR ".join(f'"{word}"' for word in group) for group in wanted.facets)
    facets = " AND ".join(f"(facets: ({group}))" for group in groups)
    if not tiers:
        return (facets,) if facets else ()
    return tuple(f"({tier}) AND {facets}" if facets else tier for tier in tiers)


def _best(connection: Connection, expressions: tuple[str, ...]) -> Iterator[int]:
    if not expressions:
        for (key,) in connection.execute(_EVERYTHING):
            yield key
    seen: set[int] = set()
    for expression in expressions:
        for (key,) in connection.execute(_MATCHING, {"wanted": expression}):
            if key not in seen:
                seen.add(key)
                yield key


def _in_rings(connection: Connection, near: Coordinates, within_m: float | None) -> Iterator[int]:
    """Rings around the point, each twice as wide as the one before."""
    farthest = HALF_EQUATOR_M if within_m is None else min(float(within_m), HALF_EQUATOR_M)
    inner, outer = -1.0, min(FIRST_RING_M, farthest)
    while True:
        ring: list[tuple[float, int]] = []
        for key, lat, lon in connection.execute(_IN_BOX, _box(near, outer)):
            metres = near.distance_m(Coordinates(lat, lon))
            if inner < metres <= outer:
                ring.append((metres, key))
        heapq.heapify(ring)
        while ring:
            yield heapq.heappop(ring)[1]
        if outer >= farthest:
            return
        inner, outer = outer, min(outer * RING_GROWTH, farthest)


def _box(near: Coordinates, radius_m: float) -> dict[str, float]:
    """A box that holds the circle; around a pole or across the date line it is a whole belt."""
    half_lat = radius_m / METRES_PER_DEGREE
    south, north = near.lat - half_lat, near.lat + half_lat
    box = {"south": south, "north": north, "west": -180.0, "east": 180.0}
    if south > -89 and north < 89:
        farther = max(abs(south), abs(north))
        half_lon = half_lat / math.cos(math.radians(farther))
        west, east = near.lon - half_lon, near.lon + half_lon
        if west > -180 and east < 180:
            box |= {"west": west, "east": east}
    return box
