"""Keeps the wheel for scrolling a form: a field takes it only while it has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class WheelGuard(QObject):
    """Passes the wheel over an unfocused field on to what can be scrolled."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignore the wheel for fields without the focus."""
        is_wheel = event.type() == QEvent.Type.Wheel
        if is_wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def guard_wheel(*fields: QWidget) -> None:
    """Let the wheel over `fields` scroll the form that they stand in."""
    for field in fields:
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(WheelGuard(field))
