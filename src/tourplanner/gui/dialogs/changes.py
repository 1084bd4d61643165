"""Shows in words what changed since a saved version, as each reader may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.audience import AUDIENCE_LABELS, Audience
from tourplanner.domain.change import KIND_LABELS, SIGNS, Change
from tourplanner.gui.theme import heading_font
from tourplanner.i18n import N_, _, ngettext

HEADS = (N_("Change"), N_("What"), N_("Before"), N_("Now"))
SIZE = (860, 560)
ABOUT, BEFORE = 1, 2
ABOUT_WIDTH, BEFORE_WIDTH = 270, 210


class ChangesDialog(QDialog):
    """`asked` and `print_asked` carry the audience (None: the owner) and the reader's name."""

    asked = Signal(object, str)
    print_asked = Signal(object, str)

    def __init__(
        self,
        file_name: str,
        readers: Mapping[Audience, Sequence[tuple[str, str]]],
        parent: QWidget | None = None,
    ) -> None:
        """`readers`: whom a page for an audience can be meant for, each with its name."""
        super().__init__(parent)
        self.setWindowTitle(_("Compare with a saved version"))
        self.resize(*SIZE)
        self._readers = readers
        heading = QLabel(_("What changed since {file}").format(file=file_name))
        heading.setObjectName("heading")
        heading.setFont(heading_font(heading.font(), 1.25))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.audience = QComboBox()
        self.audience.addItem(_("Myself: everything"), None)
        for audience, name in AUDIENCE_LABELS.items():
            self.audience.addItem(_(name), audience)
        self.reader = QComboBox()
        self.list = QTreeWidget()
        self.list.setAccessibleName(_("What changed"))
        self.list.setHeaderLabels([_(head) for head in HEADS])
        self.list.setRootIsDecorated(False)
        self.list.setWordWrap(True)
        header = self.list.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(ABOUT, ABOUT_WIDTH)
        header.resizeSection(BEFORE, BEFORE_WIDTH)
        self.said = QLabel(_("Comparing…"))
        self.said.setObjectName("quiet")
        self.said.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(heading)
        layout.addLayout(self._make_choice())
        layout.addWidget(self.list, 1)
        layout.addWidget(self.said)
        layout.addWidget(self._make_buttons())
        self._offer_readers()
        self.audience.currentIndexChanged.connect(lambda _index: self._offer_readers())
        self.audience.currentIndexChanged.connect(lambda _index: self._ask())
        self.reader.currentIndexChanged.connect(lambda _index: self._ask())

    @property
    def wanted(self) -> tuple[Audience | None, str]:
        """For whom the changes are told."""
        audience = self.audience.currentData()
        chosen = Audience(audience) if audience else None
        return chosen, str(self.reader.currentData() or "")

    def show_changes(self, changes: Sequence[Change]) -> None:
        """A row for each; when there is none, a sentence says so."""
        self.list.clear()
        for one in changes:
            kind = f"{SIGNS[one.kind]} {_(KIND_LABELS[one.kind])}"
            item = QTreeWidgetItem(self.list, [kind, one.about, one.before, one.after])
            for column, text in enumerate((one.text, one.about, one.before, one.after)):
                item.setToolTip(column, text)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, one.text)
        count = len(changes)
        self.tell(
            ngettext("{count} change.", "{count} changes.", count).format(count=count)
            if changes
            else _("Nothing that concerns this reader has changed.")
        )

    def tell(self, text: str) -> None:
        """Say something below the list."""
        self.said.setText(text)

    def _make_choice(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, box, stretch in (
            (_("For &whom"), self.audience, 3),
            (_("&Name"), self.reader, 2),
        ):
            caption = QLabel(text)
            caption.setBuddy(box)
            box.setAccessibleName(text.replace("&", ""))
            row.addWidget(caption)
            row.addWidget(box, stretch)
        return row

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.print = buttons.addButton(
            _("&Save as a page…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.print.clicked.connect(lambda: self.print_asked.emit(*self.wanted))
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        return buttons

    def _offer_readers(self) -> None:
        was_blocked = self.reader.blockSignals(True)
        self.reader.clear()
        self.reader.addItem(_("Everybody"), "")
        audience, _reader = self.wanted
        for value, name in self._readers.get(audience, ()) if audience else ():
            self.reader.addItem(name, value)
        self.reader.setEnabled(self.reader.count() > 1)
        self.reader.blockSignals(was_blocked)

    def _ask(self) -> None:
        self.asked.emit(*self.wanted)
