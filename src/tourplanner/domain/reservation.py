"""What has been booked or has to be, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tourplanner.domain.money import Money
from tourplanner.domain.place import Coordinates
from tourplanner.domain.site import SiteId
from tourplanner.domain.text_length import check_lines, check_notes
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import N_, _


class ReservationStatus(StrEnum):
    """How far a reservation has come."""

    IDEA = "idea"
    ASKED = "asked"
    HELD = "held"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in {ReservationStatus.IDEA, ReservationStatus.ASKED, ReservationStatus.HELD}


STATUS_LABELS = {
    ReservationStatus.IDEA: N_("Idea"),
    ReservationStatus.ASKED: N_("Asked"),
    ReservationStatus.HELD: N_("Held"),
    ReservationStatus.CONFIRMED: N_("Confirmed"),
    ReservationStatus.CANCELLED: N_("Cancelled"),
}


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reservation at a site, or of anything else that `title` names."""

    site: SiteId | None = None
    title: str = ""
    """What is reserved; may be empty when the site says it all."""
    status: ReservationStatus = ReservationStatus.IDEA
    code: str = ""
    price: Money | None = None
    book_by: date | None = None
    """Last day to book, or to confirm what is only held."""
    contact: str = ""
    note: str = ""
    at: Coordinates | None = None
    """Where it is, when it is no site and that is known."""
    on: date | None = None
    """The day it is for; None of a visit: the plan and its booking say when."""

    def __post_init__(self) -> None:
        """Refuse a reservation of nothing and texts that no paper holds."""
        if self.site is None and not self.title.strip():
            problem = _("say what is reserved: a site or a title.")
            raise InvalidEdit(field=_("Reservation"), problem=problem)
        check_lines(_("Title of a reservation"), self.title)
        field = _("Reservation “{name}”").format(name=self.title or self.site)
        check_lines(field, self.code, self.contact)
        check_notes(field, self.note)

    @property
    def key(self) -> tuple[SiteId | None, str]:
        """What tells it from the others of a tour."""
        return self.site, self.title.strip().casefold()


@dataclass(frozen=True, slots=True)
class BookingTask:
    """A reservation that has to be made or confirmed by a day."""

    reservation: Reservation
    due: date


def booking_tasks(reservations: Sequence[Reservation]) -> tuple[BookingTask, ...]:
    """What is still to be booked by a known day, the most urgent first."""
    tasks = [
        BookingTask(one, one.book_by)
        for one in reservations
        if one.book_by is not None and one.status.is_open
    ]
    return tuple(sorted(tasks, key=lambda task: (task.due, task.reservation.title)))
