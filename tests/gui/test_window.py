"""The window as a whole, on fakes: panels in step, commands, files, recovery."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QListView,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.builders import tour
from tests.gui.conftest import MakeDesk
from tests.gui.support import (
    NOW,
    SITES,
    FakeAsker,
    FakeAutosave,
    FakeMap,
    HeldJobs,
    simple_plan,
)
from tourplanner.domain import edits
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.tour import Appointment, Lock, Tour
from tourplanner.errors import NothingToExport
from tourplanner.exchange.tour_file import read_tour, write_tour
from tourplanner.gui.actions import SPECS
from tourplanner.gui.desk import Desk
from tourplanner.gui.dialogs.asker import Unsaved
from tourplanner.gui.dialogs.booking import BookingDialog
from tourplanner.gui.elided_label import ElidedLabel
from tourplanner.gui.lock_commands import booking_of, merged_order
from tourplanner.gui.models.itinerary_model import ItineraryRole
from tourplanner.gui.models.left_out_model import LeftOutRole
from tourplanner.gui.models.sites_model import SiteRole
from tourplanner.gui.panels.row_signs import sign_box, signs_of
from tourplanner.gui.panels.site_page import site_page
from tourplanner.gui.theme import Scheme, Theme


def view(desk: Desk, name: str) -> QListView:
    return next(v for v in desk.window.findChildren(QListView) if v.accessibleName() == name)


def shown_map(desk: Desk) -> FakeMap:
    found = desk.panels.map
    assert isinstance(found, FakeMap)
    return found


# what is shown


def test_an_opened_tour_is_planned_and_shown_everywhere(desk: Desk, qtbot: QtBot) -> None:
    assert desk.panels.itinerary.days.rowCount() > 8
    assert desk.panels.itinerary.left_out.rowCount() == 4
    assert desk.panels.sites.model.rowCount() == len(SITES)
    qtbot.waitUntil(lambda: shown_map(desk).book is desk.feed.book)
    assert desk.top_bar.plan_text.startswith("4 sites, 2 days")


def test_selecting_in_the_list_selects_everywhere(desk: Desk) -> None:
    places = view(desk, "Places")
    places.setCurrentIndex(desk.panels.sites.model.index_of(SITES[1].id))
    assert shown_map(desk).selected == SITES[1].id
    assert view(desk, "Itinerary").currentIndex().data(ItineraryRole.SITE) == SITES[1].id


def test_clicking_the_map_selects_in_the_lists_and_shows_details(desk: Desk, qtbot: QtBot) -> None:
    shown_map(desk).site_clicked.emit(SITES[5].id)
    assert view(desk, "Places").currentIndex().data(SiteRole.ID) == SITES[5].id
    assert view(desk, "Left out").currentIndex().data(LeftOutRole.SITE) == SITES[5].id
    qtbot.waitUntil(lambda: "Site 5" in desk.panels.details.html)


def test_a_selected_visit_is_selected_in_list_and_map(desk: Desk) -> None:
    days = view(desk, "Itinerary")
    days.setCurrentIndex(desk.panels.itinerary.days.index_of(SITES[2].id))
    assert shown_map(desk).selected == SITES[2].id
    assert view(desk, "Places").currentIndex().data(SiteRole.ID) == SITES[2].id


def test_the_plan_is_pale_until_the_new_one_is_there(make_desk: MakeDesk) -> None:
    jobs = HeldJobs()
    desk = make_desk(simple_plan(tour()), jobs=jobs)
    desk.open_tour.select(SITES[0].id)
    desk.commands.require()
    assert desk.panels.itinerary._delegate.is_stale
    desk.replanner.plan_now()
    assert desk.top_bar.plan_text.endswith("looking for better")
    jobs.plans[-1].finish()
    assert not desk.panels.itinerary._delegate.is_stale


def test_a_failed_plan_offers_to_plan_again(make_desk: MakeDesk) -> None:
    jobs = HeldJobs()
    desk = make_desk(jobs=jobs)
    desk.begin()
    jobs.plans[-1].fail(NothingToExport(file="x"))
    bar = desk.panels.messages
    assert bar.text.startswith("“x” holds no planned day")
    bar._choose(0)
    assert len(jobs.plans) == 2
    assert bar.text == ""


def test_trouble_with_planning_is_told_until_a_plan_is_made(make_desk: MakeDesk) -> None:
    jobs = HeldJobs()
    desk = make_desk(jobs=jobs)
    desk.begin()
    jobs.plans[-1].fail(NothingToExport(file="x"))
    desk.replanner.plan_now()
    assert desk.panels.messages.text != ""
    jobs.plans[-1].finish()
    assert desk.panels.messages.text == ""


def test_without_a_plan_the_itinerary_invites(make_desk: MakeDesk) -> None:
    desk = make_desk(jobs=HeldJobs())
    assert desk.panels.itinerary._pages.currentIndex() == 1


def test_a_vanished_filter_result_invites_to_show_all(desk: Desk) -> None:
    desk.panels.sites._search.setText("no such place")
    desk.panels.sites.query_changed.emit()
    assert desk.panels.sites._pages.currentIndex() == 1
    desk.panels.sites.clear_filters()
    assert desk.panels.sites.model.rowCount() == len(SITES)


def test_chips_narrow_the_list(desk: Desk) -> None:
    chip = next(iter(desk.panels.sites._chips.values()))
    museum = next(a for a in chip.menu().actions() if a.data() == "museum")
    museum.toggle()
    assert {desk.panels.sites.model.index(n).data() for n in range(2)} == {"Site 1", "Site 5"}
    assert desk.panels.sites.model.rowCount() == 2


def test_a_name_with_markup_is_shown_as_text(desk: Desk, theme: Theme) -> None:
    bad = SITES[0]
    evil = replace(bad, names=replace(bad.names, en="<img onerror=x>"), note="<b>&</b>")
    page = site_page(evil, (), desk.catalogue.holidays("CN"), "", Dossier(), theme.colours)
    assert "<img" not in page
    assert "&lt;img onerror=x&gt;" in page
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in page


# commands, each undone and done again


COMMANDS = {
    "require": lambda t: SITES[0].id in t.preferences.required,
    "prefer": lambda t: SITES[0].id in t.preferences.preferred,
    "leave_out": lambda t: SITES[0].id in t.preferences.excluded,
    "lock": lambda t: t.lock_of(SITES[0].id) == Lock(SITES[0].id, 0),
    "lock_time": lambda t: t.lock_of(SITES[0].id) == Lock(SITES[0].id, 0, 555),
    "lock_order": lambda t: t.fixed_order == (SITES[0].id, SITES[1].id),
    "freeze_day": lambda t: t.frozen_days == (0,),
    "keep_order": lambda t: t.fixed_order == (SITES[0].id, SITES[1].id),
    "longer": lambda t: t.duration_of(SITES[0].id) == 75,
    "shorter": lambda t: t.duration_of(SITES[0].id) == 45,
    "day_after": lambda t: t.itinerary is not None and t.itinerary.day_of(SITES[0].id) == 1,
    "move_down": lambda t: t.itinerary is not None and t.itinerary.visited[1] == SITES[0].id,
}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_changes_the_tour_and_can_be_undone(desk: Desk, name: str) -> None:
    holds = COMMANDS[name]
    desk.open_tour.select(SITES[0].id)
    before = desk.open_tour.tour
    desk.actions[name].trigger()
    assert holds(desk.open_tour.tour), desk.panels.messages.text
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour == before
    desk.actions["redo"].trigger()
    assert holds(desk.open_tour.tour)


@pytest.mark.parametrize("name", ["require", "prefer", "leave_out", "lock", "freeze_day"])
def test_a_wish_given_twice_is_taken_back(desk: Desk, name: str) -> None:
    desk.open_tour.select(SITES[0].id)
    before = replace(desk.open_tour.tour, itinerary=None)
    desk.actions[name].trigger()
    assert desk.actions[name].isChecked()
    desk.actions[name].trigger()
    assert not desk.actions[name].isChecked()
    assert replace(desk.open_tour.tour, itinerary=None) == before


def test_a_time_brings_its_day_along_and_is_taken_back_to_it(desk: Desk) -> None:
    desk.open_tour.select(SITES[0].id)
    desk.actions["lock_time"].trigger()
    assert desk.actions["lock_time"].isChecked()
    assert desk.actions["lock"].isChecked()
    desk.actions["lock_time"].trigger()
    assert desk.open_tour.tour.locks == (Lock(SITES[0].id, 0),)
    desk.actions["lock_time"].trigger()
    desk.actions["lock"].trigger()
    assert desk.open_tour.tour.locks == ()


def test_one_visit_leaves_the_fixed_order_and_joins_it_again(desk: Desk) -> None:
    desk.open_tour.select(SITES[0].id)
    desk.actions["keep_order"].trigger()
    desk.open_tour.select(SITES[2].id)
    desk.actions["lock_order"].trigger()
    assert desk.open_tour.tour.fixed_order == tuple(site.id for site in SITES[:3])
    desk.open_tour.select(SITES[1].id)
    assert desk.actions["lock_order"].isChecked()
    desk.actions["lock_order"].trigger()
    assert desk.open_tour.tour.fixed_order == (SITES[0].id, SITES[2].id)


def test_a_day_that_is_kept_as_it_is_needs_no_new_plan_and_says_so(desk: Desk) -> None:
    desk.open_tour.select(SITES[0].id)
    before = desk.open_tour.tour.itinerary
    desk.actions["freeze_day"].trigger()
    assert not desk.open_tour.is_stale
    assert desk.open_tour.tour.itinerary == before
    days = desk.panels.itinerary.days
    assert days.index_of_day(0).data().endswith("kept as it is")
    assert not days.index_of_day(1).data().endswith("kept as it is")


# signs in the rows


def click_sign(desk: Desk, qtbot: QtBot, index: QModelIndex, number: int) -> None:
    """Press the sign that stands at place `number` from the right of a row."""
    desk.window.show()
    days = view(desk, "Itinerary")
    option = QStyleOptionViewItem()
    option.rect = days.visualRect(index)
    option.font = days.font()
    delegate = desk.panels.itinerary._delegate
    line = delegate._sign_line(option, index.data(ItineraryRole.ROW))
    spot = sign_box(line, number).center()
    qtbot.mouseClick(days.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_each_lock_is_put_on_by_a_click_on_its_sign(desk: Desk, qtbot: QtBot) -> None:
    site = SITES[1].id
    for number, holds in (
        (2, lambda: desk.open_tour.tour.lock_of(site) == Lock(site, 0)),
        (0, lambda: site in desk.open_tour.tour.fixed_order),
        (1, lambda: desk.open_tour.tour.lock_of(site).start_min is not None),
    ):
        click_sign(desk, qtbot, desk.panels.itinerary.days.index_of(site), number)
        assert holds()
        assert desk.open_tour.selected == site


def test_a_day_is_kept_by_a_click_on_its_sign_and_stays_current(desk: Desk, qtbot: QtBot) -> None:
    desk.open_tour.select(SITES[0].id)
    click_sign(desk, qtbot, desk.panels.itinerary.days.index_of_day(1), 0)
    assert desk.open_tour.tour.frozen_days == (1,)
    assert desk.panels.itinerary.current_day == 1
    assert desk.actions["freeze_day"].isChecked()
    click_sign(desk, qtbot, desk.panels.itinerary.days.index_of_day(1), 0)
    assert desk.open_tour.tour.frozen_days == ()


def test_a_row_that_nobody_points_at_shows_only_what_is_fixed(desk: Desk) -> None:
    row = desk.panels.itinerary.days.index_of(SITES[0].id).data(ItineraryRole.ROW)
    assert signs_of(row, is_active=False) == ()
    assert [sign.action for sign in signs_of(row, is_active=True)] == [
        "lock_order",
        "lock_time",
        "lock",
    ]


def test_every_sign_says_what_a_click_does(desk: Desk) -> None:
    desk.open_tour.select(SITES[0].id)
    desk.actions["lock"].trigger()
    desk.locks.book(Appointment(SITES[1].id, 0, 900, 60))
    days = desk.panels.itinerary.days
    first = days.index_of(SITES[0].id).data(ItineraryRole.ROW)
    tips = {sign.action: sign.tip for sign in signs_of(first, is_active=True)}
    assert tips["lock"] == "The visit stays on this day. Click to free it."
    assert tips["lock_time"] == "Click to keep the visit at this time."
    second = days.index_of(SITES[1].id).data(ItineraryRole.ROW)
    tips = {sign.action: sign.tip for sign in signs_of(second, is_active=True)}
    assert tips["book"] == "The visit is booked. Click to change the booking."
    head = signs_of(days.index_of_day(0).data(ItineraryRole.ROW), is_active=False)
    assert [sign.tip for sign in head] == ["Click to keep this day as it is."]


# bookings


def test_a_booking_starts_from_the_visit_as_planned_and_can_be_cancelled(desk: Desk) -> None:
    site = SITES[1].id
    suggestion = booking_of(desk.editor, site)
    assert suggestion is not None
    stop = desk.editor.planned(site)[1]  # type: ignore[index]
    assert (suggestion.day, suggestion.start_min) == (0, stop.start_min)
    dialog = BookingDialog(suggestion, desk.open_tour.tour.preferences.dates)
    dialog.booked.connect(desk.locks.book)
    dialog.start.setValue(615)
    dialog.minutes.setValue(80)
    dialog._book()
    assert desk.open_tour.tour.appointments == (Appointment(site, 0, 615, 80),)
    desk.open_tour.select(site)
    assert not desk.actions["lock"].isEnabled()
    again = booking_of(desk.editor, site)
    assert again is not None
    assert again.is_booked
    dialog = BookingDialog(again, desk.open_tour.tour.preferences.dates)
    dialog.cancelled.connect(desk.locks.cancel_booking)
    dialog._cancel()
    assert desk.open_tour.tour.appointments == ()


def test_a_booking_past_midnight_is_told_in_the_dialog(desk: Desk) -> None:
    suggestion = booking_of(desk.editor, SITES[6].id)
    assert suggestion is not None
    dialog = BookingDialog(suggestion, desk.open_tour.tour.preferences.dates)
    dialog.start.setValue(1430)
    dialog._book()
    assert "must begin and end on its day" in dialog.section.fault


def test_the_orders_of_two_days_are_kept_together_and_freed_apart(desk: Desk) -> None:
    desk.open_tour.select(SITES[2].id)
    assert not desk.actions["free_order"].isEnabled()
    desk.actions["keep_order"].trigger()
    desk.open_tour.select(SITES[0].id)
    desk.actions["keep_order"].trigger()
    assert desk.open_tour.tour.fixed_order == tuple(site.id for site in SITES[:4])
    assert not desk.actions["keep_order"].isEnabled()
    desk.actions["free_order"].trigger()
    assert desk.open_tour.tour.fixed_order == (SITES[2].id, SITES[3].id)


def test_a_visit_whose_order_is_kept_says_so_in_its_row(desk: Desk) -> None:
    desk.open_tour.select(SITES[0].id)
    desk.actions["keep_order"].trigger()
    days = desk.panels.itinerary.days
    tip = days.index_of(SITES[1].id).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.endswith("order kept")
    assert "order kept" not in days.index_of(SITES[2].id).data(Qt.ItemDataRole.ToolTipRole)


def test_a_fixed_site_that_is_not_visited_stays_behind_its_forerunner() -> None:
    a, b, c, d = (site.id for site in SITES[:4])
    assert merged_order((a, b, c), {c, d}, (d, a, c)) == (d, a, b, c)
    assert merged_order((b, a), set(), (a,)) == (b, a)


def test_the_state_of_the_plan_gives_way_to_the_buttons(desk: Desk, qtbot: QtBot) -> None:
    desk.window.show()
    desk.window.resize(1024, 768)
    long = "17 sites in 3 days, 65 left out · at most 0.6 % better is possible · " * 2
    desk.top_bar.show_plan(long, is_busy=False)
    label = desk.top_bar.findChild(ElidedLabel)
    assert label is not None
    qtbot.waitUntil(lambda: label.shown.endswith("…"))
    assert label.text() == long
    save = next(
        b for b in desk.top_bar.findChildren(QToolButton) if b.text() == "Save" and b.isVisible()
    )
    assert save.geometry().right() <= desk.top_bar.width()


def test_moving_to_another_day_locks_the_visit_there(desk: Desk) -> None:
    desk.open_tour.select(SITES[0].id)
    desk.actions["day_after"].trigger()
    lock = desk.open_tour.tour.lock_of(SITES[0].id)
    assert lock is not None
    assert lock.day == 1
    assert not desk.open_tour.is_stale


def test_moving_past_the_end_of_a_day_goes_to_the_next(desk: Desk) -> None:
    desk.open_tour.select(SITES[1].id)
    desk.actions["move_down"].trigger()
    assert desk.open_tour.tour.itinerary is not None
    assert desk.open_tour.tour.itinerary.day_of(SITES[1].id) == 1


def test_a_dragged_visit_moves_as_by_keys(desk: Desk) -> None:
    desk.panels.itinerary.days.move_asked.emit(SITES[0].id, 1, 0)
    assert desk.open_tour.tour.itinerary is not None
    assert desk.open_tour.tour.itinerary.day_of(SITES[0].id) == 1


def test_usual_time_takes_back_a_changed_duration(desk: Desk) -> None:
    desk.open_tour.select(SITES[0].id)
    desk.actions["longer"].trigger()
    desk.actions["own_time"].trigger()
    assert desk.open_tour.tour.durations == ()


def test_a_move_that_cannot_be_is_told_in_words(make_desk: MakeDesk) -> None:
    short = tour(day_start_min=540, day_end_min=600)
    desk = make_desk(simple_plan(short))
    desk.open_tour.select(SITES[1].id)
    desk.actions["move_down"].trigger()
    assert "does not fit there" in desk.panels.messages.text


def test_nothing_selected_means_nothing_to_require(desk: Desk) -> None:
    desk.open_tour.select(None)
    assert not desk.actions["require"].isEnabled()
    assert not desk.actions["move_up"].isEnabled()


# files


def test_save_asks_for_a_file_once_and_then_knows_it(make_desk: MakeDesk, tmp_path: Path) -> None:
    asker = FakeAsker(save_file=tmp_path / "k.tour")
    desk = make_desk(asker=asker)
    desk.begin()
    desk.actions["save"].trigger()
    assert asker.asked == ["save Kilns and lanes.tour"]
    desk.open_tour.select(SITES[0].id)
    desk.commands.require()
    desk.actions["save"].trigger()
    assert len(asker.asked) == 1
    assert read_tour(tmp_path / "k.tour") == desk.open_tour.tour
    assert "saved 10:42" in desk.window.status_text
    assert not desk.open_tour.is_modified


def test_a_save_that_fails_is_told_and_the_tour_stays_modified(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    desk = make_desk(asker=FakeAsker(save_file=tmp_path / "missing" / "k.tour"))
    desk.begin()
    desk.open_tour.select(SITES[0].id)
    desk.commands.require()
    desk.actions["save"].trigger()
    assert "could not be written" in desk.panels.messages.text
    assert desk.open_tour.is_modified


def test_a_file_that_cannot_be_read_leaves_the_open_tour(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.tour"
    bad.write_text("{", "utf-8")
    desk = make_desk(asker=FakeAsker(open_file=bad))
    desk.begin()
    before = desk.open_tour.tour
    desk.actions["open"].trigger()
    assert desk.open_tour.tour == before
    assert "bad.tour" in desk.panels.messages.text


def test_an_opened_file_comes_with_its_plan(make_desk: MakeDesk, tmp_path: Path) -> None:
    planned = simple_plan(tour(id="other", title="Other"))
    write_tour(tmp_path / "o.tour", planned)
    jobs = HeldJobs()
    desk = make_desk(jobs=jobs, asker=FakeAsker(open_file=tmp_path / "o.tour"))
    desk.actions["open"].trigger()
    assert desk.open_tour.tour == planned
    assert jobs.plans == []


@pytest.mark.parametrize(
    ("answer", "is_closed"),
    [(Unsaved.DISCARD, True), (Unsaved.CANCEL, False), (Unsaved.SAVE, True)],
)
def test_closing_asks_about_unsaved_edits(
    make_desk: MakeDesk, tmp_path: Path, answer: Unsaved, is_closed: bool
) -> None:
    asker = FakeAsker(unsaved=answer, save_file=tmp_path / "k.tour")
    desk = make_desk(asker=asker)
    desk.begin()
    desk.window.show()
    desk.open_tour.select(SITES[0].id)
    desk.commands.require()
    desk.window.close()
    assert "unsaved" in asker.asked
    assert desk.window.isHidden() is is_closed
    assert (tmp_path / "k.tour").exists() is (answer is Unsaved.SAVE)


def test_closing_a_saved_tour_asks_nothing(make_desk: MakeDesk) -> None:
    asker = FakeAsker()
    desk = make_desk(asker=asker)
    desk.window.show()
    desk.window.close()
    assert asker.asked == []
    assert desk.window.isHidden()


def test_rename_changes_title_and_a_blank_one_is_refused(make_desk: MakeDesk) -> None:
    asker = FakeAsker(new_title="Spring kilns")
    desk = make_desk(asker=asker)
    desk.actions["rename"].trigger()
    assert desk.open_tour.tour.title == "Spring kilns"
    asker.new_title = "  "
    desk.actions["rename"].trigger()
    assert desk.open_tour.tour.title == "Spring kilns"
    assert "give the tour a name" in desk.panels.messages.text


# autosave and recovery


def test_edits_are_put_aside_and_forgotten_when_saved(
    make_desk: MakeDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    store = FakeAutosave()
    desk = make_desk(autosave=store, asker=FakeAsker(save_file=tmp_path / "k.tour"))
    desk.autosaver._timer.setInterval(0)
    desk.begin()
    assert store.kept == {}
    desk.open_tour.select(SITES[0].id)
    desk.commands.require()
    qtbot.waitUntil(lambda: "t1" in store.kept)
    assert SITES[0].id in store.kept["t1"].preferences.required
    desk.actions["save"].trigger()
    assert store.kept == {}


@dataclass(frozen=True)
class LeftWork:
    tour: Tour
    file: Path | None
    saved_at: datetime


def test_work_left_behind_is_offered_and_opened_as_unsaved(make_desk: MakeDesk) -> None:
    desk = make_desk()
    left = LeftWork(edits.with_title(tour(id="lost"), "Lost work"), None, NOW)
    desk.telling.offer_recovery([left])
    bar = desk.panels.messages
    assert bar.text == "Unsaved work on “Lost work” from 10:42 was found."
    bar._choose(0)
    assert desk.open_tour.tour.title == "Lost work"
    assert desk.open_tour.is_modified


def test_discarded_work_is_forgotten_and_the_next_is_offered(make_desk: MakeDesk) -> None:
    first, second = tour(id="a", title="First"), tour(id="b", title="Second")
    store = FakeAutosave({"a": first, "b": second})
    desk = make_desk(autosave=store)
    desk.telling.offer_recovery([LeftWork(first, None, NOW), LeftWork(second, None, NOW)])
    desk.panels.messages._choose(1)
    assert set(store.kept) == {"b"}
    assert "Second" in desk.panels.messages.text


# reach


def test_every_action_has_a_handler_a_menu_and_a_name(desk: Desk) -> None:
    for name in SPECS:
        action = desk.actions[name]
        assert isinstance(action, QAction)
        assert action.text().strip()
        menus = [o for o in action.associatedObjects() if o.metaObject().className() == "QMenu"]
        assert menus, name


def test_no_two_actions_share_their_keys() -> None:
    keys = [spec.keys for spec in SPECS.values() if spec.keys]
    assert len(keys) == len(set(keys))


def test_every_widget_that_takes_the_focus_has_a_name(desk: Desk) -> None:
    desk.panels.preferences.nights.is_apart.setChecked(True)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in desk.window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not is_inner(widget)
        and not (widget.accessibleName() or text_of(widget))
    ]
    assert not nameless, "\n".join(nameless)


def is_inner(widget: QWidget) -> bool:
    """Parts that Qt makes inside a named widget: viewports, scroll bars, line edits, pop-ups."""
    parent = widget.parent()
    own = widget.objectName().startswith("qt_") or type(widget).__name__ in {
        "QScrollBar",
        "QComboBoxPrivateContainer",
        "QExpandingLineEdit",
    }
    inside = isinstance(parent, (QAbstractItemView, QAbstractSpinBox)) or (
        parent is not None and parent.objectName().startswith("qt_")
    )
    pop_up = any(
        type(each).__name__ in {"QComboBoxPrivateContainer", "QCalendarWidget"}
        for each in ancestors(widget)
    )
    return own or inside or pop_up


def ancestors(widget: QWidget) -> list[QWidget]:
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = parent.parentWidget()
    return found


def text_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def test_at_a_narrow_width_the_plan_joins_the_tabs(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(1024, 768)
    desk.window.show()
    qtbot.waitUntil(lambda: desk.window.is_narrow)
    assert desk.window.itinerary in desk.window.tabifiedDockWidgets(desk.window.places)
    desk.window.resize(1366, 768)
    qtbot.waitUntil(lambda: not desk.window.is_narrow)
    assert desk.window.itinerary not in desk.window.tabifiedDockWidgets(desk.window.places)


def test_the_map_keeps_its_least_width(desk: Desk, qtbot: QtBot) -> None:
    desk.window.show()
    desk.window.resize(1024, 768)
    qtbot.waitUntil(lambda: desk.window.is_narrow)
    assert desk.panels.map.width() >= 480


def test_the_theme_reaches_the_map(desk: Desk, theme: Theme) -> None:
    assert shown_map(desk).is_dark is False
    desk.actions["theme_dark"].trigger()
    assert theme.scheme is Scheme.DARK
    assert shown_map(desk).is_dark is True


def test_check_tells_that_the_plan_keeps_every_rule_or_which_it_breaks(desk: Desk) -> None:
    desk.actions["check"].trigger()
    assert desk.panels.messages.text.startswith("The plan")


# the timeline


def test_the_timeline_draws_each_visit_to_scale(desk: Desk) -> None:
    rows = desk.panels.timeline.rows
    rows.resize(800, 100)
    blocks = rows.blocks
    assert [block.stop.stop.site for block in blocks if block.day == 0][:2] == [
        SITES[0].id,
        SITES[1].id,
    ]
    first, second = blocks[0], blocks[1]
    minutes = [b.stop.stop.end_min - b.stop.stop.start_min for b in (first, second)]
    assert first.box.width() / second.box.width() == pytest.approx(minutes[0] / minutes[1])


def test_a_click_on_the_timeline_selects_the_visit(desk: Desk, qtbot: QtBot) -> None:
    rows = desk.panels.timeline.rows
    rows.resize(800, 100)
    block = rows.blocks[-1]
    qtbot.mouseClick(rows, Qt.MouseButton.LeftButton, pos=block.box.center().toPoint())
    assert desk.open_tour.selected == SITES[3].id


def test_the_timeline_can_be_put_away_and_brought_back(desk: Desk) -> None:
    desk.window.show()
    desk.actions["show_timeline"].trigger()
    assert desk.window.timeline.isHidden()
    desk.actions["show_timeline"].trigger()
    assert not desk.window.timeline.isHidden()


def test_typing_searches_after_a_short_pause(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.panels.sites._search, "Site 3")
    qtbot.waitUntil(lambda: desk.panels.sites.model.rowCount() == 1)


def test_a_long_message_is_never_cut(desk: Desk, qtbot: QtBot) -> None:
    desk.window.show()
    desk.window.resize(1024, 700)
    bar = desk.panels.messages
    bar.say("A long sentence about what happened. " * 8)
    layout = bar.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: bar.height() >= layout.totalHeightForWidth(bar.width()))
