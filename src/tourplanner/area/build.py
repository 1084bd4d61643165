"""Building an area pack from an OpenStreetMap file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tourplanner.area.boundaries import boundaries, boundaries_bytes
from tourplanner.area.elevation import Elevation
from tourplanner.area.extract import OsmExtract
from tourplanner.area.height_files import read_heights
from tourplanner.area.manifest import Manifest, Part
from tourplanner.area.openstreetmap import read_area
from tourplanner.area.pack_writer import describe, write_pack
from tourplanner.area.suggestions import suggestions, suggestions_bytes
from tourplanner.area.tiles import base_map
from tourplanner.domain.box import Box
from tourplanner.domain.progress import Progress, Report, ShouldStop
from tourplanner.errors import AreaWithoutRoads, Cancelled, InvalidEdit
from tourplanner.i18n import _

LARGEST_SIDE_DEG = 2.0
"""About 220 km; an area for a tour, not for a country."""

DrawRoads = Callable[[OsmExtract, Elevation | None, ShouldStop], Mapping[Part, bytes]]
"""Makes the road graphs of an extract, as they lie in a pack."""


@dataclass(frozen=True, slots=True)
class AreaWish:
    """Which area shall be built of which file."""

    source: Path
    target: Path
    box: Box
    title: str
    city: str | None = None
    """Id of the catalogue's city that the box surrounds."""
    heights: Path | None = None
    """A .hgt file or a folder of them; without it the ground is taken as flat."""


def build_area(
    wish: AreaWish,
    built: datetime,
    report: Report,
    should_stop: ShouldStop,
    draw_roads: DrawRoads | None = None,
) -> Manifest:
    """Read the file, make every part and write the pack in one step; `built` is now.

    Without `draw_roads` the pack has a base map and places, but no travel times.

    Raises InvalidEdit for a box too large, UnreadableFile, NoHeightsHere, AreaOutsideFile,
    AreaWithoutRoads, TargetNotWritable or Cancelled; the pack that was there before is then
    untouched.
    """
    box = wish.box
    if max(box.north - box.south, box.east - box.west) > LARGEST_SIDE_DEG:
        problem = _("its sides must not be longer than {most} degrees.")
        raise InvalidEdit(field=_("Box"), problem=problem.format(most=LARGEST_SIDE_DEG))
    elevation, note = (None, None) if wish.heights is None else read_heights(wish.heights, box)
    extract = read_area(wish.source, box, _share(report, 0.0, 0.3), should_stop)
    if not len(extract.highways):
        raise AreaWithoutRoads(file=wish.source.name)
    parts = {Part.TILES: base_map(extract, _share(report, 0.3, 0.8), should_stop)}
    _step(_("Joining the roads"), 0.8, report, should_stop)
    if draw_roads is not None:
        parts |= draw_roads(extract, elevation, should_stop)
    _step(_("Finding places"), 0.95, report, should_stop)
    parts[Part.BOUNDARIES] = boundaries_bytes(boundaries(extract))
    parts[Part.PLACES] = suggestions_bytes(suggestions(extract))
    _step(_("Writing the pack"), 0.98, report, should_stop)
    manifest = describe(
        parts,
        title=wish.title,
        city=wish.city,
        box=extract.box,
        source=extract.source,
        data_date=extract.data_date,
        built=built,
        heights=note,
    )
    write_pack(wish.target, manifest, parts, should_stop)
    report(Progress(_("Done"), 1.0))
    return manifest


def _step(doing: str, done: float, report: Report, should_stop: ShouldStop) -> None:
    """Say what comes next, unless nobody waits for it."""
    if should_stop():
        raise Cancelled
    report(Progress(doing, done))


def _share(report: Report, start: float, end: float) -> Report:
    """Tells `report` of work that is a share of the whole."""

    def tell(progress: Progress) -> None:
        report(Progress(progress.doing, start + progress.done * (end - start)))

    return tell
