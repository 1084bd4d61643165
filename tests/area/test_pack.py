"""Area packs: what is written is read again, and nothing else is believed."""

from __future__ import annotations

import errno
import gzip
import os
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pmtiles.tile import deserialize_directory, serialize_directory

from tests.area.maps import VILLAGE
from tests.area.packs import BUILT, DISTRICT, KILN, TILES, hostile, manifest_of, parts, saved
from tourplanner.area.manifest import Part
from tourplanner.area.pack import Pack
from tourplanner.area.pack_writer import write_pack
from tourplanner.area.tile_archive import write_archive
from tourplanner.domain.place import Coordinates
from tourplanner.domain.progress import never
from tourplanner.errors import (
    Cancelled,
    FileTooNew,
    TargetNotWritable,
    TourPlannerError,
    UnreadableFile,
)

BOMB = gzip.compress(bytes(60_000_000), mtime=0)


def test_pack_gives_back_what_was_put_in(tmp_path: Path) -> None:
    with Pack.open(saved(tmp_path / "village.area")) as pack:
        assert pack.manifest.title == "Jingdezhen"
        assert pack.manifest.box == VILLAGE
        assert pack.manifest.built == BUILT
        assert "OpenStreetMap contributors" in pack.manifest.licence
        assert {place: pack.tile(*place) for place in TILES} == TILES
        assert (pack.min_zoom, pack.max_zoom) == (8, 9)
        assert pack.box == (29.29, 117.19, 29.31, 117.22)
        assert pack.attribution == pack.manifest.licence
        assert pack.places() == (KILN,)
        assert pack.boundaries() == (DISTRICT,)
        assert pack.read(Part.WALK) == b"roads on foot"
        assert not pack.has(Part.DRIVE)
        pack.check(never)


def test_district_knows_which_points_lie_in_it() -> None:
    assert DISTRICT.contains(Coordinates(29.295, 117.215))
    assert not DISTRICT.contains(Coordinates(29.309, 117.191))
    assert not DISTRICT.contains(Coordinates(29.4, 117.2))


@pytest.mark.parametrize(
    "place", [(8, 0, 0), (9, 422, 211), (7, 1, 1), (16, 0, 0), (9, -1, 0), (9, 0, 512), (40, 1, 1)]
)
def test_tile_that_is_not_there_is_none(place: tuple[int, int, int], tmp_path: Path) -> None:
    with Pack.open(saved(tmp_path / "village.area")) as pack:
        assert pack.tile(*place) is None


def test_many_tiles_are_found_through_leaf_directories(tmp_path: Path) -> None:
    tiles = {(9, x, y): f"{x} {y}".encode() for x in range(100) for y in range(100)}
    with Pack.open(saved(tmp_path / "many.area", parts(tiles))) as pack:
        assert {place: pack.tile(*place) for place in tiles} == tiles
        pack.check(never)


def test_tiles_are_read_from_many_threads(tmp_path: Path) -> None:
    tiles = {(9, x, y): f"{x} {y}".encode() * 99 for x in range(40) for y in range(40)}
    pack = Pack.open(saved(tmp_path / "many.area", parts(tiles)))
    with pack, ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda place: pack.tile(*place), tiles))
    assert found == list(tiles.values())


def test_same_parts_make_the_same_file(tmp_path: Path) -> None:
    one, other = saved(tmp_path / "one.area"), saved(tmp_path / "other.area")
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"\x89PNG" + bytes(200), b"PK\x05\x06" + bytes(18), b"x" * 100_000],
    ids=["empty", "two letters", "picture", "empty archive", "letters"],
)
def test_foreign_file_is_no_pack(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "odd.area"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"odd\.area.*not an area pack"):
        Pack.open(path)


def test_missing_pack_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"nowhere\.area"):
        Pack.open(tmp_path / "nowhere.area")


def test_newer_pack_asks_for_an_update(tmp_path: Path) -> None:
    path = hostile(tmp_path / "new.area", manifest={"version": 3, "climate": {}})
    with pytest.raises(FileTooNew, match="newer Tour Planner"):
        Pack.open(path)


