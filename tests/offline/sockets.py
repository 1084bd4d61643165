"""Counts, from outside, what a program and all its children send to other machines."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("watch_sockets.c")


@dataclass(frozen=True)
class SocketWatch:
    """A library that is loaded before the program, and where it writes."""

    library: Path
    log: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self.library), "SOCKET_LOG": str(self.log)}

    @property
    def attempts(self) -> list[str]:
        """Like "look-up tile.example.org" and "connect 192.0.2.1", oldest first."""
        return self.log.read_text().splitlines() if self.log.exists() else []


def socket_watch(folder: Path) -> SocketWatch:
    """Compile the library; skips where that is not possible."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not sys.platform.startswith("linux") or compiler is None:
        pytest.skip("sockets are watched from outside on Linux with a C compiler alone")
    library = folder / "watch_sockets.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"],
        check=True, timeout=60,
    )  # fmt: skip
    return SocketWatch(library, folder / "sockets.log")
