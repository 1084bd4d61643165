"""Gets packs for the user: asks, fetches, has them built, puts them into use."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tourplanner.area.build_process import BuildOrder
from tourplanner.area.extracts import REGIONS
from tourplanner.domain.box import Box
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.progress import Progress, ShouldStop
from tourplanner.errors import InvalidEdit, TourPlannerError
from tourplanner.gui.dialogs.streets import StreetsDialog, StreetsState
from tourplanner.gui.dialogs.streets_asker import StreetsAsker
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.streets.streets import Streets
from tourplanner.gui.streets.work import StreetWork
from tourplanner.gui.words import day_of_year
from tourplanner.i18n import _
from tourplanner.travel.http import Permit, RemoteFile
from tourplanner.usecases.new_tour import known_city

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

MEGABYTE = 1_000_000

logger = logging.getLogger(__name__)


class StreetsDesk(QObject):
    """One dialog at a time; the pack in use stays until the new one is open."""

    def __init__(
        self,
        open_tour: OpenTour,
        jobs: JobRunner,
        work: StreetWork,
        catalogue: SiteCatalogue,
        streets: Streets,
        asker: StreetsAsker,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._open_tour = open_tour
        self._jobs = jobs
        self._work = work
        self._catalogue = catalogue
        self._streets = streets
        self._asker = asker
        self._window = window
        self.dialog: StreetsDialog | None = None
        streets.changed.connect(self._show_state)
        streets.failed.connect(self._show_trouble)

    def show(self) -> None:
        """Open the dialog."""
        if self.dialog is not None:
            return
        dialog = StreetsDialog(self._state(), self._window)
        dialog.open_asked.connect(self._open_pack)
        dialog.close_asked.connect(self._streets.stop_using)
        dialog.file_asked.connect(self._choose_extract)
        dialog.heights_asked.connect(self._choose_heights)
        dialog.build_asked.connect(self._build_asked)
        dialog.fetch_asked.connect(self._look)
        dialog.stop_asked.connect(self._stop)
        dialog.revoked.connect(self._revoke)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _state(self) -> StreetsState:
        city = self._city()
        return StreetsState(
            credit=self._streets.credit,
            city=known_city(self._catalogue, city).names.first,
            region=REGIONS.get(city) if self._work.url_of(city) else None,
            host=Permit(self._work.origin).host,
            is_allowed=self._work.settings.settings.may_download,
        )

    def _city(self) -> str:
        return self._open_tour.tour.preferences.city

    def _open_pack(self) -> None:
        current = self._streets.current
        folder = current.path.parent if current is not None else self._work.packs
        chosen = self._asker.pack_to_open(folder)
        if chosen is not None:
            self._say("")
            self._streets.open(chosen)

    def _choose_extract(self) -> None:
        chosen = self._asker.extract_to_open(self._work.extracts)
        if chosen is not None and self.dialog is not None:
            self.dialog.show_file(chosen)

    def _choose_heights(self) -> None:
        chosen = self._asker.heights_to_open(self._work.extracts)
        if chosen is not None and self.dialog is not None:
            self.dialog.show_heights(chosen)

    def _look(self) -> None:
        """With the user's yes, ask the server how large the extract is."""
        self._say("")
        url = self._work.url_of(self._city())
        if url is None:
            return
        permit = Permit(self._work.origin)
        if not self._work.settings.settings.may_download:
            answer = self._asker.may_ask(permit.host, url)
            if not answer.is_yes:
                return
            if answer.is_lasting:
                self._work.settings.allow_download(is_allowed=True)
                self._show_state()

        def work(_should_stop: ShouldStop, _report: Callable[[Progress], None]) -> RemoteFile:
            return self._work.look(url, permit)

        def ask(remote: RemoteFile) -> None:
            self._ask_to_fetch(remote, permit)

        self._start(work, ask, _("Asking {host}").format(host=permit.host))

    def _ask_to_fetch(self, remote: RemoteFile, permit: Permit) -> None:
        size = _("{size} MB").format(size=max(1, round(remote.size / MEGABYTE)))
        if remote.changed is not None:
            day = day_of_year(remote.changed.date())
            size = _("{size}, of {day},").format(size=size, day=day)
        if not self._asker.may_fetch(permit.host, remote.url, size):
            return
        city = self._city()
        target = self._work.extracts / remote.url.rsplit("/", 1)[-1]
        order = BuildOrder(target, self._free_name(city), city=city, heights=self._heights())

        def work(should_stop: ShouldStop, report: Callable[[Progress], None]) -> Path:
            def fetching(progress: Progress) -> None:
                report(Progress(progress.doing, progress.done / 2))

            def building(progress: Progress) -> None:
                report(Progress(progress.doing, 0.5 + progress.done / 2))

            self._work.fetch(remote, target, permit, fetching, should_stop)
            return self._work.build(order, building, should_stop)

        self._start(work, self._streets.open, _("Fetching the extract"))

    def _build_asked(self, source: str, box: str | None) -> None:
        city = self._city() if box is None else None
        extract = Path(source).expanduser()
        name = city or extract.name.split(".")[0] or "area"
        if box is not None:
            box = box.replace(" ", "")
            try:
                Box.of_text(box)  # said at once, not by a process
            except InvalidEdit as error:
                self._show_trouble(error)
                return
        order = BuildOrder(extract, self._free_name(name), city, box, self._heights())

        def work(should_stop: ShouldStop, report: Callable[[Progress], None]) -> Path:
            return self._work.build(order, report, should_stop)

        self._start(work, self._streets.open, _("Reading the extract"))

    def _heights(self) -> Path | None:
        return self.dialog.chosen_heights if self.dialog is not None else None

    def _free_name(self, name: str) -> Path:
        """Where the pack goes; never onto the one in use."""
        current = self._streets.current
        target = self._work.packs / f"{name}.area"
        is_taken = current is not None and current.path.absolute() == target.absolute()
        return self._work.packs / f"{name}-2.area" if is_taken else target

    def _start(
        self,
        work: Callable[[ShouldStop, Callable[[Progress], None]], object],
        take: Callable[..., None],
        doing: str,
    ) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(Progress(doing, 0.0))
        self._jobs.start(
            Channel.MAKING,
            work,
            on_result=take,
            on_error=self._show_trouble,
            on_report=self._show_progress,
            on_end=self._end,
        )

    def _stop(self) -> None:
        self._jobs.drop(Channel.MAKING)
        self._end()

    def _forget(self) -> None:
        """Whoever closes the dialog waits for nothing."""
        self.dialog = None
        self._jobs.drop(Channel.MAKING)

    def _revoke(self) -> None:
        self._work.settings.allow_download(is_allowed=False)
        self._show_state()

    def _show_progress(self, progress: Progress) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(progress)

    def _end(self) -> None:
        if self.dialog is not None:
            self.dialog.show_idle()

    def _show_state(self) -> None:
        if self.dialog is not None:
            self.dialog.show_state(self._state())

    def _show_trouble(self, error: TourPlannerError) -> None:
        logger.info("no streets: %s", type(error).__name__)
        self._say(str(error))

    def _say(self, text: str) -> None:
        if self.dialog is not None:
            self.dialog.show_fault(text)
