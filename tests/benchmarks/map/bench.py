"""How soon the map shows what it is given, how smoothly it moves, how much it keeps."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tests.mapping.packs import FilePack, TablePack, square_tile
from tests.mapping.plans import places, roadbook
from tourplanner.domain.place import Coordinates
from tourplanner.domain.roadbook import Roadbook
from tourplanner.domain.site import Site
from tourplanner.gui.app import make_application
from tourplanner.gui.map.view import MapView
from tourplanner.mapping.tiles import PackSource

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
MANY, MANY_LIMIT_MS = 10_000, 200
PLAN_LIMIT_MS = 50
LEAST_FRAMES = 30
UPDATES, EARLY, GROWTH_LIMIT = 500, 50, 1.10
REPEATS = 9
MOVES = """(() => {
  const map = map_plan, began = performance.now();
  window.frames = [];
  let last = began, n = 0;
  const beat = (now) => {
    window.frames.push(now - last);
    last = now;
    n += 1;
    if (now - began > 4000) { window.framesDone = true; return; }
    if (n % 60 === 59) map.setZoom(n % 120 === 59 ? 14 : 15, { animate: false });
    else map.panBy([n % 240 < 120 ? 6 : -6, n % 80 < 40 ? 4 : -4], { animate: false });
    requestAnimationFrame(beat);
  };
  window.framesDone = false;
  requestAnimationFrame(beat);
})()"""


def main() -> None:
    """Print the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if hasattr(os, "getloadavg"):
        _tell(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        view = MapView(Path(folder))
        view.resize(1000, 700)
        view.show()
        _until(app, lambda: view.is_ready)
        _tell_many(app, view)
        _tell_plans(app, view)
        _tell_frames(app, view)
        _tell_memory(app, view)
        view.release()
        view.close()
        app.processEvents()


def _tell_many(app: QApplication, view: MapView) -> None:
    """From the call to painted, ten thousand places that the page has not seen."""
    took = []
    for n in range(REPEATS):
        sites = _spread_out(places(MANY), 0.0001 * n)
        took.append(_painted(app, view, lambda sites=sites: view.show_roadbook(None, sites)))  # type: ignore[misc]
    _say(f"{MANY} places, from the call to painted", took, MANY_LIMIT_MS)


def _tell_plans(app: QApplication, view: MapView) -> None:
    others = places(82)
    books = _books()
    took = [
        _painted(app, view, lambda book=book: view.show_roadbook(book, others))  # type: ignore[misc]
        for _round in range(REPEATS)
        for book in books
    ]
    _say("a new plan among 82 places, from the call to painted", took, PLAN_LIMIT_MS)


def _tell_frames(app: QApplication, view: MapView) -> None:
    sample = SHARED / "geodata" / "liechtenstein-sample.pmtiles"
    pack: PackSource = FilePack(sample) if sample.is_file() else TablePack(everywhere=square_tile())
    name = "Liechtenstein" if sample.is_file() else "made tiles"
    view.show_pack(pack)
    view.show_roadbook(_books()[0])
    page = view.web_page
    if page is None:
        return
    page.runJavaScript("map_plan.setView([47.14, 9.522], 15, {animate: false})")
    _wait(app, 1.5)
    page.runJavaScript(MOVES)
    answers: list[str] = []
    _wait(app, 4.5)
    page.runJavaScript("JSON.stringify(window.frames)", answers.append)
    _until(app, lambda: bool(answers))
    gaps = [float(gap) for gap in answers[0].strip("[]").split(",")][1:]
    rate = len(gaps) / (sum(gaps) / 1000)
    slow = sorted(gaps)[int(0.95 * len(gaps))]
    verdict = "at least" if rate >= LEAST_FRAMES else "BELOW"
    _tell(
        f"pan and zoom over {name}: {rate:.0f} frames a second ({verdict} {LEAST_FRAMES}), "
        f"95 % of the gaps within {slow:.0f} ms"
    )
    view.show_pack(None)


def _tell_memory(app: QApplication, view: MapView) -> None:
    books = _books()
    others = places(82)
    early = 0.0
    for n in range(1, UPDATES + 1):
        _painted(app, view, lambda: view.show_roadbook(books[n % len(books)], others))  # noqa: B023
        if n == EARLY:
            early = _memory_mb(app)
    late = _memory_mb(app)
    verdict = "within" if late <= early * GROWTH_LIMIT else "ABOVE"
    _tell(
        f"memory of all processes after {EARLY} plans {early:.0f} MB, after {UPDATES} {late:.0f} "
        f"MB: {100 * (late / early - 1):+.1f} % ({verdict} {100 * (GROWTH_LIMIT - 1):.0f} %)"
    )


def _books() -> tuple[Roadbook, ...]:
    everything = places(24)
    return tuple(
        roadbook(
            tuple(everything[(n + 5 * day) % 24 : (n + 5 * day) % 24 + 5] for day in range(3)),
            left_out=everything[20:22],
        )
        for n in range(6)
    )


def _spread_out(sites: tuple[Site, ...], shift: float) -> tuple[Site, ...]:
    return tuple(
        replace(
            site,
            point=replace(
                site.point,
                at=Coordinates(29.0 + shift + 0.006 * (n % 100), 116.9 + 0.006 * (n // 100)),
            ),
        )
        for n, site in enumerate(sites)
    )


@dataclass(frozen=True, slots=True)
class Took:
    """How long something took, and how much work all processes did meanwhile."""

    wall_ms: float
    work_ms: float
    """Does not grow with what else runs on the machine; threads side by side count each."""


def _painted(app: QApplication, view: MapView, act: Callable[[], int]) -> Took:
    shown: list[int] = []
    view.painted.connect(shown.append)
    family = _family(os.getpid())
    begun, work = time.perf_counter(), _work_ms(family)
    state = act()
    while state not in shown:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    took = Took((time.perf_counter() - begun) * 1000, _work_ms(family) - work)
    view.painted.disconnect(shown.append)
    return took


def _work_ms(family: list[int]) -> float:
    """Processor time of these processes so far, from the scheduler's own count."""
    total = 0
    for process in family:
        for task in Path(f"/proc/{process}/task").glob("*/schedstat"):
            try:
                total += int(task.read_text(encoding="ascii").split()[0])
            except (OSError, IndexError):
                continue
    return total / 1e6


def _memory_mb(app: QApplication) -> float:
    """Proportional set size of this process and all below it, after they had time to tidy up."""
    _wait(app, 3.0)
    total = 0
    for process in _family(os.getpid()):
        try:
            text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in text.splitlines() if line[:4] == "Pss:")
    return total / 1024


def _family(root: int) -> list[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        parents[int(folder.name)] = int(told.rpartition(")")[2].split()[1])
    family = [root]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def _until(app: QApplication, is_done: Callable[[], bool], patience_s: float = 30.0) -> None:
    end = time.perf_counter() + patience_s
    while not is_done() and time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.0005)


def _wait(app: QApplication, seconds: float) -> None:
    end = time.perf_counter() + seconds
    _until(app, lambda: time.perf_counter() >= end, seconds + 1)


def _say(name: str, took: list[Took], limit_ms: int) -> None:
    walls = [one.wall_ms for one in took]
    middle = statistics.median(walls)
    verdict = "within" if middle <= limit_ms else "ABOVE"
    work = statistics.median(one.work_ms for one in took)
    _tell(
        f"{name}: median {middle:.0f} ms ({verdict} {limit_ms} ms), shortest {min(walls):.0f}, "
        f"longest {max(walls):.0f}; work of all processes {work:.0f} ms"
    )


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
