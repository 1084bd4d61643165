"""A roadbook as plain values: what `show --json` prints, resources/schemas/show-1.schema.json."""

from __future__ import annotations

from itertools import pairwise

from tourplanner.domain.itinerary import Leg
from tourplanner.domain.own_cautions import own_cautions
from tourplanner.domain.place_facts_codec import place_facts_plain
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadLeftOut, RoadRide, RoadStop
from tourplanner.domain.taxi_fare import FareEstimate, TaxiTariff, fare_of
from tourplanner.domain.time_window import clock
from tourplanner.domain.travel import TravelMode


def show_as_plain(roadbook: Roadbook, tariff: TaxiTariff | None = None) -> dict[str, object]:
    """The days and what was left out, as JSON values; no days when the tour is not planned.

    Legs by taxi carry an estimated fare where the `tariff` is known.
    Times are "HH:MM" in the city's zone, "HH:MM+1" after midnight.
    """
    return {
        "id": roadbook.tour.id,
        "title": roadbook.tour.title,
        "city": {
            "id": roadbook.city.id,
            "name": roadbook.city.names.en,
            "name_local": roadbook.city.names.local,
            "country": roadbook.city.country,
            "time_zone": roadbook.city.time_zone,
        },
        "days": [_day(day, tariff) for day in roadbook.days],
        "left_out": [_left_out(entry) for entry in roadbook.left_out],
        "cautions": [*roadbook.cautions, *own_cautions(roadbook)],
    }


def _day(day: RoadDay, tariff: TaxiTariff | None) -> dict[str, object]:
    return {
        "number": day.number,
        "date": day.date.isoformat(),
        "holiday": day.holiday,
        "frozen": day.is_frozen,
        "walk_m": sum(leg.distance_m for leg in day.legs if leg.mode is TravelMode.WALK),
        "distance_m": day.distance_m,
        "travel_min": day.travel_min,
        "waiting_min": sum(stop.stop.waiting_min for stop in day.stops),
        "stops": [_stop(stop) for stop in day.stops],
        "legs": [
            _leg(leg, start, end, tariff)
            for leg, (start, end) in zip(day.legs, pairwise(day.placed), strict=True)
        ],
        "rides": [_ride(ride) for ride in day.rides],
    }


def _ride(ride: RoadRide) -> dict[str, object]:
    one = ride.transport
    return {
        "mode": one.mode.value,
        "number": one.number,
        "from": one.from_name,
        "from_local": one.from_local,
        "to": one.to_name,
        "to_local": one.to_local,
        "depart": one.depart.isoformat(timespec="minutes"),
        "depart_zone": str(one.depart.tzinfo),
        "arrive": one.arrive.isoformat(timespec="minutes"),
        "arrive_zone": str(one.arrive.tzinfo),
    }


def _stop(road: RoadStop) -> dict[str, object]:
    stop, site = road.stop, road.site
    return {
        "kind": stop.kind.value,
        "site": stop.site,
        "start": clock(stop.start_min),
        "end": clock(stop.end_min),
        "number": road.number,
        "name": road.names.en,
        "name_local": road.names.local,
        "lat": None if stop.place is None else stop.place.at.lat,
        "lon": None if stop.place is None else stop.place.at.lon,
        "waiting_min": stop.waiting_min,
        "event": stop.event,
        "hours": None if site is None else site.hours.expression,
        "hours_assumed": site is not None and site.hours.is_assumed,
        "in_catalogue": not road.is_missing and not _is_own(road),
        "own_entry": _is_own(road),
        "locked": road.lock is not None,
        "required": road.is_required,
        "preferred": road.is_preferred,
        "booked": road.appointment is not None,
        "by_appointment": road.is_by_appointment,
        "note": road.note,
        "facts": _facts(road),
    }


def _facts(road: RoadStop) -> dict[str, object] | None:
    """What the traveller found out of the place; null where nothing is known."""
    facts = road.facts
    if facts is None or facts.says_nothing:
        return None
    return {name: known for name, known in place_facts_plain(facts).items() if name != "site"}


def _is_own(road: RoadStop) -> bool:
    return road.site is not None and road.site.is_own


def _leg(leg: Leg, start: RoadStop, end: RoadStop, tariff: TaxiTariff | None) -> dict[str, object]:
    return {
        "mode": leg.mode.value,
        "minutes": leg.minutes,
        "distance_m": leg.distance_m,
        "climb_m": leg.climb_m,
        "descent_m": leg.descent_m,
        "estimate": leg.is_estimate,
        "source": leg.source.value,
        "fare": _fare(fare_of(leg, tariff)),
        "depart": clock(leg.depart_min),
        "arrive": clock(leg.arrive_min),
        "from": start.names.en,
        "to": end.names.en,
    }


def _fare(fare: FareEstimate | None) -> dict[str, object] | None:
    if fare is None:
        return None
    return {
        "low": f"{fare.low:f}",
        "high": f"{fare.high:f}",
        "currency": fare.currency,
        "year": fare.year,
        "estimate": True,
    }


def _left_out(left_out: RoadLeftOut) -> dict[str, object]:
    reason = left_out.entry.reason
    return {
        "site": left_out.entry.site,
        "reason": left_out.why,
        "reason_kind": reason.kind.value,
        "day": None if reason.day is None else reason.day + 1,
        "short_min": reason.short_min,
        "instead_of": list(reason.instead_of),
        "short_m": reason.short_m,
        "demanded": left_out.is_demanded,
        "name": left_out.names.en,
        "name_local": left_out.names.local,
    }
