"""A pack built by another process: whole in its place, or not at all."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from tests.area.hills import height_file, plain
from tests.area.maps import MapFile
from tourplanner.area.build_process import BuildEnded, BuildFailed, BuildOrder, build_apart
from tourplanner.area.building_site import BuildingSite, remove_left_over
from tourplanner.area.pack import Pack
from tourplanner.domain.progress import Progress, never, unheard
from tourplanner.errors import Cancelled, TargetNotWritable

BOX = "29.29,117.19,29.31,117.22"


@pytest.fixture
def village(tmp_path: Path) -> Path:
    osm = MapFile()
    osm.path([(29.295, 117.195), (29.30, 117.20), (29.305, 117.215)], highway="residential")
    return osm.save(tmp_path / "village.osm")


def program(code: str) -> tuple[str, ...]:
    """A stand-in for the command line."""
    return (sys.executable, "-c", code)


def test_the_pack_is_put_in_place_and_every_step_is_told(village: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    order = BuildOrder(village, tmp_path / "packs" / "village.area", box=BOX)
    made = build_apart(order, told.append, never)
    with Pack.open(made) as pack:
        assert pack.manifest.title == "village"
    assert told[-1].done == 1
    assert [path.name for path in made.parent.iterdir()] == ["village.area"]


def test_what_the_builder_refuses_is_one_sentence_and_the_old_pack_stays(
    tmp_path: Path,
) -> None:
    wrong = tmp_path / "page.osm.pbf"
    wrong.write_text("<!DOCTYPE html>")
    target = tmp_path / "old.area"
    target.write_bytes(b"old")
    with pytest.raises(BuildFailed, match=r"page\.osm\.pbf”? cannot be read") as caught:
        build_apart(BuildOrder(wrong, target, box=BOX), unheard, never)
    assert "Traceback" not in str(caught.value)
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == [
        "old.area",
        "page.osm.pbf",
    ]


def test_a_builder_that_never_looks_up_is_ended_within_a_second(tmp_path: Path) -> None:
    target = tmp_path / "packs" / "c.area"
    told: list[Progress] = []
    busy = 'print(\'{"doing": "Reading", "done": 0.1}\', flush=True)\nwhile True: pass'
    started = time.monotonic()
    with pytest.raises(Cancelled):
        build_apart(
            BuildOrder(tmp_path / "x.osm", target, box=BOX),
            told.append,
            lambda: bool(told),
            program(busy),
        )
    assert time.monotonic() - started < 10
    assert told == [Progress("Reading", 0.1)]
    assert list(target.parent.iterdir()) == []


def test_a_builder_that_dies_says_so(tmp_path: Path) -> None:
    order = BuildOrder(tmp_path / "x.osm", tmp_path / "c.area", box=BOX)
    with pytest.raises(BuildEnded, match="memory"):
        build_apart(order, unheard, never, program("import os; os._exit(9)"))


def test_a_builder_that_leaves_no_pack_changes_nothing(tmp_path: Path) -> None:
    order = BuildOrder(tmp_path / "x.osm", tmp_path / "c.area", box=BOX)
    with pytest.raises(TargetNotWritable):
        build_apart(order, unheard, never, program("print('rubbish')"))
    assert not order.target.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, village: Path) -> None:
    (tmp_path / "packs").write_text("a file")
    order = BuildOrder(village, tmp_path / "packs" / "c.area", box=BOX)
    with pytest.raises(TargetNotWritable, match="packs"):
        build_apart(order, unheard, never)


def test_what_a_killed_program_left_is_removed_by_the_next_build(
    village: Path, tmp_path: Path
) -> None:
    packs = tmp_path / "packs"
    left = packs / ".building-killed"
    left.mkdir(parents=True)
    (left / "owner.lock").touch()
    (left / ".a.area-x1.part").write_bytes(b"half")
    build_apart(BuildOrder(village, packs / "a.area", box=BOX), unheard, never)
    assert [path.name for path in packs.iterdir()] == ["a.area"]


def test_only_what_no_living_build_needs_is_removed(tmp_path: Path) -> None:
    old = time.time() - 3600
    working = BuildingSite.open(tmp_path)
    foreign, fresh, aged = (tmp_path / f".building-{name}" for name in ("f", "n", "o"))
    for folder in (foreign, fresh, aged):
        folder.mkdir()
    (foreign / "thesis.docx").touch()
    for folder in (foreign, aged):
        os.utime(folder, (old, old))
    linked = tmp_path / ".building-link"
    linked.symlink_to(aged)
    plain = tmp_path / ".building-file"
    plain.touch()
    remove_left_over(tmp_path)
    assert not aged.exists()
    for kept in (working.folder, foreign / "thesis.docx", fresh, plain):
        assert kept.exists()
    assert linked.is_symlink()
    working.clear()
    assert not working.folder.exists()


def test_heights_reach_the_builder(village: Path, tmp_path: Path) -> None:
    heights = height_file(tmp_path, (29, 117), plain(35))
    order = BuildOrder(village, tmp_path / "v.area", box=BOX, heights=heights)
    with Pack.open(build_apart(order, unheard, never)) as pack:
        assert pack.manifest.heights is not None
        assert pack.manifest.heights.files == ("N29E117.hgt",)
