"""The window that shows what files, links and lists would bring into the tour, and takes it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.datum import Datum
from tourplanner.domain.dossier import MOST_ENTRIES
from tourplanner.domain.tour import Tour
from tourplanner.errors import TourPlannerError
from tourplanner.exchange.readers.any_file import SUFFIXES
from tourplanner.gui.dialogs.asker import SUFFIX as TOUR
from tourplanner.gui.importing.results_page import COLUMNS, ResultsPage
from tourplanner.gui.importing.source_panel import SourcePanel, rounded_m
from tourplanner.gui.importing.sources import (
    Look,
    Source,
    file_source,
    pasted_source,
)
from tourplanner.gui.importing.visit_row import VisitRow
from tourplanner.gui.importing.work import Found, ImportWork, is_remembered
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.theme import Theme
from tourplanner.i18n import _, ngettext
from tourplanner.usecases.import_entries import Fate
from tourplanner.usecases.take_in import Chosen, VisitDraft, beyond_room

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

SIZE = (1240, 700)
LEFT_WIDTH = 300
MARGIN = 24


class ImportWindow(QDialog):
    """`chosen` is what to take in once the window is accepted; `merge_asked` carries a copy."""

    merge_asked = Signal(object)

    def __init__(
        self,
        tour: Tour,
        work: ImportWork,
        jobs: JobRunner,
        theme: Theme,
        folder: Path,
        today: date,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import"))
        self.setAcceptDrops(True)
        self._tour, self._work, self._jobs = tour, work, jobs
        self.folder, self._today = folder, today
        self._sources: list[Source] = []
        self._looks: dict[Source, Look] = {}
        self._found: Found | None = None
        self._is_busy = False
        self._pastes = 0
        self.sources = SourcePanel(theme)
        self.results = ResultsPage(theme)
        self._lay_out()
        self.sources.add_asked.connect(self._ask_files)
        self.sources.paste_asked.connect(self.paste)
        self.sources.changed.connect(self._change)
        self.sources.selected.connect(self._follow_source)
        self.results.columns.chosen.connect(self._choose_columns)
        self.results.columns.remembered.connect(self._remember)
        self.results.columns.forgotten.connect(self._forget)
        self.results.model.chosen_changed.connect(self._follow_choice)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        self._show()
        self.sources.add.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """What is ticked, each with what becomes of it."""
        return self.results.model.chosen

    @property
    def draft(self) -> VisitDraft | None:
        """What was said of unknown places that are to be visited."""
        return self.visits.draft(self._today)

    @property
    def moved(self) -> tuple[str, ...]:
        """A sentence for each source whose points were moved from another datum."""
        return tuple(_moved_text(look) for look in self._looks_now() if look.source.datum)

    @property
    def hindrance(self) -> str:
        """What has to be done before anything is taken in; empty when nothing has."""
        return self._hindrance.text()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read these files too; a copy of a tour is merged, not read."""
        copies = [path for path in paths if path.suffix.lower() == TOUR]
        if copies:
            self.merge_asked.emit(copies[0])
            return
        known = {source.path for source in self._sources}
        self._sources += [file_source(path) for path in paths if path not in known]
        if paths:
            self.folder = paths[-1].parent
        self._look()

    def add_text(self, text: str) -> None:
        """Read copied text too."""
        if text.strip():
            self._pastes += 1
            self._sources.append(pasted_source(text, self._pastes))
            self._look()

    def paste(self) -> None:
        """Take what was copied: files, or text."""
        copied = _copied() or QMimeData()
        paths = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
        if paths:
            self.add_files(paths)
        elif copied.text().strip():
            self.add_text(copied.text())
        else:
            self._said.setText(_("Nothing is copied: copy a link, points or rows of a table."))

    def reject(self) -> None:
        """Stop the reading, else close."""
        if self._is_busy:
            self._jobs.drop(Channel.IMPORT)
            self._end()
            self._sources = [source for source in self._sources if source in self._looks]
            self._show()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Nobody waits for a look any more."""
        self._jobs.drop(Channel.IMPORT)
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and text may be dropped."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        dropped = event.mimeData()
        paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
        if paths:
            self.add_files(paths)
        else:
            self.add_text(dropped.text())
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        self.sources.setFixedWidth(LEFT_WIDTH)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(self.sources)
        middle.addWidget(self.results, 1)
        self.visits = VisitRow()
        self.visits.changed.connect(self._follow_choice)
        self.skip = QCheckBox()
        self.skip.toggled.connect(lambda _on: self._follow_choice())
        self._hindrance = QLabel()
        self._hindrance.setObjectName("care")
        self._hindrance.setWordWrap(True)
        self._said = QLabel()
        self._said.setObjectName("quiet")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.progress.setAccessibleName(_("Sources read"))
        buttons = QDialogButtonBox()
        self.go = QPushButton(_("Take &in"))
        self.go.setObjectName("primary")
        self.go.setDefault(True)
        self.cancel = QPushButton(_("Close"))
        self.cancel.setAutoDefault(False)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        last = QHBoxLayout()
        last.setSpacing(16)
        last.addWidget(self._said, 1)
        last.addWidget(self.progress, 1)
        last.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 16, MARGIN, 16)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        layout.addWidget(self.visits)
        layout.addWidget(self.skip)
        layout.addWidget(self._hindrance)
        layout.addLayout(last)
        self.progress.hide()
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width() - 24), min(SIZE[1], room.height() - 48))

    def _ask_files(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in (*SUFFIXES, TOUR))
        names, _filter = QFileDialog.getOpenFileNames(
            self,
            _("Files to take in"),
            str(self.folder),
            _("Places, rides, lists and tours ({kinds})").format(kinds=kinds),
        )
        self.add_files([Path(name) for name in names])

    def _change(self, source: Source, other: Source | None) -> None:
        at = self._sources.index(source)
        self._sources[at : at + 1] = [] if other is None else [other]
        self._look()

    def _look(self) -> None:
        """Read what is new, then work out what all of it would bring."""
        self._is_busy = True
        self.progress.setRange(0, len(self._sources))
        self.progress.setValue(0)
        tour, sources, seen = self._tour, tuple(self._sources), dict(self._looks)
        self._show()

        def work(should_stop: Callable[[], bool], report: Callable[[Look], None]) -> Found:
            return self._work.look(tour, sources, seen, should_stop, report)

        self._jobs.start(
            Channel.IMPORT,
            work,
            on_result=self._take_found,
            on_error=self._tell_error,
            on_report=self._take_look,
            on_end=self._end,
        )

    def _take_look(self, look: Look) -> None:
        self._looks[look.source] = look
        self.progress.setValue(self.progress.value() + 1)

    def _take_found(self, found: Found) -> None:
        self._found = found
        self._show()
        troubled = next((look for look in found.looks if look.trouble and look.table), None)
        if troubled is not None and self.sources.current == troubled.source:
            self.results.show_tab(COLUMNS)

    def _tell_error(self, error: TourPlannerError) -> None:
        self._hindrance.setText(str(error))

    def _end(self) -> None:
        self._is_busy = False
        self._show()

    def _show(self) -> None:
        self.progress.setVisible(self._is_busy)
        self._said.setVisible(not self._is_busy)
        self.cancel.setText(_("Cancel") if self._is_busy else _("Close"))
        self.sources.show_sources(self._sources, self._looks)
        if not self._sources:
            self._found = None
        title, words = (
            _("Nothing is read yet"),
            _(
                "Add or drop files, or paste what you have copied: links of map services, points, "
                "or rows of a table. GPX, KML, KMZ, GeoJSON, CSV, TSV, Excel, calendars, "
                "reservations of KDE Itinerary and copies of a tour are read. Nothing is asked of "
                "the network, and nothing changes in the tour before you take it in."
            ),
        )
        if self._is_busy:
            title, words = _("Reading…"), ""
        elif self._found is not None:
            title, words = _("Nothing was found in it"), _("Add another file, or paste a link.")
        self.results.show_words(title, words)
        self.results.show_found(self._found, has_columns=self._table() is not None)
        self._follow_choice()

    def _follow_source(self) -> None:
        look = self._table()
        if look is not None and look.table is not None:
            known = is_remembered(look, self._work.memory)
            self.results.columns.show_table(look, look.table, is_remembered=known)
        if self._found is not None and not self._is_busy:
            self.results.show_found(self._found, has_columns=look is not None)

    def _table(self) -> Look | None:
        """The look at the chosen source, if it is a table."""
        source = self.sources.current
        look = self._looks.get(source) if source is not None else None
        return look if look is not None and look.table is not None else None

    def _looks_now(self) -> list[Look]:
        return [self._looks[source] for source in self._sources if source in self._looks]

    def _follow_choice(self) -> None:
        """Say what would be taken in, and what has to be settled before."""
        looks, chosen = self._looks_now(), self.results.model.chosen
        faults = sum(look.fault_count for look in looks)
        text = ngettext(
            "Leave out the {count} row that cannot be read",
            "Leave out the {count} rows that cannot be read",
            faults,
        )
        self.skip.setText(text.format(count=faults))
        self.skip.setVisible(bool(faults))
        has_visits = any(fate is Fate.VISIT for _entry, fate in chosen)
        self.visits.setVisible(has_visits)
        asked = [look.source.name for look in looks if look.places.datum_question]
        hindrance = ""
        if asked:
            text = _("Say on the left how the degrees of {file} are counted.")
            hindrance = text.format(file=", ".join(f"“{name}”" for name in asked))
        elif has_visits and self.draft is None:
            hindrance = _("Say of what kind your own visits are.")
        elif beyond_room(self._tour, chosen):
            count = beyond_room(self._tour, chosen)
            text = ngettext(
                "A tour keeps at most {most} ideas and reservations: untick {count}.",
                "A tour keeps at most {most} ideas and reservations: untick {count}.",
                count,
            )
            hindrance = text.format(most=MOST_ENTRIES, count=count)
        elif faults and not self.skip.isChecked():
            hindrance = _("Correct the rows under “Findings”, or agree to leave them out.")
        self._hindrance.setText(hindrance)
        self._hindrance.setVisible(bool(hindrance))
        count = len(chosen)
        if self._found is None:
            self._said.setText("")
        else:
            text = ngettext("{count} thing is ticked.", "{count} things are ticked.", count)
            ticked = text.format(count=count) if count else _("Nothing is ticked.")
            self._said.setText(" ".join((ticked, *self.moved)))
        self.go.setEnabled(bool(chosen) and not hindrance and not self._is_busy)

    def _choose_columns(self, columns: dict[str, int]) -> None:
        look = self._table()
        if look is not None and look.table is not None:
            pairs = tuple(sorted(columns.items()))
            self._read_anew(look, (look.table.signature, pairs))

    def _remember(self, columns: dict[str, int]) -> None:
        look = self._table()
        if look is not None:
            self._work.remember(look.memory_key, columns)
            self._follow_source()

    def _forget(self) -> None:
        look = self._table()
        if look is not None:
            self._work.remember(look.memory_key, None)
            self._looks = {source: one for source, one in self._looks.items() if one.table is None}
            self._read_anew(look, None)

    def _read_anew(
        self, look: Look, columns: tuple[str, tuple[tuple[str, int], ...]] | None
    ) -> None:
        kind = (
            look.is_people if look.source.is_people is None and columns else look.source.is_people
        )
        self._change(look.source, replace(look.source, columns=columns, is_people=kind))


def _copied() -> QMimeData | None:
    """What was copied; an empty clipboard holds nothing at all."""
    return QGuiApplication.clipboard().mimeData()


def _moved_text(look: Look) -> str:
    datum = look.source.datum
    if datum is None or datum is Datum.WGS84 or datum not in look.shifts:
        text = _("“{file}” was read as {datum}, not moved.")
        return text.format(file=look.source.name, datum=(datum or Datum.WGS84).value)
    text = _("“{file}” was read as {datum}: its points are moved by about {metres} m.")
    return text.format(
        file=look.source.name, datum=datum.value, metres=rounded_m(look.shifts[datum])
    )
