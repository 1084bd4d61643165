"""Writing an area pack, whole or not at all."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tourplanner.area.manifest import (
    LICENCE,
    MANIFEST_NAME,
    HeightNote,
    Manifest,
    Part,
    PartNote,
    manifest_bytes,
)
from tourplanner.domain.box import Box
from tourplanner.domain.progress import ShouldStop
from tourplanner.errors import Cancelled
from tourplanner.files import replacing

STEP_BYTES = 1_000_000
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""When the pack was built stands in the manifest; here the same parts give the same bytes."""


def describe(
    parts: Mapping[Part, bytes],
    *,
    title: str,
    city: str | None,
    box: Box,
    source: str,
    data_date: datetime | None,
    built: datetime,
    heights: HeightNote | None = None,
) -> Manifest:
    """The manifest of a pack made of `parts`."""
    notes = {
        part: PartNote(len(content), hashlib.sha256(content).hexdigest())
        for part, content in parts.items()
    }
    return Manifest(title, city, box, source, data_date, built, LICENCE, notes, heights)


def write_pack(
    target: Path, manifest: Manifest, parts: Mapping[Part, bytes], should_stop: ShouldStop
) -> None:
    """Write the pack at `target` in one step.

    Raises TargetNotWritable (disk full, folder missing) or Cancelled; what was there before is
    then untouched, and nothing of the new pack stays behind.
    """
    with replacing(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(MANIFEST_NAME, ZIP_EPOCH), manifest_bytes(manifest))
        for part, content in parts.items():
            entry = zipfile.ZipInfo(part.value, ZIP_EPOCH)
            entry.file_size = len(content)
            with archive.open(entry, "w") as member:
                for offset in range(0, len(content), STEP_BYTES):
                    if should_stop():
                        raise Cancelled
                    member.write(content[offset : offset + STEP_BYTES])
