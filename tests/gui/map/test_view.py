"""The map in its window: drawn, changed, clicked, shut off from the world."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.map.conftest import READY_MS, Ask, evaluate, let_go, show
from tests.mapping.plans import places, roadbook
from tourplanner.domain.site import Names
from tourplanner.gui.map.view import MapView
from tourplanner.gui.map.web_page import MapProfile
from tourplanner.mapping.features import features
from tourplanner.mapping.style import DARK

HOSTILE = '<img src=x onerror="document.title=`broken`">'


def test_the_page_draws_every_feature_and_asks_the_world_for_nothing(
    qtbot: QtBot, map_view: MapView, ask: Ask, profile: MapProfile
) -> None:
    book = roadbook()
    show(qtbot, map_view, book)
    drawn = features(book)["features"]
    assert ask("document.querySelectorAll('.stop-mark').length") == 15
    assert ask("document.querySelectorAll('path.leg').length") == 18
    assert ask("document.querySelectorAll('path.leg[stroke-dasharray]').length") == 18
    assert ask("document.querySelectorAll('.plain-mark').length") == 4
    assert len(drawn) == 15 + 18 + 4 + 1
    assert profile.gate.refused == []


def test_marks_carry_number_shape_and_colour_of_their_day(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    seen = ask(
        "[...document.querySelectorAll('.stop-mark')].map(mark => ["
        "mark.querySelector('.number').textContent,"
        "mark.querySelector('.shape').getAttribute('fill'),"
        "mark.querySelector('.shape').getAttribute('d')])"
    )
    assert isinstance(seen, list)
    assert sorted(number for number, _fill, _path in seen) == sorted("12345" * 3)
    assert len({fill for _number, fill, _path in seen}) == 3
    assert len({path for _number, _fill, path in seen}) == 3


def test_hostile_names_are_shown_as_text(qtbot: QtBot, map_view: MapView, ask: Ask) -> None:
    bad = replace(places(1)[0], names=Names(HOSTILE, HOSTILE + "</script><b>x</b>"))
    show(qtbot, map_view, roadbook(((bad,),), left_out=(replace(bad, id=places(2)[1].id),)))
    map_view.select_site(bad.id)
    assert ask("document.querySelectorAll('#map_plan img, #map_plan b').length") == 0
    assert ask("document.title") != "broken"
    names = ask("[...document.querySelectorAll('.stop-name')].map(e => e.textContent)")
    assert isinstance(names, list)
    assert any(str(name).startswith("<img") and "onerror=" in str(name) for name in names)
    ask("document.querySelector('.stop-mark').dispatchEvent(new MouseEvent('mouseover',"
        "{bubbles: true}))")  # fmt: skip
    assert HOSTILE in str(ask("document.querySelector('.leaflet-tooltip').textContent"))
    assert ask("document.querySelectorAll('.leaflet-tooltip img').length") == 0


def test_a_new_plan_changes_the_page_without_loading_it_again(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    ask("window.stamp = 7")
    show(qtbot, map_view, roadbook((places()[:3],)))
    assert ask("window.stamp") == 7
    assert ask("document.querySelectorAll('.stop-mark').length") == 3
    assert ask("document.querySelectorAll('.legend li').length") == 5


def test_a_map_moved_by_hand_stays_where_it_is_until_asked_to_fit(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    zoom = ask("map_plan.getZoom()")
    ask("(map_plan.fire('dragstart'), 1)")
    show(qtbot, map_view, roadbook((places()[:3],)))
    assert ask("map_plan.getZoom()") == zoom
    map_view.fit()
    assert float(str(ask("map_plan.getZoom()"))) > float(str(zoom)) + 1


def test_a_map_nobody_moved_follows_the_plan(qtbot: QtBot, map_view: MapView, ask: Ask) -> None:
    show(qtbot, map_view, roadbook((places()[:3],)))
    zoom = ask("map_plan.getZoom()")
    show(qtbot, map_view, roadbook())
    assert float(str(ask("map_plan.getZoom()"))) < float(str(zoom)) - 1


def test_without_a_plan_the_sites_of_the_city_are_shown_and_without_sites_nothing(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    show(qtbot, map_view, None, places())
    assert ask("document.querySelectorAll('.plain-mark').length") == 15
    show(qtbot, map_view, None)
    assert ask("document.querySelectorAll('.plain-mark, .stop-mark, .leg').length") == 0


def test_more_than_two_hundred_places_are_gathered_in_clusters(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, None, places(229))
    counted = ask(
        "[...document.querySelectorAll('.cluster')].reduce((n, c) => n + Number(c.textContent), 0)"
        " + document.querySelectorAll('.plain-mark').length"
    )
    assert counted == 229
    assert ask("document.querySelectorAll('.cluster').length > 0") is True
    show(qtbot, map_view, None, places(60))
    assert ask("document.querySelectorAll('.cluster').length") == 0
    assert ask("document.querySelectorAll('.plain-mark').length") == 60


def test_the_sketch_says_what_it_is_and_has_scale_grid_and_towns(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    credit = str(ask("document.querySelector('.credit').textContent"))
    assert "Sketch" in credit
    assert "GeoNames, CC BY 4.0" in credit
    assert str(ask("document.querySelector('.leaflet-control-scale-line').textContent")) == "5 km"
    assert ask("document.querySelector('path.grid-line').getAttribute('d').length > 20") is True
    towns = ask("[...document.querySelectorAll('.town')].map(e => e.textContent)")
    assert isinstance(towns, list)
    assert "Fuliang浮梁" in towns


BOXES = """[...document.querySelectorAll('.name, .stop-mark .shape, .base-mark')].map(e => {
  const r = e.getBoundingClientRect();
  return [e.classList.contains('name'), r.left, r.top, r.right, r.bottom]; })"""


def test_names_lie_on_nothing_and_marks_are_pushed_apart(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    boxes = ask(BOXES)
    assert isinstance(boxes, list)
    assert sum(is_name for is_name, *_box in boxes) > 10
    for (is_name, *one), (is_other_name, *other) in itertools.combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        if is_name or is_other_name:
            assert min(across, down) <= 3
        else:
            assert math.dist(_middle(one), _middle(other)) > 20


def test_a_long_name_is_written_in_two_lines_and_not_cut(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    name = "Jingdezhen Folk Kiln Museum and Hutian Ruins"
    site = replace(places()[0], names=replace(places()[0].names, en=name))
    show(qtbot, map_view, roadbook(((site, *places()[1:3]),)))
    lines = ask(
        "[...document.querySelectorAll('.stop-name')].map(name =>"
        " [...name.children].map(line => line.textContent))"
    )
    assert isinstance(lines, list)
    assert ["Jingdezhen Folk Kiln", "Museum and Hutian Ruins", "御窑厂国家考古遗址公园"] in lines


def _middle(box: list[float]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def test_selecting_highlights_the_mark_and_brings_it_into_view(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook((places()[:5],)))
    with qtbot.waitSignal(map_view.painted, timeout=5000) as painted:
        state = map_view.select_site("longzhu")
    assert painted.args == [state]
    assert ask("document.querySelector('.stop-mark.selected').dataset.site") == "longzhu"
    assert ask("document.querySelectorAll('.halo').length") == 1
    map_view.select_site("fuliang")
    assert ask("document.querySelectorAll('.stop-mark.selected').length") == 0
    assert ask("map_plan.getBounds().contains([29.369, 117.238])") is True
    map_view.select_site(None)
    assert ask("document.querySelectorAll('.halo').length") == 0


def test_a_click_on_a_mark_tells_the_site(qtbot: QtBot, map_view: MapView, ask: Ask) -> None:
    show(qtbot, map_view, roadbook())
    spot = ask(
        "(() => { const r = document.querySelector('[data-site=yaoli]').getBoundingClientRect();"
        "return [r.left + r.width / 2, r.top + r.height / 2]; })()"
    )
    assert isinstance(spot, list)
    assert map_view._web is not None
    target = map_view._web.view.focusProxy() or map_view._web.view
    with qtbot.waitSignal(map_view.site_clicked, timeout=5000) as clicked:
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(*map(round, spot)))
    assert clicked.args == ["yaoli"]


def test_what_was_asked_before_the_page_was_there_is_done_when_it_is(
    qtbot: QtBot, profile: MapProfile, tmp_path: Path
) -> None:
    view = MapView(tmp_path, profile=profile)
    view.show_roadbook(roadbook((places()[:2],)))
    state = view.select_site("kiln-museum")
    view.set_theme(True)
    with qtbot.waitSignal(view.painted, timeout=READY_MS, check_params_cb=lambda n: n == state):
        view.show()
    assert evaluate(qtbot, view, "document.querySelectorAll('.stop-mark').length") == 2
    assert evaluate(qtbot, view, "document.querySelectorAll('.selected').length") == 1
    paper = evaluate(
        qtbot, view, "getComputedStyle(document.documentElement).getPropertyValue('--paper')"
    )
    assert paper == DARK.paper
    let_go(view)


def test_the_dark_theme_changes_the_ground(qtbot: QtBot, map_view: MapView, ask: Ask) -> None:
    show(qtbot, map_view, roadbook())
    map_view.set_theme(True)
    assert ask("document.documentElement.classList.contains('dark')") is True
    ground = str(ask("getComputedStyle(document.querySelector('.leaflet-container'))"
                     ".backgroundColor"))  # fmt: skip
    red, green, blue = (int(n) for n in ground.removeprefix("rgb(").rstrip(")").split(","))
    assert QColor(red, green, blue).name().upper() == DARK.paper


def test_loading_the_map_leaves_the_focus_where_one_types(
    qtbot: QtBot, profile: MapProfile, tmp_path: Path
) -> None:
    window = QWidget()
    field, view = QLineEdit(), MapView(tmp_path, profile=profile)
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(view)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    with qtbot.waitSignal(view.ready, timeout=READY_MS):
        pass
    show(qtbot, view, roadbook())
    view.select_site("yaoli")
    QTest.keyClicks(field, "kiln")
    assert field.hasFocus()
    assert field.text() == "kiln"
    let_go(view)
    window.close()


def test_the_tab_key_enters_the_map_once_and_leaves_it_once(
    qtbot: QtBot, qapp: QApplication, profile: MapProfile, tmp_path: Path
) -> None:
    window = QWidget()
    before, view, after = QLineEdit(), MapView(tmp_path, profile=profile), QLineEdit()
    column = QVBoxLayout(window)
    for widget in (before, view, after):
        column.addWidget(widget)
    window.show()
    window.activateWindow()
    before.setFocus()
    with qtbot.waitSignal(view.ready, timeout=READY_MS):
        pass
    show(qtbot, view, roadbook())
    QTest.keyClick(before, Qt.Key.Key_Tab)
    inside = "document.activeElement.id"
    qtbot.waitUntil(lambda: evaluate(qtbot, view, inside) == "map_plan")
    focused = qapp.focusWidget()
    assert focused is not None
    assert view.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    qtbot.waitUntil(after.hasFocus)
    QTest.keyClick(after, Qt.Key.Key_Tab)
    qtbot.waitUntil(before.hasFocus)
    view.setFocus()
    qtbot.waitUntil(lambda: view.isAncestorOf(qapp.focusWidget()))
    let_go(view)
    window.close()


def test_the_page_goes_nowhere_and_opens_nothing(
    qtbot: QtBot, map_view: MapView, ask: Ask, profile: MapProfile
) -> None:
    page = map_view.web_page
    assert page is not None
    typed = QWebEnginePage.NavigationType.NavigationTypeLinkClicked
    assert not page.acceptNavigationRequest(QUrl("https://example.org/"), typed, True)
    assert not page.acceptNavigationRequest(QUrl("file:///etc/passwd"), typed, True)
    assert not page.acceptNavigationRequest(QUrl("tourplanner://map/map.html"), typed, False)
    assert page.createWindow(QWebEnginePage.WebWindowType.WebBrowserTab) is None
    assert profile.isOffTheRecord()
    ask("(location.href = 'https://example.org/', 1)")
    ask("window.open('https://example.org/') === null")
    assert ask("location.href") == "tourplanner://map/map.html"
    assert map_view.contextMenuPolicy() is not Qt.ContextMenuPolicy.CustomContextMenu


def test_requests_that_get_past_the_policy_are_refused_at_the_gate(
    qtbot: QtBot, qapp: object, tmp_path: Path
) -> None:
    page_text = b"<html><body><img src='https://example.org/x.png'></body></html>"
    profile = MapProfile(page_text)
    profile.removeAllUrlSchemeHandlers()
    page = QWebEnginePage(profile)
    with qtbot.waitSignal(page.loadFinished, timeout=READY_MS):
        page.setHtml(page_text.decode())
    qtbot.waitUntil(lambda: profile.gate.refused == ["https://example.org/x.png"])
    page.deleteLater()
    qtbot.wait(50)
    profile.deleteLater()


def test_the_policy_stops_scripts_that_are_not_ours(
    qtbot: QtBot, profile: MapProfile, tmp_path: Path
) -> None:
    view = MapView(tmp_path, profile=profile)
    with qtbot.waitSignal(view.ready, timeout=READY_MS):
        view.show()
    evaluate(
        qtbot,
        view,
        "(() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
        "document.body.appendChild(s); return 1; })()",
    )
    assert evaluate(qtbot, view, "window.bad === undefined") is True
    assert view.web_page is not None
    assert any("Content Security Policy" in trouble for trouble in view.web_page.troubles)
    let_go(view)


def test_a_map_whose_process_died_can_be_drawn_again(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    page = map_view.web_page
    assert page is not None
    ended = QWebEnginePage.RenderProcessTerminationStatus.CrashedTerminationStatus
    page.renderProcessTerminated.emit(ended, 11)
    button = map_view.findChild(QPushButton)
    assert button is not None
    assert button.isVisible()
    assert "Reload" in button.text()
    with qtbot.waitSignal(map_view.painted, timeout=READY_MS):
        button.click()
    assert evaluate(qtbot, map_view, "document.querySelectorAll('.stop-mark').length") == 15


@pytest.mark.parametrize("width", [480, 1000])
def test_the_plan_is_in_view_at_every_width(
    qtbot: QtBot, map_view: MapView, ask: Ask, width: int
) -> None:
    show(qtbot, map_view, roadbook())
    map_view.resize(width, 600)
    qtbot.waitUntil(lambda: ask("map_plan.getSize().x") == width, timeout=5000)
    inside = ask(
        "(() => { const strip = document.querySelector('.strip').getBoundingClientRect();"
        "return [...document.querySelectorAll('.stop-mark')].every(mark => {"
        "const r = mark.getBoundingClientRect(); return r.left >= 0 && r.top >= 0"
        "&& r.right <= innerWidth && r.bottom <= strip.top; }); })()"
    )
    assert inside is True
