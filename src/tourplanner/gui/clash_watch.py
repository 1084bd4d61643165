"""Tells which wishes clash when the plan leaves out a site that was demanded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from tourplanner.domain import edits
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour, planning_key
from tourplanner.errors import TourPlannerError
from tourplanner.gui.advice_work import ClashWork
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.panels.messages import MessageBar, Tone
from tourplanner.gui.replanner import Replanner
from tourplanner.i18n import _, ngettext
from tourplanner.usecases.find_clash import Wish, WishKind, wish_text

MOST_NAMES = 4


class ClashWatch(QObject):
    """Looks once for each set of wishes whose plan is ready; "Show" goes from wish to wish."""

    state_changed = Signal()

    def __init__(
        self,
        open_tour: OpenTour,
        replanner: Replanner,
        jobs: JobRunner,
        find: ClashWork,
        messages: MessageBar,
        name_of: Callable[[SiteId], str],
    ) -> None:
        super().__init__(messages)
        self._open_tour = open_tour
        self._replanner = replanner
        self._jobs = jobs
        self._find = find
        self._messages = messages
        self._name_of = name_of
        self._asked: object = None
        self._said = ""
        self.is_busy = False
        """Whether a clash is being looked for."""
        replanner.state_changed.connect(self.look)
        open_tour.shown.connect(self.look)

    def look(self) -> None:
        """Look for a clash when the plan is ready and misses a demand."""
        tour = self._open_tour.tour
        key = planning_key(tour)
        if key != self._asked and self._asked is not None:
            self._forget()
        if self._replanner.is_busy or self._open_tour.is_stale or tour.itinerary is None:
            return
        if tour.demanded <= set(tour.itinerary.visited):
            self._forget()
            return
        if key == self._asked:
            return
        self._asked = key

        def work(should_stop: ShouldStop, _report: Callable[[object], None]) -> tuple[Wish, ...]:
            return self._find(tour, should_stop=should_stop)

        self._set_busy(is_busy=True)
        self._jobs.start(
            Channel.CLASH,
            work,
            on_result=self._tell,
            on_error=self._give_up,
            on_end=partial(self._set_busy, is_busy=False),
        )

    def _set_busy(self, *, is_busy: bool) -> None:
        if is_busy != self.is_busy:
            self.is_busy = is_busy
            self.state_changed.emit()

    def _tell(self, clash: tuple[Wish, ...]) -> None:
        tour = self._open_tour.tour
        visited = tour.itinerary.visited if tour.itinerary else ()
        missed = sorted(tour.demanded - set(visited))
        wishes = clash or tuple(Wish(WishKind.SITE, site=site) for site in missed)
        if clash:
            text = ngettext(
                "This one wish cannot be met: {wishes}.",
                "These wishes cannot be met together: {wishes}. Give up one of them.",
                len(clash),
            )
        else:
            text = _("The plan misses {wishes}. Plan again to search longer.")
        shown = text.format(wishes=self._names(wishes))
        self._say(shown, ((_("Show"), partial(self._show, wishes, 0)),))

    def _names(self, wishes: tuple[Wish, ...]) -> str:
        tour = self._open_tour.tour
        names = _("; ").join(wish_text(wish, tour, self._name_of) for wish in wishes[:MOST_NAMES])
        more = len(wishes) - MOST_NAMES
        if more <= 0:
            return names
        text = ngettext("{wishes} and {count} more", "{wishes} and {count} more", more)
        return text.format(wishes=names, count=more)

    def _show(self, wishes: tuple[Wish, ...], number: int) -> None:
        """Tell one of the clashing wishes, select its site, and offer to give it up."""
        wish, tour = wishes[number], self._open_tour.tour
        if wish.site is not None:
            self._open_tour.select(wish.site)
        text = _("Wish {number} of {count}: {wish}.").format(
            number=number + 1,
            count=len(wishes),
            wish=wish_in_full(wish, tour, self._name_of),
        )
        following = partial(self._show, wishes, (number + 1) % len(wishes))
        give_up = (_("Give up this wish"), partial(self._release, wish))
        self._say(text, ((_("Next"), following), give_up) if len(wishes) > 1 else (give_up,))

    def _release(self, wish: Wish) -> None:
        text = _("Give up the wish for {wish}").format(
            wish=wish_text(wish, self._open_tour.tour, self._name_of)
        )
        self._open_tour.edit(text, partial(released, wish=wish))

    def _say(self, text: str, answers: tuple[tuple[str, Callable[[], None]], ...]) -> None:
        self._messages.say(text, Tone.CARE, answers=answers)
        self._said = self._messages.text

    def _give_up(self, _error: TourPlannerError) -> None:
        """Planning has told the same trouble already."""

    def _forget(self) -> None:
        if self._asked is not None:
            self._jobs.drop(Channel.CLASH)
            self._set_busy(is_busy=False)
        self._asked = None
        if self._said and self._messages.text == self._said:
            self._messages.clear()
        self._said = ""


def wish_in_full(wish: Wish, tour: Tour, name_of: Callable[[SiteId], str]) -> str:
    """A wish in a few words; a place of which nothing but the visit is wished says so."""
    text = wish_text(wish, tour, name_of)
    if wish.site is not None and text == name_of(wish.site):
        return _("{site}, must see").format(site=text)
    return text


def released(tour: Tour, wish: Wish) -> Tour:
    """`tour` without the wish; of a site without any demand for it."""
    if wish.site is None:
        return _without_rule(tour, wish)
    free = edits.cancel_booking(edits.unlock_visit(tour, wish.site), wish.site)
    order = tuple(known for known in free.fixed_order if known != wish.site)
    return edits.keep_order(edits.forget_wish(free, wish.site), order)


def _without_rule(tour: Tour, wish: Wish) -> Tour:
    if wish.kind is WishKind.FROZEN_DAY and wish.day is not None:
        return edits.thaw_day(tour, wish.day)
    if wish.kind is WishKind.BREAK and wish.name is not None:
        return edits.without_break(tour, wish.name)
    return edits.with_pace_minutes(tour, tour.preferences.extra_min, 0)
