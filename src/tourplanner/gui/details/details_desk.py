"""Opens the window with the details of the tour at the place that an action means."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.site import SiteId
from tourplanner.gui.details.cards import cards
from tourplanner.gui.details.details_window import DetailsWindow
from tourplanner.gui.details.lodgings import lodgings
from tourplanner.gui.details.notes import notes, site_notes
from tourplanner.gui.details.places import Places
from tourplanner.gui.details.reservations import reservations
from tourplanner.gui.details.rides import rides
from tourplanner.gui.details.travellers import travellers
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.theme import Theme
from tourplanner.usecases.new_tour import known_city

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget


SECTIONS = ("travellers", "reservations", "lodging", "rides", "notes", "cards")
"""The sections by their ids, which are those of the actions that open them."""


class DetailsDesk(QObject):
    """One window at a time; it closes when another tour is opened."""

    def __init__(
        self,
        open_tour: OpenTour,
        catalogue: SiteCatalogue,
        theme: Theme,
        window: QWidget,
        actions: Callable[[], tuple[QAction, ...]],
    ) -> None:
        """`actions` are those that work in this window too."""
        super().__init__(window)
        self._open_tour, self._catalogue, self._theme = open_tour, catalogue, theme
        self._main, self._actions = window, actions
        self.window: DetailsWindow | None = None
        self._city = ""
        open_tour.loaded.connect(self.close)

    def show(self, section: str = "", parent: QWidget | None = None) -> DetailsWindow:
        """Bring the window to the front, at `section` if one is named.

        `parent` is the window that it belongs to, if that is another than the main one.
        """
        wanted = parent or self._main
        city = self._open_tour.tour.preferences.city
        if self.window is not None and (self.window.parent() is not wanted or city != self._city):
            self.close()
        if self.window is None:
            self.window = self._make(wanted)
            self._city = city
        self.window.show()
        self.window.activateWindow()
        if section:
            self.window.show_section(section)
        return self.window

    def open(self, section: str = "") -> None:
        """As an action wants it."""
        self.show(section)

    def note(self, site: SiteId) -> None:
        """Go to the note on `site`, or begin one."""
        window = self.show("notes")
        known = [one.site for one in site_notes(self._open_tour.tour)]
        if site in known:
            window.show_section("notes").choose(known.index(site))
            window.page("notes").form.fields["text"].setFocus()
        else:
            window.begin_draft("notes", {"site": site})

    def reserve(self, site: SiteId) -> None:
        """Go to what is reserved at `site`, or begin a reservation."""
        window = self.show("reservations")
        known = [one.site for one in self._open_tour.tour.dossier.reservations]
        if site in known:
            window.show_section("reservations").choose(known.index(site))
        else:
            window.begin_draft("reservations", {"site": site})

    def close(self) -> None:
        """Put the window away."""
        if self.window is not None:
            self.window.close()
            self._forget()

    def _make(self, parent: QWidget) -> DetailsWindow:
        tour = self._open_tour.tour
        city = known_city(self._catalogue, tour.preferences.city)
        places = Places(self._catalogue, lambda: self._open_tour.tour)
        sections = (
            travellers(self._open_tour),
            reservations(places, self._theme, city.currency),
            lodgings(),
            rides(city.time_zone),
            notes(places),
            cards(),
        )
        window = DetailsWindow(sections, self._open_tour, self._theme, self._actions(), parent)
        window.finished.connect(self._forget)
        return window

    def _forget(self) -> None:
        self.window = None
