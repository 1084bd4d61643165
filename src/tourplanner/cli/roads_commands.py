"""The commands about the roads of an area pack: matrix, route, reach."""

from __future__ import annotations

import argparse
import math
from itertools import product
from pathlib import Path

from tourplanner.bootstrap import build_workbench
from tourplanner.cli import render
from tourplanner.domain.place import Coordinates
from tourplanner.domain.reach import Reach
from tourplanner.domain.travel import MODE_LABELS, SOURCE_LABELS, TravelMode, TravelSource
from tourplanner.errors import InvalidEdit, TravelError
from tourplanner.exchange.point_table import TimedPair, read_points, write_pairs
from tourplanner.i18n import N_, _, ngettext
from tourplanner.paths import AppPaths
from tourplanner.travel.modes import ROAD_MODES
from tourplanner.usecases.find_sites import known_site
from tourplanner.usecases.new_tour import ID_FORM
from tourplanner.usecases.reach_sites import ReachedSite, find_within

MODES = {road.value: mode for mode, road in ROAD_MODES.items()}


class NoWay(TravelError):
    """Points that no road joins."""

    text = N_("{field}: no road for this mode lies within {limit:.0f} m of {lat:.6f}, {lon:.6f}.")
    hint = N_("Choose a point nearer to a road of the area, or another mode.")


