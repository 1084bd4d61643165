"""Prints what an area pack costs to build: seconds of one core, seconds by the clock, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import ROOT

GEODATA = ROOT.parent / "shared" / "geodata"
BOXES = {
    "monaco": "43.7,7.3,43.8,7.5",
    "helsinki-centre": "60.1,24.9,60.2,25",
    "andorra": "42.4,1.4,42.7,1.8",
    "liechtenstein": "47,9.4,47.3,9.7",
}
LIMIT_S, LIMIT_MB = 10.0, 300.0
REPEATS = 3


def main() -> None:
    """Build each pack as the command line does, in a process of its own."""
    if not GEODATA.is_dir():
        print("skipped: the shared geodata is not beside this repository")
        return
    print(f"{'':18}{'core s':>8}{'clock s':>9}{'MB':>7}{'pack MB':>9}   (median of {REPEATS})")
    for name, box in BOXES.items():
        core, clock, memory, size = sorted(_build(name, box) for _turn in range(REPEATS))[1]
        is_over = name == "liechtenstein" and (clock > LIMIT_S or memory > LIMIT_MB)
        mark = f"  over {LIMIT_S:.0f} s or {LIMIT_MB:.0f} MB" if is_over else ""
        print(f"{name:18}{core:8.2f}{clock:9.2f}{memory:7.0f}{size:9.2f}{mark}")


def _build(name: str, box: str) -> tuple[float, float, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "x.area"
        command = [sys.executable, "-m", "tourplanner", "area", "build"]
        command += [str(GEODATA / f"{name}.osm.pbf"), "--box", box, "-o", str(target)]
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _pid, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{name} was not built")
        core = used.ru_utime + used.ru_stime
        return core, clock, used.ru_maxrss / 1024, target.stat().st_size / 1e6


if __name__ == "__main__":
    main()
