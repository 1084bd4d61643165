"""The commands about area packs: build, info, check."""

from __future__ import annotations

import argparse
import signal
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from tourplanner.bootstrap import build_workbench
from tourplanner.cli import render, roads_commands
from tourplanner.domain.box import Box
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.site import KIND_LABELS
from tourplanner.errors import Cancelled
from tourplanner.i18n import _, ngettext
from tourplanner.paths import AppPaths

if TYPE_CHECKING:
    from tourplanner.area.manifest import HeightNote

INTERRUPTED = 130
"""Exit status of a command that Ctrl-C has ended."""


def add_area(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `area` with its actions."""
    area = commands.add_parser("area", help=_("streets and base map of an area"))
    actions = area.add_subparsers(required=True, metavar="build|info|check|matrix|route|reach")
    build = actions.add_parser(
        "build",
        help=_("make an area pack of an OpenStreetMap file"),
        epilog=_where_to_get_extracts(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    build.add_argument("file", type=Path, help=_("a .osm.pbf, .osm or .osm.gz file"))
    which = build.add_mutually_exclusive_group(required=True)
    which.add_argument("--city", help=_("around the sites of a city of the catalogue"))
    which.add_argument("--box", metavar="S,W,N,E", help=_("south, west, north, east in degrees"))
    build.add_argument(
        "--elevation", type=Path, metavar="PATH", help=_("an SRTM .hgt file, or a folder of them")
    )
    build.add_argument("--title", help=_("what the pack is called"))
    build.add_argument("--json", action="store_true")
    build.add_argument(
        "--progress", action="store_true", help=_("write every step as a line of JSON")
    )
    build.add_argument("-o", "--output", type=Path, required=True, metavar="C.area")
    build.set_defaults(command=build_pack)
    info = actions.add_parser("info", help=_("what an area pack holds"))
    info.add_argument("pack", type=Path)
    info.add_argument("--json", action="store_true")
    info.set_defaults(command=show_pack)
    check = actions.add_parser("check", help=_("find damage in an area pack"))
    check.add_argument("pack", type=Path)
    check.add_argument("--json", action="store_true")
    check.set_defaults(command=check_pack)
    roads_commands.add_to(actions)


def build_pack(options: argparse.Namespace) -> int:
    """Make a pack; progress goes to the terminal, Ctrl-C leaves everything as it was."""
    from tourplanner.area.build import AreaWish, build_area
    from tourplanner.area.road_parts import road_parts

    wish = AreaWish(options.file, options.output, *_which_area(options), options.elevation)
    with _interruptible() as should_stop, closing(render.ProgressLine()) as line:
        report = render.write_progress if options.progress else line.show
        try:
            build_area(wish, datetime.now(UTC), report, should_stop, road_parts)
        except Cancelled:
            line.close()
            sys.stderr.write(_("Cancelled. Nothing was changed.") + "\n")
            return INTERRUPTED
    return _describe(options.output, is_json=options.json)


def show_pack(options: argparse.Namespace) -> int:
    """Print what a pack says of itself and what it holds."""
    return _describe(options.pack, is_json=options.json)


def check_pack(options: argparse.Namespace) -> int:
    """List what is wrong with a pack; exit status 1 when there is anything."""
    from tourplanner.area.coverage import pack_faults
    from tourplanner.area.pack import Pack

    with Pack.open(options.pack) as pack, _interruptible() as should_stop:
        try:
            faults = pack_faults(pack, should_stop)
        except Cancelled:
            return INTERRUPTED
    if options.json:
        render.write_json({"faults": list(faults)})
    else:
        for fault in faults or (_("No faults: every part and every tile is sound."),):
            render.write_line(fault)
    return 1 if faults else 0


def _which_area(options: argparse.Namespace) -> tuple[Box, str, str | None]:
    """Box, title and city of the pack that is wanted."""
    if options.city is None:
        return Box.of_text(options.box), options.title or options.output.stem, None
    from tourplanner.usecases.city_area import city_box
    from tourplanner.usecases.new_tour import known_city

    catalogue = build_workbench(AppPaths.standard()).catalogue
    city = known_city(catalogue, options.city)
    return city_box(catalogue, city.id), options.title or city.names.en, city.id


def _describe(path: Path, *, is_json: bool) -> int:
    from tourplanner.area.manifest import heights_plain
    from tourplanner.area.pack import Pack

    with Pack.open(path) as pack:
        about = pack.manifest
        kinds = Counter(place.kind for place in pack.places())
        boundaries = len(pack.boundaries())
    box = about.box
    if is_json:
        render.write_json(
            {
                "title": about.title,
                "city": about.city,
                "box": [box.south, box.west, box.north, box.east],
                "source": about.source,
                "data_date": None if about.data_date is None else about.data_date.isoformat(),
                "built": about.built.isoformat(),
                "licence": about.licence,
                "heights": None if about.heights is None else heights_plain(about.heights),
                "parts": {part.value: note.size for part, note in about.parts.items()},
                "places": {kind.value: count for kind, count in sorted(kinds.items())},
                "boundaries": boundaries,
            }
        )
        return 0
    render.write_line(about.title)
    render.write_line(
        _("South {south:.4f}, west {west:.4f}, north {north:.4f}, east {east:.4f}").format(
            south=box.south, west=box.west, north=box.north, east=box.east
        )
    )
    built = about.built.date().isoformat()
    if about.data_date is None:
        made = _("Made on {built} from {file}, which does not say how old its map data is.")
        render.write_line(made.format(file=about.source, built=built))
    else:
        made = _("Made on {built} from {file}, map data of {day}.")
        day = about.data_date.date().isoformat()
        render.write_line(made.format(file=about.source, day=day, built=built))
    render.write_line(about.licence)
    render.write_line(_heights_text(about.heights))
    for part, note in about.parts.items():
        render.write_line(f"  {part.value:<18} {note.size / 1e6:8.3f} MB")
    text = ngettext("{count} administrative area", "{count} administrative areas", boundaries)
    render.write_line(text.format(count=boundaries))
    for kind, count in sorted(kinds.items()):
        render.write_line(f"  {_(KIND_LABELS[kind])}: {count}")
    return 0


def _heights_text(heights: HeightNote | None) -> str:
    """Where the heights come from, and what is not known of them."""
    if heights is None:
        return _("Heights: none; hills cost no time.")
    unknown = _("not known")
    text = _("Heights: {files}; source {source}, date {date}, licence {licence}.").format(
        files=", ".join(heights.files),
        source=heights.source or unknown,
        date=heights.date or unknown,
        licence=heights.licence or unknown,
    )
    if heights.missing:
        lacking = _("No file was given of {squares}: hills there cost no time.")
        text = f"{text} {lacking.format(squares=', '.join(heights.missing))}"
    return text


def _where_to_get_extracts() -> str:
    from tourplanner.area.extracts import HOST, REGIONS

    told = _(
        "Extracts of OpenStreetMap, region by region, are free at {host}: take the file that "
        "ends in .osm.pbf. The cities of the catalogue lie in these regions:"
    ).format(host=HOST)
    lines = (f"  {city:<12} {region}" for city, region in sorted(REGIONS.items()))
    return "\n".join((*textwrap.wrap(told, 78), *lines))


@contextmanager
def _interruptible() -> Iterator[ShouldStop]:
    """Turns Ctrl-C into a wish to stop, so that no file is left half written."""
    is_stopped = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal is_stopped
        is_stopped = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: is_stopped
    finally:
        signal.signal(signal.SIGINT, before)