def add_to(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands with their arguments, beneath `tourplanner area`."""
    table = actions.add_parser("matrix", help=_("times between all points of a table"))
    _add_pack_and_mode(table)
    table.add_argument(
        "--points", type=Path, required=True, metavar="FILE.csv", help=_("columns id, lat, lon")
    )
    table.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.csv")
    table.set_defaults(command=matrix)

    way = actions.add_parser("route", help=_("the quickest way from one point to another"))
    _add_pack_and_mode(way)
    way.add_argument("start", metavar="LAT,LON")
    way.add_argument("end", metavar="LAT,LON")
    way.add_argument("--json", action="store_true", help=_("as GeoJSON, with the line"))
    way.set_defaults(command=route)

    ground = actions.add_parser("reach", help=_("what is reached from a point in so many minutes"))
    _add_pack_and_mode(ground)
    ground.add_argument("start", metavar="LAT,LON", help=_("or the id of a site"))
    ground.add_argument("--minutes", type=int, default=20, metavar="N")
    ground.add_argument("--json", action="store_true", help=_("as GeoJSON, with the outline"))
    ground.set_defaults(command=reach)


def matrix(options: argparse.Namespace) -> int:
    """Write the times between all points of a table."""
    if options.output.is_dir():
        raise InvalidEdit(field="-o", problem=_("it names a folder; name a .csv file."))
    from tourplanner.travel.area_roads import open_router

    points = read_points(options.points)
    router = open_router(options.pack, ROAD_MODES[MODES[options.mode]])
    table = router.table([point.at for point in points])
    pairs = [
        TimedPair(
            points[i].id,
            points[j].id,
            _known(float(table.seconds[i, j]) / 60),
            _known(float(table.metres[i, j])),
        )
        for i, j in product(range(len(points)), repeat=2)
    ]
    write_pairs(options.output, pairs)
    joined = sum(pair.minutes is not None for pair in pairs)
    text = ngettext(
        "Wrote {count} pair, {joined} of them joined by roads, to {file}.",
        "Wrote {count} pairs, {joined} of them joined by roads, to {file}.",
        len(pairs),
    )
    render.write_line(text.format(count=len(pairs), joined=joined, file=options.output))
    return 0


def route(options: argparse.Namespace) -> int:
    """Print the quickest way."""
    from tourplanner.travel.area_roads import open_router

    start, end = _point("start", options.start), _point("end", options.end)
    router = open_router(options.pack, ROAD_MODES[MODES[options.mode]])
    for field, at in (("start", start), ("end", end)):
        if router.snap(at) is None:
            raise NoWay(field=field, limit=router.snap_limit_m, lat=at.lat, lon=at.lon)
    found = router.route(start, end)
    if found is None:
        raise NoWay(field="end", limit=router.snap_limit_m, lat=end.lat, lon=end.lon)
    if options.json:
        minutes, metres = round(found.seconds / 60, 2), round(found.metres)
        up, down = found.climb or (None, None)
        climb = {"climb_m": _whole(up), "descent_m": _whole(down)}
        render.write_json(
            {
                "type": "Feature",
                "minutes": minutes,
                "distance_m": metres,
                **climb,
                "geometry": {
                    "type": "LineString",
                    "coordinates": [[round(at.lon, 7), round(at.lat, 7)] for at in found.line],
                },
                "properties": {
                    "mode": options.mode,
                    "minutes": minutes,
                    "distance_m": metres,
                    **climb,
                    "source": TravelSource.ROUTED.value,
                },
            }
        )
    else:
        text, up, down = _("{minutes} min, {km:.1f} km, climb not known"), 0, 0
        if found.climb is not None:
            text = _("{minutes} min, {km:.1f} km, {up} m up and {down} m down")
            up, down = map(round, found.climb)
        minutes = math.ceil(found.seconds / 60)
        render.write_line(text.format(minutes=minutes, km=found.metres / 1000, up=up, down=down))
    return 0


def reach(options: argparse.Namespace) -> int:
    """Print what can be reached: the sites, or the outline."""
    mode = MODES[options.mode]
    bench = build_workbench(AppPaths.standard(), options.pack)
    if ID_FORM.fullmatch(options.start):
        start = known_site(bench.catalogue, options.start, "start").point.at
    else:
        start = _point("start", options.start)
    ground = bench.reach.reach(start, options.minutes, mode)
    sites = find_within(bench.catalogue, start, options.minutes, mode, bench.reach)
    if options.json:
        render.write_json(_ground_plain(ground, sites))
        return 0
    head = ngettext(
        "{count} site within {minutes} minutes {mode} ({source}):",
        "{count} sites within {minutes} minutes {mode} ({source}):",
        len(sites),
    )
    render.write_line(
        head.format(
            count=len(sites),
            minutes=options.minutes,
            mode=_(MODE_LABELS[mode]),
            source=_(SOURCE_LABELS[ground.source]),
        )
    )
    for one in sites:
        text = _("{minutes} min, {metres} m")
        way = text.format(minutes=one.journey.minutes, metres=one.journey.distance_m)
        render.write_line(f"  {one.site.id}  {one.site.names.first}  {way}")
    return 0


def _ground_plain(ground: Reach, sites: tuple[ReachedSite, ...]) -> dict[str, object]:
    return {
        "type": "Feature",
        "geometry": {
            "type": "MultiPolygon",
            "coordinates": [
                [[[lon, lat] for lat, lon in ring] for ring in polygon]
                for polygon in ground.polygons
            ],
        },
        "properties": {
            "mode": ROAD_MODES[ground.mode].value,
            "minutes": ground.minutes,
            "source": ground.source.value,
            "sites": [
                {
                    "id": one.site.id,
                    "minutes": one.journey.minutes,
                    "distance_m": one.journey.distance_m,
                    "source": one.journey.source.value,
                }
                for one in sites
            ],
        },
    }


def _add_pack_and_mode(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pack", type=Path, metavar="PACK", help=_("an area pack"))
    parser.add_argument("--mode", choices=list(MODES), default=ROAD_MODES[TravelMode.WALK].value)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _whole(metres: float | None) -> int | None:
    return None if metres is None else round(metres)


def _point(field: str, text: str) -> Coordinates:
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError as error:
        problem = _("“{text}” is not of the form LAT,LON.").format(text=text)
        raise InvalidEdit(field=field, problem=problem) from error
    return Coordinates(lat, lon)
