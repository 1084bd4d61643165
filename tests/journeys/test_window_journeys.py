"""A few whole journeys with the real catalogue, the real planner and the real map."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.area.maps import MapFile
from tests.gui.support import FakeAsker, FakeMap, InlineJobs
from tourplanner.area.build_process import BuildOrder, build_apart
from tourplanner.bootstrap import build_workbench
from tourplanner.domain.progress import never, unheard
from tourplanner.domain.tour import Appointment
from tourplanner.domain.travel import TravelSource
from tourplanner.exchange import formats
from tourplanner.exchange.tour_file import read_tour, write_tour
from tourplanner.gui.desk import Desk
from tourplanner.gui.export.export_window import ExportWindow
from tourplanner.gui.streets.work import street_work
from tourplanner.gui.theme import Scheme, Theme
from tourplanner.paths import AppPaths
from tourplanner.usecases.journeys import trace_tour
from tourplanner.usecases.new_tour import new_tour, sample_tour
from tourplanner.usecases.plan_tour import Effort, plan_tour

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
QUICK = Effort(time_limit_s=2.0, iterations=500)


@pytest.fixture
def desk(qtbot: QtBot, qapp: object, app_paths: AppPaths, tmp_path: Path) -> Desk:
    """The sample tour, planned by the real planner at once."""
    bench = build_workbench(app_paths)

    def plan(tour, *, afresh, on_plan, should_stop):  # type: ignore[no-untyped-def]
        return plan_tour(
            tour,
            bench.catalogue,
            bench.travel,
            effort=QUICK,
            afresh=afresh,
            on_plan=on_plan,
            should_stop=should_stop,
        )

    made = Desk(
        bench.catalogue,
        bench.travel,
        bench.autosave,
        InlineJobs(),
        Theme(qapp, tmp_path / "marks", Scheme.LIGHT),  # type: ignore[arg-type]
        FakeMap(),  # type: ignore[arg-type]
        sample_tour(bench.catalogue),
        lambda: NOW,
        asker=FakeAsker(save_file=tmp_path / "weekend.tour"),
        plan=plan,
    )
    qtbot.addWidget(made.window)
    made.begin()
    yield made
    made.let_go()
    bench.autosave.close()


def test_plan_change_undo_save_and_take_away(desk: Desk, tmp_path: Path) -> None:
    first = desk.open_tour.tour
    assert first.itinerary is not None
    assert len(first.itinerary.visited) >= 6
    left_out = next(
        entry.site for entry in first.itinerary.left_out if entry.reason.kind == "outranked"
    )
    desk.open_tour.select(left_out)
    desk.actions["require"].trigger()
    desk.replanner.plan_now()
    assert desk.open_tour.tour.itinerary is not None
    assert left_out in desk.open_tour.tour.itinerary.visited
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour == first
    assert not desk.open_tour.is_stale
    desk.actions["redo"].trigger()
    desk.actions["check"].trigger()
    assert desk.panels.messages.text.startswith("The plan keeps every rule")
    desk.actions["save"].trigger()
    assert read_tour(tmp_path / "weekend.tour") == desk.open_tour.tour
    assert desk.feed.book is not None
    written = formats.export(desk.feed.book, ("gpx", "ics"), tmp_path, NOW)
    assert {path.suffix for path in written} == {".gpx", ".ics"}


def test_a_change_that_admits_a_site_and_another_plan_are_taken_and_keep_every_rule(
    desk: Desk,
) -> None:
    first = desk.open_tour.tour
    assert first.itinerary is not None
    left_out = next(
        entry.site for entry in first.itinerary.left_out if entry.reason.kind == "outranked"
    )
    desk.open_tour.select(left_out)
    desk.actions["admit"].trigger()
    assert desk.advisor.dialog is not None
    applies = [b for b in desk.advisor.dialog.findChildren(QPushButton) if b.text() == "Apply"]
    applies[0].click()
    admitted = desk.open_tour.tour
    assert admitted.itinerary is not None
    assert left_out in admitted.itinerary.visited
    desk.actions["check"].trigger()
    assert desk.panels.messages.text.startswith("The plan keeps every rule")
    desk.actions["compare"].trigger()
    assert desk.advisor.dialog is not None
    takes = desk.advisor.dialog.findChildren(QPushButton)
    next(b for b in takes if b.text() == "Take this plan" and b.isEnabled()).click()
    assert desk.open_tour.tour.itinerary != admitted.itinerary
    desk.actions["check"].trigger()
    assert desk.panels.messages.text.startswith("The plan keeps every rule")
    desk.actions["why"].trigger()
    assert desk.advisor.dialog is not None
    assert "Whole plan" in desk.advisor.dialog.text  # type: ignore[attr-defined]
    desk.advisor.dialog.reject()
    desk.actions["undo"].trigger()
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour == first


def test_a_kept_day_a_booking_and_breaks_hold_while_the_rest_is_planned_anew(desk: Desk) -> None:
    first = desk.open_tour.tour.itinerary
    assert first is not None
    booked = first.days[2].visits[0]
    assert booked.site is not None
    desk.locks.freeze_day(0)
    panel = desk.panels.preferences
    panel.breaks.add.click()
    desk.replanner.plan_now()
    assert desk.panels.messages.text.startswith("Day 1 is kept as it is, but")
    panel.breaks.cards[1]._day_actions()[0].trigger()
    desk.replanner.plan_now()
    appointment = Appointment(booked.site, 2, 14 * 60, 60)
    desk.locks.book(appointment)
    desk.replanner.plan_now()
    panel.pace.extra.setValue(0)
    desk.replanner.plan_now()
    assert not desk.open_tour.is_stale, desk.panels.messages.text
    plan = desk.open_tour.tour.itinerary
    assert plan is not None
    assert plan.days[0] == first.days[0]
    stop = next(stop for stop in plan.days[2].visits if stop.site == booked.site)
    assert (stop.start_min, stop.end_min) == (840, 900)
    assert "Rest" in [stop.name for day in plan.days[1:] for stop in day.stops]
    desk.actions["check"].trigger()
    assert desk.panels.messages.text.startswith("The plan keeps every rule")


def test_what_a_drop_would_mean_is_what_it_then_means(desk: Desk) -> None:
    plan = desk.open_tour.tour.itinerary
    assert plan is not None
    site = plan.days[1].visits[0].site
    assert site is not None
    said: list[str] = []
    desk.preview.shown.connect(lambda _where, text: said.append(text))
    dropped = False
    for day, position in ((1, 2), (2, 0), (0, 0), (1, 1)):
        desk.preview.ask(site, day, position, QPoint())
        if said[-1].endswith("no clash"):
            desk.commands.move_to(site, day, position)
            told = desk.window.result_text
            assert said[-1].splitlines()[0] == told[: len(said[-1].splitlines()[0])]
            assert told.endswith(f"{said[-1].splitlines()[1]}.")
            dropped = True
            break
    assert dropped
    desk.actions["check"].trigger()
    assert desk.panels.messages.text.startswith("The plan keeps every rule")


def test_search_finds_by_initials_and_filters_by_day(desk: Desk) -> None:
    panel = desk.panels.sites
    panel._search.setText("yyc")
    panel.query_changed.emit()
    names = [panel.model.index(row).data() for row in range(panel.model.rowCount())]
    assert any("Imperial Kiln" in name for name in names)
    panel.clear_filters()
    everything = panel.model.rowCount()
    panel._set_open_on(desk.open_tour.tour.preferences.start)
    assert 0 < panel.model.rowCount() < everything


def test_streets_are_opened_planned_on_drawn_and_remembered(
    qtbot: QtBot, qapp: object, app_paths: AppPaths, tmp_path: Path
) -> None:
    """With a pack made by hand: a street between the sights of the old town."""
    pack = _town_of_two_streets(tmp_path)
    bench = build_workbench(app_paths)
    work = street_work(bench)

    def desk_on(jobs: InlineJobs) -> Desk:
        made = Desk(
            bench.catalogue,
            bench.travel,
            bench.autosave,
            jobs,
            Theme(qapp, tmp_path / "marks", Scheme.LIGHT),  # type: ignore[arg-type]
            FakeMap(),  # type: ignore[arg-type]
            new_tour(bench.catalogue, "jingdezhen", date(2027, 4, 16), 1),
            lambda: NOW,
            asker=FakeAsker(),
            plan=partial(_quick_plan, bench=bench),
            streets=work,
        )
        qtbot.addWidget(made.window)
        return made

    desk = desk_on(InlineJobs())
    desk.begin()
    assert desk.feed.book is not None
    assert {leg.source for day in desk.feed.book.days for leg in day.legs} == {
        TravelSource.ESTIMATED
    }
    assert desk.area.streets is not None
    desk.area.streets.open(pack)
    book = desk.feed.book
    routed = [leg for day in book.days for leg in day.legs if leg.source is TravelSource.ROUTED]
    assert routed
    assert all(len(leg.line) >= 2 for leg in routed if leg.distance_m)
    assert "Streets: Old town, data of 1 Apr 2026" in desk.window.status_text
    assert desk.panels.map.pack is not None  # type: ignore[attr-defined]
    desk.actions["check"].trigger()
    assert desk.panels.messages.text.startswith("The plan keeps every rule")
    desk.let_go()
    desk.area.let_go()

    again = desk_on(InlineJobs())
    again.begin()
    assert again.area.streets is not None
    assert again.area.streets.credit.startswith("Streets: Old town")
    again.let_go()
    again.area.let_go()
    bench.autosave.close()


def _quick_plan(tour, *, afresh, on_plan, should_stop, bench):  # type: ignore[no-untyped-def]
    planned = plan_tour(
        tour, bench.catalogue, bench.travel, effort=QUICK, afresh=afresh, should_stop=should_stop
    )
    return trace_tour(planned, bench.roads)


def _town_of_two_streets(folder: Path) -> Path:
    """A lattice of streets over the old town of Jingdezhen, as a pack."""
    osm = MapFile()
    rows = [[osm.node(29.27 + y / 200, 117.17 + x / 200) for x in range(15)] for y in range(9)]
    for line in (*rows, *([row[x] for row in rows] for x in range(15))):
        osm.way(line, {"highway": "residential"})
    source = osm.save(folder / "old town.osm")
    order = BuildOrder(source, folder / "Old town.area", box="29.26,117.16,29.32,117.25")
    return build_apart(order, unheard, never)


def run_window(*arguments: str, timeout_s: int = 90) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tourplanner", "gui", *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TOURPLANNER_THEME": "light"},
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )


def colours_in(image: QImage, left: int, top: int, right: int, bottom: int) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(left, right, 3)
        for y in range(top, bottom, 3)
    }


def test_the_picture_shows_lists_and_map_with_the_marks_of_the_days(
    app_paths: AppPaths, tmp_path: Path
) -> None:
    bench = build_workbench(app_paths)
    tour = new_tour(
        bench.catalogue, "jingdezhen", sample_tour(bench.catalogue).preferences.start, 2
    )
    planned = plan_tour(tour, bench.catalogue, bench.travel, effort=QUICK)
    write_tour(tmp_path / "two days.tour", planned)
    target = tmp_path / "window.png"
    done = run_window(str(tmp_path / "two days.tour"), "--screenshot", str(target))
    assert done.returncode == 0, done.stderr
    image = QImage(str(target))
    assert (image.width(), image.height()) == (1366, 768)
    on_map = colours_in(image, 420, 120, 940, 640)
    assert {"#124ca4", "#3c8fce"} <= on_map


def test_a_tour_that_cannot_be_read_ends_with_a_sentence_and_no_picture(tmp_path: Path) -> None:
    bad = tmp_path / "bad.tour"
    bad.write_text("{", "utf-8")
    done = run_window(str(bad), "--screenshot", str(tmp_path / "w.png"))
    assert done.returncode == 2
    assert "bad.tour" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "w.png").exists()


def test_a_picture_that_cannot_be_written_ends_with_a_sentence(tmp_path: Path) -> None:
    done = run_window("--screenshot", str(tmp_path / "missing" / "w.png"))
    assert done.returncode == 2
    assert "w.png” could not be written" in done.stderr
    assert "Traceback" not in done.stderr


KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tests.gui.support import FakeMap, NOW, simple_plan
from tourplanner.area.build_process import BuildOrder, build_apart
from tourplanner.bootstrap import build_workbench
from tourplanner.domain.progress import never, unheard
from tourplanner.gui.desk import Desk
from tourplanner.gui.jobs import Jobs
from tourplanner.gui.streets.work import street_work
from tourplanner.gui.export.export_window import ExportWindow
from tourplanner.gui.theme import Scheme, Theme
from tourplanner.paths import AppPaths
from tourplanner.usecases.journeys import trace_tour
from tourplanner.usecases.new_tour import sample_tour

app = QApplication([])
paths = AppPaths.standard()
bench = build_workbench(paths)
desk = Desk(bench.catalogue, bench.travel, bench.autosave, Jobs(),
            Theme(app, paths.cache / "theme", Scheme.LIGHT), FakeMap(),
            sample_tour(bench.catalogue), lambda: NOW, plan=lambda tour, **_: tour)
desk.panels.preferences.days.setValue(5)
watch = QTimer()
folder = paths.state / "autosave"
def look():
    if list(folder.glob("*.recovery")):
        sys.stdout.write("kept\\n")
        sys.stdout.flush()
watch.timeout.connect(look)
watch.start(50)
app.exec()
"""


