"""Breaks between visits: inside their times, in order, near the middle."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tourplanner.planning.break_times import Gap, break_times
from tourplanner.planning.problem import BreakRule

COFFEE, LUNCH, TEA = (
    BreakRule(15, 600, 660, "coffee"),
    BreakRule(60, 690, 810),
    BreakRule(20, 900, 960, "tea"),
)


def test_break_is_taken_in_the_middle_of_its_time() -> None:
    assert break_times((COFFEE, LUNCH, TEA), [Gap(540, 1080, 30)]) == (622, 720, 920)


def test_break_moves_only_as_far_as_the_visits_ask() -> None:
    gaps = [Gap(540, 640, 10), Gap(700, 765, 5), Gap(940, 1080, 10)]
    assert break_times((COFFEE, LUNCH, TEA), gaps) == (622, 705, 940)


def test_gap_needs_room_for_the_way_beside_the_breaks() -> None:
    assert break_times((LUNCH,), [Gap(700, 765, 6)]) is None
    assert break_times((LUNCH,), [Gap(700, 765, 5)]) == (705,)


def test_two_breaks_may_fall_into_one_gap() -> None:
    late_coffee = BreakRule(15, 600, 720, "coffee")
    assert break_times((late_coffee, LUNCH), [Gap(690, 770, 5)]) == (690, 710)


def test_break_that_can_only_be_first_keeps_the_next_one_out_of_its_gap() -> None:
    rules = (BreakRule(60, 600, 700), BreakRule(60, 600, 900))
    assert break_times(rules, [Gap(600, 680, 0), Gap(800, 860, 0)]) == (620, 800)


def test_day_without_breaks_needs_no_gap() -> None:
    assert break_times((), []) == ()


minutes = st.integers(0, 60)
rules = st.lists(st.tuples(minutes, minutes, minutes), max_size=4).map(
    lambda drawn: tuple(
        BreakRule(length, 60 * n + shift, 60 * n + shift + length + slack)
        for n, (length, shift, slack) in enumerate(drawn)
    )
)
gaps = st.lists(st.tuples(minutes, minutes, st.integers(0, 20)), min_size=1, max_size=5)


@given(rules, gaps)
def test_breaks_are_in_their_times_in_order_and_beside_the_ways(
    breaks: tuple[BreakRule, ...], drawn: list[tuple[int, int, int]]
) -> None:
    spans, now = [], 0
    for busy, free, travel in drawn:
        spans.append(Gap(now + busy, now + busy + free + travel, travel))
        now = spans[-1].arrive
    starts = break_times(breaks, spans)
    if starts is None:
        return
    taken = list(zip(starts, breaks, strict=True))
    assert all(r.earliest <= begin and begin + r.duration <= r.latest_end for begin, r in taken)
    assert all(begin + r.duration <= then for (begin, r), (then, _) in pairwise(taken))
    for begin, rule in taken:
        assert any(g.leave <= begin and begin + rule.duration <= g.arrive for g in spans)
