"""The breaks of a day: any number, each with name, window, length and the days that have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tourplanner.domain.breaks import LONGEST_NAME, LUNCH, MOST_BREAKS, NamedBreak, lunch_break
from tourplanner.domain.reasons import short_date
from tourplanner.domain.time_window import DAY_MIN
from tourplanner.gui.panels.clock_field import ClockField
from tourplanner.gui.panels.filter_chip import set_chip_active
from tourplanner.gui.panels.number_field import number_field
from tourplanner.i18n import N_, _

REST = N_("Rest")
REST_FROM, REST_UNTIL, REST_MIN = 900, 990, 20
LONGEST_MIN = 480

Breaks = tuple[NamedBreak, ...]
MakeBreaks = Callable[[], Breaks]
"""Reads the fields when it is called; raises InvalidEdit for what they cannot mean."""


class BreaksEditor(QWidget):
    """One card a break; `asked` carries the edit's name and what reads all fields."""

    asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._dates: tuple[date, ...] = ()
        self._cards: list[BreakCard] = []
        self._room = QVBoxLayout()
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(8)
        self.add = QPushButton(_("Add a break"))
        self.add.clicked.connect(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._room)
        layout.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)

    @property
    def cards(self) -> tuple[BreakCard, ...]:
        """A card for each break, in the tour's order."""
        return tuple(self._cards)

    def show_breaks(self, breaks: Breaks, dates: Sequence[date]) -> None:
        """Show `breaks` of a tour with these days."""
        self._dates = tuple(dates)
        while len(self._cards) > len(breaks):
            gone = self._cards.pop()
            self._room.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._cards) < len(breaks):
            self._make_card()
        for card, one in zip(self._cards, breaks, strict=True):
            card.show_break(one, self._dates)
        self.add.setEnabled(len(breaks) < MOST_BREAKS)

    def _make_card(self) -> None:
        card = BreakCard(len(self._cards) + 1)
        card.changed.connect(partial(self.asked.emit, _("Change breaks"), self._read))
        card.removed.connect(partial(self._remove, card))
        self._cards.append(card)
        self._room.addWidget(card)

    def _read(self) -> Breaks:
        return tuple(card.read() for card in self._cards)

    def _add(self) -> None:
        self.asked.emit(_("Add a break"), lambda: (*self._read(), _new_break(self._read())))

    def _remove(self, gone: BreakCard) -> None:
        left = tuple(card.shown for card in self._cards if card is not gone)
        self.asked.emit(_("Remove a break"), lambda: left)


class BreakCard(QFrame):
    """The fields of one break."""

    changed = Signal()
    removed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setObjectName("card")
        self.shown = lunch_break()
        """The break as the tour has it; the fields may hold what it cannot."""
        self._is_following = False
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(_("Name of break {number}").format(number=number))
        self.name.editingFinished.connect(self._say)
        self.days = QToolButton()
        self.days.setObjectName("chip")
        self.days.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.days)
        self._menu.setAccessibleName(_("Days of break {number}").format(number=number))
        self.days.setMenu(self._menu)
        self.remove = QToolButton()
        self.remove.setText("\N{MULTIPLICATION SIGN}")
        self.remove.clicked.connect(self.removed)
        self.start = ClockField(_("Break {number} from").format(number=number))
        self.end = ClockField(_("Break {number} until").format(number=number))
        self.minutes = number_field(
            5, LONGEST_MIN, _(" min"), 5, _("Length of break {number}").format(number=number)
        )
        for field in (self.start, self.end, self.minutes):
            field.valueChanged.connect(self._say)
        self._lay_out()

    def show_break(self, one: NamedBreak, dates: Sequence[date]) -> None:
        """Show `one` in a tour with these days."""
        self.shown = one
        self._is_following = True
        self.name.setText(_shown_name(one.name))
        self.name.setCursorPosition(0)
        self.name.setToolTip(_shown_name(one.name))
        self.start.setValue(one.earliest_min)
        self.end.setValue(one.latest_end_min)
        self.minutes.setValue(one.duration_min)
        self._offer_days(dates)
        tip = _("Remove {name}").format(name=_shown_name(one.name))
        self.remove.setToolTip(tip)
        self.remove.setAccessibleName(tip)
        self._is_following = False

    def read(self) -> NamedBreak:
        """What the fields say; raises InvalidEdit when it cannot be."""
        typed = self.name.text().strip()
        name = self.shown.name if typed == _shown_name(self.shown.name) else typed
        chosen = tuple(n for n, action in enumerate(self._day_actions()) if action.isChecked())
        count = len(self._day_actions())
        beyond = tuple(day for day in self.shown.days or () if day >= count)
        days = None if len(chosen) == count else (*chosen, *beyond)
        start, end = self.start.value(), self.end.value()
        return NamedBreak(name, start, end, self.minutes.value(), days)

    def _offer_days(self, dates: Sequence[date]) -> None:
        self._menu.clear()
        for number, day in enumerate(dates):
            action = QAction(short_date(day), self._menu)
            action.setCheckable(True)
            action.setChecked(self.shown.is_on(number))
            action.triggered.connect(self._say)
            self._menu.addAction(action)
        self._menu.addSeparator()
        every = QAction(_("Every day"), self._menu)
        every.triggered.connect(self._take_every_day)
        self._menu.addAction(every)
        on = [day for number, day in enumerate(dates) if self.shown.is_on(number)]
        if len(on) == len(dates):
            text = _("Every day")
        elif len(on) == 1:
            text = short_date(on[0])
        else:
            text = _("{count} of {all} days").format(count=len(on), all=len(dates))
        self.days.setText(_("{label} ▾").format(label=text))
        self.days.setAccessibleName(
            _("Days of {name}: {days}").format(name=_shown_name(self.shown.name), days=text)
        )
        set_chip_active(self.days, is_active=len(on) != len(dates))

    def _day_actions(self) -> list[QAction]:
        return [action for action in self._menu.actions() if action.isCheckable()]

    def _take_every_day(self) -> None:
        for action in self._day_actions():
            action.setChecked(True)
        self._say()

    def _say(self) -> None:
        if not self._is_following:
            self.changed.emit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.name, 1)
        head.addWidget(self.days)
        head.addWidget(self.remove)
        times = QGridLayout()
        times.setHorizontalSpacing(4)
        times.addWidget(self.start, 0, 0)
        times.addWidget(QLabel("–"), 0, 1)
        times.addWidget(self.end, 0, 2)
        times.setColumnMinimumWidth(3, 4)
        times.addWidget(self.minutes, 0, 4)
        times.setColumnStretch(5, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(times)


def _new_break(known: Breaks) -> NamedBreak:
    """Lunch where there is none, else a rest under a name that is free."""
    names = {one.name.strip().casefold() for one in known}
    if LUNCH.casefold() not in names:
        return lunch_break()
    name, number = _(REST), 2
    while name.casefold() in names:
        name, number = _("{name} {number}").format(name=_(REST), number=number), number + 1
    return NamedBreak(name, REST_FROM, min(REST_UNTIL, DAY_MIN), REST_MIN)


def _shown_name(name: str) -> str:
    return _(name) if name else ""
