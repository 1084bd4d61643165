"""Every edit of the traveller's own places as a pure function from tour to tour."""

from __future__ import annotations

from dataclasses import replace

from tourplanner.domain import edits
from tourplanner.domain.dossier_edits import with_note, with_place_facts, without_reservation
from tourplanner.domain.itinerary import Stop
from tourplanner.domain.own_site import OwnSite
from tourplanner.domain.reasons import short_date
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.site import SiteId
from tourplanner.domain.time_window import clock
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import _


def with_own_site(tour: Tour, own: OwnSite) -> Tour:
    """One place more; it takes the place of the one with its id."""
    known = {one.id: one for one in tour.own_sites}
    known[own.id] = own
    return replace(tour, own_sites=tuple(known.values()))


def visit_of_idea(tour: Tour, idea: Reservation, own: OwnSite) -> Tour:
    """What was only an idea becomes a place that a plan can visit."""
    return with_own_site(without_reservation(tour, idea), own)


def without_own_site(tour: Tour, site: SiteId) -> Tour:
    """One place fewer, with the wishes, lock, minutes and note about it.

    A place that is booked, reserved at or on a day kept as it is, is refused with the reason.
    """
    own = tour.own_site(site)
    if own is None:
        return tour
    _check_free(tour, own)
    tour = edits.unlock_visit(edits.forget_wish(tour, site), site)
    tour = with_note(edits.with_duration(tour, site, None), site, "")
    facts = tuple(one for one in tour.dossier.place_facts if one.site != site)
    tour = with_place_facts(tour, facts)
    order = tuple(one for one in tour.fixed_order if one != site)
    tour = edits.keep_order(tour, order) if order != tour.fixed_order else tour
    return replace(tour, own_sites=tuple(one for one in tour.own_sites if one.id != site))


def uses_of(tour: Tour, site: SiteId) -> tuple[str, ...]:
    """Where the tour uses the place, a whole sentence each."""
    found = []
    visit = _planned(tour, site)
    if visit is not None:
        day, stop = visit
        text = _("It is planned on day {day}, {date}, at {time}.")
        date = short_date(tour.preferences.dates[day]) if day < tour.preferences.days else "–"
        found.append(text.format(day=day + 1, date=date, time=clock(stop.start_min)))
    lock = tour.lock_of(site)
    if lock is not None:
        found.append(_("It is locked to day {day}.").format(day=lock.day + 1))
    if site in tour.preferences.required:
        found.append(_("You wished that it must be seen."))
    if site in tour.fixed_order:
        found.append(_("It stands in the order that is kept."))
    if tour.dossier.note_of(site):
        found.append(_("There is a note on it."))
    if not tour.dossier.facts_of(site).says_nothing:
        found.append(_("Facts of it are kept."))
    return tuple(found)


def _check_free(tour: Tour, own: OwnSite) -> None:
    field = _("Place “{name}”").format(name=own.title)
    booking, visit = tour.appointment_of(own.id), _planned(tour, own.id)
    if booking is not None:
        problem = _("it is booked on day {day}. Cancel the booking first.")
        raise InvalidEdit(field=field, problem=problem.format(day=booking.day + 1))
    if tour.dossier.reservations_of(own.id):
        problem = _("something is reserved there. Take the reservation away first.")
        raise InvalidEdit(field=field, problem=problem)
    if visit is not None and visit[0] in tour.frozen_days:
        problem = _("it is on day {day}, which is kept as it is. Free that day first.")
        raise InvalidEdit(field=field, problem=problem.format(day=visit[0] + 1))


def _planned(tour: Tour, site: SiteId) -> tuple[int, Stop] | None:
    for number, day in enumerate(tour.itinerary.days if tour.itinerary else ()):
        for stop in day.visits:
            if stop.site == site:
                return number, stop
    return None
