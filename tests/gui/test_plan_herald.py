"""What is said of planning: progress now and then, the result as a difference."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import itinerary, tour
from tests.gui.conftest import MakeDesk
from tests.gui.support import SITES, HeldJobs, simple_plan
from tourplanner.domain import edits
from tourplanner.domain.itinerary import Itinerary
from tourplanner.domain.site import SiteId
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.plan_changes import change_text
from tourplanner.gui.plan_herald import PROGRESS_EVERY_MS, PlanHerald
from tourplanner.gui.replanner import Replanner

NAMES = {site.id: site.names.en for site in SITES}


def plan(days: list[list[int]]) -> Itinerary:
    return itinerary([[SITES[n] for n in day] for day in days])


def name_of(site: SiteId) -> str:
    return NAMES[site]


BEFORE = [[0, 1], [2, 3]]


@pytest.mark.parametrize(
    ("after", "text"),
    [
        ([[0, 1], [2, 3]], "The plan is as before."),
        ([[1, 0], [2, 3]], "Plan changed: the same visits in another order."),
        ([[0], [1, 2, 3]], "Plan changed: Site 1 moved to Sat 17 Apr."),
        ([[], [0, 1, 2]], "Plan changed: 2 visits moved to Sat 17 Apr, Site 3 left out."),
        ([[0, 1, 4], [2, 3]], "Plan changed: Site 4 added."),
        (
            [[0, 4, 2], [1, 5]],
            "Plan changed: Site 2 moved to Fri 16 Apr, Site 1 moved to Sat 17 Apr, Site 4 added, "
            "2 changes more.",
        ),
        ([[4, 5, 6], [7]], "Plan changed: 4 visits added, 4 visits left out."),
    ],
)
def test_a_result_is_told_as_a_difference(after: list[list[int]], text: str) -> None:
    assert change_text(plan(BEFORE), plan(after), name_of) == text


def test_a_first_plan_is_told_by_its_size() -> None:
    assert change_text(None, plan(BEFORE), name_of) == "Planned: 4 sites, 2 days."


class Scene:
    def __init__(self) -> None:
        self.open_tour = OpenTour(simple_plan(tour()))
        self.jobs = HeldJobs()
        self.replanner = Replanner(self.open_tour, self.jobs, simple_plan, debounce_ms=0)
        self.herald = PlanHerald(self.open_tour, self.replanner, name_of, every_ms=30)
        self.said: list[str] = []
        self.results: list[str] = []
        self.herald.progress.connect(self.said.append)
        self.herald.result.connect(self.results.append)


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    return Scene()


def test_progress_is_said_while_planning_and_not_afterwards(scene: Scene, qtbot: QtBot) -> None:
    scene.replanner.plan_now()
    for _ in range(5):
        scene.jobs.plans[0].report(simple_plan(scene.open_tour.tour))
    assert scene.said == []
    qtbot.waitUntil(lambda: len(scene.said) == 1)
    assert scene.said == ["Looking for a better plan: 4 sites so far."]
    scene.jobs.plans[0].finish()
    qtbot.wait(80)
    assert len(scene.said) == 1


def test_progress_is_at_least_five_seconds_apart() -> None:
    assert PROGRESS_EVERY_MS >= 5000


def test_the_result_compares_with_the_plan_before_the_run(scene: Scene, qtbot: QtBot) -> None:
    scene.open_tour.edit("x", partial(edits.exclude, site=SITES[3].id))
    qtbot.waitUntil(lambda: len(scene.jobs.plans) == 1)
    scene.jobs.plans[0].report(replace(scene.open_tour.tour, itinerary=plan([[5], [6]])))
    scene.jobs.plans[0].finish()
    assert scene.results == ["Plan changed: Site 4 added, Site 3 left out."]


def test_a_run_that_is_dropped_has_no_result(scene: Scene, qtbot: QtBot) -> None:
    scene.open_tour.edit("x", partial(edits.exclude, site=SITES[3].id))
    qtbot.waitUntil(lambda: len(scene.jobs.plans) == 1)
    scene.open_tour.stack.undo()
    assert scene.results == []


def test_the_window_shows_the_result_below(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.begin()
    assert desk.window.result_text == "Planned: 4 sites, 2 days."


def test_a_long_result_does_not_widen_the_window(make_desk: MakeDesk, qtbot: QtBot) -> None:
    desk = make_desk()
    desk.window.resize(1024, 768)
    desk.window.show()
    desk.window.show_result("Plan changed: 3 visits moved to Sat 17 Apr, " * 8)
    qtbot.wait(20)
    assert desk.window.width() == 1024
