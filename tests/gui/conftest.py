"""A whole desk on fakes: no thread, no web engine, no disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import city, tour
from tests.fakes import InMemoryCatalogue, SteadyTravel
from tests.gui.support import (
    NOW,
    SITES,
    FakeAdvice,
    FakeAsker,
    FakeAutosave,
    FakeMap,
    InlineJobs,
    simple_plan,
)
from tourplanner.domain.tour import Tour
from tourplanner.gui.advice_work import AdviceWork
from tourplanner.gui.desk import Desk
from tourplanner.gui.export.work import ExportWork
from tourplanner.gui.filter_memory import FilterStore
from tourplanner.gui.jobs import JobRunner
from tourplanner.gui.streets.work import StreetWork
from tourplanner.gui.theme import Scheme, Theme

MakeDesk = Callable[..., Desk]


@pytest.fixture
def catalogue() -> InMemoryCatalogue:
    return InMemoryCatalogue(SITES, (city(), city("faenza", "Faenza", "Faenza")))


@pytest.fixture
def theme(qtbot: QtBot, qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Theme:
    marks = tmp_path_factory.getbasetemp() / "marks"
    return Theme(qapp, marks, Scheme.LIGHT)  # type: ignore[arg-type]


@pytest.fixture
def make_desk(qtbot: QtBot, theme: Theme, catalogue: InMemoryCatalogue) -> Iterator[MakeDesk]:
    """Builds desks whose jobs run at once unless others are given."""
    made: list[Desk] = []

    def make(
        open_tour: Tour | None = None,
        *,
        jobs: JobRunner | None = None,
        asker: FakeAsker | None = None,
        autosave: FakeAutosave | None = None,
        plan: object = simple_plan,
        advice: AdviceWork | None = None,
        streets: StreetWork | None = None,
        make_exports: Callable[[], ExportWork] | None = None,
        filters: FilterStore | None = None,
    ) -> Desk:
        desk = Desk(
            catalogue,
            SteadyTravel(),
            autosave or FakeAutosave(),
            jobs or InlineJobs(),
            theme,
            FakeMap(),  # type: ignore[arg-type]
            open_tour or tour(),
            lambda: NOW,
            asker=asker or FakeAsker(),
            plan=plan,  # type: ignore[arg-type]
            advice=advice or FakeAdvice().work,
            streets=streets,
            make_exports=make_exports,
            filters=filters,
        )
        qtbot.addWidget(desk.window)
        made.append(desk)
        desk.window.resize(1366, 768)
        return desk

    yield make
    for desk in made:
        desk.let_go()
        desk.area.let_go()


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    """A desk with a planned tour of two days, two visits each."""
    made = make_desk()
    made.begin()
    return made
