"""The bound in the window: only of the plan shown, only when nothing else is planned."""

from __future__ import annotations

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import tour
from tests.gui.conftest import MakeDesk
from tests.gui.support import SITES, FakeAdvice, HeldJobs, simple_plan
from tourplanner.domain import edits
from tourplanner.errors import PlanningError
from tourplanner.gui.bound_watch import BoundState, BoundWatch
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.plan_state import bound_explanation, bound_text
from tourplanner.gui.replanner import Replanner
from tourplanner.usecases.bound_tour import TourBound

FAR, NEAR = TourBound(5000, 0.0211, is_proven_best=False), TourBound(4100, 0.006, False)
BEST = TourBound(4000, 0.0, is_proven_best=True)


class Scene:
    def __init__(self) -> None:
        self.open_tour = OpenTour(simple_plan(tour()))
        self.jobs = HeldJobs()
        self.advice = FakeAdvice()
        self.is_held = False
        self.replanner = Replanner(self.open_tour, self.jobs, simple_plan, debounce_ms=0)
        self.watch = BoundWatch(
            self.open_tour,
            self.replanner,
            self.jobs,
            self.advice.work.bound,
            lambda: self.is_held,
            pause_ms=0,
        )
        self.watch.look()

    def leave_out(self, number: int) -> None:
        self.open_tour.edit("x", partial(edits.exclude, site=SITES[number].id))


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    made = Scene()
    qtbot.waitUntil(lambda: len(made.jobs.bounds) == 1)
    return made


def test_a_settled_plan_gets_a_bound_that_falls(scene: Scene) -> None:
    assert scene.watch.state == BoundState(None, is_working=True)
    scene.jobs.bounds[0].report(FAR)
    assert scene.watch.state == BoundState(FAR, is_working=True)
    scene.advice.bounds = (NEAR,)
    scene.jobs.bounds[0].finish()
    assert scene.watch.state == BoundState(NEAR, is_done=True)
    scene.watch.look()
    assert len(scene.jobs.bounds) == 1


def test_an_edit_drops_the_bound_at_once_and_the_next_plan_gets_its_own(
    scene: Scene, qtbot: QtBot
) -> None:
    scene.jobs.bounds[0].report(FAR)
    scene.leave_out(0)
    assert scene.watch.state == BoundState()
    assert scene.jobs.bounds[0].is_dropped
    scene.jobs.bounds[0].report(NEAR)
    assert scene.watch.state == BoundState()
    qtbot.waitUntil(lambda: len(scene.jobs.plans) == 1)
    assert len(scene.jobs.bounds) == 1
    scene.jobs.plans[0].report(simple_plan(scene.open_tour.tour))
    assert len(scene.jobs.bounds) == 1
    scene.jobs.plans[0].finish()
    qtbot.waitUntil(lambda: len(scene.jobs.bounds) == 2)
    assert scene.watch.state == BoundState(None, is_working=True)


def test_a_change_of_the_title_keeps_the_bound(scene: Scene) -> None:
    scene.jobs.bounds[0].report(FAR)
    scene.open_tour.edit("x", partial(edits.with_title, title="Other"))
    assert scene.watch.state.bound == FAR
    assert not scene.jobs.bounds[0].is_dropped


def test_other_questions_come_first_and_what_is_proven_stays(scene: Scene, qtbot: QtBot) -> None:
    scene.jobs.bounds[0].report(NEAR)
    scene.is_held = True
    scene.watch.look()
    assert scene.jobs.bounds[0].is_dropped
    assert scene.watch.state == BoundState(NEAR)
    scene.is_held = False
    scene.watch.look()
    qtbot.waitUntil(lambda: len(scene.jobs.bounds) == 2)
    scene.jobs.bounds[1].report(FAR)
    assert scene.watch.state == BoundState(NEAR, is_working=True)


def test_another_tour_drops_the_bound(scene: Scene) -> None:
    scene.jobs.bounds[0].report(FAR)
    scene.open_tour.load(simple_plan(tour(id="other")))
    assert scene.watch.state.bound is None
    assert scene.jobs.bounds[0].is_dropped


def test_a_bound_that_cannot_be_made_says_nothing(scene: Scene) -> None:
    scene.jobs.bounds[0].fail(PlanningError())
    assert scene.watch.state == BoundState(is_done=True)
    assert bound_text(scene.watch.state) == ""


def test_a_plan_that_does_not_answer_the_wishes_has_no_bound(scene: Scene) -> None:
    scene.jobs.bounds[0].finish()
    assert scene.watch.state == BoundState(is_done=True)


def test_words_tell_whether_it_is_being_worked_on() -> None:
    assert bound_text(BoundState(NEAR, is_done=True)) == "at most 0.6 % better is possible"
    assert bound_text(BoundState(NEAR, is_working=True)).endswith("…")
    assert "being worked on" in bound_explanation(BoundState(NEAR, is_working=True))
    assert "4,100 points" in bound_explanation(BoundState(NEAR, is_done=True))
    assert bound_text(BoundState(BEST, is_done=True)) == "proven best"
    assert "no plan has more points" in bound_explanation(BoundState(BEST, is_done=True))
    assert bound_text(BoundState()) == bound_explanation(BoundState()) == ""


def test_the_top_bar_shows_the_bound_behind_the_plan(make_desk: MakeDesk, qtbot: QtBot) -> None:
    desk = make_desk(simple_plan(tour()), advice=FakeAdvice(bounds=(BEST,)).work)
    desk.begin()
    desk.bound_watch.look()
    qtbot.waitUntil(lambda: desk.top_bar.plan_text == "4 sites, 2 days · proven best")
    desk.open_tour.select(SITES[0].id)
    desk.actions["require"].trigger()
    assert desk.top_bar.plan_text.endswith("looking for better")
