"""The fields of one entry in groups, each group with a line that says who reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tourplanner.domain.audience import Detail
from tourplanner.errors import InvalidEdit
from tourplanner.gui.details.fields import Field
from tourplanner.gui.details.seen_line import seen_line
from tourplanner.gui.dialogs.frame import toned_label
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.i18n import _

T = TypeVar("T")
F = TypeVar("F", bound=Field)


class EntryForm(QWidget, Generic[T]):
    """`committed` carries the field that was filled in."""

    committed = Signal(object)

    def __init__(self, make: Callable[..., T], blank: Mapping[str, object]) -> None:
        """`make` takes the fields' values by the names of attributes, which `blank` has too."""
        super().__init__()
        self._make, self._blank = make, blank
        self._shown: T | None = None
        self._required: list[Field] = []
        self.fields: dict[str, Field] = {}
        self._groups = QVBoxLayout(self)
        self._groups.setContentsMargins(24, 16, 24, 24)
        self._groups.setSpacing(24)
        self._groups.addStretch()

    @property
    def entry(self) -> T:
        """What the fields hold. Raises InvalidEdit where that is no entry."""
        for field in self._required:
            if field.value in (None, ""):
                raise InvalidEdit(field=field.name, problem=_("please fill it in."))
        values: dict[str, Any] = {name: field.value for name, field in self.fields.items()}
        if self._shown is None:
            return self._make(**values)
        return replace(self._shown, **values)  # type: ignore[type-var]  # entries are dataclasses

    def show_entry(self, entry: T | None) -> None:
        """Show what is kept; None shows the fields of an entry still to be made."""
        self._shown = entry
        for name, field in self.fields.items():
            field.show_value(self._blank[name] if entry is None else getattr(entry, name))

    def begin(self, values: Mapping[str, object]) -> None:
        """Fill in some fields of an entry still to be made, and go to the first that is empty."""
        for name, value in values.items():
            self.fields[name].show_value(value)
        free = [field for name, field in self.fields.items() if name not in values]
        if free:
            free[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_cautions(self, cautions: Sequence[str]) -> None:
        """Say what has to be looked at in this entry, in whole sentences."""

    @property
    def has_fault(self) -> bool:
        """Whether something is said beside a field."""
        return any(field.fault for field in self.fields.values())

    def group(self, title: str, detail: Detail) -> FormSection:
        """Another group of fields, all of them read by those who read `detail`."""
        section = FormSection(title)
        section.add_wide(toned_label("quiet", seen_line(detail)))
        self._groups.insertWidget(self._groups.count() - 1, section)
        return section

    def add(
        self, section: FormSection, label: str, name: str, field: F, *, is_required: bool = False
    ) -> F:
        """Put `field` for the attribute `name` behind `label`."""
        section.add_row(label, field, is_high=True)
        self.take(name, field, is_required=is_required)
        return field

    def take(self, name: str, field: Field, *, is_required: bool = False) -> None:
        """Listen to a field that stands somewhere in the form."""
        self.fields[name] = field
        if is_required:
            self._required.append(field)
        field.committed.connect(lambda: self.committed.emit(field))
