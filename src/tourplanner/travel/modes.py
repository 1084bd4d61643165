"""Which roads a way to travel needs."""

from __future__ import annotations

from collections.abc import Mapping

from tourplanner.area.road_rules import RoadMode
from tourplanner.domain.travel import TravelMode

ROAD_MODES: Mapping[TravelMode, RoadMode] = {
    TravelMode.WALK: RoadMode.WALK,
    TravelMode.E_BIKE: RoadMode.CYCLE,
    TravelMode.TAXI: RoadMode.DRIVE,
}
