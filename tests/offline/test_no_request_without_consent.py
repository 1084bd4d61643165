"""Every page of the program is opened, and nothing leaves the machine before the user's yes."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from tests.area.maps import MapFile
from tests.exchange.books import NOW
from tests.mapping.plans import roadbook as three_days
from tests.offline.sockets import SocketWatch, socket_watch
from tourplanner import gui
from tourplanner.area.build_process import BuildOrder, build_apart
from tourplanner.domain.progress import never, unheard
from tourplanner.exchange.html import write_html
from tourplanner.exchange.site_folder import write_site

ROOT = Path(__file__).parents[2]
NEVER_SHOWN = {"WaitingDialog"}
"""What others are made of."""
UNDOABLE = {"stop"}
"""Needs a plan that is just being made; it opens no page."""


@pytest.fixture
def watch(tmp_path: Path) -> SocketWatch:
    return socket_watch(tmp_path)


def pages_opened(folder: Path, watch: SocketWatch, pack: Path | None = None) -> dict[str, object]:
    command = [sys.executable, "-m", "tests.offline.open_every_page", str(folder)]
    done = subprocess.run(
        [*command, *([str(pack)] if pack is not None else [])],
        cwd=ROOT, env=os.environ | watch.environment, capture_output=True, text=True, timeout=380,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    seen: dict[str, object] = json.loads((folder / "seen.json").read_text())
    return seen


def every_dialog() -> set[str]:
    """The names of all dialogs that the window's code has, by looking at all of it."""
    for module in pkgutil.walk_packages(gui.__path__, f"{gui.__name__}."):
        importlib.import_module(module.name)
    return {kind.__name__ for kind in _below(QDialog) if kind.__module__.startswith(gui.__name__)}


def _below(kind: type) -> set[type]:
    found = set(kind.__subclasses__())
    return found.union(*(_below(one) for one in found))


def assert_quiet(seen: dict[str, object], watch: SocketWatch) -> None:
    assert seen["is_ready"] is True
    assert seen["has_map"] is True
    assert int(str(seen["passed"])) > 5
    assert (seen["remote"], seen["refused"]) == (0, [])
    assert watch.attempts == []


def test_the_watch_sees_a_connection_and_a_look_up(tmp_path: Path, watch: SocketWatch) -> None:
    """Else silence would prove nothing."""
    code = (
        "import socket\n"
        "try: socket.create_connection(('192.0.2.1', 9), 0.05)\n"
        "except OSError: pass\n"
        "try: socket.getaddrinfo('tile.example.invalid', 80)\n"
        "except OSError: pass\n"
        "try: socket.create_connection(('127.0.0.1', 9), 0.05)\n"
        "except OSError: pass\n"
    )
    subprocess.run(
        [sys.executable, "-c", code], env=os.environ | watch.environment, check=True, timeout=60
    )
    assert "connect 192.0.2.1" in watch.attempts
    assert "look-up tile.example.invalid" in watch.attempts
    assert not any("127." in line for line in watch.attempts)


@pytest.mark.timeout(400)
def test_no_page_of_the_window_asks_for_anything(tmp_path: Path, watch: SocketWatch) -> None:
    seen = pages_opened(tmp_path, watch)
    assert_quiet(seen, watch)
    assert set(seen["undone"]) <= UNDOABLE  # type: ignore[call-overload]
    missed = every_dialog() - NEVER_SHOWN - set(seen["pages"])  # type: ignore[call-overload]
    assert not missed, "open_every_page does not come to these pages"


@pytest.mark.timeout(400)
def test_with_streets_in_use_no_page_asks_for_anything(tmp_path: Path, watch: SocketWatch) -> None:
    osm = MapFile()
    osm.path([(29.28, 117.19), (29.295, 117.20), (29.305, 117.23)], highway="residential")
    order = BuildOrder(
        osm.save(tmp_path / "streets.osm"), tmp_path / "j.area", box="29.27,117.15,29.33,117.25"
    )
    seen = pages_opened(tmp_path, watch, build_apart(order, unheard, never))
    assert_quiet(seen, watch)
    assert "Streets" in str(seen["streets"])


def test_exported_pages_ask_for_nothing(tmp_path: Path, watch: SocketWatch) -> None:
    """In Qt's Chromium, which runs no errands of its own; others look at a whole Chromium."""
    book = three_days()
    pages = [("plan.html", write_html(book, NOW)), *write_site(book, NOW)]
    for name, content in pages:
        (tmp_path / name).write_bytes(content)
    names = [name for name, _content in pages]
    done = subprocess.run(
        [sys.executable, "-m", "tests.offline.open_files", str(tmp_path), *names],
        cwd=ROOT, env=os.environ | watch.environment, capture_output=True, text=True, timeout=110,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads((tmp_path / "seen.json").read_text()) == {"loaded": names, "asked": names}
    assert watch.attempts == []
