"""The folder in which a pack is built: one for each build, none left behind."""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tourplanner.owner_lock import OwnerLock, hold

PREFIX = ".building-"
LOCK = "owner.lock"
YOUNG_S = 60.0
"""A folder so new may belong to a build that has not locked it yet."""
_OURS = re.compile(r"owner\.lock|.*\.area|\..*\.part")


@dataclass(frozen=True, slots=True)
class BuildingSite:
    """A folder that belongs to one build as long as its process lives."""

    folder: Path
    lock: OwnerLock | None

    @classmethod
    def open(cls, beside: Path) -> BuildingSite:
        """A new folder in `beside`; raises OSError."""
        folder = Path(tempfile.mkdtemp(dir=beside, prefix=PREFIX))
        return cls(folder, hold(folder / LOCK))

    def clear(self) -> None:
        """Remove it, whatever is in it."""
        if self.lock is not None:
            self.lock.remove()
        shutil.rmtree(self.folder, ignore_errors=True)


def remove_left_over(beside: Path) -> None:
    """Remove the folders of builds whose program was killed.

    One that is in use, not made by a build, or with anything in it that no build writes, stays.
    """
    for folder in beside.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            _remove_if_left(folder)


def _remove_if_left(folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir():
        return
    names = [entry.name for entry in folder.iterdir()]
    if not all(_OURS.fullmatch(name) for name in names):
        return
    if LOCK not in names and time.time() - folder.stat().st_mtime < YOUNG_S:
        return
    lock = hold(folder / LOCK)
    if lock is not None:
        lock.remove()
        shutil.rmtree(folder, ignore_errors=True)
