"""Named breaks: pauses that a day has to hold, each inside a window of its own."""

from __future__ import annotations

from dataclasses import dataclass

from tourplanner.domain.time_window import DAY_MIN, TimeWindow, clock
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import N_, _

LUNCH = N_("Lunch")
FREE_TIME = N_("Free time")
"""Name of the breaks that the pace adds; no other break may have it."""
LONGEST_NAME = 60
MOST_BREAKS = 10


@dataclass(frozen=True, slots=True)
class NamedBreak:
    """A pause of `duration_min` somewhere between `earliest_min` and `latest_end_min`."""

    name: str
    """Kept as written; LUNCH and FREE_TIME are translated where they are shown."""
    earliest_min: int
    latest_end_min: int
    duration_min: int
    days: tuple[int, ...] | None = None
    """0-based days that have it, in order; None is every day. Days the tour lacks do no harm."""

    def __post_init__(self) -> None:
        """Refuse a break without a name, or one that its window cannot hold."""
        name = self.name.strip()
        if not name or len(name) > LONGEST_NAME:
            problem = _("give it a name of at most {most} letters.").format(most=LONGEST_NAME)
            raise InvalidEdit(field=_("Break"), problem=problem)
        if not 0 <= self.earliest_min <= self.latest_end_min <= DAY_MIN:
            problem = _("from {start} to {end} is not a part of a day.").format(
                start=clock(max(self.earliest_min, 0)), end=clock(max(self.latest_end_min, 0))
            )
            raise InvalidEdit(field=name, problem=problem)
        if not 0 < self.duration_min <= self.latest_end_min - self.earliest_min:
            problem = _("{minutes} minutes do not fit into its window.").format(
                minutes=self.duration_min
            )
            raise InvalidEdit(field=name, problem=problem)
        if self.days is not None and not _is_list_of_days(self.days):
            problem = _("name its days once each, in order, each from 1 to {most}.")
            raise InvalidEdit(field=name, problem=problem.format(most=MAX_DAYS))

    @property
    def window(self) -> TimeWindow:
        """Where the whole break has to lie."""
        return TimeWindow(self.earliest_min, self.latest_end_min)

    @property
    def latest_start_min(self) -> int:
        """The last minute at which it can begin."""
        return self.latest_end_min - self.duration_min

    @property
    def is_free_time(self) -> bool:
        """Whether the pace added it, not the traveller."""
        return self.name == FREE_TIME

    def is_on(self, day: int) -> bool:
        """Whether day `day` (0-based) has it."""
        return self.days is None or day in self.days


def lunch_break(
    earliest_min: int = 690, latest_end_min: int = 840, duration_min: int = 60
) -> NamedBreak:
    """Lunch on every day: an hour between 11:30 and 14:00 unless said otherwise."""
    return NamedBreak(LUNCH, earliest_min, latest_end_min, duration_min)


def check_breaks(breaks: tuple[NamedBreak, ...]) -> None:
    """Raise InvalidEdit when two breaks share a name, or one has the program's own."""
    names = [one.name.strip().casefold() for one in breaks]
    for one, name in zip(breaks, names, strict=True):
        if names.count(name) > 1:
            problem = _("“{name}” is the name of two breaks; name them apart.")
            raise InvalidEdit(field=_("Breaks"), problem=problem.format(name=one.name.strip()))
        if name == FREE_TIME.casefold():
            problem = _("“{name}” comes with the pace; choose another name.")
            raise InvalidEdit(field=_("Breaks"), problem=problem.format(name=one.name.strip()))
    if len(breaks) > MOST_BREAKS:
        problem = _("{count} are more than {most}.").format(count=len(breaks), most=MOST_BREAKS)
        raise InvalidEdit(field=_("Breaks"), problem=problem)


def _is_list_of_days(days: tuple[int, ...]) -> bool:
    in_order = list(days) == sorted(set(days))
    return bool(days) and in_order and days[0] >= 0 and days[-1] < MAX_DAYS
