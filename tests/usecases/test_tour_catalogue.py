"""Own places beside the catalogue's: searched, planned, checked and merged like them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders
from tests.fakes import InMemoryCatalogue
from tourplanner.domain import edits
from tourplanner.domain.dossier_edits import with_note
from tourplanner.domain.itinerary import ReasonKind
from tourplanner.domain.own_site import OwnSite
from tourplanner.domain.own_site_edits import with_own_site, without_own_site
from tourplanner.domain.place import Coordinates
from tourplanner.domain.ports import SiteQuery
from tourplanner.domain.preferences import Interest
from tourplanner.domain.site import SiteId, SiteKind
from tourplanner.domain.tour import Lock, Tour
from tourplanner.domain.travel import TravelMode
from tourplanner.domain.vocabulary import Facet
from tourplanner.mapping.features import features
from tourplanner.mapping.places_table import places_table
from tourplanner.mapping.wording import doubts
from tourplanner.travel.estimate import EstimatedTravel
from tourplanner.travel.switched import SwitchedTravel
from tourplanner.usecases.adjust_itinerary import move_visit
from tourplanner.usecases.admit_site import admissions
from tourplanner.usecases.bound_tour import bound_tour
from tourplanner.usecases.check_tour import check_tour
from tourplanner.usecases.make_roadbook import make_roadbook
from tourplanner.usecases.merge_tours import merge_tours
from tourplanner.usecases.plan_tour import Effort, plan_tour
from tourplanner.usecases.reach_sites import find_within, sites_within
from tourplanner.usecases.score_plan import score_plan
from tourplanner.usecases.tour_catalogue import TourCatalogue, catalogue_of

QUICK = Effort(time_limit_s=2.0, iterations=60)
TRAVEL = EstimatedTravel()
POTS = SiteId("own-pots")
CATALOGUE = InMemoryCatalogue(builders.sites(6), (builders.city(),))


def owning(*own: OwnSite, **wishes: object) -> Tour:
    tour = builders.tour(**wishes)
    for one in own:
        tour = with_own_site(tour, one)
    return tour


def planned(tour: Tour) -> Tour:
    return plan_tour(tour, CATALOGUE, TRAVEL, effort=QUICK)


def found(query: SiteQuery, *own: OwnSite) -> list[str]:
    return [site.id for site in catalogue_of(owning(*own), CATALOGUE).search(query)]


def test_a_tour_without_own_places_has_the_catalogue_itself() -> None:
    assert catalogue_of(builders.tour(), CATALOGUE) is CATALOGUE


def test_own_places_stand_beside_the_catalogues_sites() -> None:
    seen = catalogue_of(owning(builders.own_site()), CATALOGUE)
    assert POTS in [site.id for site in seen.sites_of("jingdezhen")]
    assert [s.id for s in seen.sites((SiteId("site-1"), POTS))] == ["site-1", POTS]
    own = seen.site(POTS)
    assert own is not None
    assert own.country == "CN"
    assert seen.sites_of("jingdezhen") is seen.sites_of("jingdezhen")


def test_one_tours_places_are_not_anothers() -> None:
    mine = catalogue_of(owning(builders.own_site()), CATALOGUE)
    theirs = catalogue_of(owning(builders.own_site("own-tea")), mine)
    assert theirs.site(POTS) is None
    assert theirs.site(SiteId("own-tea")) is not None
    assert catalogue_of(builders.tour(), mine) is CATALOGUE


def test_a_place_of_another_city_is_not_of_this_one() -> None:
    seen = catalogue_of(owning(builders.own_site(city="arita")), CATALOGUE)
    assert len(seen.sites_of("jingdezhen")) == 6


def test_a_catalogue_that_is_alive_follows_the_tour() -> None:
    tours = [owning(builders.own_site())]
    seen = TourCatalogue(CATALOGUE, lambda: tours[-1].own_sites)
    assert seen.site(POTS) is not None
    tours.append(owning(builders.own_site(name="Wang's pottery")))
    own = seen.site(POTS)
    assert own is not None
    assert own.names.en == "Wang's pottery"
    tours.append(builders.tour())
    assert seen.site(POTS) is None


@pytest.mark.parametrize(
    "text", ["pottery", "LI'S  pot", "陶艺", "李家", "lijia", "ljty", "taoyi", "ring", "新厂路"]
)
def test_own_places_are_found_by_every_name(text: str) -> None:
    own = builders.own_site(
        name_local="李家陶艺", pinyin="Lǐ jiā táo yì", note="Ring twice.", address="新厂路1号"
    )
    assert found(SiteQuery(text), own) == [POTS]


def test_own_places_keep_to_the_filters() -> None:
    own = builders.own_site(hours="Fr 10:00-12:00")
    friday = date(2027, 4, 16)
    assert found(SiteQuery("!?"), own) == []
    assert found(SiteQuery("pottery", kinds=(SiteKind.MUSEUM,)), own) == []
    assert found(SiteQuery("pottery", kinds=(SiteKind.WORKSHOP,)), own) == [POTS]
    assert found(SiteQuery("pottery", periods=("song",)), own) == []
    assert found(SiteQuery("pottery", city="arita"), own) == []
    assert found(SiteQuery("pottery", open_on=friday), own) == [POTS]
    assert found(SiteQuery("pottery", open_on=date(2027, 4, 17)), own) == []
    assert found(SiteQuery("pottery", open_on=friday), builders.own_site()) == []


def test_the_nearest_come_first_own_or_not() -> None:
    sites = builders.sites(6)
    own = builders.own_site()
    near = Coordinates(29.2955, 117.2090)
    away = {s.id: near.distance_m(s.point.at) for s in sites} | {POTS: near.distance_m(own.at)}
    order = sorted(away, key=lambda site: away[site])
    assert found(SiteQuery(near=near), own) == order
    assert found(SiteQuery(near=near, limit=3), own) == order[:3]
    within = [site for site in order if away[site] <= 400]
    assert found(SiteQuery(near=near, within_m=400), own) == within


points = st.tuples(st.floats(29.27, 29.32), st.floats(117.18, 117.24))
many = st.lists(
    st.tuples(
        points,
        st.sampled_from(SiteKind),
        st.integers(5, 240),
        st.sampled_from([None, "Mo-Su 09:00-17:00", "Sa 20:00-22:00", "Fr off"]),
    ),
    max_size=5,
)


@given(many, st.data())
@settings(suppress_health_check=list(HealthCheck), max_examples=25, deadline=None)
def test_every_plan_with_own_places_keeps_every_rule(
    facts: list[tuple[tuple[float, float], SiteKind, int, str | None]], data: st.DataObject
) -> None:
    own = [
        builders.own_site(f"own-{n}", f"Place {n}", *at, kind=kind, visit_min=length, hours=hours)
        for n, (at, kind, length, hours) in enumerate(facts)
    ]
    tour = owning(*own)
    for one in own:
        if data.draw(st.booleans()):
            tour = edits.prefer(tour, one.id)
    after = planned(tour)
    plan = after.itinerary
    assert plan is not None
    assert check_tour(after, CATALOGUE, TRAVEL) == ()
    told = {*plan.visited, *(entry.site for entry in plan.left_out)}
    assert {one.id for one in own} <= told


def test_a_place_of_unknown_hours_is_planned_and_said_to_be_unknown() -> None:
    after = planned(edits.require(owning(builders.own_site()), POTS))
    assert after.itinerary is not None
    assert POTS in after.itinerary.visited
    book = make_roadbook(after, CATALOGUE)
    assert "Some opening hours are not known: ask before you go." in book.cautions
    (stop,) = [stop for day in book.days for stop in day.visits if stop.stop.site == POTS]
    assert stop.site is not None
    assert doubts(stop.site)[:2] == ("your own entry", "hours not known")


def test_own_hours_are_kept_and_a_closed_place_is_left_out_with_its_reason() -> None:
    shut = builders.own_site(hours="Mo 09:00-10:00")
    after = planned(owning(shut))
    assert after.itinerary is not None
    (entry,) = [entry for entry in after.itinerary.left_out if entry.site == POTS]
    assert entry.reason.kind is ReasonKind.CLOSED


def test_own_places_answer_interests_like_any_site() -> None:
    tour = owning(builders.own_site())
    uninterested = edits.with_interest(tour, Interest(Facet.KIND, "workshop", 0))
    after = planned(uninterested)
    assert after.itinerary is not None
    kinds = {entry.site: entry.reason.kind for entry in after.itinerary.left_out}
    assert kinds[POTS] is ReasonKind.NO_INTEREST


def test_every_question_about_a_plan_knows_own_places() -> None:
    tour = planned(edits.require(owning(builders.own_site()), POTS))
    assert tour.itinerary is not None
    table = score_plan(tour, tour.itinerary, CATALOGUE)
    assert POTS in [visit.site for visit in table.visits]
    assert table.points == tour.itinerary.score
    day = tour.itinerary.day_of(POTS)
    assert day is not None
    moved = move_visit(tour, POTS, 1 - day, None, CATALOGUE, TRAVEL)
    assert moved.lock_of(POTS) is not None
    assert check_tour(moved, CATALOGUE, TRAVEL) == ()
    assert bound_tour(tour, CATALOGUE, TRAVEL, time_limit_s=5) is not None
    out = planned(edits.exclude(tour, POTS))
    assert any(
        POTS in a.tour.itinerary.visited
        for a in admissions(out, POTS, CATALOGUE, TRAVEL)
        if a.tour.itinerary
    )


def test_the_map_and_its_table_say_that_a_place_is_the_travellers_own() -> None:
    tour = planned(edits.require(owning(builders.own_site(hours="24/7")), POTS))
    seen = catalogue_of(tour, CATALOGUE)
    drawn = features(make_roadbook(tour, CATALOGUE), others=seen.sites_of("jingdezhen"))
    (mark,) = [f["properties"] for f in drawn["features"] if f["properties"].get("site") == POTS]
    assert mark["own"] is True
    assert mark["doubtful"] is False
    assert "your own entry" in mark["tip"]  # type: ignore[operator]
    table = places_table(seen.sites_of("jingdezhen"))
    assert "your own entry" in table["lines"][table["sorts"][table["sites"].index(POTS)]]


@given(st.integers(1, 60), st.sampled_from(TravelMode), st.lists(points, max_size=6))
@settings(max_examples=40, deadline=None)
def test_within_reach_of_a_stop_is_what_a_look_at_every_journey_finds(
    minutes: int, mode: TravelMode, where: list[tuple[float, float]]
) -> None:
    own = [builders.own_site(f"own-{n}", f"Place {n}", *at) for n, at in enumerate(where)]
    seen = catalogue_of(owning(*own), CATALOGUE)
    travel, start = SwitchedTravel(None), builders.sites(6)[2].point.at
    sites = seen.sites_of("jingdezhen")
    brute = set()
    for site in sites:
        (journey,) = travel.journeys_from(start, [site.point.at], mode)
        if journey is not None and journey.minutes <= minutes:
            brute.add(site.id)
    near = sites_within(start, minutes, mode, sites, travel)
    assert {one.site.id for one in near} == brute
    assert {one.site.id for one in find_within(seen, start, minutes, mode, travel)} == brute


def test_two_copies_keep_the_places_of_both() -> None:
    base = owning(builders.own_site())
    ours = with_own_site(base, builders.own_site("own-tea", "Tea house"))
    theirs = with_own_site(base, builders.own_site(hours="24/7"))
    merged = merge_tours(ours, theirs, base)
    assert merged.conflicts == ()
    assert {one.id: one.hours for one in merged.tour.own_sites} == {"own-tea": None, POTS: "24/7"}


def test_a_field_that_both_changed_is_told_by_the_places_name() -> None:
    base = owning(builders.own_site())
    ours = with_own_site(base, builders.own_site(visit_min=30))
    theirs = with_own_site(base, builders.own_site(visit_min=90))
    (conflict,) = merge_tours(ours, theirs, base).conflicts
    assert "Own place “Li's pottery”, minutes of a visit" in conflict


def test_wishes_about_a_place_taken_away_are_told() -> None:
    base = owning(builders.own_site())
    ours = without_own_site(base, POTS)
    theirs = edits.lock_visit(with_note(base, POTS, "Ring twice."), Lock(POTS, 0))
    merged = merge_tours(ours, theirs, base)
    assert merged.tour.own_sites == merged.tour.locks == ()
    assert len(merged.conflicts) == 2
    assert all("taken this place of its own away" in text for text in merged.conflicts)


def test_a_plan_outlives_the_place_it_visits() -> None:
    tour = planned(edits.require(owning(builders.own_site()), POTS))
    gone = without_own_site(tour, POTS)
    assert [fault.rule for fault in check_tour(gone, CATALOGUE, TRAVEL)] == ["unknown_site"]
    again = planned(replace(gone))
    assert check_tour(again, CATALOGUE, TRAVEL) == ()


def test_a_place_of_any_kind_is_a_sight_once_the_traveller_entered_it() -> None:
    cafe = builders.own_site(kind=SiteKind.SERVICE, hours="24/7")
    seen = catalogue_of(owning(cafe), CATALOGUE)
    travel = SwitchedTravel(None)
    near = find_within(seen, cafe.at, 5, TravelMode.WALK, travel)
    assert POTS in [one.site.id for one in near]
    assert planned(owning(cafe)).itinerary is not None
    out = planned(edits.exclude(owning(cafe), POTS)).itinerary
    assert out is not None
    assert {e.site: e.reason.kind for e in out.left_out}[POTS] is ReasonKind.EXCLUDED
