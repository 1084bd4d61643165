"""Checking files that were written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import typst

from tests import builders
from tests.exchange.books import NOW, hostile_roadbook, roadbook
from tests.exchange.readers.samples import ALL, archive, workbook
from tests.mapping.plans import roadbook as three_days
from tourplanner.domain.tour_codec import to_text
from tourplanner.errors import UnreadableFile
from tourplanner.exchange.kml import write_kml
from tourplanner.exchange.validation.folder import validate_folder
from tourplanner.exchange.validation.programs import PROGRAMS, Problems, Program

CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n%sEND:VCALENDAR\r\n"
EVENT = b"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20270101T000000Z\r\n%sEND:VEVENT\r\n"
ZONED = EVENT % b"DTSTART;TZID=Asia/Shanghai:20270401T090000\r\n"


def problems(folder: Path, name: str, content: bytes) -> list[str]:
    """What our own checks say of one file."""
    (folder / name).write_bytes(content)
    return [one.problem for one in validate_folder(folder, ()).findings]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ics", CALENDAR % (EVENT % b"SUMMARY:x\r\n")),
        ("a.geojson", ALL["a.geojson"]),
        ("a.kmz", ALL["a.kmz"]),
        ("a.gpx", ALL["a.gpx"]),
        ("a.csv", "名称,度\r\n御窑厂,-3.5\r\n".encode("utf-8-sig")),
        ("a.html", b'<a href="https://example.org">x</a><img src="data:image/png;base64,">'),
        ("a.tour", to_text(builders.tour())),
        ("a.jsonld", b'{"@context":"https://schema.org","@type":"Trip"}'),
        ("a.docx", archive({"word/document.xml": "<w/>"})),
        ("a.pdf", b"%PDF-1.7\n%%EOF"),
        ("a.txt", "窑".encode()),
    ],
)
def test_a_sound_file_has_no_findings(tmp_path: Path, name: str, content: bytes) -> None:
    assert problems(tmp_path, name, content) == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.ics", CALENDAR.replace(b"\r\n", b"\n") % b"", "not every line ends with CR and LF"),
        ("a.ics", CALENDAR % ZONED, "the zone Asia/Shanghai is used and not defined"),
        ("a.ics", CALENDAR % (EVENT % b"SUMMARY:%s\r\n" % (b"x" * 70)), "has 78 octets"),
        ("a.ics", CALENDAR % (EVENT % "SUMMARY:窑".encode()[:-1] + b"\r\n"), "is no UTF-8"),
        ("a.ics", CALENDAR % b"BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", "VEVENT without DTSTAMP"),
        ("a.ics", CALENDAR % b"BEGIN:VEVENT\r\n", "ends what did not begin"),
        ("a.gpx", b"<gpx><wpt></gpx>", "not well-formed"),
        ("a.gpx", b'<gpx><wpt lat="99" lon="200"/></gpx>', "not a point on the earth"),
        ("a.geojson", b'{"type":"Point","coordinates":[1,95]}', "95 is no latitude"),
        ("a.geojson", b'{"type":"FeatureCollection","crs":{"x":"4326"},"features":[]}', "crs"),
        ("a.kmz", archive({"x.png": b"", "doc.kml": "<kml/>"}), "first part is not doc.kml"),
        ("a.csv", "名称\r\n窑\r\n".encode(), "byte-order mark"),
        ("a.csv", b"a,b\r\n=1+1,2\r\n", "would run"),
        ("a.csv", b"a,b\r\n1\r\n", "row 2 has 1 cells"),
        ("a.xlsx", workbook('<row><c r="B2"><f>1+1</f></c></row>'), "cell B2 holds a formula"),
        ("a.html", b'<script src="https://cdn.example.org/x.js">', "<script src> fetches"),
        ("a.html", b'<link rel=x href="//example.org/x.css">', "<link href> fetches"),
        ("a.html", b"<img srcset='a.png, https://example.org/b.png 2x'>", "<img srcset> fetches"),
        ("a.html", b"<style>@import 'https://example.org/x.css';</style>", "a style fetches"),
        ("a.html", b'<p style="background:url(http://example.org/x)">', "a style fetches"),
        ("a.svg", b'<svg><image href="http://example.org/x.png"/></svg>', "<image href> fetches"),
        ("a.docx", archive({"word/document.xml": "<w>"}), "not well-formed"),
        ("a.docx", b"PK", "no archive"),
        ("a.pdf", b"%PDF-1.7 and then nothing", "may be cut off"),
        ("a.jsonld", b"{}", "no @context"),
        ("a.tour", b"{}", "not a tour"),
        ("a.txt", b"\xff", "not text in UTF-8"),
    ],
)
def test_what_is_wrong_is_found(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    found = problems(tmp_path, name, content)
    assert any(says in problem for problem in found), found


def test_a_finding_names_the_file_below_the_folder_and_the_check(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.txt").write_bytes(b"\xff")
    finding = validate_folder(tmp_path, ()).findings[0]
    assert finding.text == "site/a.txt: UTF-8: it is not text in UTF-8."


def test_what_could_not_run_and_what_nobody_knows_is_named(tmp_path: Path) -> None:
    def never(paths: Sequence[Path]) -> Problems:
        raise AssertionError("it is not installed")

    for name in ("a.txt", "b.txt", "c.bin"):
        (tmp_path / name).write_bytes(b"x")
    absent = Program("no-such-program", (".txt",), never)
    idle = Program("no-such-program-2", (".pdf",), never)
    verdict = validate_folder(tmp_path, (absent, idle))
    assert verdict.not_run == (("no-such-program", 2),)
    assert verdict.unknown == (Path("c.bin"),)
    assert verdict.findings == ()


def test_an_empty_or_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no file in it"):
        validate_folder(tmp_path)
    with pytest.raises(UnreadableFile, match="no folder"):
        validate_folder(tmp_path / "missing")


GPX = """<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="29.2" lon="117.2">%s</wpt></gpx>"""
KML = """<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>x</name>
<Style id="a"><IconStyle><color>ff005ed5</color></IconStyle></Style>
<Placemark><name>A</name><Point><coordinates>117.2,29.2,0</coordinates></Point></Placemark>
</Document></kml>"""
BROKEN = {
    "xmllint": ("a.gpx", (GPX % "<type>Day 1</type><name>A</name>").encode()),
    "ogrinfo": ("a.geojson", b'{"type":"Nothing"}'),
    "gpsbabel": ("a.gpx", b"<gpx><wpt></gpx>"),
    "icalendar": ("a.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nno line\r\nEND:VCALENDAR\r\n"),
    "jsonschema": ("a.geojson", b'{"type":"FeatureCollection","features":[{"type":"Point"}]}'),
    "qpdf": ("a.pdf", b"%PDF-1.7\nnothing\n%%EOF"),
    "pdffonts": ("a.pdf", b"%PDF-1.7\nnothing\n%%EOF"),
    "pdftotext": ("a.pdf", b"%PDF-1.7\nnothing\n%%EOF"),
    "soffice": ("a.docx", archive({"word/document.xml": "<w/>"})),
    "soffice calc": ("a.xlsx", archive({"xl/workbook.xml": "<w/>"})),
    "khal": ("a.ics", b"nonsense"),
    "OGC KML 2.2": (
        "a.kml",
        KML.replace("<Point>", "<Dot>").replace("</Point>", "</Dot>").encode(),
    ),
    "vnu": ("a.html", b"<!doctype html><html lang=en><title>x</title><p><div></p><img src=x>"),
    "PDF/UA-1": ("a.pdf", b"%PDF-1.7\nnothing\n%%EOF"),
}


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_other_programs_find_what_is_wrong_for_them(tmp_path: Path, program: Program) -> None:
    if not program.is_here:
        pytest.skip(f"{program.name} is not installed")
    name, content = BROKEN[program.name]
    (tmp_path / name).write_bytes(content)
    verdict = validate_folder(tmp_path, [program])
    assert [one.file for one in verdict.findings if one.check == program.name], verdict


PASSING = [one for one in PROGRAMS if one.suffixes[0] not in {".pdf", ".docx", ".xlsx"}]


@pytest.mark.parametrize("program", PASSING, ids=lambda program: program.name)
def test_other_programs_pass_what_is_right(tmp_path: Path, program: Program) -> None:
    if not program.is_here:
        pytest.skip(f"{program.name} is not installed")
    (tmp_path / "a.gpx").write_text(GPX % "<name>A</name><type>Day 1</type>", "utf-8")
    if program.name != "xmllint":  # its grammar is that of the KML we write
        (tmp_path / "a.kml").write_text(KML, "utf-8")
    (tmp_path / "a.ics").write_bytes(CALENDAR % (EVENT % b"DTSTART:20270401T090000Z\r\n"))
    point = '{"type":"Point","coordinates":[117.2,29.2]}'
    feature = f'{{"type":"Feature","id":"a","geometry":{point},"properties":{{"name":"A"}}}}'
    collection = f'{{"type":"FeatureCollection","features":[{feature}]}}'
    (tmp_path / "a.geojson").write_text(collection, "utf-8")
    page = "<!doctype html><html lang=en><meta charset=utf-8><title>窑</title><p>窑</p></html>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert validate_folder(tmp_path, [program]).findings == ()


def program_named(name: str) -> Program:
    program = next(one for one in PROGRAMS if one.name == name)
    if not program.is_here:
        pytest.skip(f"{name} is not installed")
    return program


def test_a_check_of_packages_and_a_program_needs_them_all() -> None:
    def never(paths: Sequence[Path]) -> Problems:
        raise AssertionError("it does not run")

    assert Program("x", (".x",), never, ("json",)).is_here
    assert not Program("x", (".x",), never, ("json",), "no-such-program").is_here
    assert not Program("x", (".x",), never, ("no_such_package",)).is_here


def test_a_program_without_the_part_that_reads_these_files_is_not_here(tmp_path: Path) -> None:
    def never(paths: Sequence[Path]) -> Problems:
        raise AssertionError("it does not run")

    assert Program("sh", (".x",), never, part="sh*").is_here
    assert not Program("sh", (".x",), never, part="no-such-part.*").is_here


def test_a_warning_is_not_told_as_the_reason(tmp_path: Path) -> None:
    program = program_named("soffice")
    (tmp_path / "a.docx").write_bytes(archive({"word/document.xml": "<w/>"}))
    assert "Warning" not in validate_folder(tmp_path, [program]).findings[-1].problem


def test_the_html_checker_names_the_page_and_the_line(tmp_path: Path) -> None:
    vnu = program_named("vnu")
    (tmp_path / "a b 窑.html").write_bytes(b"<!doctype html><html lang=en>\n<title>x</title><img>")
    (tmp_path / "sound.html").write_bytes(b"<!doctype html><html lang=en><title>x</title><p>x")
    found = validate_folder(tmp_path, [vnu]).findings
    assert {one.file.name for one in found} == {"a b 窑.html"}
    assert all(one.problem.startswith("line 2: ") for one in found)


def test_a_calendar_of_which_events_are_lost_is_found(tmp_path: Path) -> None:
    khal = program_named("khal")
    whole = CALENDAR % (EVENT % b"DTSTART:20270401T090000Z\r\nSUMMARY:x\r\n")
    (tmp_path / "a.ics").write_bytes(whole.replace(b"SUMMARY:x", b"SUMMARY:BEGIN:VEVENT"))
    found = validate_folder(tmp_path, [khal]).findings
    assert [one.problem for one in found if one.check == "khal"]


def test_the_kml_that_is_written_fits_the_schema_of_the_ogc(tmp_path: Path) -> None:
    checker = program_named("OGC KML 2.2")
    for name, make in (("usual", roadbook), ("hostile", hostile_roadbook), ("three", three_days)):
        (tmp_path / f"{name}.kml").write_bytes(write_kml(make(), NOW))
    assert [one.text for one in validate_folder(tmp_path, [checker]).findings] == []


def test_extended_data_before_the_style_is_refused_by_the_schema_of_the_ogc(tmp_path: Path) -> None:
    checker = program_named("OGC KML 2.2")
    data = '<ExtendedData><Data name="x"><value>y</value></Data></ExtendedData>'
    style = "<styleUrl>#a</styleUrl>"
    for name, parts in (("bad", data + style), ("good", style + data)):
        (tmp_path / f"{name}.kml").write_text(KML.replace("<Point>", f"{parts}<Point>"), "utf-8")
    assert {one.file.name for one in validate_folder(tmp_path, [checker]).findings} == {"bad.kml"}


def test_a_pdf_that_says_nothing_of_itself_is_not_pdf_ua(tmp_path: Path) -> None:
    checker = program_named("PDF/UA-1")
    (tmp_path / "a.typ").write_text("#box(width: 1cm)", "utf-8")
    typst.compile(str(tmp_path / "a.typ"), str(tmp_path / "a.pdf"), format="pdf")
    found = validate_folder(tmp_path, [checker]).findings
    assert any("PDFUA1-ID-PART" in one.problem for one in found)


def fonts(folder: Path, listing: str) -> list[str]:
    """What is found when `pdffonts` answers with `listing`."""
    fake = folder / "bin"
    fake.mkdir()
    (fake / "pdffonts").write_text(f"#!/bin/sh\ncat <<'END'\n{listing}END\n", "utf-8")
    (fake / "pdffonts").chmod(0o755)
    (folder / "a.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    program = next(one for one in PROGRAMS if one.name == "pdffonts")
    return [problem for _path, problem in program.look([folder / "a.pdf"])]


HEAD = "name      type    encoding  emb sub uni object ID\n--------- ------- --- --- --- ---\n"


@pytest.mark.parametrize(("embedded", "count"), [("yes", 0), ("no", 1)])
def test_a_font_that_is_not_embedded_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, embedded: str, count: int
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    name = "ABCDEF+A-very-long-name-of-a-font-that-breaks-the-column"
    found = fonts(tmp_path, f"{HEAD}{name} CID TrueType  Identity-H {embedded} yes yes  5  0\n")
    assert found == [f"the font {name} is not embedded."] * count
