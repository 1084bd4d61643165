"""Two copies of a tour made one."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders, dossiers
from tests.exchange.generated_tours import tours
from tourplanner.domain import dossier_edits, edits
from tourplanner.domain.breaks import NamedBreak
from tourplanner.domain.lodging import Lodging
from tourplanner.domain.party import Party, Traveller
from tourplanner.domain.place_facts import Payment, PhotoRule, PlaceFacts
from tourplanner.domain.preferences import Interest, Pace, Priority
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.site import SiteId
from tourplanner.domain.tour import Appointment, Lock, Tour
from tourplanner.domain.tour_codec import from_text, to_text
from tourplanner.domain.vocabulary import Facet
from tourplanner.errors import InvalidEdit
from tourplanner.usecases.merge_facts import RECORDS, Side
from tourplanner.usecases.merge_tours import merge_tours
from tourplanner.usecases.tour_facts import facts_of

SITES = builders.sites(6)
A, B, C = (site.id for site in SITES[:3])


def planned(*visited: int, **wishes: object) -> Tour:
    plan = builders.itinerary([[SITES[n] for n in visited], []])
    return builders.tour(itinerary=plan, known=SITES, **wishes)


def start() -> Tour:
    return dossier_edits.with_dossier(planned(0, 1), dossiers.dossier())


def test_a_tour_merged_with_itself_is_itself() -> None:
    tour = start()
    for base in (None, tour):
        merged = merge_tours(tour, tour, base)
        assert (merged.conflicts, merged.remarks) == ((), ())
        assert facts_of(merged.tour) == facts_of(tour)
        assert merged.tour.itinerary == tour.itinerary


def test_what_only_one_changed_is_taken() -> None:
    base = start()
    ours = edits.require(edits.with_pace(base, Pace.FULL), A)
    theirs = dossier_edits.with_note(edits.lock_visit(base, Lock(B, 0)), C, "Ask for tea.")
    for first, second in ((ours, theirs), (theirs, ours)):
        merged = merge_tours(first, second, base)
        assert merged.conflicts == ()
        assert merged.tour.preferences.required == (A,)
        assert merged.tour.preferences.pace is Pace.FULL
        assert merged.tour.locks == (Lock(B, 0),)
        assert merged.tour.dossier.note_of(C) == "Ask for tea."


def test_what_one_took_away_is_gone_with_a_base_and_stays_without() -> None:
    base = edits.require(start(), A)
    theirs = edits.forget_wish(base, A)
    assert merge_tours(base, theirs, base).tour.preferences.required == ()
    assert merge_tours(base, theirs).tour.preferences.required == (A,)


def test_taken_away_here_and_changed_there_stays_and_is_told() -> None:
    base = edits.require(start(), A)
    ours, theirs = edits.forget_wish(base, A), edits.exclude(base, A)
    merged = merge_tours(ours, theirs, base)
    assert merged.tour.preferences.excluded == (A,)
    assert merged.conflicts == (
        "Wish “Site 0”: taken away in the first, changed in the second to Leave out, which stays",
    )
    assert merge_tours(theirs, ours, base).tour.preferences.excluded == (A,)


def test_two_people_fill_in_one_traveller_side_by_side() -> None:
    ada = Traveller("Ada", passport="P1")
    base = dossier_edits.with_party(builders.tour(), Party((ada,)))
    ours = dossier_edits.with_traveller(base, replace(ada, diet="vegan", room="1"))
    theirs = dossier_edits.with_traveller(base, replace(ada, passport="P2", room="2"))
    merged = merge_tours(ours, theirs, base)
    person = merged.tour.dossier.party.travellers[0]
    assert (person.passport, person.diet, person.room) == ("P2", "vegan", "1")
    assert merged.conflicts == (
        "Traveller “Ada”, room: “1” in the first, which stays; “2” in the second",
    )


def test_without_a_base_an_empty_field_gives_way() -> None:
    ours = dossier_edits.with_party(builders.tour(), Party((Traveller("Ada", diet="vegan"),)))
    theirs = dossier_edits.with_party(builders.tour(), Party((Traveller("ada", passport="P"),)))
    merged = merge_tours(ours, theirs)
    person = merged.tour.dossier.party.travellers[0]
    assert (person.diet, person.passport) == ("vegan", "P")


def test_two_people_fill_in_facts_of_one_place_side_by_side() -> None:
    base = dossier_edits.with_place_facts(builders.tour(), (PlaceFacts(A, fee="10 CNY"),))
    ours = dossier_edits.with_place_facts(
        base, (PlaceFacts(A, (Payment.CASH,), PhotoRule.ASK, "10 CNY"),)
    )
    theirs = dossier_edits.with_place_facts(
        base, (PlaceFacts(A, (), PhotoRule.FORBIDDEN, "20 CNY"),)
    )
    for ancestor in (base, None):
        merged = merge_tours(ours, theirs, ancestor)
        (facts,) = merged.tour.dossier.place_facts
        assert (facts.payments, facts.photo) == ((Payment.CASH,), PhotoRule.ASK)
        assert any(
            text.endswith(
                "photographs: ask first in the first, which stays; not allowed in the second"
            )
            for text in merged.conflicts
        )


def test_times_that_do_not_go_together_leave_the_ride_as_ours() -> None:
    ride = dossiers.train(start=8, end=12)
    base = dossier_edits.with_transports(builders.tour(), (ride,))
    ours = dossier_edits.with_transports(base, (replace(ride, depart=dossiers.moment(16, 11)),))
    theirs = dossier_edits.with_transports(base, (replace(ride, arrive=dossiers.moment(16, 9)),))
    merged = merge_tours(ours, theirs, base)
    assert merged.tour.dossier.transports == ours.dossier.transports
    assert "Ride “Train G1234”" in merged.conflicts[0]
    assert "2027-04-16 09:00" in merged.conflicts[0]


def test_a_fixed_visit_is_not_left_out_by_the_others_wish() -> None:
    base = planned(0)
    ours, theirs = edits.lock_visit(base, Lock(A, 1)), edits.exclude(base, A)
    merged = merge_tours(ours, theirs, base)
    assert merged.tour.locks == (Lock(A, 1),)
    assert merged.tour.preferences.excluded == ()
    assert "the visit stays" in merged.conflicts[0]


def test_a_booking_takes_the_place_of_the_others_lock() -> None:
    base = planned(0)
    booking = Appointment(A, 1, 600, 60)
    merged = merge_tours(edits.lock_visit(base, Lock(A, 0)), edits.book_visit(base, booking), base)
    assert (merged.tour.locks, merged.tour.appointments) == ((), (booking,))
    assert "the booking stays" in merged.conflicts[0]


def test_what_is_fixed_beyond_the_merged_end_is_told() -> None:
    base = planned(0)
    ours = edits.with_dates(base, builders.FRIDAY, 1)
    theirs = edits.with_base(edits.lock_visit(base, Lock(A, 1)), builders.place("Inn"), 1)
    merged = merge_tours(ours, theirs, base)
    assert (merged.tour.locks, merged.tour.preferences.other_nights) == ((), ())
    assert len(merged.conflicts) == 2
    assert all("the merged tour has no day 2" in text for text in merged.conflicts)


def test_frozen_days_stay_when_the_plan_kept_has_them() -> None:
    base = planned(0, 1)
    merged = merge_tours(edits.with_pace(base, Pace.FULL), edits.freeze_day(base, 0), base)
    assert merged.tour.frozen_days == (0,)
    other = edits.freeze_day(planned(2), 0)
    assert merge_tours(base, other, base).tour.frozen_days == (0,)
    clash = merge_tours(planned(1), other, base)
    assert clash.tour.frozen_days == ()
    assert "its plan (Site 2) is not in the plan kept" in clash.conflicts[0]


def test_the_plan_that_answers_the_merged_wishes_is_kept() -> None:
    base = planned(0, 1)
    theirs = edits.require(planned(2), C)
    merged = merge_tours(base, theirs, base)
    assert merged.tour.itinerary == theirs.itinerary
    assert merged.remarks == ()
    both = merge_tours(edits.require(base, A), theirs, base)
    assert both.tour.itinerary == base.itinerary
    assert "Plan the tour again" in both.remarks[0]


def test_tours_of_different_cities_are_refused() -> None:
    tour = builders.tour()
    other = replace(tour, preferences=replace(tour.preferences, city="longquan"))
    with pytest.raises(InvalidEdit, match="jingdezhen, longquan"):
        merge_tours(tour, other)


def test_other_tours_are_merged_and_said_to_be_none_of_this() -> None:
    merged = merge_tours(builders.tour(id="a"), builders.tour(id="b"))
    assert merged.tour.id == "a"
    assert "not copies of one tour" in merged.remarks[0]


Change = Callable[[Tour, str], Tour]


def _changes() -> list[tuple[Change, str, str]]:
    """Fifty ways to change one thing, each with two values that exclude each other."""
    sites = [SiteId(f"s{n}") for n in range(5)]
    found: list[tuple[Change, str, str]] = [
        (lambda t, v: edits.with_title(t, v), "Kilns", "Lanes"),
        (lambda t, v: edits.with_pace(t, Pace(v)), "full", "relaxed"),
        (lambda t, v: edits.with_day_hours(t, int(v), 1200), "480", "500"),
        (lambda t, v: replace(t, seed=int(v)), "7", "8"),
        (lambda t, v: edits.with_base(t, builders.place(v)), "Inn", "Hotel"),
        (lambda t, v: edits.with_walk_per_day(t, int(v)), "4000", "5000"),
        (lambda t, v: edits.with_break(t, NamedBreak("Tea", 900, 990, int(v))), "20", "30"),
        (lambda t, v: edits.with_kind_percent(t, (100, int(v))), "90", "80"),
        (lambda t, v: edits.with_dates(t, builders.FRIDAY, int(v)), "5", "6"),
        (lambda t, v: edits.keep_order(t, (SiteId("x"), SiteId(v))), "y", "z"),
    ]
    for site in sites:
        found += [
            (lambda t, v, s=site: dossier_edits.with_note(t, s, v), f"one {site}", f"two {site}"),
            (lambda t, v, s=site: edits.with_duration(t, s, int(v)), "45", "75"),
            (lambda t, v, s=site: _wished(t, s, Priority(v)), "required", "preferred"),
            (lambda t, v, s=site: edits.lock_visit(t, Lock(s, 0, int(v))), "600", "660"),
            (
                lambda t, v, s=site: edits.with_interest(t, Interest(Facet.WARE, s, float(v))),
                "2.0",
                "3.0",
            ),
            (
                lambda t, v, s=site: dossier_edits.with_reservation(
                    t, Reservation(title=f"Dinner {s}", code=v)
                ),
                f"K-{site}",
                f"L-{site}",
            ),
            (
                lambda t, v, s=site: dossier_edits.with_traveller(t, Traveller(s, passport=v)),
                f"P1-{site}",
                f"P2-{site}",
            ),
            (
                lambda t, v, s=site: dossier_edits.with_lodging(
                    t, Lodging(builders.place(lat=29 + sites.index(s)).at, "Inn", phone=v)
                ),
                f"1-{site}",
                f"2-{site}",
            ),
        ]
    return found


def _wished(tour: Tour, site: SiteId, priority: Priority) -> Tour:
    return edits.require(tour, site) if priority is Priority.REQUIRED else edits.prefer(tour, site)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("with_base", [True, False])
def test_fifty_conflicts_are_all_told_and_ours_stays(seed: int, with_base: bool) -> None:
    base = builders.tour()
    changes = _changes()
    assert len(changes) == 50
    random.Random(seed).shuffle(changes)  # noqa: S311 - the order only
    ours = theirs = base
    for change, one, other in changes:
        ours, theirs = change(ours, one), change(theirs, other)
    merged = merge_tours(ours, theirs, base if with_base else None)
    assert len(merged.conflicts) == len(set(merged.conflicts)) == 50
    assert facts_of(merged.tour) == facts_of(ours)
    told = "\n".join(merged.conflicts)
    for _change, one, other in changes:
        if "-" in one or " " in one:
            assert f"“{one}” in the first, which stays; “{other}” in the second" in told


@pytest.mark.parametrize("with_base", [True, False])
def test_each_of_fifty_conflicts_can_be_settled_either_way(with_base: bool) -> None:
    base, changes = builders.tour(), _changes()
    ours = theirs = base
    for change, one, other in changes:
        ours, theirs = change(ours, one), change(theirs, other)
    start = base if with_base else None
    asked = merge_tours(ours, theirs, start).clashes
    assert len({one.id for one in asked}) == 50
    assert {one.side for one in asked} == {Side.OURS}
    everything = merge_tours(ours, theirs, start, {one.id: Side.THEIRS for one in asked})
    assert facts_of(everything.tour) == facts_of(theirs)
    for one in asked:
        settled = merge_tours(ours, theirs, start, {one.id: Side.THEIRS})
        assert [each.id for each in settled.clashes if each.side is Side.THEIRS] == [one.id]
        differing = {
            key for key, value in facts_of(settled.tour).items() if value != facts_of(ours)[key]
        }
        assert differing == {one.id[0]}


def test_what_was_taken_away_stays_away_when_that_side_is_said_to_be_right() -> None:
    base = edits.require(start(), A)
    ours, theirs = edits.forget_wish(base, A), edits.exclude(base, A)
    asked = merge_tours(ours, theirs, base).clashes[0]
    assert (asked.about, asked.ours, asked.theirs) == ("Wish “Site 0”", "taken away", "Leave out")
    assert asked.side is Side.THEIRS
    settled = merge_tours(ours, theirs, base, {asked.id: Side.OURS})
    assert settled.tour.preferences.excluded == ()


@given(
    mine=st.lists(st.integers(0, 49), max_size=25, unique=True),
    yours=st.lists(st.integers(0, 49), max_size=25, unique=True),
    with_base=st.booleans(),
)
@settings(max_examples=60)
def test_nothing_is_lost_silently(mine: list[int], yours: list[int], with_base: bool) -> None:
    base, changes = builders.tour(), _changes()
    ours = theirs = base
    for number in mine:
        ours = changes[number][0](ours, changes[number][1])
    for number in yours:
        theirs = changes[number][0](theirs, changes[number][2])
    merged = merge_tours(ours, theirs, base if with_base else None)
    found, old = facts_of(merged.tour), facts_of(base)
    for side in (facts_of(ours), facts_of(theirs)):
        lost = [
            key
            for key, value in side.items()
            if value != old.get(key) and found.get(key) != value and not isinstance(value, RECORDS)
        ]
        assert len(lost) <= len(merged.conflicts)
    if with_base:
        assert len(merged.conflicts) == len(set(mine) & set(yours))


def test_dates_are_told_in_words() -> None:
    base = builders.tour()
    day = builders.FRIDAY
    ours = edits.with_dates(base, day, 3)
    theirs = edits.with_dates(base, day + timedelta(days=1), 1)
    assert merge_tours(ours, theirs, base).conflicts == (
        "Dates: 2027-04-16, 3 days in the first, which stays; 2027-04-17, 1 day in the second",
    )


@given(ours=tours(), theirs=tours(), base=st.none() | tours())
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_two_tours_make_a_tour_that_can_be_kept(
    ours: Tour, theirs: Tour, base: Tour | None
) -> None:
    city = ours.preferences.city
    copies = [
        one and replace(one, preferences=replace(one.preferences, city=city))
        for one in (theirs, base)
    ]
    assert copies[0] is not None
    refused = ""
    try:
        merged = merge_tours(ours, copies[0], copies[1]).tour
        assert from_text(to_text(merged)).preferences == merged.preferences
    except InvalidEdit as error:
        refused = error.message
    assert not refused or "more than" in refused or "at most" in refused
    itself = merge_tours(ours, ours, copies[1])
    assert facts_of(itself.tour) == facts_of(ours)
    assert itself.conflicts == ()
