"""What can be done about the selected site: wishes, moves, durations."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tourplanner.domain import edits
from tourplanner.domain.ports import SiteCatalogue, TravelTimes
from tourplanner.domain.preferences import Priority
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.domain.visit_length import MIN_VISIT_MIN
from tourplanner.gui.move_words import done_text
from tourplanner.gui.visit_editor import VisitEditor
from tourplanner.i18n import _
from tourplanner.usecases.adjust_itinerary import move_visit
from tourplanner.usecases.ripple import Change, Follow, ripple

STEP_MIN = 15


class VisitCommands:
    """Each command edits the open tour as one undoable step."""

    def __init__(self, editor: VisitEditor, catalogue: SiteCatalogue, travel: TravelTimes) -> None:
        self._editor = editor
        self._catalogue = catalogue
        self._travel = travel

    def require(self) -> None:
        """The site has to be visited, or need not any more."""
        self._wish(Priority.REQUIRED, _("Require {site}"), edits.require)

    def prefer(self) -> None:
        """One would like to visit the site, or does not mind any more."""
        self._wish(Priority.PREFERRED, _("Prefer {site}"), edits.prefer)

    def leave_out(self) -> None:
        """The site must not be visited, or may again."""
        self._wish(Priority.EXCLUDED, _("Leave out {site}"), edits.exclude)

    def _wish(self, priority: Priority, text: str, give: Callable[[Tour, SiteId], Tour]) -> None:
        """A wish given twice is taken back."""
        site = self._editor.selected
        if site is None:
            return
        if self._editor.tour.preferences.priority_of(site) is priority:
            text = _("Leave {site} to the planner")
            self._editor.edit(text, partial(edits.forget_wish, site=site))
        else:
            self._editor.edit(text, lambda tour: give(tour, site))

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
        self._move(_("Move {site}"), change, site)

    def push_later(self) -> None:
        """A quarter of an hour later, and every later visit of the day moves on as much."""
        self.ripple(Follow.PUSH, STEP_MIN, Change.START)

    def absorb(self) -> None:
        """A quarter of an hour later; later visits give way only as far as they must."""
        self.ripple(Follow.ABSORB, STEP_MIN, Change.START)

    def push_to_lock(self) -> None:
        """A quarter of an hour later, and the visits up to the next fixed one move on."""
        self.ripple(Follow.UNTIL_LOCK, STEP_MIN, Change.START)

    def ripple(self, follow: Follow, minutes: int, change: Change) -> None:
        """Begin the selected visit later, or make it last longer, and let its day follow."""
        site = self._editor.selected
        if site is None:
            return
        edit = partial(
            ripple,
            site=site,
            minutes=minutes,
            change=change,
            follow=follow,
            catalogue=self._catalogue,
            travel=self._travel,
        )
        text = _("Begin {site} later") if change is Change.START else _("Make {site} last longer")
        self._move(text, edit, site)

    def _move(self, text: str, change: Callable[[Tour], Tour], site: SiteId) -> None:
        before = self._editor.plan
        self._editor.edit(text, change, site=site)
        after = self._editor.plan
        if before is not None and after is not None and after is not before:
            self._editor.told.emit(done_text(self._editor.name_of(site), site, before, after))

    def stay(self, minutes: int) -> None:
        """Longer by `minutes`, shorter when negative, rounded to quarters of an hour."""
        site = self._editor.selected
        known = self._catalogue.site(site) if site is not None else None
        if site is None or known is None:
            return
        now = self._editor.tour.duration_of(site) or known.visit_min
        wanted = (now + minutes) // STEP_MIN * STEP_MIN if minutes > 0 else now + minutes
        if minutes < 0:
            wanted = -(-wanted // STEP_MIN) * STEP_MIN
        change = partial(edits.with_duration, site=site, minutes=max(wanted, MIN_VISIT_MIN))
        self._editor.edit(_("Change time at {site}"), change, f"stay:{site}")

    def stay_as_usual(self) -> None:
        """As long as the catalogue says."""
        site = self._editor.selected
        if site is not None:
            change = partial(edits.with_duration, site=site, minutes=None)
            self._editor.edit(_("Usual time at {site}"), change)

    def _standing(self) -> tuple[SiteId, int, int, tuple[int, ...]] | None:
        """The selected visit, its day and position, and the number of visits on each day."""
        site, plan = self._editor.selected, self._editor.plan
        day = plan.day_of(site) if plan is not None and site is not None else None
        if plan is None or site is None or day is None:
            return None
        position = [stop.site for stop in plan.days[day].visits].index(site)
        return site, day, position, tuple(len(each.visits) for each in plan.days)
