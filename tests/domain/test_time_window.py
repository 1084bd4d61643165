"""Spans of a day."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourplanner.domain.time_window import TimeWindow, clock, merged, minute_of

windows = st.builds(
    lambda start, length: TimeWindow(start, start + length),
    st.integers(0, 1439),
    st.integers(1, 1500),
)


def minutes_in(spans: tuple[TimeWindow, ...]) -> set[int]:
    return {minute for span in spans for minute in range(span.start_min, span.end_min)}


@given(st.lists(windows, max_size=8))
def test_merging_keeps_exactly_the_same_minutes(spans: list[TimeWindow]) -> None:
    assert minutes_in(merged(spans)) == minutes_in(tuple(spans))


@given(st.lists(windows, max_size=8))
def test_merged_windows_are_in_order_and_never_touch(spans: list[TimeWindow]) -> None:
    result = merged(spans)
    assert all(a.end_min < b.start_min for a, b in itertools.pairwise(result))


@given(windows, st.integers(0, 3000), st.integers(0, 3000))
def test_clipping_keeps_the_minutes_that_both_have(span: TimeWindow, start: int, end: int) -> None:
    clipped = span.clipped(start, end)
    both = minutes_in((span,)) & set(range(start, end))
    assert (minutes_in((clipped,)) if clipped else set()) == both


def test_window_holds_a_visit_that_ends_when_it_closes() -> None:
    assert TimeWindow(540, 600).holds(540, 600)
    assert not TimeWindow(540, 600).holds(541, 601)


@given(st.integers(0, 1439))
def test_clock_text_reads_back_as_the_same_minute(minute: int) -> None:
    assert minute_of(clock(minute)) == minute


def test_clock_says_that_a_time_is_on_the_next_day() -> None:
    assert clock(1500) == "01:00+1"


@pytest.mark.parametrize("text", ["", "9", "25:00", "09:60", "9am", "-1:00", "12:00:00"])
def test_what_is_not_a_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        minute_of(text)
