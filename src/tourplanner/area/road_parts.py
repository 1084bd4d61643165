"""The road graphs of an area pack: which part holds which mode, written and read."""

from __future__ import annotations

from collections.abc import Mapping

from tourplanner.area.elevation import Elevation
from tourplanner.area.extract import OsmExtract
from tourplanner.area.manifest import Part
from tourplanner.area.pack import Pack
from tourplanner.area.road_graph import RoadGraph, from_bytes, to_bytes
from tourplanner.area.road_network import build_road_graph
from tourplanner.area.road_rules import RoadMode
from tourplanner.domain.progress import ShouldStop
from tourplanner.errors import AreaWithoutRoads, Cancelled

PART_OF: Mapping[RoadMode, Part] = {
    RoadMode.WALK: Part.WALK,
    RoadMode.CYCLE: Part.CYCLE,
    RoadMode.DRIVE: Part.DRIVE,
}


def road_parts(
    extract: OsmExtract, elevation: Elevation | None, should_stop: ShouldStop
) -> dict[Part, bytes]:
    """The parts of a pack that hold roads; a mode without any road has none.

    Raises AreaWithoutRoads when nobody can go anywhere; Cancelled.
    """
    parts: dict[Part, bytes] = {}
    for mode, part in PART_OF.items():
        if should_stop():
            raise Cancelled
        graph = build_road_graph(extract, mode, elevation)
        if graph.edges:
            parts[part] = to_bytes(graph)
    if not parts:
        raise AreaWithoutRoads(file=extract.source)
    return parts


def road_graph_of(pack: Pack, mode: RoadMode) -> RoadGraph | None:
    """The graph of `mode`; None when the pack has no such roads.

    Raises UnreadableFile when the part is damaged or holds another mode.
    """
    part = PART_OF[mode]
    if not pack.has(part):
        return None
    return from_bytes(pack.read(part), str(pack.path), mode)
