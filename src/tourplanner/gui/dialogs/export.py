"""Asks for formats and a folder, then has the files written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tourplanner.errors import TourPlannerError
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.i18n import _

Write = Callable[[tuple[str, ...], Path], tuple[Path, ...]]


class ExportDialog(QDialog):
    """`written` holds the files once the dialog is accepted."""

    def __init__(
        self,
        formats: Sequence[tuple[str, str]],
        folder: Path,
        write: Write,
        parent: QWidget | None = None,
    ) -> None:
        """`formats` are names and labels; `write` writes those chosen into a folder."""
        super().__init__(parent)
        self.setWindowTitle(_("Export"))
        self.setMinimumWidth(480)
        self._write = write
        self.written: tuple[Path, ...] = ()
        self.section = FormSection(_("Formats"))
        self.boxes: dict[str, QCheckBox] = {}
        for name, label in formats:
            box = QCheckBox(label)
            box.setAccessibleName(label)
            box.setChecked(True)
            box.toggled.connect(self._allow)
            self.boxes[name] = box
            self.section.add_wide(box)
        self.target = QLineEdit(str(folder))
        self.target.setAccessibleName(_("Folder"))
        self.target.textChanged.connect(self._allow)
        browse = QPushButton(_("Choose…"))
        browse.setAccessibleName(_("Choose folder"))
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(8)
        caption = QLabel(_("&Folder"))
        caption.setBuddy(self.target)
        row.addWidget(caption)
        row.addWidget(self.target, 1)
        row.addWidget(browse)
        buttons = QDialogButtonBox()
        self._go = buttons.addButton(_("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._go.setObjectName("primary")
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._export)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(self.section)
        layout.addLayout(row)
        layout.addStretch()
        layout.addWidget(buttons)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Names of the chosen formats."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    @property
    def folder(self) -> Path:
        """Where the files go."""
        return Path(self.target.text().strip()).expanduser()

    def _allow(self) -> None:
        self._go.setEnabled(bool(self.chosen) and bool(self.target.text().strip()))

    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("Folder for the files"), self.target.text())
        if name:
            self.target.setText(name)

    def _export(self) -> None:
        try:
            self.written = self._write(self.chosen, self.folder)
        except TourPlannerError as error:
            self.section.show_fault(str(error))
        else:
            self.accept()
