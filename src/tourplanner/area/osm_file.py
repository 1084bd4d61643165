"""An OpenStreetMap file on the disk: what it is, and its objects piece by piece."""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import osmium
from osmium.io import File, FileBuffer, Reader, ThreadPool

from tourplanner.domain.box import Box
from tourplanner.domain.progress import ShouldStop
from tourplanner.errors import Cancelled, InvalidEdit, UnreadableFile
from tourplanner.i18n import N_, _

LIMIT_BYTES = 1_000_000_000
"""A region's extract has some 50 MB, a large country's 1 GB."""
BLOCKS_AT_ONCE = 8
"""A block holds up to 8,000 objects: so many are read between two questions whether to stop."""
BLOCK_HEADER_LIMIT, BLOCK_LIMIT = 64 * 1024, 32 * 1024 * 1024
"""What the format allows."""

MOST_PACKED, SMALL_BYTES, STEP_BYTES = 60, 50_000_000, 1_000_000
"""Map files in XML shrink to a tenth; none above 50 MB shrinks to less than a sixtieth."""

NO_FILE_OF_OSM = N_("it is not an OpenStreetMap file (.osm.pbf, .osm or .osm.gz).")
CUT_SHORT = N_("it ends in the middle of a block; fetch it once more.")
DAMAGED = N_("it is damaged or not a complete OpenStreetMap file; fetch it once more.")
TOO_WELL_PACKED = N_("it unpacks to far more than a map file would.")
NO_ENTITIES = N_("it declares entities, as no OpenStreetMap file does.")


NOT_A_MAP = (RuntimeError, ValueError, EOFError, zlib.error, osmium.InvalidLocationError)
"""What reading a damaged or foreign file may end in."""


class Kind(StrEnum):
    """How the file is written; the value is osmium's name of it."""

    PBF = "pbf"
    XML = "osm"
    XML_GZ = "osm.gz"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the file's objects, to be read once."""

    source: File | FileBuffer
    done: float
    """Share of the file that is behind when this piece has been read, 0 to 1."""


class OsmFile:
    """An OpenStreetMap file; only its first bytes are looked at to know what it is."""

    def __init__(self, path: Path) -> None:
        """Raises UnreadableFile when it is missing, too large or something else."""
        self.path = path
        self.threads = ThreadPool(1)
        try:
            self.size = path.stat().st_size
            with path.open("rb") as file:
                start = file.read(4096)
        except OSError as error:
            raise self.unreadable(error.strerror or str(error)) from error
        if self.size > LIMIT_BYTES:
            problem = _("it is larger than {limit} MB; take the extract of a smaller region.")
            raise self.unreadable(problem.format(limit=LIMIT_BYTES // 1_000_000))
        kind = _kind(start)
        if kind is None:
            raise self.unreadable(_(NO_FILE_OF_OSM))
        self.kind = kind

    def header(self) -> tuple[Box | None, datetime | None]:
        """The area and the instant of the data, as far as the file says."""
        with self.trouble():
            piece = next(self.pieces())
            with Reader(piece.source, osmium.osm.NOTHING, self.threads) as reader:
                header = reader.header()
        dates = (header.get("osmosis_replication_timestamp"), header.get("timestamp"))
        return _box(header.box()), next((d for d in map(_instant, dates) if d), None)

    def pieces(self) -> Iterator[Piece]:
        """The whole file, in order: blocks of a .pbf, else everything in one."""
        if self.kind is not Kind.PBF:
            yield Piece(File(self.path, self.kind.value), 1.0)
            return
        with self.trouble(), self.path.open("rb") as file:
            blocks = self._blocks(file)
            head = next(blocks)
            held: list[bytes] = []
            for block in blocks:
                held.append(block)
                if len(held) == BLOCKS_AT_ONCE:
                    yield _piece(head, held, file.tell() / self.size)
                    held = []
            yield _piece(head, held, 1.0)

    def check_packing(self, should_stop: ShouldStop) -> None:
        """Refuse a .osm.gz that is a bomb, before anybody reads what comes out of it."""
        if self.kind is not Kind.XML_GZ:
            return
        left = max(SMALL_BYTES, self.size * MOST_PACKED)
        with self.trouble(), gzip.open(self.path) as file:
            while content := file.read(STEP_BYTES):
                left -= len(content)
                if left < 0:
                    raise self.unreadable(_(TOO_WELL_PACKED))
                if should_stop():
                    raise Cancelled

    @contextmanager
    def trouble(self) -> Iterator[None]:
        """A context that turns what osmium and the disk complain of into UnreadableFile."""
        try:
            yield
        except OSError as error:  # one without a text of the system comes from gzip
            raise self.unreadable(error.strerror or _(DAMAGED)) from error
        except NOT_A_MAP as error:
            is_entity = "entit" in str(error).lower()
            raise self.unreadable(_(NO_ENTITIES if is_entity else DAMAGED)) from error

    def unreadable(self, problem: str) -> UnreadableFile:
        """The error that names this file."""
        return UnreadableFile(file=str(self.path), problem=problem)

    def _blocks(self, file: BinaryIO) -> Iterator[bytes]:
        """Each block with its header and length, as it lies in the file."""
        while length := file.read(4):
            header_size = struct.unpack(">I", length)[0] if len(length) == 4 else 0
            if not 0 < header_size <= BLOCK_HEADER_LIMIT:
                raise self.unreadable(_(CUT_SHORT if len(length) < 4 else DAMAGED))
            header = file.read(header_size)
            body_size = _body_size(header) if len(header) == header_size else 0
            if body_size > BLOCK_LIMIT:
                raise self.unreadable(_(DAMAGED))
            body = file.read(body_size)
            if len(header) < header_size or len(body) < body_size:
                raise self.unreadable(_(CUT_SHORT))
            yield length + header + body


def _piece(head: bytes, blocks: list[bytes], done: float) -> Piece:
    return Piece(FileBuffer(b"".join((head, *blocks)), Kind.PBF.value), done)


def _kind(start: bytes) -> Kind | None:
    if b"OSMHeader" in start[4:32]:
        return Kind.PBF
    if start[:2] == b"\x1f\x8b":
        try:
            text = zlib.decompressobj(wbits=31).decompress(start, 4096)
        except zlib.error:
            return None
        return Kind.XML_GZ if _is_osm_xml(text) else None
    return Kind.XML if _is_osm_xml(start) else None


def _is_osm_xml(start: bytes) -> bool:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"<") and b"<osm" in text and b"<osmChange" not in text


def _body_size(header: bytes) -> int:
    """The field `datasize` of a BlobHeader (number 3, a varint); 0 when there is none."""
    position = 0
    while position < len(header):
        field = header[position]
        value, position = _varint(header, position + 1)
        if field == 0x18:
            return value
        if field & 7 == 2:
            position += value
    return 0


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while position < len(data) and shift < 64:
        byte = data[position]
        value |= (byte & 0x7F) << shift
        position, shift = position + 1, shift + 7
        if byte < 0x80:
            break
    return value, position


def _box(box: osmium.osm.Box) -> Box | None:
    if not box.valid():
        return None
    low, high = box.bottom_left, box.top_right
    try:
        return Box(max(-85.0, low.lat), low.lon, min(85.0, high.lat), high.lon)
    except InvalidEdit:
        return None


def _instant(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo else None
