"""The left of the import window: what is being read, and how the chosen one is to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.datum import Datum
from tourplanner.exchange.readers.any_file import TABLE_READERS
from tourplanner.gui.importing.sources import Look, Source
from tourplanner.gui.theme import Theme
from tourplanner.i18n import N_, _, ngettext

ITEM_ROOM = 18
DATUM_LABELS = {
    Datum.WGS84: N_("WGS 84: GPS, OpenStreetMap"),
    Datum.GCJ02: N_("GCJ-02: AMap, Tencent"),
    Datum.BD09: N_("BD-09: Baidu"),
}


class SourcePanel(QWidget):
    """`changed` carries a source and the one that takes its place, None when it goes."""

    add_asked = Signal()
    paste_asked = Signal()
    changed = Signal(object, object)
    selected = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._looks: Mapping[Source, Look] = {}
        self._sources: tuple[Source, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("sources")
        self.list.setAccessibleName(_("What is read"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        self.add = _button(_("&Add files…"), self.add_asked)
        self.paste = _button(_("&Paste"), self.paste_asked)
        self.paste.setToolTip(_("Links, points or rows of a table that you have copied"))
        self.remove = QPushButton(_("&Remove"))
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(lambda: self._replace(None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add, self.paste, self.remove):
            buttons.addWidget(button)
        layout.addLayout(buttons)
        layout.addWidget(self._make_content())
        layout.addWidget(self._make_datum())
        self._show_current()

    @property
    def current(self) -> Source | None:
        """The source that is looked at."""
        row = self.list.currentRow()
        return self._sources[row] if 0 <= row < len(self._sources) else None

    def show_sources(self, sources: Sequence[Source], looks: Mapping[Source, Look]) -> None:
        """List `sources` with what is known of each; the chosen row stays."""
        row = self.list.currentRow()
        if len(sources) > len(self._sources):
            row = len(self._sources) if self._sources else 0
        self._sources, self._looks = tuple(sources), looks
        was_blocked = self.list.blockSignals(True)
        self.list.clear()
        for source in sources:
            self.list.addItem(self._item(source, looks.get(source)))
        self.list.setCurrentRow(min(max(row, 0), len(sources) - 1))
        self.list.blockSignals(was_blocked)
        self._show_current()

    def _item(self, source: Source, look: Look | None) -> QListWidgetItem:
        text = _("being read…") if look is None else look_text(look)
        item = QListWidgetItem(f"{source.name}\n{text}")
        item.setSizeHint(QSize(0, 2 * self.fontMetrics().lineSpacing() + ITEM_ROOM))
        item.setToolTip(str(source.path or source.text[:400]))
        colours = self._theme.colours
        if look is not None and look.trouble:
            item.setForeground(QColor(colours.wrong))
        elif look is not None and (look.fault_count or look.places.datum_question):
            item.setForeground(QColor(colours.care))
        return item

    def _make_content(self) -> QWidget:
        self._content = QWidget()
        self.as_places = QRadioButton(_("P&laces"))
        self.as_people = QRadioButton(_("&Travellers"))
        self._kinds = QButtonGroup(self._content)
        title = QLabel(_("The table holds"))
        title.setObjectName("heading")
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(title)
        row = QHBoxLayout()
        row.setSpacing(16)
        layout.addLayout(row)
        for button in (self.as_places, self.as_people):
            self._kinds.addButton(button)
            row.addWidget(button)
        row.addStretch()
        self.as_places.clicked.connect(lambda: self._choose_kind(is_people=False))
        self.as_people.clicked.connect(lambda: self._choose_kind(is_people=True))
        return self._content

    def _make_datum(self) -> QWidget:
        self._datum = QWidget()
        layout = QVBoxLayout(self._datum)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(4)
        title = QLabel(_("Its degrees are"))
        title.setObjectName("heading")
        self._question = QLabel()
        self._question.setObjectName("care")
        self._question.setWordWrap(True)
        layout.addWidget(title)
        layout.addWidget(self._question)
        self._datums = QButtonGroup(self._datum)
        self.datums: dict[Datum, QRadioButton] = {}
        for datum in Datum:
            button = QRadioButton()
            button.clicked.connect(lambda _on, datum=datum: self._choose_datum(datum))
            self._datums.addButton(button)
            self.datums[datum] = button
            layout.addWidget(button)
        return self._datum

    def _show_current(self) -> None:
        source = self.current
        look = self._looks.get(source) if source is not None else None
        self.remove.setEnabled(source is not None)
        is_table = source is not None and source.kind in TABLE_READERS and look is not None
        self._content.setVisible(is_table)
        if look is not None:
            self.as_people.setChecked(look.is_people)
            self.as_places.setChecked(not look.is_people)
        self._datum.setVisible(look is not None and bool(look.shifts))
        if look is not None and look.shifts:
            self._show_datum(look)
        self.selected.emit()

    def _show_datum(self, look: Look) -> None:
        question = look.places.datum_question
        self._question.setText(
            _("It seems to come from a Chinese map. Say how its degrees are counted.")
        )
        self._question.setToolTip(question)
        self._question.setVisible(bool(question))
        self._datums.setExclusive(False)
        for datum, button in self.datums.items():
            text = _(DATUM_LABELS[datum])
            if datum in look.shifts:
                shift = _("moves points by about {metres} m").format(
                    metres=round(
                        look.shifts[datum], -1 if look.shifts[datum] >= 100 else 0
                    ).__int__()
                )
                text = f"{text}\n{shift}"
            button.setText(text)
            is_chosen = look.source.datum is datum
            is_usual = look.source.datum is None and not question and datum is Datum.WGS84
            button.setChecked(is_chosen or is_usual)
        self._datums.setExclusive(True)

    def _choose_kind(self, *, is_people: bool) -> None:
        source = self.current
        if source is not None:
            self._replace(replace(source, is_people=is_people, columns=None))

    def _choose_datum(self, datum: Datum) -> None:
        source = self.current
        if source is not None and source.datum is not datum:
            self._replace(replace(source, datum=datum))

    def _replace(self, source: Source | None) -> None:
        if self.current is not None:
            self.changed.emit(self.current, source)


def rounded_m(metres: float) -> int:
    """Metres as exact as the median of many points deserves."""
    return round(metres / 10) * 10 if metres >= 100 else round(metres)


def look_text(look: Look) -> str:
    """What a source holds, counted."""
    if look.trouble:
        return _("cannot be read")
    places = look.places
    counted = (
        (len(places.points), ngettext("{count} place", "{count} places", len(places.points))),
        (len(places.rides), ngettext("{count} ride", "{count} rides", len(places.rides))),
        (
            len(places.bookings),
            ngettext("{count} reservation", "{count} reservations", len(places.bookings)),
        ),
        (
            len(look.people.travellers),
            ngettext("{count} traveller", "{count} travellers", len(look.people.travellers)),
        ),
        (look.fault_count, ngettext("{count} faulty row", "{count} faulty rows", look.fault_count)),
    )
    texts = [text.format(count=count) for count, text in counted if count]
    return ", ".join(texts) or _("nothing to take in")


def _button(text: str, asked: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(asked)
    return button
