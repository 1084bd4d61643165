"""The traveller's own minutes for the journey that is chosen in the itinerary."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tourplanner.domain import edits
from tourplanner.domain.own_leg import OwnLeg
from tourplanner.domain.place import Coordinates
from tourplanner.domain.tour import Tour
from tourplanner.domain.travel import TravelMode, TravelSource
from tourplanner.gui.dialogs.own_minutes import Journey, OwnMinutesDialog
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.panels.itinerary import ItineraryPanel
from tourplanner.gui.roadbook_feed import RoadbookFeed
from tourplanner.i18n import _
from tourplanner.mapping.wording import leg_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class OwnMinutes:
    """Asks in a dialog, then edits the tour as one step that can be undone."""

    def __init__(
        self, open_tour: OpenTour, feed: RoadbookFeed, panel: ItineraryPanel, window: QWidget
    ) -> None:
        self._open_tour = open_tour
        self._feed = feed
        self._panel = panel
        self._window = window

    def ask(self) -> None:
        """About the journey of the current row, or the one that leads to its stop."""
        dialog = self.make_dialog()
        if dialog is not None:
            dialog.exec()
            dialog.deleteLater()

    def make_dialog(self) -> OwnMinutesDialog | None:
        """The question; None when no journey is meant."""
        row, book = self._panel.current_leg, self._feed.book
        if row is None or book is None:
            return None
        placed = [stop for stop in book.days[row.day].stops if stop.stop.place is not None]
        start, end = placed[row.number], placed[row.number + 1]
        if start.stop.place is None or end.stop.place is None:
            return None
        leg = row.leg
        journey = Journey(
            start.names.first,
            end.names.first,
            leg_text(leg),
            leg.mode,
            leg.minutes,
            leg.source is TravelSource.OWN,
        )
        dialog = OwnMinutesDialog(journey, self._window)
        ends = start.stop.place.at, end.stop.place.at
        dialog.told.connect(partial(self._use, *ends, journey))
        dialog.taken_back.connect(partial(self._forget, *ends, journey))
        return dialog

    def _use(
        self,
        start: Coordinates,
        end: Coordinates,
        journey: Journey,
        mode: TravelMode,
        minutes: int,
        is_both: bool,
    ) -> None:
        def change(tour: Tour) -> Tour:
            tour = edits.with_own_leg(tour, OwnLeg(start, end, mode, minutes))
            if is_both:
                tour = edits.with_own_leg(tour, OwnLeg(end, start, mode, minutes))
            return tour

        self._open_tour.edit(_("Own minutes to {place}").format(place=journey.end), change)

    def _forget(self, start: Coordinates, end: Coordinates, journey: Journey) -> None:
        text = _("Take back own minutes to {place}").format(place=journey.end)
        self._open_tour.edit(text, partial(edits.forget_own_leg, start=start, end=end))
