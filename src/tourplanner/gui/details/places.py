"""The places that a reservation or a note can be about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.gui.details.fields import Field
from tourplanner.gui.details.search_box import search_box
from tourplanner.i18n import _


@dataclass(frozen=True, slots=True)
class Places:
    """The sites of the open tour's city by name."""

    catalogue: SiteCatalogue
    tour: Callable[[], Tour]

    def name_of(self, site: SiteId) -> str:
        """The site's name; its id when the catalogue lost it."""
        found = self.catalogue.site(site)
        if found is not None:
            return found.names.first
        known = next((one for one in self.tour().sites if one.id == site), None)
        return known.name if known is not None else str(site)

    def offered(self) -> tuple[tuple[SiteId, str], ...]:
        """Those that the plan visits, as it visits them, then the others by name."""
        tour = self.tour()
        visited = tour.itinerary.visited if tour.itinerary is not None else ()
        others = [
            (site.names.first, site.id)
            for site in self.catalogue.sites_of(tour.preferences.city)
            if site.id not in visited
        ]
        planned = [(site, self.name_of(site)) for site in visited]
        return (*planned, *((site, name) for name, site in sorted(others)))


class SiteField(Field):
    """A place to choose by typing part of its name; None where there may be none."""

    def __init__(self, name: str, places: Places, none: str = "") -> None:
        """`none` is the row that stands for no place; empty when there has to be one."""
        box, edit = search_box(name)
        super().__init__(name, box)
        edit.editingFinished.connect(self._read)
        self.box, self._edit, self._places, self._none = box, edit, places, none
        self._shown: SiteId | None = None
        box.activated.connect(lambda _index: self._choose())

    @property
    def value(self) -> SiteId | None:
        """The place shown."""
        return self._shown

    def show_value(self, site: SiteId | None) -> None:
        """Show `site` as what is kept, and offer what the tour offers now."""
        self.show_fault("")
        self._shown = site
        self.box.clear()
        if self._none:
            self.box.addItem(self._none, None)
        offered = dict(self._places.offered())
        if site is not None and site not in offered:
            offered[site] = self._places.name_of(site)
        for each, name in offered.items():
            self.box.addItem(name, each)
        self.box.setCurrentIndex(self._index(site))
        self._edit.setCursorPosition(0)

    def _index(self, site: SiteId | None) -> int:
        ids = [self.box.itemData(number) for number in range(self.box.count())]
        return ids.index(site) if site in ids else -1

    def _read(self) -> None:
        """A name typed in full, or enough of it that only one has it, is chosen."""
        text = self.box.currentText().strip().casefold()
        names = [self.box.itemText(number).casefold() for number in range(self.box.count())]
        close = [number for number, name in enumerate(names) if text and text in name]
        if text in names:
            self.box.setCurrentIndex(names.index(text))
        elif len(close) == 1:
            self.box.setCurrentIndex(close[0])
        elif text or self._none:
            known = self.box.currentText()
            self.box.setCurrentIndex(self._index(self._shown))
            if text:
                fault = _("“{text}” is no place of this city, or several. Choose one of the list.")
                self.show_fault(fault.format(text=known))
            return
        self._choose()

    def _choose(self) -> None:
        site = self.box.currentData()
        if site != self._shown:
            self.show_fault("")
            self._shown = site
            self.committed.emit()
