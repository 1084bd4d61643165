"""Asks where the files go: into a folder, or into one archive."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from tourplanner.i18n import _

ZIP = ".zip"


class TargetRow(QWidget):
    """`changed` says that the files would go elsewhere."""

    changed = Signal()

    def __init__(self, folder: Path, stem: str, *, as_zip: bool = False) -> None:
        """`stem` names the archive in the folder."""
        super().__init__()
        self._stem = stem
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Written as"))
        self.kind.addItem(_("Into a folder"), False)
        self.kind.addItem(_("As one zip file"), True)
        caption = QLabel(_("&Write"))
        caption.setBuddy(self.kind)
        self.path = QLineEdit(str(folder))
        browse = QPushButton(_("&Choose…"))
        browse.setAutoDefault(False)
        browse.setAccessibleName(_("Choose where the files go"))
        browse.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(caption)
        row.addWidget(self.kind)
        row.addWidget(self.path, 1)
        row.addWidget(browse)
        self.kind.setCurrentIndex(int(as_zip))
        self._follow_kind()
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self.path.textChanged.connect(self.changed)

    @property
    def as_zip(self) -> bool:
        """Whether it is one archive."""
        return bool(self.kind.currentData())

    @property
    def target(self) -> Path | None:
        """The folder or the archive; None when nothing is named."""
        text = self.path.text().strip()
        return Path(text).expanduser() if text else None

    @property
    def folder(self) -> Path:
        """The folder the files or the archive go into."""
        path = Path(self.path.text().strip())
        return path.parent if self.as_zip else path

    def _follow_kind(self) -> None:
        path = Path(self.path.text().strip())
        is_archive = path.suffix.lower() == ZIP
        if self.as_zip and not is_archive:
            self.path.setText(str(path / f"{self._stem}{ZIP}"))
        elif not self.as_zip and is_archive:
            self.path.setText(str(path.parent))
        self.path.setAccessibleName(_("Zip file") if self.as_zip else _("Folder"))
        self.changed.emit()

    def _browse(self) -> None:
        now = self.path.text()
        if self.as_zip:
            name, _filter = QFileDialog.getSaveFileName(
                self, _("Zip file to write"), now, _("Zip files (*.zip)")
            )
        else:
            name = QFileDialog.getExistingDirectory(self, _("Folder for the files"), now)
        if name:
            self.path.setText(name)
