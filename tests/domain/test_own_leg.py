"""Minutes that the traveller knows better."""

from __future__ import annotations

import pytest

from tests.builders import tour
from tests.fakes import SteadyTravel
from tourplanner.domain.edits import forget_own_leg, with_own_leg
from tourplanner.domain.own_leg import OwnLeg, with_own_legs
from tourplanner.domain.place import Coordinates
from tourplanner.domain.tour import planning_key
from tourplanner.domain.travel import TravelLimits, TravelMatrix, TravelMode, TravelSource
from tourplanner.errors import InvalidEdit

INN, KILN, LAKE = (Coordinates(29.29 + n / 100, 117.2) for n in range(3))
SLOW = OwnLeg(INN, KILN, TravelMode.WALK, 55)


def matrix() -> TravelMatrix:
    return SteadyTravel().matrix([INN, KILN, LAKE], TravelLimits())


def test_own_minutes_win_in_their_direction_only() -> None:
    known = matrix()
    told = with_own_legs(known, (SLOW,))
    there = told.between(INN, KILN)
    assert there is not None
    assert (there.minutes, there.source, there.is_estimate) == (55, TravelSource.OWN, False)
    assert told.between(KILN, INN) == known.between(KILN, INN)
    assert told.between(INN, LAKE) == known.between(INN, LAKE)


def test_distance_stays_as_it_was_known() -> None:
    known = matrix().between(INN, KILN)
    there = with_own_legs(matrix(), (SLOW,)).between(INN, KILN)
    assert known is not None
    assert there is not None
    assert there.distance_m == known.distance_m


def test_way_that_nobody_knew_gets_the_straight_distance() -> None:
    nothing = TravelMatrix((INN, KILN), ((None, None), (None, None)))
    there = with_own_legs(nothing, (SLOW,)).between(INN, KILN)
    assert there is not None
    assert there.distance_m == round(INN.distance_m(KILN))


def test_place_moved_by_a_few_metres_keeps_its_minutes() -> None:
    moved = OwnLeg(Coordinates(INN.lat + 0.0002, INN.lon), KILN, TravelMode.TAXI, 9)
    there = with_own_legs(matrix(), (moved,)).between(INN, KILN)
    assert there is not None
    assert there.minutes == 9
    far = OwnLeg(Coordinates(INN.lat + 0.001, INN.lon), KILN, TravelMode.TAXI, 9)
    assert with_own_legs(matrix(), (far,)) == matrix()


def test_way_from_a_place_to_itself_stays_nothing() -> None:
    here = OwnLeg(INN, INN, TravelMode.WALK, 30)
    assert with_own_legs(matrix(), (here,)) == matrix()


def test_edit_replaces_what_was_said_before_and_can_be_taken_back() -> None:
    faster = OwnLeg(INN, KILN, TravelMode.E_BIKE, 7)
    other = OwnLeg(KILN, INN, TravelMode.WALK, 20)
    before = with_own_leg(with_own_leg(tour(), SLOW), other)
    after = with_own_leg(before, faster)
    assert after.own_legs == (other, faster)
    assert forget_own_leg(after, INN, KILN).own_legs == (other,)
    assert planning_key(after) != planning_key(before)


@pytest.mark.parametrize("minutes", [-1, 1441])
def test_impossible_minutes_are_refused(minutes: int) -> None:
    with pytest.raises(InvalidEdit, match="Minutes of a leg"):
        OwnLeg(INN, KILN, TravelMode.WALK, minutes)
