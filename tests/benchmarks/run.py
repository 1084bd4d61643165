"""Prints every figure that is asked of the program, part by part."""

from __future__ import annotations

import argparse
import importlib
import platform
import sys
import time

PARTS = {
    "catalogue": "tests.benchmarks.catalogue.bench",
    "engine": "tests.benchmarks.engine.bench",
    "bound": "tests.benchmarks.bound.bench",
    "area": "tests.benchmarks.area.bench",
    "roads": "tests.benchmarks.area.roads",
    "window": "tests.benchmarks.window.bench",
    "map": "tests.benchmarks.map.bench",
    "paper": "tests.benchmarks.paper.bench",
}


def main() -> None:
    """Run the parts named on the command line, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    chosen = parser.parse_args().parts or list(PARTS)
    sys.stdout.write(f"Python {platform.python_version()}, {platform.machine()}\n")
    for part in chosen:
        sys.stdout.write(f"\n== {part} ==\n")
        sys.stdout.flush()
        begun = time.perf_counter()
        importlib.import_module(PARTS[part]).main()
        sys.stdout.write(f"({part} took {time.perf_counter() - begun:.0f} s)\n")


if __name__ == "__main__":
    main()
