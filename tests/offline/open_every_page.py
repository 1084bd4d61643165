"""Opens every page of the window, one after the other, and tells what it saw as JSON.

Run as a program of its own, so that its sockets can be watched: `open_every_page FOLDER [PACK]`.
Pages come from the table of actions; nobody has to remember to add one here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox

from tests.builders import own_site
from tourplanner.bootstrap import Workbench, build_workbench
from tourplanner.domain.own_site_edits import with_own_site
from tourplanner.domain.site import SiteId
from tourplanner.exchange.tour_file import write_tour
from tourplanner.gui.actions import SPECS
from tourplanner.gui.app import make_application
from tourplanner.gui.desk import Desk
from tourplanner.gui.dialogs.asker import DialogAsker
from tourplanner.gui.export.export_window import ExportWindow
from tourplanner.gui.in_step import ON_OWN_PLACES
from tourplanner.gui.jobs import Jobs
from tourplanner.gui.map.view import MapView
from tourplanner.gui.present_error import show_report
from tourplanner.gui.streets.work import street_work
from tourplanner.gui.theme import Scheme, Theme
from tourplanner.paths import AppPaths
from tourplanner.usecases.new_tour import sample_tour
from tourplanner.usecases.plan_tour import Effort, plan_tour

OWN_PLACE = own_site()
QUICK = Effort(time_limit_s=0.2, iterations=20)
PAGE_MS = 120
PREVIEW_MS = 6000
"""Until the typesetter has drawn a paper."""
LOOK_MS = 40
READY_MS = 60_000
LAST = "quit"
ON_STREETS = ("export", "streets", "reach", "own_minutes", "plan", "why", "show_map", "theme_dark")
"""What shows an area pack, or asks its roads."""


class Tourist:
    """Looks at every dialog for a moment and closes it in the way that changes nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.pages: set[str] = set()
        self._timer = QTimer()
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QMenu) and widget.isVisible():
                widget.close()
            elif isinstance(widget, QDialog) and widget.isVisible():
                self.pages.add(type(widget).__name__)
                if not widget.property("looked"):
                    widget.setProperty("looked", True)
                    widget.grab()
                    is_export = isinstance(widget, ExportWindow)
                    look_ms = PREVIEW_MS if is_export else PAGE_MS
                    QTimer.singleShot(look_ms, partial(_leave, widget))


class Chosen(DialogAsker):
    """Somebody who has chosen that file already."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def file_to_open(self, folder: Path) -> Path | None:
        return self._file


def _leave(dialog: QDialog) -> None:
    """Never a yes; what is not saved is given up."""
    try:
        if isinstance(dialog, QMessageBox):
            for button in dialog.buttons():
                if dialog.buttonRole(button) is QMessageBox.ButtonRole.DestructiveRole:
                    button.click()
                    return
        dialog.reject()
    except RuntimeError:
        """It went by itself."""


def wait(until: Callable[[], bool], most_ms: int = 3000) -> bool:
    """Let the window live until something is so."""
    clock = QElapsedTimer()
    clock.start()
    while not until():
        if clock.elapsed() > most_ms:
            return False
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    return True


def rest(milliseconds: int = PAGE_MS) -> None:
    wait(lambda: False, milliseconds)


def open_desk(folder: Path, bench: Workbench, app: QApplication) -> tuple[Desk, MapView, Jobs]:
    """The window as the program opens it, with a planner that is soon content."""
    jobs = Jobs()
    map_view = MapView(bench.paths.cache)
    plan = partial(plan_tour, catalogue=bench.catalogue, travel=bench.travel, effort=QUICK)
    desk = Desk(
        bench.catalogue,
        bench.travel,
        bench.autosave,
        jobs,
        Theme(app, folder / "marks", Scheme.LIGHT),
        map_view,
        sample_tour(bench.catalogue),
        lambda: datetime(2026, 11, 24, 10, 42, tzinfo=UTC),
        plan=plan,
        streets=street_work(bench),
    )
    return desk, map_view, jobs


def is_idle(desk: Desk) -> bool:
    return (
        not any(
            isinstance(widget, QDialog) and widget.isVisible()
            for widget in QApplication.topLevelWidgets()
        )
        and not desk.replanner.is_busy
    )


def some_sites(desk: Desk) -> tuple[SiteId | None, ...]:
    """A visit, a place left out, one's own, nothing: every action is possible at one of them."""
    plan = desk.open_tour.tour.itinerary
    if plan is None:
        return (None,)
    return (
        plan.visited[1] if len(plan.visited) > 1 else None,
        plan.left_out[0].site if plan.left_out else None,
        OWN_PLACE.id,
        None,
    )


