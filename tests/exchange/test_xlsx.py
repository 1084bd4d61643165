"""The workbook is re-read by openpyxl and converted by LibreOffice."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.exchange.books import NOW, empty_roadbook, hostile_roadbook, roadbook
from tests.planted import planted
from tourplanner.domain.audience import Audience
from tourplanner.domain.paper_choice import PaperChoice
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.seen_by import seen_by
from tourplanner.exchange.xlsx import write_xlsx


def has_calc() -> bool:
    """Whether the part of LibreOffice that reads workbooks is there."""
    office = shutil.which("soffice")
    return office is not None and Path(office).resolve().with_name("libsclo.so").exists()


needs_calc = pytest.mark.skipif(not has_calc(), reason="LibreOffice Calc is not installed")


def read(book: Roadbook) -> Any:
    return load_workbook(io.BytesIO(write_xlsx(book, NOW)))


def column(sheet: Any, head: str) -> list[Any]:
    place = next(cell.column for cell in sheet[1] if cell.value == head)
    return [sheet.cell(row, place) for row in range(2, sheet.max_row + 1)]


def test_a_sheet_a_kind_with_its_head_frozen() -> None:
    book = read(roadbook())
    assert book.sheetnames == ["Tour", "Days", "Stops", "Ways", "Left out"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.bold for cell in sheet[1])
        assert sheet.print_title_rows == "$1:$1"
        assert min(each.width for each in sheet.column_dimensions.values()) >= 6


def test_cells_have_the_type_of_what_they_hold() -> None:
    stops = read(roadbook())["Stops"]
    assert [cell.value for cell in column(stops, "Day")] == [1, 1, 1, 1, 2, 2, 2, 2]
    dates = column(stops, "Date")
    assert dates[0].value == datetime(2027, 4, 16)  # noqa: DTZ001
    assert dates[0].number_format == "yyyy-mm-dd"
    begins = column(stops, "Begins")
    assert begins[1].value == datetime(2027, 4, 16, 9, 15)  # noqa: DTZ001
    assert begins[1].number_format == "hh:mm"
    ticket = column(stops, "Ticket")[1]
    assert (ticket.value, ticket.number_format) == (53, "#,##0.00")
    assert isinstance(column(stops, "Latitude (WGS 84)")[1].value, float)
    assert column(stops, "Booked")[1].value is False
    link = column(stops, "Map")[1]
    assert link.hyperlink.target == link.value
    assert link.value.startswith("https://uri.amap.com/marker")
    ways = read(roadbook())["Ways"]
    assert all(c.value.startswith("https://uri.amap.com/nav") for c in column(ways, "Map"))
    assert {cell.value for cell in column(ways, "Estimate")} == {True}


def test_times_follow_the_clock_of_the_reader() -> None:
    half = replace(roadbook(), paper=PaperChoice(clock_24h=False))
    assert column(read(half)["Stops"], "Begins")[0].number_format == "h:mm AM/PM"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    texts = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1", "'quoted")
    for text in texts:
        book = roadbook()
        day = book.days[0]
        stops = (day.stops[0], replace(day.stops[1], note=text), *day.stops[2:])
        sheet = read(replace(book, days=(replace(day, stops=stops),)))["Stops"]
        cell = column(sheet, "Note")[1]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    for sheet in read(hostile_roadbook()):
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@given(st.text(max_size=200))
def test_no_note_becomes_a_formula_or_breaks_the_file(note: str) -> None:
    book = roadbook(first_day=1)
    day = book.days[0]
    stops = (day.stops[0], replace(day.stops[1], note=note), *day.stops[2:])
    sheet = read(replace(book, days=(replace(day, stops=stops),)))["Stops"]
    cell = column(sheet, "Note")[1]
    assert cell.data_type in ("s", "n", "inlineStr")
    assert cell.value is None or isinstance(cell.value, str)


def test_money_people_and_rides_have_sheets_where_the_audience_sees_them() -> None:
    whole, secrets = planted(list(range(100, 200)))
    own = read(seen_by(whole, Audience.TRAVELLER, str(secrets["name"])))
    assert own.sheetnames[-3:] == ["Reservations", "Trains and flights", "Party"]
    price = column(own["Reservations"], "Price")[0]
    assert Decimal(str(price.value)) == secrets["price"]
    assert column(own["Party"], "Born")[0].value.date() == secrets["born"]
    assert isinstance(column(own["Party"], "Born")[0].value.date(), date)
    leader = read(seen_by(whole, Audience.LEADER))
    assert "Price" not in [cell.value for cell in leader["Reservations"][1]]
    assert "Passport" not in [cell.value for cell in leader["Party"][1]]
    public = read(seen_by(whole, Audience.PUBLIC))
    assert public.sheetnames == ["Tour", "Days", "Stops", "Ways"]


def test_the_same_tour_gives_the_same_bytes_with_fixed_dates() -> None:
    content = write_xlsx(roadbook(), NOW)
    assert content == write_xlsx(roadbook(), NOW)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = read(roadbook()).properties
    assert properties.modified.replace(tzinfo=UTC) == NOW.replace(microsecond=0)
    assert properties.created == properties.modified


def test_dates_before_spreadsheets_count_are_written_as_text() -> None:
    book = roadbook()
    old = replace(book.days[0], date=date(1850, 5, 6))
    sheet = read(replace(book, days=(old,)))["Stops"]
    assert column(sheet, "Date")[0].value == "1850-05-06"


@needs_calc
@pytest.mark.parametrize("make", [roadbook, hostile_roadbook, empty_roadbook])
def test_libreoffice_reads_every_sheet(make: object, tmp_path: Path) -> None:
    file = tmp_path / "tour.xlsx"
    file.write_bytes(write_xlsx(make(), NOW))  # type: ignore[operator]
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office",
         "--convert-to", every_sheet, "--outdir", str(tmp_path), str(file)],
        check=True, capture_output=True, timeout=110,
    )  # fmt: skip
    sheets = sorted(path.name for path in tmp_path.glob("*.csv"))
    assert "tour-Tour.csv" in sheets
    if make is roadbook:
        rows = list(csv.reader((tmp_path / "tour-Stops.csv").read_text("utf-8").splitlines()))
        assert rows[2][1:4] == ["2027-04-16", "D1-01", "Visit"]
        assert "09:15" in rows[2][4]
        assert "10:15" in rows[2][5]
        assert "窑址0" in rows[2]
