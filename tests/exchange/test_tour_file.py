"""A tour file survives whatever happens while it is saved, and nonsense is refused by name."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.exchange.books import roadbook
from tourplanner.domain.edits import with_title
from tourplanner.domain.tour import Tour
from tourplanner.errors import FileTooNew, TargetNotWritable, TourPlannerError, UnreadableFile
from tourplanner.exchange.tour_file import MAX_BYTES, read_tour, write_tour

KILLS = 25
TOUR = roadbook(first_day=3).tour
ANY_CONTENT = settings(max_examples=150, suppress_health_check=list(HealthCheck))

needs_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="the system has no signal that cannot be caught"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    target = tmp_path / "mine.tour"
    write_tour(target, TOUR)
    return target


def test_saved_tour_opens_as_it_was(file: Path) -> None:
    assert read_tour(file) == TOUR


def test_file_is_readable_text_of_which_nothing_else_is_left_behind(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.startswith('{\n "format": "tourplanner-tour",\n "version": 1,')
    assert "窑址0" in text
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == ["mine.tour"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda b: b[:-20], id="cut off"),
        pytest.param(lambda b: b"PK\x03\x04" + b, id="an archive"),
        pytest.param(lambda b: b.replace(b"29.2947", b"NaN"), id="not a number"),
        pytest.param(lambda b: b.replace(b'"seed"', b'"sead"'), id="misspelt field"),
        pytest.param(lambda b: b + b" " * MAX_BYTES, id="huge"),
        pytest.param(lambda b: b"[" * 200_000 + b, id="nested"),
        pytest.param(lambda b: b.replace(b'"version": 1', b'"version": 7'), id="newer"),
    ],
)
def test_unreadable_file_is_named_and_left_alone(
    damage: Callable[[bytes], bytes], file: Path
) -> None:
    file.write_bytes(damage(file.read_bytes()))
    before = file.read_bytes()
    with pytest.raises((UnreadableFile, FileTooNew)) as caught:
        read_tour(file)
    assert "mine.tour" in caught.value.message
    assert caught.value.advice
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", ["absent.tour", "folder"])
def test_missing_file_and_folder_are_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnreadableFile, match=name):
        read_tour(tmp_path / name)


@given(content=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode()))
@ANY_CONTENT
def test_random_octets_are_refused_politely(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "random.tour"
    file.write_bytes(content)
    with pytest.raises(UnreadableFile):
        read_tour(file)


@given(data=st.data())
@ANY_CONTENT
def test_a_damaged_file_opens_as_a_tour_or_is_refused_politely(
    data: st.DataObject, tmp_path: Path
) -> None:
    file = tmp_path / "damaged.tour"
    write_tour(file, TOUR)
    content = bytearray(file.read_bytes())
    for _turn in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        cut = data.draw(st.integers(0, 40))
        put = data.draw(
            st.binary(max_size=4) | st.sampled_from((b"null", b"-1", b"1e400", b'"', b"{}", b"[]"))
        )
        content[at : at + cut] = put
    file.write_bytes(content)
    try:
        tour = read_tour(file)
    except TourPlannerError:
        return
    write_tour(file, tour)
    assert read_tour(file) == tour


def test_tour_that_could_not_be_read_back_does_not_replace_a_good_one(file: Path) -> None:
    before = file.read_bytes()
    endless = Tour(TOUR.id, "x" * 20_000, TOUR.preferences)
    with pytest.raises(UnreadableFile, match="title"):
        write_tour(file, endless)
    assert file.read_bytes() == before


def test_full_disk_leaves_the_old_file_byte_for_byte(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(TargetNotWritable, match=r"mine\.tour") as caught:
        write_tour(file, with_title(TOUR, "Another"))
    assert os.strerror(errno.ENOSPC) in caught.value.message
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == ["mine.tour"]


@needs_posix
def test_a_disk_that_is_really_full_leaves_the_old_file(file: Path) -> None:
    import resource

    before = file.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "tests.exchange.saving", str(file)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lambda: (
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
            resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)),
        ),
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "TargetNotWritable" in done.stderr
    assert file.read_bytes() == before


@needs_posix
def test_killed_while_saving_leaves_a_whole_file_each_time(tmp_path: Path) -> None:
    file = tmp_path / "mine.tour"
    last = 0
    for turn in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.exchange.saving", str(file)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"saving\n"
            time.sleep(turn * 0.0013)  # so that the kill falls on another moment each time
            process.kill()
        number = int(read_tour(file).title.removeprefix("Turn "))
        assert number >= 1
        last = max(last, number)
    assert last > 1
