"""How the list of places was narrowed comes back with its tour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import tour
from tests.gui.conftest import MakeDesk
from tests.gui.support import simple_plan
from tourplanner.domain.vocabulary import Facet
from tourplanner.gui.desk import Desk
from tourplanner.gui.filter_memory import FILE_NAME, FilterStore, read_filters, write_filters

FIRST = simple_plan(tour(id="first"))
SECOND = replace(FIRST, id="second")


def narrow(desk: Desk) -> None:
    sites = desk.panels.sites
    sites._chips[Facet.KIND].choose(["museum"])
    sites._search.setText("site")
    sites._set_open_on(FIRST.preferences.dates[1])


NARROWED = {"kind": ["museum"], "text": ["site"], "open_on": ["2027-04-17"]}


def test_each_tour_has_its_own_filters(make_desk: MakeDesk) -> None:
    desk = make_desk(FIRST)
    narrow(desk)
    everything = 8
    found = desk.panels.sites.model.rowCount()
    assert 0 < found < everything
    desk.open_tour.load(SECOND)
    assert desk.panels.sites.filters == {}
    assert desk.panels.sites.model.rowCount() == everything
    desk.open_tour.load(FIRST)
    assert desk.panels.sites.filters == NARROWED
    assert desk.panels.sites.model.rowCount() == found


def test_filters_outlive_the_window(make_desk: MakeDesk, tmp_path: Path) -> None:
    store: FilterStore = {}
    narrow(make_desk(FIRST, filters=store))
    write_filters(tmp_path, store)
    again = make_desk(FIRST, filters=read_filters(tmp_path))
    assert again.panels.sites.filters == NARROWED


def test_a_filter_that_is_cleared_is_forgotten(make_desk: MakeDesk) -> None:
    store: FilterStore = {}
    desk = make_desk(FIRST, filters=store)
    narrow(desk)
    assert store == {"first": NARROWED}
    desk.panels.sites.clear_filters()
    assert store == {}


def test_what_a_tour_no_longer_offers_is_dropped(make_desk: MakeDesk) -> None:
    store: FilterStore = {"first": {"kind": ["palace"], "open_on": ["1999-01-01", "never"]}}
    assert make_desk(FIRST, filters=store).panels.sites.filters == {}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"first": 3}', '{"first": {"kind": [1]}}'])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    assert read_filters(tmp_path) == {}
