"""What goes to those who receive the group: request letters, and vouchers for what is agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tourplanner.documents.chinese_words import (
    ALLERGENS,
    ALLERGY,
    DIETS,
    IN_CHINA,
    SUPPLIER,
    Reading,
    translated,
)
from tourplanner.documents.labels import in_both, label
from tourplanner.documents.scene import CHINESE, Scene
from tourplanner.documents.two_languages import told
from tourplanner.documents.typesetting import Data, Value
from tourplanner.domain.audience import Audience
from tourplanner.domain.reservation import STATUS_LABELS, Reservation, ReservationStatus
from tourplanner.domain.roadbook import Roadbook, RoadDay, RoadStop
from tourplanner.domain.site import Names
from tourplanner.domain.voucher_number import voucher_number
from tourplanner.i18n import N_, _
from tourplanner.mapping.reader_words import chinese_date

LABELS = {
    "number": N_("Number"),
    "supplier": N_("To"),
    "address": N_("Address"),
    "phone": N_("Telephone"),
    "contact": N_("Contact"),
    "service": N_("What"),
    "date": N_("Date"),
    "time": N_("Time"),
    "people": N_("People"),
    "needs": N_("Needs of the guests"),
    "status": N_("Status"),
    "code": N_("Booking code"),
    "answer_by": N_("Please answer by"),
    "not_known": N_("not given"),
    "sender": N_("From"),
    "leader": N_("Leader of the group"),
    "stamp": N_("Signature or stamp"),
    "answer": N_("Your answer"),
    "yes": N_("Yes, confirmed"),
    "other": N_("Another day or time:"),
    "no": N_("Not possible"),
}
LEADS = {
    ReservationStatus.IDEA: N_("We would like to book what stands below. Please answer."),
    ReservationStatus.ASKED: N_("We have asked you for what stands below. Please answer."),
    ReservationStatus.HELD: N_("You hold for us what stands below. Please confirm it."),
    ReservationStatus.CONFIRMED: N_("Please receive the group as agreed below. Thank you."),
}


@dataclass(frozen=True, slots=True)
class _Errand:
    """One thing that is asked of a supplier, and the visit it belongs to."""

    reservation: Reservation
    day: RoadDay | None = None
    visit: RoadStop | None = None

    @property
    def for_day(self) -> date | None:
        """The day that was entered, else the day of the visit."""
        planned = None if self.day is None else self.day.date
        return self.reservation.on or planned


def vouchers(scene: Scene) -> Data:
    """A sheet for each reservation that is confirmed, and each visit booked without one."""
    return _content(
        scene,
        "voucher",
        _("Vouchers: {title}").format(title=scene.book.tour.title),
        _("Voucher"),
        lambda status: status is ReservationStatus.CONFIRMED,
        _("Nothing is confirmed yet, so there is no voucher to print."),
    )


def requests(scene: Scene) -> Data:
    """A letter for each reservation that is still open."""
    return _content(
        scene,
        "request",
        _("Requests: {title}").format(title=scene.book.tour.title),
        _("Request"),
        lambda status: status.is_open,
        _("Nothing is left to ask for: no reservation is open."),
    )


def _content(
    scene: Scene,
    kind: str,
    title: str,
    heading: str,
    is_wanted: Callable[[ReservationStatus], bool],
    nothing: str,
) -> Data:
    book = scene.book
    if book.audience is Audience.SUPPLIER and not book.reader:
        nothing = _("Choose for which supplier it is: each sees nothing but his own.")
    return {
        "title": title,
        "tour": book.tour.title,
        "heading": label(scene, SUPPLIER, kind, heading),
        "words": {key: label(scene, SUPPLIER, key, _(text)) for key, text in LABELS.items()},
        "is_request": kind == "request",
        "sheets": [
            _sheet(scene, one) for one in _errands(book) if is_wanted(one.reservation.status)
        ],
        "nothing": nothing,
    }


def _errands(book: Roadbook) -> Iterator[_Errand]:
    """In the order of the visits, then what belongs to none; a supplier's own alone."""
    placed = []
    for day in book.days:
        for stop in day.visits:
            own = stop.reservations
            if not own and stop.appointment is not None:
                own = (Reservation(stop.stop.site, status=ReservationStatus.CONFIRMED),)
            placed += [_Errand(one, day, stop) for one in own]
    seen = {one.reservation.key for one in placed}
    others = [_Errand(one) for one in book.reservations if one.key not in seen]
    for errand in (*placed, *others):
        one = errand.reservation
        is_own = bool(book.reader) and book.reader in {one.site, one.title}
        if is_own or book.audience is not Audience.SUPPLIER:
            yield errand


