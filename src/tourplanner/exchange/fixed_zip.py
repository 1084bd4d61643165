"""Zip archives whose bytes depend on their content alone, not on the hour they are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say."""
ORDINARY_FILE = 0o100644 << 16
UNIX = 3


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """The files in the order given, compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = ORDINARY_FILE
            entry.create_system = UNIX
            archive.writestr(entry, content)
    return made.getvalue()


def rezipped(content: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """The archive `content` with fixed dates; `instead` replaces members by name."""
    new = instead or {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [(name, new.get(name, archive.read(name))) for name in archive.namelist()]
    return zipped(files)
