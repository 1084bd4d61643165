"""The one door to the network, against a server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.travel.extract_server import CONTENT, PATH, Server, served
from tourplanner.domain.progress import Progress, never, unheard
from tourplanner.errors import Cancelled, TargetNotWritable
from tourplanner.travel import http
from tourplanner.travel.http import (
    AlreadyFetching,
    FileTooLarge,
    NoAnswer,
    Permit,
    RemoteFile,
    WrongAnswer,
    fetch,
    look_at,
)


@pytest.fixture
def server() -> Iterator[Server]:
    yield from served(Server())


@pytest.fixture
def other_server() -> Iterator[Server]:
    yield from served(Server())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "extracts" / "jiangxi-latest.osm.pbf"


def test_the_size_and_the_date_are_known_before_anything_is_fetched(server: Server) -> None:
    remote = server.look()
    assert remote.size == len(CONTENT)
    assert remote.changed is not None
    assert remote.changed.isoformat() == "2026-11-24T21:00:00+00:00"
    assert [method for method, _path, _range in server.asked] == ["HEAD"]


def test_a_file_arrives_whole_and_leaves_nothing_half(server: Server, target: Path) -> None:
    told: list[Progress] = []
    found = fetch(server.look(), target, server.permit, told.append, never)
    assert found.read_bytes() == CONTENT
    assert not list(target.parent.glob("*.part"))
    shares = [progress.done for progress in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_broken_connection_is_taken_up_where_it_broke(server: Server, target: Path) -> None:
    server.breaks_after = [300_000, 200_000]
    assert server.fetch(target).read_bytes() == CONTENT
    assert server.fetched == ["", "bytes=300000-", "bytes=500000-"]


def test_a_connection_that_breaks_again_and_again_is_given_up_and_kept(
    server: Server, target: Path
) -> None:
    server.breaks_after = [400_000, 0, 0, 0, 0]
    with pytest.raises(NoAnswer, match="what was fetched so far is kept"):
        server.fetch(target)
    assert not target.exists()
    server.breaks_after = []
    assert server.fetch(target).read_bytes() == CONTENT
    assert server.fetched[-1] == "bytes=400000-"


def test_stopping_keeps_what_there_is_for_the_next_time(server: Server, target: Path) -> None:
    told: list[Progress] = []
    with pytest.raises(Cancelled):
        fetch(server.look(), target, server.permit, told.append, lambda: len(told) > 2)
    assert not target.exists()
    part = target.with_name(f"{target.name}.part").stat().st_size
    assert 0 < part < len(CONTENT)
    assert server.fetch(target).read_bytes() == CONTENT
    assert server.fetched[-1] == f"bytes={part}-"


def test_another_version_on_the_server_is_fetched_from_its_beginning(
    server: Server, target: Path
) -> None:
    server.breaks_after = [400_000, 0, 0, 0, 0]
    with pytest.raises(NoAnswer):
        server.fetch(target)
    server.breaks_after = []
    server.content, server.tag = CONTENT[:-1000], '"version-2"'
    assert server.fetch(target).read_bytes() == CONTENT[:-1000]


def test_a_version_that_changes_between_two_tries_is_begun_anew(
    server: Server, target: Path
) -> None:
    remote = server.look()
    server.breaks_after = [400_000]
    server.with_ranges = False
    found = fetch(remote, target, server.permit, unheard, never, pause=lambda _s: None)
    assert found.read_bytes() == CONTENT


def test_a_file_that_is_there_already_is_not_fetched_again(server: Server, target: Path) -> None:
    server.fetch(target)
    assert server.fetch(target).read_bytes() == CONTENT
    assert len(server.fetched) == 1


def test_a_web_page_in_place_of_the_file_is_refused_at_its_first_bytes(
    server: Server, target: Path
) -> None:
    server.content = b"<!DOCTYPE html><title>Log in</title>" + b" " * 500_000
    with pytest.raises(WrongAnswer, match=r"it is no \.osm\.pbf file"):
        server.fetch(target)
    assert not target.exists()
    assert target.with_name(f"{target.name}.part").stat().st_size == 0


def test_a_file_that_is_too_large_is_not_begun(server: Server, target: Path) -> None:
    with pytest.raises(FileTooLarge, match="has 1 MB; at most 0 MB"):
        look_at(server.url, server.permit, largest=900_000)
    assert server.fetched == []


@pytest.mark.parametrize("said", ["", "0", "many"])
def test_a_server_that_does_not_say_how_large_the_file_is_is_refused(
    server: Server, said: str
) -> None:
    server.said_length = said
    with pytest.raises(WrongAnswer, match="how large"):
        server.look()


def test_two_windows_do_not_write_into_one_half(server: Server, target: Path) -> None:
    """The second is refused while the first fetches, also from another process."""
    refused: list[str] = []

    def try_too(_progress: Progress) -> None:
        if not refused:
            with pytest.raises(AlreadyFetching) as caught:
                server.fetch(target)
            refused.append(str(caught.value))

    found = fetch(server.look(), target, server.permit, try_too, never)
    assert target.name in refused[0]
    assert found.read_bytes() == CONTENT
    assert sorted(path.name for path in target.parent.iterdir()) == [
        target.name,
        f"{target.name}.tag",
    ]
    assert server.fetch(target) == target


def test_a_redirect_on_the_same_server_is_followed(server: Server, target: Path) -> None:
    server.location = "/asia/china/jiangxi-261124.osm.pbf"
    assert server.fetch(target).read_bytes() == CONTENT


def test_a_redirect_to_another_server_is_refused_and_that_server_never_asked(
    server: Server, other_server: Server, target: Path
) -> None:
    server.location = other_server.url
    with pytest.raises(WrongAnswer, match="sends to another server"):
        server.look()
    remote = RemoteFile(server.url, len(CONTENT), None, server.tag)
    with pytest.raises(WrongAnswer, match="sends to another server"):
        fetch(remote, target, server.permit, unheard, never)
    assert other_server.asked == []


def test_a_redirect_to_a_file_of_this_machine_is_refused(server: Server) -> None:
    server.location = "file:///etc/hostname"
    with pytest.raises(WrongAnswer):
        server.look()


def test_a_file_that_is_not_there_is_not_asked_for_again(server: Server) -> None:
    server.status = 404
    with pytest.raises(WrongAnswer, match="404"):
        server.look()
    assert len(server.asked) == 1


def test_a_server_in_trouble_is_asked_some_times_and_then_left_alone(
    server: Server, target: Path
) -> None:
    remote = server.look()
    server.status = 503
    with pytest.raises(NoAnswer, match="503"):
        fetch(remote, target, server.permit, unheard, never, pause=lambda _s: None)
    assert len(server.fetched) == http.TRIES


def test_nobody_at_the_other_end_is_one_sentence(server: Server) -> None:
    permit = Permit("http://127.0.0.1:1")
    with pytest.raises(NoAnswer, match=r"127\.0\.0\.1 cannot be reached"):
        look_at(f"http://127.0.0.1:1{PATH}", permit)


def test_a_full_disk_is_told_before_the_download(
    server: Server, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "SPARE_BYTES", 10**18)
    with pytest.raises(TargetNotWritable, match="are needed on the disk"):
        server.fetch(target)
    assert server.fetched == []


@pytest.mark.parametrize(
    "origin",
    [
        "http://download.geofabrik.de",
        "ftp://127.0.0.1",
        "https://",
        "https://download.geofabrik.de/asia",
        "http://127.0.0.1.example.org",
    ],
)
def test_only_encrypted_servers_are_permitted(origin: str) -> None:
    with pytest.raises(ValueError, match=origin):
        Permit(origin)


@pytest.mark.parametrize(
    "url",
    [
        "https://download.geofabrik.de.example.org/x",
        "https://example.org/download.geofabrik.de/",
        "http://download.geofabrik.de/x",
        "https://download.geofabrik.de@example.org/",
    ],
)
def test_a_permit_covers_its_own_server_alone(url: str) -> None:
    permit = Permit("https://download.geofabrik.de")
    assert permit.covers("https://download.geofabrik.de/asia/china/jiangxi-latest.osm.pbf")
    assert not permit.covers(url)
    with pytest.raises(ValueError, match="http"):
        look_at(url, permit)
