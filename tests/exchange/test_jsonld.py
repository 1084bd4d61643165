"""The trip keeps the order of its stops and the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html

from tests.exchange.books import NOW, empty_roadbook, hostile_roadbook, roadbook
from tests.mapping.plans import roadbook as three_days
from tourplanner.exchange.html import write_html
from tourplanner.exchange.jsonld import write_jsonld

TERMS = {
    "TouristTrip": {"name", "description", "touristType", "departureTime", "arrivalTime",
                    "itinerary", "subTrip", "dateModified"},
    "ItemList": {"itemListOrder", "numberOfItems", "itemListElement"},
    "ListItem": {"position", "name", "item"},
    "TouristAttraction": {"name", "alternateName", "geo", "address", "telephone"},
    "Museum": {"name", "alternateName", "geo", "address", "telephone"},
    "GeoCoordinates": {"latitude", "longitude"},
}  # fmt: skip
"""Properties that schema.org gives each type, as far as we use them (dateModified: CreativeWork,
kept by consumers on any thing)."""


def read(make: object) -> dict[str, Any]:
    return dict(json.loads(write_jsonld(make(), NOW)))  # type: ignore[operator]


@pytest.mark.parametrize("make", [roadbook, hostile_roadbook, empty_roadbook, three_days])
def test_every_node_uses_the_terms_of_its_type(make: object) -> None:
    def check(node: object) -> None:
        if isinstance(node, list):
            for each in node:
                check(each)
        if isinstance(node, dict):
            if "@type" in node:
                used = {key for key in node if not key.startswith("@")}
                assert used <= TERMS[node["@type"]], node["@type"]
            for value in node.values():
                check(value)

    check(read(make))


def test_stops_are_numbered_in_the_order_of_the_tour_and_of_each_day() -> None:
    trip = read(three_days)
    book = three_days()
    items = trip["itinerary"]["itemListElement"]
    assert trip["itinerary"]["numberOfItems"] == 15
    assert [item["position"] for item in items] == list(range(1, 16))
    names = [stop.names.en for day in book.days for stop in day.visits]
    assert [item["item"]["name"] for item in items] == names
    assert [part["name"] for part in trip["subTrip"]] == [
        "Day 1 · Fri 16 Apr",
        "Day 2 · Sat 17 Apr",
        "Day 3 · Sun 18 Apr",
    ]
    second = trip["subTrip"][1]["itinerary"]["itemListElement"]
    assert [item["item"]["name"] for item in second] == names[5:10]
    assert trip["subTrip"][0]["departureTime"] == "2027-04-16T09:00:00+08:00"


def test_a_place_has_both_names_and_its_point() -> None:
    first = read(three_days)["itinerary"]["itemListElement"][0]["item"]
    assert first["alternateName"] == {
        "@language": "zh-Hans",
        "@value": "御窑厂国家考古遗址公园",
    }
    assert first["geo"]["latitude"] == 29.29785


def test_a_web_page_carries_the_trip_with_an_ordered_list_and_a_part_a_day() -> None:
    page = html.document_fromstring(write_html(three_days(), NOW).decode())
    (script,) = page.xpath("//script[@type='application/ld+json']")
    trip = json.loads(script.text)
    assert trip["@type"] == "TouristTrip"
    assert trip["itinerary"]["@type"] == "ItemList"
    assert [part["@type"] for part in trip["subTrip"]] == ["TouristTrip"] * 3
    assert [part["itinerary"]["numberOfItems"] for part in trip["subTrip"]] == [5, 5, 5]
