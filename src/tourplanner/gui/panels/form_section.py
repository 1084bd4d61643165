"""A titled group of labelled fields with room for one sentence about what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from tourplanner.gui.mnemonic import without_mnemonic
from tourplanner.gui.theme import heading_font

LABEL_WIDTH = 84
TEXT_MARGIN = 6
FIELD_AIR = 6
"""From the upper edge of a field to its text."""


class FormSection(QWidget):
    """Rows of label and field under a heading."""

    def __init__(self, title: str) -> None:
        super().__init__()
        heading = QLabel(title)
        heading.setObjectName("heading")
        heading.setFont(heading_font(heading.font(), 1.1))
        self._fault = QLabel()
        self._fault.setObjectName("wrong")
        self._fault.setWordWrap(True)
        self._fault.hide()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addLayout(self._grid)
        layout.addWidget(self._fault)

    @property
    def fault(self) -> str:
        """The sentence shown; empty when all is well."""
        return self._fault.text() if not self._fault.isHidden() else ""

    def add_row(
        self, label: str, *fields: QWidget, stretch: bool = True, is_high: bool = False
    ) -> QLabel:
        """A label with one or more fields behind it; the label's keys lead to the first.

        The label of fields that are high, or may become so, stands beside their first line.
        """
        caption = QLabel(label)
        caption.setBuddy(fields[0])
        row = self._grid.rowCount()
        if is_high:
            caption.setContentsMargins(0, FIELD_AIR, 0, 0)
        side = Qt.AlignmentFlag.AlignTop if is_high else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(caption, row, 0, side)
        if len(fields) == 1 and stretch:
            self._grid.addWidget(fields[0], row, 1)
        else:
            self._grid.addLayout(_row(*fields), row, 1)
        for field in fields:
            if not field.accessibleName():
                field.setAccessibleName(without_mnemonic(label))
        return caption

    def add_wide(self, content: QWidget | QLayout) -> None:
        """Something as wide as the whole section."""
        row = self._grid.rowCount()
        if isinstance(content, QWidget):
            self._grid.addWidget(content, row, 0, 1, 2)
        else:
            self._grid.addLayout(content, row, 0, 1, 2)

    def show_fault(self, text: str) -> None:
        """Say what is wrong; nothing when `text` is empty."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))


def pad_text(field: QAbstractSpinBox) -> None:
    """Air before the figures; style sheets cannot give it inside spin boxes."""
    edit = field.lineEdit()
    if edit is not None:
        edit.setTextMargins(TEXT_MARGIN, 0, 0, 0)


def _row(*fields: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(4)
    for field in fields:
        layout.addWidget(field)
    layout.addStretch()
    return layout
