"""Copies of unsaved work that survive a crash, and finding those a crash has left behind."""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tourplanner.domain.strict_json import Node, parsed
from tourplanner.domain.tour import Tour
from tourplanner.domain.tour_codec import from_plain, to_plain
from tourplanner.errors import FileTooNew, TargetNotWritable, UnreadableFile
from tourplanner.files import read_limited, write_atomic
from tourplanner.owner_lock import OwnerLock, hold

FORMAT = "tourplanner-recovery"
VERSION = 1
MAX_BYTES = 40_000_000
COPY, LOCK, DAMAGED = ".recovery", ".lock", ".damaged"


@dataclass(frozen=True, slots=True)
class Recovered:
    """Work that was not saved when its window died."""

    tour: Tour
    file: Path | None
    """Where the tour had been opened from."""
    saved_at: datetime
    """When the copy was made, UTC."""


class Autosave:
    """One window's copies of unsaved tours.

    A copy is named OWNER-TOUR.recovery. Its window holds a lock on OWNER.lock as long as it
    lives; the system lets go of the lock however the window ends, so a copy whose lock is free
    was left behind. No process number is trusted: they are used again.
    """

    def __init__(self, folder: Path) -> None:
        """Copies are kept in `folder`, which is made when something is first kept."""
        self._folder = folder
        self._owner = uuid.uuid4().hex
        self._held: dict[str, OwnerLock] = {}
        self._guard = threading.Lock()

    def keep(self, tour: Tour, file: Path | None) -> None:
        """Put a copy of `tour`, opened from `file`, aside; raises TargetNotWritable."""
        document = {
            "format": FORMAT,
            "version": VERSION,
            "file": _storable(file),
            "tour": to_plain(tour),
        }
        content = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
        with self._guard:
            self._own()
            write_atomic(self._folder / f"{self._owner}-{_mark(tour.id)}{COPY}", content)

    def forget(self, tour: str) -> None:
        """Drop the copies of the tour with that id: this window's and those left behind."""
        with self._guard:
            for path in self._listed(f"*-{_mark(tour)}{COPY}"):
                if self._take_over(path):
                    with contextlib.suppress(OSError):
                        path.unlink()
            self._sweep()

    def left_behind(self) -> tuple[Recovered, ...]:
        """The copies of windows that are gone, newest first; never fails.

        From now on they count as this window's: a window opened later is not offered them while
        this one runs. Unreadable copies are set aside under the suffix ".damaged".
        """
        found = []
        with self._guard:
            for path in self._listed(f"*-*{COPY}"):
                if self._is_own(path) or not self._take_over(path):
                    continue
                recovered = _recovered(path)
                if recovered is not None:
                    found.append(recovered)
            self._sweep()
        return tuple(sorted(found, key=lambda copy: copy.saved_at, reverse=True))

    def close(self) -> None:
        """Let go of everything held; copies that are still there are left behind."""
        with self._guard:
            for lock in self._held.values():
                lock.release()
            self._held.clear()
            self._sweep()

    def _own(self) -> None:
        """Make the folder and hold this window's lock."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._owner not in self._held:
                lock = hold(self._lock_file(self._owner))
                if lock is not None:
                    self._held[self._owner] = lock
        except OSError as error:
            problem = error.strerror or str(error)
            raise TargetNotWritable(file=str(self._folder), problem=problem) from error

    def _take_over(self, path: Path) -> bool:
        """Whether the copy's window is this one or is gone; in the latter case it becomes ours."""
        owner = _owner_of(path)
        if owner in self._held:
            return True
        try:
            lock = hold(self._lock_file(owner))
        except OSError:
            return False
        if lock is None:
            return False
        self._held[owner] = lock
        return True

    def _is_own(self, path: Path) -> bool:
        return _owner_of(path) == self._owner

    def _lock_file(self, owner: str) -> Path:
        return self._folder / f"{owner}{LOCK}"

    def _sweep(self) -> None:
        """Remove the locks of windows that are gone and left nothing."""
        for path in self._listed(f"*{LOCK}"):
            owner = path.stem
            if owner == self._owner and owner in self._held:
                continue
            if self._listed(f"{owner}-*{COPY}"):
                continue
            lock = self._held.pop(owner, None)
            if lock is None:
                with contextlib.suppress(OSError):
                    lock = hold(path)
            if lock is not None:
                for part in self._listed(f".{owner}-*.part"):  # half-written when it was killed
                    with contextlib.suppress(OSError):
                        part.unlink()
                lock.remove()

    def _listed(self, pattern: str) -> list[Path]:
        try:
            return sorted(self._folder.glob(pattern))
        except OSError:
            return []


def _recovered(path: Path) -> Recovered | None:
    try:
        node = parsed(read_limited(path, MAX_BYTES), path.name)
        version = node.members().get("version", node)
        if version.whole(1, 10**9) > VERSION:
            return None  # it stays for the newer program that wrote it
        plain = node.fields("format", "version", "file", "tour")
        file = plain["file"].maybe(Node.filled)
        tour = from_plain(plain["tour"].value, path.name)
        saved_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileTooNew:
        return None
    except UnreadableFile:
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(DAMAGED))
        return None
    except OSError:
        return None  # gone in the meantime
    return Recovered(tour, None if file is None else Path(file), saved_at)


def _owner_of(path: Path) -> str:
    return path.name.partition("-")[0]


def _mark(tour: str) -> str:
    """A tour's id as part of a file name, whatever it holds."""
    return hashlib.sha256(tour.encode("utf-8", "replace")).hexdigest()[:24]


def _storable(file: Path | None) -> str | None:
    """The absolute path as text; None for a name that is no Unicode text."""
    if file is None:
        return None
    text = str(file.absolute())
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return None
    return text
