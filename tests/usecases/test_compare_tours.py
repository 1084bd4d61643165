"""What changed between two versions: in words, and never more than the reader may see."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests import builders, dossiers
from tests.documents.orders import NOON, PRESS
from tests.exchange.generated_tours import tours
from tests.fakes import InMemoryCatalogue
from tests.planted import allowed, planted
from tourplanner.documents.changes_page import CHANGES_PAGE
from tourplanner.documents.paper_order import PaperOrder, speeches_of
from tourplanner.domain import dossier_edits, edits
from tourplanner.domain.audience import Audience
from tourplanner.domain.change import ChangeKind
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.money import Money
from tourplanner.domain.paper_choice import PaperChoice, PaperLanguage
from tourplanner.domain.reservation import ReservationStatus
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.i18n import speaking
from tourplanner.usecases.compare_tours import changes_in, compare_tours
from tourplanner.usecases.paper_books import paper_books

SITES = builders.sites(6)
CATALOGUE = InMemoryCatalogue(SITES, (builders.city(),))


def version(*days: tuple[int, ...], dossier: Dossier | None = None, **wishes: Any) -> Tour:
    plan = builders.itinerary([[SITES[n] for n in day] for day in days])
    made = builders.tour(itinerary=plan, known=SITES, days=len(days), **wishes)
    return dossier_edits.with_dossier(made, dossier or dossiers.dossier())


def told(old: Tour, new: Tour, audience: Audience | None = None, reader: str = "") -> list[str]:
    return [one.text for one in compare_tours(old, new, CATALOGUE, audience, reader)]


@pytest.mark.parametrize("audience", [None, *Audience])
def test_a_version_compared_with_itself_tells_nothing(audience: Audience | None) -> None:
    assert told(version((0, 1), (2,)), version((0, 1), (2,)), audience) == []


def test_visits_that_move_come_and_go_are_told_with_day_and_time() -> None:
    found = told(version((0, 1), (2,)), version((1,), (0, 3)))
    assert "Site 0 窑址0: Fri 16 Apr, 09:15–10:15 → Sat 17 Apr, 09:15–10:15" in found
    assert "Site 1 窑址1: Fri 16 Apr, 10:30–11:30 → Fri 16 Apr, 09:15–10:15" in found
    assert "Site 2 窑址2: gone; it was Sat 17 Apr, 09:15–10:15" in found
    assert "Site 3 窑址3: new: Sat 17 Apr, 10:30–11:30" in found
    assert "Day of Fri 16 Apr: 09:00–11:45 → 09:00–10:30" in found


def test_kinds_follow_from_what_was_and_what_is() -> None:
    changes = compare_tours(version((0, 1)), version((1, 2)), CATALOGUE)
    kinds = {one.about: one.kind for one in changes if one.about.startswith("Site")}
    assert kinds == {
        "Site 0 窑址0": ChangeKind.REMOVED,
        "Site 1 窑址1": ChangeKind.CHANGED,
        "Site 2 窑址2": ChangeKind.ADDED,
    }


def test_wishes_people_and_reservations_are_told_field_by_field() -> None:
    old = version((0, 1))
    known = dossiers.dossier()
    lesson = replace(
        known.reservations[0],
        status=ReservationStatus.CONFIRMED,
        price=Money(Decimal("150"), "CNY"),
    )
    new = replace(
        edits.with_title(edits.require(old, SiteId("site-4")), "Kilns only"),
        dossier=replace(
            known,
            reservations=(lesson, known.reservations[1]),
            party=replace(known.party, unnamed=4),
        ),
    )
    found = told(old, new)
    assert "Title: “Kilns and lanes” → “Kilns only”" in found
    assert "Wish “Site 4”: new: Must see" in found
    assert "Reservation “Throwing lesson”, status: Held → Confirmed" in found
    assert "Reservation “Throwing lesson”, price: 123.45 CNY → 150 CNY" in found
    assert "Number of people: 3 → 6" in found


def test_a_new_reservation_is_told_with_what_is_known_of_it() -> None:
    known = dossiers.dossier()
    old = version((0,), dossier=replace(known, reservations=()))
    (line,) = [text for text in told(old, version((0,))) if "Throwing lesson" in text]
    assert line.startswith("Reservation “Throwing lesson”: new: Held, “KILN-42”, 123.45 CNY, ")


def test_a_supplier_is_told_of_his_own_house_alone_and_of_no_price() -> None:
    known = dossiers.dossier()
    lesson = replace(
        known.reservations[0], code="KILN-43", price=Money(Decimal("150"), "CNY"), note="psst"
    )
    old = version((0, 1), (2,))
    new = version((1, 2), (0,), dossier=replace(known, reservations=(lesson,)))
    found = told(old, new, Audience.SUPPLIER, "site-0")
    assert found == [
        "Site 0 窑址0: Fri 16 Apr, 09:15–10:15 → Sat 17 Apr, 09:15–10:15",
        "Reservation “Throwing lesson”, code: “KILN-42” → “KILN-43”",
    ]


def test_a_driver_is_told_when_his_days_begin_and_how_many_he_drives() -> None:
    known = dossiers.dossier()
    new = version((0, 1, 2), dossier=replace(known, party=replace(known.party, unnamed=0)))
    found = told(version((0, 1)), new, Audience.DRIVER)
    assert "Day of Fri 16 Apr: 09:00–11:45 → 09:00–14:00" in found
    assert "Number of people: 3 → 2" in found


def test_another_date_moves_every_visit() -> None:
    old = version((0,))
    plan = builders.itinerary([[SITES[0]]], start=builders.FRIDAY + timedelta(days=7))
    new = replace(edits.with_dates(old, date(2027, 4, 23), 1), itinerary=plan)
    found = told(old, new, Audience.PUBLIC)
    assert "Site 0 窑址0: Fri 16 Apr, 09:15–10:15 → Fri 23 Apr, 09:15–10:15" in found
    assert "Dates: 2027-04-16, 1 day → 2027-04-23, 1 day" in found


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("is_new", [True, False])
def test_no_audience_learns_by_comparing_what_it_must_not_see(
    audience: Audience, is_new: bool
) -> None:
    book, secrets = planted(list(range(1000, 1100)))
    catalogue = InMemoryCatalogue(builders.sites(3), (builders.city(),))
    bare = replace(book.tour, dossier=Dossier(), locks=(), appointments=(), frozen_days=())
    pair = (bare, book.tour) if is_new else (book.tour, bare)
    text = json.dumps([(one.text, one.about) for one in compare_tours(*pair, catalogue, audience)])
    hidden = set(secrets) - allowed(audience, secrets) - {"lock"}
    assert [name for name in hidden if str(secrets[name]) in text] == []


@given(old=tours(), new=tours())
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_two_tours_can_be_compared(old: Tour, new: Tour) -> None:
    old, new = (
        replace(one, preferences=replace(one.preferences, city="jingdezhen")) for one in (old, new)
    )
    for audience in (None, Audience.LEADER, Audience.PUBLIC):
        changes = compare_tours(old, new, CATALOGUE, audience)
        assert all(one.about and (one.before or one.after) for one in changes)
        assert all(one.before != one.after for one in changes)


def test_tours_of_two_cities_are_not_two_versions() -> None:
    old = version((0,))
    new = replace(old, preferences=replace(old.preferences, city="delft"))
    with pytest.raises(InvalidEdit, match="different cities: delft, jingdezhen"):
        told(old, new)


@pytest.mark.parametrize("language", PaperLanguage)
@pytest.mark.parametrize("is_large", [True, False])
def test_the_page_holds_every_change_in_its_languages(
    language: PaperLanguage, is_large: bool
) -> None:
    old, new = version((0, 1), (2,)), version((1,), (0, 3))
    choice = PaperChoice(Audience.LEADER, language, large_print=is_large)
    speeches = speeches_of(language)
    books = paper_books(new, CATALOGUE, choice.audience, speeches)
    changes = changes_in(speeches, old, new, CATALOGUE, choice.audience)
    order = PaperOrder(books, choice, NOON, changes=changes)
    data: Any = PRESS.data(CHANGES_PAGE, order)
    assert len(data["rows"]) == len(changes[speeches[0][0]]) >= 4
    assert {row["sign"] for row in data["rows"]} == {"+", "→", "\N{MINUS SIGN}"}
    assert "行程变更" in json.dumps(data, ensure_ascii=False)
    assert PRESS.print(CHANGES_PAGE, order).pdf.startswith(b"%PDF")


def test_a_chinese_reader_has_the_names_in_both_scripts_too() -> None:
    with speaking("zh_CN"):
        found = told(version((0,)), version((1,)))
    assert any(text.startswith("Site 0 窑址0：已取消") for text in found)
