"""Unsaved work of a window that died is offered back, that of one that lives is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import builders
from tests.conftest import ROOT
from tourplanner.errors import TargetNotWritable
from tourplanner.storage.autosave import Autosave


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "autosave"


def left_by_a_dead_window(folder: Path, tour: str, file: Path | None = None) -> None:
    store = Autosave(folder)
    store.keep(builders.tour(id=tour), file)
    store.close()


@contextmanager
def other_window(folder: Path, tour: str) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.keeping", str(folder), tour],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"kept\n"
            yield process
        finally:
            process.kill()


def test_work_is_offered_back_after_a_kill(folder: Path) -> None:
    store = Autosave(folder)
    with other_window(folder, "t7") as window:
        assert store.left_behind() == ()
        window.kill()
        window.wait()
        (left,) = store.left_behind()
    assert left.tour == builders.tour(id="t7")
    assert left.file == folder.parent / "mine.tour"
    assert abs(left.saved_at - datetime.now(UTC)) < timedelta(minutes=5)


def test_work_of_a_window_that_runs_is_neither_offered_nor_forgotten(folder: Path) -> None:
    store = Autosave(folder)
    with other_window(folder, "t7") as window:
        store.forget("t7")
        assert store.left_behind() == ()
        window.kill()
        window.wait()
    assert [left.tour.id for left in store.left_behind()] == ["t7"]


def test_own_work_is_not_offered_to_the_window_itself(folder: Path) -> None:
    store = Autosave(folder)
    store.keep(builders.tour(), None)
    assert store.left_behind() == ()


def test_last_copy_of_a_tour_is_the_one_that_counts(folder: Path) -> None:
    store = Autosave(folder)
    for title in ("First", "Second"):
        store.keep(replace(builders.tour(), title=title), None)
    store.close()
    assert [left.tour.title for left in Autosave(folder).left_behind()] == ["Second"]


def test_forgotten_work_is_not_offered(folder: Path) -> None:
    store = Autosave(folder)
    store.keep(builders.tour(id="a"), None)
    store.keep(builders.tour(id="b"), None)
    store.forget("a")
    store.close()
    assert [left.tour.id for left in Autosave(folder).left_behind()] == ["b"]


def test_recovered_work_is_offered_again_until_it_is_forgotten(folder: Path) -> None:
    left_by_a_dead_window(folder, "t7")
    first = Autosave(folder)
    assert len(first.left_behind()) == 1
    assert len(first.left_behind()) == 1
    first.close()  # crashed again before anything was saved
    second = Autosave(folder)
    assert len(second.left_behind()) == 1
    second.forget("t7")
    assert second.left_behind() == ()
    second.close()
    assert Autosave(folder).left_behind() == ()


def test_work_offered_to_one_window_is_not_offered_to_the_next(folder: Path) -> None:
    left_by_a_dead_window(folder, "t7")
    first, second = Autosave(folder), Autosave(folder)
    assert len(first.left_behind()) == 1
    assert second.left_behind() == ()


def test_newest_work_comes_first(folder: Path) -> None:
    for age, tour in enumerate(("new", "older", "oldest")):
        left_by_a_dead_window(folder, tour)
        (copy,) = (path for path in folder.glob("*.recovery") if tour_in(path) == tour)
        moment = 1_800_000_000 - 3600 * age
        os.utime(copy, (moment, moment))
    found = Autosave(folder).left_behind()
    assert [left.tour.id for left in found] == ["new", "older", "oldest"]
    assert found[0].saved_at == datetime.fromtimestamp(1_800_000_000, UTC)


def tour_in(path: Path) -> str:
    return str(json.loads(path.read_text("utf-8"))["tour"]["id"])


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff", b"{}", b"[" * 10**5, b'{"version": 1, "tour": null}']
)
def test_damaged_copy_is_set_aside_and_hides_no_other(content: bytes, folder: Path) -> None:
    left_by_a_dead_window(folder, "bad")
    (copy,) = folder.glob("*.recovery")
    copy.write_bytes(content)
    left_by_a_dead_window(folder, "good")
    store = Autosave(folder)
    assert [left.tour.id for left in store.left_behind()] == ["good"]
    (damaged,) = folder.glob("*.damaged")
    assert damaged.read_bytes() == content


def test_copy_of_a_newer_program_stays_for_it(folder: Path) -> None:
    left_by_a_dead_window(folder, "t7")
    (copy,) = folder.glob("*.recovery")
    copy.write_text(copy.read_text("utf-8").replace('"version": 1', '"version": 2'), "utf-8")
    assert Autosave(folder).left_behind() == ()
    assert copy.exists()


def test_start_survives_a_folder_that_is_missing_or_none(folder: Path) -> None:
    assert Autosave(folder).left_behind() == ()
    folder.parent.mkdir(parents=True)
    folder.write_bytes(b"a file")
    store = Autosave(folder)
    assert store.left_behind() == ()
    store.forget("t7")
    with pytest.raises(TargetNotWritable, match="autosave"):
        store.keep(builders.tour(), None)


def test_nothing_stays_in_the_folder_when_all_is_saved(folder: Path) -> None:
    left_by_a_dead_window(folder, "t7")
    (folder / f".{next(folder.glob('*.lock')).stem}-x.recovery-1.part").write_bytes(b"half")
    store = Autosave(folder)
    store.left_behind()
    store.keep(builders.tour(id="own"), None)
    store.forget("t7")
    store.forget("own")
    store.close()
    assert list(folder.iterdir()) == []


def test_tour_id_that_is_no_file_name_is_kept_inside_the_folder(folder: Path) -> None:
    hostile = "../../x\x00/\udc80 窑" * 50
    store = Autosave(folder)
    store.keep(builders.tour(id=hostile), None)
    assert len(list(folder.glob("*.recovery"))) == 1
    store.forget(hostile)
    assert list(folder.glob("*.recovery")) == []
