"""Shows what a plan is worth: days, visits, and the terms of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.reasons import short_date
from tourplanner.gui.dialogs.waiting import WaitingDialog
from tourplanner.gui.painting import medium, tabular
from tourplanner.gui.plan_words import NameOf, day_points, points_text, score_text, visits_of
from tourplanner.i18n import _
from tourplanner.usecases.score_plan import ScoreTable, VisitScore


class ScoreDialog(WaitingDialog):
    """Terms open under each visit; the whole table can be copied as text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Why this plan?"), _("Adding up the plan…"), "", parent)
        self.resize(560, 600)
        self.text = ""
        """The table as it is copied."""
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(_("Points of the plan"))
        self._copy = QPushButton(_("Copy as text"))
        self._copy.setEnabled(False)
        self._copy.clicked.connect(self.copy)
        self.buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)

    def show_answer(self, table: ScoreTable, dates: Sequence[date], name_of: NameOf) -> None:
        """Fill the table; days are open, visits closed."""
        self.text = score_text(table, dates, name_of)
        self._fill(table, dates, name_of)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        said = QLabel(
            _(
                "The planner looks for the plan with the most points: visits add what they are "
                "worth by your interests, every minute of travel takes one away."
            )
        )
        said.setObjectName("quiet")
        said.setWordWrap(True)
        layout.addWidget(said)
        layout.addWidget(self.tree, 1)
        self.show_page(page)
        self._copy.setEnabled(True)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy(self) -> None:
        """Put the table on the clipboard."""
        QGuiApplication.clipboard().setText(self.text)

    def _fill(self, table: ScoreTable, dates: Sequence[date], name_of: NameOf) -> None:
        tree = self.tree
        tree.clear()
        tree.setColumnCount(2)
        tree.setHeaderLabels([_("What"), _("Points")])
        tree.headerItem().setTextAlignment(
            1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for number, day in enumerate(dates):
            title = _("Day {number} · {date}").format(number=number + 1, date=short_date(day))
            row = self._row(title, day_points(table, number), is_sum=True)
            for visit in visits_of(table, number):
                row.addChild(self._visit_row(visit, name_of))
            row.addChild(self._row(_("Travel"), table.travel_points[number]))
            tree.addTopLevelItem(row)
            row.setExpanded(True)
        tree.addTopLevelItem(self._row(_("Whole plan"), table.points, is_sum=True))
        tree.setCurrentIndex(tree.model().index(0, 0))

    def _visit_row(self, visit: VisitScore, name_of: NameOf) -> QTreeWidgetItem:
        row = self._row(name_of(visit.site), visit.points)
        for term in visit.terms:
            row.addChild(self._row(_(term.name).capitalize(), term.points))
        return row

    def _row(self, text: str, points: int, *, is_sum: bool = False) -> QTreeWidgetItem:
        row = QTreeWidgetItem([text, points_text(points)])
        row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        font = medium(self.tree.font()) if is_sum else self.tree.font()
        row.setFont(0, font)
        row.setFont(1, tabular(font))
        return row
