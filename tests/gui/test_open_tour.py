"""The open tour: edits, undo, adopted plans."""

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import tour
from tests.gui.support import SITES, simple_plan
from tourplanner.domain import edits
from tourplanner.domain.preferences import Pace
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.gui.open_tour import OpenTour


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(qtbot: QtBot, clock: Clock) -> OpenTour:
    return OpenTour(simple_plan(tour()), clock)


def pace(open_tour: OpenTour, wanted: Pace, key: str | None = None) -> None:
    open_tour.edit("Change pace", partial(edits.with_pace, pace=wanted), key)


def test_an_edit_can_be_undone_and_done_again(opened: OpenTour) -> None:
    before = opened.tour
    pace(opened, Pace.FULL)
    assert opened.tour.preferences.pace is Pace.FULL
    opened.stack.undo()
    assert opened.tour == before
    opened.stack.redo()
    assert opened.tour.preferences.pace is Pace.FULL


def test_an_edit_that_changes_nothing_makes_no_step(opened: OpenTour) -> None:
    pace(opened, Pace.BALANCED)
    assert opened.stack.count() == 0


def test_an_impossible_wish_changes_nothing(opened: OpenTour) -> None:
    before = opened.tour
    with pytest.raises(InvalidEdit):
        opened.edit("Hours", partial(edits.with_day_hours, start_min=900, end_min=600))
    assert opened.tour == before
    assert opened.stack.count() == 0


def test_edits_of_one_field_within_a_second_are_one_step(opened: OpenTour, clock: Clock) -> None:
    pace(opened, Pace.FULL, "pace")
    clock.now = 0.5
    pace(opened, Pace.RELAXED, "pace")
    assert opened.stack.count() == 1
    opened.stack.undo()
    assert opened.tour.preferences.pace is Pace.BALANCED


def test_edits_of_one_field_further_apart_are_two_steps(opened: OpenTour, clock: Clock) -> None:
    pace(opened, Pace.FULL, "pace")
    clock.now = 1.5
    pace(opened, Pace.RELAXED, "pace")
    assert opened.stack.count() == 2


def test_edits_of_different_fields_are_not_joined(opened: OpenTour) -> None:
    pace(opened, Pace.FULL, "pace")
    opened.edit("Hours", partial(edits.with_day_hours, start_min=480, end_min=1000), "hours")
    assert opened.stack.count() == 2


def test_a_slider_moved_there_and_back_leaves_no_step(opened: OpenTour) -> None:
    pace(opened, Pace.FULL, "pace")
    pace(opened, Pace.BALANCED, "pace")
    assert not opened.stack.canUndo()
    assert not opened.is_modified


def test_a_wish_makes_the_plan_stale_and_a_title_does_not(opened: OpenTour) -> None:
    opened.edit("Rename", partial(edits.with_title, title="Kilns"))
    assert not opened.is_stale
    pace(opened, Pace.FULL)
    assert opened.is_stale


def test_undo_brings_back_the_older_tour_with_its_own_plan(opened: OpenTour) -> None:
    first = opened.tour.itinerary
    opened.edit("Leave out", partial(edits.exclude, site=SITES[0].id))
    opened.adopt(simple_plan(opened.tour))
    second = opened.tour.itinerary
    assert second != first
    opened.stack.undo()
    assert opened.tour.itinerary is first
    assert not opened.is_stale
    opened.stack.redo()
    assert opened.tour.itinerary is second
    assert not opened.is_stale


def test_a_plan_for_older_wishes_is_not_adopted(opened: OpenTour) -> None:
    late = simple_plan(opened.tour)
    opened.edit("Leave out", partial(edits.exclude, site=SITES[0].id))
    opened.adopt(late)
    assert opened.is_stale
    assert opened.tour.itinerary is not late.itinerary


def test_adopting_a_plan_is_no_undo_step_and_no_unsaved_change(opened: OpenTour) -> None:
    opened.adopt(simple_plan(opened.tour))
    assert opened.stack.count() == 0
    assert not opened.is_modified


def test_saving_makes_the_tour_unmodified_until_the_next_edit(opened: OpenTour) -> None:
    pace(opened, Pace.FULL)
    assert opened.is_modified
    opened.saved_as(Path("a.tour"))
    assert not opened.is_modified
    opened.stack.undo()
    assert opened.is_modified


def test_opening_another_tour_forgets_steps_and_selection(opened: OpenTour) -> None:
    pace(opened, Pace.FULL)
    opened.select(SITES[0].id)
    opened.load(tour(id="other", title="Other"), Path("other.tour"))
    assert opened.stack.count() == 0
    assert opened.selected is None
    assert opened.file == Path("other.tour")
    assert not opened.is_modified


def test_a_recovered_tour_counts_as_modified(opened: OpenTour) -> None:
    opened.load(tour(id="other"), is_saved=False)
    assert opened.is_modified


def test_a_hand_moved_plan_is_fresh_unless_older_wishes_wait(opened: OpenTour) -> None:
    def by_hand(before: Tour) -> Tour:
        return edits.lock_visit(simple_plan(before), _lock())

    opened.edit("Move", by_hand)
    assert not opened.is_stale
    pace(opened, Pace.FULL)
    opened.edit("Move again", lambda before: edits.unlock_visit(simple_plan(before), SITES[0].id))
    assert opened.is_stale


def _lock() -> edits.Lock:
    return edits.Lock(SITES[0].id, 1)
