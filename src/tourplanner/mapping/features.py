"""A roadbook as GeoJSON features, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence

from tourplanner.domain.itinerary import ReasonKind, StopKind
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadLeftOut, RoadStop
from tourplanner.domain.site import KIND_LABELS, Names, Site
from tourplanner.domain.time_window import clock
from tourplanner.i18n import _, listed
from tourplanner.mapping.feature import Feature, FeatureCollection, Geometry, Ground, Value
from tourplanner.mapping.legend import day_look, legend, own_entry
from tourplanner.mapping.sketch import CREDIT, towns_around
from tourplanner.mapping.style import day_style
from tourplanner.mapping.ways import way_of
from tourplanner.mapping.wording import OWN_ENTRY, day_text, doubts, hours_text, leg_text


def features(
    roadbook: Roadbook, *, others: Sequence[Site] = (), is_apart: bool = False
) -> FeatureCollection:
    """Stops, bases, legs and left-out sites of a plan, and `others` that have no part in it.

    With `is_apart` the others are only counted: they come by `places_table`. Texts are plain, never
    markup. `tip` holds the lines to show when one points at a mark.
    """
    drawn: list[Feature] = []
    for day in roadbook.days:
        drawn += _legs(day)
    drawn += [_left_out(entry, point) for entry, point in _left_out_points(roadbook)]
    stops = [_stop(day, stop) for day in roadbook.days for stop in day.visits if stop.stop.place]
    seen = {str(feature["properties"].get("site")) for feature in [*drawn, *stops]}
    quiet = [site for site in others if site.id not in seen]
    if not is_apart:
        drawn += [_other(site) for site in quiet]
    drawn += _bases(roadbook)
    drawn += stops
    centre = roadbook.city.centre.at
    return {
        "type": "FeatureCollection",
        "features": drawn,
        "legend": legend(roadbook, drawn, others=len(quiet) if is_apart else 0),
        "ground": ground(roadbook.city.id),
        "frame": f"{tour_frame(roadbook)} {bool(roadbook.days)}",
        "centre": [centre.lat, centre.lon],
    }


def site_features(sites: Sequence[Site], *, is_apart: bool = False) -> FeatureCollection:
    """Sites of one city before there is a plan; with `is_apart` they come by `places_table`."""
    drawn = [] if is_apart else [_other(site) for site in sites]
    city = sites[0].city if sites else ""
    count = len(sites)
    words = _("Places ({count})")
    entry: dict[str, Value] = {
        "mark": "other",
        "template": words,
        "text": words.format(count=count),
    }
    middle = [sum(s.point.at.lat for s in sites), sum(s.point.at.lon for s in sites)]
    return {
        "type": "FeatureCollection",
        "features": drawn,
        "legend": ([entry] if sites else [])
        + ([own_entry()] if any(site.is_own for site in sites) else []),
        "ground": ground(city),
        "frame": f"sites {city}",
        "centre": [value / max(1, count) for value in middle],
    }


def tour_frame(roadbook: Roadbook) -> str:
    """What a view of the map belongs to: the tour in its city."""
    return f"{roadbook.tour.id} {roadbook.city.id}"


def ground(city: str) -> Ground:
    """The towns around a city of the catalogue, and their credit."""
    towns: list[list[Value]] = [
        [town.name, town.local, town.at.lat, town.at.lon, town.inhabitants]
        for town in towns_around(city)
    ]
    return {"towns": towns, "credit": _(CREDIT)}


def _point(at: Coordinates) -> Geometry:
    return {"type": "Point", "coordinates": _position(at)}


def _position(at: Coordinates) -> list[float]:
    return [round(at.lon, 6), round(at.lat, 6)]


def _names(names: Names) -> dict[str, Value]:
    return {"name": names.first, "local": names.second}


def _stop(day: RoadDay, stop: RoadStop) -> Feature:
    place = stop.stop.place
    if place is None:
        raise ValueError("a visit has a place")
    times = f"{clock(stop.stop.start_min)}–{clock(stop.stop.end_min)}"
    found = doubts(stop.site) if stop.site else (_("no longer in the catalogue"),)
    hours = hours_text(stop)
    tip = [f"{stop.number} · {stop.names.first}"]
    tip += [stop.names.second] if stop.names.second else []
    tip.append(_("{day}, {times}").format(day=day_text(day), times=times))
    tip += [stop.event] if stop.event else []
    tip += [_("Open {hours}").format(hours=hours)] if stop.windows else []
    tip += [doubt for doubt in found if doubt != _("hours assumed") or not stop.windows]
    return {
        "type": "Feature",
        "geometry": _point(place.at),
        "properties": {
            "role": "stop",
            "site": str(stop.stop.site),
            "day": day.number,
            "number": stop.number,
            "label": day.label(stop),
            **_names(stop.names),
            **day_look(day.number),
            "kind": stop.site.kind.value if stop.site else None,
            "own": is_own(stop.site),
            "start": clock(stop.stop.start_min),
            "end": clock(stop.stop.end_min),
            "start_min": stop.stop.start_min,
            "end_min": stop.stop.end_min,
            "hours": hours,
            "accuracy_m": stop.site.point.accuracy_m if stop.site else None,
            "doubtful": any(doubt != _(OWN_ENTRY) for doubt in found),
            "tip": tip,
        },
    }


def _bases(roadbook: Roadbook) -> list[Feature]:
    days: dict[Coordinates, list[int]] = {}
    places: dict[Coordinates, Place] = {}
    for day in roadbook.days:
        for stop in day.stops:
            if stop.stop.kind is StopKind.BASE and stop.stop.place is not None:
                at = stop.stop.place.at
                places[at] = stop.stop.place
                if day.number not in days.setdefault(at, []):
                    days[at].append(day.number)
    if not roadbook.days:
        places[roadbook.base.at] = roadbook.base
    return [
        {
            "type": "Feature",
            "geometry": _point(at),
            "properties": {
                "role": "base",
                "name": place.name,
                "days": [str(number) for number in days.get(at, [])],
                "tip": [place.name, *_base_days(days.get(at, []))],
            },
        }
        for at, place in places.items()
    ]


def _base_days(numbers: Sequence[int]) -> list[str]:
    if not numbers:
        return []
    if len(numbers) == 1:
        return [_("Lodging, day {number}").format(number=numbers[0])]
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        return [_("Lodging, days {first}–{last}").format(first=numbers[0], last=numbers[-1])]
    return [_("Lodging, days {numbers}").format(numbers=listed(map(str, numbers)))]


def _legs(day: RoadDay) -> list[Feature]:
    drawn: list[Feature] = []
    placed = day.placed
    for start, end, leg in zip(placed[:-1], placed[1:], day.legs, strict=True):
        if start.stop.place is None or end.stop.place is None:
            raise ValueError("a leg joins two places")
        way = way_of(leg, start.stop.place.at, end.stop.place.at)
        drawn.append(
            {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": [_position(at) for at in way]},
                "properties": {
                    "role": "leg",
                    "day": day.number,
                    "colour": day_style(day.number - 1).colour,
                    "from": start.names.first,
                    "to": end.names.first,
                    "mode": leg.mode.value,
                    "minutes": leg.minutes,
                    "depart_min": leg.depart_min,
                    "arrive_min": leg.arrive_min,
                    "distance_m": leg.distance_m,
                    "estimate": leg.is_estimate,
                    "straight": not leg.line,
                    "source": leg.source.value,
                    "tip": [
                        _("{start} → {end}").format(start=start.names.first, end=end.names.first),
                        leg_text(leg),
                    ],
                },
            }
        )
    return drawn


def _left_out_points(roadbook: Roadbook) -> list[tuple[RoadLeftOut, Coordinates]]:
    """Entries whose place is known: from the catalogue, else from what the tour keeps."""
    kept = {known.id: known.at for known in roadbook.tour.sites}
    found = []
    for entry in roadbook.left_out:
        at = entry.site.point.at if entry.site else kept.get(entry.entry.site)
        if at is not None:
            found.append((entry, at))
    return found


def _left_out(entry: RoadLeftOut, at: Coordinates) -> Feature:
    """A site the plan does not visit; one that is no sight counts as any other place."""
    is_sight = entry.entry.reason.kind is not ReasonKind.NOT_A_SIGHT
    tip = [entry.names.first, *([entry.names.second] if entry.names.second else [])]
    if is_sight:
        tip.append(_("Left out: {reason}").format(reason=entry.why))
    elif entry.site:
        tip.append(_(KIND_LABELS[entry.site.kind]))
    if is_own(entry.site):
        tip.append(_(OWN_ENTRY))
    return {
        "type": "Feature",
        "geometry": _point(at),
        "properties": {
            "role": "left_out" if is_sight else "other",
            "site": str(entry.entry.site),
            **_names(entry.names),
            "kind": entry.site.kind.value if entry.site else None,
            "reason": entry.why,
            "own": is_own(entry.site),
            "accuracy_m": entry.site.point.accuracy_m if entry.site else None,
            "tip": tip,
        },
    }


def is_own(site: Site | None) -> bool:
    """Whether the traveller entered the site."""
    return site is not None and site.is_own


def _other(site: Site) -> Feature:
    second = [site.names.second] if site.names.second else []
    return {
        "type": "Feature",
        "geometry": _point(site.point.at),
        "properties": {
            "role": "other",
            "site": str(site.id),
            **_names(site.names),
            "kind": site.kind.value,
            "own": site.is_own,
            "accuracy_m": site.point.accuracy_m,
            "tip": [site.names.first, *second, _(KIND_LABELS[site.kind]), *doubts(site)],
        },
    }
