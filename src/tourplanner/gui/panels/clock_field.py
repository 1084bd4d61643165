"""A field for a time of day up to 24:00."""

from __future__ import annotations

import re

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSpinBox

from tourplanner.domain.time_window import DAY_MIN, clock
from tourplanner.gui.panels.form_section import pad_text
from tourplanner.gui.panels.wheel_guard import guard_wheel

STEP_MIN = 15
TYPED = re.compile(r"(\d{1,2}):?(\d{2})|(\d{1,2}):?")
UNFINISHED = re.compile(r"\d{0,2}:?\d{0,2}")


class ClockField(QSpinBox):
    """Holds minutes after midnight, 0 to 1440; Qt's own time field ends at 23:59."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setRange(0, DAY_MIN)
        self.setSingleStep(STEP_MIN)
        self.setKeyboardTracking(False)
        self.setAccessibleName(name)
        pad_text(self)
        guard_wheel(self)

    def textFromValue(self, val: int) -> str:
        """ "08:45"."""
        return clock(val)

    def valueFromText(self, text: str) -> int:
        """Minutes of "08:45", "845", "9:" or "9"; what is shown when it is none of them."""
        minute = minute_of(text)
        return self.value() if minute is None else minute

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:
        """Whether the text is a time, or may become one."""
        text = input.strip()
        if minute_of(text) is not None:
            return (QValidator.State.Acceptable, input, pos)
        may_become = UNFINISHED.fullmatch(text) is not None
        state = QValidator.State.Intermediate if may_become else QValidator.State.Invalid
        return (state, input, pos)


def minute_of(text: str) -> int | None:
    """Minutes of "08:45", "845", "9:" or "9"; None for anything else."""
    found = TYPED.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes = int(found[1] or found[3]), int(found[2] or 0)
    total = 60 * hours + minutes
    return total if minutes < 60 and total <= DAY_MIN else None
