"""Takes a point of the map into the tour: as a lodging with a name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tourplanner.domain import edits
from tourplanner.domain.place import Coordinates, Place
from tourplanner.errors import TourPlannerError
from tourplanner.gui.dialogs.add_place import AddPlaceDialog
from tourplanner.gui.open_tour import OpenTour
from tourplanner.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

NEAR_M = 250.0
MOST_NEAR = 12


class PlaceAdder(QObject):
    """Asks for name and nights, then edits the tour as one step that can be undone."""

    failed = Signal(object)

    def __init__(
        self,
        open_tour: OpenTour,
        check: Callable[[str], Place],
        known: Callable[[], tuple[Place, ...]],
        window: QWidget,
    ) -> None:
        """`check` refuses a point, as text, that is no base for this tour; `known` tells the
        places of the streets in use."""
        super().__init__(window)
        self._open_tour = open_tour
        self._check = check
        self._known = known
        self._window = window

    def ask(self, lat: float, lon: float) -> None:
        """What is at that point?"""
        dialog = self.make_dialog(lat, lon)
        dialog.exec()
        dialog.deleteLater()

    def make_dialog(self, lat: float, lon: float) -> AddPlaceDialog:
        """The question; the answer becomes a base."""
        at = Coordinates(lat, lon)
        away = [(at.distance_m(place.at), place.name, place) for place in self._known()]
        near = [place for metres, _name, place in sorted(away, key=_nearness) if metres <= NEAR_M]
        wishes = self._open_tour.tour.preferences
        nights = wishes.dates[: max(wishes.days - 1, 1)]
        dialog = AddPlaceDialog(at, near[:MOST_NEAR], nights, self._window)
        dialog.base_wanted.connect(self._sleep)
        return dialog

    def _sleep(self, place: Place, night: int | None) -> None:
        try:
            self._check(f"{place.at.lat},{place.at.lon}")
            self._open_tour.edit(
                _("Sleep at {place}").format(place=place.name),
                partial(edits.with_base, base=place, night=night),
            )
        except TourPlannerError as error:
            self.failed.emit(error)


def _nearness(found: tuple[float, str, Place]) -> tuple[float, str]:
    return found[0], found[1]
