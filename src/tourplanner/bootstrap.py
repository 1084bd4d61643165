"""The wiring: the only place that names concrete classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.paths import AppPaths, catalogue_sources
from tourplanner.storage.autosave import Autosave
from tourplanner.storage.catalogue import open_catalogue
from tourplanner.storage.catalogue_build import build_catalogue, database_path
from tourplanner.storage.catalogue_source import SourceFault, check_sources
from tourplanner.storage.catalogue_stats import catalogue_stats
from tourplanner.travel.estimate import EstimatedTravel


@dataclass(frozen=True, slots=True)
class Workbench:
    """Everything the window and the command line work with."""

    paths: AppPaths
    catalogue: SiteCatalogue
    travel: TravelTimes
    autosave: Autosave


def build_workbench(paths: AppPaths) -> Workbench:
    """Open the catalogue (built when it is missing or stale) and put the parts together."""
    return Workbench(
        paths=paths,
        catalogue=open_catalogue(paths),
        travel=EstimatedTravel(),
        autosave=Autosave(paths.state / "autosave"),
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
