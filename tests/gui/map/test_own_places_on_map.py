"""Own places on the map, and marks that are brought out from under what lies over the map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import own_site
from tests.gui.map.conftest import Ask, show
from tests.mapping.plans import places, roadbook
from tourplanner.domain.own_site import as_site
from tourplanner.domain.place import Coordinates
from tourplanner.domain.site import Point, Site, SiteId
from tourplanner.gui.map.view import MapView

COVERED = """(() => {
  const mark = document.querySelector('.halo').getBoundingClientRect();
  const over = '.tools, .strip, .leaflet-control-zoom, .panel:not([hidden])';
  return [...document.querySelectorAll(over)].filter((part) => {
    const box = part.getBoundingClientRect();
    return box.left < mark.right && mark.left < box.right
      && box.top < mark.bottom && mark.top < box.bottom;
  }).map((part) => part.className);
})()"""
INSIDE = """(() => {
  const mark = document.querySelector('.halo').getBoundingClientRect();
  return mark.left >= 0 && mark.top >= 0 && mark.right <= innerWidth && mark.bottom <= innerHeight;
})()"""


def far(lat: float, lon: float) -> Site:
    site = places(1)[0]
    at = Coordinates(site.point.at.lat + lat, site.point.at.lon + lon)
    return replace(site, id=SiteId("far"), point=Point(at, 50, "test"))


@pytest.mark.parametrize(
    ("lat", "lon"), [(2, 0), (-2, 0), (0, 2), (0, -2), (2, 2), (-2, 2), (2, -2), (-2, -2)]
)
@pytest.mark.parametrize("is_panel_open", [False, True])
def test_a_far_place_lands_in_the_free_part_of_the_map(
    qtbot: QtBot, map_view: MapView, ask: Ask, lat: float, lon: float, is_panel_open: bool
) -> None:
    show(qtbot, map_view, roadbook(), (far(lat, lon),))
    if is_panel_open:
        ask("(document.querySelector('.tools button').click(), 1)")
    with qtbot.waitSignal(map_view.painted, timeout=5000):
        map_view.select_site("far")
    assert ask(INSIDE) is True
    assert ask(COVERED) == []


def test_a_place_that_can_be_seen_moves_nothing(qtbot: QtBot, map_view: MapView, ask: Ask) -> None:
    show(qtbot, map_view, roadbook())
    before = ask("map_plan.getCenter()")
    map_view.select_site("longzhu")
    assert ask("map_plan.getCenter()") == before


def test_own_places_have_a_mark_of_their_own_and_an_entry_in_the_legend(
    qtbot: QtBot, map_view: MapView, ask: Ask
) -> None:
    own = as_site(own_site(), "CN")
    visited = replace(places(2)[1], is_own=True)
    show(qtbot, map_view, roadbook(((visited, places(1)[0]),)), (own,))
    assert ask("document.querySelectorAll('.plain-mark .own-place').length") == 1
    assert ask("document.querySelectorAll('.stop-mark .own').length") == 1
    texts = ask("[...document.querySelectorAll('.legend li')].map(e => e.textContent)")
    assert isinstance(texts, list)
    assert "Entered by the traveller" in texts


def test_the_middle_of_the_map_can_be_asked_for(qtbot: QtBot, map_view: MapView, ask: Ask) -> None:
    show(qtbot, map_view, roadbook())
    centre = ask("map_plan.getCenter()")
    assert isinstance(centre, dict)
    with qtbot.waitSignal(map_view.place_wanted, timeout=5000) as asked:
        map_view.ask_place()
    assert asked.args == pytest.approx([centre["lat"], centre["lng"]])


def test_without_a_page_the_middle_of_the_plan_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    view = MapView(tmp_path)
    qtbot.addWidget(view)
    view.ask_place()  # nothing to ask about yet
    view.show_roadbook(roadbook())
    with qtbot.waitSignal(view.place_wanted, timeout=1000) as asked:
        view.ask_place()
    lat, lon = asked.args
    assert abs(lat - places(1)[0].point.at.lat) < 1
    assert abs(lon - places(1)[0].point.at.lon) < 1
