"""A field for an address in its parts, with the line that they make."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tourplanner.domain.address import NO_PARTS, PART_LABELS, AddressParts
from tourplanner.errors import InvalidEdit
from tourplanner.gui.details.fields import Field, Line
from tourplanner.i18n import _

PARTS = tuple(field.name for field in fields(AddressParts))
ACROSS = 2
"""Parts beside each other."""


class AddressField(Field):
    """Seven short lines from large to small; below them the address as paper prints it."""

    def __init__(self, name: str) -> None:
        box = QWidget()
        self.lines = {part: Line() for part in PARTS}
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for number, (part, line) in enumerate(self.lines.items()):
            label = QLabel(_(PART_LABELS[part]))
            label.setObjectName("quiet")
            label.setBuddy(line)
            line.setAccessibleName(f"{name}: {label.text()}")
            line.editingFinished.connect(self._finish)
            row, column = divmod(number, ACROSS)
            grid.addWidget(label, row, 2 * column)
            is_last = number == len(PARTS) - 1
            grid.addWidget(line, row, 2 * column + 1, 1, -1 if is_last else 1)
            grid.setColumnStretch(2 * column + 1, 1)
        box.setFocusProxy(self.lines[PARTS[0]])
        super().__init__(name, box)
        self._value = NO_PARTS

    @property
    def value(self) -> AddressParts:
        """The newest parts that make an address."""
        return self._value

    def show_value(self, value: AddressParts) -> None:
        """Show `value` as what is kept."""
        self._value = value
        self.show_fault("")
        for part, line in self.lines.items():
            line.show_text(getattr(value, part))
        self.say(value.line)

    def _finish(self) -> None:
        try:
            value = AddressParts(**{part: line.text().strip() for part, line in self.lines.items()})
        except InvalidEdit as error:
            self.show_fault(str(error))
            return
        if value != self._value:
            self.show_value(value)
            self.committed.emit()
