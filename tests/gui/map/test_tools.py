"""Layers, tools, the keyboard, the remembered view."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.map.conftest import READY_MS, Ask, evaluate, let_go, show
from tests.mapping.plans import places, roadbook
from tourplanner.domain.place import Coordinates
from tourplanner.gui.map.view import MapView
from tourplanner.gui.map.view_memory import MOST_TOURS, ViewMemory, is_view
from tourplanner.gui.map.web_page import MapProfile
from tourplanner.mapping.features import tour_frame
from tourplanner.mapping.reach import reach_feature

RING = [[117.15, 29.25], [117.25, 29.25], [117.25, 29.33], [117.15, 29.25]]


FIRST_TOOL = "document.querySelector('.tools button')"
TOOLS = "[...document.querySelectorAll('.tools button')]"


def press(ask: Ask, key: str) -> None:
    """Press a switch of the layer panel, which is opened first."""
    ask(f"(document.querySelector('.layers').hidden && {FIRST_TOOL}.click(), 1)")
    ask(f"(document.querySelector('[data-key=\"{key}\"]').click(), 1)")


def type_key(ask: Ask, key: str, where: str = "#map_plan") -> None:
    """A key that is pressed while something of the page has the focus."""
    event = f"new KeyboardEvent('keydown', {{key: '{key}', bubbles: true}})"
    ask(f"(document.querySelector('{where}').dispatchEvent({event}), 1)")


def look_at(ask: Ask, lat: float, lon: float, zoom: int) -> None:
    ask(f"(map_plan.setView([{lat}, {lon}], {zoom}, {{animate: false}}), 1)")


def count(ask: Ask, selector: str) -> int:
    return int(str(ask(f"document.querySelectorAll('{selector}').length")))


def legend(ask: Ask) -> list[str]:
    found = ask("[...document.querySelectorAll('.legend li')].map(e => e.textContent)")
    assert isinstance(found, list)
    return found


def page_widget(view: MapView) -> QWidget:
    assert view._web is not None
    return view._web.view.focusProxy() or view._web.view


def test_a_day_goes_with_its_stops_legs_and_legend(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    press(ask, "day 2")
    assert (count(ask, ".stop-mark"), count(ask, "path.leg")) == (10, 12)
    assert not any(text.startswith("Day 2") for text in legend(ask))
    show(qtbot, map_view, roadbook((places()[:5], places()[5:9])))
    assert count(ask, ".stop-mark") == 5
    press(ask, "day 2")
    assert count(ask, ".stop-mark") == 9


def test_kinds_left_out_sites_and_other_places_can_be_put_away(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook((places()[:3],)), places(15))
    assert count(ask, ".plain-mark") == 4 + 12
    assert "Other places (12)" in legend(ask)
    press(ask, "layer others")
    assert count(ask, ".plain-mark") == 4
    assert not any("Other places" in text for text in legend(ask))
    press(ask, "layer others")
    press(ask, "layer leftOut")
    assert count(ask, ".plain-mark") == 12
    press(ask, "kind museum")
    shown = count(ask, ".plain-mark")
    assert 0 < shown < 12
    assert f"Other places ({shown})" in legend(ask)


def test_circles_show_how_sure_positions_are(qtbot: QtBot, map_view: MapView, ask: Ask) -> None:
    show(qtbot, map_view, roadbook())
    assert count(ask, "path.uncertainty") == 0
    press(ask, "layer accuracy")
    doubtful = [site for site in places() if site.point.accuracy_m >= 200]
    assert count(ask, "path.uncertainty") == len(doubtful) + 4
    assert "How sure a position is" in legend(ask)


def test_what_is_within_reach_is_shaded_and_in_the_legend(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    hostile = "20 min <b>on foot</b>"
    map_view.show_reach(reach_feature({"type": "Polygon", "coordinates": [RING]}, hostile))
    assert count(ask, "path.reach") == 1
    assert hostile in legend(ask)
    press(ask, "layer reach")
    assert count(ask, "path.reach") == 0
    map_view.show_reach(None)
    assert hostile not in legend(ask)


def test_ten_thousand_places_are_few_marks(qtbot: QtBot, map_view: MapView, ask: Ask) -> None:
    show(qtbot, map_view, None, places(10_000))
    assert count(ask, ".plain-mark, .cluster") < 300
    shown = ask(
        "[...document.querySelectorAll('.cluster')].reduce((n, c) => n + Number(c.textContent), 0)"
        " + document.querySelectorAll('.plain-mark').length"
    )
    assert shown == 10_000
    map_view.select_site("more-9000")
    assert count(ask, ".halo") == 1


def test_on_paper_nothing_is_gathered(qtbot: QtBot, map_view: MapView, ask: Ask) -> None:
    show(qtbot, map_view, None, places(229))
    ask("(window.dispatchEvent(new Event('beforeprint')), 1)")
    assert (count(ask, ".cluster"), count(ask, ".plain-mark")) == (0, 229)
    ask("(window.dispatchEvent(new Event('afterprint')), 1)")
    assert count(ask, ".cluster") > 0


def test_a_distance_is_measured_with_the_keyboard(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    look_at(ask, 29.29, 117.2, 13)
    type_key(ask, "m")
    type_key(ask, "Enter")
    look_at(ask, 29.29, 117.22, 13)
    type_key(ask, "Enter")
    assert ask("document.querySelector('.measure-text').textContent") == "1.9 km"
    type_key(ask, "Escape")
    assert ask("document.querySelector('.measure-text').hidden") is True


def test_keys_add_a_place_and_copy_the_coordinates_of_the_middle(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    look_at(ask, 29.3, 117.2, 14)
    ask("(document.querySelector('#map_plan').focus(), 1)")
    map_view._web.view.setFocus()  # type: ignore[union-attr]
    with qtbot.waitSignal(map_view.place_wanted, timeout=5000) as wanted:
        QTest.keyClick(page_widget(map_view), Qt.Key.Key_A)
    assert wanted.args == [pytest.approx(29.3, abs=1e-4), pytest.approx(117.2, abs=1e-4)]
    QTest.keyClick(page_widget(map_view), Qt.Key.Key_C)
    qtbot.waitUntil(
        lambda: QGuiApplication.clipboard().text() == "29.30000, 117.20000", timeout=5000
    )


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)")
def test_the_menu_of_a_point_adds_copies_and_moves(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    QTest.mouseClick(page_widget(map_view), Qt.MouseButton.RightButton, pos=QPoint(300, 200))
    qtbot.waitUntil(lambda: map_view.findChild(QMenu) is not None, timeout=5000)
    menu = map_view.findChild(QMenu)
    assert menu is not None
    add, move, copy = menu.actions()
    with qtbot.waitSignal(map_view.place_wanted) as wanted:
        add.trigger()
    assert wanted.args is not None
    with qtbot.waitSignal(map_view.base_moved) as moved:
        move.trigger()
    assert moved.args is not None
    assert moved.args[2:] == wanted.args
    copy.trigger()
    lat, lon = wanted.args
    assert QGuiApplication.clipboard().text() == f"{lat:.5f}, {lon:.5f}"
    menu.close()


def send_mouse(target: QWidget, kind: QEvent.Type, at: QPoint) -> None:
    """A mouse event with the left button down (or just released)."""
    left = Qt.MouseButton.LeftButton
    is_move, is_release = kind is QEvent.Type.MouseMove, kind is QEvent.Type.MouseButtonRelease
    event = QMouseEvent(
        kind,
        QPointF(at),
        QPointF(target.mapToGlobal(at)),
        Qt.MouseButton.NoButton if is_move else left,
        Qt.MouseButton.NoButton if is_release else left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)


def test_a_base_is_dragged(qtbot: QtBot, map_view: MapView, ask: Ask) -> None:
    show(qtbot, map_view, roadbook())
    spot = ask(
        "(() => { const r = document.querySelector('.base-mark').getBoundingClientRect();"
        "return [r.left + r.width / 2, r.top + r.height / 2]; })()"
    )
    assert isinstance(spot, list)
    start, target = QPoint(*map(round, spot)), page_widget(map_view)
    with qtbot.waitSignal(map_view.base_moved, timeout=5000) as moved:
        send_mouse(target, QEvent.Type.MouseButtonPress, start)
        for step in (5, 30, 60):
            send_mouse(target, QEvent.Type.MouseMove, start + QPoint(step, -step))
            qtbot.wait(30)
        send_mouse(target, QEvent.Type.MouseButtonRelease, start + QPoint(60, -60))
    assert moved.args is not None
    lat, lon, to_lat, to_lon = moved.args
    assert to_lat > lat
    assert to_lon > lon


def test_the_layers_end_above_the_legend_and_can_be_scrolled(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook(), places(40))
    type_key(ask, "l")
    bottom = ask("document.querySelector('.layers').getBoundingClientRect().bottom")
    legend_top = ask("document.querySelector('.strip').getBoundingClientRect().top")
    assert float(str(bottom)) <= float(str(legend_top)) - 8
    assert ask("document.querySelector('.layers').scrollHeight > 500") is True
    assert ask("document.documentElement.scrollHeight <= innerHeight") is True


@pytest.mark.parametrize("is_still", [True, False])
def test_a_day_is_played_from_stop_to_stop(
    qtbot: QtBot, map_view: MapView, ask: Ask, is_still: bool
) -> None:
    map_view.set_still(is_still=is_still)
    show(qtbot, map_view, roadbook())
    ask("(document.querySelectorAll('.tools button')[3].click(), 1)")
    assert count(ask, ".traveller") == 1
    assert count(ask, ".stop-mark.dimmed") == 10
    names = count(ask, ".stop-name")
    assert 0 < count(ask, ".stop-name.dimmed") < names
    assert count(ask, ".stop-name.dimmed[data-day]") == count(ask, ".name.dimmed")
    ask("(document.querySelector('.player button').click(), 1)")
    qtbot.waitUntil(lambda: count(ask, ".stop-mark.lit") == 1, timeout=8000)
    type_key(ask, "Escape", ".player")
    assert count(ask, ".traveller, .dimmed, .lit") == 0


def test_the_tools_are_reached_by_enter_and_left_by_escape(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    show(qtbot, map_view, roadbook())
    assert ask(f"{TOOLS}.every(b => b.tabIndex === -1)") is True
    assert ask(f"{TOOLS}.every(b => b.ariaLabel)") is True
    map_view._web.view.setFocus()  # type: ignore[union-attr]
    ask("(document.querySelector('#map_plan').focus(), 1)")
    QTest.keyClick(page_widget(map_view), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Layers" in str(ask("document.activeElement.ariaLabel")), timeout=5000)
    QTest.keyClick(page_widget(map_view), Qt.Key.Key_Down)
    qtbot.waitUntil(
        lambda: "whole plan" in str(ask("document.activeElement.ariaLabel")), timeout=5000
    )
    QTest.keyClick(page_widget(map_view), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: ask("document.activeElement.id") == "map_plan", timeout=5000)


def test_a_view_is_remembered_over_restarts_tour_by_tour(
    qtbot: QtBot, profile: MapProfile, tmp_path: Path
) -> None:
    def open_map() -> MapView:
        view = MapView(tmp_path, profile=profile, memory=ViewMemory(tmp_path))
        view.resize(700, 600)
        with qtbot.waitSignal(view.ready, timeout=READY_MS):
            view.show()
        show(qtbot, view, roadbook())
        return view

    view = open_map()
    evaluate(
        qtbot,
        view,
        "(map_plan.fire('dragstart'),map_plan.setView([29.31, 117.25], 15, {animate: false}), 1)",
    )
    evaluate(qtbot, view, "(document.querySelector('.tools button').click(), 1)")
    evaluate(qtbot, view, "(document.querySelector('[data-key=\"day 3\"]').click(), 1)")
    qtbot.wait(500)
    let_go(view)
    view = open_map()
    assert evaluate(qtbot, view, "map_plan.getZoom()") == 15
    assert evaluate(qtbot, view, "map_plan.getCenter().lat.toFixed(3)") == "29.310"
    assert evaluate(qtbot, view, "document.querySelectorAll('.stop-mark').length") == 10
    let_go(view)


def test_a_view_nobody_moved_is_framed_anew_on_return(
    qtbot: QtBot, profile: MapProfile, tmp_path: Path
) -> None:
    memory = ViewMemory(tmp_path)
    away = {"lat": 10.0, "lon": 10.0, "zoom": 5, "byHand": False}
    memory.remember(tour_frame(roadbook()), away)
    view = MapView(tmp_path, profile=profile, memory=memory)
    view.resize(700, 600)
    view.show_roadbook(roadbook((places()[:5],)))
    with qtbot.waitSignal(view.painted, timeout=READY_MS):
        view.show()
    inside = "document.querySelectorAll('.stop-mark').length === 5 && map_plan.getZoom() > 13"
    assert evaluate(qtbot, view, inside) is True
    let_go(view)


def test_a_broken_memory_costs_only_a_fit(tmp_path: Path) -> None:
    frame = tour_frame(roadbook())
    good = {"lat": 29.3, "lon": 117.2, "zoom": 13}
    for text in ("", "[1]", '{"views": 7}', '{"views": {"x": {"lat": 99}}}', "[" * 5000):
        (tmp_path / "map-views.json").write_text(text)
        assert ViewMemory(tmp_path).view(frame) is None
    memory = ViewMemory(tmp_path)
    for n in range(MOST_TOURS + 5):
        memory.remember(f"tour {n}", good)
    memory.remember(frame, {**good, "lat": float("nan")})
    memory.save()
    kept = json.loads((tmp_path / "map-views.json").read_text())["views"]
    assert len(kept) == MOST_TOURS
    assert frame not in kept
    assert ViewMemory(tmp_path).view("tour 204") == good
    assert not is_view({"lat": 1, "lon": 1, "zoom": True})
    blocked = tmp_path / "file"
    blocked.write_text("x")
    memory = ViewMemory(blocked / "below")
    memory.remember(frame, good)
    memory.save()
    assert memory.view(frame) == good


def test_a_plan_out_of_the_world_and_a_lone_point_do_not_stop_the_map(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    first = places(1)[0]
    far = replace(first.point, at=Coordinates(90.0, 117.2))
    pole = replace(first, point=far)
    show(qtbot, map_view, roadbook(((pole,),), left_out=()))
    show(qtbot, map_view, roadbook((), left_out=()), places(1))
    show(qtbot, map_view, roadbook([places(60)[n : n + 9] for n in range(0, 60, 9)]))
    assert count(ask, ".stop-mark") == 60


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)")
def test_what_nobody_answers_is_not_offered(
    qtbot: QtBot, profile: MapProfile, tmp_path: Path
) -> None:
    view = MapView(tmp_path, profile=profile)
    view.resize(700, 600)
    with qtbot.waitSignal(view.ready, timeout=READY_MS):
        view.show()
    show(qtbot, view, roadbook())
    assert (
        evaluate(qtbot, view, "document.querySelectorAll('.leaflet-marker-draggable').length") == 0
    )
    QTest.mouseClick(page_widget(view), Qt.MouseButton.RightButton, pos=QPoint(300, 200))
    qtbot.waitUntil(lambda: view.findChild(QMenu) is not None, timeout=5000)
    menu = view.findChild(QMenu)
    assert menu is not None
    assert [action.text()[:4] for action in menu.actions()] == ["Copy"]
    menu.close()
    let_go(view)
