"""Dragging a visit along the timeline: from pixels to day and position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourplanner.domain.roadbook import RoadDay
from tourplanner.domain.site import SiteId

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF


@dataclass(frozen=True, slots=True)
class Grip:
    """A visit that is held with the pointer."""

    site: SiteId
    begun: QPointF
    is_moving: bool = False
    day: int | None = None
    """0-based day over which it is held; None outside the rows."""
    position: int = 0
    """0-based, among the day's other visits."""


def position_at(day: RoadDay, minute: float, site: SiteId) -> int:
    """The place among a day's visits other than `site` that `minute` stands for."""
    others = [stop.stop for stop in day.visits if stop.stop.site != site]
    return sum((stop.start_min + stop.end_min) / 2 < minute for stop in others)


def edge_minute(day: RoadDay, position: int, site: SiteId) -> int:
    """Where to mark that place: between the visits before and after it."""
    others = [stop.stop for stop in day.visits if stop.stop.site != site]
    before: Sequence[int] = [stop.end_min for stop in others[:position]]
    after: Sequence[int] = [stop.start_min for stop in others[position:]]
    if before and after:
        return (before[-1] + after[0]) // 2
    if before:
        return before[-1]
    return after[0] if after else (day.stops[0].stop.end_min if day.stops else 0)
