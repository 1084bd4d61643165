"""The roadbook that all panels share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import city, tour
from tests.fakes import InMemoryCatalogue
from tests.gui.support import SITES, InlineJobs, simple_plan
from tourplanner.domain import edits
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.tour import Tour
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.replanner import Replanner
from tourplanner.gui.roadbook_feed import RoadbookFeed
from tourplanner.usecases.make_roadbook import make_roadbook

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


CATALOGUE = InMemoryCatalogue(SITES, (city(),))


class Maker:
    def __init__(self) -> None:
        self.made = 0

    def __call__(self, of: Tour) -> Roadbook:
        self.made += 1
        return make_roadbook(of, CATALOGUE)


def test_a_roadbook_made_beforehand_is_not_made_again(qtbot: QtBot) -> None:
    maker, open_tour = Maker(), OpenTour(tour())
    feed = RoadbookFeed(open_tour, maker)
    planned = simple_plan(open_tour.tour)
    feed.prepare(planned)
    open_tour.adopt(planned)
    assert maker.made == 1
    assert feed.book == make_roadbook(open_tour.tour, CATALOGUE)


def test_a_roadbook_of_another_tour_is_not_shown(qtbot: QtBot) -> None:
    maker, open_tour = Maker(), OpenTour(tour())
    feed = RoadbookFeed(open_tour, maker)
    planned = simple_plan(open_tour.tour)
    feed.prepare(planned)
    open_tour.edit("rename", lambda before: edits.with_title(before, "Another"))
    open_tour.adopt(planned)
    assert maker.made == 2
    assert feed.book is not None
    assert feed.book.tour.title == "Another"


def test_a_plan_is_prepared_before_it_is_shown(qtbot: QtBot) -> None:
    maker, open_tour = Maker(), OpenTour(tour())
    feed = RoadbookFeed(open_tour, maker)
    before: list[int] = []
    open_tour.shown.connect(lambda: before.append(maker.made))
    Replanner(open_tour, InlineJobs(), simple_plan, prepare=feed.prepare).plan_now()
    assert before
    assert before[0] == 1
    assert maker.made == 1
