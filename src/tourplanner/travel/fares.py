"""Taxi tariffs from the catalogue's sources."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from tourplanner.domain.strict_json import Node, parsed
from tourplanner.domain.taxi_fare import TaxiTariff
from tourplanner.files import read_limited
from tourplanner.i18n import _

FILE = "fares.json"
FORMAT = "tourplanner-fares/1"
MOST_BYTES = 1_000_000
MOST_CITIES = 1_000
AMOUNT_FORM = re.compile(r"[0-9]{1,7}(\.[0-9]{1,4})?")


def taxi_tariff(sources: Path, city: str) -> TaxiTariff | None:
    """The tariff of a city in the folder of the catalogue's sources; None when none is known.

    Raises UnreadableFile naming the field that is wrong.
    """
    return next((one for one in read_tariffs(sources / FILE) if one.city == city), None)


def read_tariffs(path: Path) -> tuple[TaxiTariff, ...]:
    """All tariffs in the file."""
    node = parsed(read_limited(path, MOST_BYTES), path.name)
    plain = node.fields("format", "taxis")
    if plain["format"].value != FORMAT:
        raise node.wrong(_("it is not a file of fares."))
    return tuple(_tariff(one) for one in plain["taxis"].items(MOST_CITIES))


def _tariff(node: Node) -> TaxiTariff:
    plain = node.fields("city", "currency", "start", "per_km")
    start = plain["start"].fields("amount", "covers_m", "year", "source")
    per_km = plain["per_km"].fields("low", "high", "year", "source")
    for part in (start, per_km):
        part["source"].fields("text", optional=("urls",))["text"].filled()
    low, high = _amount(per_km["low"]), _amount(per_km["high"])
    if low > high:
        raise per_km["high"].wrong(_("it is less than “{name}”.").format(name="low"))
    return TaxiTariff(
        city=plain["city"].filled(),
        currency=plain["currency"].filled(),
        start=_amount(start["amount"]),
        start_covers_m=start["covers_m"].whole(0, 100_000),
        per_km_low=low,
        per_km_high=high,
        year=max(start["year"].whole(1990, 2200), per_km["year"].whole(1990, 2200)),
    )


def _amount(node: Node) -> Decimal:
    text = node.filled()
    if not AMOUNT_FORM.fullmatch(text):
        raise node.wrong(_("it is not an amount such as “12.50”."))
    return Decimal(text)
