"""Area packs in the window: which one is in use, and how one is got."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import city, tour
from tests.gui.conftest import MakeDesk
from tests.gui.streets_work import AROUND, ELSEWHERE, FakeStreets
from tests.gui.support import FakeMap, HeldJobs, simple_plan
from tests.travel.extract_server import CONTENT, PATH, Server, served
from tourplanner.area.build_process import build_apart
from tourplanner.domain.edits import with_title
from tourplanner.domain.tour import Tour
from tourplanner.gui.city_frame import in_city
from tourplanner.gui.desk import Desk
from tourplanner.gui.dialogs.streets import StreetsDialog
from tourplanner.gui.dialogs.streets_asker import Answer
from tourplanner.gui.jobs import Jobs
from tourplanner.travel.http import NoAnswer, fetch, look_at


@pytest.fixture
def fake(tmp_path: Path) -> FakeStreets:
    return FakeStreets(tmp_path, {"j.area": AROUND, "m.area": ELSEWHERE})


@pytest.fixture
def desk(make_desk: MakeDesk, fake: FakeStreets) -> Desk:
    made = make_desk(streets=fake.work())
    made.begin()
    return made


@pytest.fixture
def server() -> Iterator[Server]:
    yield from served(Server())


def shown(desk: Desk) -> FakeMap:
    found = desk.panels.map
    assert isinstance(found, FakeMap)
    return found


def dialog(desk: Desk) -> StreetsDialog:
    desk.actions["streets"].trigger()
    assert desk.area.desk is not None
    found = desk.area.desk.dialog
    assert found is not None
    return found


def open_pack(desk: Desk, fake: FakeStreets, name: str) -> None:
    fake.asker.pack = fake.folder / name
    dialog(desk).open_pack.click()


def test_without_a_pack_the_ground_is_a_sketch_and_the_status_says_nothing_of_streets(
    desk: Desk, fake: FakeStreets
) -> None:
    assert shown(desk).pack is None
    assert "Streets" not in desk.window.status_text
    assert desk.open_tour.tour.itinerary is not None
    assert fake.requests == []


def test_a_pack_that_is_opened_is_drawn_travelled_and_remembered(
    desk: Desk, fake: FakeStreets
) -> None:
    open_pack(desk, fake, "j.area")
    assert shown(desk).pack is fake.grounds[0]
    assert fake.used == ["j.area"]
    expected = "Streets: j, data of 1 Oct 2026, © OpenStreetMap contributors"
    assert expected in desk.window.status_text
    assert fake.settings.settings.packs == {"jingdezhen": fake.folder / "j.area"}


def test_a_plan_is_made_anew_when_a_pack_is_opened_and_when_it_is_closed(
    make_desk: MakeDesk, fake: FakeStreets
) -> None:
    jobs = HeldJobs()
    desk = make_desk(jobs=jobs, streets=fake.work())
    desk.begin()
    jobs.plans[-1].finish()
    assert not desk.open_tour.is_stale
    open_pack(desk, fake, "j.area")
    assert desk.open_tour.is_stale
    assert len(jobs.plans) == 2
    jobs.plans[-1].finish()
    assert not desk.open_tour.is_stale
    assert not desk.open_tour.is_modified
    dialog(desk).stop_using.click()
    assert len(jobs.plans) == 3
    assert fake.used == ["j.area", None]
    assert fake.grounds[0].is_closed
    assert fake.settings.settings.packs == {}


def test_the_pack_of_the_city_is_opened_at_the_next_start_before_the_first_plan(
    make_desk: MakeDesk, fake: FakeStreets
) -> None:
    fake.settings.remember_pack("jingdezhen", fake.folder / "j.area")
    jobs = HeldJobs()
    desk = make_desk(jobs=jobs, streets=fake.work())
    desk.begin()
    assert fake.used == ["j.area"]
    assert len(jobs.plans) == 1


def test_a_saved_plan_is_not_made_anew_at_the_start(
    make_desk: MakeDesk, desk: Desk, fake: FakeStreets
) -> None:
    fake.settings.remember_pack("jingdezhen", fake.folder / "j.area")
    jobs = HeldJobs()
    again = make_desk(desk.open_tour.tour, jobs=jobs, streets=fake.work())
    again.begin()
    assert fake.used == ["j.area"]
    assert jobs.plans == []


def test_a_pack_named_at_the_start_is_opened_instead_of_the_remembered_one(
    make_desk: MakeDesk, fake: FakeStreets
) -> None:
    fake.settings.remember_pack("jingdezhen", fake.folder / "other.area")
    make_desk(streets=fake.work()).begin(fake.folder / "j.area")
    assert fake.used == ["j.area"]


def test_a_remembered_pack_that_is_gone_is_one_sentence_and_the_plan_is_made_all_the_same(
    make_desk: MakeDesk, fake: FakeStreets
) -> None:
    fake.settings.remember_pack("jingdezhen", fake.folder / "gone.area")
    desk = make_desk(streets=fake.work())
    desk.begin()
    assert "“gone.area” cannot be read: it is damaged." in desk.panels.messages.text
    assert "sketch" in desk.panels.messages.text
    assert shown(desk).pack is None
    assert desk.open_tour.tour.itinerary is not None


def test_a_pack_that_cannot_be_opened_leaves_the_one_in_use(desk: Desk, fake: FakeStreets) -> None:
    open_pack(desk, fake, "j.area")
    open_pack(desk, fake, "broken.area")
    assert "broken.area” cannot be read: it is damaged." in dialog(desk).fault
    assert desk.panels.messages.text == ""
    assert fake.used == ["j.area"]
    assert not fake.grounds[0].is_closed


def test_a_pack_of_elsewhere_says_that_it_does_not_cover_the_city(
    desk: Desk, fake: FakeStreets
) -> None:
    open_pack(desk, fake, "m.area")
    assert "does not cover Jingdezhen" in desk.panels.messages.text
    assert fake.settings.settings.packs == {}


def test_another_city_gets_its_own_pack_or_none(desk: Desk, fake: FakeStreets) -> None:
    open_pack(desk, fake, "j.area")
    desk.open_tour.edit("city", lambda t: in_city(t, "faenza", desk.catalogue))
    at = city("faenza").centre.at
    assert AROUND.contains(at), "the two cities of the tests lie together"
    assert fake.used == ["j.area"]


def test_a_city_outside_the_pack_goes_back_to_the_sketch(
    make_desk: MakeDesk, fake: FakeStreets
) -> None:
    fake.settings.remember_pack("faenza", fake.folder / "j.area")
    desk = make_desk(streets=fake.work())
    desk.begin(fake.folder / "m.area")
    desk.open_tour.edit("city", lambda t: in_city(t, "faenza", desk.catalogue))
    assert fake.used == ["m.area", "j.area"]
    assert fake.grounds[0].is_closed


def test_a_saved_tour_of_another_city_keeps_its_plan(
    make_desk: MakeDesk, desk: Desk, fake: FakeStreets
) -> None:
    faenza = in_city(desk.open_tour.tour, "faenza", desk.catalogue)
    saved = simple_plan(faenza)
    fake.settings.remember_pack("faenza", fake.folder / "j.area")
    jobs = HeldJobs()
    again = make_desk(jobs=jobs, streets=fake.work())
    again.begin(fake.folder / "m.area")
    plans = len(jobs.plans)
    again.open_tour.load(saved)
    assert fake.used == ["m.area", "j.area"]
    assert not again.open_tour.is_stale
    assert len(jobs.plans) == plans


def test_a_new_title_opens_nothing(desk: Desk, fake: FakeStreets) -> None:
    open_pack(desk, fake, "j.area")
    desk.open_tour.edit("title", lambda t: with_title(t, "Another"))
    assert fake.used == ["j.area"]


def test_streets_are_made_of_a_file_around_the_city_and_put_into_use(
    desk: Desk, fake: FakeStreets
) -> None:
    asked = dialog(desk)
    assert not asked.make.isEnabled()
    asked.show_file(fake.folder / "jiangxi.osm.pbf")
    asked.make.click()
    order = fake.orders[0]
    assert (order.source.name, order.city, order.box) == ("jiangxi.osm.pbf", "jingdezhen", None)
    assert fake.used == ["jingdezhen.area"]
    assert asked.doing == ""


def test_heights_are_optional_and_go_with_the_order(desk: Desk, fake: FakeStreets) -> None:
    asked = dialog(desk)
    asked.show_file(fake.folder / "jiangxi.osm.pbf")
    asked.make.click()
    fake.asker.heights = fake.folder / "N29E117.hgt"
    asked.heights_asked.emit()
    assert asked.heights.text() == str(fake.asker.heights)
    asked.make.click()
    asked.fetch.click()
    assert [order.heights for order in fake.orders] == [None, *[fake.asker.heights] * 2]


def test_a_step_back_past_the_opening_of_a_pack_is_planned_anew(
    make_desk: MakeDesk, fake: FakeStreets, qtbot: QtBot
) -> None:
    """The plan of that time has the minutes of that time."""
    planned: list[int] = []

    def plan(tour: Tour, **named: Any) -> Tour:
        planned.append(1)
        return simple_plan(tour, **named)

    desk = make_desk(streets=fake.work(), plan=plan)
    desk.begin()
    desk.open_tour.edit("Rename", partial(with_title, title="B"))
    open_pack(desk, fake, "j.area")
    assert not desk.open_tour.is_stale
    before = len(planned)
    desk.actions["undo"].trigger()
    assert desk.open_tour.is_stale
    qtbot.waitUntil(lambda: not desk.open_tour.is_stale)
    assert len(planned) == before + 1
    desk.actions["redo"].trigger()
    assert (desk.open_tour.tour.title, desk.open_tour.is_stale) == ("B", False)
    desk.actions["undo"].trigger()
    assert (len(planned), desk.open_tour.is_stale) == (before + 1, False)


def test_streets_of_a_box_need_the_box(desk: Desk, fake: FakeStreets) -> None:
    asked = dialog(desk)
    asked.show_file(fake.folder / "jiangxi.osm.pbf")
    asked.area.setCurrentIndex(1)
    assert not asked.make.isEnabled()
    for wrong in ("29.2, 117.1", "29.4, 117.1, 29.2, 117.3", "here"):
        asked.box.setText(wrong)
        asked.make.click()
        assert asked.fault.startswith("Box: ")
    assert fake.orders == []
    asked.box.setText("29.2, 117.1, 29.4, 117.3")
    asked.make.click()
    assert asked.fault == ""
    assert fake.orders[0].box == "29.2,117.1,29.4,117.3"
    assert fake.orders[0].city is None


def test_a_new_pack_never_goes_onto_the_one_in_use(desk: Desk, fake: FakeStreets) -> None:
    for _again in range(3):
        asked = dialog(desk)
        asked.show_file(fake.folder / "jiangxi.osm.pbf")
        asked.make.click()
    names = ["jingdezhen.area", "jingdezhen-2.area", "jingdezhen.area"]
    assert [order.target.name for order in fake.orders] == names
    assert fake.used == names


def test_what_went_wrong_stands_in_the_dialog(desk: Desk, fake: FakeStreets) -> None:
    fake.trouble = NoAnswer(host="127.0.0.1", problem="no route.")
    asked = dialog(desk)
    asked.fetch.click()
    assert asked.fault.startswith("127.0.0.1 cannot be reached: no route.")
    assert desk.panels.messages.text == ""
    assert asked.doing == ""
    assert fake.used == []


def test_nothing_is_asked_of_the_network_without_a_yes(desk: Desk, fake: FakeStreets) -> None:
    fake.asker.may = Answer(is_yes=False)
    dialog(desk).fetch.click()
    assert fake.requests == []
    assert not fake.settings.settings.may_download


def test_after_a_yes_the_size_is_asked_for_and_told_before_the_file_is_fetched(
    desk: Desk, fake: FakeStreets
) -> None:
    fake.asker.may_get = False
    dialog(desk).fetch.click()
    assert [request.split()[0] for request in fake.requests] == ["HEAD"]
    assert fake.asker.asked[-1] == "may fetch 51 MB, of 24 Nov 2026, of 127.0.0.1"
    assert fake.orders == []


def test_a_fetched_extract_is_made_into_streets(desk: Desk, fake: FakeStreets) -> None:
    dialog(desk).fetch.click()
    assert [request.split()[0] for request in fake.requests] == ["HEAD", "GET"]
    assert fake.orders[0].source == fake.folder / "extracts" / "jiangxi-latest.osm.pbf"
    assert fake.used == ["jingdezhen.area"]


def test_a_yes_is_remembered_only_where_that_is_ticked_and_can_be_taken_back(
    desk: Desk, fake: FakeStreets
) -> None:
    asked = dialog(desk)
    asked.fetch.click()
    assert not fake.settings.settings.may_download
    assert asked.lasting.isHidden()
    fake.asker.may = Answer(is_yes=True, is_lasting=True)
    asked.fetch.click()
    assert fake.settings.settings.may_download
    fake.asker.asked.clear()
    asked.fetch.click()
    assert [question.split(" of ")[0] for question in fake.asker.asked] == ["may fetch 51 MB,"]
    assert not asked.lasting.isHidden()
    asked.lasting.click()
    assert not fake.settings.settings.may_download
    assert asked.lasting.isHidden()
    asked.fetch.click()
    assert fake.asker.asked[-2].startswith("may ask 127.0.0.1")


def test_without_a_yes_a_real_server_is_not_asked_and_with_it_no_more_than_needed(
    make_desk: MakeDesk, fake: FakeStreets, server: Server
) -> None:
    work = replace(
        fake.work(),
        look=look_at,
        fetch=fetch,
        origin=server.permit.origin,
        url_of=lambda _city: server.url,
    )
    desk = make_desk(streets=work)
    desk.begin()
    fake.asker.may = Answer(is_yes=False)
    dialog(desk).fetch.click()
    assert server.asked == []
    fake.asker.may = Answer(is_yes=True)
    dialog(desk).fetch.click()
    assert [(method, path) for method, path, _range in server.asked] == [
        ("HEAD", PATH),
        ("GET", PATH),
    ]
    assert fake.orders[0].source.read_bytes() == CONTENT


def test_stopping_ends_the_other_process_and_leaves_nothing_half(
    qtbot: QtBot, make_desk: MakeDesk, fake: FakeStreets
) -> None:
    busy = 'print(\'{"doing": "Reading the map file", "done": 0.2}\', flush=True)\nwhile True: pass'
    build = partial(build_apart, program=(sys.executable, "-c", busy))
    jobs = Jobs()
    desk = make_desk(jobs=jobs, streets=replace(fake.work(), build=build))
    asked = dialog(desk)
    asked.show_file(fake.folder / "jiangxi.osm.pbf")
    asked.make.click()
    qtbot.waitUntil(lambda: asked.doing == "Reading the map file…", timeout=10_000)
    assert not asked.make.isEnabled()
    assert list((fake.folder / "areas").iterdir())
    asked.stop.click()
    assert asked.doing == ""
    assert asked.make.isEnabled()
    qtbot.waitUntil(lambda: not list((fake.folder / "areas").iterdir()), timeout=10_000)
    jobs.close()
    assert fake.used == []


def test_closing_the_dialog_stops_the_work(make_desk: MakeDesk, fake: FakeStreets) -> None:
    desk = make_desk(streets=fake.work())
    desk.begin()
    dialog(desk).reject()
    assert desk.area.desk is not None
    assert desk.area.desk.dialog is None
    assert dialog(desk).doing == ""


def test_the_sketch_leads_to_the_dialog(desk: Desk) -> None:
    shown(desk).streets_wanted.emit()
    assert desk.area.desk is not None
    assert desk.area.desk.dialog is not None


def test_without_the_parts_for_packs_the_action_is_off(make_desk: MakeDesk) -> None:
    desk = make_desk(tour())
    desk.begin()
    assert not desk.actions["streets"].isEnabled()
