"""Keeps a copy and waits to be killed: python -m tests.storage.keeping FOLDER TOUR_ID."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests import builders
from tourplanner.storage.autosave import Autosave

if __name__ == "__main__":
    folder, tour = Path(sys.argv[1]), sys.argv[2]
    store = Autosave(folder)
    store.keep(builders.tour(id=tour), folder.parent / "mine.tour")
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    time.sleep(60)
