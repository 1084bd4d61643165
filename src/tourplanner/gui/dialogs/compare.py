"""Shows other plans of the tour side by side with the present one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.itinerary import Itinerary
from tourplanner.domain.reasons import short_date
from tourplanner.gui.dialogs.waiting import WaitingDialog
from tourplanner.gui.painting import medium, tabular
from tourplanner.gui.plan_words import (
    NameOf,
    VisitMark,
    day_marks,
    facts,
    gone_marks,
    has_same_visits,
)
from tourplanner.gui.theme import heading_font
from tourplanner.i18n import _
from tourplanner.usecases.alternatives import Alternative

CARD_WIDTH = 236


class CompareDialog(WaitingDialog):
    """`chosen` carries the plan that is to be taken."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Compare plans"),
            _("Up to three other plans are being made. This can take half a minute."),
            _("Show what was found so far"),
            parent,
        )
        self.resize(1060, 680)

    def show_answer(
        self, present: Alternative, found: Sequence[Alternative], name_of: NameOf
    ) -> None:
        """A card for each plan, the present one first; one with its visits gets no second card."""
        others = [plan for plan in found if not has_same_visits(plan, present)]
        self.show_plans(present, others, name_of)

    def show_plans(
        self, present: Alternative, others: Sequence[Alternative], name_of: NameOf
    ) -> None:
        """A card for each plan, the present one first."""
        page = QWidget()
        page.setObjectName("panel")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        said = QLabel(
            _(
                "All plans are judged by your own interests. Signs tell the visits apart from "
                "the present plan: + new, → on another day, = as it is, \N{MINUS SIGN} gone."
            )
            if others
            else _("No other plan was found that is better in anything.")
        )
        said.setObjectName("quiet")
        said.setWordWrap(True)
        layout.addWidget(said)
        cards = QWidget()
        row = QHBoxLayout(cards)
        row.setContentsMargins(0, 0, 0, 8)
        row.setSpacing(16)
        for plan in (present, *others):
            row.addWidget(self._make_card(plan, present, name_of), 1)
        area = QScrollArea()
        area.setObjectName("form")
        area.setAccessibleName(_("Plans side by side"))
        area.setWidgetResizable(True)
        area.setWidget(cards)
        layout.addWidget(area, 1)
        self.show_page(page)

    def _make_card(self, plan: Alternative, present: Alternative, name_of: NameOf) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        card.setMinimumWidth(CARD_WIDTH)
        card.setAccessibleName(plan.name)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        title = QLabel(plan.name)
        title.setObjectName("heading")
        title.setFont(heading_font(title.font(), 1.1))
        layout.addWidget(title)
        layout.addLayout(_facts_grid(plan, present))
        button = QPushButton(_("Take this plan"))
        button.setAccessibleName(_("Take the plan “{name}”").format(name=plan.name))
        is_present = plan is present
        button.setEnabled(not is_present)
        if is_present:
            button.setText(_("As it is"))
        button.clicked.connect(lambda: self._choose(plan))
        layout.addWidget(button)
        layout.addLayout(_visits(plan.tour.itinerary, present.tour.itinerary, name_of))
        layout.addStretch()
        return card

    def _choose(self, plan: Alternative) -> None:
        self.chosen.emit(plan)
        self.accept()


def _facts_grid(plan: Alternative, present: Alternative) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for number, (name, figure) in enumerate(facts(plan, present)):
        label = QLabel(name)
        label.setObjectName("quiet")
        value = QLabel(figure)
        value.setFont(tabular(value.font()))
        grid.addWidget(label, number, 0)
        grid.addWidget(value, number, 1)
    return grid


def _visits(plan: Itinerary | None, present: Itinerary | None, name_of: NameOf) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(4)
    if plan is None or present is None:
        return layout
    for number, day in enumerate(plan.days):
        title = _("Day {number} · {date}").format(number=number + 1, date=short_date(day.date))
        _add_list(layout, title, day_marks(number, plan, present), name_of)
    gone = gone_marks(plan, present)
    if gone:
        _add_list(layout, _("Not in this plan"), gone, name_of)
    return layout


def _add_list(layout: QVBoxLayout, title: str, marks: Sequence[VisitMark], name_of: NameOf) -> None:
    head = QLabel(title)
    head.setFont(medium(head.font()))
    head.setContentsMargins(0, 8, 0, 0)
    layout.addWidget(head)
    for mark in marks:
        line = QLabel(mark.text(name_of))
        line.setWordWrap(True)
        line.setTextFormat(Qt.TextFormat.PlainText)
        if mark.sign == "=":
            line.setObjectName("quiet")
        layout.addWidget(line)
