"""What the traveller wishes: the frame in which a tour is planned."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from tourplanner.domain.breaks import LUNCH, NamedBreak, check_breaks, lunch_break
from tourplanner.domain.money import Money
from tourplanner.domain.place import Place
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour_length import MAX_DAYS
from tourplanner.domain.travel import TravelLimits
from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import N_, _

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
PACE_FREE_MIN = {Pace.RELAXED: 30, Pace.BALANCED: 15, Pace.FULL: 0}
"""Minutes without a plan in each half day."""
MOST_EXTRA_MIN = 120
MOST_FREE_MIN = 180

KIND_PERCENT = (100, 85, 70, 60)
"""What the first, second, third ... visit of a kind counts; the last figure goes on."""
NO_VARIETY = (100,)
MOST_PERCENTS = 20


class Priority(StrEnum):
    """How much the traveller wants a site."""

    REQUIRED = "required"
    PREFERRED = "preferred"
    ORDINARY = "ordinary"
    EXCLUDED = "excluded"


PRIORITY_LABELS = {
    Priority.REQUIRED: N_("Must see"),
    Priority.PREFERRED: N_("Would like"),
    Priority.ORDINARY: N_("Ordinary"),
    Priority.EXCLUDED: N_("Leave out"),
}


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
    breaks: tuple[NamedBreak, ...] = (lunch_break(),)
    pace: Pace = Pace.BALANCED
    extra_min: int | None = None
    """Minutes added to each visit, instead of the pace's."""
    free_min: int | None = None
    """Minutes without a plan in each half day, instead of the pace's."""
    interests: tuple[Interest, ...] = ()
    required: tuple[SiteId, ...] = ()
    preferred: tuple[SiteId, ...] = ()
    """Sites one would like to see: they count more, and nothing is broken without them."""
    excluded: tuple[SiteId, ...] = ()
    travel: TravelLimits = field(default_factory=TravelLimits)
    budget: Money | None = None
    """Most that the known tickets of all visits may cost one adult."""
    kind_percent: tuple[int, ...] = KIND_PERCENT
    """What the k-th visit of one kind counts, in percent; never more than the one before."""

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
        self._check_priorities()
        if not self.travel.modes:
            raise InvalidEdit(field=_("Modes"), problem=_("choose at least one way to travel."))
        check_breaks(self.breaks)
        _check_minutes(_("Minutes added to each visit"), self.extra_min, MOST_EXTRA_MIN)
        _check_minutes(_("Free minutes"), self.free_min, MOST_FREE_MIN)
        _check_percents(self.kind_percent)

    def _check_priorities(self) -> None:
        for wanted, field_name, problem in (
            (self.required, _("Required"), _("“{site}” is both required and left out.")),
            (self.preferred, _("Would like"), _("“{site}” is both preferred and left out.")),
        ):
            both = set(wanted) & set(self.excluded)
            if both:
                raise InvalidEdit(field=field_name, problem=problem.format(site=min(both)))
        twice = set(self.required) & set(self.preferred)
        if twice:
            problem = _("“{site}” is both required and preferred.").format(site=min(twice))
            raise InvalidEdit(field=_("Would like"), problem=problem)

    @property
    def dates(self) -> tuple[date, ...]:
        """Each day of the tour."""
        return tuple(self.start + timedelta(days=n) for n in range(self.days))

    @property
    def lunch(self) -> NamedBreak | None:
        """The break called “Lunch”, or None."""
        return next((one for one in self.breaks if one.name == LUNCH), None)

    @property
    def extra_visit_min(self) -> int:
        """Minutes added to each visit."""
        return PACE_EXTRA_MIN[self.pace] if self.extra_min is None else self.extra_min

    @property
    def free_half_day_min(self) -> int:
        """Minutes without a plan in each half day."""
        return PACE_FREE_MIN[self.pace] if self.free_min is None else self.free_min

    def priority_of(self, site: SiteId) -> Priority:
        """How much the traveller wants `site`."""
        if site in self.required:
            return Priority.REQUIRED
        if site in self.preferred:
            return Priority.PREFERRED
        return Priority.EXCLUDED if site in self.excluded else Priority.ORDINARY

    def base_of_night(self, night: int) -> Place:
        """Where the night after day `night` is spent."""
        return dict(self.other_nights).get(night, self.base)

    def start_of_day(self, day: int) -> Place:
        """Where day `day` starts: where the night before was spent."""
        return self.base_of_night(max(day - 1, 0))

    def end_of_day(self, day: int) -> Place:
        """Where day `day` ends."""
        return self.base_of_night(day)


def _check_minutes(field_name: str, minutes: int | None, most: int) -> None:
    if minutes is not None and not 0 <= minutes <= most:
        problem = _("{minutes} is not between 0 and {most}.").format(minutes=minutes, most=most)
        raise InvalidEdit(field=field_name, problem=problem)


def _check_percents(percents: tuple[int, ...]) -> None:
    if not 1 <= len(percents) <= MOST_PERCENTS:
        problem = _("give one to {most} figures.").format(most=MOST_PERCENTS)
        raise InvalidEdit(field=_("Variety"), problem=problem)
    falls = all(later <= earlier for earlier, later in pairwise(percents))
    if not falls or percents[0] > 100 or percents[-1] < 0:
        problem = _("give percents from 100 to 0, none above the one before, such as 100,85,70,60.")
        raise InvalidEdit(field=_("Variety"), problem=problem)
