"""A list to choose from by typing any part of a name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from tourplanner.gui.panels.wheel_guard import guard_wheel

CHARS = 15


def search_box(name: str) -> tuple[QComboBox, QLineEdit]:
    """The list called `name`, and the line in which one types."""
    box, edit = QComboBox(), QLineEdit()
    box.setEditable(True)
    box.setLineEdit(edit)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(CHARS)
    for part in (box, edit, box.view()):
        part.setAccessibleName(name)
    completer = QCompleter(box.model(), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setCompleter(completer)
    guard_wheel(box)
    return box, edit
