"""Archives from strangers (KMZ, XLSX): no path out of them, no bomb in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from tourplanner.errors import UnreadableFile
from tourplanner.i18n import _

MOST_PARTS = 2_000
MOST_BYTES = 60_000_000
"""Of one part, and of all that are read from one archive."""
MOST_RATIO = 200
"""So many times smaller than its content no honest part of a megabyte or more is."""
SUSPICIOUS_FROM = 1_000_000


class ZipParts:
    """The parts of an archive, each looked at before it is unpacked."""

    def __init__(self, content: bytes, file: str) -> None:
        """Raises UnreadableFile for what is no archive, or no honest one."""
        self._file = file
        self._left = MOST_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._wrong(_("it is no archive, or a damaged one.")) from error
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise self._wrong(_("it holds too many parts."))
        for part in parts:
            self._check(part)
        self.names = tuple(part.filename for part in parts if not part.is_dir())

    def read(self, name: str) -> bytes:
        """The content of a part; raises UnreadableFile when it cannot be had."""
        try:
            with self._zip.open(name) as part:
                content = part.read(self._left + 1)
        except KeyError as error:
            problem = _("the part “{part}” is missing.").format(part=name)
            raise self._wrong(problem) from error
        except (
            zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
            ValueError,
        ) as error:  # fmt: skip
            raise self._wrong(_("a part of it is damaged.")) from error
        self._left -= len(content)
        if self._left < 0:
            raise self._wrong(_("it unpacks to far more than a file of places needs."))
        return content

    def _check(self, part: zipfile.ZipInfo) -> None:
        path = PurePosixPath(part.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in part.filename:
            raise self._wrong(_("it holds a path that leads out of it."))
        if part.flag_bits & 1:
            raise self._wrong(_("it is locked with a password."))
        is_bomb = part.file_size > MOST_RATIO * max(part.compress_size, 1)
        if part.file_size > MOST_BYTES or (is_bomb and part.file_size >= SUSPICIOUS_FROM):
            raise self._wrong(_("it unpacks to far more than a file of places needs."))

    def _wrong(self, problem: str) -> UnreadableFile:
        return UnreadableFile(file=self._file, problem=problem)
