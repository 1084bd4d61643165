"""The door to base map tiles: what a pack has to offer, and how much of it is believed."""

from __future__ import annotations

import zlib
from typing import Protocol

from tourplanner.domain.box import Box
from tourplanner.errors import UnreadableFile

LARGEST_PACKED = 2 * 1024 * 1024
LARGEST_PLAIN = 8 * 1024 * 1024
"""Bytes of one tile; what is larger was not made for drawing."""
GZIP_MAGIC = b"\x1f\x8b"
DEEPEST_ZOOM = 22


class PackSource(Protocol):
    """An open area pack, as far as drawing needs it."""

    @property
    def attribution(self) -> str:
        """What has to stand on every map made from it; plain text."""

    @property
    def box(self) -> Box:
        """The area it covers."""

    @property
    def min_zoom(self) -> int:
        """The coarsest level that has tiles."""

    @property
    def max_zoom(self) -> int:
        """The finest level that has tiles; finer maps are drawn from these."""

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """A vector tile (MVT), packed by gzip or plain; None or nothing where there is none.

        Raises UnreadableFile for a damaged one.
        """


def plain_tile(source: PackSource, z: int, x: int, y: int) -> bytes | None:
    """The unpacked tile; nothing for one outside the pack's levels, None for one not to be trusted.

    A tile is not trusted when it is damaged, or too large, packed or unpacked.
    """
    side = 1 << min(max(z, 0), DEEPEST_ZOOM)
    if not (source.min_zoom <= z <= min(source.max_zoom, DEEPEST_ZOOM)):
        return b""
    if not (0 <= x < side and 0 <= y < side):
        return b""
    try:
        packed = source.tile(z, x, y) or b""
    except UnreadableFile:
        return None
    if len(packed) > LARGEST_PACKED:
        return None
    return _unpacked(packed) if packed.startswith(GZIP_MAGIC) else packed


def _unpacked(packed: bytes) -> bytes | None:
    opener = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = opener.decompress(packed, LARGEST_PLAIN)
    except zlib.error:
        return None
    return plain if opener.eof else None
