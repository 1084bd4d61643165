"""When the web page cannot be had, a drawing takes its place and the program goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.map.conftest import READY_MS, Ask, let_go, show
from tests.mapping.packs import TablePack, square_tile
from tests.mapping.plans import places, roadbook
from tourplanner.gui.map.engine import prepare_engine, web_pane
from tourplanner.gui.map.scheme import PAGE_URL
from tourplanner.gui.map.view import MapView
from tourplanner.gui.map.web_page import MapProfile
from tourplanner.gui.map.web_pane import WebPane
from tourplanner.mapping.style import DARK, DAY_COLOURS

CRASHED = QWebEnginePage.RenderProcessTerminationStatus.CrashedTerminationStatus


def shows(view: MapView, colour: str) -> bool:
    picture = view.grab().toImage()
    wanted = QColor(colour)
    return any(
        picture.pixelColor(x, y) == wanted
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    )


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the web engine cannot be imported."""
    for name in [name for name in sys.modules if name.startswith("tourplanner.gui.map.web_pane")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "PySide6.QtWebEngineWidgets", None)


def test_a_crash_of_the_page_leaves_a_drawing_that_follows_the_plan(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    assert map_view.web_page is not None
    map_view.web_page.renderProcessTerminated.emit(CRASHED, 11)
    assert map_view.is_drawing
    qtbot.waitUntil(lambda: shows(map_view, DAY_COLOURS[2]), timeout=8000)
    assert "drawing" in map_view.findChild(QLabel).text()  # type: ignore[union-attr]
    map_view.show_roadbook(roadbook((places()[:3],)))
    map_view.select_site("yaoli")
    qtbot.waitUntil(lambda: not shows(map_view, DAY_COLOURS[2]), timeout=8000)
    assert shows(map_view, DAY_COLOURS[0])
    button = map_view.findChild(QPushButton)
    assert button is not None
    with qtbot.waitSignal(map_view.painted, timeout=READY_MS):
        button.click()
    assert not map_view.is_drawing
    assert map_view.is_ready


@pytest.mark.usefixtures("no_engine")
def test_without_a_web_engine_the_map_is_drawn(qtbot: QtBot, tmp_path: Path) -> None:
    assert web_pane() is None
    view = MapView(tmp_path)
    view.resize(700, 600)
    view.show_pack(TablePack(everywhere=square_tile()))
    view.show_roadbook(roadbook())
    view.show()
    qtbot.waitUntil(lambda: shows(view, DAY_COLOURS[0]), timeout=8000)
    days = view.findChild(QComboBox)
    assert days is not None
    assert [days.itemText(n)[:5] for n in range(days.count())] == [
        "All d",
        "Day 1",
        "Day 2",
        "Day 3",
    ]
    days.setCurrentIndex(3)
    qtbot.waitUntil(lambda: not shows(view, DAY_COLOURS[0]), timeout=8000)
    assert shows(view, DAY_COLOURS[2])
    view.set_theme(True)
    qtbot.waitUntil(lambda: shows(view, DARK.edge), timeout=8000)
    view.show_roadbook(None, places(3))
    view.show_roadbook(None)
    let_go(view)


def test_the_environment_can_ask_for_the_drawing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOURPLANNER_MAP", "drawn")
    assert not prepare_engine()
    view = MapView(tmp_path)
    view.resize(700, 600)
    view.show_roadbook(roadbook())
    view.show()
    qtbot.waitUntil(lambda: shows(view, DAY_COLOURS[0]), timeout=8000)
    assert view.is_drawing
    assert view.web_page is None
    assert "wished" in view.findChild(QLabel).text()  # type: ignore[union-attr]
    assert view.findChild(QPushButton).isHidden()  # type: ignore[union-attr]
    let_go(view)


def test_a_page_that_never_answers_gives_way_until_it_does(
    qtbot: QtBot, profile: MapProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tourplanner.gui.map.view.PATIENCE_MS", 50)
    monkeypatch.setattr(WebPane, "load", lambda _pane: None)
    view = MapView(tmp_path, profile=profile)
    view.resize(700, 600)
    view.show_roadbook(roadbook())
    view.show()
    qtbot.waitUntil(lambda: shows(view, DAY_COLOURS[0]), timeout=8000)
    assert view.is_drawing
    assert view.web_page is not None
    with qtbot.waitSignal(view.ready, timeout=READY_MS):
        view.web_page.load(PAGE_URL)
    assert not view.is_drawing
    qtbot.wait(100)
    assert not view.is_drawing
    let_go(view)


@pytest.mark.usefixtures("no_engine")
def test_a_tour_without_days_can_be_drawn_too(qtbot: QtBot, tmp_path: Path) -> None:
    view = MapView(tmp_path)
    view.resize(60, 50)
    view.show_roadbook(roadbook((), left_out=()))
    view.show()
    qtbot.waitUntil(lambda: view.is_drawing, timeout=8000)
    qtbot.wait(300)
    let_go(view)


def test_another_import_error_is_not_hidden(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert prepare_engine()
    monkeypatch.delitem(sys.modules, "tourplanner.gui.map.web_pane", raising=False)
    monkeypatch.setitem(sys.modules, "tourplanner.gui.map.bridge", None)
    with pytest.raises(ImportError):
        web_pane()


WITHOUT_ENGINE = """
import subprocess
import sys
from pathlib import Path
for module in ("QtWebEngineCore", "QtWebEngineWidgets"):
    sys.modules[f"PySide6.{module}"] = None
from tourplanner.gui.app import run_window
sys.exit(run_window(None, Path(sys.argv[1])))
"""


def test_the_whole_program_runs_without_a_web_engine(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT_ENGINE, str(picture)],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    shown = QImage(str(picture))
    middle = shown.copy(shown.width() // 3, 100, shown.width() // 3, shown.height() // 2)
    wanted = QColor(DAY_COLOURS[0])
    assert any(
        middle.pixelColor(x, y) == wanted
        for x in range(middle.width())
        for y in range(middle.height())
    )
