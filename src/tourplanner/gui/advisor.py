"""Asks worker threads about the open tour's plan and shows their answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.errors import TourPlannerError
from tourplanner.gui.advice_work import AdviceWork
from tourplanner.gui.dialogs.admissions import AdmissionsDialog
from tourplanner.gui.dialogs.compare import CompareDialog
from tourplanner.gui.dialogs.score import ScoreDialog
from tourplanner.gui.dialogs.variants import MeasuredVariant, VariantsDialog
from tourplanner.gui.dialogs.waiting import WaitingDialog
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.roadbook_feed import RoadbookFeed
from tourplanner.gui.variants import Variant, VariantShelf
from tourplanner.i18n import _
from tourplanner.usecases.admit_site import Admission
from tourplanner.usecases.alternatives import Alternative, measured
from tourplanner.usecases.score_plan import ScoreTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Compared = tuple[Alternative, tuple[Alternative, ...]]


class Advisor(QObject):
    """One dialog at a time; what is chosen there edits the tour as one undoable step."""

    failed = Signal(object)
    state_changed = Signal()

    def __init__(
        self,
        open_tour: OpenTour,
        jobs: JobRunner,
        work: AdviceWork,
        catalogue: SiteCatalogue,
        feed: RoadbookFeed,
        shelf: VariantShelf,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._open_tour = open_tour
        self._jobs = jobs
        self._work = work
        self._catalogue = catalogue
        self._feed = feed
        self._shelf = shelf
        self._window = window
        self.is_busy = False
        """Whether an answer is being worked out."""
        self.dialog: WaitingDialog | None = None
        """The dialog that is open."""

    def name_of(self, site: SiteId) -> str:
        """The site's English name; the one the tour keeps when the catalogue lost it."""
        found = self._catalogue.site(site)
        if found is not None:
            return found.names.first
        kept = {known.id: known.name for known in self._open_tour.tour.sites}
        return kept.get(site, site)

    def admit(self) -> None:
        """Which changes would admit the selected site?"""
        site, tour, book = self._open_tour.selected, self._open_tour.tour, self._feed.book
        reasons = {left.entry.site: left.why for left in (book.left_out if book else ())}
        if site is None or site not in reasons:
            return
        dialog = AdmissionsDialog(self.name_of(site), reasons[site], self._window)
        dialog.chosen.connect(partial(self._apply, site))

        def work(should_stop: ShouldStop, _report: Callable[[object], None]) -> object:
            return self._work.admit(tour, site, should_stop=should_stop)

        def show(found: tuple[Admission, ...]) -> None:
            dialog.show_answer(found, self.name_of)

        self._ask(dialog, work, show)

    def explain(self) -> None:
        """What is the plan worth, visit by visit?"""
        tour = self._open_tour.tour
        plan = tour.itinerary
        if plan is None:
            return
        dialog = ScoreDialog(self._window)

        def work(_should_stop: ShouldStop, _report: Callable[[object], None]) -> object:
            return self._work.score(tour, plan)

        def show(table: ScoreTable) -> None:
            dialog.show_answer(table, [day.date for day in plan.days], self.name_of)

        self._ask(dialog, work, show)

    def compare(self) -> None:
        """Which other plans are there?"""
        tour = self._open_tour.tour
        plan = tour.itinerary
        if plan is None:
            return
        dialog = CompareDialog(self._window)
        dialog.chosen.connect(self._take)

        def work(should_stop: ShouldStop, _report: Callable[[object], None]) -> object:
            present = measured(_("Present plan"), tour, self._work.score(tour, plan))
            return present, self._work.compare(tour, should_stop=should_stop)

        def show(answer: Compared) -> None:
            dialog.show_answer(*answer, self.name_of)

        self._ask(dialog, work, show)

    def show_variants(self) -> None:
        """Which plans of this tour were made before?"""
        self._shelf.keep_present()
        variants, tour = self._shelf.variants, self._open_tour.tour
        present = self._shelf.present()
        dialog = VariantsDialog(self._window)
        dialog.used.connect(self._use)
        dialog.beside.connect(self._show_beside)
        dialog.renamed.connect(self._shelf.rename)
        dialog.removed.connect(self._shelf.remove)

        def work(_should_stop: ShouldStop, _report: Callable[[object], None]) -> object:
            found = (self._measured_variant(variant, tour) for variant in variants)
            return tuple(each for each in found if each is not None)

        def show(rows: tuple[MeasuredVariant, ...]) -> None:
            dialog.show_answer(rows, present.number if present is not None else None)

        self._ask(dialog, work, show)

    def _measured_variant(self, variant: Variant, tour: Tour) -> MeasuredVariant | None:
        """On a worker thread: the figures of a variant, judged by the interests of `tour`."""
        kept, plan = variant.tour, variant.tour.itinerary
        if plan is None:
            return None
        figures = measured(variant.name, kept, self._work.score(tour, plan))
        clashes = tuple(fault.text for fault in self._work.check(kept))
        return MeasuredVariant(variant, figures, clashes)

    def _show_beside(self, rows: tuple[MeasuredVariant, ...]) -> None:
        tour = self._open_tour.tour
        plan = tour.itinerary
        if plan is None:
            return
        dialog = CompareDialog(self._window)
        dialog.chosen.connect(self._take)

        def work(_should_stop: ShouldStop, _report: Callable[[object], None]) -> object:
            return measured(_("Present plan"), tour, self._work.score(tour, plan))

        def show(present: Alternative) -> None:
            dialog.show_plans(present, [row.figures for row in rows], self.name_of)

        self._ask(dialog, work, show)

    def _ask(
        self,
        dialog: WaitingDialog,
        work: Callable[[ShouldStop, Callable[[object], None]], object],
        show: Callable[..., None],
    ) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self.dialog = dialog
        dialog.enough.connect(partial(self._jobs.finish_early, Channel.ADVICE))
        dialog.finished.connect(self._forget)
        dialog.open()
        self._set_busy(is_busy=True)

        def fail(error: TourPlannerError) -> None:
            dialog.reject()
            self.failed.emit(error)

        self._jobs.start(
            Channel.ADVICE,
            work,
            on_result=show,
            on_error=fail,
            on_end=partial(self._set_busy, is_busy=False),
        )

    def _set_busy(self, *, is_busy: bool) -> None:
        if is_busy != self.is_busy:
            self.is_busy = is_busy
            self.state_changed.emit()

    def _forget(self) -> None:
        """Nobody waits for an answer any more."""
        self._jobs.drop(Channel.ADVICE)
        self.dialog = None
        self._set_busy(is_busy=False)

    def _apply(self, site: SiteId, admission: Admission) -> None:
        text = _("Admit {site}").format(site=self.name_of(site))
        self._open_tour.edit(text, partial(_taken, planned=admission.tour), comes_planned=True)

    def _take(self, plan: Alternative) -> None:
        text = _("Take the plan “{name}”").format(name=plan.name)
        self._open_tour.edit(text, partial(_taken, planned=plan.tour), comes_planned=True)

    def _use(self, variant: Variant) -> None:
        text = _("Use the variant “{name}”").format(name=variant.name)
        self._open_tour.edit(text, partial(_taken, planned=variant.tour), comes_planned=True)


def _taken(tour: Tour, planned: Tour) -> Tour:
    """The wishes and the plan of `planned` under the present title."""
    return replace(planned, title=tour.title)
