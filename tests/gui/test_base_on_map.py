"""A lodging that is moved on the map is moved in the tour."""

from __future__ import annotations

from tests.gui.support import FakeMap
from tourplanner.domain.place import Coordinates
from tourplanner.gui.desk import Desk


def test_a_dragged_lodging_is_one_step_that_can_be_undone(desk: Desk) -> None:
    shown = desk.panels.map
    assert isinstance(shown, FakeMap)
    base = desk.open_tour.tour.preferences.base
    shown.base_moved.emit(base.at.lat, base.at.lon, 29.31, 117.25)
    assert desk.open_tour.tour.preferences.base.at == Coordinates(29.31, 117.25)
    assert desk.open_tour.tour.preferences.base.name == base.name
    desk.open_tour.stack.undo()
    assert desk.open_tour.tour.preferences.base == base
