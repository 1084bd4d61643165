"""No page of the program asks the network for anything."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from pytestqt.qtbot import QtBot

from tests.gui.map.conftest import READY_MS, Ask, show
from tests.mapping.packs import TablePack, square_tile
from tests.mapping.plans import places, roadbook
from tourplanner.exchange.html import write_html
from tourplanner.gui.map.view import MapView
from tourplanner.gui.map.web_page import MapProfile
from tourplanner.mapping.reach import reach_feature

RING = [[117.15, 29.25], [117.25, 29.25], [117.25, 29.33], [117.15, 29.25]]
EVERYTHING = """
for (const button of document.querySelectorAll('.tools button')) button.click();
document.querySelector('.tools button').click();
for (const input of document.querySelectorAll('.layers input[type=checkbox]')) input.click();
for (const key of ['ground sketch', 'ground pack', 'labels latin', 'labels local', 'labels both'])
  document.querySelector(`[data-key="${key}"]`).click();
tourMap.closePanels(); tourMap.fit(); map_plan.setZoom(9); map_plan.setZoom(16);
"""


def test_the_map_with_all_it_can_do_makes_no_remote_request(
    qtbot: QtBot, map_view: MapView, ask: Ask, profile: MapProfile
) -> None:
    map_view.show_pack(TablePack(everywhere=square_tile()))
    show(qtbot, map_view, roadbook(), places(229))
    map_view.show_reach(reach_feature({"type": "Polygon", "coordinates": [RING]}, "20 min"))
    map_view.select_site("yaoli")
    passed = profile.gate.passed
    assert ask(f"(() => {{ {EVERYTHING}; return 1; }})()") == 1
    qtbot.waitUntil(lambda: profile.gate.passed > passed, timeout=8000)
    qtbot.wait(500)
    assert profile.gate.remote == 0
    assert profile.gate.refused == []


def test_a_page_written_for_others_makes_no_remote_request(
    qtbot: QtBot, profile: MapProfile
) -> None:
    content = write_html(roadbook(), datetime(2026, 11, 26, tzinfo=UTC)).decode()
    before = (profile.gate.remote, list(profile.gate.refused))
    page = QWebEnginePage(profile)
    with qtbot.waitSignal(page.loadFinished, timeout=READY_MS) as loaded:
        page.setHtml(content, QUrl("about:blank"))
    assert loaded.args == [True]
    drawn: list[object] = []
    page.runJavaScript("document.querySelectorAll('.stop-mark').length", drawn.append)
    qtbot.waitUntil(lambda: bool(drawn), timeout=5000)
    assert drawn == [15]
    assert (profile.gate.remote, list(profile.gate.refused)) == before
    page.deleteLater()
