"""The wiring: the only place that names concrete classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tourplanner.domain.ports import Reachability, RouteLines, SiteCatalogue, TravelTimes
from tourplanner.domain.taxi_fare import TaxiTariff
from tourplanner.errors import FileTooNew, UnreadableFile
from tourplanner.paths import AppPaths, catalogue_sources, resource
from tourplanner.settings import SettingsFile
from tourplanner.storage.autosave import Autosave
from tourplanner.storage.catalogue import open_catalogue
from tourplanner.storage.catalogue_build import build_catalogue, database_path
from tourplanner.storage.catalogue_source import SourceFault, check_sources
from tourplanner.storage.catalogue_stats import catalogue_stats
from tourplanner.travel.fares import FILE as FARES
from tourplanner.travel.fares import read_tariffs, taxi_tariff
from tourplanner.travel.switched import SwitchedTravel
from tourplanner.usecases.offline_readiness import Prepared

if TYPE_CHECKING:
    from tourplanner.area.ground import PackGround
    from tourplanner.area.manifest import Manifest
    from tourplanner.documents.press import Press
    from tourplanner.travel.matrix import RoutedTravel


@dataclass(frozen=True, slots=True)
class Workbench:
    """Everything the window and the command line work with."""

    paths: AppPaths
    catalogue: SiteCatalogue
    travel: TravelTimes
    reach: Reachability
    autosave: Autosave
    roads: SwitchedTravel
    """What `travel` and `reach` ask; another pack may be put under it."""
    settings: SettingsFile
    lines: RouteLines | None = None
    """The ways of journeys, where an area pack knows them."""
    area: Path | None = None
    """The area pack; its streets lie under the map (`open_streets`)."""


def build_workbench(paths: AppPaths, area: Path | None = None) -> Workbench:
    """Open the catalogue (built when it is missing or stale) and put the parts together.

    Travel times come from the roads of the area pack `area`, and are estimates without one.
    """
    roads: RoutedTravel | None = None
    if area is not None:
        from tourplanner.travel.area_roads import open_travel  # slow to load, seldom needed

        roads = open_travel(area)
    travel = SwitchedTravel(roads)
    return Workbench(
        paths=paths,
        catalogue=open_catalogue(paths),
        travel=travel,
        reach=travel,
        autosave=Autosave(paths.state / "autosave"),
        roads=travel,
        settings=SettingsFile(paths.config),
        lines=roads,
        area=area,
    )


def tariff_of(city: str) -> TaxiTariff | None:
    """The taxi fares of a city, as far as the catalogue's sources know them."""
    return taxi_tariff(catalogue_sources(), city)


def ground_of(workbench: Workbench) -> PackGround | None:
    """The streets of the workbench's area pack, to be closed by the caller; None without a pack.

    Raises UnreadableFile and FileTooNew.
    """
    if workbench.area is None:
        return None
    from tourplanner.area.ground import open_ground

    return open_ground(workbench.area)


@dataclass(frozen=True, slots=True)
class OpenStreets:
    """An area pack in use: its ground for the map, its roads for the planner."""

    path: Path
    about: Manifest
    ground: PackGround
    """To be closed by whoever opened it."""
    roads: RoutedTravel


def open_streets(path: Path) -> OpenStreets:
    """The area pack at `path`, opened whole; takes a second for a large one.

    Raises UnreadableFile and FileTooNew.
    """
    from tourplanner.area.ground import open_ground
    from tourplanner.travel.area_roads import open_travel

    ground = open_ground(path)
    try:
        return OpenStreets(path, ground.about, ground, open_travel(path))
    except BaseException:
        ground.close()
        raise


def prepared_for(workbench: Workbench, city: str, pack: Path | None = None) -> Prepared:
    """What lies on this machine for `city`; the streets of `pack`, else those remembered.

    Raises UnreadableFile and FileTooNew for a `pack` that is asked for; a remembered one that
    cannot be opened counts as none.
    """
    from tourplanner.area.ground import open_ground

    wanted = pack or workbench.settings.settings.packs.get(city)
    if wanted is None:
        return Prepared(None, font_count())
    try:
        ground = open_ground(wanted)
    except (UnreadableFile, FileTooNew):
        if pack is not None:
            raise
        return Prepared(None, font_count())
    ground.close()
    return Prepared(ground.about, font_count())


def font_count() -> int:
    """How many fonts the papers can be set in."""
    return sum(1 for _font in resource("fonts").glob("*.ttf"))


def build_press(ground: PackGround | None = None) -> Press:
    """What sets papers; their maps show the streets of `ground`, or the sketch without it."""
    from tourplanner.documents.press import Press  # slow to load, seldom needed
    from tourplanner.documents.typesetting import Typesetter
    from tourplanner.mapping.svg_map import svg_map

    return Press(Typesetter(), partial(svg_map, pack=ground))


def rebuild_catalogue(paths: AppPaths) -> Path:
    """Build the catalogue's database anew; returns where it is."""
    target = database_path(paths)
    build_catalogue(catalogue_sources(), target)
    return target


def check_catalogue(folder: Path) -> tuple[SourceFault, ...]:
    """Every broken rule in the catalogue's source files."""
    faults = check_sources(folder)
    try:
        read_tariffs(folder / FARES)
    except UnreadableFile as error:
        return (*faults, SourceFault(FARES, "", "", error.message))
    return faults


def count_catalogue(paths: AppPaths) -> Mapping[str, object]:
    """What the catalogue knows, counted."""
    return catalogue_stats(open_catalogue(paths))
