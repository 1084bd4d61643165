"""Places of the traveller's own: what may be said of them, and how they are kept."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from tests import builders
from tests.exchange.generated_tours import own_sites
from tourplanner.domain import edits
from tourplanner.domain.dossier_edits import with_note, with_reservation
from tourplanner.domain.money import Money
from tourplanner.domain.own_site import OwnSite, as_site, own_site_id
from tourplanner.domain.own_site_codec import own_site_from, own_site_plain
from tourplanner.domain.own_site_edits import (
    uses_of,
    visit_of_idea,
    with_own_site,
    without_own_site,
)
from tourplanner.domain.place import Coordinates
from tourplanner.domain.reservation import Reservation
from tourplanner.domain.site import SiteId
from tourplanner.domain.strict_json import DataInvalid, Node
from tourplanner.domain.tour import Appointment, Lock, Tour, planning_key
from tourplanner.domain.tour_codec import from_plain, from_text, to_plain, to_text
from tourplanner.errors import InvalidEdit

POTS = SiteId("own-pots")


def planned_tour() -> Tour:
    """Li's pottery is the first visit of the first day."""
    pots = builders.own_site()
    site = as_site(pots, "CN")
    plan = builders.itinerary([[site, *builders.sites(2)], []])
    return with_own_site(builders.tour(itinerary=plan, known=[site]), pots)


@given(own_sites)
@settings(suppress_health_check=list(HealthCheck), max_examples=60)
def test_own_place_comes_back_as_it_was(own: OwnSite) -> None:
    plain = json.loads(json.dumps(own_site_plain(own)))
    assert own_site_from(Node(plain, "own_sites[0]", "a.tour")) == own


def test_what_is_not_known_is_not_guessed() -> None:
    site = as_site(builders.own_site(), "CN")
    assert site.hours.expression is None
    assert site.ticket is None
    assert (site.website, site.booking, site.confidence, site.periods) == (None, None, (), ())
    assert site.is_own
    assert "2026-11-20" in site.sources[0].text


def test_what_is_known_stands_in_the_site() -> None:
    own = builders.own_site(
        name="", name_local="李家陶艺", hours="Sa 10:00-16:00", price=Money(Decimal(20), "CNY"),
        address="新厂路1号", phone="0798", note="Ring twice.", visit_min=30, doubt_m=300,
    )  # fmt: skip
    site = as_site(own, "CN")
    assert (site.names.en, site.names.local, site.names.zh_hans) == ("李家陶艺",) * 3
    assert site.hours.known == "Sa 10:00-16:00"
    assert site.ticket is not None
    assert (site.ticket.amount, site.ticket.as_of) == (Decimal(20), "2026-11-20")
    assert (site.visit_min, site.point.accuracy_m, site.description) == (30, 300, "Ring twice.")
    assert as_site(own, "JP").names.zh_hans is None


@pytest.mark.parametrize(
    "facts",
    [
        {"name": " "},
        {"id": "kiln-museum"},
        {"hours": "when the sun is up, mostly"},
        {"hours": " "},
        {"visit_min": 4},
        {"visit_min": 721},
        {"doubt_m": -1},
        {"name": "x" * 201},
        {"note": "x" * 2001},
    ],
)
def test_nonsense_is_refused_by_name(facts: dict[str, object]) -> None:
    with pytest.raises(InvalidEdit):
        builders.own_site(**facts)  # type: ignore[arg-type]


def test_wrong_hours_in_a_file_name_their_place() -> None:
    data = to_plain(planned_tour())
    data["own_sites"][0]["hours"] = "closed-ish"  # type: ignore[index]
    with pytest.raises(DataInvalid, match=r"own_sites\[0\]"):
        from_plain(data)


def test_a_tour_without_own_places_is_written_for_older_programs() -> None:
    assert to_plain(builders.tour())["version"] == 1
    assert "own_sites" not in to_plain(builders.tour())
    assert to_plain(planned_tour())["version"] == 2
    idea = Reservation(title="Tea house", at=Coordinates(29.3, 117.2))
    assert to_plain(with_reservation(builders.tour(), idea))["version"] == 2
    assert from_text(to_text(with_reservation(builders.tour(), idea))).dossier.reservations == (
        idea,
    )


def test_the_same_place_gets_the_same_id_on_every_machine() -> None:
    at = Coordinates(29.2960, 117.2100)
    first = own_site_id("Li's pottery", at)
    assert first == own_site_id(" li's POTTERY", at)
    assert own_site_id("Li's pottery", at, {first}) == f"{first}-2"
    builders.own_site(id=first)


def test_a_note_does_not_make_the_plan_old_but_hours_do() -> None:
    tour = planned_tour()
    noted = with_own_site(tour, builders.own_site(note="Ring twice."))
    assert planning_key(noted) == planning_key(tour)
    assert planning_key(with_own_site(tour, builders.own_site(hours="24/7"))) != planning_key(tour)


def test_removing_takes_wishes_lock_minutes_order_and_note_along() -> None:
    tour = edits.require(planned_tour(), POTS)
    tour = edits.lock_visit(tour, Lock(POTS, 0))
    tour = edits.keep_order(edits.with_duration(tour, POTS, 20), (POTS, SiteId("site-0")))
    gone = without_own_site(with_note(tour, POTS, "Ring twice."), POTS)
    assert gone.own_sites == gone.locks == gone.durations == gone.fixed_order == ()
    assert gone.demanded == frozenset()
    assert gone.dossier.notes == ()
    assert without_own_site(gone, POTS) == gone


def test_where_a_place_is_used_is_said() -> None:
    tour = edits.require(edits.lock_visit(planned_tour(), Lock(POTS, 0)), POTS)
    said = " ".join(uses_of(tour, POTS))
    assert "day 1, Fri 16 Apr, at 09:15" in said
    assert "locked to day 1" in said
    assert "must be seen" in said
    assert uses_of(with_own_site(builders.tour(), builders.own_site()), POTS) == ()


def test_a_place_that_is_booked_reserved_or_frozen_stays() -> None:
    tour = planned_tour()
    booked = edits.book_visit(tour, Appointment(POTS, 1, 600, 45))
    reserved = with_reservation(tour, Reservation(site=POTS))
    for kept, why in ((booked, "day 2"), (reserved, "reserv"), (edits.freeze_day(tour, 0), "kept")):
        with pytest.raises(InvalidEdit, match=why):
            without_own_site(kept, POTS)


def test_an_idea_becomes_a_visit() -> None:
    idea = Reservation(title="Li's pottery", at=Coordinates(29.2960, 117.2100))
    tour = with_reservation(builders.tour(), idea)
    after = visit_of_idea(tour, idea, builders.own_site())
    assert after.dossier.reservations == ()
    assert [own.id for own in after.own_sites] == [POTS]


def test_two_places_of_one_id_are_no_tour() -> None:
    with pytest.raises(InvalidEdit):
        Tour("t", "T", builders.preferences(), own_sites=(builders.own_site(),) * 2)


def test_a_date_of_entry_is_needed() -> None:
    plain = own_site_plain(builders.own_site(entered=date(2026, 1, 2)))
    del plain["entered"]
    with pytest.raises(DataInvalid, match="entered"):
        own_site_from(Node(plain, "", "a.tour"))
