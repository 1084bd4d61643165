"""A field for the number of those whose names are not known yet."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tourplanner.domain import dossier_edits
from tourplanner.domain.party import MOST_TRAVELLERS
from tourplanner.errors import InvalidEdit
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.panels.number_field import number_field
from tourplanner.i18n import _


class UnnamedField(QWidget):
    """Follows the open tour and edits it."""

    def __init__(self, open_tour: OpenTour) -> None:
        super().__init__()
        self._open_tour = open_tour
        self.number = number_field(0, MOST_TRAVELLERS, "", 1, _("Others, not known by name"))
        caption = QLabel(_("&Others, not by name"))
        caption.setBuddy(self.number)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(caption, 1)
        row.addWidget(self.number)
        self._follow_tour()
        self.number.valueChanged.connect(self._edit)
        open_tour.tour_changed.connect(self._follow_tour)

    def _follow_tour(self) -> None:
        party = self._open_tour.tour.dossier.party
        was_blocked = self.number.blockSignals(True)
        self.number.setMaximum(MOST_TRAVELLERS - len(party.travellers))
        self.number.setValue(party.unnamed)
        self.number.blockSignals(was_blocked)

    def _edit(self, count: int) -> None:
        change = partial(dossier_edits.with_unnamed, count=count)
        try:
            self._open_tour.edit(_("Change the number of people"), change, "unnamed")
        except InvalidEdit:
            self._follow_tour()
