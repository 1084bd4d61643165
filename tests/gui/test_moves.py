"""Moving visits: what a drop would mean, the timeline as a handle, and days that follow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.builders import itinerary, tour
from tests.gui.conftest import MakeDesk
from tests.gui.support import SITES, FakeAdvice, simple_plan
from tourplanner.domain import edits
from tourplanner.domain.checks import Fault
from tourplanner.domain.tour import Lock
from tourplanner.gui.desk import Desk
from tourplanner.gui.dialogs.ripple import RippleDialog
from tourplanner.gui.move_words import done_text, points_change, travel_change, what_if_text
from tourplanner.gui.panels.timeline import HEAD, ROW
from tourplanner.gui.panels.timeline_drag import edge_minute, position_at
from tourplanner.usecases.what_if import WhatIf

A, B, C, D = (site.id for site in SITES[:4])


# before the drop


@pytest.fixture
def advice() -> FakeAdvice:
    return FakeAdvice()


@pytest.fixture
def planned(make_desk: MakeDesk, advice: FakeAdvice) -> Desk:
    made = make_desk(simple_plan(tour()), advice=advice.work)
    made.begin()
    return made


def previews(desk: Desk) -> list[str]:
    said: list[str] = []
    desk.preview.shown.connect(lambda _where, text: said.append(text))
    return said


def test_each_step_of_a_drag_says_what_the_drop_would_mean(
    planned: Desk, advice: FakeAdvice
) -> None:
    said = previews(planned)
    for position in (0, 1, 1):
        planned.preview.ask(A, 1, position, QPoint(5, 5))
    assert said[0] == "Site 0: Fri 16 Apr, 09:15–10:15\nas many points, as much travel\nno clash"
    assert "10 points fewer, 5 min more travel" in said[1]
    assert said[1] == said[2]
    assert advice.asked.count("what if") == 1
    planned.preview.end()
    assert said[-1] == ""


def test_a_drop_goes_where_the_preview_said(desk: Desk, qtbot: QtBot) -> None:
    desk.window.show()
    days = desk.panels.itinerary._days_view
    row = days.visualRect(desk.panels.itinerary.days.index_of(C))
    considered: list[tuple[object, ...]] = []
    days.drop_considered.connect(lambda *asked: considered.append(asked[:3]))
    asked: list[tuple[object, ...]] = []
    desk.panels.itinerary.move_asked.connect(lambda *move: asked.append(move))
    data = desk.panels.itinerary.days.mimeData([desk.panels.itinerary.days.index_of(A)])
    for point in (
        QPointF(row.center().x(), row.top() + 2),
        QPointF(row.center().x(), row.bottom()),
    ):
        facts = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        days.dragMoveEvent(QDragMoveEvent(point.toPoint(), Qt.DropAction.MoveAction, *facts))
        days.dropEvent(QDropEvent(point, Qt.DropAction.MoveAction, *facts))
    assert considered[0] == asked[0] == (A, 1, 0)
    assert considered[1] == asked[1]
    assert days._edge is None


def test_the_preview_stays_inside_the_window(planned: Desk, qtbot: QtBot) -> None:
    planned.window.show()
    label, corner = planned.preview_label, QPoint(1360, 760)
    label.show_at(planned.window.mapToGlobal(corner), "Site 0: Fri 16 Apr, 09:15\nno clash")
    assert planned.window.rect().contains(label.geometry())
    assert not label.geometry().contains(corner)
    label.show_at(QPoint(), "")
    assert label.isHidden()


def test_a_plan_that_changed_is_looked_at_anew(planned: Desk, advice: FakeAdvice) -> None:
    planned.preview.ask(A, 1, 0, QPoint())
    planned.open_tour.select(B)
    planned.actions["day_after"].trigger()
    planned.preview.ask(A, 1, 0, QPoint())
    assert advice.asked.count("what if") == 2


def test_clashes_are_told_before_the_drop() -> None:
    plan = itinerary([[SITES[0]], [SITES[1]]])
    faults = tuple(Fault("closed", f"Fault {n}.") for n in range(5))
    text = what_if_text("Site 0", A, WhatIf(plan, 1, -1, faults))
    assert "1 point more, 1 min less travel" in text
    assert "Clash: Fault 0." in text
    assert text.endswith("2 more clashes")
    assert "no clash" not in text


def test_the_preview_agrees_with_the_place_where_the_visit_is_dropped(planned: Desk) -> None:
    model = planned.panels.itinerary.days
    row = model.index_of(C).row()
    assert model.place_before(A, row) == (1, 0)
    assert model.place_before(A, row + 1) == (1, 1)


# after a move by keys


def test_a_move_by_keys_tells_what_it_changed(desk: Desk) -> None:
    desk.open_tour.select(A)
    desk.actions["move_down"].trigger()
    told = desk.window.result_text
    assert told.startswith("Site 0: Fri 16 Apr, ")
    assert "1 other visit begins at another time" in told
    assert "travel." in told


def test_words_for_more_fewer_and_none() -> None:
    assert [points_change(n) for n in (0, 1, -1200)] == [
        "as many points",
        "1 point more",
        "1,200 points fewer",
    ]
    assert [travel_change(n) for n in (0, 3, -3)] == [
        "as much travel",
        "3 min more travel",
        "3 min less travel",
    ]
    plan = itinerary([[SITES[0], SITES[1]]])
    assert done_text("Site 0", A, plan, replace(plan, score=plan.score + 5)) == (
        "Site 0: Fri 16 Apr, 09:15–10:15, 5 points more, as much travel."
    )


# the timeline as a handle


def block_of(desk: Desk, site: str) -> QPoint:
    rows = desk.panels.timeline.rows
    block = next(each for each in rows.blocks if each.stop.stop.site == site)
    return block.box.center().toPoint()


def drag(desk: Desk, start: QPoint, end: QPoint) -> None:
    rows = desk.panels.timeline.rows
    QTest.mousePress(rows, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(rows, (start + end) / 2)
    QTest.mouseMove(rows, end)


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Desk:
    desk.window.show()
    qtbot.waitExposed(desk.window)
    return desk


def test_a_visit_is_dragged_to_another_day_on_the_timeline(shown: Desk) -> None:
    rows = shown.panels.timeline.rows
    considered: list[tuple[str, int, int]] = []
    rows.drop_considered.connect(
        lambda site, day, place, _at: considered.append((site, day, place))
    )
    end = QPoint(rows.width() - 20, HEAD + ROW + 10)
    drag(shown, block_of(shown, A), end)
    assert considered[-1] == (A, 1, 2)
    QTest.mouseRelease(rows, Qt.MouseButton.LeftButton, pos=end)
    assert shown.open_tour.tour.itinerary is not None
    assert shown.open_tour.tour.itinerary.day_of(A) == 1


def test_a_visit_let_go_outside_the_rows_stays(shown: Desk) -> None:
    before = shown.open_tour.tour
    start = block_of(shown, A)
    drag(shown, start, QPoint(start.x(), -40))
    QTest.mouseRelease(
        shown.panels.timeline.rows, Qt.MouseButton.LeftButton, pos=QPoint(start.x(), -40)
    )
    assert shown.open_tour.tour == before


def test_a_click_on_the_timeline_moves_nothing(shown: Desk) -> None:
    before = shown.open_tour.tour
    point = block_of(shown, A)
    QTest.mouseClick(shown.panels.timeline.rows, Qt.MouseButton.LeftButton, pos=point)
    assert shown.open_tour.tour == before
    assert shown.open_tour.selected == A


def test_a_place_in_the_day_is_found_by_the_middle_of_the_others(desk: Desk) -> None:
    assert desk.feed.book is not None
    day = desk.feed.book.days[0]
    first, second = (stop.stop for stop in day.visits)
    assert position_at(day, first.start_min, SITES[7].id) == 0
    assert position_at(day, first.end_min, SITES[7].id) == 1
    assert position_at(day, 1400, SITES[7].id) == 2
    assert position_at(day, 1400, A) == 1
    assert edge_minute(day, 1, SITES[7].id) == (first.end_min + second.start_min) // 2
    assert edge_minute(day, 2, SITES[7].id) == second.end_min


# days that follow


def starts(desk: Desk) -> list[int]:
    plan = desk.open_tour.tour.itinerary
    assert plan is not None
    return [stop.start_min for stop in plan.days[0].visits]


@pytest.mark.parametrize(
    ("action", "second_moves"), [("push_later", 15), ("absorb", 0), ("push_to_lock", 15)]
)
def test_each_ripple_moves_the_day_in_its_own_way(
    make_desk: MakeDesk, action: str, second_moves: int
) -> None:
    desk = make_desk(simple_plan(tour()))
    desk.begin()
    desk.open_tour.edit("wait", lambda t: edits.lock_visit(t, Lock(B, 0)))
    desk.open_tour.select(A)
    before = starts(desk)
    slack = before[1] - (before[0] + 60)
    desk.actions[action].trigger()
    after = starts(desk)
    assert after[0] == before[0] + 15, desk.panels.messages.text
    assert slack > 0
    if action != "absorb":
        assert after[1] - before[1] >= second_moves
    assert desk.open_tour.tour.lock_of(A) == Lock(A, 0, after[0])
    assert desk.window.result_text.startswith("Site 0: Fri 16 Apr")
    desk.actions["undo"].trigger()
    assert starts(desk) == before


def test_a_push_against_a_fixed_time_is_refused_by_name(desk: Desk) -> None:
    desk.open_tour.edit("fix", lambda t: edits.lock_visit(t, Lock(B, 0, starts(desk)[1])))
    desk.open_tour.select(A)
    before = desk.open_tour.tour
    desk.actions["push_later"].trigger()
    assert desk.open_tour.tour == before
    assert "its time is fixed" in desk.panels.messages.text


def test_the_dialog_asks_how_much_and_how(desk: Desk) -> None:
    desk.open_tour.select(A)
    before = starts(desk)
    dialog = RippleDialog("Site 0")
    dialog.asked.connect(desk.commands.ripple)
    dialog.minutes.setValue(20)
    dialog.changes.button(1).setChecked(True)
    dialog.follows.button(0).setChecked(True)
    dialog._ask()
    plan = desk.open_tour.tour.itinerary
    assert plan is not None
    first = plan.days[0].visits[0]
    assert (first.start_min, first.end_min - first.start_min) == (before[0], 80)
    assert desk.open_tour.tour.duration_of(A) == 80
