"""Says while a visit is dragged what dropping it here would mean."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal

from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.errors import TourPlannerError
from tourplanner.gui.advice_work import MoveAnswers, WhatIfWork
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.move_words import what_if_text
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.plan_changes import NameOf
from tourplanner.i18n import _

Question = tuple[str, int, int]
"""Site, 0-based day, 0-based position among that day's other visits."""


class DropPreview(QObject):
    """Gets ready on a worker thread when a drag begins; each step is then answered at once."""

    shown = Signal(object, str)
    """Where on the screen, and what is to be said there; "" says nothing any more."""

    def __init__(
        self, open_tour: OpenTour, jobs: JobRunner, prepare: WhatIfWork, name_of: NameOf
    ) -> None:
        super().__init__()
        self._open_tour = open_tour
        self._jobs = jobs
        self._prepare = prepare
        self._name_of = name_of
        self._of: Tour | None = None
        self._answers: MoveAnswers | None = None
        self._texts: dict[Question, str] = {}
        self._asked: tuple[Question, QPoint] | None = None

    def ask(self, site: str, day: int, position: int, where: QPoint) -> None:
        """What if `site` were dropped there?"""
        self._asked = ((site, day, position), where)
        if self._of is not self._open_tour.tour:
            self._get_ready()
        elif self._answers is not None:
            self._show()

    def end(self) -> None:
        """The drag is over."""
        self._asked = None
        self.shown.emit(QPoint(), "")

    def _get_ready(self) -> None:
        tour = self._open_tour.tour
        self._of, self._answers, self._texts = tour, None, {}
        if tour.itinerary is None:
            return

        def work(_should_stop: ShouldStop, _report: Callable[[object], None]) -> MoveAnswers:
            return self._prepare(tour)

        self._jobs.start(Channel.WHAT_IF, work, on_result=self._take, on_error=self._give_up)

    def _take(self, answers: MoveAnswers) -> None:
        self._answers = answers
        if self._asked is not None:
            self._show()

    def _give_up(self, _error: TourPlannerError) -> None:
        """The move itself tells the same trouble."""

    def _show(self) -> None:
        if self._asked is None or self._answers is None:
            return
        question, where = self._asked
        if question not in self._texts:
            self._texts[question] = self._text(*question)
        self.shown.emit(where, self._texts[question])

    def _text(self, site: str, day: int, position: int) -> str:
        name = self._name_of(SiteId(site))
        answer = self._answers.moved(SiteId(site), day, position) if self._answers else None
        if answer is None:
            return _("No way leads to {site} there.").format(site=name)
        return what_if_text(name, SiteId(site), answer)
