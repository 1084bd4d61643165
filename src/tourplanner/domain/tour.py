"""A tour: what the user makes, edits and keeps."""

from __future__ import annotations

from dataclasses import dataclass

from tourplanner.domain.itinerary import Itinerary
from tourplanner.domain.own_leg import OwnLeg
from tourplanner.domain.place import Coordinates
from tourplanner.domain.preferences import Preferences
from tourplanner.domain.site import SiteId
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _


@dataclass(frozen=True, slots=True)
class Lock:
    """A visit that stays on its day, at its time too when `start_min` is given."""

    site: SiteId
    day: int
    start_min: int | None = None


@dataclass(frozen=True, slots=True)
class KnownSite:
    """The few facts a tour keeps so that it opens without the catalogue."""

    id: SiteId
    name: str
    name_local: str
    at: Coordinates


@dataclass(frozen=True, slots=True)
class Tour:
    """Preferences, the locks and durations set by hand, and the plan made from them."""

    id: str
    title: str
    preferences: Preferences
    locks: tuple[Lock, ...] = ()
    durations: tuple[tuple[SiteId, int], ...] = ()
    """Visit minutes set by hand."""
    fixed_order: tuple[SiteId, ...] = ()
    """Visits that have to be made, in this order among themselves."""
    own_legs: tuple[OwnLeg, ...] = ()
    """Minutes of legs that the traveller knows better."""
    seed: int = 1
    itinerary: Itinerary | None = None
    sites: tuple[KnownSite, ...] = ()

    def __post_init__(self) -> None:
        """Refuse locks on days that do not exist or on sites the user left out."""
        for lock in self.locks:
            if not 0 <= lock.day < self.preferences.days:
                raise InvalidEdit(
                    field=_("Lock of {site}").format(site=lock.site),
                    problem=_("the tour has no day {day}.").format(day=lock.day + 1),
                )
            if lock.site in self.preferences.excluded:
                raise InvalidEdit(
                    field=_("Lock of {site}").format(site=lock.site),
                    problem=_("the site is left out by your own wish."),
                )

        if len(set(self.fixed_order)) != len(self.fixed_order):
            raise InvalidEdit(
                field=_("Fixed order"), problem=_("a visit can stand in it only once.")
            )
        unwanted = set(self.fixed_order) & set(self.preferences.excluded)
        if unwanted:
            problem = _("“{site}” is left out by your own wish.").format(site=min(unwanted))
            raise InvalidEdit(field=_("Fixed order"), problem=problem)

    @property
    def demanded(self) -> frozenset[SiteId]:
        """Sites that have to be in the plan: required, locked, or kept in order."""
        locked = (lock.site for lock in self.locks)
        return frozenset([*self.preferences.required, *locked, *self.fixed_order])

    def lock_of(self, site: SiteId) -> Lock | None:
        """The lock on `site`, or None."""
        return next((lock for lock in self.locks if lock.site == site), None)

    def duration_of(self, site: SiteId) -> int | None:
        """Visit minutes of `site` set by hand, or None."""
        return dict(self.durations).get(site)


def planning_key(tour: Tour) -> tuple[object, ...]:
    """What a plan depends on: two tours with equal keys have the same plan."""
    return (
        tour.preferences,
        tour.locks,
        tour.durations,
        tour.fixed_order,
        tour.own_legs,
        tour.seed,
    )
