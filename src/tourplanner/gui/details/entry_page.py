"""A list of entries beside the form of the one that is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.gui.details.row_delegate import ROW, RowDelegate
from tourplanner.gui.details.section import Row, Section
from tourplanner.gui.details.sign_button import SignButton
from tourplanner.gui.dialogs.frame import toned_label
from tourplanner.gui.open_tour import OpenTour
from tourplanner.i18n import _

if TYPE_CHECKING:
    from tourplanner.gui.details.fields import Field
    from tourplanner.gui.theme import Theme

LIST_WIDTH = 264
T = TypeVar("T")


class EntryPage(QWidget, Generic[T]):
    """Every field that is filled in changes the tour as one step that can be undone.

    A new entry is a draft until its fields make one.
    """

    def __init__(self, section: Section[T], open_tour: OpenTour, theme: Theme) -> None:
        super().__init__()
        self.section = section
        self._open_tour, self._theme = open_tour, theme
        self._entries: tuple[T, ...] = ()
        self._shown: T | None = None
        self._is_draft = False
        self._is_following = False
        self.list = self._make_list()
        self.form = section.make_form()
        self.form.committed.connect(self._commit)
        self._unkept = toned_label("care")
        self._unkept.setContentsMargins(24, 12, 24, 0)
        self._unkept.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_invitation())
        self._pages.addWidget(self._make_scroll())
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.list, 1)
        if section.make_below is not None:
            left.addWidget(section.make_below())
        left.addLayout(self._make_buttons())
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(LIST_WIDTH)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._unkept)
        right.addWidget(self._pages, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addLayout(right, 1)
        theme.changed.connect(self._repaint)
        self._order_tabs()
        self.follow_tour()

    @property
    def unkept(self) -> str:
        """Why what is typed is not kept with the tour; empty when all is."""
        return self._unkept.text()

    def follow_tour(self) -> None:
        """Show the entries as the tour has them now; what is being typed stays."""
        tour = self._open_tour.tour
        entries = self.section.entries(tour)
        number = self._number_in(entries)
        self._entries = entries
        self._fill(tour)
        if self._is_draft:
            return
        self._choose(number)

    def choose(self, number: int) -> None:
        """Show the entry of that number."""
        self._is_draft = False
        self._fill(self._open_tour.tour)
        self._choose(number)

    def begin_draft(self, values: Mapping[str, object] | None = None) -> None:
        """Offer the fields of a new entry, some of them filled in."""
        self._is_draft = True
        self._shown = None
        self._fill(self._open_tour.tour)
        self._set_current(len(self._entries))
        self.form.show_entry(None)
        self._tell("")
        self.form.show_cautions(())
        self._pages.setCurrentIndex(1)
        self._allow()
        self.form.begin(values or {})

    def duplicate(self) -> None:
        """A copy behind the entries."""
        twin = self.section.twin
        if self._shown is None or twin is None:
            return
        copy = twin(self._shown, self._entries)
        name = self._name(self._shown)
        self._store(_("Duplicate {name}").format(name=name), (*self._entries, copy), copy)

    def remove(self) -> None:
        """Take away the entry that is shown, or the draft."""
        number = self.list.currentRow()
        if self._is_draft:
            self._is_draft = False
            self.follow_tour()
            self._choose(len(self._entries) - 1)
        elif self._shown is not None:
            name = self._name(self._shown)
            kept = (*self._entries[:number], *self._entries[number + 1 :])
            beside = kept[min(number, len(kept) - 1)] if kept else None
            self._store(_("Remove {name}").format(name=name), kept, beside)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _commit(self, field: Field) -> None:
        try:
            entry = self.form.entry
        except InvalidEdit as error:
            self._refuse(field, error)
            return
        if self._is_draft:
            text = _("Add {name}").format(name=self._name(entry))
            self._store(text, (*self._entries, entry), entry, field)
            return
        number = self.list.currentRow()
        after = (*self._entries[:number], entry, *self._entries[number + 1 :])
        text = _("Change {name}").format(name=self._name(entry))
        self._store(text, after, entry, field)

    def _store(
        self, text: str, entries: tuple[T, ...], shown: T | None, field: Field | None = None
    ) -> None:
        """Edit the tour, and show `shown` of it afterwards."""
        before = self._shown, self._is_draft
        self._shown, self._is_draft = shown, False
        try:
            self._open_tour.edit(text, lambda tour: self.section.put(tour, entries))
        except InvalidEdit as error:
            self._shown, self._is_draft = before
            self._refuse(field, error)
            return
        self.form.show_entry(shown)
        self.follow_tour()

    def _refuse(self, field: Field | None, error: InvalidEdit) -> None:
        """Keep what is typed where it is, and say what keeps it from the tour."""
        if not self._is_draft and field is not None and not self.form.has_fault:
            field.show_fault(str(error))
        self._tell(_("Not kept yet. {why}").format(why=error))

    def _tell(self, text: str) -> None:
        self._unkept.setText(text)
        self._unkept.setVisible(bool(text))

    def _name(self, entry: T) -> str:
        return self.section.row(self._open_tour.tour, entry).first

    def _number_in(self, entries: tuple[T, ...]) -> int:
        """Where the shown entry stands in `entries`; the row it had when it is gone."""
        if self._shown is not None and self._shown in entries:
            return len(entries) - 1 - entries[::-1].index(self._shown)
        return max(0, min(self.list.currentRow(), len(entries) - 1))

    def _fill(self, tour: Tour) -> None:
        """Rows are changed in place, so that a click on its way still meets its row."""
        rows = [self.section.row(tour, entry) for entry in self._entries]
        if self._is_draft:
            rows.append(Row(self.section.draft, "", _("not kept yet")))
        self._is_following = True
        while self.list.count() > len(rows):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(rows):
            self.list.addItem(QListWidgetItem())
        for number, row in enumerate(rows):
            item = self.list.item(number)
            item.setData(ROW, row)
            said = ", ".join(filter(None, (row.first, row.second, row.line)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(said)
        self._is_following = False

    def _set_current(self, number: int) -> None:
        self._is_following = True
        self.list.setCurrentRow(number)
        self._is_following = False

    def _choose(self, number: int) -> None:
        tour = self._open_tour.tour
        entry = self._entries[number] if 0 <= number < len(self._entries) else None
        self._set_current(number if entry is not None else -1)
        if entry is None or entry != self._shown or self.form.has_fault or self.unkept:
            self._shown = entry
            self.form.show_entry(entry)
            self._tell("")
        self._pages.setCurrentIndex(0 if entry is None else 1)
        cautions = self.section.cautions(tour, entry) if entry is not None else ()
        self.form.show_cautions(cautions)
        self._allow()

    def _follow_row(self, number: int) -> None:
        if self._is_following or number < 0 or (self._is_draft and number == len(self._entries)):
            return
        self.choose(number)

    def _allow(self) -> None:
        can_copy = self._shown is not None and self.section.twin is not None
        self.copy_button.setEnabled(can_copy)
        is_something = self._shown is not None and self.section.is_kept(self._shown)
        self.remove_button.setEnabled(self._is_draft or is_something)

    def _make_list(self) -> QListWidget:
        rows = QListWidget()
        rows.setAccessibleName(self.section.title)
        delegate = RowDelegate(self._theme)
        delegate.setParent(rows)
        rows.setItemDelegate(delegate)
        rows.setMouseTracking(True)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.currentRowChanged.connect(self._follow_row)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), rows)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._remove_by_key)
        return rows

    def _remove_by_key(self) -> None:
        if self.remove_button.isEnabled():
            self.remove()

    def _repaint(self) -> None:
        self.list.viewport().update()

    def _order_tabs(self) -> None:
        """From the list to its buttons, then to the fields."""
        first = next(iter(self.form.fields.values()))
        buttons = (self.add_button, self.copy_button, self.remove_button)
        for before, after in pairwise((self.list, *buttons, first)):
            QWidget.setTabOrder(before, after)

    def _make_scroll(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setObjectName("form")
        scroll.setAccessibleName(_("Fields: {section}").format(section=self.section.title))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.form)
        bar = scroll.verticalScrollBar().sizeHint().width()
        scroll.setMinimumWidth(self.form.minimumSizeHint().width() + bar)
        return scroll

    def _make_invitation(self) -> QWidget:
        page = QWidget()
        text = QLabel(self.section.invitation)
        text.setObjectName("quiet")
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(48, 24, 48, 24)
        layout.addWidget(text)
        return page

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 8)
        row.setSpacing(4)
        title = self.section.title
        self.add_button = SignButton("plus", _("Add: {section}").format(section=title), _("Add"))
        self.add_button.setShortcut(QKeySequence("Ctrl+Shift+A"))
        self.add_button.clicked.connect(lambda: self.begin_draft())
        self.copy_button = SignButton("files", _("Duplicate: {section}").format(section=title))
        self.copy_button.clicked.connect(self.duplicate)
        self.remove_button = SignButton("trash", _("Remove: {section}").format(section=title))
        self.remove_button.clicked.connect(self.remove)
        self.add_button.setVisible(bool(self.section.draft))
        self.copy_button.setVisible(self.section.twin is not None)
        for button in (self.add_button, self.copy_button, self.remove_button):
            row.addWidget(button)
        row.insertStretch(1)
        return row
