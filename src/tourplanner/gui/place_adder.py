"""Takes a point of the map into the tour: as a visit, a lodging or an idea."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tourplanner.domain import edits
from tourplanner.domain.dossier_edits import with_reservation
from tourplanner.domain.own_site import OwnSite
from tourplanner.domain.own_site_edits import with_own_site
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.preferences import Priority
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.tour import Tour
from tourplanner.gui.dialogs.add_place import AddPlaceDialog, PlaceActs
from tourplanner.gui.open_tour import OpenTour
from tourplanner.i18n import _
from tourplanner.usecases.enter_own_site import WrittenSite, entered_site
from tourplanner.usecases.new_tour import known_city

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tourplanner.area.suggestions import Suggestion

NEAR_M = 250.0
MOST_NEAR = 12


class PlaceAdder(QObject):
    """Asks what a point is, then edits the tour as one step that can be undone."""

    def __init__(
        self,
        open_tour: OpenTour,
        catalogue: SiteCatalogue,
        check: Callable[[str], Place],
        known: Callable[[], tuple[Suggestion, ...]],
        today: Callable[[], date],
        window: QWidget,
    ) -> None:
        """`check` refuses a point, as text, that is no base for this tour; `known` tells the
        places of the streets in use."""
        super().__init__(window)
        self._open_tour = open_tour
        self._catalogue = catalogue
        self._check = check
        self._known = known
        self._today = today
        self._window = window

    def ask(self, lat: float, lon: float) -> None:
        """What is at that point?"""
        _run(self.make_dialog(lat, lon))

    def ask_about(self, known: Suggestion) -> None:
        """What is this place of the streets to the tour?"""
        dialog = self.make_dialog(known.at.lat, known.at.lon)
        dialog.form.take(known)
        _run(dialog)

    def make_dialog(self, lat: float, lon: float) -> AddPlaceDialog:
        """The question; the answer becomes a place to visit, a base or an idea."""
        at = Coordinates(lat, lon)
        away = [(at.distance_m(each.at), each.name, each) for each in self._known()]
        near = [each for metres, _name, each in sorted(away, key=_nearness) if metres <= NEAR_M]
        wishes = self._open_tour.tour.preferences
        nights = wishes.dates[: max(wishes.days - 1, 1)]
        city = known_city(self._catalogue, wishes.city)
        acts = PlaceActs(self._visit, self._sleep, self._keep_idea)
        return AddPlaceDialog(at, near[:MOST_NEAR], nights, city, acts, self._window)

    def _visit(self, written: WrittenSite, wish: Priority) -> None:
        tour = self._open_tour.tour
        city = known_city(self._catalogue, tour.preferences.city)
        own = entered_site(written, tour, city, self._today())
        self._open_tour.edit(
            _("Add {place}").format(place=own.title), partial(_with_visit, own=own, wish=wish)
        )
        self._open_tour.select(own.id)

    def _sleep(self, place: Place, night: int | None) -> None:
        self._check(f"{place.at.lat},{place.at.lon}")
        self._open_tour.edit(
            _("Sleep at {place}").format(place=place.name),
            partial(edits.with_base, base=place, night=night),
        )

    def _keep_idea(self, idea: Reservation) -> None:
        self._open_tour.edit(
            _("Keep the idea {place}").format(place=idea.title),
            partial(with_reservation, reservation=idea),
        )


def _with_visit(tour: Tour, own: OwnSite, wish: Priority) -> Tour:
    tour = with_own_site(tour, own)
    if wish is Priority.REQUIRED:
        return edits.require(tour, own.id)
    return edits.prefer(tour, own.id) if wish is Priority.PREFERRED else tour


def _nearness(found: tuple[float, str, Suggestion]) -> tuple[float, str]:
    return found[0], found[1]


def _run(dialog: AddPlaceDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
