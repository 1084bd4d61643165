"""The base map of an open pack, as the map of a tour draws it."""

from __future__ import annotations

import threading
from pathlib import Path

from tourplanner.area.manifest import Manifest
from tourplanner.area.pack import Pack
from tourplanner.area.suggestions import Suggestion
from tourplanner.domain.box import Box


class PackGround:
    """Tiles, their area and their credit; the pack stays open until `close`, and while held."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._door = threading.Lock()
        self._holders = 0
        self._is_given_up = False

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

    def hold(self) -> bool:
        """Keep the pack open until `release`, for work on another thread; False when it is closed.

        Whoever draws on streets finishes on them, though the window has opened others meanwhile.
        """
        with self._door:
            if self._is_given_up:
                return False
            self._holders += 1
            return True

    def release(self) -> None:
        """End a `hold`; the last one closes what was to be closed meanwhile."""
        with self._door:
            self._holders -= 1
            self._close_unheld()

    def close(self) -> None:
        """Let go of the file as soon as nobody holds it."""
        with self._door:
            self._is_given_up = True
            self._close_unheld()

    def _close_unheld(self) -> None:
        if self._is_given_up and not self._holders:
            self._pack.close()


def open_ground(path: Path) -> PackGround:
    """The base map of the pack at `path`; raises UnreadableFile and FileTooNew."""
    return PackGround(Pack.open(path))
