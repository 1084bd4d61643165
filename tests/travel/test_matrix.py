"""Who answers for a journey: the roads, else the estimate, each marked."""

from __future__ import annotations

import pytest

from tests.area.towns import Town, spot
from tourplanner.area.road_network import build_road_graph
from tourplanner.area.road_rules import RoadMode
from tourplanner.domain.place import Coordinates
from tourplanner.domain.travel import TravelLimits, TravelMode, TravelSource, TravelTime, Way
from tourplanner.travel.estimate import EstimatedTravel
from tourplanner.travel.matrix import RoutedTravel
from tourplanner.travel.router import Router

FAR_AWAY = Coordinates(31.0, 121.0)
BY_TAXI = TravelLimits(modes=(TravelMode.TAXI,))
ON_FOOT = TravelLimits(modes=(TravelMode.WALK,), walk_limit_m=50_000)


def bent() -> RoutedTravel:
    """A street that goes far round, the last part of it one-way to the east."""
    town = Town()
    town.road((0, 0), (9, 0), (9, 3), (0, 3))
    town.road((0, 3), (0, 6), oneway="yes")
    town.road((0, 6), (9, 6), (9, 3))
    extract = town.extract()
    graphs = {mode: build_road_graph(extract, mode) for mode in RoadMode}
    return RoutedTravel({m: Router(g) for m, g in graphs.items()}, EstimatedTravel())


def journey(
    start: Coordinates, end: Coordinates, limits: TravelLimits, travel: RoutedTravel | None = None
) -> TravelTime:
    found = (travel or bent()).matrix([start, end], limits).between(start, end)
    assert found is not None
    return found


def test_routed_distance_is_the_way_on_the_road() -> None:
    walk = journey(spot(0, 0), spot(0, 3), ON_FOOT)
    assert walk.source is TravelSource.ROUTED
    assert walk.distance_m == pytest.approx(2 * 9 * 111.2 + 291, rel=0.01)
    assert walk.minutes == pytest.approx(walk.distance_m / 75, abs=1)


def test_walking_limit_is_kept_on_the_road_not_in_the_air() -> None:
    near = TravelLimits(walk_limit_m=1500)
    assert spot(0, 0).distance_m(spot(0, 3)) < 400
    assert journey(spot(0, 0), spot(0, 3), near).mode is TravelMode.TAXI
    far = TravelLimits(walk_limit_m=2500)
    assert journey(spot(0, 0), spot(0, 3), far).mode is TravelMode.WALK


def test_taxi_waits_as_in_the_estimate() -> None:
    ride = journey(spot(0, 0), spot(0, 0.5), BY_TAXI)
    assert ride.source is TravelSource.ROUTED
    assert 5 < ride.minutes <= 7


def test_directions_differ_where_a_street_is_one_way() -> None:
    there = journey(spot(0, 3.5), spot(0, 5.5), BY_TAXI)
    back = journey(spot(0, 5.5), spot(0, 3.5), BY_TAXI)
    assert back.distance_m > 3 * there.distance_m


def test_point_far_from_all_roads_is_estimated() -> None:
    ride = journey(spot(0, 0), FAR_AWAY, BY_TAXI)
    assert (ride.source, ride.is_estimate) == (TravelSource.ESTIMATED, True)
    matrix = bent().matrix([spot(0, 0), spot(0, 3), FAR_AWAY], BY_TAXI)
    sources = [[cell.source if cell else None for cell in row] for row in matrix.times]
    routed, estimated = TravelSource.ROUTED, TravelSource.ESTIMATED
    assert sources == [[routed, routed, estimated]] * 2 + [[estimated, estimated, routed]]


def test_mode_without_roads_is_estimated() -> None:
    travel = RoutedTravel({}, EstimatedTravel())
    assert journey(spot(0, 0), spot(0, 3), ON_FOOT, travel).is_estimate
    assert travel.way(spot(0, 0), spot(0, 3), TravelMode.WALK) == Way()


def test_nothing_reaches_farther_than_the_limits() -> None:
    short = TravelLimits(modes=(TravelMode.WALK,), walk_limit_m=100)
    assert bent().matrix([spot(0, 0), spot(0, 3)], short).times[0][1] is None


def test_same_place_is_no_journey() -> None:
    assert journey(spot(0, 1), spot(0, 1), BY_TAXI).minutes == 0


def test_second_question_is_answered_alike() -> None:
    travel = bent()
    points = [spot(0, 0), spot(0, 3), FAR_AWAY]
    assert travel.matrix(points, BY_TAXI) == travel.matrix(points, BY_TAXI)


def test_line_follows_the_street() -> None:
    line = bent().way(spot(0, 0), spot(0, 3), TravelMode.WALK).line
    assert line[0].distance_m(spot(0, 0)) < 2
    assert [min(at.distance_m(spot(*corner)) for at in line) < 2 for corner in [(9, 0), (9, 3)]]
    assert len(line) == 4
