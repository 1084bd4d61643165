"""Reading lists of travellers."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tourplanner.domain.imported import ImportedTravellers
from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.traveller_reader import travellers_in

CSV = """Group of May
First name,Last Name,Passport No.,Passport expiry (date),DOB,Allergies,Room
Ada,Byron,P1234567,2031-05-06,10.12.1975,peanuts,double
Grace,Murray,P7654321,2031年6月7日,1970/01/02,,single
"""


def test_a_list_with_a_title_above_its_head_is_read() -> None:
    ada, grace = travellers_in(CSV.encode(), "a.csv").travellers
    assert (ada.name, ada.passport, ada.passport_expiry) == (
        "Ada Byron",
        "P1234567",
        date(2031, 5, 6),
    )
    assert (ada.born, ada.allergies, ada.room) == (date(1975, 12, 10), "peanuts", "double")
    assert (grace.passport_expiry, grace.born) == (date(2031, 6, 7), date(1970, 1, 2))


def test_forty_people_of_a_workbook_are_read_with_its_own_dates() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "中文名", "护照号码", "有效期至"])
    for number in range(40):
        expiry = datetime(2031, 5, 6, tzinfo=UTC).replace(tzinfo=None)
        sheet.append([f"Person {number}", "某人", 100000000 + number, expiry])
    buffer = io.BytesIO()
    book.save(buffer)
    people = travellers_in(buffer.getvalue(), "a.xlsx").travellers
    assert len(people) == 40
    last = people[-1]
    assert (last.name, last.name_local, last.passport) == ("Person 39", "某人", "100000039")
    assert last.passport_expiry == date(2031, 5, 6)


@pytest.mark.parametrize(
    "text", ["03/04/2031", "2031-02-30", "soon", "31.02.2031", "99999999", "9999-12-31"]
)
def test_a_date_that_is_none_or_could_be_two_is_a_fault(text: str) -> None:
    found = travellers_in(f"name,passport expiry\nAda,{text}\n".encode(), "a.csv")
    assert found.travellers == ()
    assert found.faults[0].text.startswith("“a.csv”, row 2, column B: ")
    assert "write 2031-05-06" in found.faults[0].text


def test_a_date_with_slashes_is_read_when_it_can_be_one_only() -> None:
    text = "name,dob\nAda,25/12/1975\nGrace,12/25/1975\n"
    people = travellers_in(text.encode(), "a.csv").travellers
    assert [one.born for one in people] == [date(1975, 12, 25)] * 2


def test_doubles_missing_names_and_endless_texts_are_faults() -> None:
    text = f"name,room,passport\nAda,1,\nada,2,\n,3,\nGrace,{'x' * 300},\n"
    found = travellers_in(text.encode(), "a.csv")
    assert [one.name for one in found.travellers] == ["Ada"]
    assert [fault.origin.row for fault in found.faults] == [3, 4, 5]


def test_a_file_that_is_no_list_says_what_it_lacks() -> None:
    with pytest.raises(UnreadableFile, match="no column of names"):
        travellers_in(b"a,b\n1,2\n", "a.csv")
    with pytest.raises(UnreadableFile, match=r"\.csv, \.tsv or \.xlsx"):
        travellers_in(b"", "a.pdf")
    with pytest.raises(UnreadableFile, match="at most 500 people"):
        travellers_in(("name\n" + "".join(f"P{n}\n" for n in range(501))).encode(), "a.csv")


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=80)
def test_whatever_a_list_holds_is_answered(content: bytes) -> None:
    refusal, found = "", ImportedTravellers("a.csv")
    try:
        found = travellers_in(b"name,dob,passport\n" + content, "a.csv")
    except UnreadableFile as error:
        refusal = str(error)
    assert not refusal or refusal.startswith("“a.csv” cannot be read: ")
    assert all(fault.text.startswith("“a.csv”, row ") for fault in found.faults)
    assert all(one.name.strip() for one in found.travellers)
