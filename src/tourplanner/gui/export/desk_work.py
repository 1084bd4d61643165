"""Makes the export window's work when it is first wanted: typesetting is slow to load."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tourplanner.bootstrap import build_press
from tourplanner.domain.ports import RouteLines, SiteCatalogue, TravelTimes
from tourplanner.gui.export.work import ExportWork

if TYPE_CHECKING:
    from tourplanner.area.ground import PackGround


def export_work(
    catalogue: SiteCatalogue,
    travel: TravelTimes,
    lines: RouteLines | None,
    ground: Callable[[], PackGround | None],
) -> ExportWork:
    """Papers and files; ways follow `lines`, maps of papers show the streets then in use."""
    from tourplanner.gui.export.take_away import TakeAway  # slow to load, seldom needed

    return TakeAway(catalogue, travel, build_press, lines, ground)
