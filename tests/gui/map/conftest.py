"""One profile for all map tests; a real page for each that asks for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import Site
from tourplanner.gui.map.scheme import register_scheme
from tourplanner.gui.map.view import MapView
from tourplanner.gui.map.web_page import MapProfile
from tourplanner.mapping.page import window_page

register_scheme()  # before any test makes the application object

Ask = Callable[[str], object]
READY_MS = 20_000


def let_go(view: MapView) -> None:
    """End the page before the next test."""
    view.release()
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def profile(qapp: QApplication) -> Iterator[MapProfile]:
    made = MapProfile(window_page().encode())
    yield made
    shiboken6.delete(made)


@pytest.fixture
def map_view(qtbot: QtBot, profile: MapProfile, tmp_path: Path) -> Iterator[MapView]:
    """A map of 700 by 600 that is ready."""
    view = MapView(tmp_path, profile=profile)
    view.resize(700, 600)
    view.base_moved.connect(lambda *_points: None)  # somebody listens
    view.place_wanted.connect(lambda *_point: None)
    with qtbot.waitSignal(view.ready, timeout=READY_MS):
        view.show()
    yield view
    troubles = view.web_page.troubles if view.web_page else []
    let_go(view)
    assert troubles == []


@pytest.fixture
def ask(qtbot: QtBot, map_view: MapView) -> Ask:
    """Evaluates an expression in the page; the answer as Python values."""
    return lambda expression: evaluate(qtbot, map_view, expression)


def evaluate(qtbot: QtBot, view: MapView, expression: str) -> object:
    answers: list[str] = []
    assert view.web_page is not None
    view.web_page.runJavaScript(f"JSON.stringify({expression})", answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=5000)
    return json.loads(answers[0]) if answers[0] else None


def show(qtbot: QtBot, view: MapView, book: Roadbook | None, others: tuple[Site, ...] = ()) -> None:
    with qtbot.waitSignal(view.painted, timeout=5000) as painted:
        state = view.show_roadbook(book, others)
    assert painted.args == [state]
