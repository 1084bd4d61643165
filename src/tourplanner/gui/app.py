"""Opens the window: application object, exception hook, theme, first tour."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from tourplanner import __version__
from tourplanner.bootstrap import Workbench, build_workbench
from tourplanner.errors import TourPlannerError
from tourplanner.exchange.tour_file import read_tour
from tourplanner.gui.desk import Desk
from tourplanner.gui.filter_memory import read_filters, write_filters
from tourplanner.gui.jobs import Jobs
from tourplanner.gui.language import speak_as_asked
from tourplanner.gui.map.engine import prepare_engine
from tourplanner.gui.map.view import MapView
from tourplanner.gui.map.view_memory import ViewMemory
from tourplanner.gui.present_error import CrashHook, present_error
from tourplanner.gui.screenshot import Screenshot
from tourplanner.gui.streets.work import street_work
from tourplanner.gui.theme import FORCE_VARIABLE, Scheme, Theme
from tourplanner.gui.window_state import WindowState
from tourplanner.paths import AppPaths
from tourplanner.usecases.new_tour import sample_tour

logger = logging.getLogger(__name__)

SWITCH_S = 0.0005
"""How long a worker keeps the interpreter while the window waits for it; Python's own 5 ms add up
over the many calls of one repaint."""


def run_window(
    tour_file: Path | None = None,
    screenshot: Path | None = None,
    area: Path | None = None,
    make_workbench: Callable[[AppPaths], Workbench] = build_workbench,
) -> int:
    """Open the window and stay until it closes; the process's exit status.

    Streets come from the pack `area`, or from the one remembered for the tour's city.
    With `screenshot` the window is drawn into that file as soon as plan and map are there.
    Then it raises TourPlannerError for a tour that cannot be read and for a picture that cannot
    be written; without `screenshot` the window tells such trouble.
    """
    app = make_application()
    speak_as_asked(app)
    paths = AppPaths.standard()
    paths.state.mkdir(parents=True, exist_ok=True)
    workbench = make_workbench(paths)
    state = WindowState(paths.state)
    theme = Theme(app, paths.cache / "theme", _scheme(state))
    jobs = Jobs()
    map_view = MapView(paths.cache, memory=ViewMemory(paths.state))
    filters = read_filters(paths.state)
    trouble: TourPlannerError | None = None
    try:
        tour = read_tour(tour_file) if tour_file else sample_tour(workbench.catalogue)
    except TourPlannerError as error:
        if screenshot is not None:
            raise
        trouble, tour_file = error, None
        tour = sample_tour(workbench.catalogue)
    desk = Desk(
        workbench.catalogue,
        workbench.travel,
        workbench.autosave,
        jobs,
        theme,
        map_view,
        tour,
        _now,
        streets=street_work(workbench),
        settings=workbench.settings,
        filters=filters,
    )
    if tour_file is not None:
        desk.open_tour.load(tour, tour_file)
    desk.scheme_chosen.connect(state.keep_scheme)
    desk.closed.connect(app.quit)
    camera = Screenshot(desk, map_view, screenshot) if screenshot is not None else None
    CrashHook(desk.autosaver.keep_now, camera.fail if camera else None).install()
    if camera is None:
        state.restore(desk.window)
        desk.closed.connect(lambda: state.keep(desk.window))
        desk.closed.connect(lambda: write_filters(paths.state, filters))
        desk.telling.offer_recovery(workbench.autosave.left_behind())
    if trouble is not None:
        present_error(desk.panels.messages, trouble)
    desk.window.show()
    desk.begin(area)
    try:
        status = app.exec()
    finally:
        desk.let_go()
        jobs.close()
        workbench.autosave.close()
        map_view.release()
        desk.area.let_go()
        sys.excepthook = sys.__excepthook__
    if camera is not None and camera.trouble is not None:
        raise camera.trouble
    return status if camera is None else camera.status


def make_application() -> QApplication:
    """The application object, with everything that has to be said before it exists."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if _is_without_sandbox():
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    sys.setswitchinterval(SWITCH_S)
    prepare_engine()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("tourplanner")
    app.setApplicationDisplayName("Tour Planner")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("tourplanner")
    return app


def _is_without_sandbox() -> bool:
    """The web engine refuses to run sandboxed as root; nobody else loses the sandbox."""
    return bool(os.environ.get("CI")) or (hasattr(os, "geteuid") and os.geteuid() == 0)


def _scheme(state: WindowState) -> Scheme | None:
    """The scheme of the environment, else the one chosen in the menu."""
    if os.environ.get(FORCE_VARIABLE) or not state.scheme:
        return None
    return Scheme(state.scheme) if state.scheme in {s.value for s in Scheme} else None


def _now() -> datetime:
    return datetime.now().astimezone()
