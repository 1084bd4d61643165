"""An area pack, opened: tiles, roads, boundaries and places of an area, none of it trusted."""

from __future__ import annotations

import hashlib
import os
import struct
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from tourplanner.area.boundaries import Boundary, read_boundaries
from tourplanner.area.manifest import (
    LIMITS,
    MANIFEST_LIMIT,
    MANIFEST_NAME,
    Manifest,
    Part,
    read_manifest,
)
from tourplanner.area.suggestions import Suggestion, read_suggestions
from tourplanner.area.tile_archive import TileArchive, TileDamaged
from tourplanner.domain.progress import ShouldStop
from tourplanner.errors import Cancelled, UnreadableFile
from tourplanner.i18n import N_, _

LOCAL_HEADER = 30
"""Bytes of a zip entry's own header before its name."""
END_RECORD = struct.Struct("<4s4H2LH")
"""What a zip archive without a comment ends with."""
LONGEST_DIRECTORY = 4096
STEP_BYTES = 1_000_000
NOT_A_PACK = N_("it is not an area pack of Tour Planner, or it is damaged.")
PART_DAMAGED = N_("its part “{part}” is damaged. Build the area anew or fetch it once more.")


class Pack:
    """An open pack. The parts lie in it as they are, so that nothing has to be unpacked.

    May be used from several threads. Close it, or use it in a `with` block.
    """

    def __init__(self, path: Path, file: BinaryIO) -> None:
        """See `Pack.open`."""
        self.path = path
        self._file = file
        self._door = threading.Lock()
        with self._trouble():
            _expect_short_directory(file)
        with self._trouble(), zipfile.ZipFile(file) as archive:
            entries = _entries(archive)
            self.manifest: Manifest = read_manifest(archive.read(MANIFEST_NAME), path.name)
        self._starts = {part: self._start(entries[part.value]) for part in self._parts(entries)}
        with self._damage_of(Part.TILES):
            self._tiles = TileArchive(self._read_tiles)
        self._places = read_suggestions(self.read(Part.PLACES), path.name)
        self._boundaries = read_boundaries(self.read(Part.BOUNDARIES), path.name)

    @classmethod
    def open(cls, path: Path) -> Pack:
        """The pack at `path`; manifest and small parts are verified, tiles when they are read.

        Raises FileTooNew for a pack of a later version, UnreadableFile for anything that is not
        a sound pack.
        """
        try:
            file = path.open("rb")
        except OSError as error:
            raise UnreadableFile(file=str(path), problem=error.strerror or str(error)) from error
        try:
            return cls(path, file)
        except BaseException:
            file.close()
            raise

    def __enter__(self) -> Pack:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; nothing can be read afterwards."""
        self._file.close()

    @property
    def attribution(self) -> str:
        """What has to stand on every map made from it; plain text."""
        return self.manifest.licence

    @property
    def box(self) -> tuple[float, float, float, float]:
        """South, west, north and east of the area, in degrees."""
        box = self.manifest.box
        return box.south, box.west, box.north, box.east

    @property
    def min_zoom(self) -> int:
        """The coarsest level of tiles."""
        return self._tiles.min_zoom

    @property
    def max_zoom(self) -> int:
        """The finest level of tiles; finer maps are drawn from these."""
        return self._tiles.max_zoom

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """A vector tile (MVT), unpacked; None where there is none.

        Raises UnreadableFile for a tile that is damaged or larger than a map needs.
        """
        with self._damage_of(Part.TILES):
            return self._tiles.tile(z, x, y)

    def has_tile(self, z: int, x: int, y: int) -> bool:
        """Whether the pack has that tile."""
        with self._damage_of(Part.TILES):
            return self._tiles.has(z, x, y)

    def places(self) -> tuple[Suggestion, ...]:
        """Places that could join the catalogue."""
        return self._places

    def boundaries(self) -> tuple[Boundary, ...]:
        """Administrative areas, larger ones first."""
        return self._boundaries

    def has(self, part: Part) -> bool:
        """Whether the pack has that part."""
        return part in self._starts

    def read(self, part: Part) -> bytes:
        """The whole of a part that the pack has, after its fingerprint was found right.

        Raises UnreadableFile, KeyError for a part that is not there.
        """
        note = self.manifest.parts[part]
        content = self._read(self._starts[part], note.size)
        if hashlib.sha256(content).hexdigest() != note.sha256:
            raise self._damaged(part)
        return content

    def check(self, should_stop: ShouldStop) -> None:
        """Verify the fingerprint of every part and unpack every tile.

        Raises UnreadableFile naming the first part that is not right; Cancelled.
        """
        for part, start in self._starts.items():
            digest = hashlib.sha256()
            size = self.manifest.parts[part].size
            for offset in range(0, size, STEP_BYTES):
                if should_stop():
                    raise Cancelled
                digest.update(self._read(start + offset, min(STEP_BYTES, size - offset)))
            if digest.hexdigest() != self.manifest.parts[part].sha256:
                raise self._damaged(part)
        with self._damage_of(Part.TILES):
            self._tiles.check(should_stop)

    def _parts(self, entries: dict[str, zipfile.ZipInfo]) -> Iterator[Part]:
        """The parts that the manifest names; each has to be there in the size it says."""
        for part, note in self.manifest.parts.items():
            entry = entries.get(part.value)
            if entry is None or entry.file_size != note.size:
                raise self._damaged(part)
            yield part

    def _start(self, entry: zipfile.ZipInfo) -> int:
        """Where the bytes of a stored entry begin."""
        header = self._read(entry.header_offset, LOCAL_HEADER)
        if len(header) < LOCAL_HEADER:
            raise self._unreadable(_(NOT_A_PACK))
        name, extra = struct.unpack_from("<HH", header, 26)
        return int(entry.header_offset + LOCAL_HEADER + name + extra)

    def _read_tiles(self, offset: int, length: int) -> bytes:
        size = self.manifest.parts[Part.TILES].size
        return self._read(self._starts[Part.TILES] + offset, max(0, min(length, size - offset)))

    def _read(self, offset: int, length: int) -> bytes:
        with self._trouble(), self._door:
            self._file.seek(offset)
            return self._file.read(length)

    @contextmanager
    def _damage_of(self, part: Part) -> Iterator[None]:
        try:
            yield
        except TileDamaged as error:
            raise self._damaged(part) from error

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._unreadable(error.strerror or str(error)) from error
        except NOT_OUR_ZIP as error:
            raise self._unreadable(_(NOT_A_PACK)) from error

    def _damaged(self, part: Part) -> UnreadableFile:
        return self._unreadable(_(PART_DAMAGED).format(part=part.value))

    def _unreadable(self, problem: str) -> UnreadableFile:
        return UnreadableFile(file=str(self.path), problem=problem)


class _Unexpected(Exception):
    """The zip archive is not one that this program writes."""


NOT_OUR_ZIP = (
    zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OverflowError, struct.error,
    _Unexpected,
)  # fmt: skip
"""What reading a damaged or foreign archive may end in."""


def _expect_short_directory(file: BinaryIO) -> None:
    """Refuse an archive whose list of entries is longer than ours, before it is read."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - END_RECORD.size))
    end = file.read()
    if len(end) != END_RECORD.size:
        raise _Unexpected
    mark, _disk, _start_disk, _here, count, length, _offset, comment = END_RECORD.unpack(end)
    is_ours = mark == b"PK\x05\x06" and not comment
    if not is_ours or count > len(Part) + 1 or length > LONGEST_DIRECTORY:
        raise _Unexpected


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The entries by name; only names we know, each once, stored as they are, of a fair size."""
    limits = {part.value: LIMITS[part] for part in Part} | {MANIFEST_NAME: MANIFEST_LIMIT}
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        is_plain = entry.compress_type == zipfile.ZIP_STORED and not entry.flag_bits & 1
        if entry.filename not in limits or entry.filename in entries or not is_plain:
            raise _Unexpected
        if not entry.compress_size == entry.file_size <= limits[entry.filename]:
            raise _Unexpected
        entries[entry.filename] = entry
    if MANIFEST_NAME not in entries:
        raise _Unexpected
    return entries
