"""Area packs for the tests of the window: no file, no process, no network."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.area.packs import manifest_of, parts
from tests.mapping.packs import TablePack
from tourplanner.area.build_process import BuildOrder
from tourplanner.area.suggestions import Suggestion
from tourplanner.bootstrap import OpenStreets
from tourplanner.domain.box import Box
from tourplanner.domain.progress import Progress, Report, ShouldStop
from tourplanner.errors import TourPlannerError, UnreadableFile
from tourplanner.gui.dialogs.streets_asker import Answer
from tourplanner.gui.streets.work import StreetWork
from tourplanner.settings import SettingsFile
from tourplanner.travel.http import Permit, RemoteFile
from tourplanner.travel.switched import SwitchedTravel

AROUND = Box(29.0, 117.0, 29.6, 117.6)
ELSEWHERE = Box(43.7, 7.3, 43.8, 7.5)
ORIGIN = "http://127.0.0.1:9"
URL = f"{ORIGIN}/asia/china/jiangxi-latest.osm.pbf"


class FakeGround(TablePack):
    """Tiles that can be closed."""

    is_closed = False
    places: tuple[Suggestion, ...] = ()

    def hold(self) -> bool:
        return not self.is_closed

    def release(self) -> None:
        """Nothing is drawn here."""

    def close(self) -> None:
        self.is_closed = True


@dataclass
class FakeStreetsAsker:
    """Answers as a test wants; keeps the questions."""

    pack: Path | None = None
    extract: Path | None = None
    heights: Path | None = None
    may: Answer = field(default_factory=lambda: Answer(is_yes=True))
    may_get: bool = True
    asked: list[str] = field(default_factory=list)

    def pack_to_open(self, folder: Path) -> Path | None:
        return self.pack

    def extract_to_open(self, folder: Path) -> Path | None:
        return self.extract

    def heights_to_open(self, folder: Path) -> Path | None:
        return self.heights

    def may_ask(self, host: str, url: str) -> Answer:
        self.asked.append(f"may ask {host} about {url}")
        return self.may

    def may_fetch(self, host: str, url: str, about: str) -> bool:
        self.asked.append(f"may fetch {about} of {host}")
        return self.may_get


@dataclass
class FakeStreets:
    """Packs by their file name; what is not listed cannot be read."""

    folder: Path
    boxes: dict[str, Box] = field(default_factory=dict)
    asker: FakeStreetsAsker = field(default_factory=FakeStreetsAsker)
    trouble: TourPlannerError | None = None
    places: tuple[Suggestion, ...] = ()
    used: list[str | None] = field(default_factory=list)
    grounds: list[FakeGround] = field(default_factory=list)
    orders: list[BuildOrder] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def settings(self) -> SettingsFile:
        return SettingsFile(self.folder / "config")

    def work(self) -> StreetWork:
        travel = SwitchedTravel()
        return StreetWork(
            open_pack=self._open,
            use=lambda streets: self.used.append(streets.path.name if streets else None),
            lines=travel,
            reach=travel,
            settings=self.settings,
            packs=self.folder / "areas",
            extracts=self.folder / "extracts",
            build=self._build,
            look=self._look,
            fetch=self._fetch,
            url_of=lambda city: URL if city == "jingdezhen" else None,
            origin=ORIGIN,
            asker=self._asker,
        )

    def _asker(self, _window: QWidget) -> FakeStreetsAsker:
        return self.asker

    def _open(self, path: Path) -> OpenStreets:
        box = self.boxes.get(path.name)
        if box is None:
            raise UnreadableFile(file=str(path), problem="it is damaged.")
        ground = FakeGround(box=box)
        ground.places = self.places
        self.grounds.append(ground)
        about = replace(manifest_of(parts(), box), title=path.stem)
        return OpenStreets(path, about, ground, None)  # type: ignore[arg-type]

    def _build(self, order: BuildOrder, report: Report, should_stop: ShouldStop) -> Path:
        self.orders.append(order)
        report(Progress("Reading the map file", 0.3))
        if self.trouble is not None:
            raise self.trouble
        self.boxes[order.target.name] = AROUND
        return order.target

    def _look(self, url: str, permit: Permit) -> RemoteFile:
        self.requests.append(f"HEAD {url}")
        if self.trouble is not None:
            raise self.trouble
        return RemoteFile(url, 51_300_000, datetime(2026, 11, 24, tzinfo=UTC), '"tag"')

    def _fetch(
        self,
        remote: RemoteFile,
        target: Path,
        permit: Permit,
        report: Report,
        should_stop: ShouldStop,
    ) -> Path:
        self.requests.append(f"GET {remote.url}")
        report(Progress("Fetching the extract", 0.5))
        return target
