"""Rotations at sites of the catalogue: their hours, the ways between them, the booking."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import FRIDAY, site, tour
from tests.fakes import SteadyTravel
from tests.usecases.test_plan_tour import catalogue
from tourplanner.domain.site import SiteId
from tourplanner.domain.travel import TravelLimits
from tourplanner.errors import InvalidEdit
from tourplanner.usecases.plan_rotation import (
    PlannedRotation,
    WishedActivity,
    WishedGroup,
    WishedRotation,
    activity_named,
    coach_place,
    plan_rotation,
    with_rotation,
)

WHEEL = site("wheel", en="Throwing", lat=29.2950, hours="Mo-Su 10:00-12:00")
KILN = site("kiln", en="Kiln", lat=29.2990, hours="Mo-Su 09:00-17:00")
BENCH = catalogue((WHEEL, KILN))
GROUPS = (WishedGroup("Red", 18), WishedGroup("Blue", 18))


def asked(*activities: WishedActivity, **wishes: object) -> PlannedRotation:
    wished = WishedRotation(GROUPS, activities, start_min=540, **wishes)  # type: ignore[arg-type]
    return plan_rotation(wished, FRIDAY, BENCH, SteadyTravel(), "jingdezhen")


def named(name: str, capacity: int = 20, minutes: int = 30) -> WishedActivity:
    return activity_named(BENCH, "jingdezhen", name, capacity, minutes)


def test_hours_of_the_site_on_that_day_bind_its_turns() -> None:
    found = asked(named("wheel"), named("kiln")).rotation
    assert found is not None
    throwing = [slot.start for slots in found.slots for slot in slots if slot.activity == 0]
    assert sorted(throwing) == [600, 630]


def test_way_between_sites_is_walked_and_one_known_by_hand_counts_instead() -> None:
    by_position = asked(named("wheel"), named("kiln"), end_min=720).rotation
    by_hand = asked(
        named("wheel"), named("kiln"), end_min=720, ways=(("Throwing", "Kiln", 25),)
    ).rotation
    assert by_position is not None
    assert by_hand is not None
    gaps = []
    for found in (by_position, by_hand):
        slots = sorted(found.slots[0], key=lambda slot: slot.start)
        gaps.append(slots[1].start - slots[0].start - 30)
    way = SteadyTravel().matrix([WHEEL.place.at, KILN.place.at], TravelLimits()).times[0][1]
    assert way is not None
    assert gaps[0] >= way.minutes
    assert gaps[1] >= 25


def test_name_that_is_no_site_is_an_activity_all_the_same() -> None:
    assert named("Glazing").site is None
    assert named("kiln").site is not None
    assert coach_place(BENCH, "jingdezhen", "kiln").at == KILN.point.at


def test_rotation_without_end_in_time_says_so() -> None:
    late = asked(named("kiln", 20, 100), named("Glazing", 20, 100), end_min=700)
    assert late.rotation is None
    assert late.reasons
    with pytest.raises(InvalidEdit, match="none to book"):
        with_rotation(tour(), SiteId("kiln"), 0, late)


def test_whole_rotation_is_one_booked_visit() -> None:
    planned = asked(named("Glazing"), named("Painting"))
    booked = with_rotation(tour(), SiteId("kiln"), 1, planned)
    assert planned.end_min is not None
    one = booked.appointments[0]
    assert (one.site, one.day, one.start_min, one.end_min) == ("kiln", 1, 540, planned.end_min)


@pytest.mark.parametrize(
    "wrong",
    [
        {"groups": ()},
        {"groups": (WishedGroup("Red", 18), WishedGroup("Red", 3))},
        {"groups": (WishedGroup("Red", 0),)},
        {"groups": (WishedGroup("Red", 5, ("Dancing",)),)},
        {"activities": ()},
        {"activities": (WishedActivity("Glazing", 0, 30),)},
        {"activities": (WishedActivity("Glazing", 20, 0),)},
        {"end_min": 500},
        {"ways": (("Glazing", "Dancing", 5),)},
    ],
)
def test_wish_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    wished = WishedRotation(GROUPS, (WishedActivity("Glazing", 20, 30),), 540)
    with pytest.raises(InvalidEdit):
        plan_rotation(replace(wished, **wrong), None, BENCH, SteadyTravel())  # type: ignore[arg-type]
