"""The town names under the map."""

from __future__ import annotations

import json

import pytest

from tourplanner.domain.place import Coordinates
from tourplanner.mapping.sketch import CREDIT, towns_around
from tourplanner.paths import resource

CITIES = json.loads(resource("sketch", "towns.json").read_text("utf-8"))["cities"]


def test_all_twenty_cities_have_towns() -> None:
    assert len(CITIES) == 20
    assert all(towns_around(city) for city in CITIES)


@pytest.mark.parametrize("city", CITIES)
def test_towns_lie_within_forty_kilometres(city: str) -> None:
    centre = Coordinates(CITIES[city]["centre"]["lat"], CITIES[city]["centre"]["lon"])
    assert all(centre.distance_m(town.at) < 40_500 for town in towns_around(city))


def test_towns_in_china_have_chinese_names() -> None:
    names = {town.name: town.local for town in towns_around("jingdezhen")}
    assert names["Jingdezhen"] == "景德镇"
    assert names["Fuliang"] == "浮梁"
    assert all(names.values())


def test_an_unknown_city_has_no_towns() -> None:
    assert towns_around("atlantis") == ()


def test_the_sketch_says_what_it_is_and_credits_its_source() -> None:
    assert "no streets" in CREDIT
    assert "GeoNames" in CREDIT
    assert "CC BY 4.0" in CREDIT
