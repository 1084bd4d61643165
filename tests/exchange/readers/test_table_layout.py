"""Which column of a table is what: guessed, said, remembered."""

from __future__ import annotations

import pytest

from tests.exchange.readers.samples import read
from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.any_file import Reading
from tourplanner.exchange.readers.table_layout import Columns, Field, UnknownColumns
from tourplanner.exchange.readers.traveller_reader import travellers_in

STRANGE = 'Stop,Where,More\nKiln,"29.2978, 117.2",tea\nShop,"29.3, 117.21",\n'
SHAPE = "stop|where|more"


def test_the_shape_of_a_table_is_told_with_what_was_guessed() -> None:
    table = read("a.csv", "Name,Lat,Lon,Opinion\nA,29,117,good\nB,30,118,\n").table
    assert table is not None
    assert table.heads == ("Name", "Lat", "Lon", "Opinion")
    assert table.fields == {"name": 0, "lat": 1, "lon": 2}
    assert table.samples == (("A", "B"), ("29", "30"), ("117", "118"), ("good",))
    assert (table.signature, table.is_remembered) == ("name|lat|lon|opinion", False)


def test_unknown_columns_come_with_their_shape() -> None:
    with pytest.raises(UnknownColumns) as caught:
        read("a.csv", STRANGE)
    assert caught.value.shape.signature == SHAPE
    assert caught.value.shape.heads == ("Stop", "Where", "More")
    assert caught.value.shape.samples[0] == ("Kiln", "Shop")


def test_remembered_columns_are_used_for_a_table_of_the_same_heads() -> None:
    known = Reading(columns=Columns(remembered={SHAPE: {"name": 0, "point": 1, "note": 2}}))
    found = read("a.csv", STRANGE, known)
    assert [(one.name, one.note) for one in found.points] == [("Kiln", "tea"), ("Shop", "")]
    assert found.table is not None
    assert found.table.is_remembered
    said = Reading(columns=Columns({Field.POINT: "B", Field.NAME: "C"}, known.columns.remembered))
    assert [one.name for one in read("a.csv", STRANGE, said).points] == ["tea"]


def test_a_table_without_heads_is_remembered_by_its_width() -> None:
    rows = "Kiln,29.2978,117.2\nShop,29.3,117.21\n"
    with pytest.raises(UnknownColumns) as caught:
        read("a.csv", rows)
    shape = caught.value.shape
    assert (shape.heads, shape.samples[0]) == (("", "", ""), ("Kiln", "Shop"))
    known = {shape.signature: {"name": 0, "lat": 1, "lon": 2}}
    assert len(read("a.csv", rows, Reading(columns=Columns(remembered=known))).points) == 2


def test_remembered_columns_of_another_version_are_not_used() -> None:
    heads = "name|lat|lon"
    for columns in ({"shape": 1}, {}):
        found = read(
            "a.csv", "name,lat,lon\nA,29,117\n",
            Reading(columns=Columns(remembered={heads: columns})),
        )  # fmt: skip
        assert (len(found.points), found.table and found.table.is_remembered) == (1, False)


def test_columns_of_which_the_point_is_missing_are_asked_for_again() -> None:
    known = Columns(remembered={SHAPE: {"name": 0}})
    with pytest.raises(UnknownColumns) as caught:
        read("a.csv", STRANGE, Reading(columns=known))
    assert caught.value.shape.fields == {"name": 0}


def test_remembered_columns_beyond_the_table_are_faults_not_crashes() -> None:
    known = {"name|lat|lon": {"name": 0, "lat": 400, "lon": 2}}
    found = read("a.csv", "name,lat,lon\nA,29,117\n", Reading(columns=Columns(remembered=known)))
    assert (len(found.points), len(found.faults)) == (0, 1)


def test_a_pasted_list_of_people_is_read_and_its_columns_remembered() -> None:
    pasted = "Guest\tPass no.\tValid\nAda\tP1\t2031-05-06\n"
    with pytest.raises(UnknownColumns) as caught:
        travellers_in(pasted.encode(), "a.tsv")
    known = {caught.value.shape.signature: {"name": 0, "passport": 1, "passport_expiry": 2}}
    people = travellers_in(pasted.encode(), "a.tsv", known)
    assert [(one.name, one.passport) for one in people.travellers] == [("Ada", "P1")]
    assert people.table is not None
    assert people.table.is_remembered


def test_forty_people_come_in_one_paste() -> None:
    rows = "".join(f"Guest {n}\tP{n}\t2031-05-06\n" for n in range(40))
    people = travellers_in(f"Name\tPassport\tExpiry\n{rows}".encode(), "a.tsv")
    assert (len(people.travellers), people.faults) == (40, ())


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no column of names"):
        travellers_in(b"\n\n", "a.tsv")
