"""Saves a tour over and over until it is killed: python -m tests.exchange.saving FILE."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from tests.exchange.books import roadbook
from tourplanner.domain.edits import with_title
from tourplanner.exchange.tour_file import write_tour

if __name__ == "__main__":
    tour = roadbook().tour
    for turn in count(1):
        write_tour(Path(sys.argv[1]), with_title(tour, f"Turn {turn}"))
        if turn == 1:
            sys.stdout.write("saving\n")
            sys.stdout.flush()
