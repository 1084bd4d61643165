"""Seven short lines for an address in its parts, from large to small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from tourplanner.domain.address import PART_LABELS, AddressParts
from tourplanner.i18n import _

PARTS = tuple(field.name for field in fields(AddressParts))
ACROSS = 2
"""Parts beside each other."""


class AddressLines(QWidget):
    """`finished` says that one of the lines is typed to its end."""

    finished = Signal()

    def __init__(self, name: str, make_line: Callable[[], QLineEdit] = QLineEdit) -> None:
        super().__init__()
        self.lines = {part: make_line() for part in PARTS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for number, (part, line) in enumerate(self.lines.items()):
            label = QLabel(_(PART_LABELS[part]))
            label.setObjectName("quiet")
            label.setBuddy(line)
            line.setAccessibleName(f"{name}: {label.text()}")
            line.editingFinished.connect(self.finished)
            row, column = divmod(number, ACROSS)
            is_last = number == len(PARTS) - 1
            grid.addWidget(label, row, 2 * column)
            grid.addWidget(line, row, 2 * column + 1, 1, -1 if is_last else 1)
            grid.setColumnStretch(2 * column + 1, 1)
        self.setFocusProxy(self.lines[PARTS[0]])

    @property
    def parts(self) -> AddressParts:
        """What is typed; raises InvalidEdit when that is no address."""
        return AddressParts(**{part: line.text().strip() for part, line in self.lines.items()})

    def show_parts(self, parts: AddressParts) -> None:
        """Show an address, each line from its beginning."""
        for part, line in self.lines.items():
            text = getattr(parts, part)
            place = line.cursorPosition() if text == line.text() else 0
            line.setText(text)
            line.setCursorPosition(place)
