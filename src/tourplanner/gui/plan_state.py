"""Says in the top bar what the plan holds, and how much better any plan could be."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tourplanner.gui import words
from tourplanner.gui.actions import Actions
from tourplanner.gui.bound_watch import BoundState, BoundWatch
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.replanner import Replanner
from tourplanner.gui.roadbook_feed import RoadbookFeed
from tourplanner.gui.top_bar import TopBar
from tourplanner.i18n import _


class PlanState(QObject):
    """Never speaks of a plan that is not the one shown."""

    def __init__(
        self,
        open_tour: OpenTour,
        replanner: Replanner,
        feed: RoadbookFeed,
        bound: BoundWatch,
        actions: Actions,
        top_bar: TopBar,
    ) -> None:
        super().__init__(top_bar)
        self._open_tour = open_tour
        self._replanner = replanner
        self._feed = feed
        self._bound = bound
        self._actions = actions
        self._top_bar = top_bar
        replanner.state_changed.connect(self.show)
        feed.changed.connect(self.show)
        bound.changed.connect(self.show)

    def show(self) -> None:
        """Show the state as it is."""
        is_busy, book = self._replanner.is_busy, self._feed.book
        if book is None or not book.days:
            text = _("Planning…") if is_busy else _("Nothing planned yet")
        elif is_busy and self._replanner.found > 1:
            text = _("{plan} · plan {number}, looking for better").format(
                plan=words.plan_summary(book), number=self._replanner.found
            )
        elif is_busy:
            text = _("{plan} · looking for better").format(plan=words.plan_summary(book))
        elif self._open_tour.is_stale:
            text = _("{plan} · out of date").format(plan=words.plan_summary(book))
        else:
            text = words.plan_summary(book)
        state = self._bound.state
        self._top_bar.show_plan(text, is_busy=is_busy)
        self._top_bar.show_bound(
            bound_text(state),
            bound_explanation(state),
            is_proven=state.bound is not None and state.bound.is_proven_best,
        )
        actions = self._actions
        has_plan = book is not None and bool(book.days)
        actions["plan"].setIconText(_("Plan again") if has_plan else _("Plan"))
        actions["plan"].setEnabled(not is_busy)
        actions["afresh"].setEnabled(not is_busy)
        actions["stop"].setEnabled(is_busy)
        actions["check"].setEnabled(book is not None)
        actions["export"].setEnabled(book is not None)
        actions["compare_saved"].setEnabled(book is not None)


def bound_text(state: BoundState) -> str:
    """ "at most 0.6 % better is possible"; with dots while that is worked on."""
    if state.bound is None:
        return _("proving how good it is…") if state.is_working else ""
    if state.is_working and not state.bound.is_proven_best:
        return _("{bound}…").format(bound=state.bound.text)
    return state.bound.text


def bound_explanation(state: BoundState) -> str:
    """What the words of `bound_text` mean."""
    if state.bound is None:
        if not state.is_working:
            return ""
        return _("The program works out, in the background, how much better any plan could be.")
    if state.bound.is_proven_best:
        return _(
            "With these wishes, hours and travel times no plan has more points than this one. "
            "“Why this plan?” (F6) shows the points."
        )
    text = _(
        "With these wishes, hours and travel times no plan can have more than {points} points. "
        "“Why this plan?” (F6) shows the points of this one."
    ).format(points=f"{state.bound.points:,}")
    if state.is_working:
        return _("{explanation} The figure may still fall: it is being worked on.").format(
            explanation=text
        )
    return text
