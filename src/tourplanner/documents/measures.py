"""Times, distances, dates and prices in the clock, units and language of a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date

from tourplanner.domain.itinerary import Leg
from tourplanner.domain.money import Money
from tourplanner.domain.paper_choice import DistanceUnit, PaperChoice
from tourplanner.domain.site import Ticket
from tourplanner.domain.time_window import DAY_MIN
from tourplanner.domain.time_window import clock as clock_24h
from tourplanner.domain.travel import MODE_LABELS, TravelSource
from tourplanner.i18n import _, language
from tourplanner.mapping.wording import distance_text, span_text

METRES_PER_MILE = 1609.344
METRES_PER_FOOT = 0.3048
NOON_MIN = 720
FEET_BELOW_MILES = 0.1
CHINESE_DATE = "y年M月d日 EEEE"


@dataclass(frozen=True, slots=True)
class Measures:
    """How a document says numbers; texts are in the language being spoken."""

    choice: PaperChoice

    def clock(self, minute: int) -> str:
        """A time of day: "14:05" or "2:05 pm"; "+1" is the day after."""
        if self.choice.clock_24h:
            return clock_24h(minute)
        days, rest = divmod(minute, DAY_MIN)
        hours, minutes = divmod(rest, 60)
        text = _("{time} am") if rest < NOON_MIN else _("{time} pm")
        said = text.format(time=f"{hours % 12 or 12}:{minutes:02d}")
        return f"{said} +{days}" if days else said

    def span(self, start_min: int, end_min: int) -> str:
        """From when to when: "09:00–10:30"."""
        return f"{self.clock(start_min)}–{self.clock(end_min)}"

    def moment(self, moment: datetime) -> str:
        """Day and time on the clock of the moment's own zone."""
        minute = moment.hour * 60 + moment.minute
        return _("{date}, {time}").format(date=self.day(moment.date()), time=self.clock(minute))

    def distance(self, metres: float) -> str:
        """ "350 m" and "4.2 km", or "900 ft" and "2.6 mi"."""
        if self.choice.units is DistanceUnit.KM:
            return distance_text(metres)
        miles = metres / METRES_PER_MILE
        if miles < FEET_BELOW_MILES:
            return _("{feet} ft").format(feet=f"{round(metres / METRES_PER_FOOT, -1):.0f}")
        return _("{miles} mi").format(miles=f"{miles:.1f}" if miles < 10 else f"{miles:.0f}")

    def lasting(self, minutes: int) -> str:
        """ "1 h 20 min"."""
        return span_text(minutes)

    def day(self, day: date) -> str:
        """ "Fri 16 Apr"."""
        return _date(day, "EEE d MMM", "M月d日 EEE")

    def full_day(self, day: date) -> str:
        """ "Friday 16 April 2027"."""
        return _date(day, "EEEE d MMMM y", CHINESE_DATE)

    def leg(self, leg: Leg) -> str:
        """ "12 min on foot · 900 m · estimate"."""
        known = _("{time} {mode} · {distance}").format(
            time=span_text(leg.minutes),
            mode=_(MODE_LABELS[leg.mode]),
            distance=self.distance(leg.distance_m),
        )
        if leg.felt_climb_m is not None:
            up = _("{height} up").format(height=self.distance(leg.felt_climb_m))
            known = _("{journey} · {climb}").format(journey=known, climb=up)
        if leg.source is TravelSource.OWN:
            return _("{journey} · your own figure").format(journey=known)
        return _("{journey} · estimate").format(journey=known) if leg.is_estimate else known

    def ticket(self, ticket: Ticket | None) -> str:
        """The price of admission with the year it was read; empty when it is not known."""
        if ticket is None:
            return ""
        price = self.amount(ticket.amount, ticket.currency) if ticket.amount else _("free")
        if ticket.as_of:
            return _("{price} ({year})").format(price=price, year=ticket.as_of)
        return price

    def money(self, money: Money) -> str:
        """An amount with its currency."""
        return self.amount(money.amount, money.currency)

    def amount(self, amount: Decimal, currency: str) -> str:
        """ "53 CNY"."""
        return _("{amount} {currency}").format(amount=f"{amount:f}", currency=currency)


def chinese_date(day: date) -> str:
    """A day as a Chinese reader writes it."""
    return format_date(day, CHINESE_DATE, locale="zh_CN")


def _date(day: date, pattern: str, chinese_pattern: str) -> str:
    """A day in the language being spoken; Chinese goes from large to small."""
    spoken = language()
    pattern = chinese_pattern if spoken.startswith("zh") else pattern
    return format_date(day, pattern, locale=spoken)
