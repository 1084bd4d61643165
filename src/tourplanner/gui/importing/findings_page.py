"""What could not be read, and what one has to know, each with its file, row and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from tourplanner.domain.imported import ImportFault
from tourplanner.domain.party import Traveller
from tourplanner.gui.importing.work import Found
from tourplanner.gui.theme import Theme
from tourplanner.i18n import N_, _, ngettext
from tourplanner.usecases.import_places import KnownPlace

TONES = {"wrong": N_("Error"), "care": N_("Note"), "quiet": N_("Not taken")}
TONE, FILE, ROW, COLUMN, TEXT = range(5)
WIDTHS = {TONE: 76, FILE: 140, ROW: 48, COLUMN: 64}
MARGINS = (10, 12)
"""Around a text, in both directions."""
MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about something in a source."""

    tone: str
    """The colour role of its word."""
    text: str
    file: str = ""
    row: str = ""
    column: str = ""


def findings_of(found: Found) -> tuple[Finding, ...]:
    """Faults first, then what one has to know, then what a tour has no use for."""
    told: list[Finding] = []
    for look in found.looks:
        if look.trouble:
            told.append(Finding("wrong", look.trouble, look.source.name))
        told += [_located("wrong", one) for one in (*look.places.faults, *look.people.faults)]
    told += [Finding("care", text) for text in found.preview.cautions]
    told += [Finding("care", text) for look in found.looks for text in look.people.cautions]
    told += [
        Finding("care", one.remark)
        for one in found.entries
        if one.remark and isinstance(one.thing, KnownPlace | Traveller)
    ]
    told += [_located("quiet", one) for one in found.preview.not_understood]
    return tuple(dict.fromkeys(told))


def _located(tone: str, fault: ImportFault) -> Finding:
    origin = fault.origin
    row = "" if origin.row is None else str(origin.row)
    return Finding(tone, fault.problem, origin.file, row, origin.column)


class FindingsPage(QTreeWidget):
    """A row each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("ticks")
        self.setProperty("roomy", True)
        self.setAccessibleName(_("Findings"))
        self.setHeaderLabels([_("Kind"), _("File"), _("Row"), _("Column"), _("What")])
        self.setRootIsDecorated(False)
        self.setWordWrap(True)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(lambda *_sizes: self._fit())
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """List them."""
        self.clear()
        items = []
        for one in findings[:MOST_LISTED]:
            item = QTreeWidgetItem([_(TONES[one.tone]), one.file, one.row, one.column, one.text])
            item.setForeground(TONE, QColor(getattr(self._theme.colours, one.tone)))
            item.setTextAlignment(ROW, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column in (FILE, TEXT):
                item.setToolTip(column, item.text(column))
            items.append(item)
        more = len(findings) - MOST_LISTED
        if more > 0:
            text = ngettext("And {count} more.", "And {count} more.", more)
            items.append(QTreeWidgetItem(["", "", "", "", text.format(count=more)]))
        self.addTopLevelItems(items)
        self._fit()

    def _fit(self) -> None:
        """Rows as high as their wrapped sentences."""
        room = QRect(0, 0, max(self.columnWidth(TEXT) - MARGINS[0], 80), 10_000)
        for number in range(self.topLevelItemCount()):
            item = self.topLevelItem(number)
            if item is not None:
                wrap = Qt.TextFlag.TextWordWrap
                needed = self.fontMetrics().boundingRect(room, wrap, item.text(TEXT))
                item.setSizeHint(TEXT, QSize(0, needed.height() + MARGINS[1]))
