"""A tour: what the user makes, edits and keeps."""

from __future__ import annotations

from dataclasses import dataclass, field

from tourplanner.domain.dossier import Dossier
from tourplanner.domain.itinerary import Itinerary
from tourplanner.domain.own_leg import OwnLeg
from tourplanner.domain.own_site import MOST_OWN_SITES, OwnSite
from tourplanner.domain.place import Coordinates
from tourplanner.domain.preferences import Preferences
from tourplanner.domain.site import SiteId
from tourplanner.domain.time_window import DAY_MIN
from tourplanner.domain.visit_length import check_visit_length
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _


@dataclass(frozen=True, slots=True)
class Lock:
    """A visit that stays on its day, at its time too when `start_min` is given."""

    site: SiteId
    day: int
    start_min: int | None = None


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit booked for the group: its day, time and length are kept to the minute."""

    site: SiteId
    day: int
    start_min: int
    duration_min: int
    by_appointment: bool = True
    """The house opens for the group: public hours do not bind the visit."""

    def __post_init__(self) -> None:
        """Refuse a visit that does not lie within one day."""
        field = _("Booking of {site}").format(site=self.site)
        check_visit_length(field, self.duration_min)
        if not (self.start_min >= 0 and self.end_min <= DAY_MIN):
            problem = _("it must begin and end on its day.")
            raise InvalidEdit(field=field, problem=problem)

    @property
    def end_min(self) -> int:
        """When it is over."""
        return self.start_min + self.duration_min


@dataclass(frozen=True, slots=True)
class KnownSite:
    """The few facts a tour keeps so that it opens without the catalogue."""

    id: SiteId
    name: str
    name_local: str
    at: Coordinates


@dataclass(frozen=True, slots=True)
class Tour:
    """Preferences, what is fixed by hand (locks, bookings, durations, days), and the plan."""

    id: str
    title: str
    preferences: Preferences
    locks: tuple[Lock, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    frozen_days: tuple[int, ...] = ()
    """0-based days whose plan stays as it is, in order."""
    durations: tuple[tuple[SiteId, int], ...] = ()
    """Visit minutes set by hand."""
    fixed_order: tuple[SiteId, ...] = ()
    """Visits that have to be made, in this order among themselves."""
    own_legs: tuple[OwnLeg, ...] = ()
    """Minutes of legs that the traveller knows better."""
    own_sites: tuple[OwnSite, ...] = ()
    """Places that the traveller entered, for a plan to visit."""
    seed: int = 1
    itinerary: Itinerary | None = None
    sites: tuple[KnownSite, ...] = ()
    dossier: Dossier = field(default_factory=Dossier)
    """People, reservations, notes, lodging, rides and papers: the plan does not depend on it."""

    def __post_init__(self) -> None:
        """Refuse fixed visits on days that do not exist or to sites the user left out."""
        for lock in self.locks:
            self._check_fixed(_("Lock of {site}"), lock.site, lock.day)
        booked = [one.site for one in self.appointments]
        for appointment in self.appointments:
            field = _("Booking of {site}")
            self._check_fixed(field, appointment.site, appointment.day)
            if booked.count(appointment.site) > 1 or self.lock_of(appointment.site) is not None:
                problem = _("a site has one booking, and no lock beside it.")
                raise InvalidEdit(field=field.format(site=appointment.site), problem=problem)
        self._check_frozen()
        self._check_own_sites()
        if len(set(self.fixed_order)) != len(self.fixed_order):
            raise InvalidEdit(
                field=_("Fixed order"), problem=_("a visit can stand in it only once.")
            )
        unwanted = set(self.fixed_order) & set(self.preferences.excluded)
        if unwanted:
            problem = _("“{site}” is left out by your own wish.").format(site=min(unwanted))
            raise InvalidEdit(field=_("Fixed order"), problem=problem)

    def _check_fixed(self, field: str, site: SiteId, day: int) -> None:
        if not 0 <= day < self.preferences.days:
            problem = _("the tour has no day {day}.").format(day=day + 1)
            raise InvalidEdit(field=field.format(site=site), problem=problem)
        if site in self.preferences.excluded:
            problem = _("the site is left out by your own wish.")
            raise InvalidEdit(field=field.format(site=site), problem=problem)

    def _check_frozen(self) -> None:
        planned = 0 if self.itinerary is None else len(self.itinerary.days)
        for day in self.frozen_days:
            if not 0 <= day < min(planned, self.preferences.days):
                problem = _("day {day} is not planned, so it cannot be kept as it is.")
                raise InvalidEdit(field=_("Frozen days"), problem=problem.format(day=day + 1))
        if list(self.frozen_days) != sorted(set(self.frozen_days)):
            problem = _("name each day once, in order.")
            raise InvalidEdit(field=_("Frozen days"), problem=problem)

    def _check_own_sites(self) -> None:
        count = len(self.own_sites)
        if count > MOST_OWN_SITES:
            problem = _("{count} entries are more than {most}.")
            problem = problem.format(count=count, most=MOST_OWN_SITES)
            raise InvalidEdit(field=_("Own places"), problem=problem)
        if len({own.id for own in self.own_sites}) < count:
            raise InvalidEdit(field=_("Own places"), problem=_("two have the same id."))

    @property
    def demanded(self) -> frozenset[SiteId]:
        """Sites that have to be in the plan: required, locked, booked, or kept in order."""
        locked = (lock.site for lock in self.locks)
        booked = (one.site for one in self.appointments)
        return frozenset([*self.preferences.required, *locked, *booked, *self.fixed_order])

    def lock_of(self, site: SiteId) -> Lock | None:
        """The lock on `site`, or None."""
        return next((lock for lock in self.locks if lock.site == site), None)

    def appointment_of(self, site: SiteId) -> Appointment | None:
        """The booking of `site`, or None."""
        return next((one for one in self.appointments if one.site == site), None)

    def own_site(self, site: SiteId) -> OwnSite | None:
        """The own place with the id `site`, or None."""
        return next((own for own in self.own_sites if own.id == site), None)

    def duration_of(self, site: SiteId) -> int | None:
        """Visit minutes of `site` set by hand, or None."""
        return dict(self.durations).get(site)


def planning_key(tour: Tour) -> tuple[object, ...]:
    """What a plan depends on: while it is the same, the tour's plan still answers its wishes."""
    days = () if tour.itinerary is None else tour.itinerary.days
    return (
        tour.preferences,
        tour.locks,
        tour.appointments,
        tour.durations,
        tour.fixed_order,
        tour.own_legs,
        tuple(own.planning_key for own in tour.own_sites),
        tour.seed,
        tuple((day, days[day]) for day in tour.frozen_days),
    )
