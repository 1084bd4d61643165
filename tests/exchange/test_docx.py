"""The Word document is re-read by python-docx and set by LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.exchange.books import NOW, empty_roadbook, hostile_roadbook, roadbook
from tests.mapping.plans import roadbook as three_days
from tests.planted import planted
from tourplanner.domain.audience import Audience
from tourplanner.domain.paper_choice import PaperChoice, PaperLanguage, PaperSize
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.seen_by import seen_by
from tourplanner.exchange.docx import write_docx
from tourplanner.exchange.docx_styles import LOCAL

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def read(book: Roadbook) -> Document:
    return docx.Document(io.BytesIO(write_docx(book, NOW)))


def texts(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_section_a_day_holds_times_hours_tickets_and_numbers() -> None:
    document = read(roadbook())
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [
        "Day 1 · Fri 16 Apr",
        "Day 2 · Sat 17 Apr",
        "Key to the numbers",
        "Left out",
        "Sources",
    ]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["Time", "Number", "Stop"]
    time, number, stop = rows[3]
    assert (time, number) == ("09:15–10:15", "D1-01")
    assert stop.startswith("Site 0 窑址0\nOpen that day: 09:00–17:00\n")
    assert "Ticket: 53 CNY (2025)" in stop
    key = [[cell.text for cell in row.cells] for row in document.tables[2].rows]
    assert key[1] == ["D1-01", "Site 0", "窑址0"]
    assert len(key) == 5


def test_table_heads_come_again_on_every_page_and_rows_stay_whole() -> None:
    for table in read(three_days()).tables:
        head, *others = table.rows
        assert head._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in others)


def test_looks_are_styles_and_never_set_by_hand() -> None:
    for run in read(three_days()).element.body.iter(qn("w:rPr")):
        assert {child.tag for child in run} <= {qn("w:rStyle"), qn("w:rtl")}


@pytest.mark.parametrize(
    ("language", "choice", "tag", "asian", "font"),
    [
        ("zh", PaperLanguage.EN, "en-GB", "zh-CN", "Noto Sans SC"),
        ("ja", PaperLanguage.BOTH, "en-GB", "ja-JP", "Noto Sans JP"),
        ("ko", PaperLanguage.EN, "en-GB", "ko-KR", "Noto Sans KR"),
        ("it", PaperLanguage.EN, "en-GB", "zh-CN", "Noto Sans SC"),
        ("ja", PaperLanguage.ZH, "zh-CN", "zh-CN", "Noto Sans SC"),
    ],
)
def test_east_asian_letters_have_a_language_and_a_font_of_their_own(
    language: str, choice: PaperLanguage, tag: str, asian: str, font: str
) -> None:
    book = roadbook()
    book = replace(
        book,
        city=replace(book.city, language=language),
        paper=replace(book.paper, language=choice),
    )
    styles = read(book).styles.element
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert defaults is not None
    spoken, fonts = defaults.find(qn("w:lang")), defaults.find(qn("w:rFonts"))
    assert (spoken.get(qn("w:val")), spoken.get(qn("w:eastAsia"))) == (tag, asian)
    assert (fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia"))) == ("Noto Sans", font)
    themed = [
        element
        for element in styles.iter(qn("w:rFonts"))
        if any(name.endswith("Theme") for name in element.attrib)
    ]
    assert themed == []


def test_local_names_have_their_style_and_right_to_left_ones_their_direction() -> None:
    document = read(roadbook())
    runs = [run for row in document.tables[0].rows for run in row.cells[2].paragraphs[0].runs]
    assert [run.text for run in runs if run.style.name == LOCAL] == ["窑址0", "窑址1"]
    cell = read(hostile_roadbook()).tables[0].rows[3].cells[2]
    assert cell.paragraphs[0].runs[0].font.rtl


def test_the_same_tour_gives_the_same_bytes_with_fixed_dates() -> None:
    content = write_docx(roadbook(), NOW)
    assert content == write_docx(roadbook(), NOW)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = read(roadbook()).core_properties
    assert core.modified is not None
    assert core.modified.replace(tzinfo=None) == datetime(2027, 1, 2, 3, 4, 5)  # noqa: DTZ001
    assert (core.title, core.author) == ("Kilns and lanes", "Tour Planner")


@pytest.mark.parametrize("paper", PaperSize)
def test_paper_and_letters_are_those_chosen(paper: PaperSize) -> None:
    book = replace(roadbook(), paper=PaperChoice(paper=paper, large_print=True))
    document = read(book)
    section = document.sections[0]
    widths = {PaperSize.A4: 210, PaperSize.A5: 148, PaperSize.A6: 105, PaperSize.LETTER: 215.9}
    assert section.page_width is not None
    assert abs(section.page_width - Mm(widths[paper])) < 1000
    assert document.styles["Normal"].font.size == Pt(18)
    usable = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        assert sum(column.width for column in table.columns) <= usable + 3 * 635  # twips


def test_links_open_a_map_of_each_stop_and_each_way() -> None:
    document = read(roadbook())
    targets = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert sum(url.startswith("https://uri.amap.com/marker") for url in targets) == 4
    assert sum(url.startswith("https://uri.amap.com/navigation") for url in targets) == 6
    assert sum(url.startswith("geo:") for url in targets) == 4


def test_rides_reservations_and_people_are_told() -> None:
    whole, secrets = planted(list(range(100, 200)))
    told = texts(read(seen_by(whole, Audience.TRAVELLER, str(secrets["name"]))))
    for name in ("number", "from_local", "code", "note", "allergies", "lodging.note"):
        assert str(secrets[name]) in told, name
    assert "Asia/Shanghai" in told


@needs_libreoffice
@pytest.mark.parametrize("make", [three_days, hostile_roadbook, empty_roadbook])
def test_libreoffice_sets_it_as_pages(make: object, tmp_path: Path) -> None:
    book = make()  # type: ignore[operator]
    file = tmp_path / "tour.docx"
    file.write_bytes(write_docx(book, NOW))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)],
        check=True, capture_output=True, timeout=110,
    )  # fmt: skip
    assert (tmp_path / "tour.pdf").read_bytes().startswith(b"%PDF")
    if make is three_days and shutil.which("pdftotext"):
        done = subprocess.run(
            ["pdftotext", str(tmp_path / "tour.pdf"), "-"], check=True, capture_output=True
        )
        said = done.stdout.decode("utf-8")
        assert "御窑厂国家考古遗址公园" in said.replace("\n", "")
        assert said.count("Number") > 4  # heads come again
