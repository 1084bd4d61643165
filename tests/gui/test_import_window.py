"""The import window: what was found, what becomes of it, one step of undo."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTreeView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.builders import tour
from tests.exchange.readers.samples import ALL
from tests.fakes import InMemoryCatalogue
from tests.gui.conftest import MakeDesk
from tests.gui.support import NOW, SITES, FakeAsker, HeldJob, InlineJobs
from tourplanner.domain import edits
from tourplanner.domain.datum import Datum
from tourplanner.domain.dossier_edits import with_note
from tourplanner.domain.site import SiteKind
from tourplanner.domain.tour import Tour
from tourplanner.exchange.tour_file import write_tour
from tourplanner.gui.desk import Desk
from tourplanner.gui.importing.entries_model import Column, EntriesModel
from tourplanner.gui.importing.entry_words import Kind
from tourplanner.gui.importing.import_window import ImportWindow
from tourplanner.gui.importing.merge_window import MergeWindow
from tourplanner.gui.importing.sources import pasted_source
from tourplanner.gui.importing.work import ImportWork
from tourplanner.gui.jobs import Channel, Jobs
from tourplanner.gui.theme import Theme
from tourplanner.settings import SettingsFile
from tourplanner.usecases.import_entries import Fate
from tourplanner.usecases.merge_facts import Side

AT = SITES[0].point.at
PLACES = f"""name,lat,lon,note
{SITES[0].names.en},{AT.lat},{AT.lon},Go early.
Tea house,29.2500,117.2600,
"""
SHIFTED = "名称,gcj02_lat,gcj02_lng\n茶馆,29.295139,117.205285\n"
STRANGE = 'Stop,Where\nKiln,"29.2978, 117.2"\n'
PEOPLE = "Name\tPassport\tExpiry\nAda\tP1\t2027-05-01\nBo\tP2\t2035-05-01\n"


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "config")


Make = Callable[..., ImportWindow]


@pytest.fixture
def make(
    qtbot: QtBot, theme: Theme, catalogue: InMemoryCatalogue, settings: SettingsFile, tmp_path: Path
) -> Make:
    def build(open_tour: Tour | None = None, jobs: Any = None) -> ImportWindow:
        work = ImportWork(catalogue, settings)
        window = ImportWindow(
            open_tour or tour(), work, jobs or InlineJobs(), theme, tmp_path, NOW.date()
        )
        qtbot.addWidget(window)
        window.show()
        return window

    return build


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def row(window: ImportWindow, number: int) -> list[str]:
    model = window.results.model
    return [str(model.index(number, column).data()) for column in Column]


def tick(window: ImportWindow, number: int, *, is_ticked: bool) -> None:
    state = Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
    index = window.results.model.index(number, Column.NAME)
    window.results.model.setData(index, state, Qt.ItemDataRole.CheckStateRole)


def test_an_empty_window_says_what_can_be_read_and_takes_nothing(make: Make) -> None:
    window = make()
    assert (window.chosen, window.go.isEnabled()) == ((), False)
    assert not window.results.tabs.isVisible()


def test_each_place_is_shown_with_what_becomes_of_it(make: Make, tmp_path: Path) -> None:
    window = make()
    window.add_files([file(tmp_path, "a.csv", PLACES)])
    first, second = row(window, 0), row(window, 1)
    assert first[:3] == [SITES[0].names.en, "Would like", f"0 m from {SITES[0].names.first}"]
    assert second[:4] == [
        "Tea house", "Kept as an idea", "Not in the catalogue", "29.25000, 117.26000",
    ]  # fmt: skip
    assert second[4] == "a.csv, 3"
    assert [fate for _entry, fate in window.chosen] == [Fate.PREFERRED, Fate.IDEA]
    assert window.go.isEnabled()


def test_a_tick_and_a_choice_decide_what_is_taken(make: Make, tmp_path: Path) -> None:
    window = make()
    window.add_files([file(tmp_path, "a.csv", PLACES)])
    model = window.results.model
    model.setData(model.index(0, Column.FATE), Fate.REQUIRED)
    tick(window, 1, is_ticked=False)
    assert [fate for _entry, fate in window.chosen] == [Fate.REQUIRED]
    assert row(window, 1)[1] == "Not taken"
    tick(window, 0, is_ticked=False)
    assert not window.go.isEnabled()


def test_what_was_chosen_stays_when_more_is_read(make: Make, tmp_path: Path) -> None:
    window = make()
    window.add_files([file(tmp_path, "a.csv", PLACES)])
    tick(window, 1, is_ticked=False)
    window.add_files([file(tmp_path, "a.ics", ALL["a.ics"])])
    assert row(window, 1)[1] in ("Not taken", "Would like", "Kept as an idea")
    names = {entry.thing for entry, _fate in window.chosen}
    assert not any(getattr(getattr(one, "point", None), "name", "") == "Tea house" for one in names)


def test_all_sites_become_a_must_at_once_and_unknown_places_are_left(
    make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make()
    window.add_files([file(tmp_path, "a.csv", PLACES)])
    window.results.wish.setCurrentIndex(1)
    window.results.wish.activated.emit(1)
    window.results._unknown.click()
    assert [fate for _entry, fate in window.chosen] == [Fate.REQUIRED]


def test_space_ticks_all_that_is_selected(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    window = make()
    window.add_files([file(tmp_path, "a.csv", PLACES)])
    table = window.results.table
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert window.chosen == ()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert len(window.chosen) == 2


def test_a_list_can_be_searched_and_what_is_found_ticked(make: Make, tmp_path: Path) -> None:
    window = make()
    window.add_files([file(tmp_path, "a.csv", PLACES)])
    window.results.search.setText("tea")
    assert window.results.table.model().rowCount() == 1
    window.results.none.click()
    assert [fate for _entry, fate in window.chosen] == [Fate.PREFERRED]


def test_looking_at_another_source_leaves_the_list_where_it_is(make: Make, tmp_path: Path) -> None:
    window = make()
    window.add_files([file(tmp_path, "a.csv", PLACES), file(tmp_path, "a.gpx", ALL["a.gpx"])])
    index = window.results.table.model().index(1, 0)
    window.results.table.setCurrentIndex(index)
    window.sources.list.setCurrentRow(1)
    window.sources.list.setCurrentRow(0)
    assert window.results.table.currentIndex().row() == 1


def test_faulty_rows_hold_everything_back_until_they_are_left_out(
    make: Make, tmp_path: Path
) -> None:
    window = make()
    window.add_files([file(tmp_path, "a.csv", PLACES + "Bad,north,117\n")])
    assert "Findings" in window.hindrance
    assert not window.go.isEnabled()
    item = window.results.findings.topLevelItem(0)
    assert item is not None
    assert [item.text(column) for column in range(4)] == ["Error", "a.csv", "4", "B"]
    window.skip.click()
    assert (window.hindrance, window.go.isEnabled()) == ("", True)


def test_a_file_that_cannot_be_read_is_told_and_the_others_stay(make: Make, tmp_path: Path) -> None:
    window = make()
    window.add_files([file(tmp_path, "a.csv", PLACES), file(tmp_path, "b.gpx", "<gpx><w")])
    assert len(window.chosen) == 2
    items = [window.results.findings.topLevelItem(n) for n in range(2)]
    assert items[0] is not None
    assert "b.gpx" in items[0].text(1)


def test_the_datum_is_asked_and_its_shift_is_told(make: Make, tmp_path: Path) -> None:
    window = make()
    window.add_files([file(tmp_path, "高德.csv", SHIFTED)])
    assert "degrees of “高德.csv”" in window.hindrance
    button = window.sources.datums[Datum.GCJ02]
    assert not button.isChecked()
    assert "moves points by about 590 m" in button.text()
    assert "moves points by about 1200 m" in window.sources.datums[Datum.BD09].text()
    button.click()
    assert (window.hindrance, button.isChecked()) == ("", True)
    assert row(window, 0)[3] == "29.29780, 117.20000"
    assert window.moved == ("“高德.csv” was read as GCJ-02: its points are moved by about 590 m.",)
    window.sources.datums[Datum.WGS84].click()
    assert row(window, 0)[3] == "29.29514, 117.20529"
    assert window.go.isEnabled()


def test_unknown_columns_are_asked_and_can_be_remembered(
    make: Make, tmp_path: Path, settings: SettingsFile
) -> None:
    table = file(tmp_path, "stops.csv", STRANGE)
    window = make()
    window.add_files([table])
    assert window.results.current == "columns"
    for number, field in enumerate(("name", "point")):
        box = window.results.columns._boxes[number]
        box.setCurrentIndex(box.findData(field))
        box.activated.emit(box.currentIndex())
    assert row(window, 0)[0] == "Kiln"
    assert settings.settings.columns == {}
    window.results.columns.remember.click()
    assert settings.settings.columns == {"stop|where": {"name": 0, "point": 1}}
    again = make()
    again.add_files([table])
    assert row(again, 0)[0] == "Kiln"
    again.results.show_tab("columns")
    assert again.results.columns.remember.isChecked()
    again.results.columns.forget.click()
    assert settings.settings.columns == {}
    assert again.chosen == ()


def test_one_column_at_a_time_holds_a_field(make: Make, tmp_path: Path) -> None:
    window = make()
    window.add_files([file(tmp_path, "a.csv", PLACES)])
    boxes = window.results.columns._boxes
    boxes[3].setCurrentIndex(boxes[3].findData("name"))
    boxes[3].activated.emit(boxes[3].currentIndex())
    assert window.results.columns.columns == {"lat": 1, "lon": 2, "name": 3}
    assert row(window, 0)[0] == "Go early."


def test_a_pasted_list_of_travellers_tells_passports_that_run_out(make: Make) -> None:
    window = make()
    window.add_text(PEOPLE)
    assert window.results.current == "person"
    assert "the passport expires on 1 May 2027" in row(window, 0)[2]
    assert "passport valid until 2035-05-01" in row(window, 1)[2]
    assert len(window.chosen) == 2


def test_a_table_can_be_read_as_travellers_instead(make: Make, tmp_path: Path) -> None:
    window = make()
    window.add_files([file(tmp_path, "a.csv", PLACES)])
    window.sources.as_people.click()
    assert window.results.model.count(Kind.PERSON) == 2
    window.sources.as_places.click()
    assert window.results.current == "place"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://uri.amap.com/marker?position=117.2,29.3", ""),
        ("29.2978, 117.2", ""),
        ("29.2978, 117.2\n29.3, 117.3", ""),
        ("name,lat,lon\nA,29,117", ".csv"),
        ("名称,wgs84_lat,wgs84_lon\r\nA,29,117", ".csv"),
        ("-29.2978, 117.2\n29.3, 117.3", ""),
        (PEOPLE, ".tsv"),
        ('<?xml version="1.0"?>\n<gpx version="1.1">', ".gpx"),
        ('<?xml version="1.0"?><kml>', ".kml"),
        ("BEGIN:VCALENDAR\n", ".ics"),
        ('[{"@type": "TrainReservation"}]', ".json"),
        ('{"type": "Point"}', ".json"),
    ],
)
def test_pasted_text_is_read_as_what_it_looks_like(text: str, kind: str) -> None:
    assert pasted_source(text, 1).kind == kind


@pytest.mark.parametrize("letter", ["<", "<a", "a,", ",", "{", "\t", " ", "-"])
def test_endless_text_is_told_apart_at_once(letter: str) -> None:
    begin = time.perf_counter()
    pasted_source(letter * 1_000_000, 1)
    assert time.perf_counter() - begin < 1


def test_links_and_points_are_pasted(make: Make) -> None:
    window = make()
    QGuiApplication.clipboard().setText("geo:29.25,117.26\n29.26, 117.27")
    window.paste()
    assert [row(window, number)[3] for number in (0, 1)] == [
        "29.25000, 117.26000", "29.26000, 117.27000",
    ]  # fmt: skip
    QGuiApplication.clipboard().clear()
    make().paste()


class HeldImports(InlineJobs):
    """Holds the reading until a test lets it go on."""

    def __init__(self) -> None:
        self.held: list[HeldJob] = []

    def start(self, channel: Channel, work: Callable[..., Any], **answers: Any) -> None:
        self.drop(channel)
        answers.setdefault("on_report", None)
        answers.setdefault("on_end", None)
        self.held.append(HeldJob(work, **answers))

    def drop(self, channel: Channel) -> None:
        for job in self.held:
            job.is_dropped = True


def test_reading_can_be_cancelled(make: Make, tmp_path: Path) -> None:
    jobs = HeldImports()
    window = make(jobs=jobs)
    window.add_files([file(tmp_path, "a.csv", PLACES)])
    assert window.cancel.text() == "Cancel"
    window.reject()
    assert window.isVisible()
    assert window.sources.current is None
    jobs.held[0].finish()
    assert (window.chosen, window.cancel.text()) == ((), "Close")
    window.reject()
    assert not window.isVisible()


def test_two_thousand_rows_are_read_beside_the_window(
    make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = "".join(f"Place {n},{29.2 + n / 20_000:.5f},117.2\n" for n in range(2_000))
    jobs = Jobs()
    window = make(jobs=jobs)
    window.add_files([file(tmp_path, "a.csv", f"name,lat,lon\n{rows}")])
    qtbot.waitUntil(lambda: window.results.model.rowCount() == 2_000, timeout=20_000)
    assert "at most 1000" in window.hindrance
    window.results.search.setText("Place 1")
    window.results.none.click()
    assert (window.hindrance, window.go.isEnabled()) == ("", True)
    jobs.close()


def test_the_model_keeps_the_rules_of_models(
    make: Make, tmp_path: Path, qtmodeltester: ModelTester
) -> None:
    window = make()
    window.add_files([file(tmp_path, "a.csv", PLACES), file(tmp_path, "a.json", ALL["a.json"])])
    assert isinstance(window.results.model, EntriesModel)
    qtmodeltester.check(window.results.model)


def test_every_control_has_a_name(make: Make, tmp_path: Path) -> None:
    window = make()
    window.add_files([file(tmp_path, "stops.csv", STRANGE), file(tmp_path, "a.csv", SHIFTED)])
    controls = [
        one
        for kind in (QComboBox, QLineEdit, QPushButton, QTreeView)
        for one in window.findChildren(kind)
        if isinstance(one, QWidget) and one.objectName() != "qt_spinbox_lineedit"
    ]
    nameless = [
        one for one in controls if not (one.accessibleName() or getattr(one, "text", str)())
    ]
    assert nameless == []


def opened(desk: Desk) -> ImportWindow:
    window = desk.importing.shown
    assert isinstance(window, ImportWindow)
    return window


def test_taking_in_is_one_step_of_undo(desk: Desk, tmp_path: Path) -> None:
    before, steps = desk.open_tour.tour, desk.open_tour.stack.count()
    desk.importing.take_files(
        [file(tmp_path, "a.csv", PLACES), file(tmp_path, "b.json", ALL["a.json"])]
    )
    window = opened(desk)
    assert desk.open_tour.tour == before
    window.skip.setChecked(True)
    window.accept()
    after = desk.open_tour.tour
    assert after.preferences.preferred == (SITES[0].id,)
    assert after.dossier.note_of(SITES[0].id) == "Go early."
    assert len(after.dossier.transports) == 2
    assert {one.title for one in after.dossier.reservations} >= {"Tea house"}
    assert desk.open_tour.stack.count() == steps + 1
    assert "1 site as a wish, 1 idea, 2 rides, 3 reservations" in desk.panels.messages.text
    desk.open_tour.stack.undo()
    assert desk.open_tour.tour.preferences == before.preferences
    assert desk.open_tour.tour.dossier == before.dossier


def test_the_offer_to_undo_ends_with_the_next_step(desk: Desk, tmp_path: Path) -> None:
    desk.importing.take_files([file(tmp_path, "a.csv", PLACES)])
    opened(desk).accept()
    assert "Taken in" in desk.panels.messages.text
    desk.open_tour.edit("x", lambda one: edits.with_title(one, "Another"))
    assert desk.panels.messages.text == ""


def test_an_unknown_place_becomes_a_visit_once_its_kind_is_said(desk: Desk, tmp_path: Path) -> None:
    rows = f"name,lat,lon\nTea house,{AT.lat + 0.01},{AT.lon + 0.01}\n"
    desk.importing.take_files([file(tmp_path, "a.csv", rows)])
    window = opened(desk)
    assert window.visits.isHidden()
    window.results.model.setData(window.results.model.index(0, Column.FATE), Fate.VISIT)
    assert (window.hindrance, window.go.isEnabled()) == (
        "Say of what kind your own visits are.",
        False,
    )
    window.visits.kind.setCurrentIndex(window.visits.kind.findData(SiteKind.WORKSHOP))
    window.visits.kind.activated.emit(1)
    assert window.go.isEnabled()
    window.accept()
    (own,) = desk.open_tour.tour.own_sites
    assert (own.name, own.kind, own.entered) == ("Tea house", SiteKind.WORKSHOP, NOW.date())
    assert desk.open_tour.tour.preferences.preferred == (own.id,)
    assert "1 visit of your own" in desk.panels.messages.text


def test_closing_the_window_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    before = desk.open_tour.tour
    desk.importing.take_files([file(tmp_path, "a.csv", PLACES)])
    opened(desk).reject()
    assert desk.open_tour.tour == before


def test_what_is_there_already_changes_nothing_and_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.open_tour.edit(
        "x", lambda one: with_note(edits.prefer(one, SITES[0].id), SITES[0].id, "N")
    )
    steps = desk.open_tour.stack.count()
    rows = f"name,lat,lon\n{SITES[0].names.en},{AT.lat},{AT.lon}\n"
    desk.importing.take_files([file(tmp_path, "a.csv", rows)])
    opened(desk).accept()
    assert desk.open_tour.stack.count() == steps
    assert "nothing has changed" in desk.panels.messages.text


def drop(desk: Desk, data: QMimeData) -> None:
    enter = QDragEnterEvent(
        QPoint(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QGuiApplication.sendEvent(desk.window, enter)
    event = QDropEvent(
        QPointF(QPoint(400, 300)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QGuiApplication.sendEvent(desk.window, event)


def test_files_and_links_can_be_dropped_on_the_window(desk: Desk, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file(tmp_path, "a.csv", PLACES)))])
    drop(desk, data)
    assert len(opened(desk).chosen) == 2
    opened(desk).reject()
    data = QMimeData()
    data.setText("geo:29.25,117.26")
    drop(desk, data)
    assert len(opened(desk).chosen) == 1


def test_the_actions_open_the_windows(desk: Desk) -> None:
    desk.actions["import"].trigger()
    opened(desk).reject()
    QGuiApplication.clipboard().setText("geo:29.25,117.26")
    desk.actions["paste"].trigger()
    assert len(opened(desk).chosen) == 1
    opened(desk).reject()
    desk.actions["merge"].trigger()
    assert isinstance(desk.importing.shown, MergeWindow)


def test_a_dropped_tour_is_opened_or_merged(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(asker=FakeAsker())
    other = tmp_path / "other.tour"
    write_tour(other, edits.with_title(desk.open_tour.tour, "Theirs"))
    desk.importing.take_files([other])
    assert "Open it, or merge" in desk.panels.messages.text
    desk.panels.messages._choose(1)
    window = desk.importing.shown
    assert isinstance(window, MergeWindow)
    assert [one.about for one in window.merged.clashes] == ["Title"] if window.merged else False
    window.reject()
    desk.importing.take_files([other])
    desk.panels.messages._choose(0)
    assert desk.open_tour.tour.title == "Theirs"


def test_a_tour_among_the_files_leads_to_the_merge(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other.tour"
    write_tour(other, desk.open_tour.tour)
    desk.importing.ask()
    opened(desk).add_files([other])
    assert isinstance(desk.importing.shown, MergeWindow)


def merging(desk: Desk, folder: Path) -> MergeWindow:
    base = desk.open_tour.tour
    theirs = with_note(edits.with_title(base, "Theirs"), SITES[1].id, "Their note")
    desk.open_tour.edit("x", lambda one: edits.with_title(one, "Mine"))
    write_tour(folder / "base.tour", base)
    write_tour(folder / "theirs.tour", theirs)
    desk.importing.merge(folder / "theirs.tour")
    window = desk.importing.shown
    assert isinstance(window, MergeWindow)
    window.choose_base(folder / "base.tour")
    return window


@pytest.mark.parametrize(("side", "title"), [(Side.OURS, "Mine"), (Side.THEIRS, "Theirs")])
def test_a_conflict_is_settled_by_a_click_and_the_merge_is_one_step(
    desk: Desk, tmp_path: Path, side: Side, title: str
) -> None:
    window = merging(desk, tmp_path)
    steps = desk.open_tour.stack.count()
    (clash,) = window.list._buttons
    window.list._buttons[clash][side].click()
    window.accept()
    assert desk.open_tour.tour.title == title
    assert desk.open_tour.tour.dossier.note_of(SITES[1].id) == "Their note"
    assert desk.open_tour.stack.count() == steps + 1
    desk.open_tour.stack.undo()
    assert desk.open_tour.tour.title == "Mine"


def test_all_conflicts_can_be_settled_at_once(desk: Desk, tmp_path: Path) -> None:
    window = merging(desk, tmp_path)
    window.other.click()
    assert window.merged is not None
    assert window.merged.tour.title == "Theirs"
    window.mine.click()
    assert window.merged.tour.title == "Mine"


def test_copies_that_cannot_be_merged_are_told(desk: Desk, tmp_path: Path) -> None:
    desk.importing.merge()
    window = desk.importing.shown
    assert isinstance(window, MergeWindow)
    window.choose_copy(file(tmp_path, "a.tour", "{"))
    assert "cannot be read" in window.fault
    now = desk.open_tour.tour
    elsewhere = replace(now, preferences=replace(now.preferences, city="faenza"), itinerary=None)
    write_tour(tmp_path / "b.tour", elsewhere)
    window.choose_copy(tmp_path / "b.tour")
    assert "different cities" in window.fault
    assert not window.go.isEnabled()
