"""Asks in a dialog for what an action needs, then does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from tourplanner.domain.audience import Audience
from tourplanner.domain.dossier_edits import with_paper
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.tour import Tour
from tourplanner.gui.city_frame import usual_first_day
from tourplanner.gui.details.details_desk import DetailsDesk
from tourplanner.gui.dialogs.booking import BookingDialog
from tourplanner.gui.dialogs.new_tour import NewTourDialog
from tourplanner.gui.dialogs.ripple import RippleDialog
from tourplanner.gui.export.export_window import ExportHabits, ExportWindow
from tourplanner.gui.export.work import ExportWork
from tourplanner.gui.jobs import JobRunner
from tourplanner.gui.lock_commands import LockCommands, booking_of
from tourplanner.gui.open_tour import OpenTour
from tourplanner.gui.panels.messages import MessageBar
from tourplanner.gui.tour_files import TourFiles
from tourplanner.gui.visit_commands import VisitCommands
from tourplanner.gui.visit_editor import VisitEditor
from tourplanner.i18n import _, ngettext
from tourplanner.usecases.new_tour import new_tour

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class AskThenDo:
    """One method for each action that cannot begin without an answer."""

    def __init__(
        self,
        catalogue: SiteCatalogue,
        files: TourFiles,
        editor: VisitEditor,
        commands: VisitCommands,
        locks: LockCommands,
        messages: MessageBar,
        window: QWidget,
        now: Callable[[], datetime],
        open_tour: OpenTour,
        jobs: JobRunner,
        make_exports: Callable[[], ExportWork],
        details: DetailsDesk,
    ) -> None:
        self._catalogue = catalogue
        self._files = files
        self._editor = editor
        self._commands = commands
        self._locks = locks
        self._messages = messages
        self._window = window
        self._now = now
        self._open_tour = open_tour
        self._jobs = jobs
        self._make_exports = make_exports
        self._details = details
        self._exports: ExportWork | None = None
        self._habits: dict[str, ExportHabits] = {}

    def new_tour(self) -> None:
        """City, first day and number of days, then the tour."""
        if not self._files.may_leave():
            return
        cities = tuple((city.id, city.names.first) for city in self._catalogue.cities())

        def make(city: str, start: date, days: int) -> Tour:
            return new_tour(self._catalogue, city, start, days)

        dialog = NewTourDialog(cities, usual_first_day(self._now().date()), make, self._window)
        if dialog.exec() and dialog.tour is not None:
            self._files.start(dialog.tour)

    def export(self) -> None:
        """What, for whom and where, then the files; what was chosen is kept with the tour."""
        tour = self._open_tour.tour
        if self._exports is None:
            self._exports = self._make_exports()
        window = ExportWindow(
            tour,
            self._exports,
            self._jobs,
            self._now(),
            self._habits.get(tour.id, ExportHabits(self._files.folder)),
            readers=self.readers(tour),
            is_stale=self._open_tour.is_stale,
            parent=self._window,
        )
        window.details_asked.connect(lambda: self._details.show(parent=window))

        def follow() -> None:
            tour = self._open_tour.tour
            window.show_tour(tour, self.readers(tour))

        self._open_tour.tour_changed.connect(follow)
        is_accepted = bool(window.exec())
        self._open_tour.tour_changed.disconnect(follow)
        self._details.close()
        self._habits[tour.id] = window.habits
        if self._open_tour.tour.id == tour.id:
            change = partial(with_paper, paper=window.choice)
            self._open_tour.edit(_("Change how papers are made"), change)
        if is_accepted:
            count = len(window.written)
            text = ngettext(
                "{count} file written to {target}.", "{count} files written to {target}.", count
            )
            self._messages.say(text.format(count=count, target=window.target.target))
        window.deleteLater()

    def readers(self, tour: Tour) -> dict[Audience, list[tuple[str, str]]]:
        """Travellers by name, and those with whom something is reserved or booked."""
        dossier = tour.dossier
        suppliers = {}
        for one in dossier.reservations:
            value = one.site or one.title
            suppliers[value] = self._editor.name_of(one.site) if one.site else one.title
        for booking in tour.appointments:
            suppliers[booking.site] = self._editor.name_of(booking.site)
        return {
            Audience.TRAVELLER: [(one.name, one.name) for one in dossier.party.travellers],
            Audience.SUPPLIER: list(suppliers.items()),
        }

    def book(self) -> None:
        """Day, time and length, then the booking of the selected site."""
        site = self._editor.selected
        suggestion = booking_of(self._editor, site) if site is not None else None
        if suggestion is None:
            return
        dates = self._editor.tour.preferences.dates
        dialog = BookingDialog(suggestion, dates, self._window)
        dialog.booked.connect(self._locks.book)
        dialog.cancelled.connect(self._locks.cancel_booking)
        dialog.reservation_asked.connect(self._details.reserve)
        dialog.exec()

    def ripple(self) -> None:
        """Minutes, and how the day follows the selected visit, then the day."""
        site = self._editor.selected
        if site is not None:
            dialog = RippleDialog(self._editor.name_of(site), self._window)
            dialog.asked.connect(self._commands.ripple)
            dialog.exec()
