"""Runs the command line: in this process, or in one of its own where the system has to refuse."""

from __future__ import annotations

import contextlib
import ctypes
import io
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tourplanner.cli.main import run

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1


@dataclass(frozen=True)
class Run:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


def run_cli(arguments: Sequence[str]) -> Run:
    """Run `tourplanner` with `arguments`; a window is never opened."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = run(arguments, open_window=_no_window)
        except SystemExit as end:
            status = int(end.code or 0)
    return Run(status, out.getvalue(), err.getvalue())


def run_process(
    arguments: Sequence[str],
    *,
    largest_file: int | None = None,
    obeys_permissions: bool = False,
    encoding: str = "utf-8",
) -> Run:
    """Run `tourplanner` as a process.

    `largest_file` bytes stand in for a full disk; `obeys_permissions` takes root's right to write
    where nobody may.
    """

    def limit() -> None:
        if obeys_permissions and os.geteuid() == 0:
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)
        if largest_file is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    done = subprocess.run(
        [sys.executable, "-m", "tourplanner", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": encoding},
        preexec_fn=limit,
        timeout=100,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def _no_window(tour_file: Path | None, screenshot: Path | None, area: Path | None) -> int:
    raise AssertionError(f"a window was asked for: {tour_file} {screenshot} {area}")
