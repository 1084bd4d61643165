"""Edits the open tour for the commands about visits, and knows where a visit stands in the plan."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tourplanner.domain.itinerary import Itinerary, Stop
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.errors import TourPlannerError
from tourplanner.gui.open_tour import Change, OpenTour


class VisitEditor(QObject):
    """Each edit is one undoable step; trouble is told by `failed`, success by `done`."""

    failed = Signal(object)
    done = Signal(str)
    told = Signal(str)
    """What moving a visit changed, in a sentence."""

    def __init__(self, open_tour: OpenTour, catalogue: SiteCatalogue) -> None:
        super().__init__()
        self._open_tour = open_tour
        self._catalogue = catalogue

    @property
    def tour(self) -> Tour:
        """The tour as it is now."""
        return self._open_tour.tour

    @property
    def plan(self) -> Itinerary | None:
        """Its plan."""
        return self._open_tour.tour.itinerary

    @property
    def selected(self) -> SiteId | None:
        """The site that all panels show."""
        return self._open_tour.selected

    def planned(self, site: SiteId) -> tuple[int, Stop] | None:
        """The 0-based day and the stop at which the plan visits `site`."""
        for number, day in enumerate(self.plan.days if self.plan else ()):
            for stop in day.visits:
                if stop.site == site:
                    return number, stop
        return None

    def name_of(self, site: SiteId | None) -> str:
        """The site's English name, its id when the catalogue lost it."""
        found = self._catalogue.site(site) if site is not None else None
        return found.names.first if found is not None else str(site)

    def usual_min(self, site: SiteId) -> int | None:
        """Minutes of a visit: set by hand, else the catalogue's; None when both lack it."""
        found = self._catalogue.site(site)
        by_hand = self.tour.duration_of(site)
        return by_hand if by_hand is not None else (found.visit_min if found else None)

    def edit(
        self,
        text: str,
        change: Change,
        merge_key: str | None = None,
        site: SiteId | None = None,
        *,
        keeps_plan: bool = False,
    ) -> None:
        """Apply `change`; `{site}` in `text` stands for `site`, else for the selected one.

        `keeps_plan`: a plan that answered the wishes before answers them afterwards too.
        """
        label = text.format(site=self.name_of(site or self.selected))
        before = self.tour
        try:
            is_planned = keeps_plan and not self._open_tour.is_stale
            self._open_tour.edit(label, change, merge_key, comes_planned=is_planned)
        except TourPlannerError as error:
            self.failed.emit(error)
            return
        if self.tour is not before:
            self.done.emit(label)
