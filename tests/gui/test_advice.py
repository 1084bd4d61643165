"""Advice in the window: what admits a site, which wishes clash, points, other plans."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from tests.builders import itinerary, tour
from tests.gui.conftest import MakeDesk
from tests.gui.support import SITES, FakeAdvice, HeldJobs, simple_plan
from tourplanner.domain import edits
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Appointment, Lock, Tour
from tourplanner.errors import NothingToExport
from tourplanner.gui.clash_watch import released
from tourplanner.gui.desk import Desk
from tourplanner.gui.dialogs.admissions import AdmissionsDialog
from tourplanner.gui.dialogs.compare import CompareDialog
from tourplanner.gui.dialogs.score import ScoreDialog
from tourplanner.gui.dialogs.waiting import WaitingDialog
from tourplanner.usecases.admit_site import Admission
from tourplanner.usecases.alternatives import Alternative
from tourplanner.usecases.find_clash import Wish, WishKind
from tourplanner.usecases.frozen_days import FrozenDayBroken

LEFT = SITES[5].id


def admission() -> Admission:
    """Requiring the sixth site: it takes the place of the fourth."""
    after = simple_plan(edits.require(tour(), LEFT))
    return Admission("Require it.", after, (SITES[3].id,))


def plan_named(name: str, days: list[list[int]]) -> Alternative:
    planned = itinerary([[SITES[n] for n in day] for day in days])
    return Alternative(name, replace(tour(), itinerary=planned), 4, 4100, 300, 55, 2400)


def wish_for(site: SiteId) -> Wish:
    return Wish(WishKind.SITE, site=site)


def texts(dialog: WaitingDialog | None) -> list[str]:
    assert dialog is not None
    return [label.text() for label in dialog.findChildren(QLabel)]


def press(dialog: WaitingDialog | None, name: str) -> None:
    assert dialog is not None
    buttons = dialog.findChildren(QPushButton)
    next(b for b in buttons if name in (b.text(), b.accessibleName())).click()


# what would admit it


def test_the_question_can_be_asked_of_left_out_sites_only(desk: Desk) -> None:
    desk.open_tour.select(SITES[0].id)
    assert not desk.actions["admit"].isEnabled()
    desk.open_tour.select(LEFT)
    assert desk.actions["admit"].isEnabled()
    buttons = desk.panels.details.findChildren(QToolButton)
    button = next(b for b in buttons if b.defaultAction() is desk.actions["admit"])
    assert not button.isHidden()
    desk.open_tour.select(SITES[0].id)
    assert button.isHidden()


def test_a_change_says_what_it_costs_and_is_applied_as_one_step(make_desk: MakeDesk) -> None:
    advice = FakeAdvice(admissions=(admission(),))
    desk = make_desk(advice=advice.work)
    desk.begin()
    before = desk.open_tour.tour
    desk.open_tour.select(LEFT)
    desk.actions["admit"].trigger()
    dialog = desk.advisor.dialog
    assert isinstance(dialog, AdmissionsDialog)
    assert advice.asked == [f"admit {LEFT}"]
    assert "Costs 1 visit: Site 3." in texts(dialog)
    press(dialog, "Apply: Require it.")
    assert desk.advisor.dialog is None
    after = desk.open_tour.tour
    assert after.itinerary is not None
    assert LEFT in after.itinerary.visited
    assert not desk.open_tour.is_stale
    assert desk.open_tour.stack.count() == 1
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour == before


def test_an_admission_keeps_the_title(make_desk: MakeDesk) -> None:
    desk = make_desk(
        edits.with_title(tour(), "Spring"), advice=FakeAdvice(admissions=(admission(),)).work
    )
    desk.begin()
    desk.open_tour.select(LEFT)
    desk.actions["admit"].trigger()
    press(desk.advisor.dialog, "Apply: Require it.")
    assert desk.open_tour.tour.title == "Spring"


def test_when_nothing_helps_the_dialog_says_so(desk: Desk) -> None:
    desk.open_tour.select(LEFT)
    desk.actions["admit"].trigger()
    assert "No change that was tried admits it." in texts(desk.advisor.dialog)


def test_advice_does_not_hold_the_window_and_can_be_cut_short(make_desk: MakeDesk) -> None:
    jobs = HeldJobs()
    desk = make_desk(simple_plan(tour()), jobs=jobs)
    desk.open_tour.select(LEFT)
    desk.actions["admit"].trigger()
    dialog = desk.advisor.dialog
    assert dialog is not None
    assert dialog.is_waiting
    press(dialog, "Show what was found so far")
    assert jobs.advice[-1].is_asked_to_finish
    jobs.advice[-1].finish()
    assert not dialog.is_waiting


def test_a_closed_dialog_gets_no_answer(make_desk: MakeDesk) -> None:
    jobs = HeldJobs()
    desk = make_desk(simple_plan(tour()), jobs=jobs)
    desk.actions["compare"].trigger()
    assert desk.advisor.dialog is not None
    desk.advisor.dialog.reject()
    assert jobs.advice[-1].is_dropped
    assert desk.advisor.dialog is None


def test_trouble_closes_the_dialog_and_is_told(make_desk: MakeDesk) -> None:
    advice = FakeAdvice(trouble=NothingToExport(file="x"))
    desk = make_desk(advice=advice.work)
    desk.begin()
    desk.open_tour.select(LEFT)
    desk.actions["admit"].trigger()
    assert desk.advisor.dialog is None
    assert desk.panels.messages.text.startswith("“x” holds no planned day")


# which wishes clash


def no_room(chosen: Tour, **_hooks: object) -> Tour:
    """A plan that leaves the last two sites out whatever is wished."""
    planned = simple_plan(replace(chosen, preferences=replace(chosen.preferences, required=())))
    return edits.with_itinerary(chosen, planned.itinerary, planned.sites)  # type: ignore[arg-type]


@pytest.fixture
def clashing(make_desk: MakeDesk) -> Desk:
    wished = edits.require(edits.require(tour(), SITES[6].id), SITES[7].id)
    advice = FakeAdvice(clash=(wish_for(SITES[6].id), wish_for(SITES[7].id)))
    made = make_desk(wished, plan=no_room, advice=advice.work)
    made.begin()
    return made


def test_wishes_that_clash_are_named_and_shown_one_after_the_other(clashing: Desk) -> None:
    bar = clashing.panels.messages
    assert bar.text == ("These wishes cannot be met together: Site 6; Site 7. Give up one of them.")
    bar._choose(0)
    assert clashing.open_tour.selected == SITES[6].id
    assert bar.text == "Wish 1 of 2: Site 6, must see."
    bar._choose(0)
    assert clashing.open_tour.selected == SITES[7].id
    bar._choose(0)
    assert clashing.open_tour.selected == SITES[6].id


def test_a_wish_is_given_up_as_one_step(clashing: Desk) -> None:
    before = clashing.open_tour.tour
    clashing.panels.messages._choose(0)
    clashing.panels.messages._choose(1)
    assert clashing.open_tour.tour.demanded == {SITES[7].id}
    clashing.actions["undo"].trigger()
    assert clashing.open_tour.tour == before


def test_the_message_goes_when_the_clash_is_gone(clashing: Desk) -> None:
    clashing.open_tour.select(SITES[6].id)
    clashing.commands.require()
    clashing.open_tour.select(SITES[7].id)
    clashing.commands.require()
    clashing.replanner.plan_now()
    assert clashing.panels.messages.text == ""


def test_a_plan_that_meets_every_wish_is_not_questioned(make_desk: MakeDesk) -> None:
    advice = FakeAdvice()
    desk = make_desk(edits.require(tour(), LEFT), advice=advice.work)
    desk.begin()
    assert advice.asked == []


def test_a_clash_is_looked_for_once(make_desk: MakeDesk) -> None:
    advice = FakeAdvice(clash=(wish_for(LEFT),))
    desk = make_desk(edits.require(tour(), LEFT), plan=no_room, advice=advice.work)
    desk.begin()
    desk.clash_watch.look()
    assert advice.asked == ["clash"]
    assert desk.panels.messages.text == "This one wish cannot be met: Site 5."


def test_every_demand_for_a_site_is_given_up_together() -> None:
    wished = edits.require(tour(locks=[Lock(LEFT, 0, 600)]), LEFT)
    wished = edits.keep_order(wished, (SITES[0].id, LEFT, SITES[1].id))
    assert released(wished, wish_for(LEFT)).demanded == {SITES[0].id, SITES[1].id}
    booked = edits.book_visit(tour(), Appointment(LEFT, 0, 600, 60))
    assert released(booked, wish_for(LEFT)).demanded == frozenset()


def test_breaks_free_time_and_kept_days_are_wishes_that_can_be_given_up() -> None:
    wished = edits.with_pace_minutes(edits.freeze_day(simple_plan(tour()), 1), 25, 30)
    free = released(wished, Wish(WishKind.FREE_TIME))
    assert (free.preferences.extra_min, free.preferences.free_min) == (25, 0)
    assert released(wished, Wish(WishKind.BREAK, name="Lunch")).preferences.breaks == ()
    assert released(wished, Wish(WishKind.FROZEN_DAY, day=1)).frozen_days == ()


def test_a_wish_without_a_site_is_told_and_given_up_as_one_step(make_desk: MakeDesk) -> None:
    lunch = Wish(WishKind.BREAK, name="Lunch")
    advice = FakeAdvice(clash=(wish_for(LEFT), lunch))
    desk = make_desk(edits.require(tour(), LEFT), plan=no_room, advice=advice.work)
    desk.begin()
    bar = desk.panels.messages
    assert "Site 5; Lunch" in bar.text
    bar._choose(0)
    bar._choose(0)
    assert bar.text == "Wish 2 of 2: Lunch."
    bar._choose(1)
    assert desk.open_tour.tour.preferences.breaks == ()


def test_kept_days_that_went_against_a_wish_can_be_freed_from_the_message(
    make_desk: MakeDesk,
) -> None:
    jobs = HeldJobs()
    desk = make_desk(edits.freeze_day(simple_plan(tour()), 1), jobs=jobs)
    desk.replanner.plan_now()
    jobs.plans[-1].fail(FrozenDayBroken(day=2, problem="it is closed."))
    assert desk.panels.messages.text.startswith("Day 2 is kept as it is")
    desk.panels.messages._choose(0)
    assert desk.open_tour.tour.frozen_days == ()


# why this plan


def test_the_table_shows_every_visit_and_adds_up(desk: Desk) -> None:
    desk.actions["why"].trigger()
    dialog = desk.advisor.dialog
    assert isinstance(dialog, ScoreDialog)
    assert dialog.tree.topLevelItemCount() == 3
    day = dialog.tree.topLevelItem(0)
    assert day is not None
    assert [day.child(n).text(0) for n in range(3)] == ["Site 0", "Site 1", "Travel"]
    assert [day.child(n).text(1) for n in range(3)] == ["995", "995", "−45"]
    assert day.text(1) == "1,945"
    assert not day.child(0).isExpanded()
    assert [day.child(0).child(n).text(1) for n in range(2)] == ["1,000", "−5"]


def test_the_table_is_copied_as_text(desk: Desk) -> None:
    desk.actions["why"].trigger()
    press(desk.advisor.dialog, "Copy as text")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[:2] == ["Day 1 · Fri 16 Apr\t1,945", "  Site 0\t995"]
    assert lines[-1] == "Whole plan\t3,890"


# other plans


def test_differences_are_told_by_sign_and_word(make_desk: MakeDesk) -> None:
    other = plan_named("Relaxed", [[0, 2], [5, 3]])
    desk = make_desk(advice=FakeAdvice(plans=(other,)).work)
    desk.begin()
    desk.actions["compare"].trigger()
    shown = texts(desk.advisor.dialog)
    assert "= Site 0" in shown
    assert "→ Site 2 (from day 2)" in shown
    assert "+ Site 5 (new)" in shown
    assert "− Site 1 (not in this plan)" in shown
    assert "4,100 points (+120)" in shown


def test_a_plan_is_taken_as_one_step(make_desk: MakeDesk) -> None:
    other = plan_named("Relaxed", [[0, 2], [5, 3]])
    desk = make_desk(advice=FakeAdvice(plans=(other,)).work)
    desk.begin()
    before = desk.open_tour.tour
    desk.actions["compare"].trigger()
    press(desk.advisor.dialog, "Take the plan “Relaxed”")
    assert desk.open_tour.tour.itinerary == other.tour.itinerary
    assert not desk.open_tour.is_stale
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour == before


def test_a_plan_with_the_present_visits_gets_no_card(make_desk: MakeDesk) -> None:
    same = plan_named("Balanced", [[1, 0], [2, 3]])
    desk = make_desk(advice=FakeAdvice(plans=(same,)).work)
    desk.begin()
    desk.actions["compare"].trigger()
    assert isinstance(desk.advisor.dialog, CompareDialog)
    shown = texts(desk.advisor.dialog)
    assert "No other plan was found that is better in anything." in shown
    assert "Balanced" not in shown


def test_without_a_fresh_plan_there_is_nothing_to_explain(make_desk: MakeDesk) -> None:
    desk = make_desk(jobs=HeldJobs())
    assert not desk.actions["why"].isEnabled()
    assert not desk.actions["compare"].isEnabled()


def test_a_name_that_left_the_catalogue_is_still_known(desk: Desk) -> None:
    assert desk.advisor.name_of(SITES[0].id) == "Site 0"
    assert desk.advisor.name_of(SiteId("gone")) == "gone"
