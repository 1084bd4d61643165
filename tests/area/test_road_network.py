"""Building road graphs: what is joined, split, left out and forbidden."""

from __future__ import annotations

import pytest

from tests.area.towns import Town, spot
from tourplanner.area.road_graph import RoadGraph
from tourplanner.area.road_network import build_road_graph
from tourplanner.area.road_rules import RoadMode
from tourplanner.travel.router import Route, Router

WALK, CYCLE, DRIVE = RoadMode.WALK, RoadMode.CYCLE, RoadMode.DRIVE


def built(town: Town, mode: RoadMode = DRIVE) -> RoadGraph:
    return build_road_graph(town.extract(), mode)


def drive(
    town: Town, start: tuple[float, float], end: tuple[float, float], mode: RoadMode = DRIVE
) -> Route:
    route = Router(built(town, mode)).route(spot(*start), spot(*end))
    assert route is not None
    return route


def blocks_of(route: Route) -> float:
    """Length in steps of the lattice to the north (111.2 m)."""
    return route.metres / spot(0, 0).distance_m(spot(1, 0))


def square() -> Town:
    """Four streets around a block, two steps wide, and a street to the south."""
    town = Town()
    town.road((0, 0), (0, 1), (0, 2))
    town.road((0, 2), (1, 2), (2, 2))
    town.road((2, 2), (2, 1), (2, 0))
    town.road((2, 0), (1, 0), (0, 0))
    town.road((0, 0), (-1, 0))
    return town


def test_bends_are_no_junctions() -> None:
    graph = built(square())
    assert (graph.states, graph.edges, len(graph.arc_head)) == (2, 2, 4)
    assert len(graph.lat) == 9 + 2


def test_line_of_a_street_is_kept() -> None:
    route = drive(square(), (-1, 0), (2, 1))
    assert [(round(p.lat, 6), round(p.lon, 6)) for p in route.line] == [
        (round(spot(*at).lat, 6), round(spot(*at).lon, 6))
        for at in [(-1, 0), (0, 0), (1, 0), (2, 0), (2, 1)]
    ]


def test_ring_without_any_junction_is_a_road_too() -> None:
    town = Town()
    town.road((0, 0), (0, 2), (2, 2), (2, 0), (0, 0))
    route = drive(town, (0, 1), (2, 1))
    assert blocks_of(route) == pytest.approx(4, rel=0.15)


def test_one_way_street_is_gone_round() -> None:
    town = square()
    town.road((0, 0), (1, 0.5), (2, 0), oneway="yes")
    there = drive(town, (0, 0), (2, 0))
    back = drive(town, (1.8, 0.1), (0.2, 0.1))
    assert there.metres == pytest.approx(spot(0, 0).distance_m(spot(2, 0)), rel=0.001)
    assert blocks_of(back) > 2


def test_two_places_on_a_one_way_street() -> None:
    town = square()
    town.road((2, 2), (3, 2), (3, 0), (2, 0), oneway="yes")
    along = drive(town, (3, 1.5), (3, 0.5))
    against = drive(town, (3, 0.5), (3, 1.5))
    assert along.metres == pytest.approx(spot(3, 0.5).distance_m(spot(3, 1.5)), rel=0.001)
    assert blocks_of(against) > 4
    assert drive(town, (3, 0.5), (3, 1.5), WALK).metres == pytest.approx(along.metres, rel=0.001)


def test_place_that_only_a_one_way_street_leaves_is_dropped() -> None:
    town = square()
    town.road((2, 2), (5, 2), oneway="yes")
    assert built(town).length_m == pytest.approx(built(square()).length_m)
    assert built(town, WALK).length_m > built(square()).length_m + 300


def test_bollard_stops_cars_but_not_walkers() -> None:
    town = square()
    town.barrier((1, 0), barrier="bollard")
    assert blocks_of(drive(town, (0.5, 0), (1.5, 0))) > 5
    assert blocks_of(drive(town, (0.5, 0), (1.5, 0), WALK)) == pytest.approx(1, rel=0.01)


def test_street_up_to_a_bollard_is_reached_from_both_sides() -> None:
    town = square()
    town.barrier((1, 0), barrier="bollard")
    assert blocks_of(drive(town, (0, 0), (0.9, 0))) == pytest.approx(0.9, rel=0.01)
    assert blocks_of(drive(town, (2, 0), (1.1, 0))) == pytest.approx(0.9, rel=0.01)


def test_island_is_not_snapped_to() -> None:
    town = square()
    town.road((1, 1), (1, 1.2))
    route = drive(town, (1, 1), (0, 1))
    assert blocks_of(route) > 0.9


def test_no_roads_make_an_empty_graph() -> None:
    for town in (Town(), Town([(1, [(0, 0), (1, 0)], {"highway": "proposed"})])):
        for mode in RoadMode:
            graph = built(town, mode)
            assert (graph.states, graph.edges) == (0, 0)
            assert Router(graph).route(spot(0, 0), spot(1, 0)) is None


