"""Small area packs, good and hostile."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from tests.area.maps import VILLAGE
from tourplanner.area.boundaries import Boundary, boundaries_bytes
from tourplanner.area.manifest import Manifest, Part, manifest_bytes
from tourplanner.area.pack_writer import describe, write_pack
from tourplanner.area.suggestions import Suggestion, suggestions_bytes
from tourplanner.area.tile_archive import Tile, write_archive
from tourplanner.domain.box import Box
from tourplanner.domain.place import Coordinates
from tourplanner.domain.progress import never
from tourplanner.domain.site import SiteKind

BUILT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
TILES: Mapping[Tile, bytes] = {(8, 211, 106): b"west", (9, 422, 212): b"nearer" * 50}
KILN = Suggestion(
    SiteKind.KILN_SITE,
    "湖田窑",
    "Hutian Kiln",
    Coordinates(29.3, 117.2),
    "node/12",
    date(2026, 3, 1),
)
DISTRICT = Boundary(
    "珠山区",
    None,
    6,
    "relation/7",
    ((((29.29, 117.19), (29.29, 117.22), (29.31, 117.22), (29.29, 117.19)),),),
)


def parts(tiles: Mapping[Tile, bytes] = TILES) -> dict[Part, bytes]:
    return {
        Part.TILES: write_archive(tiles.items(), VILLAGE, {"name": "village"}),
        Part.BOUNDARIES: boundaries_bytes((DISTRICT,)),
        Part.PLACES: suggestions_bytes((KILN,)),
        Part.WALK: b"roads on foot",
    }


def manifest_of(content: Mapping[Part, bytes], box: Box = VILLAGE) -> Manifest:
    return describe(
        content,
        title="Jingdezhen",
        city="jingdezhen",
        box=box,
        source="jiangxi.osm.pbf",
        data_date=datetime(2026, 10, 1, tzinfo=UTC),
        built=BUILT,
    )


def saved(path: Path, content: Mapping[Part, bytes] | None = None) -> Path:
    content = parts() if content is None else content
    write_pack(path, manifest_of(content), content, never)
    return path


def hostile(
    path: Path,
    *,
    extra: Mapping[str, bytes] | None = None,
    manifest: Mapping[str, object] | None = None,
    tiles: bytes | None = None,
    compression: int = zipfile.ZIP_STORED,
) -> Path:
    """A pack with something added or changed, whose fingerprints are right all the same."""
    content = parts()
    if tiles is not None:
        content[Part.TILES] = tiles
    plain = json.loads(manifest_bytes(replace(manifest_of(content)))) | dict(manifest or {})
    with zipfile.ZipFile(path, "w", compression) as archive:
        archive.writestr("manifest.json", json.dumps(plain))
        for part, value in content.items():
            archive.writestr(part.value, value)
        for name, value in (extra or {}).items():
            archive.writestr(name, value)
    return path


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
