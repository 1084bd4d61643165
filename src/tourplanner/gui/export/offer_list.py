"""The list of papers and files to tick; the current row is the one previewed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from tourplanner.gui.export.work import Offer
from tourplanner.gui.painting import medium, tabular
from tourplanner.i18n import N_, _

GROUPS = ((True, N_("Papers to print")), (False, N_("Files")))
NAME, NOTE = 0, 1
INDENT = 8


class OfferList(QTreeWidget):
    """Space ticks, the arrows move. `ticked` says that another choice was made."""

    ticked = Signal()
    looked_at = Signal(str)

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        self.setObjectName("ticks")
        self.setAccessibleName(_("What to write"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(INDENT)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.ResizeToContents)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._hindrances: dict[str, str] = {}
        for is_paper, title in GROUPS:
            self._add_group(_(title), [one for one in offers if one.is_paper is is_paper])
        self.expandAll()
        self.itemChanged.connect(self._tell_ticked)
        self.currentItemChanged.connect(self._tell_looked_at)

    @property
    def current(self) -> str:
        """The id of the row that is looked at; empty when there is none."""
        item = self.currentItem()
        return str(item.data(NAME, Qt.ItemDataRole.UserRole) or "") if item else ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the ticked rows that nothing hinders, from the top."""
        return tuple(one for one in self.wanted if one not in self._hindrances)

    @property
    def wanted(self) -> tuple[str, ...]:
        """Ids of all ticked rows."""
        return tuple(
            one
            for one, item in self._items.items()
            if item.checkState(NAME) is Qt.CheckState.Checked
        )

    def hindrance(self, offer: str) -> str:
        """Why it cannot be written; empty when it can."""
        return self._hindrances.get(offer, "")

    def note(self, offer: str) -> str:
        """What stands behind its name."""
        return self._items[offer].text(NOTE)

    def tick(self, offers: Iterable[str]) -> None:
        """Tick these and no others."""
        wanted = set(offers)
        for one, item in self._items.items():
            state = Qt.CheckState.Checked if one in wanted else Qt.CheckState.Unchecked
            item.setCheckState(NAME, state)

    def look_at(self, offer: str) -> None:
        """Make it the current row."""
        if offer in self._items:
            self.setCurrentItem(self._items[offer])

    def set_note(self, offer: str, text: str) -> None:
        """Its pages or bytes, or what keeps it from being made."""
        was_blocked = self.blockSignals(True)
        item = self._items[offer]
        item.setText(NOTE, text)
        item.setToolTip(NOTE, text)
        self.blockSignals(was_blocked)
        self.viewport().update()

    def set_hindrance(self, offer: str, short: str, sentence: str) -> None:
        """Grey with `short` behind the name and `sentence` as explanation; free when empty."""
        was_blocked = self.blockSignals(True)
        item = self._items[offer]
        if sentence:
            self._hindrances[offer] = sentence
            item.setText(NOTE, short)
            item.setForeground(NAME, self.palette().dark())
        else:
            if self._hindrances.pop(offer, ""):
                item.setText(NOTE, "")
            item.setForeground(NAME, self.palette().text())
        item.setToolTip(NAME, sentence)
        self.blockSignals(was_blocked)
        self.viewport().update()

    def _add_group(self, title: str, offers: Sequence[Offer]) -> None:
        group = QTreeWidgetItem(self, [title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setFont(NAME, medium(self.font()))
        group.setFirstColumnSpanned(True)
        for offer in offers:
            item = QTreeWidgetItem(group, [_(offer.label), ""])
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemNeverHasChildren
            )
            item.setData(NAME, Qt.ItemDataRole.UserRole, offer.id)
            item.setCheckState(NAME, Qt.CheckState.Unchecked)
            item.setForeground(NOTE, self.palette().dark())
            item.setFont(NOTE, tabular(self.font()))
            item.setTextAlignment(NOTE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._items[offer.id] = item

    def _tell_ticked(self, _item: QTreeWidgetItem, column: int) -> None:
        if column == NAME:
            self.ticked.emit()

    def _tell_looked_at(self, _now: object, _before: object) -> None:
        if self.current:
            self.looked_at.emit(self.current)
