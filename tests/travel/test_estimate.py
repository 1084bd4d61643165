"""Estimated travel times."""

from __future__ import annotations

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from tourplanner.domain.place import Coordinates
from tourplanner.domain.travel import TravelLimits, TravelMode
from tourplanner.travel.estimate import EstimatedTravel, choose, estimate

ALL_MODES = TravelLimits(modes=(TravelMode.WALK, TravelMode.E_BIKE, TravelMode.TAXI))
KILN = Coordinates(29.297848, 117.201696)
TAOXICHUAN = Coordinates(29.2990, 117.2315)


@pytest.mark.parametrize(
    ("metres", "mode"), [(500, TravelMode.WALK), (3000, TravelMode.E_BIKE), (9000, TravelMode.TAXI)]
)
def test_mode_follows_from_the_limits(metres: float, mode: TravelMode) -> None:
    journey = choose(metres, ALL_MODES)
    assert journey is not None
    assert journey.mode is mode


def test_every_journey_is_marked_as_an_estimate() -> None:
    matrix = EstimatedTravel().matrix([KILN, TAOXICHUAN], ALL_MODES)
    assert all(cell is not None and cell.is_estimate for row in matrix.times for cell in row)


def test_distance_is_the_geodesic_times_the_detour() -> None:
    journey = EstimatedTravel().matrix([KILN, TAOXICHUAN], TravelLimits()).between(KILN, TAOXICHUAN)
    straight = geodesic((KILN.lat, KILN.lon), (TAOXICHUAN.lat, TAOXICHUAN.lon)).m
    assert journey is not None
    assert journey.distance_m == round(straight * 1.4)


def test_walker_without_taxi_cannot_go_beyond_the_limit() -> None:
    on_foot = TravelLimits(modes=(TravelMode.WALK,), walk_limit_m=1000)
    assert EstimatedTravel().matrix([KILN, TAOXICHUAN], on_foot).between(KILN, TAOXICHUAN) is None


def test_journey_to_where_one_is_takes_no_time() -> None:
    matrix = EstimatedTravel().matrix([KILN], ALL_MODES)
    journey = matrix.between(KILN, KILN)
    assert journey is not None
    assert (journey.minutes, journey.distance_m) == (0, 0)


@given(st.floats(1, 80_000), st.floats(0, 5_000), st.sampled_from(list(TravelMode)))
def test_longer_way_never_takes_less_time(metres: float, more: float, mode: TravelMode) -> None:
    assert estimate(metres + more, mode).minutes >= estimate(metres, mode).minutes


def test_walk_of_a_kilometre_takes_about_a_quarter_of_an_hour() -> None:
    assert 15 <= estimate(1000, TravelMode.WALK).minutes <= 20
