"""The window that previews what can be made of a tour, and has it written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.audience import AUDIENCE_LABELS, Audience
from tourplanner.domain.paper_choice import PaperChoice
from tourplanner.domain.progress import ShouldStop
from tourplanner.domain.tour import Tour
from tourplanner.errors import TourPlannerError
from tourplanner.exchange.file_names import safe_stem
from tourplanner.gui.export.choice_form import ChoiceForm
from tourplanner.gui.export.measuring import Measured, measure
from tourplanner.gui.export.offer_list import OfferList
from tourplanner.gui.export.preview_pane import PreviewPane
from tourplanner.gui.export.sizes import made_text
from tourplanner.gui.export.target_row import TargetRow
from tourplanner.gui.export.work import ExportOrder, ExportWork, Offer, Preview
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

DEBOUNCE_MS = 250
SIZE = (1240, 700)
LEFT_WIDTH = 430
MARGIN = 24
CAUTIONS_HEIGHT = 64
Readers = Mapping[Audience, Sequence[tuple[str, str]]]
"""Whom a paper for an audience can be meant for, each with its name."""
FIRST_TICKED = ("brochure", "gpx")


@dataclass(frozen=True, slots=True)
class ExportHabits:
    """What the window was left with; the choice of paper is kept with the tour."""

    folder: Path
    ticked: tuple[str, ...] = FIRST_TICKED
    looked_at: str = FIRST_TICKED[0]
    reader: str = ""
    as_zip: bool = False


class ExportWindow(QDialog):
    """`written` holds the files once the window is accepted; `choice` and `habits` are to keep."""

    details_asked = Signal()

    def __init__(
        self,
        tour: Tour,
        work: ExportWork,
        jobs: JobRunner,
        made_on: datetime,
        habits: ExportHabits,
        *,
        readers: Readers | None = None,
        is_stale: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`readers` are those whom a paper for an audience can be meant for."""
        super().__init__(parent)
        self.setWindowTitle(_("Export"))
        self._tour, self._work, self._jobs, self._made_on = tour, work, jobs, made_on
        self._is_stale = is_stale
        self._offers: dict[str, Offer] = {one.id: one for one in work.offers()}
        self._shown: tuple[ExportOrder, str] | None = None
        self._measured: dict[str, Measured] = {}
        self._own_cautions: tuple[str, ...] = ()
        self._is_writing = False
        self.written: tuple[Path, ...] = ()
        self.list = OfferList(tuple(self._offers.values()))
        self.form = ChoiceForm(tour.dossier.paper, readers or {}, habits.reader)
        self.target = TargetRow(habits.folder, safe_stem(tour.title), as_zip=habits.as_zip)
        self.preview = PreviewPane()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._work_out)
        self._lay_out()
        self.list.tick(habits.ticked)
        self.list.look_at(habits.looked_at)
        self.list.ticked.connect(self._follow_ticks)
        self.list.looked_at.connect(lambda _offer: self._timer.start())
        self.form.changed.connect(self._follow_choice)
        self.target.changed.connect(self._allow)
        self._follow_choice()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_tour(self, tour: Tour, readers: Readers) -> None:
        """The tour has other details now, or another plan."""
        if tour == self._tour:
            return
        self._tour = tour
        self.form.offer(readers)
        if not self._is_writing:
            self._follow_choice()

    @property
    def choice(self) -> PaperChoice:
        """What is chosen for papers and files."""
        return self.form.choice

    @property
    def habits(self) -> ExportHabits:
        """How the window stands, for the next time."""
        return ExportHabits(
            self.target.folder,
            self.list.wanted,
            self.list.current,
            self.form.reader_name,
            self.target.as_zip,
        )

    @property
    def cautions(self) -> str:
        """What is told before exporting, a sentence a line."""
        return self._cautions.text()

    @property
    def fault(self) -> str:
        """What went wrong; empty when all is well."""
        return self._fault.text() if not self._fault.isHidden() else ""

    def reject(self) -> None:
        """Stop the writing, else close."""
        if self._is_writing:
            self._jobs.finish_early(Channel.EXPORT)
            self.cancel.setEnabled(False)
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Nobody waits for previews any more."""
        self._timer.stop()
        for channel in (Channel.PREVIEW, Channel.MEASURE, Channel.EXPORT):
            self._jobs.drop(channel)
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cautions wrap elsewhere."""
        super().resizeEvent(event)
        self._fit_cautions()

    def _fit_cautions(self) -> None:
        """As high as the sentences are, up to a few lines; more of them scroll."""
        needed = self._cautions.heightForWidth(self.width() - 2 * MARGIN)
        self._caution_area.setFixedHeight(min(CAUTIONS_HEIGHT, max(0, needed)))

    def _lay_out(self) -> None:
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(16)
        left.addWidget(self.list, 1)
        left.addWidget(self.form)
        self._left.setFixedWidth(LEFT_WIDTH)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(self._left)
        middle.addWidget(self.preview, 1)
        self._cautions = _told("care")
        self._caution_area = QScrollArea()
        self._caution_area.setObjectName("form")
        self._caution_area.setWidgetResizable(True)
        self._caution_area.setWidget(self._cautions)
        self._caution_area.setFrameShape(QFrame.Shape.NoFrame)
        self._caution_area.setAccessibleName(_("What to look at before exporting"))
        self._fault = _told("wrong")
        self._fault.hide()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.progress.setAccessibleName(_("Files made"))
        self._said = QLabel()
        self._said.setObjectName("quiet")
        buttons = QDialogButtonBox()
        self.go = QPushButton(_("&Export"))
        self.go.setObjectName("primary")
        self.go.setDefault(True)
        self.cancel = QPushButton(_("Close"))
        self.cancel.setAutoDefault(False)
        details = QPushButton(_("&Details of the tour…"))
        details.setAutoDefault(False)
        details.clicked.connect(self.details_asked)
        buttons.addButton(details, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._export)
        buttons.rejected.connect(self.reject)
        last = QHBoxLayout()
        last.setSpacing(16)
        last.addWidget(self._said)
        last.addWidget(self.progress, 1)
        last.addWidget(buttons)
        self.progress.hide()
        last.insertStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 16, MARGIN, 16)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        layout.addWidget(self._caution_area)
        layout.addWidget(self._fault)
        layout.addWidget(self.target)
        layout.addLayout(last)
        self._fit_screen()

    def _fit_screen(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width() - 24), min(SIZE[1], room.height() - 48))

    def _order(self) -> ExportOrder:
        return ExportOrder(self._tour, self.choice, self._made_on, self.form.reader_name)

    def _follow_choice(self) -> None:
        self._measured = {}
        audience = self.choice.audience
        for offer in self._offers.values():
            self.list.set_note(offer.id, "")
            is_for = audience in offer.audiences
            names = ", ".join(_(AUDIENCE_LABELS[one]) for one in offer.audiences)
            sentence = _("This paper is for: {audiences}.").format(audiences=names)
            self.list.set_hindrance(offer.id, _("not for this reader"), "" if is_for else sentence)
        self._follow_ticks()

    def _follow_ticks(self) -> None:
        self._tell_cautions()
        self._allow()
        self._timer.start()

    def _allow(self) -> None:
        is_ready = bool(self.list.chosen) and self.target.target is not None
        self.go.setEnabled(is_ready and not self._is_writing)

    def _work_out(self) -> None:
        order, offer = self._order(), self.list.current
        if not offer or self._shown == (order, offer):
            self._measure(order)
            return
        title = _(self._offers[offer].label)
        hindrance = self.list.hindrance(offer)
        self._jobs.drop(Channel.MEASURE)
        if hindrance:
            self._jobs.drop(Channel.PREVIEW)
            self._shown = None
            self.preview.show_message(title, hindrance)
            self._measure(order)
            return
        self._shown = (order, offer)
        self._said.setText(_("Drawing the preview…"))
        self._jobs.start(
            Channel.PREVIEW,
            lambda should_stop, _report: self._work.preview(order, offer, should_stop),
            on_result=partial(self._show_preview, title),
            on_error=partial(self._tell_no_preview, title),
            on_end=lambda: self._end_preview(order),
        )

    def _show_preview(self, title: str, preview: Preview) -> None:
        if preview.pages:
            self.preview.show_pages(title, preview.pages)
        else:
            self.preview.show_files(title, preview.files, preview.text)

    def _tell_no_preview(self, title: str, error: TourPlannerError) -> None:
        self.preview.show_message(title, str(error))

    def _end_preview(self, order: ExportOrder) -> None:
        if not self._is_writing:
            self._said.setText("")
        self._measure(order)

    def _measure(self, order: ExportOrder) -> None:
        """Have pages, bytes and cautions of what is ticked worked out, each told when known."""
        wanted = [one for one in self.list.chosen if one not in self._measured]
        self._jobs.start(
            Channel.MEASURE,
            partial(measure, self._work, order, wanted),
            on_result=self._take_own_cautions,
            on_error=self._show_fault,
            on_report=self._take_measured,
        )

    def _take_measured(self, measured: Measured) -> None:
        self._measured[measured.offer] = measured
        made = measured.made
        self.list.set_note(measured.offer, made_text(made) if made else _("not possible"))
        self._tell_cautions()

    def _take_own_cautions(self, cautions: tuple[str, ...]) -> None:
        self._own_cautions = cautions
        self._tell_cautions()

    def _tell_cautions(self) -> None:
        told: dict[str, None] = {}
        if self._tour.itinerary is None:
            told[_("Nothing is planned yet: most papers and files need a plan first.")] = None
        elif self._is_stale:
            told[_("The plan is older than your wishes: plan again before you export.")] = None
        told |= dict.fromkeys(self._own_cautions)
        for offer in self.list.chosen:
            measured = self._measured.get(offer)
            if measured is None:
                continue
            if measured.fault and self._tour.itinerary is not None:
                told[measured.fault] = None
            elif measured.made is not None:
                told |= dict.fromkeys(measured.made.cautions)
        self._cautions.setText("\n".join(told))
        self._caution_area.setVisible(bool(told))
        self._fit_cautions()

    def _export(self) -> None:
        target, offers = self.target.target, self.list.chosen
        if self._is_writing or target is None or not offers:
            return
        order, as_zip, work = self._order(), self.target.as_zip, self._work
        self._timer.stop()
        self._jobs.drop(Channel.PREVIEW)
        self._jobs.drop(Channel.MEASURE)
        self._shown = None
        self._show_writing(len(offers))

        def write(should_stop: ShouldStop, report: Callable[[int], None]) -> tuple[Path, ...]:
            return work.write(
                order, offers, target, as_zip=as_zip, on_made=report, should_stop=should_stop
            )

        self._jobs.start(
            Channel.EXPORT,
            write,
            on_result=self._finish,
            on_error=self._show_fault,
            on_report=self.progress.setValue,
            on_end=self._end_writing,
        )

    def _show_writing(self, count: int) -> None:
        self._is_writing = True
        self._fault.hide()
        self.progress.setRange(0, count)
        self.progress.setValue(0)
        self.progress.show()
        self._said.setText(_("Writing…"))
        self.cancel.setText(_("Cancel"))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left.setEnabled(False)
        self.target.setEnabled(False)
        self._allow()

    def _end_writing(self) -> None:
        """Comes first, however it ended; for one who cancelled nothing else comes."""
        self._is_writing = False
        self.progress.hide()
        self._said.setText(_("Nothing was written."))
        self.cancel.setText(_("Close"))
        self.cancel.setEnabled(True)
        self._left.setEnabled(True)
        self.target.setEnabled(True)
        self._allow()
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        self._timer.start()

    def _finish(self, written: tuple[Path, ...]) -> None:
        self.written = written
        self.accept()

    def _show_fault(self, error: TourPlannerError) -> None:
        self._fault.setText(str(error))
        self._fault.show()


def _told(tone: str) -> QLabel:
    label = QLabel()
    label.setObjectName(tone)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
