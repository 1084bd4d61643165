"""The base map of an open pack, as the map of a tour draws it."""

from __future__ import annotations

from pathlib import Path

from tourplanner.area.manifest import Manifest
from tourplanner.area.pack import Pack
from tourplanner.area.suggestions import Suggestion
from tourplanner.domain.box import Box


class PackGround:
    """Tiles, their area and their credit; the pack stays open until `close`."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    @property
    def about(self) -> Manifest:
        """What the pack says of itself."""
        return self._pack.manifest

    @property
    def places(self) -> tuple[Suggestion, ...]:
        """What the map knows and nobody has checked."""
        return self._pack.places()

    @property
    def attribution(self) -> str:
        """What has to stand on every map made from it."""
        return self._pack.manifest.licence

    @property
    def box(self) -> Box:
        """The area it covers."""
        return self._pack.manifest.box

    @property
    def min_zoom(self) -> int:
        """The coarsest level of tiles."""
        return self._pack.min_zoom

    @property
    def max_zoom(self) -> int:
        """The finest level of tiles."""
        return self._pack.max_zoom

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """A vector tile, or None where there is none; raises UnreadableFile for a damaged one."""
        return self._pack.tile(z, x, y)

    def close(self) -> None:
        """Let go of the file."""
        self._pack.close()


def open_ground(path: Path) -> PackGround:
    """The base map of the pack at `path`; raises UnreadableFile and FileTooNew."""
    return PackGround(Pack.open(path))
