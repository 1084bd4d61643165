"""What can be done about the selected site: wishes, locks, moves, durations."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import partial

from PySide6.QtCore import QObject, Signal

from tourplanner.domain import edits
from tourplanner.domain.itinerary import Stop
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.reasons import short_date
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import MIN_VISIT_MIN, Lock, Tour
from tourplanner.errors import TourPlannerError
from tourplanner.gui.open_tour import Change, OpenTour
from tourplanner.i18n import _
from tourplanner.usecases.adjust_itinerary import move_visit

STEP_MIN = 15


class VisitCommands(QObject):
    """Each command edits the open tour as one undoable step; trouble is told by `failed`."""

    failed = Signal(object)
    done = Signal(str)

    def __init__(self, open_tour: OpenTour, catalogue: SiteCatalogue, travel: TravelTimes) -> None:
        super().__init__()
        self._open_tour = open_tour
        self._catalogue = catalogue
        self._travel = travel

    def require(self) -> None:
        """The site has to be visited, or need not any more."""
        site = self._open_tour.selected
        if site is None:
            return
        if site in self._tour.preferences.required:
            self._edit(_("Leave {site} to the planner"), partial(edits.forget_wish, site=site))
        else:
            self._edit(_("Require {site}"), partial(edits.require, site=site))

    def leave_out(self) -> None:
        """The site must not be visited, or may again."""
        site = self._open_tour.selected
        if site is None:
            return
        if site in self._tour.preferences.excluded:
            self._edit(_("Leave {site} to the planner"), partial(edits.forget_wish, site=site))
        else:
            self._edit(_("Leave out {site}"), partial(edits.exclude, site=site))

    def lock(self) -> None:
        """The visit stays on its day, or may move again."""
        site = self._open_tour.selected
        if site is None:
            return
        lock = self._tour.lock_of(site)
        day = self._tour.itinerary.day_of(site) if self._tour.itinerary else None
        if lock is not None and (lock.start_min is None or day is None):
            self._edit(_("Unlock {site}"), partial(edits.unlock_visit, site=site))
        elif day is not None:
            self._edit(_("Lock {site}"), partial(edits.lock_visit, lock=Lock(site, day)))

    def lock_time(self) -> None:
        """The visit stays on its day at the time it has now, or may move again."""
        site = self._open_tour.selected
        if site is None:
            return
        lock = self._tour.lock_of(site)
        found = self._planned(site)
        if lock is not None and lock.start_min is not None:
            self._edit(_("Unlock {site}"), partial(edits.unlock_visit, site=site))
        elif found is not None:
            day, stop = found
            timed = Lock(site, day, stop.start_min)
            self._edit(_("Lock time of {site}"), partial(edits.lock_visit, lock=timed))

    def keep_order(self) -> None:
        """The visits of the selected day are made in the order they have now."""
        found = self._standing()
        plan = self._tour.itinerary
        if found is None or plan is None:
            return
        todays = frozenset(stop.site for stop in plan.days[found[1]].visits)
        order = merged_order(self._tour.fixed_order, todays, plan.visited)
        text = _("Keep the order of {day}").format(day=short_date(plan.days[found[1]].date))
        self._edit(text, partial(edits.keep_order, sites=order))

    def free_order(self) -> None:
        """The visits of the selected day, or one that is not planned, may change places again."""
        site, plan = self._open_tour.selected, self._tour.itinerary
        if site is None:
            return
        found = self._standing()
        freed = {site}
        text = _("Free the order of {site}")
        if found is not None and plan is not None:
            freed |= {stop.site for stop in plan.days[found[1]].visits if stop.site is not None}
            text = _("Free the order of {day}").format(day=short_date(plan.days[found[1]].date))
        order = tuple(known for known in self._tour.fixed_order if known not in freed)
        self._edit(text, partial(edits.keep_order, sites=order))

    def move_by(self, steps: int) -> None:
        """Earlier or later by `steps` visits; past the end of a day it goes to the next one."""
        found = self._standing()
        if found is None:
            return
        site, day, position, counts = found
        target = position + steps
        if target < 0:
            day, target = day - 1, counts[day - 1] if day else 0
        elif target >= counts[day]:
            day, target = day + 1, 0
        if 0 <= day < len(counts):
            self.move_to(site, day, target)

    def move_to_day(self, steps: int) -> None:
        """To the day `steps` later, wherever it fits best there."""
        found = self._standing()
        if found is not None and 0 <= found[1] + steps < len(found[3]):
            self.move_to(found[0], found[1] + steps, None)

    def move_to(self, site: SiteId, day: int, position: int | None) -> None:
        """To a place among the visits of a day (both 0-based)."""
        change = partial(
            move_visit,
            site=site,
            to_day=day,
            position=position,
            catalogue=self._catalogue,
            travel=self._travel,
        )
        self._edit(_("Move {site}"), change, site=site)

    def stay(self, minutes: int) -> None:
        """Longer by `minutes`, shorter when negative, rounded to quarters of an hour."""
        site = self._open_tour.selected
        known = self._catalogue.site(site) if site is not None else None
        if site is None or known is None:
            return
        now = self._tour.duration_of(site) or known.visit_min
        wanted = (now + minutes) // STEP_MIN * STEP_MIN if minutes > 0 else now + minutes
        if minutes < 0:
            wanted = -(-wanted // STEP_MIN) * STEP_MIN
        change = partial(edits.with_duration, site=site, minutes=max(wanted, MIN_VISIT_MIN))
        self._edit(_("Change time at {site}"), change, f"stay:{site}")

    def stay_as_usual(self) -> None:
        """As long as the catalogue says."""
        site = self._open_tour.selected
        if site is not None:
            change = partial(edits.with_duration, site=site, minutes=None)
            self._edit(_("Usual time at {site}"), change)

    @property
    def _tour(self) -> Tour:
        return self._open_tour.tour

    def _standing(self) -> tuple[SiteId, int, int, tuple[int, ...]] | None:
        """The selected visit, its day and position, and the number of visits on each day."""
        site, plan = self._open_tour.selected, self._tour.itinerary
        day = plan.day_of(site) if plan is not None and site is not None else None
        if plan is None or site is None or day is None:
            return None
        position = [stop.site for stop in plan.days[day].visits].index(site)
        return site, day, position, tuple(len(each.visits) for each in plan.days)

    def _planned(self, site: SiteId) -> tuple[int, Stop] | None:
        """The 0-based day and the stop at which the plan visits `site`."""
        for number, day in enumerate(self._tour.itinerary.days if self._tour.itinerary else ()):
            for stop in day.visits:
                if stop.site == site:
                    return number, stop
        return None

    def _edit(
        self, text: str, change: Change, merge_key: str | None = None, site: SiteId | None = None
    ) -> None:
        target = site or self._open_tour.selected
        found = self._catalogue.site(target) if target is not None else None
        label = text.format(site=found.names.en if found else target)
        before = self._tour
        try:
            self._open_tour.edit(label, change, merge_key)
        except TourPlannerError as error:
            self.failed.emit(error)
            return
        if self._tour is not before:
            self.done.emit(label)


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
