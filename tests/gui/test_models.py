"""The item models: thin, consistent, readable aloud."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from tests.builders import city, tour
from tests.fakes import InMemoryCatalogue
from tests.gui.support import SITES, simple_plan
from tourplanner.domain import edits
from tourplanner.domain.preferences import Priority
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.tour import Lock, Tour
from tourplanner.domain.travel import TravelMode
from tourplanner.gui.models.itinerary_model import ItineraryModel, ItineraryRole
from tourplanner.gui.models.itinerary_rows import DayRow, LegRow, StopRow, rows_of
from tourplanner.gui.models.left_out_model import LeftOutModel
from tourplanner.gui.models.sites_model import FoundSite, SiteRole, SitesModel, site_states
from tourplanner.usecases.make_roadbook import make_roadbook

FOUND = tuple(FoundSite(site, "09:00–17:00") for site in SITES)


def book_of(opened: Tour | None = None) -> Roadbook:
    catalogue = InMemoryCatalogue(SITES, (city(),))
    return make_roadbook(simple_plan(opened or tour()), catalogue)


def test_the_site_list_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = SitesModel()
    model.show_sites(FOUND)
    qtmodeltester.check(model)
    model.show_sites(FOUND[:2])
    model.show_states(site_states(tour(), book_of()))


def test_the_itinerary_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = ItineraryModel()
    model.show_roadbook(book_of())
    qtmodeltester.check(model)
    model.show_roadbook(None)


def test_the_left_out_list_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = LeftOutModel()
    model.show_roadbook(book_of())
    qtmodeltester.check(model)
    model.show_roadbook(None)


def test_a_row_says_aloud_what_it_shows_by_picture() -> None:
    model = SitesModel()
    model.show_sites(FOUND)
    wished = edits.require(tour(), SITES[0].id)
    model.show_states(site_states(wished, book_of(wished)))
    text = model.data(model.index(0), 11)  # Qt.ItemDataRole.AccessibleTextRole
    assert text == "Site 0, 窑址0, Kiln site, 09:00–17:00, planned on day 1, must see"


def test_sites_are_marked_with_wish_and_day() -> None:
    wished = edits.exclude(tour(), SITES[7].id)
    model = SitesModel()
    model.show_sites(FOUND)
    model.show_states(site_states(wished, book_of(wished)))
    assert model.index_of(SITES[3].id).data(SiteRole.STATE).day == 1
    assert model.index_of(SITES[7].id).data(SiteRole.STATE).wish is Priority.EXCLUDED


def test_rows_follow_the_clock_and_join_stops_by_legs() -> None:
    kinds = [type(row) for row in rows_of(book_of())[:6]]
    assert kinds == [DayRow, StopRow, LegRow, StopRow, LegRow, StopRow]


def test_a_leg_tells_minutes_mode_distance_and_that_it_is_an_estimate() -> None:
    leg = next(row for row in rows_of(book_of()) if isinstance(row, LegRow))
    assert leg.text == "15 min on foot · 1.2 km · estimate"


def test_a_locked_and_required_stop_says_so() -> None:
    site = SITES[0].id
    wished = edits.lock_visit(edits.require(tour(), site), Lock(site, 0))
    rows = rows_of(book_of(wished))
    text = next(row.text for row in rows if isinstance(row, StopRow) and row.site == site)
    assert "must see" in text
    assert "locked to this day" in text


def test_a_drop_asks_for_day_and_position_without_counting_the_dragged_visit() -> None:
    model = ItineraryModel()
    model.show_roadbook(book_of())
    rows = [model.index(n).data(ItineraryRole.ROW) for n in range(model.rowCount())]
    second_day = next(n for n, r in enumerate(rows) if isinstance(r, DayRow) and r.day == 1)
    assert model.place_before(SITES[0].id, second_day) == (0, 1)
    assert model.place_before(SITES[0].id, second_day + 1) == (1, 0)
    assert model.place_before(SITES[0].id, len(rows)) == (1, 2)


def test_a_taxi_tells_its_fare_as_an_estimate_and_a_walk_tells_none() -> None:
    book = book_of()
    first, *others = book.days
    leg = replace(first.legs[0], mode=TravelMode.TAXI, distance_m=5000)
    by_taxi = replace(first, legs=(leg, *first.legs[1:]))
    model = ItineraryModel()
    model.show_roadbook(replace(book, days=(by_taxi, *others)))
    legs = [
        model.index(n)
        for n in range(model.rowCount())
        if isinstance(model.index(n).data(ItineraryRole.ROW), LegRow)
    ]
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert legs[0].data(role).endswith("fare about 13 to 18 CNY (estimate, 2026)")
        assert "fare" not in legs[1].data(role)
    assert "fare" not in legs[0].data()


def test_sites_that_nobody_wants_stand_last_among_the_left_out() -> None:
    model = LeftOutModel()
    wished = edits.exclude(tour(), SITES[4].id)
    model.show_roadbook(book_of(wished))
    assert model.index_of(SITES[4].id).row() == model.rowCount() - 1


def test_what_was_asked_for_and_left_out_stands_first_and_says_so() -> None:
    wished = edits.require(tour(), SITES[7].id)
    planned = simple_plan(tour())
    model = LeftOutModel()
    catalogue = InMemoryCatalogue(SITES, (city(),))
    model.show_roadbook(make_roadbook(replace(wished, itinerary=planned.itinerary), catalogue))
    first = model.index(0)
    assert first.data() == "Site 7"
    assert first.data(Qt.ItemDataRole.ToolTipRole).startswith("Site 7. You asked for it. ")
    assert "You asked" not in model.index(1).data(Qt.ItemDataRole.ToolTipRole)