def _sheet(scene: Scene, errand: _Errand) -> Data:
    book, one, visit = scene.book, errand.reservation, errand.visit
    site = visit.site if visit is not None else None
    names, time = _names(book, errand), _time(scene, errand)
    address: list[Value] = []
    if site is not None:
        known = (scene.local(site.address_local), scene.english(site.address_en))
        address = [text for text in known if text is not None]
    return {
        "number": voucher_number(book.tour.id, one),
        "lead": label(scene, SUPPLIER, one.status.value, _(LEADS[one.status])),
        "name": None if names is None else scene.local(names.local) or None,
        "other": scene.english(names.en) if names is not None and names.second else None,
        "address": address,
        "phone": (site.phone or None) if site is not None else None,
        "contact": one.contact or None,
        "service": one.title or None,
        "day": None if errand.for_day is None else _date(scene, errand.for_day),
        "time": time,
        "agreed": _agreed(scene, visit) if time else None,
        "people": str(book.party.size) if book.party.size else None,
        "needs": list(_needs(scene)),
        "status": _status(scene, one.status),
        "code": one.code or None,
        "answer_by": None if one.book_by is None else _date(scene, one.book_by),
    }


def _status(scene: Scene, status: ReservationStatus) -> Data | None:
    """How far it has come; what is only an idea of ours is nothing to a host."""
    if status is ReservationStatus.IDEA:
        return None
    return label(scene, SUPPLIER, f"status_{status.value}", _(STATUS_LABELS[status]))


def _names(book: Roadbook, errand: _Errand) -> Names | None:
    """Of the house; None where nothing says who it is, as for one that the plan does not visit."""
    if errand.visit is not None:
        return errand.visit.names
    site = errand.reservation.site
    return next((one.names for one in book.left_out if one.entry.site == site), None)


def _date(scene: Scene, day: date) -> Data:
    return in_both(scene, chinese_date(day), scene.words.full_day(day))


def _time(scene: Scene, errand: _Errand) -> str | None:
    """Of the visit; None where the plan has it on another day than what is reserved."""
    visit, day = errand.visit, errand.day
    if visit is None or day is None or day.date != errand.for_day:
        return None
    return scene.words.span(visit.stop.start_min, visit.stop.end_min)


def _agreed(scene: Scene, visit: RoadStop | None) -> Data | None:
    """Whether the time is fixed; None for one that the plan may still move."""
    if visit is None or visit.appointment is None:
        return None
    if visit.is_by_appointment:
        text = _("By appointment: the house opens for the group.")
        return label(scene, SUPPLIER, "by_appointment", text)
    return label(scene, SUPPLIER, "booked", _("Booked for the group at this time."))


def _needs(scene: Scene) -> Iterator[Data]:
    """What each person needs, by number: whose it is, no supplier has to know."""
    for number, one in enumerate(scene.book.party.travellers, start=1):
        items: list[Value] = [
            _need(scene, text, table, lead)
            for text, table, lead in (
                (one.diet, DIETS, ""),
                (one.allergies, ALLERGENS, ALLERGY),
                (one.mobility, {}, ""),
            )
            if text
        ]
        if items:
            text = _("Guest {number}").format(number=number)
            yield {"who": in_both(scene, f"客人{number}", text), "items": items}


def _need(scene: Scene, text: str, table: Mapping[str, Reading], lead: str) -> Data:
    """The need as it was written, and in Chinese where all of its words are known."""
    found, is_whole = translated(text, table)
    is_told = is_whole and found and scene.book.city.country == IN_CHINA
    chinese = lead + "、".join(word for word, _reading in found)
    return {"local": told(chinese, CHINESE) if is_told else None, "text": text}
