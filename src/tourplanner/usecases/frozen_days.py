"""Frozen days: whether what they hold still goes with the wishes."""

from __future__ import annotations

from tourplanner.domain.checks import Fault
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.reasons import short_date
from tourplanner.domain.tour import Tour
from tourplanner.errors import PlanningError
from tourplanner.i18n import N_, _
from tourplanner.usecases.check_tour import check_tour

BINDING_RULES = frozenset(
    {
        "day_hours",
        "excluded",
        "base",
        "legs",
        "leg_minutes",
        "closed",
        "unknown_site",
        "break",
        "walk_limit",
    }
)
"""Rules that a day has to keep by itself; free time is not asked of a day that stays."""


class FrozenDayBroken(PlanningError):
    """A day that shall stay as it is goes against another wish."""

    text = N_("Day {day} is kept as it is, but that no longer goes with your wishes: {problem}")
    hint = N_("Let the day be planned again, or take the wish back.")


def check_frozen_days(tour: Tour, catalogue: SiteCatalogue, travel: TravelTimes) -> None:
    """Raise FrozenDayBroken for the first frozen day that the wishes rule out."""
    if not tour.frozen_days or tour.itinerary is None:
        return
    for number in tour.frozen_days:
        planned, wished = tour.itinerary.days[number].date, tour.preferences.dates[number]
        if planned != wished:
            problem = _("it was planned for {planned} and is now {wished}.").format(
                planned=short_date(planned), wished=short_date(wished)
            )
            raise FrozenDayBroken(day=number + 1, problem=problem)
    for fault in check_tour(tour, catalogue, travel):
        if _binds(fault, tour):
            day = 0 if fault.day is None else fault.day + 1
            raise FrozenDayBroken(day=day, problem=fault.text)


def _binds(fault: Fault, tour: Tour) -> bool:
    return fault.day in tour.frozen_days and fault.rule in BINDING_RULES
