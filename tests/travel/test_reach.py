"""What is reached in so many minutes: the outline and the journeys agree."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tests.area.towns import Town, spot
from tourplanner.area.road_network import build_road_graph
from tourplanner.area.road_rules import RoadMode
from tourplanner.domain.place import Coordinates
from tourplanner.domain.reach import Reach
from tourplanner.domain.travel import TravelMode, TravelSource
from tourplanner.errors import InvalidEdit
from tourplanner.travel.estimate import EstimatedTravel, estimate, reached_m
from tourplanner.travel.matrix import RoutedTravel
from tourplanner.travel.router import Router

FAR_AWAY = Coordinates(31.0, 121.0)


def lattice(size: int = 12, **tags: str) -> RoutedTravel:
    town = Town()
    for number in range(size):
        town.road(*[(number, column) for column in range(size)], **tags)
        town.road(*[(row, number) for row in range(size)])
    extract = town.extract()
    graphs = {mode: build_road_graph(extract, mode) for mode in RoadMode}
    return RoutedTravel({m: Router(g) for m, g in graphs.items()}, EstimatedTravel())


LATTICE = lattice()


def shape(ground: Reach) -> shapely.Geometry:
    found = shapely.MultiPolygon(
        [
            shapely.Polygon(
                [(lon, lat) for lat, lon in rings[0]],
                [[(lon, lat) for lat, lon in hole] for hole in rings[1:]],
            )
            for rings in ground.polygons
        ]
    )
    assert found.is_valid
    return found


def covers(ground: Reach, at: Coordinates) -> bool:
    return bool(shape(ground).covers(shapely.Point(at.lon, at.lat)))


places = st.floats(0, 11, allow_nan=False)


@given(places, places, st.integers(0, 11), places, st.integers(2, 12))
def test_outline_holds_what_the_journeys_reach(
    row: float, column: float, street: int, along: float, minutes: int
) -> None:
    start, end = spot(row, column), spot(street, along)
    ground = LATTICE.reach(start, minutes, TravelMode.WALK)
    (journey,) = LATTICE.journeys_from(start, [end], TravelMode.WALK)
    assert journey is not None
    if journey.minutes <= minutes - 1:
        assert covers(ground, end)
    if journey.minutes > minutes + 2:
        assert not covers(ground, end)


def test_more_time_reaches_more_ground() -> None:
    small = shape(LATTICE.reach(spot(5, 5), 3, TravelMode.WALK))
    large = shape(LATTICE.reach(spot(5, 5), 6, TravelMode.WALK))
    assert large.buffer(0.0001).covers(small)
    assert large.area > 1.8 * small.area


def test_one_way_street_is_not_reached_backwards() -> None:
    town = Town()
    town.road((0, 0), (0, 9), oneway="yes")
    town.road((0, 9), (9, 9), (9, 0), (0, 0))
    router = Router(build_road_graph(town.extract(), RoadMode.DRIVE))
    travel = RoutedTravel({RoadMode.DRIVE: router}, EstimatedTravel())
    ground = travel.reach(spot(0, 5), 6, TravelMode.TAXI)
    assert covers(ground, spot(0, 6))
    assert not covers(ground, spot(0, 4))


def test_same_question_has_the_same_answer() -> None:
    first = lattice().reach(spot(3.3, 4.4), 5, TravelMode.WALK)
    assert first == LATTICE.reach(spot(3.3, 4.4), 5, TravelMode.WALK)
    assert first.source is TravelSource.ROUTED


def test_block_within_reach_on_all_sides_is_no_hole() -> None:
    ground = LATTICE.reach(spot(5, 5), 8, TravelMode.WALK)
    assert all(len(rings) == 1 for rings in ground.polygons)


def test_start_far_from_roads_gets_a_circle_called_an_estimate() -> None:
    ground = LATTICE.reach(FAR_AWAY, 20, TravelMode.WALK)
    assert ground.source is TravelSource.ESTIMATED
    assert covers(ground, FAR_AWAY)
    (ring,) = ground.polygons[0]
    away = [FAR_AWAY.distance_m(Coordinates(*corner)) for corner in ring]
    assert max(away) == pytest.approx(20 * 75 / 1.3, rel=0.01)
    assert min(away) == pytest.approx(max(away), rel=0.01)


@given(st.sampled_from(TravelMode), st.integers(1, 240))
def test_estimated_circle_is_the_estimate_turned_round(mode: TravelMode, minutes: int) -> None:
    metres = reached_m(minutes, mode)
    assert estimate(metres * 0.999, mode).minutes <= minutes
    assert estimate(metres * 1.001 + 50, mode).minutes > minutes or metres == 0


@pytest.mark.parametrize("travel", [LATTICE, EstimatedTravel()])
@pytest.mark.parametrize("minutes", [0, -5, 241])
def test_strange_minutes_are_refused(travel: RoutedTravel | EstimatedTravel, minutes: int) -> None:
    for mode in TravelMode:
        with pytest.raises(InvalidEdit, match="Minutes"):
            travel.reach(spot(0, 0), minutes, mode)


def test_journeys_say_their_source() -> None:
    near, far = LATTICE.journeys_from(spot(0, 0), [spot(0, 5), FAR_AWAY], TravelMode.WALK)
    assert near is not None
    assert far is not None
    assert (near.source, far.source) == (TravelSource.ROUTED, TravelSource.ESTIMATED)
