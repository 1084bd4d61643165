"""What is wrong with an area pack: parts that are damaged, tiles that are missing."""

from __future__ import annotations

from tourplanner.area.pack import Pack
from tourplanner.area.tiles import tiles_of
from tourplanner.domain.progress import ShouldStop
from tourplanner.errors import Cancelled, UnreadableFile
from tourplanner.i18n import _, ngettext

MOST_NAMED = 20


def pack_faults(pack: Pack, should_stop: ShouldStop) -> tuple[str, ...]:
    """Whole sentences; none for a sound pack. Raises Cancelled."""
    try:
        pack.check(should_stop)
        missing = missing_tiles(pack, should_stop)
    except UnreadableFile as error:
        return (error.message,)
    if not missing:
        return ()
    named = ", ".join("/".join(map(str, tile)) for tile in missing[:MOST_NAMED])
    text = ngettext(
        "{count} tile of the area is missing: {tiles}",
        "{count} tiles of the area are missing, the first: {tiles}",
        len(missing),
    )
    return (text.format(count=len(missing), tiles=named), _("Build the area anew."))


def missing_tiles(pack: Pack, should_stop: ShouldStop) -> tuple[tuple[int, int, int], ...]:
    """Level, column and row of the tiles inside the pack's box that it does not have."""
    missing: list[tuple[int, int, int]] = []
    for zoom in range(pack.min_zoom, pack.max_zoom + 1):
        columns, rows = tiles_of(pack.manifest.box, zoom)
        for column, row in zip(columns.tolist(), rows.tolist(), strict=True):
            if should_stop():
                raise Cancelled
            if not pack.has_tile(zoom, column, row):
                missing.append((zoom, column, row))
    return tuple(missing)
