"""What every test lives with: no network, English, folders of its own, no screen."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tourplanner import i18n
from tourplanner.paths import AppPaths

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
os.environ["LANGUAGE"] = "en"
os.environ["TZ"] = "UTC"
# A child that is killed, or may write only 500 bytes, must not leave half a .pyc for the next one.
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium's sandbox refuses to start as root

settings.register_profile("same_every_time", derandomize=True, database=None, deadline=None)
settings.load_profile("same_every_time")

ROOT = Path(__file__).resolve().parent.parent


class NetworkUsed(AssertionError):
    """A test tried to reach another machine."""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every connection but a local one, and every look-up of a host name, fails the test."""
    local = ("127.0.0.1", "::1", "localhost")
    connect = socket.socket.connect
    look_up = socket.getaddrinfo

    def connect_locally(self: socket.socket, address: object) -> None:
        is_internet = self.family in (socket.AF_INET, socket.AF_INET6)
        if is_internet and not (isinstance(address, tuple) and address[0] in local):
            raise NetworkUsed(f"connect to {address}")
        connect(self, address)  # type: ignore[arg-type]

    def look_up_locally(host: object, *rest: object, **named: object) -> object:
        if host not in (None, *local):
            raise NetworkUsed(f"look-up of {host!r}")
        return look_up(host, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect_locally)
    monkeypatch.setattr(socket, "getaddrinfo", look_up_locally)


@pytest.fixture(autouse=True)
def app_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppPaths:
    """The user's folders, empty and the test's own; child processes see the same ones."""
    home = tmp_path / "home"
    for variable, folder in (
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ):
        monkeypatch.setenv(variable, str(home / folder))
    monkeypatch.setenv("HOME", str(home))
    return AppPaths.standard()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Each test starts in English, whatever the one before has installed."""
    i18n.install("en")
    yield
    i18n.install("en")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the repository; skips where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared reference data is not beside this repository")
    return folder
