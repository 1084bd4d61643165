"""What small dialogs share: a heading, parts from top to bottom, a row of buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from tourplanner.gui.theme import heading_font

SIDE, BELOW, BETWEEN = 24, 16, 16


def lay_out(
    dialog: QDialog,
    *parts: QWidget,
    buttons: QDialogButtonBox,
    heading: str = "",
    stretched: QWidget | None = None,
) -> None:
    """Put `parts` under the heading and the buttons at the bottom.

    The room that is left goes to `stretched`, one of the parts, else above the buttons.
    """
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(SIDE, SIDE, SIDE, BELOW)
    layout.setSpacing(BETWEEN)
    if heading:
        layout.addWidget(heading_label(heading))
    for part in parts:
        layout.addWidget(part, 1 if part is stretched else 0)
    if stretched is None:
        layout.addStretch()
    layout.addWidget(buttons)


def answer_buttons(dialog: QDialog, answer: str, tell: Callable[[], None]) -> QDialogButtonBox:
    """The button called `answer`, which Enter presses, and the one that closes `dialog`."""
    buttons = QDialogButtonBox()
    primary_button(buttons, answer)
    buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(tell)
    buttons.rejected.connect(dialog.reject)
    return buttons


def close_button(dialog: QDialog) -> QDialogButtonBox:
    """The button that closes `dialog`; Escape presses it too."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    return buttons


def primary_button(buttons: QDialogButtonBox, text: str) -> QPushButton:
    """The one button that stands out."""
    button = buttons.addButton(text, QDialogButtonBox.ButtonRole.AcceptRole)
    button.setObjectName("primary")
    return button


def heading_label(text: str, factor: float = 1.25) -> QLabel:
    """The head of a dialog, `factor` times as large as its text."""
    label = QLabel(text)
    label.setObjectName("heading")
    label.setFont(heading_font(label.font(), factor))
    label.setWordWrap(True)
    return label


def toned_label(tone: str, text: str = "") -> QLabel:
    """A plain sentence in the colour of `tone`: quiet, good, care or wrong."""
    label = QLabel(text)
    label.setObjectName(tone)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
