"""Lists every action with its keys."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from tourplanner.gui.actions import MENUS
from tourplanner.gui.mnemonic import without_mnemonic
from tourplanner.i18n import _


class ShortcutsDialog(QDialog):
    """Reads the table of actions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(440, 560)
        text = QTextBrowser()
        text.setAccessibleName(_("Keyboard shortcuts"))
        text.setHtml(shortcuts_page())
        text.document().setDocumentMargin(16)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(text, 1)
        layout.addWidget(buttons)


def shortcuts_page() -> str:
    """A table for each menu."""
    parts = []
    for title, entries in MENUS:
        rows = "".join(
            f'<tr><td style="padding-right:24px">{_plain(spec.text)}</td>'
            f"<td>{escape(_native(spec.keys))}</td></tr>"
            for spec in entries
            if spec is not None and spec.keys
        )
        if rows:
            parts.append(f"<h4>{_plain(title)}</h4><table>{rows}</table>")
    return "".join(parts)


def _plain(text: str) -> str:
    return escape(without_mnemonic(_(text)))


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
