"""What an area pack says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tourplanner.domain.box import Box
from tourplanner.domain.strict_json import Node, parsed
from tourplanner.errors import FileTooNew
from tourplanner.i18n import _

FORMAT = "tourplanner-area"
VERSION, VERSION_FLAT = 2, 1
"""Raised when a program that reads the former version would misread the pack. One without heights
is still of the first, which older programs read."""
LICENCE = "© OpenStreetMap contributors, ODbL"
"""Has to stand on every map made from a pack."""
MANIFEST_NAME = "manifest.json"
MANIFEST_LIMIT = 64 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")


MOST_HEIGHT_FILES = 16
"""More squares of a degree than an area meets."""


@dataclass(frozen=True, slots=True)
class HeightNote:
    """Where heights come from; None where the files do not say."""

    files: tuple[str, ...]
    missing: tuple[str, ...]
    """Squares of the area of which no file was given."""
    source: str | None
    date: str | None
    licence: str | None


class Part(StrEnum):
    """What a pack holds; the value is the name inside the file, no other name is read."""

    TILES = "tiles.pmtiles"
    """Base map, levels 8 to 15."""
    WALK = "roads-walk.npz"
    CYCLE = "roads-cycle.npz"
    DRIVE = "roads-drive.npz"
    BOUNDARIES = "boundaries.json"
    PLACES = "places.json"


MEGABYTE = 1_000_000
LIMITS: Mapping[Part, int] = {
    Part.TILES: 1500 * MEGABYTE,
    Part.WALK: 200 * MEGABYTE,
    Part.CYCLE: 200 * MEGABYTE,
    Part.DRIVE: 200 * MEGABYTE,
    Part.BOUNDARIES: 20 * MEGABYTE,
    Part.PLACES: 20 * MEGABYTE,
}
"""Bytes; a pack with more in a part was not made by this program."""
REQUIRED = (Part.TILES, Part.BOUNDARIES, Part.PLACES)


@dataclass(frozen=True, slots=True)
class PartNote:
    """How large a part is, and its fingerprint."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says of itself."""

    title: str
    city: str | None
    """Id of the catalogue's city, if it was built around one."""
    box: Box
    source: str
    """Name of the map file."""
    data_date: datetime | None
    """How old the map data is."""
    built: datetime
    licence: str
    parts: Mapping[Part, PartNote]
    heights: HeightNote | None = None
    """Where the heights of its roads come from; None where the ground is taken as flat."""


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as it lies in the pack."""
    box = manifest.box
    plain = {
        "format": FORMAT,
        "version": VERSION_FLAT if manifest.heights is None else VERSION,
        "title": manifest.title,
        "city": manifest.city,
        "box": [box.south, box.west, box.north, box.east],
        "source": manifest.source,
        "data_date": None if manifest.data_date is None else manifest.data_date.isoformat(),
        "built": manifest.built.isoformat(),
        "licence": manifest.licence,
        "parts": {
            part.value: {"size": note.size, "sha256": note.sha256}
            for part, note in manifest.parts.items()
        },
    }
    if manifest.heights is not None:
        plain["heights"] = heights_plain(manifest.heights)
    return json.dumps(plain, ensure_ascii=False, indent=1).encode()


def heights_plain(note: HeightNote) -> dict[str, object]:
    """Where heights come from, as JSON values; null where that is not known."""
    return {
        "files": list(note.files),
        "missing": list(note.missing),
        "source": note.source,
        "date": note.date,
        "licence": note.licence,
    }


def read_manifest(content: bytes, name: str) -> Manifest:
    """The manifest in `content`, of a pack called `name`.

    Raises FileTooNew for a later version, UnreadableFile for anything that is not right.
    """
    node = parsed(content, name)
    members = node.members()
    if "format" not in members or members["format"].value != FORMAT:
        raise node.wrong(_("it is not an area pack of Tour Planner."))
    if "version" not in members:
        raise node.wrong(_("the field “{name}” is missing.").format(name="version"))
    version = members["version"].whole(1, 10**9)
    if version > VERSION:
        raise FileTooNew(file=name, found=version, known=VERSION)
    fields = node.fields(
        "format", "version", "title", "city", "box", "source", "data_date", "built", "licence",
        "parts",
        optional=("heights",) if version > VERSION_FLAT else (),
    )  # fmt: skip
    return Manifest(
        title=fields["title"].filled(),
        city=fields["city"].maybe(Node.filled),
        box=_box(fields["box"]),
        source=fields["source"].text(),
        data_date=fields["data_date"].maybe(_instant),
        built=_instant(fields["built"]),
        licence=fields["licence"].filled(),
        parts=_parts(fields["parts"]),
        heights=_heights(fields["heights"]) if "heights" in fields else None,
    )


def _heights(node: Node) -> HeightNote:
    fields = node.fields("files", "missing", "source", "date", "licence")
    return HeightNote(
        files=tuple(item.filled() for item in fields["files"].items(MOST_HEIGHT_FILES)),
        missing=tuple(item.filled() for item in fields["missing"].items(MOST_HEIGHT_FILES)),
        source=fields["source"].maybe(Node.filled),
        date=fields["date"].maybe(Node.filled),
        licence=fields["licence"].maybe(Node.filled),
    )


def _parts(node: Node) -> dict[Part, PartNote]:
    found: dict[Part, PartNote] = {}
    for name, note in node.members().items():
        part = Node(name, note.path, note.file).one_of(Part)
        fields = note.fields("size", "sha256")
        size, sha256 = fields["size"].whole(0, LIMITS[part]), fields["sha256"].matching(_HASH)
        found[part] = PartNote(size, sha256)
    for part in REQUIRED:
        if part not in found:
            raise node.wrong(_("“{part}” is missing.").format(part=part.value))
    return found


def _box(node: Node) -> Box:
    numbers = [item.number(-180, 180) for item in node.items(4)]
    if len(numbers) != 4:
        raise node.wrong(_("it needs four entries."))
    south, west, north, east = numbers
    if not (-85 <= south < north <= 85 and west < east):
        raise node.wrong(_("it is not an area of the map."))
    return Box(south, west, north, east)


def _instant(node: Node) -> datetime:
    instant: datetime | None
    try:
        instant = datetime.fromisoformat(node.text())
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise node.wrong(_("it is not an instant like 2027-04-16T09:00:00+00:00."))
    return instant
