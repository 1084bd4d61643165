"""A field for a whole number with its unit."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox

from tourplanner.gui.panels.form_section import pad_text
from tourplanner.gui.panels.wheel_guard import guard_wheel


def number_field(least: int, most: int, unit: str, step: int = 1, name: str = "") -> QSpinBox:
    """From `least` to `most`; says a value once it is typed to its end."""
    field = QSpinBox()
    field.setRange(least, most)
    field.setSingleStep(step)
    field.setSuffix(unit)
    field.setAccessibleName(name)
    pad_text(field)
    field.setKeyboardTracking(False)
    guard_wheel(field)
    return field
