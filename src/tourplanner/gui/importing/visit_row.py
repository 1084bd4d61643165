"""Asks what a file does not say of places that are to be visited: their kind and how long."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from tourplanner.domain.site import KIND_LABELS, SiteKind
from tourplanner.domain.visit_length import MAX_VISIT_MIN, USUAL_VISIT_MIN
from tourplanner.i18n import _
from tourplanner.usecases.take_in import VisitDraft

STEP_MIN = 15


class VisitRow(QWidget):
    """`changed` says that another kind or length was chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Kind of your own visits"))
        self.kind.addItem(_("Choose…"), None)
        for kind, label in KIND_LABELS.items():
            self.kind.addItem(_(label), kind)
        self.minutes = QSpinBox()
        self.minutes.setAccessibleName(_("Minutes of your own visits"))
        self.minutes.setRange(STEP_MIN, MAX_VISIT_MIN)
        self.minutes.setSingleStep(STEP_MIN)
        self.minutes.setValue(USUAL_VISIT_MIN)
        self.minutes.setSuffix(_(" min"))
        caption = QLabel(_("Your own visits are of the &kind"))
        caption.setBuddy(self.kind)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (caption, self.kind, self.minutes):
            row.addWidget(widget)
        row.addStretch()
        self.kind.activated.connect(lambda _index: self.changed.emit())
        self.minutes.valueChanged.connect(lambda _value: self.changed.emit())

    def draft(self, entered: date) -> VisitDraft | None:
        """What was said; None before a kind is chosen."""
        kind = self.kind.currentData()
        if kind is None:
            return None
        return VisitDraft(SiteKind(kind), entered, self.minutes.value())  # Qt keeps a plain text
