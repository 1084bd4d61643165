"""Public holidays of one country, with the workdays that make up for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tourplanner.i18n import N_, _

NAMES = (
    N_("New Year's Day"),
    N_("Spring Festival"),
    N_("Tomb-Sweeping Day"),
    N_("Labour Day"),
    N_("Dragon Boat Festival"),
    N_("Mid-Autumn Festival"),
    N_("National Day"),
)
"""As the catalogue writes them; others stay in English in every language."""


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """What is known of one country's holidays.

    `makeup_workdays` are Saturdays and Sundays on which offices work. A year in
    `provisional_years` rests on the law alone, its official notice was not out;
    a year outside `covered_years` is not known.
    """

    country: str
    days: frozenset[date] = frozenset()
    makeup_workdays: frozenset[date] = frozenset()
    covered_years: frozenset[int] = frozenset()
    provisional_years: frozenset[int] = frozenset()
    names: tuple[tuple[date, str], ...] = ()

    def name_of(self, day: date) -> str | None:
        """The holiday's name on `day`, or None on an ordinary day."""
        name = dict(self.names).get(day)
        return _(name) if name else None
