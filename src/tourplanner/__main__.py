"""The program's entry: the window for `gui`, the command line for everything else."""

from __future__ import annotations

import sys
from pathlib import Path

from tourplanner.cli.main import run


def main() -> None:
    """Run the command in `sys.argv` and leave with its exit status."""
    sys.exit(run(sys.argv[1:], open_window=_open_window))


def _open_window(tour_file: Path | None, screenshot: Path | None, area: Path | None) -> int:
    from tourplanner.gui.app import run_window

    return run_window(tour_file=tour_file, screenshot=screenshot, area=area)


if __name__ == "__main__":
    main()
