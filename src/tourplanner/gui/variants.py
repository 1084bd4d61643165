"""Keeps the plans made of the open tour, each with its wishes, for a look side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from tourplanner.domain.itinerary import DayPlan
from tourplanner.domain.tour import Tour, planning_key
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.replanner import Replanner
from tourplanner.i18n import _

MOST = 12


@dataclass(frozen=True, slots=True)
class Variant:
    """A tour with a plan that answers its wishes."""

    number: int
    """Told apart by it; never given twice."""
    name: str
    note: str
    """What led to the plan."""
    tour: Tour
    is_named: bool = False
    """Whether the traveller gave the name; such a variant is not dropped by itself."""


class VariantShelf(QObject):
    """The plan before and the plan after each run of the planner; the oldest unnamed go first."""

    changed = Signal()

    def __init__(self, open_tour: OpenTour, replanner: Replanner) -> None:
        super().__init__()
        self._open_tour = open_tour
        self._replanner = replanner
        self._last = 0
        self._settled: Tour | None = None
        self._before: Tour | None = None
        self._was_busy = False
        self._variants: tuple[Variant, ...] = ()
        open_tour.loaded.connect(self._start_anew)
        open_tour.shown.connect(self._remember)
        replanner.state_changed.connect(self._follow)
        replanner.finished.connect(self._keep_both)
        self._remember()

    @property
    def variants(self) -> tuple[Variant, ...]:
        """In the order they were made."""
        return self._variants

    def present(self) -> Variant | None:
        """The one that the open tour shows; None when its plan was changed by hand since."""
        tour = self._open_tour.tour
        return next((each for each in self._variants if _is_same(each.tour, tour)), None)

    def keep(self, tour: Tour, note: str) -> None:
        """Keep the plan of `tour` unless it is here already."""
        if tour.itinerary is None or any(_is_same(each.tour, tour) for each in self._variants):
            return
        self._last += 1
        name = _("Plan {number}").format(number=self._last)
        self._show((*self._variants, Variant(self._last, name, note, tour)))

    def keep_present(self) -> None:
        """Keep the plan that is shown, changed by hand or not."""
        if not self._open_tour.is_stale:
            self.keep(self._open_tour.tour, self._open_tour.stack.undoText() or _("As opened"))

    def rename(self, number: int, name: str) -> None:
        """Call a variant by a name of one's own; a blank one changes nothing."""
        if name.strip():
            self._show(
                tuple(
                    replace(each, name=name.strip(), is_named=True)
                    if each.number == number
                    else each
                    for each in self._variants
                )
            )

    def remove(self, number: int) -> None:
        """Forget a variant."""
        self._show(tuple(each for each in self._variants if each.number != number))

    def _start_anew(self) -> None:
        self._last = 0
        self._settled = self._before = None
        self._show(())

    def _remember(self) -> None:
        """The last plan that answered its wishes while nothing was planned."""
        if not self._replanner.is_busy and not self._open_tour.is_stale:
            self._settled = self._open_tour.tour

    def _follow(self) -> None:
        """What stands when a run begins is the plan before it."""
        is_busy = self._replanner.is_busy
        if is_busy and not self._was_busy:
            self._before = self._settled
        self._was_busy = is_busy

    def _keep_both(self) -> None:
        if self._before is not None:
            self.keep(self._before, _("As opened"))
        self.keep(self._open_tour.tour, self._open_tour.stack.undoText() or _("First plan"))

    def _show(self, variants: tuple[Variant, ...]) -> None:
        if len(variants) > MOST:
            spare = next((each for each in variants[:-1] if not each.is_named), variants[0])
            variants = tuple(each for each in variants if each is not spare)
        if variants != self._variants:
            self._variants = variants
            self.changed.emit()


def _is_same(one: Tour, other: Tour) -> bool:
    return planning_key(one) == planning_key(other) and _days(one) == _days(other)


def _days(tour: Tour) -> tuple[DayPlan, ...]:
    return tour.itinerary.days if tour.itinerary is not None else ()