def trigger(desk: Desk, name: str) -> bool:
    """Whether the action could be done anywhere."""
    if name in ON_OWN_PLACES and not desk.open_tour.tour.own_sites:
        desk.open_tour.edit("Add a place", partial(with_own_site, own=OWN_PLACE))
    for site in some_sites(desk):
        desk.open_tour.select(site)
        rest(30)
        if desk.actions[name].isEnabled():
            desk.actions[name].trigger()
            rest()
            wait(partial(is_idle, desk), 15_000)
            return True
    return False


def main(folder: Path, pack: Path | None) -> dict[str, object]:
    app = make_application()
    bench = build_workbench(AppPaths.standard())
    desk, map_view, jobs = open_desk(folder, bench, app)
    tourist = Tourist(desk)
    desk.window.resize(1366, 768)
    desk.window.show()
    desk.begin(pack)
    is_ready = wait(lambda: map_view.is_ready and is_idle(desk), READY_MS)
    rest(1000)
    wanted = SPECS if pack is None else ON_STREETS
    done = {name: trigger(desk, name) for name in wanted if name != LAST}
    for name in [name for name, is_done in done.items() if not is_done]:
        done[name] = trigger(desk, name)  # by now there is something to undo
    open_the_rest(desk, map_view)
    compare(desk, folder / "earlier.tour")
    web = map_view.web_page
    gate = web.profile().gate if web is not None else None  # type: ignore[attr-defined]
    told = {
        "is_ready": is_ready,
        "has_map": web is not None,
        "undone": sorted(name for name, is_done in done.items() if not is_done),
        "pages": sorted(tourist.pages),
        "streets": "" if desk.area.streets is None else desk.area.streets.credit,
        "passed": None if gate is None else gate.passed,
        "remote": None if gate is None else gate.remote,
        "refused": None if gate is None else gate.refused,
    }
    desk.let_go()
    jobs.close()
    bench.autosave.close()
    map_view.release()
    desk.area.let_go()
    return told


def open_the_rest(desk: Desk, map_view: MapView) -> None:
    """The pages that a click elsewhere opens: on the map, in the export window, after trouble."""
    map_view.place_wanted.emit(29.3, 117.21)
    rest()
    wait(partial(is_idle, desk))
    map_view._ask_for_network()  # the answer is no
    rest()
    if desk.area.desk is not None:
        desk.actions["streets"].trigger()
        dialog = desk.area.desk.dialog
        if dialog is not None and dialog.fetch.isVisible():
            dialog.fetch.click()
        rest()
        wait(partial(is_idle, desk))
    show_report("There is no trouble: this is only looked at.")
    rest()


def compare(desk: Desk, earlier: Path) -> None:
    """With a version that a file holds; the page that asks for the file was seen before."""
    write_tour(earlier, desk.open_tour.tour)
    desk.files._asker = Chosen(earlier)
    desk.actions["compare_saved"].trigger()
    rest()
    wait(partial(is_idle, desk))


if __name__ == "__main__":
    where = Path(sys.argv[1])
    told = main(where, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    (where / "seen.json").write_text(json.dumps(told))
