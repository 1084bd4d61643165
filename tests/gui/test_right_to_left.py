"""The window in a language that is written from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import InMemoryCatalogue, SteadyTravel
from tests.gui.conftest import MakeDesk
from tests.gui.support import NOW, InlineJobs
from tourplanner.bootstrap import build_press
from tourplanner.domain.change import Change
from tourplanner.gui.dialogs.changes import ChangesDialog
from tourplanner.gui.export.export_window import ExportHabits, ExportWindow
from tourplanner.gui.export.take_away import TakeAway


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(before)


def left_edge(widget: QWidget, within: QWidget) -> int:
    return widget.mapTo(within, widget.rect().topLeft()).x()


def cut_labels(window: QWidget) -> list[str]:
    """Labels of one line that are seen, but not in their whole width."""
    found = []
    for label in window.findChildren(QLabel):
        seen = label.visibleRegion().boundingRect()
        if seen.isEmpty() or not label.text() or label.wordWrap():
            continue
        needed = label.fontMetrics().horizontalAdvance(label.text().replace("&", ""))
        if seen.width() < min(needed, label.sizeHint().width()):
            found.append(label.text())
    return found


@pytest.mark.usefixtures("mirrored")
def test_the_window_is_mirrored_and_whole(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.begin()
    desk.window.resize(1366, 768)
    desk.window.show()
    QApplication.processEvents()
    window = desk.window
    assert window.isRightToLeft()
    sites, itinerary = desk.panels.sites, desk.panels.itinerary
    assert left_edge(sites, window) > left_edge(itinerary, window)
    assert cut_labels(window) == []


@pytest.mark.usefixtures("mirrored")
def test_the_export_window_is_mirrored(
    qtbot: QtBot, make_desk: MakeDesk, catalogue: InMemoryCatalogue, tmp_path: Path
) -> None:
    desk = make_desk()
    desk.begin()
    work = TakeAway(catalogue, SteadyTravel(), build_press)
    habits = ExportHabits(tmp_path, ticked=("vouchers",), looked_at="vouchers")
    window = ExportWindow(desk.open_tour.tour, work, InlineJobs(), NOW, habits)
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    assert left_edge(window.list, window) > left_edge(window.preview, window)
    assert cut_labels(window) == []


@pytest.mark.usefixtures("mirrored")
def test_changes_are_read_from_the_right(qtbot: QtBot) -> None:
    dialog = ChangesDialog("old.tour", {})
    qtbot.addWidget(dialog)
    dialog.show_changes([Change("plan", "متحف الخزف", "Fri 16 Apr", "Sat 17 Apr")])
    dialog.show()
    QApplication.processEvents()
    header = dialog.list.header()
    assert header.sectionViewportPosition(0) > header.sectionViewportPosition(3)
    assert left_edge(dialog.audience, dialog) > left_edge(dialog.reader, dialog)
