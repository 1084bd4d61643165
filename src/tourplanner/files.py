"""Writing files so that a crash leaves the old one or the new one, never half of each."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tourplanner.errors import TargetNotWritable, UnreadableFile
from tourplanner.i18n import _


def write_atomic(target: Path, content: bytes) -> None:
    """Put `content` at `target` in one step, flushed to the disk.

    Raises TargetNotWritable (folder missing or read-only, disk full); the file that was there
    before is then untouched and no temporary file stays behind.
    """
    with replacing(target) as file:
        file.write(content)


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of `target` when the block ends well.

    If the block raises anything, what was there before is untouched and nothing stays behind;
    an OSError inside becomes TargetNotWritable.
    """
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name[:60]}-", suffix=".part"
        )
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode_for(target))
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        problem = error.strerror or str(error)
        raise TargetNotWritable(file=str(target), problem=problem) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def read_limited(source: Path, limit_bytes: int) -> bytes:
    """The content of `source`; raises UnreadableFile when it is missing or above the limit."""
    try:
        with source.open("rb") as file:
            content = file.read(limit_bytes + 1)
    except OSError as error:
        problem = error.strerror or str(error)
        raise UnreadableFile(file=str(source), problem=problem) from error
    if len(content) > limit_bytes:
        problem = _("it is larger than {limit} MB.").format(limit=limit_bytes // 1_000_000)
        raise UnreadableFile(file=str(source), problem=problem)
    return content


def _mode_for(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
