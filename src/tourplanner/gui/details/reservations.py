"""What is booked or has to be: at a place, or anything else that has a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tourplanner.domain import dossier_edits
from tourplanner.domain.audience import Detail
from tourplanner.domain.money import Money
from tourplanner.domain.reasons import short_date
from tourplanner.domain.reservation import STATUS_LABELS, Reservation, ReservationStatus
from tourplanner.domain.tour import Tour
from tourplanner.gui.details.day_field import day_field
from tourplanner.gui.details.entry_form import EntryForm
from tourplanner.gui.details.fields import ChoiceField, LineField, NoteField, ParsedField
from tourplanner.gui.details.places import Places, SiteField
from tourplanner.gui.details.section import Row, Section
from tourplanner.gui.details.twin_name import twin_name
from tourplanner.gui.details.values import price_of, price_text
from tourplanner.gui.words import status_line
from tourplanner.i18n import _

if TYPE_CHECKING:
    from tourplanner.gui.theme import Theme

STATUS_ICONS = {
    ReservationStatus.IDEA: "star",
    ReservationStatus.ASKED: "clock",
    ReservationStatus.HELD: "lock",
    ReservationStatus.CONFIRMED: "check",
    ReservationStatus.CANCELLED: "x",
}
BLANK = {
    "site": None,
    "title": "",
    "status": ReservationStatus.IDEA,
    "code": "",
    "price": None,
    "book_by": None,
    "contact": "",
    "note": "",
    "on": None,
}


class ReservationForm(EntryForm[Reservation]):
    """One reservation; a place or a title is needed."""

    def __init__(self, places: Places, theme: Theme, currency: str) -> None:
        super().__init__(Reservation, BLANK)
        what = self.group(_("What"), Detail.RESERVATIONS)
        self.site = SiteField(_("Place"), places, _("no place of the catalogue"))
        self.add(what, _("&Place"), "site", self.site)
        self.add(what, _("&Title"), "title", LineField(_("Title"), _("Dinner by the river")))
        self.status = ChoiceField(_("Status"), STATUS_LABELS)
        for number, icon in enumerate(STATUS_ICONS.values()):
            self.status.box.setItemIcon(number, theme.icon(icon))
        self.add(what, _("St&atus"), "status", self.status)
        self.on = day_field(_("For the day"))
        self.add(what, _("&For the day"), "on", self.on)
        self.book_by = day_field(_("Book by"))
        self.add(what, _("Boo&k by"), "book_by", self.book_by)
        papers = self.group(_("Code and contact"), Detail.CODES)
        self.add(papers, _("C&ode"), "code", LineField(_("Code"), "KILN-42"))
        self.add(papers, _("&Contact"), "contact", LineField(_("Contact"), _("Ms Li, +86 798 …")))
        money = self.group(_("Price"), Detail.PRICES)
        price: ParsedField[Money] = ParsedField(
            _("Price"),
            partial(price_of(currency), _("Price")),
            price_text,
            _("120 {currency}").format(currency=currency),
        )
        self.add(money, _("Pric&e"), "price", price)
        note = self.group(_("Note"), Detail.NOTES)
        self.add(note, _("&Note"), "note", NoteField(_("Note"), _("bring aprons")))

    def show_cautions(self, cautions: Sequence[str]) -> None:
        """What does not fit stands beside the day."""
        self.on.say("\n".join(cautions), "care")


def reservations(places: Places, theme: Theme, currency: str) -> Section[Reservation]:
    """The section of reservations."""
    return Section(
        id="reservations",
        title=_("Reservations"),
        icon="ticket",
        invitation=_(
            "Nothing is reserved yet. Add what has to be asked for, held or confirmed: the "
            "checklist then says by when."
        ),
        entries=lambda tour: tour.dossier.reservations,
        put=dossier_edits.with_reservations,
        row=partial(_row, places),
        make_form=partial(ReservationForm, places, theme, currency),
        draft=_("New reservation"),
        twin=_twin,
        cautions=_cautions,
    )


def _row(places: Places, _tour: Tour, one: Reservation) -> Row:
    place = places.name_of(one.site) if one.site is not None else ""
    first, second = (one.title, place) if one.title.strip() else (place, "")
    line = " · ".join(filter(None, (status_line(one), second)))
    is_care = bool(_cautions(_tour, one))
    return Row(first, "", line, STATUS_ICONS[one.status], is_care=is_care)


def _cautions(tour: Tour, one: Reservation) -> tuple[str, ...]:
    """A day that is none of the tour, or not the visit's; a day to book by that is too late."""
    dates = tour.preferences.dates
    found = []
    planned = None
    if tour.itinerary is not None and one.site is not None:
        planned = tour.itinerary.day_of(one.site)
    if one.on is not None and one.on not in dates:
        found.append(_("The tour has no such day."))
    elif one.on is not None and planned is not None and dates[planned] != one.on:
        text = _("The plan visits it on {day}.")
        found.append(text.format(day=short_date(dates[planned])))
    if one.book_by is not None and one.status.is_open and one.book_by > (one.on or dates[-1]):
        found.append(_("The last day to book comes after it."))
    return tuple(found)


def _twin(one: Reservation, among: tuple[Reservation, ...]) -> Reservation:
    """The same once more, neither confirmed nor with a code."""
    keys = {each.key for each in among}
    title = twin_name(
        one.title or _("Reservation"), lambda name: (one.site, name.casefold()) in keys
    )
    return replace(one, title=title, status=ReservationStatus.IDEA, code="")
