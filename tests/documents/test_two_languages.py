"""Joining the data of two languages: alike once, unlike side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tourplanner.documents.two_languages import joined, told
from tourplanner.documents.typesetting import Value

LANGUAGES = ("en", "zh")
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_texts_that_differ_become_a_pair_with_their_languages() -> None:
    assert joined("Night", "夜", LANGUAGES) == {
        "first": told("Night", "en"),
        "second": told("夜", "zh"),
    }


def test_a_text_with_a_language_of_its_own_keeps_it() -> None:
    pair = joined(told("Kiln", "en"), told("Ofen", "de"), LANGUAGES)
    assert pair == {"first": told("Kiln", "en"), "second": told("Ofen", "de")}


def test_a_text_that_is_not_translated_yet_is_not_said_twice() -> None:
    assert joined(told("on foot", "en"), told("on foot", "zh"), LANGUAGES) == told("on foot", "en")


def test_what_both_say_alike_stands_once() -> None:
    same = {"time": "09:00", "rows": [1, None, told("窑", "zh")]}
    assert joined(same, same, LANGUAGES) == same


@given(VALUES)
def test_joining_with_itself_changes_nothing(value: Value) -> None:
    assert joined(value, value, LANGUAGES) == value


@given(VALUES, VALUES)
def test_any_two_values_can_be_joined(one: Value, other: Value) -> None:
    joined(one, other, LANGUAGES)
