"""The details of a tour are kept from a window, one undoable step for each field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests import dossiers
from tests.builders import tour
from tests.gui.conftest import MakeDesk
from tests.gui.support import SITES
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.dossier_codec import dossier_from, dossier_plain
from tourplanner.domain.dossier_edits import with_travellers
from tourplanner.domain.money import Money
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.reservation import ReservationStatus
from tourplanner.domain.strict_json import Node
from tourplanner.domain.tour import Tour
from tourplanner.gui.desk import Desk
from tourplanner.gui.details.details_desk import SECTIONS
from tourplanner.gui.details.details_window import DetailsWindow
from tourplanner.gui.details.entry_page import EntryPage
from tourplanner.gui.details.fields import Field
from tourplanner.gui.details.party_size import UnnamedField
from tourplanner.gui.dialogs.booking import BookingDialog
from tourplanner.gui.theme import Theme


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    made = make_desk(full())
    made.begin()
    return made


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[DetailsWindow]:
    opened = desk.details.show()
    yield opened
    desk.details.close()


def full() -> Tour:
    return replace(tour(), dossier=dossiers.dossier())


def kept(desk: Desk) -> Dossier:
    return desk.open_tour.tour.dossier


def type_into(field: Field, text: str) -> None:
    """As a user does: the whole text, then on to the next field."""
    edit = field.edit  # type: ignore[attr-defined]  # every field that is typed into has one
    if isinstance(edit, QLineEdit):
        edit.setText(text)
        edit.editingFinished.emit()
    else:
        edit.setPlainText(text)
        edit.left.emit()


def fields(page: EntryPage[Any]) -> dict[str, Any]:
    return page.form.fields


def test_every_section_lists_what_the_tour_keeps(window: DetailsWindow) -> None:
    counts = {name: window.page(name).list.count() for name in SECTIONS}
    assert counts == {
        "travellers": 2,
        "reservations": 2,
        "lodging": 1,
        "rides": 1,
        "notes": 1,
        "cards": 1,
    }
    assert window.sections.item(0).text() == "Travellers (2)"


def test_each_form_shows_its_entry_in_full(window: DetailsWindow) -> None:
    for page in map(window.show_section, SECTIONS):
        page.choose(0)
        assert page.form.entry == page.section.entries(window._open_tour.tour)[0]


def test_a_field_typed_to_its_end_is_one_step(desk: Desk, window: DetailsWindow) -> None:
    page = window.show_section("travellers")
    before = desk.open_tour.stack.count()
    type_into(fields(page)["diet"], "vegan")
    assert kept(desk).party.travellers[0].diet == "vegan"
    assert desk.open_tour.stack.count() == before + 1
    assert desk.open_tour.stack.undoText() == "Change Ada Byron"
    desk.actions["undo"].trigger()
    assert kept(desk) == dossiers.dossier()
    assert fields(page)["diet"].value == "vegetarian"


def test_the_plan_stays_while_details_change(desk: Desk, window: DetailsWindow) -> None:
    plan = desk.open_tour.tour.itinerary
    type_into(fields(window.page("travellers"))["diet"], "vegan")
    assert desk.open_tour.tour.itinerary is plan
    assert not desk.open_tour.is_stale


def test_a_new_traveller_is_a_draft_until_there_is_a_name(
    desk: Desk, window: DetailsWindow
) -> None:
    page = window.show_section("travellers")
    page.add_button.click()
    type_into(fields(page)["diet"], "no pork")
    assert len(kept(desk).party.travellers) == 2
    assert page.unkept == "Not kept yet. Name: please fill it in."
    type_into(fields(page)["name"], "Mary Somerville")
    assert kept(desk).party.travellers[-1] == Traveller("Mary Somerville", diet="no pork")
    assert page.unkept == ""
    assert page.list.currentRow() == 2


def test_two_of_one_name_are_refused_beside_the_name(desk: Desk, window: DetailsWindow) -> None:
    page = window.show_section("travellers")
    page.choose(1)
    type_into(fields(page)["name"], "ada byron")
    assert "two people are called" in fields(page)["name"].fault
    assert kept(desk) == dossiers.dossier()
    type_into(fields(page)["name"], "Grace Hopper")
    assert fields(page)["name"].fault == ""
    assert kept(desk).party.travellers[1].name == "Grace Hopper"


def test_a_date_that_is_none_is_told_at_its_field(desk: Desk, window: DetailsWindow) -> None:
    field = fields(window.show_section("travellers"))["passport_expiry"]
    type_into(field, "31 June")
    assert field.fault.startswith("Passport valid until: “31 June” is not a date.")
    assert kept(desk) == dossiers.dossier()
    type_into(field, "2032/6/30")
    assert field.fault == ""
    assert kept(desk).party.travellers[0].passport_expiry == date(2032, 6, 30)


def test_a_passport_is_masked_until_it_is_shown(window: DetailsWindow) -> None:
    page = window.show_section("travellers")
    field = fields(page)["passport"]
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    field.eye.setChecked(True)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    page.choose(1)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    assert "P7654321" not in page.list.item(1).toolTip()


def test_a_passport_that_runs_out_is_told_beside_its_day(window: DetailsWindow) -> None:
    page = window.show_section("travellers")
    type_into(fields(page)["passport_expiry"], "2027-06-01")
    assert "less than six months after the tour" in page.form.expiry._said.text()  # type: ignore[attr-defined]


def test_a_copy_of_a_traveller_has_no_papers(desk: Desk, window: DetailsWindow) -> None:
    window.show_section("travellers").duplicate()
    copy = kept(desk).party.travellers[-1]
    assert (copy.name, copy.diet, copy.passport) == ("Ada Byron (2)", "vegetarian", "")


def test_removing_leads_to_the_one_beside(desk: Desk, window: DetailsWindow) -> None:
    page = window.show_section("travellers")
    page.remove_button.click()
    assert [one.name for one in kept(desk).party.travellers] == ["Grace Murray"]
    assert page.form.entry.name == "Grace Murray"
    page.remove_button.click()
    assert not page.remove_button.isEnabled()
    desk.actions["undo"].trigger()
    desk.actions["undo"].trigger()
    assert kept(desk) == dossiers.dossier()


def test_people_without_a_name_are_counted(desk: Desk, window: DetailsWindow) -> None:
    field = window.page("travellers").findChild(UnnamedField)
    assert field is not None
    field.number.setValue(7)
    assert kept(desk).party.unnamed == 7
    desk.actions["undo"].trigger()
    assert field.number.value() == 1


def test_a_status_is_an_icon_and_a_word(desk: Desk, window: DetailsWindow) -> None:
    page = window.show_section("reservations")
    field = fields(page)["status"]
    for number in range(field.box.count()):
        assert field.box.itemText(number)
        assert not field.box.itemIcon(number).isNull()
    field.box.setCurrentIndex(3)
    field.box.activated.emit(3)
    assert kept(desk).reservations[0].status is ReservationStatus.CONFIRMED


def test_a_day_that_does_not_fit_is_told_beside_it(desk: Desk, window: DetailsWindow) -> None:
    page = window.show_section("reservations")
    field = fields(page)["on"]
    said = field._said
    type_into(field, "2027-04-17")
    assert said.text() == "The plan visits it on Fri 16 Apr."
    type_into(field, "2027-05-17")
    assert said.text() == "The tour has no such day."
    type_into(field, "2027-04-16")
    assert said.text() == ""
    assert kept(desk).reservations[0].on == date(2027, 4, 16)


def test_a_price_is_read_in_the_currency_of_the_city(desk: Desk, window: DetailsWindow) -> None:
    field = fields(window.show_section("reservations"))["price"]
    type_into(field, "80")
    assert kept(desk).reservations[0].price == Money(field.value.amount, "CNY")
    type_into(field, "80.5 eur")
    assert str(kept(desk).reservations[0].price.amount) == "80.5"  # type: ignore[union-attr]
    assert kept(desk).reservations[0].price.currency == "EUR"  # type: ignore[union-attr]
    type_into(field, "much")
    assert field.fault.startswith("Price: “much” is not an amount of money.")


def test_a_place_is_found_by_part_of_its_name(desk: Desk, window: DetailsWindow) -> None:
    page = window.show_section("reservations")
    page.add_button.click()
    field = fields(page)["site"]
    name = SITES[2].names.first
    field.box.lineEdit().setText(name.lower())
    field.box.lineEdit().editingFinished.emit()
    assert kept(desk).reservations[-1].site == SITES[2].id
    field.box.lineEdit().setText("nowhere")
    field.box.lineEdit().editingFinished.emit()
    assert "no place of this city" in field.fault


def test_lodging_has_a_house_for_each_base(make_desk: MakeDesk, qtbot: QtBot) -> None:
    other = Place("Kiln village", Coordinates(29.35, 117.25))
    wishes = replace(tour().preferences, other_nights=((0, other),))
    desk = make_desk(replace(full(), preferences=wishes))
    page = desk.details.show("lodging").page("lodging")
    assert page.list.count() == 2
    page.choose(1)
    type_into(fields(page)["name"], "House of clay")
    type_into(fields(page)["check_in_min"], "15:30")
    house = kept(desk).lodging_of(other.at, wishes.base.at)
    assert house is not None
    assert (house.at, house.name, house.check_in_min) == (other.at, "House of clay", 930)
    page.remove_button.click()
    assert kept(desk).lodgings == dossiers.dossier().lodgings
    assert page.list.count() == 2


def test_a_time_that_is_none_is_told(window: DetailsWindow) -> None:
    field = fields(window.show_section("lodging"))["check_out_min"]
    type_into(field, "25:10")
    assert field.fault.startswith("Rooms until: “25:10” is not a time of day.")


def test_a_ride_is_kept_once_both_its_ends_are_known(desk: Desk, window: DetailsWindow) -> None:
    page = window.show_section("rides")
    page.add_button.click()
    form = fields(page)
    type_into(form["number"], "MU2345")
    type_into(form["depart"].day, "2027-04-18")
    type_into(form["depart"].time, "17:00")
    assert len(kept(desk).transports) == 1
    type_into(form["arrive"].day, "2027-04-18")
    type_into(form["arrive"].time, "18:20")
    ride = kept(desk).transports[-1]
    assert (ride.number, ride.lasts.seconds, str(ride.depart.tzinfo)) == (
        "MU2345",
        4800,
        "Asia/Shanghai",
    )


def test_a_ride_may_be_moved_to_a_later_day_end_by_end(desk: Desk, window: DetailsWindow) -> None:
    form = fields(window.show_section("rides"))
    type_into(form["depart"].day, "2027-04-17")
    assert "it must arrive after it leaves" in form["depart"].fault
    type_into(form["arrive"].day, "2027-04-17")
    assert kept(desk).transports[0].depart.day == 17
    assert form["depart"].fault == ""


def test_a_zone_that_is_none_is_told(window: DetailsWindow) -> None:
    field = fields(window.show_section("rides"))["depart"]
    field.zone.setCurrentText("Atlantis/Main")
    field.zone.lineEdit().editingFinished.emit()
    assert "is not a zone such as" in field.fault


def test_a_note_and_a_card_are_written(desk: Desk, window: DetailsWindow) -> None:
    page = window.show_section("cards")
    page.add_button.click()
    type_into(fields(page)["en"], "Where is the kiln?")
    type_into(fields(page)["local"], "窑在哪里？")
    assert kept(desk).cards[-1].local == "窑在哪里？"
    notes = window.show_section("notes")
    type_into(fields(notes)["text"], "x" * 2001)
    assert "2001 letters are more than 2000" in fields(notes)["text"].fault
    type_into(fields(notes)["text"], "Cash only.")
    assert kept(desk).notes[0][1] == "Cash only."


def test_a_note_of_the_selected_place_is_begun_or_found(desk: Desk) -> None:
    desk.open_tour.select(SITES[1].id)
    desk.actions["note"].trigger()
    window = desk.details.window
    assert window is not None
    page = window.page("notes")
    assert page.form.entry.text == "The guard likes to talk about glaze."
    desk.open_tour.select(SITES[3].id)
    desk.actions["note"].trigger()
    type_into(fields(page)["text"], "Bring cash.")
    assert kept(desk).note_of(SITES[3].id) == "Bring cash."
    desk.details.close()


def test_a_reservation_of_the_selected_place_is_begun_or_found(desk: Desk) -> None:
    desk.open_tour.select(SITES[0].id)
    desk.actions["reserve"].trigger()
    page = desk.details.window.page("reservations")  # type: ignore[union-attr]
    assert page.form.entry.title == "Throwing lesson"
    desk.open_tour.select(SITES[4].id)
    desk.actions["reserve"].trigger()
    type_into(fields(page)["code"], "X-1")
    assert kept(desk).reservations_of(SITES[4].id)[0].code == "X-1"
    desk.details.close()


def test_a_booking_leads_to_its_reservation(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(dialog: BookingDialog) -> int:
        dialog._ask_reservation()
        return 0

    monkeypatch.setattr(BookingDialog, "exec", ask)
    desk.open_tour.select(SITES[0].id)
    desk.actions["book"].trigger()
    window = desk.details.window
    assert window is not None
    assert window.page("reservations").form.entry.site == SITES[0].id
    desk.details.close()


def test_the_page_of_a_place_shows_what_is_yours(desk: Desk, qtbot: QtBot) -> None:
    desk.open_tour.select(SITES[0].id)
    qtbot.waitUntil(lambda: "Throwing lesson" in desk.panels.details.html)
    assert "KILN-42" in desk.panels.details.html
    desk.panels.details._follow(QUrl("action:note"))
    window = desk.details.window
    assert window is not None
    assert window.current == "notes"
    desk.details.close()


def test_the_itinerary_tells_notes_and_reservations(desk: Desk) -> None:
    model = desk.panels.itinerary.days
    rows = [str(model.index(row).data()) for row in range(model.rowCount())]
    assert any("Held “Throwing lesson”" in row for row in rows)
    assert any(row.endswith("note") or "note, " in row for row in rows)


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_has_an_action(desk: Desk, section: str) -> None:
    desk.actions[section].trigger()
    window = desk.details.window
    assert window is not None
    assert window.current == section
    desk.details.close()


def test_the_window_goes_with_its_tour(desk: Desk, window: DetailsWindow) -> None:
    desk.open_tour.load(tour())
    assert desk.details.window is None


def test_a_closed_window_hears_of_nothing(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    window = desk.details.show()
    window.show_section("rides")
    with qtbot.waitSignal(window.destroyed):
        window.close()
    desk.actions["theme_dark"].trigger()
    desk.open_tour.edit("Nobody", partial(with_travellers, travellers=()))
    desk.actions["theme_light"].trigger()
    assert desk.details.window is None


def test_what_is_typed_counts_when_the_window_closes(
    desk: Desk, window: DetailsWindow, qtbot: QtBot
) -> None:
    field = fields(window.show_section("travellers"))["room"]
    qtbot.waitExposed(window)
    field.setFocus()
    field.edit.setText("attic")
    window.close()
    assert kept(desk).party.travellers[0].room == "attic"


def test_every_field_can_be_named(window: DetailsWindow) -> None:
    for page in map(window.show_section, SECTIONS):
        for widget in page.findChildren(QWidget):
            is_reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            is_inner = widget.objectName().startswith("qt_")
            if is_reached and not is_inner and widget.isVisibleTo(page):
                assert widget.accessibleName(), widget


def test_forty_people_are_listed(make_desk: MakeDesk) -> None:
    people = tuple(Traveller(f"Guest {n:02}") for n in range(40))
    desk = make_desk(replace(tour(), dossier=Dossier(party=Party(people))))
    page = desk.details.show("travellers").page("travellers")
    page.choose(39)
    type_into(fields(page)["room"], "12")
    assert page.list.currentRow() == 39
    assert kept(desk).party.travellers[39].room == "12"


def test_what_is_edited_survives_the_file(desk: Desk, window: DetailsWindow) -> None:
    for name, page in zip(SECTIONS, map(window.show_section, SECTIONS), strict=True):
        if page.section.twin is not None:
            page.choose(0)
            page.duplicate()
            assert name
    after = kept(desk)
    assert dossier_from(Node(dossier_plain(after), "", "t.tour")) == after