def cross() -> tuple[Town, dict[str, int]]:
    """A crossing at (0, 0) with four arms, and a long way round the north."""
    town = Town()
    ways = {
        "west": town.road((0, -2), (0, 0)),
        "north": town.road((0, 0), (2, 0)),
        "east": town.road((0, 0), (0, 2)),
        "south": town.road((0, 0), (-2, 0)),
    }
    ways["round"] = town.road((0, -2), (2, -2), (2, 0), (2, 2), (0, 2))
    return town, ways


def test_crossing_is_free_without_restrictions() -> None:
    town, _ways = cross()
    assert blocks_of(drive(town, (0, -1), (1, 0))) == pytest.approx(2, rel=0.1)


def test_forbidden_turn_is_gone_round() -> None:
    town, ways = cross()
    town.turn("no_left_turn", ways["west"], (0, 0), ways["north"])
    assert blocks_of(drive(town, (0, -1), (1, 0))) > 4
    assert blocks_of(drive(town, (1, 0), (0, -1))) == pytest.approx(2, rel=0.1)
    assert blocks_of(drive(town, (0, -1), (0, 1))) == pytest.approx(1.75, rel=0.1)
    assert blocks_of(drive(town, (0, -1), (1, 0), WALK)) == pytest.approx(2, rel=0.1)


def test_only_turn_forbids_all_others() -> None:
    town, ways = cross()
    town.turn("only_straight_on", ways["west"], (0, 0), ways["east"])
    assert blocks_of(drive(town, (0, -1), (0, 1))) == pytest.approx(1.75, rel=0.1)
    assert blocks_of(drive(town, (0, -1), (1, 0))) > 4
    assert blocks_of(drive(town, (0, -1), (-1, 0))) > 4


@pytest.mark.parametrize(
    "tags", [{"except": "motorcar;bicycle"}, {"restriction": "no_dragons"}, {"restriction": ""}]
)
def test_restriction_that_does_not_bind_cars_is_not_kept(tags: dict[str, str]) -> None:
    town, ways = cross()
    kind = "no_left_turn" if "except" in tags else "maybe_not"
    town.turn(kind, ways["west"], (0, 0), ways["north"], **{"except": tags.get("except", "")})
    assert blocks_of(drive(town, (0, -1), (1, 0))) == pytest.approx(2, rel=0.1)


def test_restriction_with_members_that_do_not_meet_forbids_nothing() -> None:
    town, ways = cross()
    town.turn("no_left_turn", ways["west"], (9, 9), ways["north"])
    town.turn("no_left_turn", 77, (0, 0), ways["north"])
    town.turn("only_straight_on", ways["west"], (0, 0), 78)
    town.turn("no_u_turn", ways["west"], [79], ways["west"])
    assert blocks_of(drive(town, (0, -1), (1, 0))) == pytest.approx(2, rel=0.1)


def test_turn_over_a_way_in_the_middle_is_forbidden() -> None:
    town = Town()
    first = town.road((0, 0), (0, 2))
    middle = town.road((0, 2), (1, 2))
    second = town.road((1, 2), (1, 0))
    town.road((1, 2), (1, 3), (4, 3), (4, 0), (1, 0))
    town.road((0, 2), (0, 4))
    free = drive(town, (0, 1), (1, 1))
    town.turn("no_u_turn", first, [middle], second)
    bound = drive(town, (0, 1), (1, 1))
    assert blocks_of(free) == pytest.approx(2.75, rel=0.1)
    assert blocks_of(bound) > 4
    straight = drive(town, (0.5, 2), (1, 1))
    assert blocks_of(straight) == pytest.approx(1.4, rel=0.1)


def test_turning_round_is_forbidden_only_on_the_way_back() -> None:
    town, ways = cross()
    town.turn("no_u_turn", ways["west"], (0, 0), ways["west"])
    assert blocks_of(drive(town, (0, -1), (0, 1))) == pytest.approx(1.75, rel=0.1)


def test_same_town_gives_the_same_graph() -> None:
    first, second = built(square()), built(square())
    assert (first.arc_head == second.arc_head).all()
    assert (first.cost == second.cost).all()


def test_restriction_over_a_knot_of_a_way_ends() -> None:
    town = Town()
    knot = [(0.0, 0.0)]
    for turn in range(20):
        knot += [(0.1 + turn / 10, 1.0), (0.0, 2.0 if turn % 2 == 0 else 0.0)]
    first = town.road((0, -2), (0, 0))
    middle = town.road(*knot)
    last = town.road((5, 5), (5, 6))
    town.road((0, 2), (5, 5))
    town.turn("no_left_turn", first, [middle], last)
    assert blocks_of(drive(town, (0, -1), (4, 4))) > 3
