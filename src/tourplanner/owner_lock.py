"""A lock on a file that the system itself lets go of when its process ends, however it ends."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from dataclasses import dataclass
from pathlib import Path

TAKEN = frozenset((errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK))


@dataclass(frozen=True, slots=True)
class OwnerLock:
    """A lock that is held as long as its descriptor is open."""

    path: Path
    descriptor: int

    def release(self) -> None:
        """Let go; the file stays."""
        with contextlib.suppress(OSError):
            os.close(self.descriptor)

    def remove(self) -> None:
        """Let go and remove the file."""
        if sys.platform == "win32":  # an open file cannot be removed there
            self.release()
        with contextlib.suppress(OSError):
            self.path.unlink()
        if sys.platform != "win32":
            self.release()


def hold(path: Path) -> OwnerLock | None:
    """Lock the file at `path`, which is made when it is missing; None when another holds it.

    Where the file system knows no locks the answer is a lock that keeps nobody out. Raises
    OSError when the file cannot be opened at all.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno in TAKEN:
                os.close(descriptor)
                return None
        if _is_current(path, descriptor):
            return OwnerLock(path, descriptor)
        os.close(descriptor)  # removed between opening and locking: take the new one


def _is_current(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
