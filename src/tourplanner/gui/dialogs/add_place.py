"""Asks what a point of the map is called, and for which nights one sleeps there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.reasons import short_date
from tourplanner.gui.dialogs.frame import answer_buttons, lay_out, toned_label
from tourplanner.gui.panels.form_section import FormSection
from tourplanner.i18n import _

LONGEST_NAME = 120


class AddPlaceDialog(QDialog):
    """`base_wanted` carries the place and the 0-based night; None for all nights."""

    base_wanted = Signal(object, object)

    def __init__(
        self,
        at: Coordinates,
        near: Sequence[Place],
        nights: Sequence[date],
        parent: QWidget | None = None,
    ) -> None:
        """`near` are places that the streets know around there, the nearest first."""
        super().__init__(parent)
        self.setWindowTitle(_("Add a place"))
        self.setMinimumWidth(440)
        self._at, self._near = at, tuple(near)
        point = _("{lat:.5f}, {lon:.5f}").format(lat=at.lat, lon=at.lon)
        where = toned_label("quiet", _("{point} (WGS 84)").format(point=point))
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.addItem(_("Lodging at {point}").format(point=point))
        self.name.addItems([place.name for place in near])
        self.name.view().setAccessibleName(_("Name"))
        edit = self.name.lineEdit()
        if edit is not None:
            edit.setMaxLength(LONGEST_NAME)
            edit.setAccessibleName(_("Name"))
            edit.selectAll()
        self.night = QComboBox()
        self.night.addItem(_("all nights"))
        self.night.addItems([short_date(night) for night in nights])
        self.night.view().setAccessibleName(_("Nights"))
        section = FormSection(_("Lodging"))
        section.add_row(_("&Name"), self.name)
        section.add_row(_("N&ights"), self.night)
        hint = toned_label(
            "quiet", _("The list offers what the map knows near the point, not checked.")
        )
        buttons = answer_buttons(self, _("Sleep here"), self._tell)
        parts = (where, section, hint) if near else (where, section)
        lay_out(self, *parts, heading=_("Sleep here"), buttons=buttons)

    def _tell(self) -> None:
        self.accept()
        name = self.name.currentText().strip() or self.name.itemText(0)
        known = {place.name: place for place in reversed(self._near)}
        night = self.night.currentIndex() - 1
        place = known.get(name) or Place(name, self._at)
        self.base_wanted.emit(place, night if night >= 0 else None)