@pytest.mark.parametrize(
    "name",
    [
        "../escape.txt",
        "/etc/passwd",
        "..\\escape.txt",
        "C:\\escape.txt",
        "tiles.pmtiles/../x",
        "manifest.json",
        "extra.json",
        "a\0b",
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_are_not_ours_are_refused(name: str, tmp_path: Path) -> None:
    path = hostile(tmp_path / "trick.area", extra={name: b"evil"})
    with pytest.raises(UnreadableFile, match="not an area pack"):
        Pack.open(path)
    assert sorted(found.name for found in tmp_path.rglob("*") if found.is_file()) == ["trick.area"]


def test_archive_of_many_entries_is_refused_before_they_are_read(tmp_path: Path) -> None:
    path = hostile(tmp_path / "many.area", extra={f"{number}": b"" for number in range(30_000)})
    with pytest.raises(UnreadableFile, match="not an area pack"):
        Pack.open(path)


def test_compressed_parts_are_refused(tmp_path: Path) -> None:
    path = hostile(tmp_path / "packed.area", compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(UnreadableFile, match="not an area pack"):
        Pack.open(path)


@pytest.mark.parametrize("part", [Part.PLACES, Part.BOUNDARIES])
def test_small_part_with_a_wrong_fingerprint_is_found_at_once(part: Part, tmp_path: Path) -> None:
    path = tampered(tmp_path / "wrong.area", part)
    with pytest.raises(UnreadableFile, match=part.value):
        Pack.open(path)


@pytest.mark.parametrize("part", [Part.TILES, Part.WALK])
def test_large_part_with_a_wrong_fingerprint_is_found_by_the_check(
    part: Part, tmp_path: Path
) -> None:
    with Pack.open(tampered(tmp_path / "wrong.area", part)) as pack:
        with pytest.raises(UnreadableFile, match=part.value):
            pack.check(never)
        with pytest.raises(UnreadableFile, match=part.value):
            pack.read(part)


def tampered(path: Path, part: Part) -> Path:
    content = parts()
    manifest = manifest_of(content)
    changed = bytearray(content[part])
    changed[-1] ^= 1
    write_pack(path, manifest, content | {part: bytes(changed)}, never)
    return path


@pytest.mark.parametrize("packed", [BOMB, BOMB[:-9], b"not gzip", BOMB + b"more"])
def test_bomb_in_a_tile_is_refused_without_being_unpacked(packed: bytes, tmp_path: Path) -> None:
    path = hostile(tmp_path / "bomb.area", tiles=_repacked(packed))
    with Pack.open(path) as pack:
        with pytest.raises(UnreadableFile, match="damaged"):
            pack.tile(8, 211, 106)
        with pytest.raises(UnreadableFile, match="damaged"):
            pack.check(never)


def test_bomb_in_the_directory_is_refused(tmp_path: Path) -> None:
    archive = bytearray(write_archive(TILES.items(), VILLAGE, {}))
    start = len(archive)
    archive += BOMB
    archive[8:16] = start.to_bytes(8, "little")
    archive[16:24] = len(BOMB).to_bytes(8, "little")
    path = hostile(tmp_path / "bomb.area", tiles=bytes(archive))
    with Pack.open(path) as pack, pytest.raises(UnreadableFile, match="damaged"):
        pack.tile(8, 211, 106)


@pytest.mark.parametrize(
    "change",
    [
        {"box": [91, 0, 92, 1]},
        {"box": [1, 2, 3]},
        {"box": [1, 2, "3", 4]},
        {"box": [29.3, 117.2, 29.2, 117.3]},
        {"built": "yesterday"},
        {"built": "2026-01-01T00:00:00"},
        {"title": ""},
        {"title": ["<script>"]},
        {"parts": {}},
        {"parts": {"../../x": {"size": 1, "sha256": "0" * 64}}},
        {"version": "1"},
        {"version": 0},
        {"format": "something else"},
        {"more": 1},
    ],
)
def test_manifest_is_read_strictly(change: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"strange\.area"):
        Pack.open(hostile(tmp_path / "strange.area", manifest=change))


def test_script_in_a_label_stays_text(tmp_path: Path) -> None:
    label = "<script>alert(1)</script>"
    with Pack.open(hostile(tmp_path / "label.area", manifest={"title": label})) as pack:
        assert pack.manifest.title == label


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A good pack's bytes."""
    return saved(tmp_path_factory.mktemp("pack") / "village.area").read_bytes()


@settings(max_examples=300)
@given(data=st.data())
def test_flipped_bytes_give_a_sentence_and_never_a_crash(
    data: st.DataObject, whole: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "flipped.area"
    changed = bytearray(whole)
    last = len(whole) - 1
    anywhere, in_the_directory = st.integers(0, last), st.integers(last - 500, last)
    spots = st.tuples(anywhere | in_the_directory, st.integers(1, 255))
    for place, bits in data.draw(st.lists(spots, min_size=1, max_size=4)):
        changed[place] ^= bits
    path.write_bytes(changed)
    _use(path)


@settings(max_examples=100)
@given(data=st.data())
def test_cut_or_lengthened_pack_gives_a_sentence(
    data: st.DataObject, whole: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.area"
    length = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:length] + data.draw(st.binary(max_size=40)))
    _use(path)


def _use(path: Path) -> None:
    """Everything a pack can be asked; known trouble is fine, anything else fails the test."""
    try:
        with Pack.open(path) as pack:
            for place in TILES:
                pack.tile(*place)
            pack.check(never)
            pack.read(Part.WALK)
    except TourPlannerError as error:
        sentence = str(error)
    except KeyError as error:
        sentence = str(error)
        assert "WALK" in sentence
    else:
        sentence = "It is as it was."
    assert sentence.strip()


def test_full_disk_leaves_the_old_pack_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "village.area")
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tourplanner.files.os.fsync", full)
    with pytest.raises(TargetNotWritable, match="No space left"):
        saved(path)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["village.area"]


def test_cancelled_half_way_leaves_the_old_pack_and_nothing_else(tmp_path: Path) -> None:
    path = saved(tmp_path / "village.area")
    before = path.read_bytes()
    content = parts()
    with pytest.raises(Cancelled):
        write_pack(path, manifest_of(content), content, stop_after(3))
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["village.area"]


def test_check_stops_when_nobody_waits(tmp_path: Path) -> None:
    with Pack.open(saved(tmp_path / "village.area")) as pack, pytest.raises(Cancelled):
        pack.check(stop_after(2))


def stop_after(questions: int) -> Callable[[], bool]:
    left = iter(range(questions))
    return lambda: next(left, None) is None


def _repacked(packed: bytes) -> bytes:
    """An archive of one tile whose packed bytes are `packed`."""
    honest = write_archive({(8, 211, 106): b"-"}.items(), VILLAGE, {})
    size = int.from_bytes(honest[16:24], "little")
    (entry,) = deserialize_directory(honest[127 : 127 + size])
    entry.length = len(packed)
    directory = serialize_directory([entry])
    header = bytearray(honest[:127])
    header[16:24] = len(directory).to_bytes(8, "little")
    header[56:64] = (127 + len(directory)).to_bytes(8, "little")
    return bytes(header) + directory + packed
