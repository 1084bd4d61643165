"""An amount of money in one currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _

LARGEST = Decimal(10**9)


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` is never negative; `currency` is an ISO 4217 code."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        """Refuse NaN, infinities and amounts no traveller carries."""
        if not (self.amount.is_finite() and 0 <= self.amount <= LARGEST):
            problem = _("{amount} is not an amount of money.").format(amount=self.amount)
            raise InvalidEdit(field=_("Amount of money"), problem=problem)

    @property
    def minor(self) -> int:
        """The amount in hundredths, rounded up."""
        return int((self.amount * 100).to_integral_value(rounding="ROUND_CEILING"))
