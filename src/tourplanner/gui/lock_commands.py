"""What can be fixed by hand: a visit's day, time and place in the order, bookings, whole days."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial

from tourplanner.domain import edits
from tourplanner.domain.itinerary import DayPlan
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Appointment, Lock
from tourplanner.gui.dialogs.booking import Suggestion
from tourplanner.gui.open_tour import Change
from tourplanner.gui.visit_editor import VisitEditor
from tourplanner.i18n import _

USUAL_START_MIN = 600


class LockCommands:
    """Three locks on a visit, each put on and taken off by itself; a time needs its day."""

    def __init__(self, editor: VisitEditor) -> None:
        self._editor = editor

    def lock(self, site: SiteId | None = None) -> None:
        """The visit stays on its day, or may move again: then its time is free as well."""
        site = site or self._editor.selected
        if site is None:
            return
        found = self._editor.planned(site)
        if self._editor.tour.lock_of(site) is not None:
            self._edit(_("Unlock {site}"), partial(edits.unlock_visit, site=site), site)
        elif found is not None:
            lock = Lock(site, found[0])
            self._edit(_("Lock {site}"), partial(edits.lock_visit, lock=lock), site)

    def lock_time(self, site: SiteId | None = None) -> None:
        """The visit stays at the time it has now, or is locked to its day alone."""
        site = site or self._editor.selected
        if site is None:
            return
        lock, found = self._editor.tour.lock_of(site), self._editor.planned(site)
        if lock is not None and lock.start_min is not None:
            freed = partial(edits.lock_visit, lock=Lock(site, lock.day))
            self._edit(_("Free the time of {site}"), freed, site)
        elif found is not None:
            timed = Lock(site, found[0], found[1].start_min)
            self._edit(_("Lock time of {site}"), partial(edits.lock_visit, lock=timed), site)

    def lock_order(self, site: SiteId | None = None) -> None:
        """The visit keeps its place among those in fixed order, or may change places again.

        An order takes two: the first visit brings the others of its day along.
        """
        site = site or self._editor.selected
        plan, fixed = self._editor.plan, self._editor.tour.fixed_order
        if site is None or plan is None:
            return
        if site in fixed:
            order = tuple(known for known in fixed if known != site)
            self._edit(_("Free the order of {site}"), partial(edits.keep_order, sites=order), site)
            return
        found = self._editor.planned(site)
        if found is not None:
            added = {site} if fixed else _sites_of(plan.days[found[0]])
            order = merged_order(fixed, added, plan.visited)
            self._edit(_("Keep the order of {site}"), partial(edits.keep_order, sites=order), site)

    def keep_order(self) -> None:
        """The visits of the selected day are made in the order they have now."""
        site, plan = self._editor.selected, self._editor.plan
        found = self._editor.planned(site) if site is not None else None
        if found is None or plan is None:
            return
        day = plan.days[found[0]]
        order = merged_order(self._editor.tour.fixed_order, _sites_of(day), plan.visited)
        text = _("Keep the order of {day}").format(day=short_date(day.date))
        self._edit(text, partial(edits.keep_order, sites=order))

    def free_order(self) -> None:
        """The visits of the selected day, or one that is not planned, may change places again."""
        site, plan = self._editor.selected, self._editor.plan
        if site is None:
            return
        found = self._editor.planned(site)
        freed: set[SiteId] = {site}
        text = _("Free the order of {site}")
        if found is not None and plan is not None:
            day = plan.days[found[0]]
            freed |= _sites_of(day)
            text = _("Free the order of {day}").format(day=short_date(day.date))
        order = tuple(known for known in self._editor.tour.fixed_order if known not in freed)
        self._edit(text, partial(edits.keep_order, sites=order))

    def freeze_day(self, day: int | None) -> None:
        """The plan of a day (0-based) stays as it is, or may change again."""
        plan = self._editor.plan
        if plan is None or day is None or not 0 <= day < len(plan.days):
            return
        date = short_date(plan.days[day].date)
        if day in self._editor.tour.frozen_days:
            text = _("Free {day}").format(day=date)
            self._edit(text, partial(edits.thaw_day, day=day))
        else:
            text = _("Keep {day} as it is").format(day=date)
            self._editor.edit(text, partial(edits.freeze_day, day=day), keeps_plan=True)

    def thaw_all(self) -> None:
        """No day has to stay as it is."""
        self._edit(_("Free the kept days"), lambda tour: replace(tour, frozen_days=()))

    def book(self, appointment: Appointment) -> None:
        """The visit is booked: its day, time and length are kept to the minute."""
        site = appointment.site
        self._edit(_("Book {site}"), partial(edits.book_visit, appointment=appointment), site)

    def cancel_booking(self, site: SiteId) -> None:
        """The visit is not booked any more."""
        self._edit(
            _("Cancel the booking of {site}"), partial(edits.cancel_booking, site=site), site
        )

    def _edit(self, text: str, change: Change, site: SiteId | None = None) -> None:
        self._editor.edit(text, change, site=site)


def merged_order(
    fixed: tuple[SiteId, ...], added: AbstractSet[SiteId | None], visited: tuple[SiteId, ...]
) -> tuple[SiteId, ...]:
    """`fixed` with the sites of `added`, in the order of `visited`.

    A fixed site that is not visited stays behind the one it stood behind.
    """
    wanted = {*fixed, *added}
    order = [site for site in visited if site in wanted]
    for number, site in enumerate(fixed):
        if site not in order:
            place = order.index(fixed[number - 1]) + 1 if number else 0
            order.insert(place, site)
    return tuple(order)


def _sites_of(day: DayPlan) -> set[SiteId]:
    return {stop.site for stop in day.visits if stop.site is not None}


def booking_of(editor: VisitEditor, site: SiteId) -> Suggestion | None:
    """The booking of `site`, else the visit as it is planned, else ten on the first day."""
    tour, name = editor.tour, editor.name_of(site)
    known = tour.appointment_of(site)
    if known is not None:
        return Suggestion(
            site,
            name,
            known.day,
            known.start_min,
            known.duration_min,
            known.by_appointment,
            is_booked=True,
        )
    found = editor.planned(site)
    if found is not None:
        day, stop = found
        return Suggestion(site, name, day, stop.start_min, stop.end_min - stop.start_min)
    length = editor.usual_min(site)
    return None if length is None else Suggestion(site, name, 0, USUAL_START_MIN, length)
