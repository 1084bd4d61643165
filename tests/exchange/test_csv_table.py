"""CSV gives every cell back, and runs nothing."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.books import NOW, hostile_roadbook, roadbook
from tourplanner.exchange.csv_table import BOM, CsvChoice, cell_text, guarded, write_csv
from tourplanner.exchange.tables import Cell, Column, Table, tables

cells = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(0, 10**9, places=2)
    | st.dates()
    | st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(second=0, microsecond=0))
    | st.text(st.characters(exclude_categories=("Cs",)), min_size=1)
    | st.sampled_from(
        ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "'x", "''", "＝1", '"', ",", "\r\n"]
    )
)


def read(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def back(text: str, cell: Cell, *, is_guarded: bool) -> Cell:
    """What a reader who knows the type of the column makes of a text."""
    if text == "":
        return None
    match cell:
        case bool():
            return text == "1"
        case int():
            return int(text)
        case Decimal():
            return Decimal(text)
        case datetime():
            return datetime.fromisoformat(text)
        case date():
            return date.fromisoformat(text)
        case _:
            return text.removeprefix("'") if is_guarded else text


@given(st.lists(st.tuples(cells, cells), max_size=5), st.booleans(), st.booleans())
def test_every_cell_comes_back_without_loss(
    rows: list[tuple[Cell, Cell]], has_bom: bool, is_guarded: bool
) -> None:
    table = Table("x", "X", (Column("a", "A"), Column("b", "B")), tuple(rows))
    content = write_csv(table, CsvChoice(has_bom, is_guarded))
    assert content.startswith(BOM) == has_bom
    head, *found = read(content)
    assert head == ["a", "b"]
    assert len(found) == len(rows)
    for texts, row in zip(found, rows, strict=True):
        assert [
            back(text, cell, is_guarded=is_guarded) for text, cell in zip(texts, row, strict=True)
        ] == list(row)


@given(st.text())
def test_no_guarded_text_is_run_by_a_spreadsheet(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert guarded(text).removeprefix("'") == text


def test_numbers_below_nothing_are_numbers_and_not_guarded() -> None:
    assert cell_text(-33.5, is_guarded=True) == "-33.5"
    assert cell_text(Decimal("0.00000001"), is_guarded=True) == "0.00000001"


def test_lines_end_as_the_standard_says() -> None:
    content = write_csv(Table("x", "X", (Column("a", "A"),), (('say "hi", you',), ("two\nlines",))))
    assert content == BOM + b'a\r\n"say ""hi"", you"\r\n"two\nlines"\r\n'


@pytest.mark.parametrize("make", [roadbook, hostile_roadbook])
def test_tables_of_a_tour_have_a_row_for_each_thing(make: object) -> None:
    book = make()  # type: ignore[operator]
    found = {table.key: table for table in tables(book, NOW)}
    assert list(found) == ["tour", "days", "stops", "legs", "left-out"]
    assert len(found["stops"].rows) == sum(len(day.stops) for day in book.days)
    assert len(found["legs"].rows) == sum(len(day.legs) for day in book.days)
    for table in found.values():
        rows = read(write_csv(table))
        assert {len(row) for row in rows} == {len(table.columns)}
        assert len(rows) == len(table.rows) + 1
        assert len({column.key for column in table.columns}) == len(table.columns)
