"""What lies under the tour: streets from a pack, and nothing from the network unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.map.conftest import READY_MS, Ask, evaluate, let_go, show
from tests.mapping.packs import TablePack, square_tile
from tests.mapping.plans import places, roadbook
from tourplanner.domain.box import Box
from tourplanner.gui.map.interceptor import RequestGate
from tourplanner.gui.map.online import TILE_HOST, Consent, ask_consent
from tourplanner.gui.map.scheme import MapSchemeHandler
from tourplanner.gui.map.view import MapView
from tourplanner.gui.map.view_memory import ViewMemory
from tourplanner.gui.map.web_page import MapProfile
from tourplanner.mapping.ground_style import DARK_GROUND, LIGHT_GROUND
from tourplanner.mapping.page import window_page

HOSTILE = "<img src=x onerror=\"document.title='broken'\"></script><script>alert(1)</script>'\""
CHOOSE_ONLINE = """
document.querySelector('.tools button').click();
document.querySelector('[data-key="ground online"]').click()
"""
IMAGE = QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
SCRIPT = QWebEngineUrlRequestInfo.ResourceType.ResourceTypeScript


def colours(view: MapView) -> set[str]:
    """What colours the map shows, at every fifth pixel."""
    picture = view.grab().toImage()
    return {
        picture.pixelColor(x, y).name().upper()
        for x in range(0, picture.width(), 5)
        for y in range(0, picture.height(), 5)
    }


def test_the_pack_is_drawn_in_the_colours_of_both_themes(
    qtbot: QtBot, map_view: MapView, ask: Ask, profile: MapProfile
) -> None:
    pack = TablePack(everywhere=square_tile())
    map_view.show_pack(pack)
    show(qtbot, map_view, roadbook((places()[:5],)))
    qtbot.waitUntil(lambda: LIGHT_GROUND.water in colours(map_view), timeout=8000)
    assert pack.asked
    assert ask("document.querySelector('.credit').textContent") == pack.attribution
    assert ask("document.querySelectorAll('.town').length") == 0
    map_view.set_theme(True)
    qtbot.waitUntil(lambda: DARK_GROUND.water in colours(map_view), timeout=8000)
    map_view.show_pack(None)
    assert "Sketch" in str(ask("document.querySelector('.credit').textContent"))
    assert ask("document.querySelectorAll('canvas.leaflet-tile').length") == 0
    assert profile.gate.refused == []
    map_view.set_theme(False)


def test_a_pack_of_another_area_leaves_the_sketch(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    pack = TablePack(everywhere=square_tile(), box=Box(43.72, 7.4, 43.76, 7.45))
    show(qtbot, map_view, roadbook())
    map_view.show_pack(pack)
    assert "Sketch" in str(ask("document.querySelector('.credit').textContent"))
    assert int(str(ask("document.querySelectorAll('.town').length"))) > 0
    map_view.show_pack(TablePack(everywhere=square_tile()))
    assert ask("document.querySelectorAll('.town').length") == 0
    map_view.show_pack(pack)
    map_view.show_roadbook(None, places(3))
    assert "Sketch" in str(ask("document.querySelector('.credit').textContent"))


def test_the_sketch_offers_streets_where_someone_gets_them(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    link = "document.querySelector('.strip-link')"
    show(qtbot, map_view, roadbook())
    assert ask(f"{link} === null") is True
    ask("(tourMap.letEdit(true, true, true), 1)")
    show(qtbot, map_view, roadbook((places()[:5],)))
    assert ask(f"{link}.textContent") == "Get streets…"
    with qtbot.waitSignal(map_view.streets_wanted, timeout=5000):
        ask(f"({link}.click(), 1)")
    map_view.show_pack(TablePack(everywhere=square_tile()))
    assert ask(f"{link} === null") is True
    map_view.show_pack(None)
    ask("(tourMap.letEdit(true, true, false), 1)")


def test_hostile_names_in_tiles_do_no_harm(qtbot: QtBot, map_view: MapView, ask: Ask) -> None:
    map_view.show_pack(TablePack(everywhere=square_tile(HOSTILE), attribution=HOSTILE))
    show(qtbot, map_view, roadbook((places()[:5],)))
    qtbot.waitUntil(lambda: LIGHT_GROUND.water in colours(map_view), timeout=8000)
    assert ask("document.title") != "broken"
    assert ask("document.querySelectorAll('#map_plan img, #map_plan script').length") == 0
    assert ask("document.querySelector('.credit').textContent") == HOSTILE


def test_broken_tiles_leave_the_plan_on_bare_ground(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    pack = TablePack(everywhere=b"\x1f\x8bno gzip at all")
    map_view.show_pack(pack)
    show(qtbot, map_view, roadbook())
    qtbot.waitUntil(lambda: bool(pack.asked), timeout=8000)
    assert ask("document.querySelectorAll('.stop-mark').length") == 15


def test_names_on_the_ground_come_in_the_script_chosen(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    map_view.show_pack(TablePack(everywhere=square_tile()))
    show(qtbot, map_view, roadbook())
    ask("(document.querySelector('.tools button').click(), 1)")
    chosen = "document.querySelector('[data-key^=\"labels\"]:checked').dataset.key"
    assert ask(chosen) == "labels both"
    ask("(document.querySelector('[data-key=\"labels latin\"]').click(), 1)")
    assert ask(chosen) == "labels latin"
    ask("(document.querySelector('[data-key=\"ground sketch\"]').click(), 1)")
    assert ask("document.querySelectorAll('canvas.leaflet-tile').length") == 0
    assert int(str(ask("document.querySelectorAll('.town').length"))) > 0


@pytest.mark.parametrize(
    ("name", "is_there"),
    [
        ("tiles/1/10/845/425.mvt", True),
        ("tiles/1/3/0/0.mvt", True),  # outside the levels: nothing, but no error
        ("tiles/1/10/845/../425.mvt", False),
        ("tiles/x/10/845/425.mvt", False),
        ("tiles/1/10/845/425.mvt.js", False),
        ("tiles/1/999/845/425.mvt", False),
    ],
)
def test_tiles_are_served_by_number_only(qapp: QApplication, name: str, is_there: bool) -> None:
    handler = MapSchemeHandler(b"")
    assert handler.content("tiles/1/10/845/425.mvt") is None
    handler.pack = TablePack(everywhere=square_tile())
    assert (handler.content(name) is not None) == is_there


@pytest.mark.parametrize(
    "url",
    [
        f"http://{TILE_HOST}/1/1/1.png",
        f"https://{TILE_HOST}.example/1/1/1.png",
        f"https://{TILE_HOST}:8443/1/1/1.png",
        f"https://{TILE_HOST}/1/1/1.png?tour=mine",
        f"https://{TILE_HOST}/script.js",
        "https://example.org/1/1/1.png",
        f"wss://{TILE_HOST}/1/1/1.png",
    ],
)
def test_consent_opens_the_door_for_tiles_and_nothing_else(qapp: QApplication, url: str) -> None:
    gate, tile = RequestGate(), QUrl(f"https://{TILE_HOST}/12/3370/1712.png")
    assert not gate.lets_out(tile, IMAGE)
    gate.consent = Consent(is_given=True)
    assert gate.lets_out(tile, IMAGE)
    assert not gate.lets_out(tile, SCRIPT)
    assert not gate.lets_out(QUrl(url), IMAGE)


def test_the_policy_of_the_page_names_the_tile_server_only_with_consent(qapp: QApplication) -> None:
    handler = MapSchemeHandler(b"")
    assert "http" not in handler.policy
    handler.consent = Consent(is_given=True)
    assert f"img-src 'self' data: https://{TILE_HOST};" in handler.policy
    assert handler.policy.count("http") == 1


@pytest.mark.parametrize("answer", [True, False])
def test_the_network_is_asked_for_first_and_the_answer_is_kept(
    qtbot: QtBot, profile: MapProfile, tmp_path: Path, answer: bool
) -> None:
    asked: list[QWidget] = []

    def ask_user(parent: QWidget) -> bool:
        asked.append(parent)
        return False

    memory = ViewMemory(tmp_path)
    view = MapView(tmp_path, profile=profile, memory=memory, ask=ask_user)
    view.resize(700, 600)
    with qtbot.waitSignal(view.ready, timeout=READY_MS):
        view.show()
    show(qtbot, view, roadbook())
    before = profile.gate.remote
    if answer:
        memory.keep_consent(is_given=True)
        assert ViewMemory(tmp_path).has_consent
    else:
        assert view.web_page is not None
        view.web_page.runJavaScript(CHOOSE_ONLINE)
        qtbot.waitUntil(lambda: asked == [view], timeout=5000)
        assert not ViewMemory(tmp_path).has_consent
    assert profile.gate.remote == before == 0
    let_go(view)


def test_with_consent_the_page_asks_the_tile_server_and_says_whose_map_it_is(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[str] = []

    def note(self: RequestGate, url: QUrl, kind: object) -> bool:
        wanted.append(url.toString())
        return False  # no test reaches the network

    monkeypatch.setattr(RequestGate, "lets_out", note)
    profile = MapProfile(window_page().encode())
    memory = ViewMemory(tmp_path)
    view = MapView(tmp_path, profile=profile, memory=memory, ask=lambda _parent: True)
    view.resize(500, 400)
    with qtbot.waitSignal(view.ready, timeout=READY_MS):
        view.show()
    show(qtbot, view, roadbook())
    assert wanted == []
    with qtbot.waitSignal(view.ready, timeout=READY_MS):  # the page is loaded anew
        view.web_page.runJavaScript(CHOOSE_ONLINE)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(wanted), timeout=8000)
    assert all(url.startswith(f"https://{TILE_HOST}/") for url in wanted)
    assert memory.has_consent
    credit = evaluate(qtbot, view, "document.querySelector('.credit').textContent")
    assert "OpenStreetMap contributors" in str(credit)
    with qtbot.waitSignal(view.painted, timeout=READY_MS):
        view._set_consent(is_given=False)
        wanted.clear()
    view.fit()
    qtbot.wait(300)
    assert wanted == []
    assert not ViewMemory(tmp_path).has_consent
    let_go(view)
    shiboken6.delete(profile)


@pytest.mark.parametrize("button", ["Allow", "Stay offline"])
def test_the_question_says_who_learns_what(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    said: list[str] = []

    def press(box: QMessageBox) -> int:
        said.append(f"{box.text()} {box.informativeText()}")
        assert box.defaultButton().text() == "Stay offline"
        next(b for b in box.findChildren(QPushButton) if b.text() == button).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert ask_consent(parent) == (button == "Allow")
    assert TILE_HOST in said[0]
    assert "network address" in said[0]
