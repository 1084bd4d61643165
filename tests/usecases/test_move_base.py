"""A lodging that is dragged on the map."""

from __future__ import annotations

from tests.builders import tour
from tourplanner.domain.edits import with_base
from tourplanner.domain.place import Coordinates, Place
from tourplanner.usecases.move_base import move_base

HOTEL = Place("Hotel by the river", Coordinates(29.28, 117.19))
INN = Place("Inn", Coordinates(29.54, 117.57), site="inn")
ELSEWHERE = Coordinates(29.3, 117.25)


def test_all_nights_at_that_point_follow_and_the_others_stay() -> None:
    start = with_base(with_base(tour(days=3), HOTEL), INN, night=1)
    moved = move_base(start, Coordinates(29.2800001, 117.1900001), ELSEWHERE)
    assert moved.preferences.base == Place(HOTEL.name, ELSEWHERE)
    assert dict(moved.preferences.other_nights) == {1: INN}
    moved = move_base(start, INN.at, ELSEWHERE)
    assert moved.preferences.base == HOTEL
    assert dict(moved.preferences.other_nights) == {1: Place("Inn", ELSEWHERE)}


def test_where_nobody_sleeps_nothing_moves() -> None:
    assert move_base(tour(), Coordinates(1.0, 1.0), ELSEWHERE) == tour()
