"""Lists, edits and takes away what the traveller added to the tour."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tourplanner.domain.dossier_edits import without_reservation
from tourplanner.domain.own_site import OwnSite
from tourplanner.domain.own_site_edits import (
    uses_of,
    visit_of_idea,
    with_own_site,
    without_own_site,
)
from tourplanner.domain.place import Coordinates
from tourplanner.domain.ports import SiteCatalogue
from tourplanner.domain.reservation import Reservation, ReservationStatus
from tourplanner.domain.site import KIND_LABELS, SiteId
from tourplanner.errors import TourPlannerError
from tourplanner.gui.dialogs.edit_place import EditPlaceDialog
from tourplanner.gui.dialogs.own_places import OwnPlacesDialog, PlaceRow
from tourplanner.gui.open_tour import Change, OpenTour
from tourplanner.gui.panels.messages import MessageBar, Tone
from tourplanner.gui.place_adder import PlaceAdder
from tourplanner.gui.words import suggestion_name
from tourplanner.i18n import _
from tourplanner.mapping.table import way_from
from tourplanner.usecases.enter_own_site import WrittenSite, entered_site, point_text, written_site
from tourplanner.usecases.new_tour import known_city

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tourplanner.area.suggestions import Suggestion


class OwnPlaces(QObject):
    """Each edit is one undoable step; what is used is taken away only after a question."""

    failed = Signal(object)

    def __init__(
        self,
        open_tour: OpenTour,
        catalogue: SiteCatalogue,
        adder: PlaceAdder,
        known: Callable[[], tuple[Suggestion, ...]],
        ask_on_map: Callable[[], None],
        messages: MessageBar,
        today: Callable[[], date],
        window: QWidget,
    ) -> None:
        """`known` tells the places of the streets in use; `ask_on_map` adds one at its centre."""
        super().__init__(window)
        self._open_tour = open_tour
        self._catalogue = catalogue
        self._adder = adder
        self._known = known
        self._ask_on_map = ask_on_map
        self._messages = messages
        self._today = today
        self._window = window

    def add(self) -> None:
        """Ask for a place at the middle of the map."""
        self._ask_on_map()

    def edit_selected(self) -> None:
        """Edit the own place that is selected."""
        site = self._open_tour.selected
        if site is not None:
            self.edit(site)

    def remove_selected(self) -> None:
        """Take the own place away that is selected."""
        site = self._open_tour.selected
        if site is not None:
            self.remove(site)

    def edit(self, site: SiteId) -> None:
        """Ask for the facts of an own place."""
        self._run(self.make_edit_dialog(site))

    def make_edit_dialog(self, site: SiteId) -> EditPlaceDialog | None:
        """The question; None for a site that is not the tour's own."""
        own = self._open_tour.tour.own_site(site)
        if own is None:
            return None
        title = _("Edit {place}").format(place=own.title)
        return self._dialog(title, written_site(own), partial(self._keep, own=own))

    def make_visit_dialog(self, idea: Reservation, at: Coordinates) -> EditPlaceDialog:
        """What a plan has to know of an idea; the kind is left for the user to say."""
        title = _("Plan a visit to {place}").format(place=idea.title)
        dialog = self._dialog(title, None, partial(self._plan_idea, idea=idea))
        dialog.form.name.setEditText(idea.title)
        dialog.form.point.setText(point_text(at))
        dialog.form.note.setPlainText(idea.note)
        return dialog

    def remove(self, site: SiteId) -> None:
        """Take an own place away, at once when the tour does not use it."""
        tour = self._open_tour.tour
        own = tour.own_site(site)
        if own is None:
            return
        label = _("Remove {place}").format(place=own.title)
        act = partial(self._edit, label, partial(without_own_site, site=site))
        uses = uses_of(tour, site)
        if not uses:
            act()
            return
        text = _("“{place}” is used in this tour.").format(place=own.title)
        answers = ((_("Remove it"), act), (_("Keep it"), self._messages.clear))
        self._messages.say(text, Tone.CARE, hint=" ".join(uses), answers=answers)

    def show_list(self) -> None:
        """Everything that was added, and what the streets suggest."""
        dialog = self.make_list()
        dialog.exec()
        dialog.deleteLater()

    def make_list(self) -> OwnPlacesDialog:
        """The list; what it starts edits the tour after it has closed."""
        rows = (*self._own_rows(), *self._idea_rows(), *self._suggested_rows())
        return OwnPlacesDialog(rows, self.add, self._window)

    def _own_rows(self) -> Iterator[PlaceRow]:
        for own in self._open_tour.tour.own_sites:
            kind = _(KIND_LABELS[own.kind])
            yield PlaceRow(
                own.title,
                _("{kind}, your own entry").format(kind=kind),
                self._where(own.at),
                show=partial(self._open_tour.select, own.id),
                edit=partial(self.edit, own.id),
                remove=partial(self.remove, own.id),
            )

    def _idea_rows(self) -> Iterator[PlaceRow]:
        for idea in self._open_tour.tour.dossier.reservations:
            if idea.site is None and idea.status is ReservationStatus.IDEA:
                at = idea.at or self._open_tour.tour.preferences.base.at
                label = _("Remove the idea {place}").format(place=idea.title)
                gone = partial(without_reservation, reservation=idea)
                yield PlaceRow(
                    idea.title,
                    _("Idea"),
                    _("point not known") if idea.at is None else self._where(idea.at),
                    visit=partial(self._ask_visit, idea, at),
                    remove=partial(self._edit, label, gone),
                )

    def _suggested_rows(self) -> Iterator[PlaceRow]:
        base = self._open_tour.tour.preferences.base.at
        sights = [each for each in self._known() if each.kind.is_sight]
        for each in sorted(sights, key=lambda each: base.distance_m(each.at)):
            yield PlaceRow(
                suggestion_name(each),
                _("{kind}, of the streets").format(kind=_(KIND_LABELS[each.kind])),
                self._where(each.at),
                visit=partial(self._adder.ask_about, each),
            )

    def _where(self, at: Coordinates) -> str:
        return way_from(self._open_tour.tour.preferences.base.at, at)

    def _ask_visit(self, idea: Reservation, at: Coordinates) -> None:
        self._run(self.make_visit_dialog(idea, at))

    def _dialog(
        self, title: str, written: WrittenSite | None, take: Callable[[WrittenSite], None]
    ) -> EditPlaceDialog:
        city = known_city(self._catalogue, self._open_tour.tour.preferences.city)
        return EditPlaceDialog(title, written, city, take, self._window)

    def _run(self, dialog: EditPlaceDialog | None) -> None:
        if dialog is not None:
            dialog.exec()
            dialog.deleteLater()

    def _keep(self, written: WrittenSite, own: OwnSite) -> None:
        changed = self._entered(written, own)
        label = _("Edit {place}").format(place=changed.title)
        self._open_tour.edit(label, partial(with_own_site, own=changed))

    def _plan_idea(self, written: WrittenSite, idea: Reservation) -> None:
        own = self._entered(written, None)
        label = _("Plan a visit to {place}").format(place=own.title)
        self._open_tour.edit(label, partial(visit_of_idea, idea=idea, own=own))
        self._open_tour.select(own.id)

    def _entered(self, written: WrittenSite, known: OwnSite | None) -> OwnSite:
        tour = self._open_tour.tour
        city = known_city(self._catalogue, tour.preferences.city)
        return entered_site(written, tour, city, self._today(), known)

    def _edit(self, label: str, change: Change) -> None:
        try:
            self._open_tour.edit(label, change)
        except TourPlannerError as error:
            self.failed.emit(error)
