"""The roads of an area pack, ready to be travelled."""

from __future__ import annotations

from pathlib import Path

from tourplanner.area.pack import Pack
from tourplanner.area.road_parts import road_graph_of
from tourplanner.area.road_rules import RoadMode
from tourplanner.errors import TravelError
from tourplanner.i18n import N_
from tourplanner.travel.estimate import EstimatedTravel
from tourplanner.travel.matrix import RoutedTravel
from tourplanner.travel.router import Router


class NoRoads(TravelError):
    """A pack without the roads that were asked for."""

    text = N_("“{file}” holds no roads for “{mode}”.")
    hint = N_("Choose another mode, or build the area anew from a full map extract.")


def open_travel(path: Path) -> RoutedTravel:
    """Travel times by the pack at `path`; a mode it has no roads for is estimated.

    Raises UnreadableFile and FileTooNew.
    """
    with Pack.open(path) as pack:
        graphs = {mode: road_graph_of(pack, mode) for mode in RoadMode}
    routers = {mode: Router(graph) for mode, graph in graphs.items() if graph is not None}
    return RoutedTravel(routers, EstimatedTravel())


def open_router(path: Path, mode: RoadMode) -> Router:
    """The router of one mode; raises NoRoads, UnreadableFile and FileTooNew."""
    with Pack.open(path) as pack:
        graph = road_graph_of(pack, mode)
    if graph is None or not graph.edges:
        raise NoRoads(file=str(path), mode=mode.value)
    return Router(graph)
