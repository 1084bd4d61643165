"""A field for an address in its parts, with the line that they make."""

from __future__ import annotations

from tourplanner.domain.address import NO_PARTS, AddressParts
from tourplanner.errors import InvalidEdit
from tourplanner.gui.address_lines import AddressLines
from tourplanner.gui.details.fields import Field, Line


class AddressField(Field):
    """Below its lines stands the address as paper prints it."""

    def __init__(self, name: str) -> None:
        self._box = AddressLines(name, Line)
        super().__init__(name, self._box)
        self.lines = self._box.lines
        self._value = NO_PARTS
        self._box.finished.connect(self._finish)

    @property
    def value(self) -> AddressParts:
        """The newest parts that make an address."""
        return self._value

    def show_value(self, value: AddressParts) -> None:
        """Show `value` as what is kept."""
        self._value = value
        self.show_fault("")
        self._box.show_parts(value)
        self.say(value.line)

    def _finish(self) -> None:
        try:
            value = self._box.parts
        except InvalidEdit as error:
            self.show_fault(str(error))
            return
        if value != self._value:
            self.show_value(value)
            self.committed.emit()
