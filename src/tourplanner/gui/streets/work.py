"""What the window needs of area packs: plain functions, most of them for worker threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tourplanner.area.build_process import BuildOrder, build_apart
from tourplanner.area.extracts import HOST, extract_url
from tourplanner.bootstrap import OpenStreets, Workbench, open_streets
from tourplanner.domain.ports import Reachability, RouteLines
from tourplanner.domain.progress import Report, ShouldStop
from tourplanner.gui.dialogs.streets_asker import StreetsAsker, StreetsDialogAsker
from tourplanner.settings import SettingsFile
from tourplanner.travel.http import Permit, RemoteFile, fetch, look_at

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class BuildWork(Protocol):
    """Builds a pack."""

    def __call__(self, order: BuildOrder, report: Report, should_stop: ShouldStop) -> Path:
        """Where it is."""
        ...


class FetchWork(Protocol):
    """Fetches a file, going on where an earlier try ended."""

    def __call__(
        self,
        remote: RemoteFile,
        target: Path,
        permit: Permit,
        report: Report,
        should_stop: ShouldStop,
    ) -> Path:
        """Where it is."""
        ...


@dataclass(frozen=True, slots=True)
class StreetWork:
    """The parts that opening, making and fetching packs stands on."""

    open_pack: Callable[[Path], OpenStreets]
    use: Callable[[OpenStreets | None], None]
    """Take travel times from its roads from now on, or from estimates."""
    lines: RouteLines
    reach: Reachability
    settings: SettingsFile
    packs: Path
    """The folder where packs made here are kept."""
    extracts: Path
    """The folder where fetched extracts are kept."""
    build: BuildWork = build_apart
    look: Callable[[str, Permit], RemoteFile] = look_at
    fetch: FetchWork = fetch
    url_of: Callable[[str], str | None] = extract_url
    """Where the extract of a city is to be had."""
    origin: str = f"https://{HOST}"
    """The one server that is asked."""
    asker: Callable[[QWidget], StreetsAsker] = StreetsDialogAsker
    """Makes who asks the user, above a window."""


def street_work(workbench: Workbench) -> StreetWork:
    """Packs from disk, built by a process of its own, extracts of the server that has them."""
    return StreetWork(
        open_pack=open_streets,
        use=partial(_use, workbench),
        lines=workbench.roads,
        reach=workbench.roads,
        settings=workbench.settings,
        packs=workbench.paths.data / "areas",
        extracts=workbench.paths.cache / "extracts",
    )


def _use(workbench: Workbench, streets: OpenStreets | None) -> None:
    workbench.roads.use(None if streets is None else streets.roads)
