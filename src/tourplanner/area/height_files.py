"""Reading heights of the ground from SRTM's .hgt files, none of them trusted."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tourplanner.area.elevation import Corner, Elevation
from tourplanner.area.manifest import HeightNote
from tourplanner.domain.box import Box
from tourplanner.errors import AreaError, UnreadableFile
from tourplanner.i18n import N_, _

Heights = NDArray[np.int16]

SIDES = (1201, 3601)
"""Samples along a side of a tile: one every three seconds of arc, or every one."""
SIZES = {side * side * 2: side for side in SIDES}
MOST_FILES = 20_000
"""In a folder; the whole Earth has 64,800 tiles, its land a third of them."""
MOST_ENTRIES = 20
"""In a zip archive: a tile, and perhaps a note beside it."""
_NAME = re.compile(r"([NS])(\d\d)([EW])(\d\d\d)((?:\.SRTMGL[13])?)\.hgt(?:\.zip)?", re.IGNORECASE)
DAMAGED_ZIP = (
    zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError, OSError,
    zlib.error,
)  # fmt: skip
"""What zipfile raises for an archive that is damaged, encrypted or of a strange kind."""
NASA = "NASA {product}, Shuttle Radar Topography Mission"
NASA_DATE = "2000-02"
NASA_LICENCE = "public domain (NASA, U.S. Government work)"


class NoHeightsHere(AreaError):
    """Height files of somewhere else."""

    text = N_("“{file}” holds no heights for the area: {wanted} is needed.")
    hint = N_("Name the .hgt file of that square, or leave heights out. Nothing was changed.")


def read_heights(path: Path, box: Box) -> tuple[Elevation, HeightNote]:
    """The heights inside `box`, of a file or of all files in a folder that are named for it.

    Raises UnreadableFile, NoHeightsHere.
    """
    files = _files(path)
    wanted = corners_of(box)
    found = {corner: files[corner] for corner in wanted if corner in files}
    if not found:
        raise NoHeightsHere(file=path.name, wanted=", ".join(map(tile_name, wanted)))
    tiles = {corner: read_tile(file) for corner, file in found.items()}
    names = tuple(file.name for file in found.values())
    missing = tuple(tile_name(corner) for corner in wanted if corner not in found)
    return Elevation(tiles), _note(names, missing)


def corners_of(box: Box) -> tuple[Corner, ...]:
    """The south-west corners of the squares of a degree that meet `box`."""
    rows = range(int(np.floor(box.south)), int(np.ceil(box.north)))
    columns = range(int(np.floor(box.west)), int(np.ceil(box.east)))
    return tuple((row, column) for row in rows for column in columns)


def tile_name(corner: Corner) -> str:
    """What SRTM calls the square: "N29E117"."""
    lat, lon = corner
    return f"{'S' if lat < 0 else 'N'}{abs(lat):02}{'W' if lon < 0 else 'E'}{abs(lon):03}"


def read_tile(path: Path) -> Heights:
    """The samples of a file, northernmost row first, in metres.

    Raises UnreadableFile for a wrong size, a name that says no square, or a hostile archive.
    """
    if _corner(path.name) is None:
        raise _wrong(path, _("its name is not like N29E117.hgt, which says where it lies."))
    try:
        content = _unzipped(path) if path.suffix.lower() == ".zip" else _plain(path)
    except OSError as error:
        raise _wrong(path, error.strerror or str(error)) from error
    side = SIZES[len(content)]
    return np.frombuffer(content, dtype=">i2").reshape(side, side).astype(np.int16)


def _files(path: Path) -> dict[Corner, Path]:
    """The height files by their corner; of two for one square the finer wins."""
    try:
        if not path.is_dir():
            corner = _corner(path.name)
            if corner is None and path.exists():
                read_tile(path)  # says what is wrong with its name
            if corner is None or not path.exists():
                raise _wrong(path, _("there is no such file."))
            return {corner: path}
        found: dict[Corner, Path] = {}
        for number, file in enumerate(sorted(path.iterdir(), key=_fineness)):
            if number >= MOST_FILES:
                raise _wrong(path, _("the folder holds too many files."))
            corner = _corner(file.name)
            if corner is not None and file.is_file():
                found[corner] = file
    except OSError as error:
        raise _wrong(path, error.strerror or str(error)) from error
    return found


def _fineness(file: Path) -> tuple[bool, bool, str]:
    """Sorts files that are unpacked, then finer ones, behind."""
    return "SRTMGL3" not in file.name.upper(), file.suffix.lower() != ".zip", file.name


def _corner(name: str) -> Corner | None:
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    lat = int(match[2]) * (-1 if match[1].upper() == "S" else 1)
    lon = int(match[4]) * (-1 if match[3].upper() == "W" else 1)
    return (lat, lon) if -90 <= lat < 90 and -180 <= lon < 180 else None


def _plain(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(max(SIZES) + 1)
    if len(content) not in SIZES:
        raise _wrong_size(path)
    return content


def _unzipped(path: Path) -> bytes:
    """The one tile in an archive; nothing is unpacked to a path, nor beyond a tile's size."""
    square = path.name[:7].upper()
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            tiles = [entry for entry in entries if _is_tile(entry.filename, square)]
            if len(entries) > MOST_ENTRIES or len(tiles) != 1:
                raise _wrong(path, _("it is not the archive of one height file."))
            if tiles[0].file_size not in SIZES:
                raise _wrong_size(path)
            with archive.open(tiles[0]) as member:
                content = member.read(tiles[0].file_size + 1)
    except UnreadableFile:
        raise
    except DAMAGED_ZIP as error:
        raise _wrong(path, _("the archive is damaged.")) from error
    if len(content) not in SIZES:
        raise _wrong_size(path)
    return content


def _is_tile(name: str, square: str) -> bool:
    return name.upper() == f"{square}.HGT"


def _note(names: tuple[str, ...], missing: tuple[str, ...]) -> HeightNote:
    """Only NASA's own names say whose heights they are; a bare .hgt may be anybody's."""
    matches = [_NAME.fullmatch(name) for name in names]
    products = {match[5].lstrip(".").upper() if match else "" for match in matches}
    if len(products) != 1 or "" in products:
        return HeightNote(names, missing, None, None, None)
    source = NASA.format(product=products.pop())
    return HeightNote(names, missing, source, NASA_DATE, NASA_LICENCE)


def _wrong_size(path: Path) -> UnreadableFile:
    sizes = " / ".join(f"{size:,}" for size in SIZES)
    problem = _("a height file has {sizes} bytes; it is cut short or of another kind.")
    return _wrong(path, problem.format(sizes=sizes))


def _wrong(path: Path, problem: str) -> UnreadableFile:
    return UnreadableFile(file=str(path), problem=problem)
