"""The replanner: debounce, latest wins, late answers dropped."""

import time
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import tour
from tests.gui.support import SITES, HeldJobs, InlineJobs, simple_plan
from tourplanner.bootstrap import build_workbench
from tourplanner.domain import edits
from tourplanner.domain.tour import Tour
from tourplanner.errors import PlanningError
from tourplanner.gui.jobs import Jobs
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.replanner import Replanner
from tourplanner.paths import AppPaths
from tourplanner.usecases.new_tour import new_tour, sample_tour
from tourplanner.usecases.plan_tour import Effort, plan_tour


class Scene:
    def __init__(self) -> None:
        self.open_tour = OpenTour(simple_plan(tour()))
        self.jobs = HeldJobs()
        self.replanner = Replanner(self.open_tour, self.jobs, simple_plan, debounce_ms=0)

    def leave_out(self, number: int) -> None:
        self.open_tour.edit("x", partial(edits.exclude, site=SITES[number].id))


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    return Scene()


def test_a_wish_is_planned_after_a_pause(scene: Scene, qtbot: QtBot) -> None:
    scene.leave_out(0)
    assert scene.jobs.plans == []
    assert scene.replanner.is_busy
    qtbot.waitUntil(lambda: len(scene.jobs.plans) == 1)
    scene.jobs.plans[0].finish()
    assert not scene.open_tour.is_stale
    assert not scene.replanner.is_busy
    assert scene.open_tour.tour.itinerary is not None
    assert SITES[0].id not in scene.open_tour.tour.itinerary.visited


def test_a_plan_is_made_from_the_present_one_or_afresh(qtbot: QtBot) -> None:
    asked: list[bool] = []

    def plan(wished: Tour, *, afresh: bool, **_hooks: object) -> Tour:
        asked.append(afresh)
        return simple_plan(wished)

    replanner = Replanner(OpenTour(simple_plan(tour())), InlineJobs(), plan)
    replanner.plan_now()
    replanner.plan_afresh()
    assert asked == [False, True]


def test_a_title_plans_nothing(scene: Scene) -> None:
    scene.open_tour.edit("x", partial(edits.with_title, title="Other"))
    assert not scene.replanner.is_busy


def test_a_late_answer_is_dropped(scene: Scene, qtbot: QtBot) -> None:
    scene.leave_out(0)
    qtbot.waitUntil(lambda: len(scene.jobs.plans) == 1)
    scene.leave_out(1)
    assert scene.jobs.plans[0].is_dropped
    scene.jobs.plans[0].finish()
    assert scene.open_tour.is_stale
    qtbot.waitUntil(lambda: len(scene.jobs.plans) == 2)
    scene.jobs.plans[1].finish()
    assert not scene.open_tour.is_stale


def test_better_plans_are_shown_as_they_come(scene: Scene, qtbot: QtBot) -> None:
    scene.leave_out(0)
    qtbot.waitUntil(lambda: len(scene.jobs.plans) == 1)
    early = simple_plan(scene.open_tour.tour)
    scene.jobs.plans[0].report(early)
    assert scene.open_tour.tour.itinerary is early.itinerary
    assert scene.replanner.is_busy
    assert not scene.jobs.plans[0].is_dropped


def test_undo_to_a_planned_tour_stops_planning(scene: Scene, qtbot: QtBot) -> None:
    scene.leave_out(0)
    qtbot.waitUntil(lambda: len(scene.jobs.plans) == 1)
    scene.open_tour.stack.undo()
    assert scene.jobs.plans[0].is_dropped
    assert not scene.replanner.is_busy


def test_renaming_while_planning_keeps_the_job(scene: Scene, qtbot: QtBot) -> None:
    scene.leave_out(0)
    qtbot.waitUntil(lambda: len(scene.jobs.plans) == 1)
    scene.open_tour.edit("x", partial(edits.with_title, title="Other"))
    scene.jobs.plans[0].finish()
    assert scene.open_tour.tour.title == "Other"
    assert not scene.open_tour.is_stale


def test_stop_asks_for_the_best_so_far(scene: Scene, qtbot: QtBot) -> None:
    scene.replanner.plan_now()
    scene.replanner.stop()
    assert scene.jobs.plans[0].is_asked_to_finish
    assert not scene.jobs.plans[0].is_dropped


def test_an_error_leaves_the_last_plan_and_is_told(scene: Scene, qtbot: QtBot) -> None:
    before = scene.open_tour.tour.itinerary
    scene.leave_out(0)
    qtbot.waitUntil(lambda: len(scene.jobs.plans) == 1)
    with qtbot.waitSignal(scene.replanner.failed):
        scene.jobs.plans[0].fail(PlanningError())
    assert scene.open_tour.tour.itinerary is before
    assert scene.open_tour.is_stale
    assert not scene.replanner.is_busy


def test_opening_another_tour_drops_the_job(scene: Scene) -> None:
    scene.replanner.plan_now()
    scene.open_tour.load(simple_plan(tour(id="other")))
    assert scene.jobs.plans[0].is_dropped
    assert not scene.replanner.is_busy


def test_an_unplanned_tour_is_planned_when_it_is_opened(scene: Scene, qtbot: QtBot) -> None:
    scene.open_tour.load(tour(id="other"))
    qtbot.waitUntil(lambda: len(scene.jobs.plans) == 1)
    scene.jobs.plans[0].finish()
    assert scene.open_tour.tour.itinerary is not None


def test_stopping_keeps_the_best_plan_within_a_second(qtbot: QtBot, app_paths: AppPaths) -> None:
    """With the real planner on a real thread."""
    bench = build_workbench(app_paths)
    jobs = Jobs()
    start = sample_tour(bench.catalogue).preferences.start
    open_tour = OpenTour(new_tour(bench.catalogue, "jingdezhen", start, 5))
    endless = Effort(time_limit_s=60.0, iterations=100_000_000)
    replanner = Replanner(
        open_tour,
        jobs,
        partial(plan_tour, catalogue=bench.catalogue, travel=bench.travel, effort=endless),
    )
    replanner.plan_now()
    qtbot.waitUntil(lambda: open_tour.tour.itinerary is not None, timeout=20_000)
    begun = time.monotonic()
    with qtbot.waitSignal(replanner.finished, timeout=20_000):
        replanner.stop()
    assert time.monotonic() - begun < 1.0
    assert open_tour.tour.itinerary is not None
    assert not open_tour.is_stale
    jobs.close()
    bench.autosave.close()
