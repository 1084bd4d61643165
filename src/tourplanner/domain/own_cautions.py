"""What travellers have to put right themselves: passports that run out, rides the plan overlaps."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from tourplanner.domain.itinerary import DayPlan
from tourplanner.domain.party import Party
from tourplanner.domain.reasons import long_date
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.transport_checks import overlaps
from tourplanner.i18n import _

MONTHS_VALID = 6
"""Many countries ask that a passport is valid for so long after the stay."""


def own_cautions(roadbook: Roadbook) -> tuple[str, ...]:
    """A sentence for each, made of what the roadbook's audience sees and of nothing else."""
    zone = ZoneInfo(roadbook.city.time_zone)
    found = list(passport_cautions(roadbook.party, roadbook.tour.preferences.dates[-1]))
    for day in roadbook.days:
        plan = DayPlan(day.date, tuple(stop.stop for stop in day.stops), day.legs)
        found += overlaps(plan, roadbook.transports, zone)
    return tuple(found)


def passport_cautions(party: Party, last_day: date) -> Iterator[str]:
    """A sentence for each passport that is not valid for six months after `last_day`."""
    for one in party.travellers:
        expiry = one.passport_expiry
        if expiry is None or expiry >= months_after(last_day, MONTHS_VALID):
            continue
        text = _(
            "{name}: the passport expires on {date}, less than six months after the tour. "
            "Ask whether the country accepts it."
        )
        if expiry <= last_day:
            text = _("{name}: the passport expires on {date}, before the tour is over. Renew it.")
        yield text.format(name=one.name, date=long_date(expiry))


def months_after(day: date, months: int) -> date:
    """The same day of the month, `months` later, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
