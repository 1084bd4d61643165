"""Undo of a planning run, and the plans before and after it, kept side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import itinerary, tour
from tests.gui.conftest import MakeDesk
from tests.gui.support import SITES, FakeAdvice, HeldJobs, simple_plan
from tourplanner.domain import edits
from tourplanner.domain.checks import Fault
from tourplanner.domain.preferences import Pace
from tourplanner.domain.progress import ShouldStop, never
from tourplanner.domain.tour import Tour
from tourplanner.gui.desk import Desk
from tourplanner.gui.dialogs.compare import CompareDialog
from tourplanner.gui.dialogs.variants import VariantsDialog
from tourplanner.gui.variants import MOST


def planned(days: list[list[int]], chosen: Tour | None = None) -> Tour:
    made = itinerary([[SITES[n] for n in day] for day in days])
    return replace(chosen or tour(), itinerary=made)


FIRST, SECOND = planned([[0, 1], [2, 3]]), planned([[4, 1], [2, 5]])


@pytest.fixture
def jobs() -> HeldJobs:
    return HeldJobs()


@pytest.fixture
def desk(make_desk: MakeDesk, jobs: HeldJobs) -> Desk:
    return make_desk(FIRST, jobs=jobs)


def plan_again(desk: Desk, jobs: HeldJobs, *found: Tour) -> None:
    desk.actions["plan"].trigger()
    for each in found:
        jobs.plans[-1].report(each)
    jobs.plans[-1].work = lambda _stop, _report: found[-1]
    jobs.plans[-1].finish()


# undo of a run


def test_one_undo_takes_back_a_whole_run(desk: Desk, jobs: HeldJobs) -> None:
    plan_again(desk, jobs, planned([[4, 1], [2, 3]]), SECOND)
    assert desk.open_tour.tour.itinerary == SECOND.itinerary
    assert desk.open_tour.stack.count() == 1
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour == FIRST
    assert not desk.open_tour.is_stale
    desk.actions["redo"].trigger()
    assert desk.open_tour.tour.itinerary == SECOND.itinerary


def test_a_run_that_comes_back_to_its_plan_leaves_nothing_to_undo(
    desk: Desk, jobs: HeldJobs
) -> None:
    plan_again(desk, jobs, SECOND, FIRST)
    assert desk.open_tour.tour == FIRST
    assert desk.open_tour.stack.count() == 0


def test_a_run_undone_while_it_goes_on_brings_nothing_more(desk: Desk, jobs: HeldJobs) -> None:
    desk.actions["plan"].trigger()
    jobs.plans[-1].report(SECOND)
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour == FIRST
    jobs.plans[-1].work = lambda _stop, _report: planned([[6, 1], [2, 3]])
    jobs.plans[-1].finish()
    assert desk.open_tour.tour == FIRST


def test_the_plan_of_an_edit_is_undone_with_the_edit(desk: Desk, jobs: HeldJobs) -> None:
    desk.open_tour.edit("pace", partial(edits.with_pace, pace=Pace.FULL))
    desk.replanner.plan_now()
    jobs.plans[-1].finish()
    assert desk.open_tour.stack.count() == 1
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour == FIRST


# the plans kept


def test_the_plans_before_and_after_a_run_are_kept_once_each(desk: Desk, jobs: HeldJobs) -> None:
    plan_again(desk, jobs, SECOND)
    plan_again(desk, jobs, SECOND)
    kept = desk.shelf.variants
    assert [each.name for each in kept] == ["Plan 1", "Plan 2"]
    assert [each.note for each in kept] == ["As opened", "Plan again"]
    assert [each.tour.itinerary for each in kept] == [FIRST.itinerary, SECOND.itinerary]
    present = desk.shelf.present()
    assert present is not None
    assert present.number == 2


def test_a_plan_is_kept_with_the_wishes_it_answers(desk: Desk, jobs: HeldJobs) -> None:
    desk.open_tour.edit("Change pace", partial(edits.with_pace, pace=Pace.FULL))
    desk.replanner.plan_now()
    jobs.plans[-1].finish()
    before, after = desk.shelf.variants
    assert (before.tour.preferences.pace, after.tour.preferences.pace) == (
        Pace.BALANCED,
        Pace.FULL,
    )
    assert after.note == "Change pace"


def test_the_oldest_plan_without_a_name_of_its_own_goes_first(desk: Desk) -> None:
    desk.shelf.keep(FIRST, "x")
    desk.shelf.rename(1, "The rainy one")
    for number in range(MOST):
        desk.shelf.keep(edits.with_day_hours(FIRST, 480 + number, 1080), "x")
    names = [each.name for each in desk.shelf.variants]
    assert len(names) == MOST
    assert names[:2] == ["The rainy one", "Plan 3"]


def test_another_tour_starts_an_empty_shelf(desk: Desk, jobs: HeldJobs) -> None:
    plan_again(desk, jobs, SECOND)
    desk.open_tour.load(simple_plan(tour(id="other")))
    assert desk.shelf.variants == ()


# the table


def plan_in_turn(first: Tour, second: Tour) -> Callable[..., Tour]:
    turns = [first, second]

    def plan(
        _tour: Tour,
        *,
        afresh: bool,
        on_plan: Callable[[Tour], None],
        should_stop: ShouldStop = never,
    ) -> Tour:
        return turns.pop(0)

    return plan


@pytest.fixture
def shown(make_desk: MakeDesk) -> Desk:
    fault = Fault("closed", "Site 4 is closed then.")
    made = make_desk(plan=plan_in_turn(FIRST, SECOND), advice=FakeAdvice(faults=(fault,)).work)
    made.begin()
    made.actions["plan"].trigger()
    made.actions["variants"].trigger()
    return made


def dialog_of(desk: Desk) -> VariantsDialog:
    assert isinstance(desk.advisor.dialog, VariantsDialog)
    return desk.advisor.dialog


def row_texts(dialog: VariantsDialog, row: int) -> list[str]:
    items = [dialog.table.item(row, column) for column in range(dialog.table.columnCount())]
    return [item.text() for item in items if item is not None]


def test_the_table_shows_the_figures_of_each_plan(shown: Desk) -> None:
    dialog = dialog_of(shown)
    assert dialog.table.rowCount() == 2
    assert row_texts(dialog, 0)[:4] == ["Plan 1", "First plan", "2", "4"]
    assert row_texts(dialog, 1)[1] == "Plan again (shown now)"
    assert row_texts(dialog, 1)[-1] == "1"
    tip = dialog.table.item(1, dialog.table.columnCount() - 1)
    assert tip is not None
    assert tip.toolTip() == "Site 4 is closed then."


def test_the_plan_that_is_shown_cannot_be_used_again(shown: Desk) -> None:
    dialog = dialog_of(shown)
    dialog.table.selectRow(1)
    assert not dialog.use.isEnabled()
    assert not dialog.side.isEnabled()


def test_a_variant_takes_the_place_of_the_plan_as_one_step(shown: Desk) -> None:
    dialog = dialog_of(shown)
    dialog.table.selectRow(0)
    dialog.use.click()
    assert shown.open_tour.tour.itinerary == FIRST.itinerary
    assert not shown.open_tour.is_stale
    assert shown.open_tour.stack.undoText() == "Use the variant “Plan 1”"
    shown.actions["undo"].trigger()
    assert shown.open_tour.tour.itinerary == SECOND.itinerary


def test_variants_are_shown_side_by_side_with_the_present_plan(shown: Desk) -> None:
    dialog = dialog_of(shown)
    dialog.table.selectRow(0)
    dialog.side.click()
    beside = shown.advisor.dialog
    assert isinstance(beside, CompareDialog)
    assert not beside.is_waiting


def test_a_variant_is_renamed_in_the_table_and_removed(shown: Desk, qtbot: QtBot) -> None:
    dialog = dialog_of(shown)
    item = dialog.table.item(0, 0)
    assert item is not None
    assert item.flags() & Qt.ItemFlag.ItemIsEditable
    item.setText("Rainy days")
    assert shown.shelf.variants[0].name == "Rainy days"
    other = dialog.table.item(1, 0)
    assert other is not None
    other.setText("  ")
    assert other.text() == shown.shelf.variants[1].name == "Plan 2"
    dialog.table.selectRow(1)
    dialog.table.setCurrentCell(1, 0)
    dialog.remove.click()
    assert [each.name for each in shown.shelf.variants] == ["Rainy days"]
    assert dialog.table.rowCount() == 1
