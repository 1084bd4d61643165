"""Where each night is spent: a place of the catalogue or a point typed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from tourplanner.domain.place import Place
from tourplanner.domain.preferences import Preferences
from tourplanner.domain.reasons import short_date
from tourplanner.gui.panels.form_section import LABEL_WIDTH
from tourplanner.gui.panels.wheel_guard import guard_wheel
from tourplanner.i18n import _


class BaseChooser(QComboBox):
    """Offers bases; a point can be typed as "latitude, longitude"."""

    chosen = Signal(object)
    """A Place that was offered, or the text that was typed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        edit = self.lineEdit()
        if edit is not None:
            edit.setAccessibleName(name)
            edit.setPlaceholderText(_("place, point or map link"))
            edit.editingFinished.connect(self._say_typed)
        self.setToolTip(
            _("Choose a place, type a point as latitude, longitude, or paste a map link.")
        )
        self._shown: Place | None = None
        self.activated.connect(self._say_chosen)
        guard_wheel(self)

    def offer(self, places: Sequence[Place]) -> None:
        """Offer `places`."""
        self.clear()
        for place in places:
            self.addItem(place.name, place)
        if self._shown is not None:
            self.show_place(self._shown)

    def show_place(self, place: Place) -> None:
        """Show `place` as the one in force."""
        self._shown = place
        self.setCurrentIndex(self.findText(place.name, Qt.MatchFlag.MatchExactly))
        self.setEditText(place.name)
        self.setToolTip(
            _(
                "{place}. Choose another, type a point as latitude, longitude, or paste a map link."
            ).format(place=place.name)
        )
        edit = self.lineEdit()
        if edit is not None:
            edit.setCursorPosition(0)

    def _say_chosen(self, index: int) -> None:
        place = self.itemData(index)
        if isinstance(place, Place) and place != self._shown:
            self.chosen.emit(place)

    def _say_typed(self) -> None:
        text = self.currentText().strip()
        if self._shown is None or not text or text == self._shown.name:
            return
        index = self.findText(text, Qt.MatchFlag.MatchFixedString)
        self.chosen.emit(self.itemData(index) if index >= 0 else text)


class Nights(QWidget):
    """One base for all nights, or one chooser a night."""

    base_asked = Signal(object, object)
    """What was chosen, and the 0-based night; None for all nights."""

    def __init__(self) -> None:
        super().__init__()
        self._offered: tuple[Place, ...] = ()
        self.all_nights = BaseChooser(_("Base"))
        self.all_nights.chosen.connect(lambda choice: self.base_asked.emit(choice, None))
        self.is_apart = QCheckBox(_("Another base for some nights"))
        self.is_apart.setAccessibleName(_("Another base for some nights"))
        self.is_apart.toggled.connect(self._show_choosers)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._choosers: list[BaseChooser] = []
        self._labels: list[QLabel] = []
        self._rows.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.is_apart)
        layout.addWidget(self._rows)

    @property
    def choosers(self) -> tuple[BaseChooser, ...]:
        """The choosers of single nights."""
        return tuple(self._choosers)

    def offer(self, places: Sequence[Place]) -> None:
        """Offer `places` for every night."""
        self._offered = tuple(places)
        for chooser in (self.all_nights, *self._choosers):
            chooser.offer(places)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show where the tour's nights are spent."""
        self.all_nights.show_place(preferences.base)
        nights = max(preferences.days - 1, 1)
        while len(self._choosers) < nights:
            self._add_chooser()
        for number, (chooser, label) in enumerate(zip(self._choosers, self._labels, strict=True)):
            is_needed = number < nights
            chooser.setVisible(is_needed)
            label.setVisible(is_needed)
            if is_needed:
                chooser.show_place(preferences.base_of_night(number))
                label.setText(short_date(preferences.dates[number]))
        if preferences.other_nights and not self.is_apart.isChecked():
            self.is_apart.setChecked(True)

    def _add_chooser(self) -> None:
        night = len(self._choosers)
        chooser = BaseChooser(_("Base of night {number}").format(number=night + 1))
        chooser.offer(self._offered)
        chooser.chosen.connect(lambda choice: self.base_asked.emit(choice, night))
        label = QLabel()
        label.setBuddy(chooser)
        self._grid.addWidget(label, night, 0)
        self._grid.addWidget(chooser, night, 1)
        self._choosers.append(chooser)
        self._labels.append(label)

    def _show_choosers(self, is_apart: bool) -> None:
        self._rows.setVisible(is_apart)
