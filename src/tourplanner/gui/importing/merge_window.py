"""The window that makes one tour of two copies, each conflict settled by the user."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.tour import Tour
from tourplanner.errors import TourPlannerError
from tourplanner.exchange.tour_file import read_tour
from tourplanner.gui.importing.clash_list import ClashList
from tourplanner.gui.jobs import Channel, JobRunner
from tourplanner.gui.theme import heading_font
from tourplanner.i18n import _, ngettext
from tourplanner.usecases.merge_tours import MergedTour, merge_tours

SIZE = (1000, 640)
SMALL_HEIGHT = 240
"""As long as there is no conflict to show."""
MARGIN = 24


@dataclass(frozen=True, slots=True)
class _Copies:
    theirs: Tour
    base: Tour | None


class MergeWindow(QDialog):
    """`merged` is the tour of both once the window is accepted."""

    def __init__(self, tour: Tour, jobs: JobRunner, folder: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Merge"))
        self._tour, self._jobs, self._folder = tour, jobs, folder
        self._copies: _Copies | None = None
        self.merged: MergedTour | None = None
        self.list = ClashList()
        self.list.changed.connect(self._merge)
        self._lay_out()
        self._follow()

    @property
    def copy(self) -> Path | None:
        """The other copy."""
        text = self.theirs.text().strip()
        return Path(text).expanduser() if text else None

    @property
    def fault(self) -> str:
        """What keeps the copies from being merged; empty when nothing does."""
        return self._fault.text() if not self._fault.isHidden() else ""

    def merge_into(self, tour: Tour) -> MergedTour | None:
        """`tour` with the other copy, conflicts settled as chosen; None without a copy.

        Raises InvalidEdit when the two do not go together.
        """
        copies = self._copies
        if copies is None:
            return None
        return merge_tours(tour, copies.theirs, copies.base, self.list.choices)

    def choose_copy(self, path: Path) -> None:
        """Take `path` as the other copy."""
        self.theirs.setText(str(path))
        self._read()

    def choose_base(self, path: Path) -> None:
        """Take `path` as what both began with."""
        self.base.setText(str(path))
        self._read()

    def done(self, result: int) -> None:
        """Nobody waits for the files any more."""
        self._jobs.drop(Channel.IMPORT)
        super().done(result)

    def _lay_out(self) -> None:
        heading = QLabel(_("Merge “{title}” with a copy").format(title=self._tour.title))
        heading.setObjectName("heading")
        heading.setFont(heading_font(heading.font(), 1.25))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        self.theirs, self.base = QLineEdit(), QLineEdit()
        self.theirs.setPlaceholderText(_("a .tour file that somebody else has changed"))
        self.base.setPlaceholderText(_("not needed; with it, what one took away is gone"))
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(8)
        rows = (
            (_("&Other copy"), _("Choose the other copy"), self.theirs, self.choose_copy),
            (
                _("What &both began with"),
                _("Choose what both began with"),
                self.base,
                self.choose_base,
            ),
        )
        for number, (label, name, field, choose) in enumerate(rows):
            caption = QLabel(label)
            caption.setBuddy(field)
            field.setAccessibleName(label.replace("&", ""))
            field.editingFinished.connect(self._read)
            button = QPushButton(_("Choose…"))
            button.setAutoDefault(False)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _on, name=name, choose=choose: self._ask(name, choose))
            fields.addWidget(caption, number, 0)
            fields.addWidget(field, number, 1)
            fields.addWidget(button, number, 2)
        self._said, self._fault = QLabel(), QLabel()
        self._fault.setObjectName("wrong")
        for said in (self._said, self._fault):
            said.setWordWrap(True)
            said.setTextFormat(Qt.TextFormat.PlainText)
        self.mine, self.other = QPushButton(_("All &mine")), QPushButton(_("All &theirs"))
        for button, is_mine in ((self.mine, True), (self.other, False)):
            button.setAutoDefault(False)
            button.clicked.connect(
                lambda _on, is_mine=is_mine: self.list.settle_all(is_mine=is_mine)
            )
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._said, 1)
        tools.addWidget(self.mine)
        tools.addWidget(self.other)
        buttons = QDialogButtonBox()
        self.go = QPushButton(_("&Merge"))
        self.go.setObjectName("primary")
        self.go.setDefault(True)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 16, MARGIN, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addLayout(fields)
        layout.addWidget(self._fault)
        layout.addLayout(tools)
        layout.addWidget(self.list, 1)
        layout.addStretch()
        layout.addWidget(buttons)
        self.list.hide()
        self.resize(min(SIZE[0], self.screen().availableSize().width() - 24), SMALL_HEIGHT)

    def _ask(self, title: str, choose: Callable[[Path], None]) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self, title, str(self._folder), _("Tours (*.tour)")
        )
        if name:
            self._folder = Path(name).parent
            choose(Path(name))

    def _read(self) -> None:
        """Read the files again, then merge."""
        theirs = self.copy
        text = self.base.text().strip()
        base = Path(text).expanduser() if text else None
        self._copies = self.merged = None
        self._fault.hide()
        if theirs is None:
            self._follow()
            return

        def work(_should_stop: object, _report: object) -> _Copies:
            return _Copies(read_tour(theirs), None if base is None else read_tour(base))

        self._jobs.start(
            Channel.IMPORT, work, on_result=self._take_copies, on_error=self._show_fault
        )

    def _take_copies(self, copies: _Copies) -> None:
        self._copies = copies
        self.list.forget()
        self._merge()

    def _merge(self) -> None:
        """The tour of both as the conflicts are settled now."""
        try:
            self.merged = self.merge_into(self._tour)
        except TourPlannerError as error:
            self.merged = None
            self._show_fault(error)
            return
        self._fault.hide()
        self._follow()

    def _show_fault(self, error: TourPlannerError) -> None:
        self._fault.setText(str(error))
        self._fault.show()
        self._follow()

    def _follow(self) -> None:
        merged = self.merged
        self.list.show_clashes(merged)
        self.go.setEnabled(merged is not None)
        has_conflicts = merged is not None and bool(merged.conflicts)
        if has_conflicts and self.list.isHidden():
            room = self.screen().availableSize()
            self.resize(self.width(), min(SIZE[1], room.height() - 48))
        self.list.setVisible(has_conflicts)
        has_clashes = merged is not None and bool(merged.clashes)
        self.mine.setVisible(has_clashes)
        self.other.setVisible(has_clashes)
        if merged is None:
            text = "" if self.fault else _("Choose the other copy to see what both have changed.")
        elif merged.conflicts:
            count = len(merged.conflicts)
            text = ngettext(
                "{count} conflict: choose whose word stands.",
                "{count} conflicts: choose whose word stands.",
                count,
            ).format(count=count)
        else:
            text = _("No conflicts: what either has changed goes together.")
        told = [text]
        if merged is not None:
            taken = ngettext(
                "{count} of your facts changes.", "{count} of your facts change.", merged.taken
            )
            if merged.taken == 0:
                taken = _("Nothing of yours changes.")
            told += [taken.format(count=merged.taken), *merged.remarks]
        self._said.setText(" ".join(told))
