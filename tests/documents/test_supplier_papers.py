"""Request letters and vouchers: numbered, in both languages, without prices or other business."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests import dossiers
from tests.documents.orders import NOON, PRESS, order_of, planned
from tests.documents.reading import text_of
from tests.planted import planted
from tourplanner.documents.catalogue import document_named
from tourplanner.documents.document import Document
from tourplanner.documents.paper_order import PaperOrder
from tourplanner.domain.audience import Audience
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.money import Money
from tourplanner.domain.paper_choice import PaperChoice, PaperLanguage
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.reservation import Reservation, ReservationStatus
from tourplanner.domain.roadbook import RoadStop
from tourplanner.domain.seen_by import seen_by
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Appointment
from tourplanner.domain.voucher_number import LETTERS, voucher_number
from tourplanner.i18n import speaking
from tourplanner.usecases.make_roadbook import make_roadbook

LESSON = Reservation(
    SiteId("site-0"),
    "Throwing lesson",
    ReservationStatus.HELD,
    "KILN-42",
    Money(Decimal("123.45"), "CNY"),
    date(2027, 3, 2),
    "Ms Li",
    "bring aprons",
)
GLAZE = Reservation(SiteId("site-1"), "Glaze", ReservationStatus.CONFIRMED, "GL-9", contact="Wang")
PARTY = dossiers.dossier().party


def named(name: str) -> Document:
    found = document_named(name)
    assert found is not None
    return found


def order(
    reservations: Sequence[Reservation] = (LESSON, GLAZE),
    audience: Audience = Audience.LEADER,
    reader: str = "",
    appointments: Sequence[Appointment] = (),
    party: Party = PARTY,
) -> PaperOrder:
    tour, catalogue = planned(2, 3, dossier=Dossier(reservations=tuple(reservations), party=party))
    tour = replace(tour, appointments=tuple(appointments))
    with speaking("en"):
        book = seen_by(make_roadbook(tour, catalogue), audience, reader)
    return PaperOrder({"en": book}, PaperChoice(audience=audience), NOON)


def with_reservations(stop: RoadStop, known: tuple[Reservation, ...]) -> RoadStop:
    return replace(stop, reservations=known) if stop.reservations else stop


def sheets(name: str, wanted: PaperOrder) -> list[Any]:
    data: Any = PRESS.data(named(name), wanted)
    return list(data["sheets"])


def test_a_request_says_who_when_how_many_and_what_is_asked(tmp_path: Path) -> None:
    pdf = tmp_path / "r.pdf"
    pdf.write_bytes(PRESS.print(named("requests"), order()).pdf)
    text = "".join(text_of(pdf).split())
    for words in (
        "预订函", "Request", "窑址0", "Site0", "景德镇市珠山区珠山中路187号",
        "187ZhushanMiddleRoad", "Throwinglesson", "2027年4月16日", "Friday16April2027",
        "09:15–10:15", "KILN-42", "MsLi",
        "Tuesday2March2027",
        "您已为我们保留下面的项目，请确认。", "Youholdforus", "可以，已确认",
    ):  # fmt: skip
        assert words in text, words
    assert "People3" in text
    assert "Glaze" not in text


def test_the_day_of_a_reservation_that_belongs_to_no_visit_is_printed(tmp_path: Path) -> None:
    dinner = Reservation(title="Dinner", status=ReservationStatus.CONFIRMED, on=date(2027, 4, 17))
    pdf = tmp_path / "v.pdf"
    pdf.write_bytes(PRESS.print(named("vouchers"), order([dinner])).pdf)
    text = "".join(text_of(pdf).split())
    assert "2027年4月17日" in text
    assert "Saturday17April2027" in text


def test_a_day_that_was_entered_goes_before_that_of_the_plan_and_without_its_time() -> None:
    (planned_day,) = sheets("requests", order([replace(LESSON, on=date(2027, 4, 16))]))
    assert planned_day["time"] is not None
    (another,) = sheets("requests", order([replace(LESSON, on=date(2027, 4, 17))]))
    assert "4月17日" in json.dumps(another["day"], ensure_ascii=False)
    assert another["time"] is None


def test_a_voucher_is_for_what_is_confirmed(tmp_path: Path) -> None:
    pdf = tmp_path / "v.pdf"
    pdf.write_bytes(PRESS.print(named("vouchers"), order()).pdf)
    text = "".join(text_of(pdf).split())
    for words in ("接待凭证", "Voucher", "Glaze", "GL-9", "已确认", "10:30–11:30", "Wang"):
        assert words in text, words
    assert "Throwing" not in text


@pytest.mark.parametrize("name", ["requests", "vouchers"])
@pytest.mark.parametrize("audience", [Audience.TRAVELLER, Audience.LEADER, Audience.SUPPLIER])
def test_no_price_note_name_or_passport_is_on_them(name: str, audience: Audience) -> None:
    whole, secrets = planted(list(range(1000, 1100)))
    reader = "site-0" if audience is Audience.SUPPLIER else ""
    confirmed = tuple(
        replace(one, status=ReservationStatus.CONFIRMED) for one in whole.reservations
    )
    if name == "vouchers":
        days = tuple(
            replace(day, stops=tuple(with_reservations(stop, confirmed) for stop in day.stops))
            for day in whole.days
        )
        whole = replace(whole, reservations=confirmed, days=days)
    book = seen_by(whole, audience, reader)
    wanted = PaperOrder({"en": book}, PaperChoice(audience=audience), NOON)
    data = json.dumps(PRESS.data(named(name), wanted), ensure_ascii=False)
    assert str(secrets["code"]) in data
    assert str(secrets["title"]) in data
    hidden = (
        "price", "budget", "reservation.note", "note", "name", "name_local", "passport",
        "nationality", "passport_expiry", "born", "room", "insurance", "emergency_contact",
        "blood_type", "seat", "left_out",
    )  # fmt: skip
    assert [one for one in hidden if str(secrets[one]) in data] == []


def test_a_supplier_gets_the_sheets_of_his_own_house_alone() -> None:
    booked = (Appointment(SiteId("site-2"), 0, 765, 60),)
    wanted = order(audience=Audience.SUPPLIER, reader="site-1", appointments=booked)
    assert [one["service"] for one in sheets("vouchers", wanted)] == ["Glaze"]
    assert sheets("requests", wanted) == []


def test_a_supplier_who_is_not_named_gets_no_sheet_but_a_sentence() -> None:
    wanted = order(
        audience=Audience.SUPPLIER, appointments=(Appointment(SiteId("site-2"), 0, 765, 60),)
    )
    data: Any = PRESS.data(named("vouchers"), wanted)
    assert data["sheets"] == []
    assert "Choose for which supplier" in data["nothing"]


def test_a_visit_that_is_booked_without_a_reservation_has_a_voucher() -> None:
    booked = (Appointment(SiteId("site-2"), 0, 765, 60, by_appointment=True),)
    sheet = sheets("vouchers", order((), appointments=booked))[0]
    assert sheet["name"]["text"] == "窑址2"
    assert sheet["agreed"]["local"]["text"] == "专为本团开放"
    assert sheet["code"] is None


def test_what_is_cancelled_has_neither_and_an_idea_no_status() -> None:
    gone = replace(LESSON, status=ReservationStatus.CANCELLED)
    idea = replace(GLAZE, status=ReservationStatus.IDEA)
    assert sheets("vouchers", order((gone, idea))) == []
    (only,) = sheets("requests", order((gone, idea)))
    assert (only["service"], only["status"]) == ("Glaze", None)


def test_what_nobody_knows_is_a_line_to_write_on() -> None:
    dinner = Reservation(None, "Dinner", ReservationStatus.ASKED)
    (only,) = sheets("requests", order((dinner,), party=Party()))
    assert [only[key] for key in ("name", "day", "time", "people")] == [None] * 4


def test_needs_are_told_by_number_and_in_chinese_where_all_words_are_known() -> None:
    party = Party((Traveller("Ada", allergies="peanuts"), Traveller("Ben", allergies="kiwi")))
    (only,) = sheets("requests", order((LESSON,), party=party))
    first, second = only["needs"]
    assert first["who"] == {"local": {"text": "客人1", "lang": "zh"}, "text": "Guest 1"}
    assert first["items"][0]["local"]["text"] == "过敏：花生"
    assert second["items"] == [{"local": None, "text": "kiwi"}]


def test_a_chinese_reader_gets_no_english_labels() -> None:
    tour, catalogue = planned(2, 3)
    wanted = order_of(tour, catalogue, language=PaperLanguage.ZH)
    data: Any = PRESS.data(named("requests"), wanted)
    assert data["words"]["date"] == {"local": {"text": "日期", "lang": "zh"}, "text": None}


def test_the_number_is_of_the_tour_the_house_and_what_is_reserved() -> None:
    number = voucher_number("t1", LESSON)
    later = replace(
        LESSON, status=ReservationStatus.CONFIRMED, code="NEW", book_by=None, price=None
    )
    assert voucher_number("t1", later) == number
    others = {
        voucher_number("t2", LESSON),
        voucher_number("t1", replace(LESSON, site=SiteId("site-9"))),
        voucher_number("t1", replace(LESSON, title="Another lesson")),
    }
    assert len(others | {number}) == 4
    assert (len(number), number[4]) == (9, "-")
    assert set(number) - {"-"} <= set(LETTERS)
    assert number == "45HY-CTSZ"  # as it stands on papers that are out


def test_ten_thousand_papers_have_ten_thousand_numbers() -> None:
    papers = [replace(LESSON, title=f"Lesson {n}") for n in range(10_000)]
    assert len({voucher_number("t1", one) for one in papers}) == 10_000
