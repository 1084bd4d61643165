"""How long the window stalls while it plans, and how soon a selection shows everywhere."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication

from tests.gui.support import FakeAutosave
from tourplanner.bootstrap import build_workbench
from tourplanner.domain import edits
from tourplanner.domain.preferences import Pace
from tourplanner.gui.app import make_application
from tourplanner.gui.desk import Desk
from tourplanner.gui.jobs import Jobs
from tourplanner.gui.map.view import MapView
from tourplanner.gui.models.sites_model import SiteRole
from tourplanner.gui.theme import Scheme, Theme
from tourplanner.paths import AppPaths
from tourplanner.usecases.new_tour import new_tour, sample_tour
from tourplanner.usecases.plan_tour import Effort, plan_tour

TICK_MS = 5
LIMIT_MS = 50
SELECTION_LIMIT_MS = 100
SELECTIONS = 40
BOUND_S = 15.0
STOP_AFTER_S = 1.0
EFFORT = Effort(time_limit_s=4.0, iterations=10_000_000)


class Pulse:
    """A timer of five milliseconds; keeps the gaps between its beats, and the main thread's own
    work in each, which does not grow with what else runs on the machine."""

    def __init__(self) -> None:
        self.gaps_ms: list[float] = []
        self.work_ms: list[float] = []
        self._last = time.perf_counter()
        self._last_work = time.thread_time()
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self.gaps_ms.clear()
        self.work_ms.clear()
        self._last = time.perf_counter()
        self._last_work = time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.gaps_ms.append((now - self._last) * 1000)
        self.work_ms.append((work - self._last_work) * 1000)
        self._last, self._last_work = now, work


def main() -> None:
    """Print the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _tell_load()
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        _measure(app, Path(folder))


def _measure(app: QApplication, folder: Path) -> None:
    paths = AppPaths(folder / "config", folder / "data", folder / "cache", folder / "state")
    bench = build_workbench(paths)
    plan = partial(plan_tour, catalogue=bench.catalogue, travel=bench.travel, effort=EFFORT)
    start = sample_tour(bench.catalogue).preferences.start
    jobs = Jobs()
    map_view = MapView(paths.cache)
    begun = time.perf_counter()
    desk = Desk(
        bench.catalogue,
        bench.travel,
        FakeAutosave(),
        jobs,
        Theme(app, folder / "marks", Scheme.LIGHT),
        map_view,
        new_tour(bench.catalogue, "jingdezhen", start, 5),
        lambda: datetime.now(UTC),
        plan=plan,
    )
    desk.window.show()
    app.processEvents()
    _say(f"window built and shown in {(time.perf_counter() - begun) * 1000:.0f} ms")
    _until(app, lambda: map_view.is_ready)
    _say(f"map ready after {(time.perf_counter() - begun) * 1000:.0f} ms")
    pulse = Pulse()
    pulse.start()
    desk.begin()
    _until(app, lambda: not desk.replanner.is_busy)
    _tell_gaps("first plan, 5 days, 82 sites", pulse)
    pulse.start()
    _until(app, lambda: desk.bound_watch.state.is_done, BOUND_S)
    _tell_gaps(f"bound of that plan, at most {BOUND_S:.0f} s", pulse)
    pulse.start()
    desk.open_tour.edit("pace", partial(edits.with_pace, pace=Pace.FULL))
    _until(app, lambda: not desk.replanner.is_busy)
    _tell_gaps("plan after an edit", pulse)
    pulse.start()
    begun = time.perf_counter()
    desk.replanner.plan_now()
    _until(app, lambda: time.perf_counter() - begun > STOP_AFTER_S)
    stopped = time.perf_counter()
    desk.replanner.stop()
    _until(app, lambda: not desk.replanner.is_busy)
    _say(f"stopped with the best plan after {(time.perf_counter() - stopped) * 1000:.0f} ms")
    pulse.stop()
    _tell_drag(app, desk)
    _tell_selection(app, desk)
    desk.let_go()
    desk.window.close_for_good()
    map_view.release()
    app.processEvents()
    jobs.close()
    bench.autosave.close()


def _tell_gaps(name: str, pulse: Pulse) -> None:
    gaps = sorted(pulse.gaps_ms)
    p95 = gaps[int(0.95 * (len(gaps) - 1))]
    verdict = "within" if gaps[-1] <= LIMIT_MS else "ABOVE"
    _say(
        f"{name}: longest gap of the event loop {gaps[-1]:.1f} ms ({verdict} {LIMIT_MS} ms), "
        f"p95 {p95:.1f} ms, {len(gaps)} beats; own work in one gap at most "
        f"{max(pulse.work_ms):.1f} ms"
    )


def _tell_drag(app: QApplication, desk: Desk) -> None:
    """Each step of a drag over all places of all days, answered and drawn."""
    plan = desk.open_tour.tour.itinerary
    if plan is None:
        return
    site = plan.visited[0]
    said: list[str] = []
    desk.preview.shown.connect(lambda _where, text: said.append(text))
    desk.preview.ask(site, 0, 0, QPoint(400, 300))
    _until(app, lambda: bool(said))
    took = []
    for day, planned in enumerate(plan.days):
        for position in range(len(planned.visits)):
            begun = time.thread_time()
            desk.preview.ask(site, day, position, QPoint(400, 300 + position))
            app.processEvents()
            took.append((time.thread_time() - begun) * 1000)
    desk.preview.end()
    _say(
        f"a step of a drag: median {statistics.median(took):.1f} ms, longest {max(took):.1f} ms of "
        f"the main thread, {len(took)} steps"
    )


def _tell_selection(app: QApplication, desk: Desk) -> None:
    """From the click to lists and details drawn."""
    model = desk.panels.sites.model
    took = []
    for row in range(min(SELECTIONS, model.rowCount())):
        site = model.index(row).data(SiteRole.ID)
        begun = time.perf_counter()
        desk.open_tour.select(site)
        app.processEvents()
        took.append((time.perf_counter() - begun) * 1000)
    verdict = "within" if max(took) <= SELECTION_LIMIT_MS else "ABOVE"
    _say(
        f"selection shown in all panels: median {statistics.median(took):.1f} ms, "
        f"longest {max(took):.1f} ms, {verdict} {SELECTION_LIMIT_MS} ms"
    )


def _until(app: QApplication, is_done: Callable[[], bool], patience_s: float = 30.0) -> None:
    end = time.perf_counter() + patience_s
    while not is_done() and time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.0005)


def _tell_load() -> None:
    if hasattr(os, "getloadavg"):
        _say(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
