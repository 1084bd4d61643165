"""Lengths of many geodesics at once."""

from __future__ import annotations

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from tourplanner.domain.place import Coordinates
from tourplanner.travel.geodesic import lengths_m

POINTS = st.builds(Coordinates, st.floats(-90, 90), st.floats(-180, 180))
AROUND_TOWN = st.builds(Coordinates, st.floats(29, 29.6), st.floats(116.8, 117.6))
CORNERS = tuple(
    Coordinates(lat, lon)
    for lat, lon in ((90, 0), (-90, 0), (0, 0), (0, 180), (0.1, -179.8), (0, -90), (29.3, 117.2))
)


def by_the_library(start: Coordinates, end: Coordinates) -> float:
    return float(geodesic((start.lat, start.lon), (end.lat, end.lon)).m)


@given(st.lists(POINTS, min_size=1, max_size=4), st.lists(POINTS, min_size=1, max_size=4))
def test_lengths_are_those_of_the_exact_method(
    starts: list[Coordinates], ends: list[Coordinates]
) -> None:
    found = lengths_m(starts, ends)
    assert found.shape == (len(starts), len(ends))
    for i, start in enumerate(starts):
        for j, end in enumerate(ends):
            assert found[i, j] == pytest.approx(by_the_library(start, end), abs=1e-3)


@given(AROUND_TOWN, AROUND_TOWN)
def test_lengths_in_a_town_are_right_to_a_hundredth_of_a_millimetre(
    start: Coordinates, end: Coordinates
) -> None:
    assert lengths_m([start], [end])[0, 0] == pytest.approx(by_the_library(start, end), abs=1e-5)


def test_poles_and_opposite_ends_of_the_earth_are_measured_too() -> None:
    found = lengths_m(CORNERS, CORNERS)
    for i, start in enumerate(CORNERS):
        for j, end in enumerate(CORNERS):
            assert found[i, j] == pytest.approx(by_the_library(start, end), abs=1e-3)


def test_no_points_have_no_lengths() -> None:
    assert lengths_m(CORNERS, ()).shape == (len(CORNERS), 0)
