"""Says what works without a network, what is missing and what is old."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from tourplanner.i18n import _
from tourplanner.usecases.offline_readiness import READINESS_LABELS, ReadyLine

TOPIC_PX = 130
"""The sentences of all tables begin below each other."""


class ReadinessDialog(QDialog):
    """A table for each state; nothing is asked of any network to fill it."""

    def __init__(self, lines: Sequence[ReadyLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Offline readiness"))
        self.resize(560, 480)
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Offline readiness"))
        self.text.setHtml(readiness_page(lines))
        self.text.document().setDocumentMargin(16)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)


def readiness_page(lines: Sequence[ReadyLine]) -> str:
    """What works comes first; a state without lines is left out."""
    parts = []
    for state, label in READINESS_LABELS.items():
        rows = "".join(
            f'<tr><td width="{TOPIC_PX}" style="padding-bottom:6px">{escape(line.topic)}</td>'
            f'<td style="padding-bottom:6px">{escape(line.text)}</td></tr>'
            for line in lines
            if line.state is state
        )
        if rows:
            parts.append(f"<h4>{escape(_(label))}</h4><table>{rows}</table>")
    return "".join(parts)
