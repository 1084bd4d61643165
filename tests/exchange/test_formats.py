"""Every format lands in the folder under the tour's name, or the trouble is named."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import zipfile
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests import dossiers
from tests.exchange.books import NOW, empty_roadbook, hostile_roadbook, roadbook
from tests.planted import planted
from tourplanner.domain.audience import Audience
from tourplanner.domain.paper_choice import PaperLanguage
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.seen_by import seen_by
from tourplanner.errors import NothingToExport, TargetNotWritable
from tourplanner.exchange import formats
from tourplanner.exchange.formats import (
    EXPORTERS,
    FormatUnknown,
    NamedFile,
    Need,
    export,
    export_zip,
    exported,
    exporter_named,
)
from tourplanner.mapping.tiles import PackSource

ALL = tuple(exporter.id for exporter in EXPORTERS)


def test_every_format_has_a_name_of_its_own_and_every_file_its_suffix() -> None:
    assert ALL[:4] == ("html", "gpx", "ics", "geojson")
    assert len(set(ALL)) == len({exporter.label for exporter in EXPORTERS}) == len(EXPORTERS)
    for exporter in EXPORTERS:
        for name, _content in exported(roadbook(), [exporter.id], NOW):
            assert name.endswith(exporter.suffix)
            assert name.startswith("Kilns and lanes")


def test_all_formats_are_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "deep"
    files = export(roadbook(), ALL, folder, NOW)
    names = [file.relative_to(folder).as_posix() for file in files]
    assert names[:6] == [
        "Kilns and lanes.html",
        "Kilns and lanes.gpx",
        "Kilns and lanes - day 01.gpx",
        "Kilns and lanes - day 02.gpx",
        "Kilns and lanes.ics",
        "Kilns and lanes.geojson",
    ]
    assert names[-4:] == [
        f"Kilns and lanes - site/{name}.html" for name in ("index", "day-01", "day-02", "cards")
    ]
    found = [path for path in folder.rglob("*") if path.is_file()]
    assert sorted(found) == sorted(file for file in files)
    assert all(file.stat().st_size > 100 for file in files)


def test_hostile_tour_is_written_without_leaving_the_folder(tmp_path: Path) -> None:
    files = export(hostile_roadbook(), ALL, tmp_path, NOW)
    inside = {file.parent for file in files}
    assert {folder for folder in inside if folder != tmp_path} == {
        file.parent for file in files if file.parent.name.endswith(" - site")
    }
    assert {folder.parent for folder in inside} <= {tmp_path, tmp_path.parent}
    names = [file.relative_to(tmp_path).as_posix() for file in files]
    assert len(set(names)) == len(names)


def test_archive_holds_the_same_files_whatever_the_hour(tmp_path: Path) -> None:
    made = export_zip(roadbook(), ALL, tmp_path / "new" / "tour.zip", NOW)
    assert made.is_file()
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
        held = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert held == list(exported(roadbook(), ALL, NOW))
    again = export_zip(roadbook(), ALL, tmp_path / "again.zip", NOW)
    assert again.read_bytes() == made.read_bytes()


def test_what_nobody_reduced_is_reduced_for_the_audience_of_its_papers() -> None:
    whole, _secrets = planted(list(range(100, 200)))
    driver = replace(whole, paper=replace(whole.paper, audience=Audience.DRIVER))
    assert exported(driver, ["txt"], NOW) == exported(seen_by(whole, Audience.DRIVER), ["txt"], NOW)


def test_words_are_in_the_language_of_the_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(formats, "speaking", lambda name: (asked.append(name), nullcontext())[1])
    book = roadbook()
    for language in PaperLanguage:
        exported(replace(book, paper=replace(book.paper, language=language)), ["txt"], NOW)
    assert asked == ["en", "zh_CN", "en"]


def test_a_full_disk_is_named_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _where: usage._replace(free=1000))
    with pytest.raises(TargetNotWritable, match="no room for"):
        export(roadbook(), ALL, tmp_path / "papers" / "new", NOW)
    with pytest.raises(TargetNotWritable, match="no room for"):
        export_zip(roadbook(), ALL, tmp_path / "new" / "tour.zip", NOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a\0b", "n" * 300])
def test_a_name_that_the_file_system_refuses_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(TargetNotWritable) as caught:
        export(roadbook(), ["gpx"], tmp_path / name, NOW)
    assert caught.value.advice
    with pytest.raises(TargetNotWritable):
        export_zip(roadbook(), ["gpx"], tmp_path / name / "tour.zip", NOW)


def test_reservations_alone_fill_the_formats_that_need_no_visit(tmp_path: Path) -> None:
    book = replace(empty_roadbook(), reservations=dossiers.dossier().reservations)
    formats_ = [exporter.id for exporter in EXPORTERS if exporter.needs is Need.ANYTHING]
    assert len(export(book, formats_, tmp_path, NOW)) >= len(formats_) == 6
    with pytest.raises(NothingToExport):
        export(book, ["kml"], tmp_path, NOW)


def test_format_is_found_in_any_case_and_written_once(tmp_path: Path) -> None:
    files = export(roadbook(), [" ICS ", "ics"], tmp_path, NOW)
    assert [file.suffix for file in files] == [".ics"]


@pytest.mark.parametrize("wanted", [["gpx", "pptx"], [], ["pptx"]])
def test_unknown_format_lists_the_known_ones_and_writes_nothing(
    wanted: list[str], tmp_path: Path
) -> None:
    with pytest.raises(FormatUnknown) as caught:
        export(roadbook(), wanted, tmp_path / "out", NOW)
    assert "html, gpx, ics, geojson" in caught.value.advice
    assert not (tmp_path / "out").exists()


def test_tour_without_a_plan_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(NothingToExport, match="Kilns and lanes"):
        export(empty_roadbook(), ALL, tmp_path / "out", NOW)
    assert not (tmp_path / "out").exists()


def test_a_file_in_place_of_the_folder_is_named_and_kept(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"mine")
    with pytest.raises(TargetNotWritable, match="out"):
        export(roadbook(), ["gpx"], target, NOW)
    assert target.read_bytes() == b"mine"


def test_read_only_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_where: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(TargetNotWritable, match=r"Kilns and lanes\.gpx") as caught:
        export(roadbook(), ["gpx"], tmp_path, NOW)
    assert os.strerror(errno.EACCES) in caught.value.message


def test_one_format_that_fails_leaves_the_earlier_export_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = export(roadbook(), ["gpx"], tmp_path, NOW)
    before = {file: file.read_bytes() for file in files}

    def fail(
        _roadbook: Roadbook, _now: datetime, _pack: PackSource | None
    ) -> tuple[NamedFile, ...]:
        raise NothingToExport(file="x")

    failing = replace(exporter_named("geojson"), write=fail)
    others = tuple(one for one in EXPORTERS if one.id != "geojson")
    monkeypatch.setattr(formats, "EXPORTERS", (*others, failing))
    with pytest.raises(NothingToExport):
        export(roadbook(first_day=3), ["gpx", "geojson"], tmp_path, NOW)
    assert {path: path.read_bytes() for path in tmp_path.glob("*.*")} == before
