"""GeoJSON (RFC 7946): stops as points, legs as lines, for map programs and scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from tourplanner.domain.itinerary import Leg, StopKind
from tourplanner.domain.place import Coordinates
from tourplanner.domain.roadbook import Roadbook, RoadDay
from tourplanner.exchange.stop_text import lines_about, moment, one_line
from tourplanner.mapping.reader_words import ReaderWords

DEGREE_DIGITS = 6
"""About a tenth of a metre; more would claim what nobody knows."""

Feature = dict[str, object]


def write_geojson(roadbook: Roadbook, now: datetime) -> bytes:
    """The tour as one FeatureCollection in WGS 84, longitude first; `now` is an aware instant.

    An id depends on day and site, not on order or time: it stays when the day is rearranged.
    """
    zone = ZoneInfo(roadbook.city.time_zone)
    words = ReaderWords(roadbook.paper)
    features: list[Feature] = []
    for day in roadbook.days:
        ids = _stop_ids(day)
        features += _stops(day, ids, zone, words)
        features += _legs(day, ids, zone)
    document = {
        "type": "FeatureCollection",
        "name": one_line(roadbook.tour.title),
        "made": now.astimezone(UTC).isoformat(timespec="seconds"),
        "cautions": [one_line(caution) for caution in roadbook.cautions],
        "features": features,
    }
    return f"{json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode()


def _stops(
    day: RoadDay, ids: tuple[str, ...], zone: ZoneInfo, words: ReaderWords
) -> Iterator[Feature]:
    for stop_id, stop in zip(ids, day.placed, strict=True):
        place, site = stop.stop.place, stop.site
        if place is None:
            continue
        is_visit = stop.stop.kind is StopKind.VISIT
        yield {
            "type": "Feature",
            "id": f"stop-{stop_id}",
            "geometry": {"type": "Point", "coordinates": _position(place.at)},
            "properties": {
                "feature": "stop",
                "kind": stop.stop.kind.value,
                "day": day.number,
                "date": day.date.isoformat(),
                "number": stop.number,
                "label": day.label(stop) if is_visit else None,
                "site": None if stop.stop.site is None else one_line(stop.stop.site),
                "site_kind": None if site is None else site.kind.value,
                "own_entry": site is not None and site.is_own,
                "name": one_line(stop.names.en),
                "name_local": one_line(stop.names.local),
                "name_zh": None if not stop.names.zh_hans else one_line(stop.names.zh_hans),
                "start": moment(day, stop.stop.start_min, zone).isoformat(),
                "end": moment(day, stop.stop.end_min, zone).isoformat(),
                "waiting_min": stop.stop.waiting_min,
                "event": None if stop.event is None else one_line(stop.event),
                "by_appointment": stop.is_by_appointment,
                "hours_assumed": site is not None and site.hours.is_assumed,
                "position_accuracy_m": None if site is None else site.point.accuracy_m,
                "description": "\n".join(lines_about(day, stop, words)) if is_visit else None,
            },
        }


def _legs(day: RoadDay, ids: tuple[str, ...], zone: ZoneInfo) -> Iterator[Feature]:
    journeys = zip(day.legs, pairwise(day.placed), strict=True)
    for order, (leg, (start, end)) in enumerate(journeys, start=1):
        if start.stop.place is None or end.stop.place is None:
            continue
        line = leg.line or (start.stop.place.at, end.stop.place.at)
        yield {
            "type": "Feature",
            "id": f"leg-{ids[order - 1]}-to-{ids[order]}",
            "geometry": {
                "type": "LineString",
                "coordinates": [_position(at) for at in line],
            },
            "properties": _leg_properties(day, order, leg, zone)
            | {"from": one_line(start.names.en), "to": one_line(end.names.en)},
        }


def _leg_properties(day: RoadDay, order: int, leg: Leg, zone: ZoneInfo) -> dict[str, object]:
    return {
        "feature": "leg",
        "day": day.number,
        "date": day.date.isoformat(),
        "number": order,
        "mode": leg.mode.value,
        "minutes": leg.minutes,
        "distance_m": leg.distance_m,
        "climb_m": leg.climb_m,
        "descent_m": leg.descent_m,
        "estimate": leg.is_estimate,
        "source": leg.source.value,
        "straight_line": not leg.line and leg.distance_m > 0,
        "start": moment(day, leg.depart_min, zone).isoformat(),
        "end": moment(day, leg.arrive_min, zone).isoformat(),
    }


def _stop_ids(day: RoadDay) -> tuple[str, ...]:
    """An id for each placed stop, unique within the day."""
    ids: list[str] = []
    for order, stop in enumerate(day.placed):
        name = "end" if order else "start"
        if stop.stop.site is not None:
            name = one_line(stop.stop.site)
        wished = f"d{day.number}-{name}"
        ids.append(wished if wished not in ids else f"{wished}-{order}")
    return tuple(ids)


def _position(at: Coordinates) -> list[float]:
    return [round(at.lon, DEGREE_DIGITS), round(at.lat, DEGREE_DIGITS)]
