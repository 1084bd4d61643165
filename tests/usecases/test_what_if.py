"""What a plan would be with a visit elsewhere."""

from __future__ import annotations

import time
from dataclasses import replace
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import site, sites, tour
from tests.usecases.test_plan_tour import (
    QUICK,
    TRAVEL,
    catalogue,
    generated_sites,
    generated_tours,
    has_candidates,
)
from tourplanner.domain.edits import freeze_day
from tourplanner.domain.site import Site, SiteId
from tourplanner.domain.tour import Tour
from tourplanner.errors import InvalidEdit
from tourplanner.usecases.adjust_itinerary import move_visit
from tourplanner.usecases.plan_tour import plan_tour
from tourplanner.usecases.pose_tour import pose_tour
from tourplanner.usecases.what_if import WhatIfs


def asked(plan: Tour, known: tuple[Site, ...]) -> WhatIfs:
    return WhatIfs(pose_tour(plan, catalogue(known), TRAVEL))


@settings(max_examples=100)
@given(st.data())
def test_answer_is_what_moving_the_visit_would_give(data: st.DataObject) -> None:
    known = data.draw(generated_sites())
    wishes = data.draw(generated_tours(known))
    if not has_candidates(wishes, known):
        return
    plan = plan_tour(wishes, catalogue(known), TRAVEL, effort=QUICK)
    assert plan.itinerary is not None
    if not plan.itinerary.visited:
        return
    moved = data.draw(st.sampled_from(plan.itinerary.visited))
    day = data.draw(st.integers(0, wishes.preferences.days - 1))
    position = data.draw(st.integers(0, 5))
    answer = asked(plan, known).moved(moved, day, position)
    assert answer is not None
    assert answer.score_change == answer.score - plan.itinerary.score
    try:
        after = move_visit(plan, moved, day, position, catalogue(known), TRAVEL)
    except InvalidEdit:
        assert answer.clashes
        return
    assert answer.clashes == ()
    assert after.itinerary == answer.itinerary


def test_late_lock_closed_door_and_long_day_are_named() -> None:
    known = (*sites(3), site("m", hours="Fr 09:00-12:00", visit_min=60))
    plan = plan_tour(tour(days=2), catalogue(known), TRAVEL, effort=QUICK)
    answer = asked(plan, known).moved(SiteId("m"), 1, 0)
    assert answer is not None
    assert [fault.rule for fault in answer.clashes] == ["closed"]
    assert "not open" in answer.clashes[0].text


def test_site_left_out_can_be_dragged_in() -> None:
    known = tuple(replace(s, visit_min=100) for s in sites(6))
    plan = plan_tour(tour(days=1), catalogue(known), TRAVEL, effort=QUICK)
    assert plan.itinerary is not None
    out = plan.itinerary.left_out[0].site
    answer = asked(plan, known).moved(out, 0, 1)
    assert answer is not None
    assert out in answer.itinerary.visited
    assert {fault.rule for fault in answer.clashes} <= {"day_hours", "closed", "break"}
    assert answer.clashes


def test_frozen_day_says_that_it_is_kept() -> None:
    plan = plan_tour(tour(days=2), catalogue(sites(4)), TRAVEL, effort=QUICK)
    assert plan.itinerary is not None
    frozen = freeze_day(plan, 0)
    answer = asked(frozen, sites(4)).moved(plan.itinerary.visited[-1], 0, 0)
    assert answer is not None
    assert "frozen" in [fault.rule for fault in answer.clashes]


def test_place_that_does_not_exist_has_no_answer() -> None:
    plan = plan_tour(tour(days=1), catalogue(sites(3)), TRAVEL, effort=QUICK)
    questions = asked(plan, sites(3))
    assert questions.moved(SiteId("site-0"), 1, 0) is None
    assert questions.moved(SiteId("nowhere"), 0, 0) is None


def test_question_at_sixty_stops_is_answered_within_a_frame() -> None:
    known = tuple(replace(s, visit_min=15) for s in sites(64))
    wishes = tour(days=5, extra_min=0)
    plan = plan_tour(wishes, catalogue(known), TRAVEL, effort=QUICK)
    assert plan.itinerary is not None
    assert len(plan.itinerary.visited) >= 60
    questions = asked(plan, known)
    spent = []
    for number, moved in enumerate(plan.itinerary.visited[:40]):
        begun = time.thread_time()
        questions.moved(moved, number % 5, number % 9)
        spent.append(time.thread_time() - begun)
    assert median(spent) < 0.02
