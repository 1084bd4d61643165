"""The ground that every test stands on: no network, English, folders of its own."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.conftest import NetworkUsed
from tourplanner.i18n import _
from tourplanner.paths import AppPaths, resource


def test_a_test_cannot_connect_to_another_machine() -> None:
    with socket.socket() as door, pytest.raises(NetworkUsed):
        door.connect(("192.0.2.1", 80))


def test_a_test_cannot_look_up_a_host_name() -> None:
    with pytest.raises(NetworkUsed):
        socket.getaddrinfo("tile.example", 443)


def test_a_test_may_talk_to_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as door:
        door.connect(server.getsockname())
        assert door.getpeername() == server.getsockname()


def test_user_folders_belong_to_the_test(app_paths: AppPaths, tmp_path: Path) -> None:
    for folder in (app_paths.config, app_paths.data, app_paths.cache, app_paths.state):
        assert folder.is_relative_to(tmp_path)


def test_text_is_english() -> None:
    assert _("Something went wrong.") == "Something went wrong."


def test_shipped_files_are_found() -> None:
    assert resource("web", "vendor", "leaflet", "leaflet.js").stat().st_size > 100_000
    assert resource("licences", "THIRD-PARTY.md").is_file()
