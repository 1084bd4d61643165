"""The list of conflicts of a merge: what each is about, and whose word stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHeaderView,
    QRadioButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
)

from tourplanner.gui.painting import medium
from tourplanner.i18n import _
from tourplanner.usecases.merge_facts import ClashId, Side
from tourplanner.usecases.merge_tours import MergedTour
from tourplanner.usecases.merge_words import ClashWords

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

ABOUT, OURS, THEIRS = range(3)
ROW_HEIGHT = 34
INDICATOR = 32
"""What the button itself takes beside its text."""


class _Value(QRadioButton):
    """What one side says, cut where room is short."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = text
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what fits."""
        super().resizeEvent(event)
        room = self.width() - INDICATOR
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))


class ClashList(QTreeWidget):
    """`changed` says that another side was chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices: dict[ClashId, Side] = {}
        self._buttons: dict[ClashId, dict[Side, QRadioButton]] = {}
        self._groups: list[QButtonGroup] = []
        self._told: tuple[str, ...] = ()
        self.setObjectName("ticks")
        self.setProperty("roomy", True)
        self.setAccessibleName(_("Conflicts"))
        self.setHeaderLabels([_("About"), _("Mine"), _("Theirs")])
        self.setRootIsDecorated(False)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.header()
        header.setStretchLastSection(False)
        for column in (ABOUT, OURS, THEIRS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    @property
    def choices(self) -> dict[ClashId, Side]:
        """Whose word stands, where someone has chosen."""
        return dict(self._choices)

    def forget(self) -> None:
        """Other copies, other conflicts."""
        self._choices = {}

    def settle_all(self, *, is_mine: bool) -> None:
        """One side is right in everything."""
        side = Side.OURS if is_mine else Side.THEIRS
        self._choices = dict.fromkeys(self._buttons, side)
        self.changed.emit()

    def show_clashes(self, merged: MergedTour | None) -> None:
        """List the conflicts; those listed already only move their choice."""
        clashes = merged.clashes if merged is not None else ()
        told = merged.unsettled if merged is not None else ()
        if [one.id for one in clashes] == list(self._buttons) and told == self._told:
            for one in clashes:
                self._buttons[one.id][one.side].setChecked(True)
            return
        self.clear()
        self._buttons, self._groups, self._told = {}, [], told
        for one in clashes:
            self._add(one)
        for sentence in told:
            item = QTreeWidgetItem(self, [sentence])
            item.setFirstColumnSpanned(True)
            item.setToolTip(ABOUT, sentence)

    def _add(self, clash: ClashWords) -> None:
        item = QTreeWidgetItem(self, [clash.about])
        item.setFont(ABOUT, medium(self.font()))
        item.setSizeHint(ABOUT, QSize(0, ROW_HEIGHT))
        item.setToolTip(ABOUT, clash.about)
        group = QButtonGroup(self)
        self._groups.append(group)
        self._buttons[clash.id] = {}
        sides = ((Side.OURS, OURS, clash.ours), (Side.THEIRS, THEIRS, clash.theirs))
        for side, column, text in sides:
            button = _Value(text)
            name = (
                _("{about}: mine, {value}") if side is Side.OURS else _("{about}: theirs, {value}")
            )
            button.setAccessibleName(name.format(about=clash.about, value=text))
            button.setChecked(clash.side is side)
            button.clicked.connect(lambda _on, side=side: self._choose(clash.id, side))
            group.addButton(button)
            self._buttons[clash.id][side] = button
            self.setItemWidget(item, column, button)

    def _choose(self, clash: ClashId, side: Side) -> None:
        self._choices[clash] = side
        self.changed.emit()
