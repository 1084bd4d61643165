"""Places of the traveller's own in the window: added, shown, edited, taken away; all undoable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.builders import own_site, tour
from tests.gui.conftest import MakeDesk
from tests.gui.streets_work import AROUND, FakeStreets
from tests.gui.support import SITES, FakeMap, simple_plan
from tourplanner.area.suggestions import Suggestion
from tourplanner.domain import edits
from tourplanner.domain.dossier_edits import with_reservation
from tourplanner.domain.own_site_edits import with_own_site
from tourplanner.domain.place import Coordinates
from tourplanner.domain.preferences import Priority
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.site import SiteId, SiteKind
from tourplanner.domain.tour import Lock, Tour
from tourplanner.gui.desk import Desk
from tourplanner.gui.dialogs.add_place import AddPlaceDialog, Use
from tourplanner.gui.models.sites_model import SiteRole
from tourplanner.gui.panels.sites import SitesPanel
from tourplanner.mapping.table import map_rows, where_from

POTS = SiteId("own-pots")
IDEA = Reservation(title="Tea house", note="Ask Li.", at=Coordinates(29.301, 117.208))


def with_pots(**facts: object) -> Tour:
    return with_own_site(simple_plan(tour()), own_site(**facts))  # type: ignore[arg-type]


def listed(panel: SitesPanel) -> list[str]:
    return [panel.model.index(row).data(SiteRole.ID) for row in range(panel.model.rowCount())]


def filled_dialog(desk: Desk) -> AddPlaceDialog:
    dialog = desk.place_adder.make_dialog(29.3, 117.21)
    dialog.form.name.setEditText("Li's pottery")
    dialog.form.local.setText("李家陶艺")
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData("workshop"))
    dialog.form.hours.setText("Mo-Sa 09:00-17:00")
    dialog.form.price.setText("30")
    return dialog


def test_a_place_to_visit_is_the_first_choice(desk: Desk) -> None:
    dialog = desk.place_adder.make_dialog(29.3, 117.21)
    assert dialog.use is Use.VISIT
    assert [button.text() for button in dialog.uses.values()] == [
        "A place to &visit", "Where we &sleep", "An &idea for later",
    ]  # fmt: skip


def test_a_point_of_the_map_becomes_a_visit_that_every_panel_shows(desk: Desk) -> None:
    filled_dialog(desk).finish()
    (own,) = desk.open_tour.tour.own_sites
    assert (own.name, own.name_local, own.kind) == ("Li's pottery", "李家陶艺", SiteKind.WORKSHOP)
    assert (own.at, own.hours) == (Coordinates(29.3, 117.21), "Mo-Sa 09:00-17:00")
    assert own.price is not None
    assert own.price.currency == "CNY"
    assert own.entered == date(2026, 11, 24)
    assert desk.open_tour.tour.preferences.priority_of(own.id) is Priority.PREFERRED
    assert desk.open_tour.selected == own.id
    assert own.id in listed(desk.panels.sites)
    shown = desk.panels.map
    assert isinstance(shown, FakeMap)
    desk.in_step._show_map()
    assert own.id in [site.id for site in shown.others]
    desk.in_step._show_page()
    page = desk.panels.details.html
    assert "Workshop, your own entry" in page
    assert "Your own entry of 2026-11-24" in page


def test_adding_is_one_step_that_can_be_undone(desk: Desk) -> None:
    before = desk.open_tour.tour
    filled_dialog(desk).finish()
    assert desk.open_tour.stack.undoText() == "Add Li's pottery"
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour.own_sites == before.own_sites
    assert all(not site.startswith("own-") for site in listed(desk.panels.sites))


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("hours", "mornings, I think", "cannot be read"),
        ("price", "cheap", "is no price"),
        ("point", "10, 10", "km from Jingdezhen"),
        ("point", "nowhere", ""),
    ],
)
def test_what_cannot_be_read_is_said_in_the_dialog_and_nothing_changes(
    desk: Desk, field: str, text: str, said: str
) -> None:
    dialog = filled_dialog(desk)
    getattr(dialog.form, field).setText(text)
    dialog.finish()
    assert dialog.fault
    assert said in dialog.fault
    assert desk.open_tour.tour.own_sites == ()


def test_a_visit_needs_a_name_and_a_kind(desk: Desk) -> None:
    dialog = filled_dialog(desk)
    dialog.form.kind.setCurrentIndex(-1)
    dialog.finish()
    assert "kind of place" in dialog.fault
    dialog = filled_dialog(desk)
    dialog.form.name.setEditText(" ")
    dialog.form.local.clear()
    dialog.finish()
    assert "name" in dialog.fault


def test_a_pasted_link_gives_the_point_and_says_how_it_was_read(desk: Desk) -> None:
    dialog = filled_dialog(desk)
    dialog.form.point.setText("https://uri.amap.com/marker?position=117.2147,29.2983&name=x")
    dialog.form.point.editingFinished.emit()
    assert "GCJ-02" in dialog.form.reading.text()
    dialog.finish()
    (own,) = desk.open_tour.tour.own_sites
    assert own.at.distance_m(Coordinates(29.2983, 117.2147)) > 100


def test_an_idea_keeps_its_point_and_becomes_a_visit_later(desk: Desk) -> None:
    dialog = desk.place_adder.make_dialog(29.301, 117.208)
    dialog.choose(Use.IDEA)
    dialog.form.name.setEditText("Tea house")
    dialog.finish()
    (idea,) = desk.open_tour.tour.dossier.reservations
    assert (idea.title, idea.at) == ("Tea house", Coordinates(29.301, 117.208))
    assert idea.at is not None
    visit = desk.own_places.make_visit_dialog(idea, idea.at)
    visit.finish()
    assert "kind of place" in visit.fault
    visit.form.kind.setCurrentIndex(visit.form.kind.findData("service"))
    visit.finish()
    after = desk.open_tour.tour
    assert after.dossier.reservations == ()
    assert [own.name for own in after.own_sites] == ["Tea house"]
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour.dossier.reservations == (idea,)


def test_the_middle_of_the_map_is_asked_for_by_a_command(desk: Desk) -> None:
    asked: list[tuple[float, float]] = []
    shown = desk.panels.map
    assert isinstance(shown, FakeMap)
    shown.place_wanted.disconnect()
    shown.place_wanted.connect(lambda lat, lon: asked.append((lat, lon)))
    desk.actions["add_place"].trigger()
    assert asked == [(29.3, 117.21)]
    assert desk.actions["add_place"].shortcut().toString() == "Ctrl+Shift+A"


def test_edit_and_take_away_are_offered_for_own_places_only(make_desk: MakeDesk) -> None:
    desk = make_desk(with_pots())
    desk.open_tour.select(SITES[0].id)
    assert not desk.actions["edit_place"].isEnabled()
    desk.open_tour.select(POTS)
    assert desk.actions["edit_place"].isEnabled()
    assert desk.actions["remove_place"].isEnabled()


def test_an_own_place_is_edited_under_its_id(make_desk: MakeDesk) -> None:
    desk = make_desk(with_pots(origin="a.csv"))
    dialog = desk.own_places.make_edit_dialog(POTS)
    assert dialog is not None
    assert dialog.form.written.origin == "a.csv"
    dialog.form.minutes.setValue(90)
    dialog.finish()
    (own,) = desk.open_tour.tour.own_sites
    assert (own.id, own.visit_min, own.at) == (POTS, 90, own_site().at)
    assert desk.own_places.make_edit_dialog(SITES[0].id) is None


def test_a_place_that_nothing_uses_goes_at_once(make_desk: MakeDesk) -> None:
    desk = make_desk(with_pots())
    desk.open_tour.select(POTS)
    desk.actions["remove_place"].trigger()
    assert desk.open_tour.tour.own_sites == ()
    desk.actions["undo"].trigger()
    assert len(desk.open_tour.tour.own_sites) == 1


def test_a_place_in_use_goes_only_after_a_yes(make_desk: MakeDesk) -> None:
    desk = make_desk(edits.lock_visit(with_pots(), Lock(POTS, 0)))
    desk.open_tour.select(POTS)
    desk.actions["remove_place"].trigger()
    assert "“Li's pottery” is used in this tour. It is locked to day 1." in (
        desk.panels.messages.text
    )
    assert len(desk.open_tour.tour.own_sites) == 1
    desk.panels.messages._choose(0)
    assert desk.open_tour.tour.own_sites == desk.open_tour.tour.locks == ()


def test_a_reserved_place_stays_and_says_why(make_desk: MakeDesk) -> None:
    desk = make_desk(with_reservation(with_pots(), Reservation(site=POTS)))
    desk.own_places.remove(POTS)
    assert "reserved" in desk.panels.messages.text
    assert len(desk.open_tour.tour.own_sites) == 1


def test_own_places_ideas_and_what_the_streets_suggest_are_listed(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    mill = Suggestion(
        SiteKind.WORKSHOP, "水碓", "Water mill", Coordinates(29.31, 117.22), "node/7", None
    )
    inn = replace(mill, kind=SiteKind.AREA_LODGING, name="客栈", latin="Inn")
    streets = FakeStreets(tmp_path, {"j.area": AROUND}, places=(mill, inn))
    desk = make_desk(with_reservation(with_pots(), IDEA), streets=streets.work())
    assert desk.area.streets is not None
    desk.area.streets.open(tmp_path / "j.area")
    listing = desk.own_places.make_list()
    rows = [
        [listing.table.item(row, column).text() for column in range(3)]  # type: ignore[union-attr]
        for row in range(listing.table.rowCount())
    ]
    assert [row[:2] for row in rows] == [
        ["Li's pottery", "Workshop, your own entry"],
        ["Tea house", "Idea"],
        ["Water mill 水碓", "Workshop, of the streets"],
    ]
    assert rows[0][2] == "320 m NE"
    listing.choose("Water mill 水碓")
    assert listing.buttons["visit"].isEnabled()
    assert not listing.buttons["remove"].isEnabled()
    listing.search.setText("tea")
    assert listing.table.rowCount() == 1


def test_a_place_of_the_streets_fills_the_form_with_its_source(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    mill = Suggestion(
        SiteKind.WORKSHOP, "水碓", "Water mill", Coordinates(29.3, 117.21), "node/7",
        date(2026, 10, 1),
    )  # fmt: skip
    streets = FakeStreets(tmp_path, {"j.area": AROUND}, places=(mill,))
    desk = make_desk(streets=streets.work())
    assert desk.area.streets is not None
    desk.area.streets.open(tmp_path / "j.area")
    dialog = desk.place_adder.make_dialog(29.3, 117.21)
    dialog.form.name.setCurrentIndex(0)
    dialog.form.name.activated.emit(0)
    dialog.finish()
    (own,) = desk.open_tour.tour.own_sites
    assert (own.name, own.name_local, own.kind) == ("Water mill", "水碓", SiteKind.WORKSHOP)
    assert own.origin == "OpenStreetMap, node/7, data of 2026-10-01, not checked"


def test_own_places_are_found_by_the_search_box(make_desk: MakeDesk) -> None:
    desk = make_desk(with_pots(name_local="李家陶艺"))
    desk.panels.sites._search.setText("李家")
    desk.panels.sites._pause.stop()
    desk.in_step.search()
    assert listed(desk.panels.sites) == [POTS]


def test_the_list_tells_all_that_the_map_shows_with_bearing_and_distance(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk(with_pots())
    desk.in_step._show_map()
    shown = desk.panels.map
    assert isinstance(shown, FakeMap)
    marks = {row.site: row.where for row in map_rows(shown.book) if row.site} if shown.book else {}
    base = desk.open_tour.tour.preferences.base
    marks |= {site.id: where_from(base, site.point.at) for site in shown.others}
    rows = [desk.panels.sites.model.index(n) for n in range(desk.panels.sites.model.rowCount())]
    assert {row.data(SiteRole.ID) for row in rows} == set(marks)
    for row in rows:
        said = row.data(Qt.ItemDataRole.AccessibleTextRole)
        assert marks[row.data(SiteRole.ID)] in said
        assert f" of {base.name}" in said
    desk.open_tour.select(POTS)
    desk.in_step._show_page()
    assert "320 m NE of Guesthouse" in desk.panels.details.html


def test_own_places_come_back_when_the_city_does(make_desk: MakeDesk) -> None:
    desk = make_desk(with_pots())
    desk._change_city("faenza")
    assert POTS not in listed(desk.panels.sites)
    desk._change_city("jingdezhen")
    assert POTS in listed(desk.panels.sites)
