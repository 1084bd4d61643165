"""Own minutes of a journey, what is within reach, a lodging put on the map."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.gui.conftest import MakeDesk
from tests.gui.streets_work import AROUND, FakeStreets
from tests.gui.support import SITES, FakeMap, HeldJobs
from tourplanner.area.suggestions import Suggestion
from tourplanner.domain.itinerary import Leg
from tourplanner.domain.place import Coordinates, Place
from tourplanner.domain.site import SiteKind
from tourplanner.domain.travel import TravelMode, TravelSource
from tourplanner.gui.desk import Desk
from tourplanner.gui.dialogs.add_place import AddPlaceDialog, Use
from tourplanner.gui.models.itinerary_rows import LegRow
from tourplanner.gui.panels.sites import SitesPanel
from tourplanner.usecases.pose_tour import pose_tour

INN = Suggestion(
    SiteKind.AREA_LODGING,
    "窑边客栈",
    "Kiln Inn",
    Coordinates(29.3001, 117.2101),
    "node/5",
    date(2026, 3, 1),
)


@pytest.fixture
def fake(tmp_path: Path) -> FakeStreets:
    return FakeStreets(tmp_path, {"j.area": AROUND}, places=(INN,))


@pytest.fixture
def desk(make_desk: MakeDesk, fake: FakeStreets) -> Desk:
    made = make_desk(streets=fake.work())
    made.begin()
    return made


def first_leg(desk: Desk) -> LegRow:
    """Makes the first journey of the plan current."""
    view, model = desk.panels.itinerary._days_view, desk.panels.itinerary.days
    for number in range(model.rowCount()):
        row = model.row_at(model.index(number))
        if isinstance(row, LegRow):
            view.setCurrentIndex(model.index(number))
            return row
    raise AssertionError("the plan has no journey")


def test_own_minutes_win_are_undone_and_taken_back(desk: Desk) -> None:
    row = first_leg(desk)
    dialog = desk.own_minutes.make_dialog()
    assert dialog is not None
    assert dialog.minutes.value() == row.leg.minutes
    assert dialog.forget.isHidden()
    dialog.minutes.setValue(77)
    dialog.mode.setCurrentIndex(dialog.mode.findData("taxi"))
    dialog.told.emit(TravelMode.TAXI, 77, False)
    own = desk.open_tour.tour.own_legs
    assert [(leg.minutes, leg.mode) for leg in own] == [(77, TravelMode.TAXI)]
    posed = pose_tour(desk.open_tour.tour, desk.catalogue, desk._travel)
    times = posed.question.matrix.between(own[0].start, own[0].end)
    assert times is not None
    assert (times.minutes, times.source) == (77, TravelSource.OWN)
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour.own_legs == ()
    desk.actions["redo"].trigger()
    first_leg(desk)
    again = desk.own_minutes.make_dialog()
    assert again is not None
    again.taken_back.emit()
    assert desk.open_tour.tour.own_legs == ()


def test_the_way_back_may_take_as_long(desk: Desk) -> None:
    first_leg(desk)
    dialog = desk.own_minutes.make_dialog()
    assert dialog is not None
    dialog.told.emit(TravelMode.WALK, 12, True)
    there, back = desk.open_tour.tour.own_legs
    assert (there.start, there.end) == (back.end, back.start)


def test_at_a_visit_the_journey_to_it_is_meant(desk: Desk) -> None:
    plan = desk.open_tour.tour.itinerary
    assert plan is not None
    second = plan.days[0].visits[1].site
    assert second is not None
    desk.panels.itinerary.select(second)
    row = desk.panels.itinerary.current_leg
    assert row is not None
    assert isinstance(row.leg, Leg)
    assert (row.day, row.number) == (0, 1)


def test_no_row_means_no_journey(make_desk: MakeDesk) -> None:
    desk = make_desk(jobs=HeldJobs())
    desk.begin()
    assert desk.own_minutes.make_dialog() is None
    assert not desk.actions["own_minutes"].isEnabled()


def test_the_action_for_own_minutes_follows_the_current_row(desk: Desk) -> None:
    first_leg(desk)
    assert desk.actions["own_minutes"].isEnabled()
    view, model = desk.panels.itinerary._days_view, desk.panels.itinerary.days
    view.setCurrentIndex(model.index(0))
    assert not desk.actions["own_minutes"].isEnabled()


def names(panel: SitesPanel) -> list[object]:
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def shown(desk: Desk) -> FakeMap:
    found = desk.panels.map
    assert isinstance(found, FakeMap)
    return found


def test_what_is_within_reach_is_shaded_and_listed_alone_until_the_chip_is_pressed(
    desk: Desk,
) -> None:
    site = SITES[0]
    desk.open_tour.select(site.id)
    assert desk.area.reach is not None
    dialog = desk.area.reach.make_dialog()
    assert dialog.start.itemText(0) == site.place.name
    dialog.minutes.setValue(2)
    dialog._ask()
    area = shown(desk).reach
    assert isinstance(area, dict)
    assert area["properties"]["text"] == "Within 2 min on foot · estimate"
    panel = desk.panels.sites
    listed = names(panel)
    assert site.names.en in listed
    assert len(listed) < len(SITES)
    assert not panel._reach_chip.isHidden()
    assert panel._reach_chip.text() == f"Within 2 min on foot of {site.place.name} ✕"
    panel._reach_chip.click()
    assert shown(desk).reach is None
    assert len(names(panel)) == len(SITES)
    assert panel._reach_chip.isHidden()


def test_show_all_places_ends_the_reach_too(desk: Desk) -> None:
    assert desk.area.reach is not None
    desk.area.reach.show(Place("Nowhere", Coordinates(29.0, 117.0)), 1, TravelMode.WALK)
    assert names(desk.panels.sites) == []
    desk.panels.sites.clear_filters()
    assert len(names(desk.panels.sites)) == len(SITES)
    assert shown(desk).reach is None


def test_reach_is_asked_again_when_the_streets_change(desk: Desk, fake: FakeStreets) -> None:
    assert desk.area.reach is not None
    assert desk.area.streets is not None
    desk.area.reach.show(SITES[0].place, 5, TravelMode.WALK)
    first = shown(desk).reach
    desk.area.streets.open(fake.folder / "j.area")
    assert shown(desk).reach is not None
    assert shown(desk).reach is not first


def lodging_dialog(desk: Desk, lat: float = 29.3, lon: float = 117.21) -> AddPlaceDialog:
    dialog = desk.place_adder.make_dialog(lat, lon)
    dialog.choose(Use.SLEEP)
    return dialog


def test_a_point_of_the_map_becomes_the_lodging_of_all_nights(desk: Desk) -> None:
    dialog = lodging_dialog(desk)
    dialog.form.name.setEditText("  My room ")
    dialog.finish()
    base = desk.open_tour.tour.preferences.base
    assert base == Place("My room", Coordinates(29.3, 117.21))
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour.preferences.base != base


def test_a_point_may_be_the_lodging_of_one_night(desk: Desk) -> None:
    dialog = lodging_dialog(desk)
    dialog.night.setCurrentIndex(1)
    dialog.finish()
    (night,) = desk.open_tour.tour.preferences.other_nights
    assert night == (0, Place("Lodging at 29.30000, 117.21000", Coordinates(29.3, 117.21)))


def test_what_the_streets_know_near_the_point_is_offered_with_its_own_point(
    desk: Desk, fake: FakeStreets
) -> None:
    assert desk.area.streets is not None
    desk.area.streets.open(fake.folder / "j.area")
    dialog = lodging_dialog(desk)
    assert dialog.form.name.itemText(0) == "Kiln Inn 窑边客栈"
    dialog.form.name.setCurrentIndex(0)
    dialog.form.name.activated.emit(0)
    dialog.finish()
    assert desk.open_tour.tour.preferences.base == Place("Kiln Inn 窑边客栈", INN.at)
    far = desk.place_adder.make_dialog(29.35, 117.21)
    assert far.form.name.count() == 0


def test_lodgings_of_the_streets_are_offered_as_bases(desk: Desk, fake: FakeStreets) -> None:
    chooser = desk.panels.preferences.nights.all_nights
    assert chooser.findText("Kiln Inn 窑边客栈") < 0
    assert desk.area.streets is not None
    desk.area.streets.open(fake.folder / "j.area")
    assert chooser.findText("Kiln Inn 窑边客栈") >= 0
    desk.area.streets.stop_using()
    assert chooser.findText("Kiln Inn 窑边客栈") < 0


def test_a_point_too_far_from_the_city_is_refused_in_one_sentence(desk: Desk) -> None:
    before = desk.open_tour.tour
    dialog = lodging_dialog(desk, 10.0, 10.0)
    dialog.finish()
    assert "km from Jingdezhen" in dialog.fault
    assert desk.open_tour.tour == before


def test_a_pasted_map_link_becomes_the_base_and_says_how_it_was_read(desk: Desk) -> None:
    chooser = desk.panels.preferences.nights.all_nights
    chooser.setEditText("https://uri.amap.com/marker?position=117.2147,29.2983&name=x")
    edit = chooser.lineEdit()
    assert edit is not None
    edit.editingFinished.emit()
    base = desk.open_tour.tour.preferences.base
    assert "read as GCJ-02" in base.name
    assert 300 < base.at.distance_m(Coordinates(29.2983, 117.2147)) < 700
    assert "moved by" in desk.panels.messages.text
