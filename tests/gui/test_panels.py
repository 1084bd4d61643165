"""Preferences, details and dialogs, each on its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.builders import city, site, tour
from tests.gui.conftest import MakeDesk
from tests.gui.support import SITES, HeldJobs, simple_plan
from tourplanner.domain.breaks import NamedBreak, lunch_break
from tourplanner.domain.dossier import Dossier
from tourplanner.domain.money import Money
from tourplanner.domain.preferences import PACE_EXTRA_MIN, PACE_FREE_MIN, Interest, Pace
from tourplanner.domain.public_holidays import PublicHolidays
from tourplanner.domain.site import Confidence, Hours, SiteEvent
from tourplanner.domain.tour import Tour
from tourplanner.domain.travel import TravelMode
from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import InvalidEdit, TargetNotWritable
from tourplanner.gui.desk import Desk
from tourplanner.gui.dialogs.about import AboutDialog
from tourplanner.gui.dialogs.new_tour import NewTourDialog
from tourplanner.gui.dialogs.shortcuts import shortcuts_page
from tourplanner.gui.panels.preferences import PreferencesPanel
from tourplanner.gui.panels.site_page import site_page
from tourplanner.gui.present_error import CrashHook, ReportDialog
from tourplanner.gui.theme import Theme
from tourplanner.paths import resource

Touch = Callable[[PreferencesPanel], None]
Holds = Callable[[Tour], bool]


def _slide(panel: PreferencesPanel) -> None:
    panel.sliders._sliders[(Facet.KIND, "museum")].setValue(4)


def type_budget(panel: PreferencesPanel, text: str) -> None:
    panel.budget.setText(text)
    panel.budget.editingFinished.emit()


def type_percents(panel: PreferencesPanel, text: str) -> None:
    panel.variety.percents.setText(text)
    panel.variety.percents.editingFinished.emit()


def name_break(panel: PreferencesPanel, number: int, name: str) -> None:
    panel.breaks.cards[number].name.setText(name)
    panel.breaks.cards[number].name.editingFinished.emit()


EDITS: dict[str, tuple[Touch, Holds]] = {
    "start": (
        lambda p: p.start.setDate(QDate(2027, 4, 20)),
        lambda t: t.preferences.start == date(2027, 4, 20),
    ),
    "days": (lambda p: p.days.setValue(3), lambda t: t.preferences.days == 3),
    "day start": (
        lambda p: p.day_start.setValue(510),
        lambda t: t.preferences.day_start_min == 510,
    ),
    "midnight": (lambda p: p.day_end.setValue(1440), lambda t: t.preferences.day_end_min == 1440),
    "budget": (
        lambda p: type_budget(p, "120.50"),
        lambda t: t.preferences.budget == Money(Decimal("120.50"), "CNY"),
    ),
    "no lunch": (
        lambda p: p.breaks.cards[0].remove.click(),
        lambda t: t.preferences.breaks == (),
    ),
    "longer lunch": (
        lambda p: p.breaks.cards[0].minutes.setValue(90),
        lambda t: t.preferences.breaks == (lunch_break(duration_min=90),),
    ),
    "a rest": (
        lambda p: p.breaks.add.click(),
        lambda t: t.preferences.breaks == (lunch_break(), NamedBreak("Rest", 900, 990, 20)),
    ),
    "a break under another name": (
        lambda p: name_break(p, 0, "Prayer"),
        lambda t: t.preferences.breaks == (NamedBreak("Prayer", 690, 840, 60),),
    ),
    "a break on one day": (
        lambda p: p.breaks.cards[0]._day_actions()[0].trigger(),
        lambda t: t.preferences.breaks[0].days == (1,),
    ),
    "minutes of a visit": (
        lambda p: p.pace.extra.setValue(25),
        lambda t: (t.preferences.extra_min, t.preferences.free_min) == (25, 0),
    ),
    "free minutes": (
        lambda p: p.pace.free.setValue(40),
        lambda t: (t.preferences.extra_min, t.preferences.free_min) == (None, 40),
    ),
    "walking in a day": (
        lambda p: p.walk_per_day.setValue(6000),
        lambda t: t.preferences.travel.walk_per_day_m == 6000,
    ),
    "more variety": (
        lambda p: type_percents(p, "100 50 20%"),
        lambda t: t.preferences.kind_percent == (100, 50, 20),
    ),
    "pace": (lambda p: p.pace.paces[Pace.FULL].click(), lambda t: t.preferences.pace is Pace.FULL),
    "mode": (
        lambda p: p.modes[TravelMode.E_BIKE].click(),
        lambda t: TravelMode.E_BIKE in t.preferences.travel.modes,
    ),
    "walk limit": (
        lambda p: p.walk_limit.setValue(900),
        lambda t: t.preferences.travel.walk_limit_m == 900,
    ),
    "interest": (
        _slide,
        lambda t: t.preferences.interests == (Interest(Facet.KIND, "museum", 3.0),),
    ),
    "base by point": (
        lambda p: p.nights.base_asked.emit("29.3, 117.2", None),
        lambda t: t.preferences.base.at.lat == 29.3,
    ),
    "base by choice": (
        lambda p: p.nights.base_asked.emit(SITES[3].place, None),
        lambda t: t.preferences.base == SITES[3].place,
    ),
    "base of one night": (
        lambda p: p.nights.base_asked.emit(SITES[3].place, 0),
        lambda t: t.preferences.other_nights == ((0, SITES[3].place),),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_each_preference_edits_the_tour_and_can_be_undone(desk: Desk, name: str) -> None:
    touch, holds = EDITS[name]
    before = desk.open_tour.tour
    touch(desk.panels.preferences)
    assert holds(desk.open_tour.tour)
    assert desk.open_tour.is_stale
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour == before
    desk.actions["redo"].trigger()
    assert holds(desk.open_tour.tour)


def test_a_break_that_its_window_cannot_hold_is_told_until_it_can(desk: Desk) -> None:
    panel = desk.panels.preferences
    panel.breaks.cards[0].start.setValue(870)
    assert "is not a part of a day" in panel.breaks_section.fault
    assert desk.open_tour.tour.preferences.breaks == (lunch_break(),)
    panel.breaks.cards[0].end.setValue(960)
    assert panel.breaks_section.fault == ""
    assert desk.open_tour.tour.preferences.breaks == (lunch_break(870, 960),)


def test_a_better_plan_leaves_alone_what_is_being_typed(make_desk: MakeDesk) -> None:
    jobs = HeldJobs()
    desk = make_desk(simple_plan(tour()), jobs=jobs)
    panel = desk.panels.preferences
    desk.replanner.plan_now()
    panel.breaks.cards[0].start.setValue(870)
    assert panel.breaks_section.fault != ""
    before = desk.open_tour.tour
    assert before.itinerary is not None
    better = replace(before, itinerary=replace(before.itinerary, score=99))
    jobs.plans[-1].report(better)
    assert desk.open_tour.tour == better
    assert panel.breaks.cards[0].start.value() == 870
    assert panel.breaks_section.fault != ""
    panel.days.setValue(4)
    assert panel.breaks_section.fault == ""
    assert panel.breaks.cards[0].start.value() == 690


def test_two_breaks_of_one_name_are_refused(desk: Desk) -> None:
    panel = desk.panels.preferences
    panel.breaks.add.click()
    name_break(panel, 1, "lunch")
    assert "is the name of two breaks" in panel.breaks_section.fault


def test_each_new_break_has_a_name_of_its_own(desk: Desk) -> None:
    panel = desk.panels.preferences
    panel.breaks.cards[0].remove.click()
    for _ in range(3):
        panel.breaks.add.click()
    assert [one.name for one in desk.open_tour.tour.preferences.breaks] == [
        "Lunch",
        "Rest",
        "Rest 2",
    ]


def test_a_break_can_be_taken_back_to_every_day(desk: Desk) -> None:
    card = desk.panels.preferences.breaks.cards[0]
    card._day_actions()[0].trigger()
    assert card.days.text() == "Sat 17 Apr ▾"
    card._menu.actions()[-1].trigger()
    assert desk.open_tour.tour.preferences.breaks[0].days is None
    assert card.days.text() == "Every day ▾"


def test_a_break_without_a_day_is_refused(desk: Desk) -> None:
    panel = desk.panels.preferences
    for number in range(2):
        panel.breaks.cards[0]._day_actions()[number].trigger()
    assert panel.breaks_section.fault.startswith("Lunch:")
    assert desk.open_tour.tour.preferences.breaks[0].days == (1,)


def test_a_pace_that_is_chosen_brings_its_own_figures(desk: Desk) -> None:
    pace = desk.panels.preferences.pace
    pace.extra.setValue(25)
    pace.paces[Pace.RELAXED].click()
    wishes = desk.open_tour.tour.preferences
    assert (wishes.pace, wishes.extra_min, wishes.free_min) == (Pace.RELAXED, None, None)
    assert pace.extra.value() == PACE_EXTRA_MIN[Pace.RELAXED]


def test_figures_set_by_hand_are_given_back_to_the_pace(desk: Desk) -> None:
    pace = desk.panels.preferences.pace
    pace.extra.setValue(25)
    pace.reset.click()
    wishes = desk.open_tour.tour.preferences
    assert (wishes.extra_min, wishes.free_min) == (None, None)
    assert (pace.extra.value(), pace.free.value()) == (
        PACE_EXTRA_MIN[wishes.pace],
        PACE_FREE_MIN[wishes.pace],
    )
    assert pace.reset.isHidden()


@pytest.mark.parametrize("text", ["", "much", "80, 90", "101", "-5"])
def test_percents_that_cannot_be_are_told_at_their_section(desk: Desk, text: str) -> None:
    panel = desk.panels.preferences
    before = desk.open_tour.tour.preferences.kind_percent
    type_percents(panel, text)
    assert panel.variety_section.fault.startswith("Variety:")
    assert desk.open_tour.tour.preferences.kind_percent == before


def test_variety_is_switched_off_and_on_with_its_figures(desk: Desk) -> None:
    panel = desk.panels.preferences
    type_percents(panel, "100, 40")
    panel.variety.is_on.click()
    assert desk.open_tour.tour.preferences.kind_percent == (100,)
    assert not panel.variety.percents.isEnabled()
    assert panel.variety.percents.text() == "100, 40"
    panel.variety.is_on.click()
    assert desk.open_tour.tour.preferences.kind_percent == (100, 40)


def test_an_emptied_budget_means_none(desk: Desk) -> None:
    panel = desk.panels.preferences
    type_budget(panel, "120")
    type_budget(panel, "")
    assert desk.open_tour.tour.preferences.budget is None
    assert panel.currency.text() == "CNY"


@pytest.mark.parametrize("text", ["much", "-5", "1e99", "NaN"])
def test_a_budget_that_is_no_amount_is_told_at_its_section(desk: Desk, text: str) -> None:
    panel = desk.panels.preferences
    type_budget(panel, text)
    assert "is not an amount of money" in panel.money.fault
    assert desk.open_tour.tour.preferences.budget is None
    type_budget(panel, "")
    assert panel.money.fault == ""


@pytest.mark.parametrize(
    ("typed", "minute"),
    [("24:00", 1440), ("23:59", 1439), ("08:45", 525), ("845", 525), ("9", 540), ("7:", 420)],
)
def test_a_time_can_be_typed_up_to_midnight(desk: Desk, typed: str, minute: int) -> None:
    field = desk.panels.preferences.day_end
    state = field.validate(typed, len(typed))[0]
    assert state is QValidator.State.Acceptable
    assert field.valueFromText(typed) == minute


@pytest.mark.parametrize("typed", ["24:01", "12:60", "99"])
def test_a_time_that_is_none_is_not_taken(desk: Desk, typed: str) -> None:
    field = desk.panels.preferences.day_end
    assert field.validate(typed, len(typed))[0] is not QValidator.State.Acceptable
    assert field.valueFromText(typed) == field.value()
    assert field.validate("noon", 4)[0] is QValidator.State.Invalid


def test_fields_follow_undo(desk: Desk) -> None:
    desk.panels.preferences.days.setValue(5)
    desk.actions["undo"].trigger()
    assert desk.panels.preferences.days.value() == 2


def test_an_impossible_wish_is_told_at_its_section(desk: Desk) -> None:
    panel = desk.panels.preferences
    panel.day_start.setValue(1050)
    assert "must end at least an hour after it starts" in panel.day.fault
    assert desk.open_tour.tour.preferences.day_start_min == 540
    panel.day_start.setValue(480)
    assert panel.day.fault == ""


def test_a_base_far_away_is_refused_with_the_distance(desk: Desk) -> None:
    desk.panels.preferences.nights.base_asked.emit("39.9, 116.4", None)
    assert "km from Jingdezhen" in desk.panels.preferences.nights_section.fault


def test_the_last_way_to_travel_cannot_be_taken_away(desk: Desk) -> None:
    panel = desk.panels.preferences
    panel.modes[TravelMode.TAXI].click()
    panel.modes[TravelMode.WALK].click()
    assert "at least one way to travel" in panel.travel.fault


def test_another_city_keeps_dates_and_drops_wishes_for_sites(make_desk: MakeDesk) -> None:
    desk = make_desk(simple_plan(tour()), jobs=HeldJobs())
    desk.open_tour.select(SITES[0].id)
    desk.commands.require()
    desk.panels.preferences.city_asked.emit("faenza")
    wishes = desk.open_tour.tour.preferences
    assert wishes.city == "faenza"
    assert wishes.required == ()
    assert wishes.start == tour().preferences.start
    desk.actions["undo"].trigger()
    assert desk.open_tour.tour.preferences.city == "jingdezhen"


# details


def page_of(theme: Theme, **facts: object) -> str:
    shown = site(**facts)  # type: ignore[arg-type]
    dates, holidays = tour().preferences.dates, PublicHolidays("CN")
    return site_page(shown, dates, holidays, "", Dossier(), theme.colours)


def test_details_show_names_address_ticket_and_sources(theme: Theme) -> None:
    page = page_of(theme)
    for words in (
        "Kiln Museum",
        "窑博物馆",
        "yáo bó wù guǎn",
        "187 Zhushan Middle Road",
        "景德镇市珠山区珠山中路187号",
        "Ticket: 53 CNY, as of 2025",
        "fairly sure",
        "https://example.org/kilns",
        "Fri 16 Apr",
        "09:00–17:00",
    ):
        assert words in page


def test_details_say_when_hours_are_assumed_or_not_known(theme: Theme) -> None:
    assert "Hours assumed for planning" in page_of(theme, hours=None, assumed="Mo-Su 09:00-17:00")
    assert "Opening hours not known" in page_of(theme, hours=None)


def test_details_say_closed_on_a_closed_day(theme: Theme) -> None:
    assert ">closed<" in page_of(theme, hours="Mo-Th 09:00-17:00")


def test_details_show_doubtful_events_and_conflicts_as_such(theme: Theme) -> None:
    market = SiteEvent(
        "Dawn market", weekdays=(0,), start_min=300, end_min=480, certainty="doubtful"
    )
    page = page_of(theme, events=(market,), conflicts=("One source says Sunday.",))
    assert "Dawn market" in page
    assert "Mon 05:00–08:00" in page
    assert "not certain" in page
    assert "One source says Sunday." in page


def test_details_link_only_to_the_web(theme: Theme) -> None:
    page = page_of(theme, website="javascript:alert(1)")
    assert 'href="javascript' not in page
    assert Hours().confidence is Confidence.UNKNOWN


# dialogs


def press(dialog: object, text: str) -> None:
    buttons = dialog.findChildren(QPushButton)  # type: ignore[attr-defined]
    next(b for b in buttons if b.text().replace("&", "") == text).click()


def test_a_new_tour_is_made_from_city_date_and_days(qtbot: object, theme: Theme) -> None:
    made: list[tuple[str, date, int]] = []

    def make(where: str, start: date, days: int) -> Tour:
        made.append((where, start, days))
        return tour()

    dialog = NewTourDialog(((city().id, "Jingdezhen"),), date(2027, 4, 16), make)
    dialog.days.setValue(4)
    press(dialog, "Plan the tour")
    assert made == [("jingdezhen", date(2027, 4, 16), 4)]
    assert dialog.tour == tour()


def test_a_new_tour_that_cannot_be_is_told_in_the_dialog(qtbot: object, theme: Theme) -> None:
    def refuse(where: str, start: date, days: int) -> Tour:
        raise InvalidEdit(field="Days", problem="too many.")

    dialog = NewTourDialog(((city().id, "Jingdezhen"),), date(2027, 4, 16), refuse)
    press(dialog, "Plan the tour")
    assert dialog.section.fault == "Days: too many."
    assert dialog.tour is None


def test_licences_stand_in_the_about_dialog(qtbot: object, theme: Theme) -> None:
    dialog = AboutDialog(resource("licences"))
    assert "Tour Planner" in dialog.windowTitle()
    assert "THIRD-PARTY" in dialog.titles


def test_the_list_of_keys_names_every_shortcut() -> None:
    page = shortcuts_page()
    assert "Ctrl+R" in page
    assert "Alt+Up" in page


# crashes


def test_a_crash_saves_work_first_and_shows_the_report() -> None:
    told: list[str] = []
    hook = CrashHook(lambda: told.append("saved"), told.append)
    error = ValueError("boom")
    hook(ValueError, error, None)
    assert told[0] == "saved"
    assert "boom" in told[1]


def test_a_crash_while_saving_still_shows_the_report() -> None:
    told: list[str] = []

    def refuse() -> None:
        raise TargetNotWritable(file="x", problem="full")

    CrashHook(refuse, told.append)(ValueError, ValueError("boom"), None)
    assert "boom" in told[0]


def test_the_report_names_versions_and_holds_the_trace(qtbot: object, theme: Theme) -> None:
    dialog = ReportDialog("Traceback: boom")
    assert "Tour Planner" in dialog.report
    assert "boom" in dialog.report


def turn_wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_no_field_that_lacks_the_focus(desk: Desk) -> None:
    desk.window.show()
    desk.window.show_panel(desk.window.preferences)
    panel = desk.panels.preferences
    card = panel.breaks.cards[0]
    slider = panel.sliders._sliders[(Facet.KIND, "museum")]
    before = desk.open_tour.tour
    for field in (panel.city, panel.start, panel.days, card.start, card.minutes, slider):
        field.clearFocus()
        turn_wheel(field)
    assert desk.open_tour.tour == before
    assert panel.days.focusPolicy() is Qt.FocusPolicy.StrongFocus
