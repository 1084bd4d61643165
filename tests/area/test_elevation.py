"""Heights from .hgt files: read, smoothed, and never trusted."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.area.hills import METRES_PER_DEGREE, height_file, plain, samples, waves, zipped
from tourplanner.area.elevation import VOID, Elevation
from tourplanner.area.height_files import (
    NoHeightsHere,
    corners_of,
    read_heights,
    read_tile,
    tile_name,
)
from tourplanner.domain.box import Box
from tourplanner.errors import UnreadableFile

HELSINKI = Box(60.15, 24.90, 60.20, 24.99)
CORNER = (60, 24)


def at(elevation: Elevation, lat: float, lon: float) -> float:
    return float(elevation.at(np.array([lat]), np.array([lon]))[0])


def smoothed(elevation: Elevation, lat: float, lon: float) -> float:
    return float(elevation.smoothed(np.array([lat]), np.array([lon]))[0])


@pytest.mark.parametrize("side", [1201, 3601])
def test_samples_are_those_of_gdal(side: int, tmp_path: Path) -> None:
    if shutil.which("gdallocationinfo") is None:
        pytest.skip("gdallocationinfo is not installed")
    path = height_file(tmp_path, CORNER, waves, side)
    tile = read_tile(path)
    places = [(0, 0), (0, side - 1), (side - 1, 0), (7, 911), (side // 2, 30), (1100, 1200)]
    wanted = "\n".join(f"{column} {row}" for row, column in places)
    told = subprocess.run(
        ["gdallocationinfo", "-valonly", str(path)],
        input=wanted, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert [int(line) for line in told.stdout.split()] == [int(tile[at]) for at in places]


def test_points_are_those_of_gdal(tmp_path: Path) -> None:
    """A sample is a point, not a square: GDAL's pixels begin half a step before it."""
    if shutil.which("gdallocationinfo") is None:
        pytest.skip("gdallocationinfo is not installed")
    path = height_file(tmp_path, CORNER, waves)
    elevation = Elevation({CORNER: read_tile(path)})
    for lat, lon in [(60 + 100 / 1200, 24 + 1115 / 1200), (60 + 1199 / 1200, 24 + 1 / 1200)]:
        told = subprocess.run(
            ["gdallocationinfo", "-valonly", "-geoloc", str(path), str(lon), str(lat)],
            capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        assert at(elevation, lat, lon) == pytest.approx(float(told.stdout), abs=0.01)


def test_height_between_samples_lies_between_them() -> None:
    tile = np.zeros((1201, 1201), dtype=np.int16)
    tile[1200, 0], tile[1200, 1], tile[1199, 0], tile[1199, 1] = 10, 20, 30, 40
    elevation = Elevation({CORNER: tile})
    step = 1 / 1200
    assert at(elevation, 60.0, 24.0) == 10
    assert at(elevation, 60.0, 24 + step / 2) == pytest.approx(15)
    assert at(elevation, 60 + step / 2, 24.0) == pytest.approx(20)
    assert at(elevation, 60 + step / 2, 24 + step / 2) == pytest.approx(25)


def test_void_and_absurd_heights_are_not_known() -> None:
    tile = np.full((1201, 1201), 50, dtype=np.int16)
    tile[600, 600] = VOID
    tile[300, 300] = 20000
    elevation = Elevation({CORNER: tile})
    assert np.isnan(at(elevation, 60.5, 24.5))
    assert np.isnan(at(elevation, 60.75 + 0.0001, 24.25))
    assert at(elevation, 60.1, 24.1) == 50
    assert np.isnan(at(elevation, 61.5, 24.1))
    assert smoothed(elevation, 60.5 + 2.2 / 1200, 24.5) == pytest.approx(50)


def test_smoothing_crosses_the_seam_between_tiles() -> None:
    tiles = {corner: samples(waves, corner) for corner in [(60, 24), (60, 25)]}
    elevation = Elevation(tiles)
    step = 5 / METRES_PER_DEGREE / 0.5
    for lon in (25 - step, 25.0, 25 + step):
        ground = float(waves(np.array(60.3), np.array(lon)))
        assert smoothed(elevation, 60.3, lon) == pytest.approx(ground, abs=2.0)


@given(st.floats(-90, 8000), st.floats(60, 60.9999), st.floats(24, 24.9999))
def test_plain_is_as_high_everywhere(height: float, lat: float, lon: float) -> None:
    elevation = Elevation({CORNER: np.full((1201, 1201), round(height), dtype=np.int16)})
    assert smoothed(elevation, lat, lon) == pytest.approx(round(height))


def test_squares_are_named_as_srtm_names_them() -> None:
    assert [tile_name(corner) for corner in corners_of(HELSINKI)] == ["N60E024"]
    assert tile_name((-1, -72)) == "S01W072"
    assert corners_of(Box(28.9, 116.8, 29.6, 117.6)) == ((28, 116), (28, 117), (29, 116), (29, 117))


def test_folder_gives_the_squares_of_the_area_and_names_those_missing(tmp_path: Path) -> None:
    height_file(tmp_path, (29, 117), plain(30))
    height_file(tmp_path, (50, 8), plain(30))
    (tmp_path / "readme.txt").write_text("heights")
    elevation, note = read_heights(tmp_path, Box(28.9, 117.1, 29.6, 117.6))
    assert list(elevation.tiles) == [(29, 117)]
    assert (note.files, note.missing) == (("N29E117.hgt",), ("N28E117",))
    assert (note.source, note.date, note.licence) == (None, None, None)


def test_names_of_nasa_say_whose_heights_they_are(tmp_path: Path) -> None:
    file = height_file(tmp_path, CORNER, plain(5))
    nasa = zipped(file).rename(tmp_path / "N60E024.SRTMGL3.hgt.zip")
    _elevation, note = read_heights(nasa, HELSINKI)
    assert "SRTMGL3" in (note.source or "")
    assert (note.date, note.licence is not None) == ("2000-02", True)


def test_zipped_file_holds_the_same_heights(tmp_path: Path) -> None:
    file = height_file(tmp_path, CORNER, waves)
    assert (read_tile(zipped(file)) == read_tile(file)).all()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "N60E024.hgt", "bytes"),
        (b"\0" * 2_884_801, "N60E024.hgt", "bytes"),
        (b"\0" * 2_884_802, "heights.hgt", "name"),
        (b"\0" * 2_884_802, "N95E024.hgt", "name"),
        (b"no zip", "N60E024.hgt.zip", "archive"),
    ],
)
def test_wrong_file_is_named(content: bytes, name: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as trouble:
        read_heights(path, HELSINKI)
    assert name in str(trouble.value)
    assert says in str(trouble.value)


def test_missing_file_and_foreign_square_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="N60E024"):
        read_heights(tmp_path / "N60E024.hgt", HELSINKI)
    with pytest.raises(NoHeightsHere, match="N60E024 is needed"):
        read_heights(height_file(tmp_path, (29, 117), plain(0)), HELSINKI)
    with pytest.raises(NoHeightsHere):
        read_heights(tmp_path, HELSINKI)


def test_archive_that_is_not_one_height_file_is_refused(tmp_path: Path) -> None:
    file = height_file(tmp_path, CORNER, plain(3))
    for name in ("../N60E024.hgt", "N29E117.hgt", "N60E024.exe"):
        with pytest.raises(UnreadableFile, match="archive"):
            read_tile(zipped(file, name))
    bomb = tmp_path / "N60E024.hgt.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("N60E024.hgt", bytes(60_000_000))
    with pytest.raises(UnreadableFile, match="bytes"):
        read_tile(bomb)
    cut = zipped(file)
    cut.write_bytes(cut.read_bytes()[:-200])
    with pytest.raises(UnreadableFile, match="damaged"):
        read_tile(cut)


def test_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "N60E024.hgt.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("N60E024.hgt", bytes(60_000_000))
    size, smaller = (number.to_bytes(4, "little") for number in (60_000_000, 2_884_802))
    path.write_bytes(path.read_bytes().replace(size, smaller))
    with pytest.raises(UnreadableFile, match="N60E024"):
        read_tile(path)
