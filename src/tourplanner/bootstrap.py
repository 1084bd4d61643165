"""The wiring: the only place that names concrete classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tourplanner.domain.ports import Reachability, RouteLines, SiteCatalogue, TravelTimes
from tourplanner.paths import AppPaths, catalogue_sources
from tourplanner.storage.autosave import Autosave
from tourplanner.storage.catalogue import open_catalogue
from tourplanner.storage.catalogue_build import build_catalogue, database_path
from tourplanner.storage.catalogue_source import SourceFault, check_sources
from tourplanner.storage.catalogue_stats import catalogue_stats
from tourplanner.travel.estimate import EstimatedTravel

if TYPE_CHECKING:
    from tourplanner.travel.matrix import RoutedTravel


@dataclass(frozen=True, slots=True)
class Workbench:
    """Everything the window and the command line work with."""

    paths: AppPaths
    catalogue: SiteCatalogue
    travel: TravelTimes
    reach: Reachability
    autosave: Autosave
    lines: RouteLines | None = None
    """The ways of journeys, where an area pack knows them."""


def build_workbench(paths: AppPaths, area: Path | None = None) -> Workbench:
    """Open the catalogue (built when it is missing or stale) and put the parts together.

    Travel times come from the roads of the area pack `area`, and are estimates without one.
    """
    roads: RoutedTravel | None = None
    if area is not None:
        from tourplanner.travel.area_roads import open_travel  # slow to load, seldom needed

        roads = open_travel(area)
    travel = roads or EstimatedTravel()
    return Workbench(
        paths=paths,
        catalogue=open_catalogue(paths),
        travel=travel,
        reach=travel,
        autosave=Autosave(paths.state / "autosave"),
        lines=roads,
    )


def rebuild_catalogue(paths: AppPaths) -> Path:
    """Build the catalogue's database anew; returns where it is."""
    target = database_path(paths)
    build_catalogue(catalogue_sources(), target)
    return target


def check_catalogue(folder: Path) -> tuple[SourceFault, ...]:
    """Every broken rule in the catalogue's source files."""
    return check_sources(folder)


def count_catalogue(paths: AppPaths) -> Mapping[str, object]:
    """What the catalogue knows, counted."""
    return catalogue_stats(open_catalogue(paths))
