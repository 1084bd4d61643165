"""Land lies on the left of the coast, sea on its right."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from tourplanner.area.coast import land_and_sea
from tourplanner.domain.box import Box

BOX = Box(0, 0, 10, 10)


def areas(*lines: list[tuple[float, float]]) -> tuple[float, float]:
    shapes = np.array([shapely.LineString(line) for line in lines], dtype=object)
    land, sea = land_and_sea(shapes, BOX)
    return float(shapely.area(land).sum()), float(shapely.area(sea).sum())


def test_without_a_coast_all_is_land() -> None:
    assert areas() == (100, 0)


def test_coast_divides_the_box() -> None:
    assert areas([(-1, 4), (11, 4)]) == pytest.approx((60, 40))
    assert areas([(11, 4), (-1, 4)]) == pytest.approx((40, 60))


def test_coast_in_pieces_is_one_coast() -> None:
    assert areas([(5, 4), (11, 4)], [(-1, 4), (5, 4)]) == pytest.approx((60, 40))


def test_island_is_land_in_the_sea() -> None:
    island = [(4, 1), (6, 1), (6, 3), (4, 3), (4, 1)]
    assert areas([(-1, 4), (11, 4)], island) == pytest.approx((64, 36))
    assert areas(island) == pytest.approx((4, 96))


def test_coast_that_ends_near_the_edge_goes_on_to_it() -> None:
    assert areas([(1, 4), (9, 4)]) == pytest.approx((60, 40))


def test_coast_that_ends_elsewhere_divides_nothing() -> None:
    assert areas([(-1, 4), (5, 4)]) == (100, 0)
    assert areas([(4, 4), (6, 4)], [(1, 1), (2, 1), (2, 2), (1, 2), (1, 1)]) == (100, 0)


def test_coast_outside_the_box_does_not_count() -> None:
    assert areas([(20, 20), (30, 20)]) == (100, 0)
