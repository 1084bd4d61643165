"""Every format lands in the folder under the tour's name, or the trouble is named."""

from __future__ import annotations

import errno
import os
import tempfile
from datetime import datetime
from pathlib import Path

import pytest

from tests.exchange.books import NOW, empty_roadbook, hostile_roadbook, roadbook
from tourplanner.domain.roadbook import Roadbook
from tourplanner.errors import NothingToExport, TargetNotWritable
from tourplanner.exchange import formats
from tourplanner.exchange.formats import EXPORTERS, FormatUnknown, export

ALL = tuple(exporter.id for exporter in EXPORTERS)


def test_formats_are_the_four_in_their_order() -> None:
    assert ALL == ("html", "gpx", "ics", "geojson")
    assert all(exporter.suffix == f".{exporter.id}" for exporter in EXPORTERS)


def test_all_formats_are_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "deep"
    paths = export(roadbook(), ALL, folder, NOW)
    assert [path.name for path in paths] == [
        "Kilns and lanes.html",
        "Kilns and lanes.gpx",
        "Kilns and lanes - day 01.gpx",
        "Kilns and lanes - day 02.gpx",
        "Kilns and lanes.ics",
        "Kilns and lanes.geojson",
    ]
    assert sorted(folder.iterdir()) == sorted(paths)
    assert all(path.stat().st_size > 500 for path in paths)


def test_hostile_tour_is_written_without_leaving_the_folder(tmp_path: Path) -> None:
    paths = export(hostile_roadbook(), ALL, tmp_path, NOW)
    assert {path.parent for path in paths} == {tmp_path}
    assert len({path.name for path in paths}) == len(paths)


def test_format_is_found_in_any_case_and_written_once(tmp_path: Path) -> None:
    paths = export(roadbook(), [" ICS ", "ics"], tmp_path, NOW)
    assert {path.suffix for path in paths} == {".ics"}


@pytest.mark.parametrize("wanted", [["gpx", "docx"], [], ["docx"]])
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
    before = {path: path.read_bytes() for path in export(roadbook(), ["gpx"], tmp_path, NOW)}

    def fail(_roadbook: Roadbook, _now: datetime) -> bytes:
        raise NothingToExport(file="x")

    monkeypatch.setattr(formats, "write_geojson", fail)
    with pytest.raises(NothingToExport):
        export(roadbook(first_day=3), ["gpx", "geojson"], tmp_path, NOW)
    assert {path: path.read_bytes() for path in tmp_path.glob("*.*")} == before
