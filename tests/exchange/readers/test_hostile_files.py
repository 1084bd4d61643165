"""Files made to harm: each ends in one sentence, none in a crash or a full memory."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.readers.samples import ALL, KML, SHANGHAI, archive, read, workbook
from tourplanner.domain.imported import Imported
from tourplanner.errors import UnreadableFile
from tourplanner.exchange.readers.any_file import read_file
from tourplanner.exchange.readers.kml_reader import text_of_html

LAUGHS = """<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<gpx version="1.1"><wpt lat="1" lon="2"><name>&b;</name></wpt></gpx>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<gpx version="1.1"><wpt lat="1" lon="2"><name>&a;</name></wpt></gpx>"""


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("name", ["a.gpx", "a.kml"])
def test_entities_are_refused(name: str, text: str) -> None:
    with pytest.raises(UnreadableFile, match="document type or entities"):
        read(name, text)


def test_entities_inside_archives_are_refused() -> None:
    for name, content in (
        ("a.kmz", archive({"doc.kml": LAUGHS})),
        ("a.xlsx", workbook("", **{"xl/workbook.xml": LAUGHS})),
    ):
        with pytest.raises(UnreadableFile, match="document type or entities"):
            read(name, content)


@pytest.mark.parametrize(
    "path", ["../../evil.kml", "/etc/evil.kml", "..\\evil.kml", "C:\\evil.kml", "a/../../b.kml"]
)
def test_paths_that_lead_out_are_refused(path: str) -> None:
    with pytest.raises(UnreadableFile, match="a path that leads out of it"):
        read("a.kmz", archive({"doc.kml": KML, path: "x"}))


def test_bombs_are_refused_before_they_unpack() -> None:
    bomb = archive({"doc.kml": b"\0" * 50_000_000})
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        read("a.kmz", bomb)
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        read("a.xlsx", workbook("", **{"xl/worksheets/sheet2.xml": " " * 50_000_000}))


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    honest = archive({"doc.kml": b"\0" * 3_000_000})
    lie = honest.replace((3_000_000).to_bytes(4, "little"), (3_000).to_bytes(4, "little"))
    with pytest.raises(UnreadableFile):
        read("a.kmz", lie)


def test_a_crowd_of_parts_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="too many parts"):
        read("a.kmz", archive({f"{n}.kml": "x" for n in range(2_001)}))


def test_an_archive_with_a_password_is_refused() -> None:
    locked = bytearray(archive({"doc.kml": KML}))
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    with pytest.raises(UnreadableFile, match="password"):
        read("a.kmz", bytes(locked))


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        read("a.gpx", "<gpx>" + "<a>" * 100_000)
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        read("a.geojson", "[" * 100_000)
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        read("a.ics", "BEGIN:VEVENT\n" * 100)


def test_a_crowd_of_elements_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="too many elements"):
        read("a.gpx", b"<gpx>" + b"<a/>" * 1_000_000)


def test_a_row_of_a_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    with file.open("wb") as out:
        out.write(b"name,lat,lon\n")
        for _block in range(100):
            out.write(b"x" * 1_000_000)
    with pytest.raises(UnreadableFile, match="larger than 20 MB"):
        read_file(file, SHANGHAI)
    with pytest.raises(UnreadableFile, match="longer than any table's"):
        read("a.csv", b"name,lat,lon\n" + b"x" * 15_000_000)


def test_quotes_that_never_close_are_refused() -> None:
    text = 'name,lat,lon\n"' + "x\n" * 200_000
    with pytest.raises(UnreadableFile, match="no row of a table"):
        read("a.csv", text)


def test_a_sheet_with_a_cell_far_out_is_refused() -> None:
    far = workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>')
    with pytest.raises(UnreadableFile, match="columns"):
        read("a.xlsx", far)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "91", "-1e308"])
def test_impossible_degrees_are_faults_or_refused(number: str) -> None:
    point = f'{{"type":"Point","coordinates":[117,{number}]}}'
    if "I" in number or "N" in number:
        with pytest.raises(UnreadableFile, match="impossible number"):
            read("a.geojson", point)
    else:
        found = read("a.geojson", point)
        assert (len(found.points), len(found.faults)) == (0, 1)
    gpx = read("a.gpx", f'<gpx><wpt lat="{number}" lon="117"><name>A</name></wpt></gpx>')
    assert (len(gpx.points), len(gpx.faults)) == (0, 1)


def test_endless_faults_end_the_reading() -> None:
    found = read("a.csv", "name,lat,lon\n" + "A,x,1\n" * 10_000)
    assert len(found.faults) == 200
    assert "not read to its end" in found.cautions[0]


def test_control_characters_and_endless_names_do_not_reach_the_tour() -> None:
    long = json.dumps({"name": "A\u0000\u0007" + "b" * 5_000, "description": "c\n" * 9_000})
    geometry = '{"type":"Point","coordinates":[1,2]}'
    text = f'{{"type":"Feature","geometry":{geometry},"properties":{long}}}'
    point = read("a.geojson", text).points[0]
    assert (len(point.name), point.name[:3], len(point.note)) == (200, "A b", 2_000)


def test_markup_left_open_is_plain_text() -> None:
    assert text_of_html("<![foo <b>x</b> a < b &amp; c") == "<![foo x a < b & c"


@pytest.mark.parametrize("name", ALL)
@given(content=st.binary(max_size=400))
@settings(max_examples=60)
def test_random_bytes_are_answered_with_a_sentence(name: str, content: bytes) -> None:
    _answered(name, content)


@pytest.mark.parametrize("name", ALL)
@given(data=st.data())
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
def test_mutated_files_are_answered_with_a_sentence(name: str, data: st.DataObject) -> None:
    content = bytearray(ALL[name])
    for _change in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        end = min(len(content), at + data.draw(st.integers(0, 30)))
        content[at:end] = data.draw(st.binary(max_size=8) | st.sampled_from(NASTY))
    _answered(name, bytes(content))


NASTY = [b'"', b"<", b"&", b"\r\n", b",", b"9" * 40, b"\xff\xfe", b"-", b"T", b"{", b"]]>", b"\0"]


@pytest.mark.parametrize("kind", ["a.kmz", "a.xlsx"])
@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_mutated_parts_of_archives_are_answered(kind: str, data: st.DataObject) -> None:
    def mutated(content: bytes) -> bytes:
        at = data.draw(st.integers(0, len(content)))
        return content[:at] + data.draw(st.binary(max_size=6)) + content[at + 1 :]

    _answered(kind, _rewritten(ALL[kind], mutated))


def _rewritten(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return archive({name: change(file.read(name)) for name in file.namelist()})


def _answered(name: str, content: bytes) -> None:
    refusal = ""
    found = Imported(name)
    try:
        found = read(name, content)
    except UnreadableFile as error:
        refusal = str(error)
    assert not refusal or refusal.startswith(f"“{name}” cannot be read: ")
    assert all(abs(point.at.lat) <= 90 for point in found.points)
    assert all(fault.text for fault in found.faults)