def test_work_is_offered_back_after_the_process_was_killed(app_paths: AppPaths) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "kept\n"
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    process.stdout.close()
    bench = build_workbench(app_paths)
    left = bench.autosave.left_behind()
    bench.autosave.close()
    assert [work.tour.preferences.days for work in left] == [5]


def test_a_brochure_and_a_gpx_are_exported_by_keys_alone(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    trouble: list[str] = []

    def type_away() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, ExportWindow)
        try:
            _export_by_keys(qtbot, window, out)
        except Exception as error:
            trouble.append(repr(error))
        if window.isVisible():
            trouble.append(f"still open: {window.fault}")
            window.reject()

    QTimer.singleShot(0, type_away)
    desk.actions["export"].trigger()
    assert trouble == []
    names = sorted(path.name for path in out.iterdir())
    assert [name for name in names if name.endswith(".pdf")] == [
        f"{desk.open_tour.tour.title} - brochure.pdf"
    ]
    assert len([name for name in names if name.endswith(".gpx")]) == 4
    assert (out / names[0]).stat().st_size > 0
    assert str(out) in desk.panels.messages.text


def _export_by_keys(qtbot: QtBot, window: ExportWindow, out: Path) -> None:
    """Every key goes to what has the focus."""

    def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(window.focusWidget(), code, modifier)

    def tab_to(widget: QWidget) -> None:
        for _step in range(60):
            if window.focusWidget() is widget:
                return
            key(Qt.Key.Key_Tab)
        raise AssertionError(f"{widget.accessibleName()} is not reached by Tab")

    assert window.focusWidget() is window.list
    assert window.list.chosen == ("brochure", "gpx")
    key(Qt.Key.Key_Space)
    assert window.list.chosen == ("gpx",)
    key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.preview.page_count > 3, timeout=20_000)
    tab_to(window.preview.area)
    key(Qt.Key.Key_PageDown)
    assert window.preview.page == 2
    tab_to(window.target.path)
    key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.focusWidget(), str(out))
    key(Qt.Key.Key_Return)
