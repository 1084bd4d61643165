"""Lines as text."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourplanner.domain.place import Coordinates
from tourplanner.domain.polyline import encoded, line_from
from tourplanner.domain.strict_json import DataInvalid, Node

lat = st.integers(-9_000_000, 9_000_000).map(lambda units: units / 100_000)
lon = st.integers(-18_000_000, 18_000_000).map(lambda units: units / 100_000)
lines = st.lists(st.builds(Coordinates, lat, lon), min_size=2, max_size=20).map(tuple)


def decoded(value: object) -> tuple[Coordinates, ...]:
    return line_from(Node(value, "line", "t.tour"))


def test_form_is_the_widely_used_one() -> None:
    line = (Coordinates(38.5, -120.2), Coordinates(40.7, -120.95), Coordinates(43.252, -126.453))
    assert encoded(line) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"
    assert decoded("_p~iF~ps|U_ulLnnqC_mqNvxq`@") == line


@given(lines)
def test_line_comes_back_as_it_was(line: tuple[Coordinates, ...]) -> None:
    assert decoded(encoded(line)) == line


def test_no_line_is_an_empty_text() -> None:
    assert encoded(()) == ""
    assert decoded("") == ()


@given(st.text(max_size=30))
def test_any_text_is_a_line_or_refused(text: str) -> None:
    with contextlib.suppress(DataInvalid):
        assert len(decoded(text)) != 1


@pytest.mark.parametrize("value", [None, 7, ["_p~iF"], "é", "_", "??", "???", "~" * 300_000])
def test_what_is_no_line_is_refused(value: object) -> None:
    with pytest.raises(DataInvalid, match="line"):
        decoded(value)
