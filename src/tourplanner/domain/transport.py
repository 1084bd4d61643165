"""Trains, flights and buses that bring the traveller to a city and away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tourplanner.domain.text_length import check_lines, check_notes
from tourplanner.domain.time_window import DAY_MIN
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import N_, _

ZONE_FORM = re.compile(r"UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2}", re.ASCII)
"""Names that mean the same on every machine; "localtime" is none."""
YEARS = (1900, 2200)
LONGEST = timedelta(days=7)
LONGEST_GATE_MIN = 300


class TransportMode(StrEnum):
    """What one travels on."""

    TRAIN = "train"
    FLIGHT = "flight"
    BUS = "bus"
    COACH = "coach"


TRANSPORT_LABELS = {
    TransportMode.TRAIN: N_("Train"),
    TransportMode.FLIGHT: N_("Flight"),
    TransportMode.BUS: N_("Bus"),
    TransportMode.COACH: N_("Coach"),
}


@dataclass(frozen=True, slots=True)
class Transport:
    """One ride at a fixed time; the clock of each end is that of its own zone."""

    mode: TransportMode
    depart: datetime
    """In the IANA zone of the place it leaves from."""
    arrive: datetime
    """In the IANA zone of the place it goes to."""
    number: str = ""
    from_name: str = ""
    from_local: str = ""
    to_name: str = ""
    to_local: str = ""
    seat: str = ""
    gate_closes_min: int | None = None
    """Minutes before departure at which nobody is let in any more."""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse times without a zone, journeys back in time and texts that no paper holds."""
        check_lines(_("Number of a train or flight"), self.number)
        field = self.name
        for moment in (self.depart, self.arrive):
            _check_moment(field, moment)
        if not timedelta() < self.lasts <= LONGEST:
            problem = _("it must arrive after it leaves, within {days} days.")
            raise InvalidEdit(field=field, problem=problem.format(days=LONGEST.days))
        gate = self.gate_closes_min
        if gate is not None and not 0 <= gate <= LONGEST_GATE_MIN:
            problem = _("the gate closes 0 to {most} minutes before.").format(most=LONGEST_GATE_MIN)
            raise InvalidEdit(field=field, problem=problem)
        check_lines(field, self.from_name, self.from_local, self.to_name, self.to_local, self.seat)
        check_notes(field, self.note)

    @property
    def name(self) -> str:
        """What it is and its number: "Train G1234"."""
        label = _(TRANSPORT_LABELS[self.mode])
        return f"{label} {self.number}" if self.number else label

    @property
    def lasts(self) -> timedelta:
        """From leaving to arriving, whatever the zones' clocks say."""
        return self.arrive.astimezone(UTC) - self.depart.astimezone(UTC)


def zone_named(name: str) -> ZoneInfo:
    """The IANA time zone called `name`; InvalidEdit for an unknown one."""
    try:
        if ZONE_FORM.fullmatch(name):
            return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    problem = _("“{name}” is not a zone such as Asia/Shanghai.").format(name=name[:40])
    raise InvalidEdit(field=_("Time zone"), problem=problem)


def _check_moment(field: str, moment: datetime) -> None:
    zone = moment.tzinfo
    if not isinstance(zone, ZoneInfo) or not zone.key or moment.second or moment.microsecond:
        problem = _("its times are whole minutes, each in a zone such as Asia/Shanghai.")
        raise InvalidEdit(field=field, problem=problem)
    if not YEARS[0] <= moment.year <= YEARS[1]:
        problem = _("the year {year} is not between {first} and {last}.")
        problem = problem.format(year=moment.year, first=YEARS[0], last=YEARS[1])
        raise InvalidEdit(field=field, problem=problem)
    shown = moment.astimezone(UTC).astimezone(zone)
    if (shown.date(), shown.hour, shown.minute) != (moment.date(), moment.hour, moment.minute):
        problem = _("on {date} the clock in {zone} jumps over {time}.").format(
            date=moment.date().isoformat(), zone=zone.key, time=f"{moment:%H:%M}"
        )
        raise InvalidEdit(field=field, problem=problem)


def minute_on(moment: datetime, day: date, zone: tzinfo) -> int:
    """`moment` on the clock of `zone`, in minutes after the midnight that begins `day`.

    Negative before that day, `DAY_MIN` or more after it.
    """
    local = moment.astimezone(zone)
    return (local.date() - day).days * DAY_MIN + local.hour * 60 + local.minute
