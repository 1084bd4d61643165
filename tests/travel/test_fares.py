"""Taxi fares: estimates with their year."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.builders import leg
from tourplanner.domain.taxi_fare import fare_of
from tourplanner.domain.travel import TravelMode
from tourplanner.errors import UnreadableFile
from tourplanner.paths import catalogue_sources
from tourplanner.travel.fares import read_tariffs, taxi_tariff


def test_ride_known_from_travellers_lies_in_the_estimate() -> None:
    tariff = taxi_tariff(catalogue_sources(), "jingdezhen")
    assert tariff is not None
    fare = tariff.fare(8200)
    assert (fare.low, fare.high, fare.currency, fare.year) == (20, 29, "CNY", 2026)
    assert tariff.fare(1500).low == tariff.fare(2000).high == 6
    assert tariff.fare(12_000).low <= 30 <= tariff.fare(12_000).high


def test_city_without_figures_has_no_fare() -> None:
    assert taxi_tariff(catalogue_sources(), "faenza") is None
    assert fare_of(leg(0, 10, TravelMode.TAXI), None) is None


def test_only_taxis_cost_a_fare() -> None:
    tariff = taxi_tariff(catalogue_sources(), "jingdezhen")
    assert fare_of(leg(0, 10, TravelMode.WALK), tariff) is None
    ride = fare_of(leg(0, 100, TravelMode.TAXI), tariff)
    assert ride is not None
    assert ride.low < ride.high


def _good() -> dict[str, Any]:
    return dict(json.loads((catalogue_sources() / "fares.json").read_text("utf-8")))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda d: d.update(format="x"), "fares"),
        (lambda d: d.update(more=1), "more"),
        (lambda d: d["taxis"][0].pop("currency"), "currency"),
        (lambda d: d["taxis"][0]["start"].update(amount=6), "taxis[0].start.amount"),
        (lambda d: d["taxis"][0]["start"].update(amount="-6"), "taxis[0].start.amount"),
        (lambda d: d["taxis"][0]["per_km"].update(high="1"), "taxis[0].per_km.high"),
        (lambda d: d["taxis"][0]["per_km"].update(year=12), "taxis[0].per_km.year"),
        (lambda d: d["taxis"][0]["per_km"].pop("source"), "source"),
        (lambda d: d["taxis"][0]["start"]["source"].update(text=""), "source.text"),
    ],
)
def test_wrong_fact_is_named(
    tmp_path: Path, harm: Callable[[dict[str, Any]], object], words: str
) -> None:
    data = _good()
    harm(data)
    path = tmp_path / "fares.json"
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(UnreadableFile) as caught:
        read_tariffs(path)
    assert words in str(caught.value)
    assert "fares.json" in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="fares"):
        taxi_tariff(tmp_path, "jingdezhen")


def test_amounts_are_decimals() -> None:
    (tariff,) = read_tariffs(catalogue_sources() / "fares.json")
    assert tariff.per_km_low == Decimal("2.4")
