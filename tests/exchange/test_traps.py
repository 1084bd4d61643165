"""What other programs are known to stumble over, each seen to be right in our files."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.documents.reading import fonts_of, text_of
from tests.exchange.books import NOW, roadbook
from tourplanner.exchange.calendar_file import write_calendar
from tourplanner.exchange.docx import write_docx
from tourplanner.exchange.formats import exported
from tourplanner.exchange.gpx import write_gpx

needs_gpsbabel = pytest.mark.skipif(
    shutil.which("gpsbabel") is None, reason="GPSBabel is not installed"
)
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


@needs_gpsbabel
def test_signs_for_osmand_survive_gpsbabel(tmp_path: Path) -> None:
    file, back = tmp_path / "tour.gpx", tmp_path / "back.gpx"
    file.write_bytes(write_gpx(roadbook(), NOW))
    subprocess.run(
        ["gpsbabel", "-i", "gpx", "-f", str(file), "-o", "gpx", "-F", str(back)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    kept = back.read_text("utf-8")
    for sign in ("osmand:icon", "osmand:color", "osmand:background"):
        count = kept.count(f"<{sign}>")
        assert count == file.read_text("utf-8").count(f"<{sign}>") > 0, sign


def test_calendar_points_are_latitude_first_and_commas_are_escaped() -> None:
    book = roadbook(title="Kilns, lanes; and more")
    day = book.days[0]
    stops = tuple(
        replace(one, note="bring clay, water; and time") if one.number == 1 else one
        for one in day.stops
    )
    book = replace(book, days=(replace(day, stops=stops), *book.days[1:]))
    text = write_calendar(book, NOW).replace(b"\r\n ", b"").decode("utf-8")
    points = [tuple(map(float, one.split(";"))) for one in re.findall(r"\nGEO:(\S+)", text)]
    assert points
    assert all(29 < lat < 30 and 117 < lon < 118 for lat, lon in points)
    assert "bring clay\\, water\\; and time" in text


def test_tables_with_coordinates_say_their_datum() -> None:
    book = roadbook()
    (_name, workbook), *_ = exported(book, ["xlsx"], NOW)
    heads = [
        {cell.value for cell in row}
        for sheet in load_workbook(io.BytesIO(workbook))
        for row in sheet.iter_rows(max_row=1)
    ]
    assert any({"Latitude (WGS 84)", "Longitude (WGS 84)"} <= head for head in heads)
    for name, content in exported(book, ["csv"], NOW):
        head = next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert not {"Latitude", "Longitude"} & set(head), name


@needs_libreoffice
def test_a_word_file_set_by_libreoffice_embeds_its_fonts_and_keeps_its_chinese(
    tmp_path: Path,
) -> None:
    file = tmp_path / "tour.docx"
    file.write_bytes(write_docx(roadbook(), NOW))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)],
        check=True, capture_output=True, timeout=110,
    )  # fmt: skip
    pdf = tmp_path / "tour.pdf"
    assert {row[1] for row in fonts_of(pdf)} == {"yes"}
    assert "窑址0" in "".join(text_of(pdf).split())
