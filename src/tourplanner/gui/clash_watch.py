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

        def work(should_stop: ShouldStop, _report: Callable[[object], None]) -> tuple[SiteId, ...]:
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

    def _tell(self, clash: tuple[SiteId, ...]) -> None:
        tour = self._open_tour.tour
        visited = tour.itinerary.visited if tour.itinerary else ()
        sites = clash or tuple(sorted(tour.demanded - set(visited)))
        names = self._names(sites)
        if clash:
            text = ngettext(
                "This one wish cannot be met: {sites}.",
                "These wishes cannot be met together: {sites}. Give up one of them.",
                len(clash),
            )
        else:
            text = _("The plan misses {sites}. Plan again to search longer.")
        self._say(text.format(sites=names), ((_("Show"), partial(self._show, sites, 0)),))

    def _names(self, sites: tuple[SiteId, ...]) -> str:
        names = ", ".join(self._name_of(site) for site in sites[:MOST_NAMES])
        more = len(sites) - MOST_NAMES
        if more <= 0:
            return names
        text = ngettext("{sites} and {count} more", "{sites} and {count} more", more)
        return text.format(sites=names, count=more)

    def _show(self, sites: tuple[SiteId, ...], number: int) -> None:
        """Select one of the clashing sites and offer to give its wish up."""
        site = sites[number]
        self._open_tour.select(site)
        text = _("Wish {number} of {count}: {site}, {wish}.").format(
            number=number + 1,
            count=len(sites),
            site=self._name_of(site),
            wish=wish_text(self._open_tour.tour, site),
        )
        following = partial(self._show, sites, (number + 1) % len(sites))
        give_up = (_("Give up this wish"), partial(self._release, site))
        self._say(text, ((_("Next"), following), give_up) if len(sites) > 1 else (give_up,))

    def _release(self, site: SiteId) -> None:
        text = _("Give up the wish for {site}").format(site=self._name_of(site))
        self._open_tour.edit(text, partial(released, site=site))

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


def wish_text(tour: Tour, site: SiteId) -> str:
    """What the tour demands of a site, in words."""
    lock = tour.lock_of(site)
    texts = []
    if site in tour.preferences.required:
        texts.append(_("required"))
    if lock is not None and lock.start_min is not None:
        texts.append(_("locked to its day and time"))
    elif lock is not None:
        texts.append(_("locked to its day"))
    if site in tour.fixed_order:
        texts.append(_("kept in order"))
    return ", ".join(texts)


def released(tour: Tour, site: SiteId) -> Tour:
    """`tour` without any demand for `site`."""
    free = edits.forget_wish(edits.unlock_visit(tour, site), site)
    order = tuple(known for known in free.fixed_order if known != site)
    return edits.keep_order(free, order)
