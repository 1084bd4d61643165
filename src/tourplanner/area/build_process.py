"""Building an area pack in a process of its own, which can be ended at any moment."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tourplanner.area.building_site import BuildingSite, remove_left_over
from tourplanner.domain.progress import Progress, Report, ShouldStop
from tourplanner.errors import AreaError, Cancelled, TargetNotWritable
from tourplanner.i18n import N_

LOOK_EVERY_S = 0.1
ENDING_S = 5.0
PREFIX = "tourplanner: "
LONGEST_REASON = 2000


class BuildFailed(AreaError):
    """The other process said why there is no pack."""

    text = N_("The streets could not be made. {reason}")


class BuildEnded(AreaError):
    """The other process ended without a word."""

    text = N_("The streets could not be made: the work ended unexpectedly ({code}).")
    hint = N_("Perhaps memory ran out: take the extract of a smaller region.")


@dataclass(frozen=True, slots=True)
class BuildOrder:
    """Which pack is wanted: of `source`, around a city or within a box."""

    source: Path
    target: Path
    city: str | None = None
    """Id of a city of the catalogue."""
    box: str | None = None
    """South, west, north, east in degrees, as the user typed it."""
    heights: Path | None = None
    """A .hgt file or a folder of them."""


def own_program() -> tuple[str, ...]:
    """How this program is started once more, from a clone, a wheel or a built folder."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, "-m", "tourplanner")


def build_apart(
    order: BuildOrder,
    report: Report,
    should_stop: ShouldStop,
    program: Sequence[str] | None = None,
) -> Path:
    """Build the pack and put it in its place in one step; returns where it is.

    `program` starts the command line. Raises BuildFailed, BuildEnded, TargetNotWritable or
    Cancelled; what was at the target is then untouched, and nothing else is left behind.
    """
    try:
        order.target.parent.mkdir(parents=True, exist_ok=True)
        remove_left_over(order.target.parent)
        site = BuildingSite.open(order.target.parent)
    except OSError as error:
        raise _not_writable(order, error) from error
    folder = site.folder
    try:
        pack = folder / order.target.name
        _run(_command(order, pack, program or own_program()), report, should_stop)
        os.replace(pack, order.target)
    except OSError as error:
        raise _not_writable(order, error) from error
    finally:
        site.clear()
    return order.target


def _not_writable(order: BuildOrder, error: OSError) -> TargetNotWritable:
    return TargetNotWritable(file=str(order.target), problem=error.strerror or str(error))


def _command(order: BuildOrder, pack: Path, program: Sequence[str]) -> list[str]:
    which = f"--city={order.city}" if order.city is not None else f"--box={order.box}"
    return [
        *program,
        *("area", "build", "--progress", which, f"--output={pack}"),
        *(() if order.heights is None else (f"--elevation={order.heights.absolute()}",)),
        *(("--title", order.target.stem) if order.city is None else ()),
        "--",
        str(order.source.absolute()),
    ]


def _run(command: list[str], report: Report, should_stop: ShouldStop) -> None:
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(  # noqa: S603 - this program itself
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=said,
                encoding="utf-8",
                errors="replace",
                env={**os.environ, "PYTHONUTF8": "1"},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # on Windows alone
            )
        except OSError as error:
            raise BuildEnded(code=error.strerror or str(error)) from error
        try:
            _watch(process, report, should_stop)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(ENDING_S)
            if process.stdout is not None:
                process.stdout.close()
        if process.returncode == 0:
            return
        said.seek(0)
        reason = _sentence(said.read(LONGEST_REASON * 4).decode("utf-8", "replace"))
    if process.returncode == 2 and reason:
        raise BuildFailed(reason=reason)
    raise BuildEnded(code=process.returncode)


def _watch(process: subprocess.Popen[str], report: Report, should_stop: ShouldStop) -> None:
    """Pass on every step until the process closes its output; raises Cancelled."""
    steps: queue.SimpleQueue[Progress | None] = queue.SimpleQueue()
    reader = threading.Thread(target=_read_steps, args=(process.stdout, steps), daemon=True)
    reader.start()
    while True:
        if should_stop():
            process.kill()
            reader.join(ENDING_S)
            raise Cancelled
        try:
            step = steps.get(timeout=LOOK_EVERY_S)
        except queue.Empty:
            continue
        if step is None:
            process.wait()
            return
        report(step)


def _read_steps(lines: IO[str], steps: queue.SimpleQueue[Progress | None]) -> None:
    """Runs on a thread of its own: a read cannot be given up half way."""
    try:
        for line in lines:
            step = _step(line)
            if step is not None:
                steps.put(step)
    except ValueError:
        """The pipe was closed meanwhile."""
    finally:
        steps.put(None)


def _step(line: str) -> Progress | None:
    """The step that a line tells; None for any other line."""
    if not line.startswith('{"doing"'):
        return None
    try:
        told = json.loads(line)
        return Progress(str(told["doing"]), float(told["done"]))
    except (ValueError, KeyError, TypeError):
        return None


def _sentence(said: str) -> str:
    """What the command line told the user, without its name before it."""
    lines = [line for line in said.splitlines() if line.startswith(PREFIX)]
    return lines[-1].removeprefix(PREFIX)[:LONGEST_REASON] if lines else ""
