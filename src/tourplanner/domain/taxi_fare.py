"""What a taxi ride costs, as an estimate with its year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from tourplanner.domain.itinerary import Leg
from tourplanner.domain.travel import TravelMode


@dataclass(frozen=True, slots=True)
class FareEstimate:
    """A ride costs about this much: whole units of money, from `low` to `high`."""

    low: Decimal
    high: Decimal
    currency: str
    year: int
    """Of the newest figure it rests on."""


@dataclass(frozen=True, slots=True)
class TaxiTariff:
    """How the fare of a city grows, as far as anybody has told."""

    city: str
    currency: str
    start: Decimal
    """Paid for the first `start_covers_m` metres."""
    start_covers_m: int
    per_km_low: Decimal
    per_km_high: Decimal
    year: int

    def fare(self, distance_m: int) -> FareEstimate:
        """The fare of a ride, rounded outwards to whole units."""
        beyond_km = Decimal(max(0, distance_m - self.start_covers_m)) / 1000
        low = self.start + beyond_km * self.per_km_low
        high = self.start + beyond_km * self.per_km_high
        return FareEstimate(
            low.to_integral_value(ROUND_FLOOR),
            high.to_integral_value(ROUND_CEILING),
            self.currency,
            self.year,
        )


def fare_of(leg: Leg, tariff: TaxiTariff | None) -> FareEstimate | None:
    """The fare of a leg by taxi; None for other legs, and where no tariff is known."""
    if tariff is None or leg.mode is not TravelMode.TAXI or leg.distance_m == 0:
        return None
    return tariff.fare(leg.distance_m)
