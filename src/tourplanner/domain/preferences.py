"""What the traveller wishes: the frame in which a tour is planned."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tourplanner.domain.money import Money
from tourplanner.domain.place import Place
from tourplanner.domain.site import SiteId
from tourplanner.domain.travel import TravelLimits
from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import N_, _

MAX_DAYS = 30
MIN_DAY_MIN = 60
MAX_WEIGHT = 3.0


class Pace(StrEnum):
    """How much a day holds."""

    RELAXED = "relaxed"
    BALANCED = "balanced"
    FULL = "full"


PACE_LABELS = {
    Pace.RELAXED: N_("Relaxed"),
    Pace.BALANCED: N_("Balanced"),
    Pace.FULL: N_("Full"),
}

PACE_EXTRA_MIN = {Pace.RELAXED: 20, Pace.BALANCED: 10, Pace.FULL: 0}
"""Minutes added to each visit."""


@dataclass(frozen=True, slots=True)
class Interest:
    """How much a term of a facet counts: 1 is ordinary, 0 not at all, up to 3."""

    facet: Facet
    term: str
    weight: float

    def __post_init__(self) -> None:
        """Refuse weights out of range."""
        if not 0 <= self.weight <= MAX_WEIGHT:
            raise InvalidEdit(
                field=_("Interest in {term}").format(term=self.term),
                problem=_("the weight {weight} is not between 0 and 3.").format(weight=self.weight),
            )


@dataclass(frozen=True, slots=True)
class Lunch:
    """A pause of `duration_min` somewhere between `earliest_min` and `latest_end_min`."""

    earliest_min: int = 690
    latest_end_min: int = 840
    duration_min: int = 60

    def __post_init__(self) -> None:
        """Refuse a window that is shorter than the meal."""
        if not 0 < self.duration_min <= self.latest_end_min - self.earliest_min:
            raise InvalidEdit(
                field=_("Lunch"),
                problem=_("{minutes} minutes do not fit into its window.").format(
                    minutes=self.duration_min
                ),
            )


@dataclass(frozen=True, slots=True)
class Preferences:
    """The wishes of one tour; an impossible wish raises InvalidEdit naming the field."""

    city: str
    start: date
    days: int
    base: Place
    """Where the traveller sleeps unless `other_nights` says otherwise."""
    other_nights: tuple[tuple[int, Place], ...] = ()
    """Night n follows day n (0-based); days start where the night before was spent."""
    day_start_min: int = 540
    day_end_min: int = 1080
    lunch: Lunch | None = field(default_factory=Lunch)
    pace: Pace = Pace.BALANCED
    interests: tuple[Interest, ...] = ()
    required: tuple[SiteId, ...] = ()
    excluded: tuple[SiteId, ...] = ()
    travel: TravelLimits = field(default_factory=TravelLimits)
    budget: Money | None = None
    """Most that the known tickets of all visits may cost one adult."""

    def __post_init__(self) -> None:
        """Refuse what no plan can satisfy."""
        if not 1 <= self.days <= MAX_DAYS:
            problem = _("{days} is not between 1 and {most}.").format(days=self.days, most=MAX_DAYS)
            raise InvalidEdit(field=_("Days"), problem=problem)
        if not 0 <= self.day_start_min <= self.day_end_min - MIN_DAY_MIN:
            raise InvalidEdit(
                field=_("Day hours"),
                problem=_("the day must end at least an hour after it starts."),
            )
        if self.day_end_min > 1440:
            raise InvalidEdit(field=_("Day hours"), problem=_("the day must end by midnight."))
        both = set(self.required) & set(self.excluded)
        if both:
            raise InvalidEdit(
                field=_("Required"),
                problem=_("“{site}” is both required and left out.").format(site=min(both)),
            )
        if not self.travel.modes:
            raise InvalidEdit(field=_("Modes"), problem=_("choose at least one way to travel."))

    @property
    def dates(self) -> tuple[date, ...]:
        """Each day of the tour."""
        return tuple(self.start + timedelta(days=n) for n in range(self.days))

    @property
    def has_room_for_lunch(self) -> bool:
        """Whether a lunch is wished and its window lies within the day's hours."""
        return (
            self.lunch is not None
            and self.day_start_min <= self.lunch.earliest_min
            and self.lunch.latest_end_min <= self.day_end_min
        )

    def base_of_night(self, night: int) -> Place:
        """Where the night after day `night` is spent."""
        return dict(self.other_nights).get(night, self.base)

    def start_of_day(self, day: int) -> Place:
        """Where day `day` starts: where the night before was spent."""
        return self.base_of_night(max(day - 1, 0))

    def end_of_day(self, day: int) -> Place:
        """Where day `day` ends."""
        return self.base_of_night(day)
