"""Asks in a dialog for what an action needs, then does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.tour import Tour
from tourplanner.exchange import formats
from tourplanner.gui.city_frame import usual_first_day
from tourplanner.gui.dialogs.booking import BookingDialog
from tourplanner.gui.dialogs.export import ExportDialog
from tourplanner.gui.dialogs.new_tour import NewTourDialog
from tourplanner.gui.dialogs.ripple import RippleDialog
from tourplanner.gui.lock_commands import LockCommands, booking_of
from tourplanner.gui.panels.messages import MessageBar
from tourplanner.gui.roadbook_feed import RoadbookFeed
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
        feed: RoadbookFeed,
        editor: VisitEditor,
        commands: VisitCommands,
        locks: LockCommands,
        messages: MessageBar,
        window: QWidget,
        now: Callable[[], datetime],
    ) -> None:
        self._catalogue = catalogue
        self._files = files
        self._feed = feed
        self._editor = editor
        self._commands = commands
        self._locks = locks
        self._messages = messages
        self._window = window
        self._now = now

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
        """Formats and folder, then the files."""
        book = self._feed.book
        if book is None:
            return

        def write(names: tuple[str, ...], folder: Path) -> tuple[Path, ...]:
            return formats.export(book, names, folder, self._now())

        offered = tuple((each.id, _(each.label)) for each in formats.EXPORTERS)
        dialog = ExportDialog(offered, self._files.folder, write, self._window)
        if dialog.exec():
            count = len(dialog.written)
            text = ngettext(
                "{count} file written to {folder}.", "{count} files written to {folder}.", count
            )
            self._messages.say(text.format(count=count, folder=dialog.folder))

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
        dialog.exec()

    def ripple(self) -> None:
        """Minutes, and how the day follows the selected visit, then the day."""
        site = self._editor.selected
        if site is not None:
            dialog = RippleDialog(self._editor.name_of(site), self._window)
            dialog.asked.connect(self._commands.ripple)
            dialog.exec()
