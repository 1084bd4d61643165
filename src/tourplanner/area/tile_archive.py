"""Base map tiles in one archive (PMTiles 3): written once, read without trust."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Mapping

from pmtiles.tile import (
    Compression,
    Entry,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    find_tile,
    zxy_to_tileid,
)
from pmtiles.writer import finalize_header

from tourplanner.domain.box import Box
from tourplanner.domain.progress import ShouldStop
from tourplanner.errors import Cancelled

Tile = tuple[int, int, int]
"""Level, column, row as web maps count them."""
ReadBytes = Callable[[int, int], bytes]
"""Offset and length within the archive; fewer bytes come where it ends."""

HEADER_BYTES = 127
LARGEST_PACKED, LARGEST_PLAIN = 2_000_000, 8_000_000
"""Bytes of one tile; what is larger was not made for drawing."""
LARGEST_DIRECTORY = 4_000_000
DEEPEST_ZOOM = 22
DEPTH = 3
"""Directories within directories; the writer makes two."""


class TileDamaged(Exception):
    """A tile or the archive around it is not what it should be."""


def write_archive(
    tiles: Iterable[tuple[Tile, bytes]], box: Box, about: Mapping[str, object]
) -> bytes:
    """The archive of `tiles` (vector tiles, not packed), in any order; at least one."""
    packed = sorted(
        (zxy_to_tileid(*place), gzip.compress(content, mtime=0)) for place, content in tiles
    )
    entries: list[Entry] = []
    offsets: dict[bytes, int] = {}  # tiles that are alike are kept once
    data = bytearray()
    for tile_id, content in packed:
        if content not in offsets:
            offsets[content] = len(data)
            data += content
        last = entries[-1] if entries else None
        offset = offsets[content]
        if last and tile_id == last.tile_id + last.run_length and offset == last.offset:
            last.run_length += 1
        else:
            entries.append(Entry(tile_id, offset, len(content), 1))
    counts = (len(packed), entries, len(offsets))
    head = finalize_header(_header(box), *counts, dict(about), True, len(data))
    return b"".join((*head, data))


def _header(box: Box) -> dict[str, object]:
    centre = box.centre
    return {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "internal_compression": Compression.GZIP,
        "min_lon_e7": round(box.west * 1e7),
        "min_lat_e7": round(box.south * 1e7),
        "max_lon_e7": round(box.east * 1e7),
        "max_lat_e7": round(box.north * 1e7),
        "center_zoom": 12,
        "center_lon_e7": round(centre.lon * 1e7),
        "center_lat_e7": round(centre.lat * 1e7),
    }


class TileArchive:
    """An archive of tiles, of which nothing is believed."""

    def __init__(self, read_bytes: ReadBytes) -> None:
        """Raises TileDamaged when it is no archive of packed vector tiles."""
        self._read_bytes = read_bytes
        try:
            header = deserialize_header(read_bytes(0, HEADER_BYTES))
        except (MagicNumberNotFound, SpecVersionUnsupported, ValueError, IndexError) as error:
            raise TileDamaged from error
        packing = (header["tile_compression"], header["internal_compression"])
        if header["tile_type"] is not TileType.MVT or set(packing) != {Compression.GZIP}:
            raise TileDamaged
        if not header["min_zoom"] <= header["max_zoom"] <= DEEPEST_ZOOM:
            raise TileDamaged
        self._header = header
        self.min_zoom, self.max_zoom = header["min_zoom"], header["max_zoom"]
        self._directories: dict[int, list[Entry]] = {}

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The unpacked tile, or None where there is none; raises TileDamaged."""
        entry = self._entry(z, x, y)
        return None if entry is None else self._unpacked_tile(entry)

    def has(self, z: int, x: int, y: int) -> bool:
        """Whether there is such a tile, damaged or not; raises TileDamaged."""
        return self._entry(z, x, y) is not None

    def check(self, should_stop: ShouldStop) -> None:
        """Unpack every tile; raises TileDamaged at the first that is not right, or Cancelled."""
        header = self._header
        self._check(header["root_offset"], header["root_length"], DEPTH, should_stop)

    def _entry(self, z: int, x: int, y: int) -> Entry | None:
        if not (self.min_zoom <= z <= self.max_zoom and 0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        header = self._header
        tile_id = zxy_to_tileid(z, x, y)
        offset, length = header["root_offset"], header["root_length"]
        for _depth in range(DEPTH):
            entry = find_tile(self._directory(offset, length), tile_id)
            if entry is None or entry.run_length:
                return entry
            offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        raise TileDamaged

    def _check(self, offset: int, length: int, depth: int, should_stop: ShouldStop) -> None:
        if not depth:
            raise TileDamaged
        for entry in self._directory(offset, length):
            if should_stop():
                raise Cancelled
            if entry.run_length:
                self._unpacked_tile(entry)
            else:
                leaf = self._header["leaf_directory_offset"] + entry.offset
                self._check(leaf, entry.length, depth - 1, should_stop)

    def _unpacked_tile(self, entry: Entry) -> bytes:
        if entry.length > LARGEST_PACKED:
            raise TileDamaged
        offset = self._header["tile_data_offset"] + entry.offset
        return _unpacked(self._read(offset, entry.length), LARGEST_PLAIN)

    def _directory(self, offset: int, length: int) -> list[Entry]:
        if offset not in self._directories:
            if length > LARGEST_DIRECTORY:
                raise TileDamaged
            packed = self._read(offset, length)
            _unpacked(packed, LARGEST_DIRECTORY)  # pmtiles would unpack a bomb
            try:
                self._directories[offset] = deserialize_directory(packed)
            except (EOFError, ValueError, zlib.error, OSError) as error:
                raise TileDamaged from error
        return self._directories[offset]

    def _read(self, offset: int, length: int) -> bytes:
        content = self._read_bytes(offset, length)
        if len(content) != length:
            raise TileDamaged
        return content


def _unpacked(packed: bytes, most: int) -> bytes:
    """What gzip has packed, if it is one whole stream of at most `most` bytes."""
    opener = zlib.decompressobj(wbits=31)
    try:
        plain = opener.decompress(packed, most)
    except zlib.error as error:
        raise TileDamaged from error
    if not opener.eof or opener.unused_data:
        raise TileDamaged
    return plain
